"""How REPORT.md writes paragraphs, tables, roubles and shares."""

from textwrap import fill

WIDTH = 120


def paragraph(*sentences: str) -> str:
    """Sentences, one after the other, in lines of WIDTH."""
    return fill(" ".join(sentences), WIDTH, break_long_words=False, break_on_hyphens=False)


def bullets(*items: str) -> str:
    """One list item each."""
    lines = [fill(item, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False) for item in items]
    return "\n".join(lines)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table; all but the first column are set to the right where they hold figures."""
    signs = ["---:" if rows and _is_figure(rows[0][at]) else "---" for at in range(len(head))]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in [head, signs, *rows])


def _is_figure(cell: str) -> bool:
    return cell.strip("*`+-−")[:1].isdigit()


def rub(value: float, step: int = 1) -> str:
    """Whole roubles, or multiples of `step`."""
    if value != value or abs(value) == float("inf"):
        return "none"
    return f"{round(value / step) * step:,}".replace("-", "−")


def percent(share: float | None) -> str:
    """A share with one decimal."""
    return "no data" if share is None else f"{100 * share:.1f} %".replace("-", "−")
