"""Writes REPORT.md, section by section; its first page is a summary."""

from pathlib import Path

from report.findings import COVERAGE_TOLERANCE, NET_STEP, Findings, coverage_is_reached, decide_on_net
from report.groups import calibration, drift, slices
from report.markdown import bullets, paragraph, percent, rub
from report.scores import intervals, neural_net, scores
from report.trials import made_of, repeat, tried
from training.intervals import NOMINAL


def write_report(path: Path, findings: Findings) -> None:
    """Writes the report; the same findings give the same bytes."""
    sections = (
        head, in_short, scores, neural_net, intervals, calibration, slices, drift, made_of, tried, repeat,
    )  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(section(findings) for section in sections) + "\n", encoding="utf-8")


def head(findings: Findings) -> str:
    """Which models these are, and whether the data are synthetic."""
    versions = ", ".join(f"`{trained.name}` {trained.contract['version']}" for trained in findings.trained)
    text = f"# Training report\n\nModels {versions}, trained {findings.contract['trainedAt']}."
    if not findings.contract["synthetic"]:
        return text
    warning = paragraph(
        "**Synthetic data.** The clients were generated. Every score below says how well the method finds a law",
        "that we know, not how well it forecasts real clients. It can't be compared with scores on a bank's data.",
    )
    return text + "\n\n> " + warning.replace("\n", "\n> ")


def in_short(findings: Findings) -> str:
    """The results on one page."""
    metrics, model = findings.metrics, findings.trained[0].model
    low, high = metrics["wmaeInterval"]["normalised"]
    coverage, decision = metrics["coverage"], decide_on_net(findings)
    libraries = ", ".join(part.library for part, _ in model.forecast.parts)
    most_drifted = metrics["drift"][0]
    reached = all(coverage_is_reached(trained.metrics["coverage"]) for trained in findings.trained)
    goal = f"{100 * NOMINAL:.0f} % ± {100 * COVERAGE_TOLERANCE:.0f} points"
    items = (
        f"WMAE (normalised) is **{rub(metrics['wmae']['normalised'])} roubles** a month, 95 % interval {rub(low)} to "
        f"{rub(high)}, on {metrics['rows']:,} clients of {findings.month}. Nothing was chosen on that month.",
        f"The weighted median of the client's region gives "
        f"{rub(metrics['baselines']['regionWeightedMedian']['normalised'])}.{best_reachable(metrics)}",
        f"{percent(coverage['overall'])} of the true incomes lie between p10 and p90; with a salary on file "
        f"{percent(coverage['salaryPresent'])}, without {percent(coverage['salaryAbsent'])}. The goal, {goal} for "
        f"all and each group in both models, is {'reached' if reached else '**not reached**'}.",
        f"The model is {model.forecast.trees()} trees of {libraries}, in the space {findings.search.chosen.transform}.",
        f"A neural net changes the score by {rub(-decision.gain, NET_STEP)} roubles at best; the rule asks for "
        f"{rub(-decision.needed)}. {'It wins, yet' if decision.wins else 'It stays out:'} the file carries trees only.",
        f"The column that changed most since training is `{most_drifted['feature']}` (PSI {most_drifted['psi']:.2f}).",
    )
    return "## In short\n\n" + bullets(*items)


def best_reachable(metrics: dict) -> str:
    """How far the model is from the best possible forecast; empty when that is unknown."""
    if metrics["bestReachable"] is None:
        return ""
    best, reached = metrics["bestReachable"]["normalised"], metrics["wmae"]["normalised"]
    region = metrics["baselines"]["regionWeightedMedian"]["normalised"]
    way = (region - reached) / (region - best)
    return (
        f" The best that any forecast can reach on these synthetic clients is {rub(best)}. The model is "
        f"{rub(reached - best)} ({percent(reached / best - 1)}) above it: it went {percent(way)} of the way there "
        "from the region's median."
    )
