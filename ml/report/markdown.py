"""Markdown for REPORT.md: paragraphs, lists, tables, roubles and shares."""

from textwrap import fill

WIDTH = 120


def paragraph(*sentences: str) -> str:
    """Joins sentences and wraps them to WIDTH columns."""
    return fill(" ".join(sentences), WIDTH, break_long_words=False, break_on_hyphens=False)


def bullets(*items: str) -> str:
    """A list with one item each, wrapped to WIDTH columns."""
    lines = [fill(item, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False) for item in items]
    return "\n".join(lines)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table; a column is aligned to the right if its first cell is a figure."""
    signs = ["---:" if rows and _is_figure(rows[0][at]) else "---" for at in range(len(head))]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in [head, signs, *rows])


def _is_figure(cell: str) -> bool:
    return cell.strip("*`+-−")[:1].isdigit()


def rub(value: float, step: int = 1) -> str:
    """Roubles, rounded to a multiple of `step`; "none" for a value that is not finite."""
    if value != value or abs(value) == float("inf"):
        return "none"
    return f"{round(value / step) * step:,}".replace("-", "−")


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal; "no data" for None."""
    return "no data" if share is None else f"{100 * share:.1f} %".replace("-", "−")
