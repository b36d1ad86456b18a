"""REPORT.md: what was trained and what it reaches. Written by the run, read by analysts."""

from pathlib import Path

import numpy as np

from evaluate import RESAMPLES, bootstrap_gain, bootstrap_wmae
from findings import COVERAGE_TOLERANCE, Findings, coverage_is_reached, decide_on_net
from intervals import NOMINAL
from markdown import bullets, paragraph, percent, rub, table
from metrics import WEIGHT_CAP, WEIGHT_CENTRE, wmae
from report_groups import calibration, drift, slices
from report_search import models, repeat, tried
from search import Trial

Array = np.ndarray

# What the net says is rounded to this: its last digits may differ between processors.
NET_STEP = 10
BASELINES = {
    "globalWeightedMedian": "baseline: one number, the weighted median",
    "regionWeightedMedian": "baseline: weighted median of the region",
    "incomeValue": "baseline: the column incomeValue",
}


def write_report(path: Path, found: Findings) -> None:
    """Writes the report; the same findings give the same bytes."""
    sections = (head, in_short, scores, net, intervals, calibration, slices, drift, models, tried, repeat)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(section(found) for section in sections) + "\n", encoding="utf-8")


def head(found: Findings) -> str:
    """Which models, and whether the data are real."""
    versions = ", ".join(f"`{contract['name']}` {contract['version']}" for contract, _ in found.trained)
    text = f"# Training report\n\nModels {versions}, trained {found.contract['trainedAt']}."
    if not found.contract["synthetic"]:
        return text
    warning = paragraph(
        "**Synthetic data.** The clients were generated. Every score below says how well the method finds a law",
        "that we know, not how well it forecasts real clients. It can't be compared with scores on a bank's data.",
    )
    return text + "\n\n> " + warning.replace("\n", "\n> ")


def in_short(found: Findings) -> str:
    """The page for who reads one page."""
    metrics, model = found.metrics, found.trained[0][1]
    low, high = metrics["wmaeInterval"]["normalised"]
    covered, decision = metrics["coverage"], decide_on_net(found)
    libraries = ", ".join(part.library for part, _ in model.forecast.parts)
    first = metrics["drift"][0]
    reached = all(coverage_is_reached(contract["metrics"]["coverage"]) for contract, _ in found.trained)
    goal = f"{100 * NOMINAL:.0f} % ± {100 * COVERAGE_TOLERANCE:.0f} points"
    items = (
        f"WMAE (normalised) is **{rub(metrics['wmae']['normalised'])} roubles** a month, 95 % interval {rub(low)} to "
        f"{rub(high)}, on {metrics['rows']:,} clients of {found.month}. Nothing was chosen on that month.",
        f"The weighted median of the client's region gives "
        f"{rub(metrics['baselines']['regionWeightedMedian']['normalised'])}.{best_reachable(metrics)}",
        f"{percent(covered['overall'])} of the true incomes lie between p10 and p90; with a salary on file "
        f"{percent(covered['salaryPresent'])}, without {percent(covered['salaryAbsent'])}. The goal, {goal} for "
        f"all and each group in both models, is {'reached' if reached else '**not reached**'}.",
        f"The model is {model.forecast.trees()} trees of {libraries}, in the space {found.search.chosen.transform}.",
        f"A neural net changes the score by {rub(-decision.gain, NET_STEP)} roubles at best; the rule asks for "
        f"{rub(-decision.needed)}. {'It wins, yet' if decision.wins else 'It stays out:'} the file carries trees only.",
        f"The column that changed most since training is `{first['feature']}` (PSI {first['psi']:.2f}).",
    )
    return "## In short\n\n" + bullets(*items)


def best_reachable(metrics: dict) -> str:
    """The distance to the best that any forecast can reach; nothing where that is not known."""
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


def scores(found: Findings) -> str:
    """Both kinds of WMAE of everything that was measured on the hold-out month."""
    y, w = found.scored.target, found.scored.weight

    def measured(title: str, forecast: Array, step: int = 1) -> list[str]:
        errors = [float(np.mean(np.abs(y - forecast))), float(np.mean(forecast - y))]
        both = _both(wmae(y, forecast, w), bootstrap_wmae(y, forecast, w), step)
        return [title, *both, *(rub(error, step) for error in errors)]

    rows = [
        [
            f"**model `{contract['name']}`**",
            *_both(contract["metrics"]["wmae"], contract["metrics"]["wmaeInterval"]),
            rub(contract["metrics"]["maeRub"]),
            rub(contract["metrics"]["biasRub"]),
        ]
        for contract, _ in found.trained
    ]
    rows += [measured(f"{library} alone", forecast) for library, forecast in found.net.learners.items()]
    rows.append(measured("neural net alone", found.net.alone, NET_STEP))
    rows.append(measured("trees and neural net", found.net.blended, NET_STEP))
    rows += [[title, *_both(found.metrics["baselines"][name]), "", ""] for name, title in BASELINES.items()]
    if found.metrics["bestReachable"]:
        rows.append(["best reachable (synthetic data)", *_both(found.metrics["bestReachable"]), "", ""])
    columns = ["forecast", "WMAE normalised", "95 % interval", "WMAE official", "95 % interval", "MAE", "bias"]
    what = paragraph(
        f"Roubles a month, {found.metrics['rows']:,} {'synthetic ' if found.contract['synthetic'] else ''}clients. w",
        f"= min(abs(y / {WEIGHT_CENTRE} − 1), {WEIGHT_CAP}). Normalised: Σ w·abs(y − ŷ) / Σ w. Official:",
        f"mean(w·abs(y − ŷ)). Intervals: {RESAMPLES:,} bootstrap samples of the clients. Bias is mean(ŷ − y). It",
        "need not be 0: w draws the forecast to where the metric is, not to the mean. The net's figures are rounded",
        f"to {NET_STEP} roubles.",
    )
    return f"## Scores on the hold-out month {found.month}\n\n{what}\n\n{table(columns, rows)}"


def net(found: Findings) -> str:
    """Whether the neural net belongs into the model."""
    decision, mix = decide_on_net(found), found.search.with_net
    verdict = "in by the rule, yet the file carries trees only: exact SHAP exists for trees" if decision.wins else "out"
    low, high = (rub(-edge, NET_STEP) for edge in bootstrap_gain(found.scored, found.net.blended))
    weights = ", ".join(f"{trial.learner} {weight:g}" for trial, weight in zip(mix.trials, mix.weights, strict=True))
    blended = (
        f"The rolling months gave these weights to a blend with the trees: {weights}. It changes the WMAE by "
        f"{rub(-decision.blended_gain, NET_STEP)} roubles (95 % interval {high} to {low}, the same bootstrap samples)."
    )
    if all(trial.learner != "net" for trial in mix.trials):
        blended = "Beside the trees the rolling months gave it the weight 0, so the blend stays as it is without it."
    text = paragraph(
        f"The net has layers of {_layers(found.search.net)} units and learnt from the same rows with the same weights.",
        f"Alone its hold-out WMAE is {rub(-decision.alone_gain, NET_STEP)} roubles above the model's. {blended}",
        "The rule was set before: the net goes in if it lowers the WMAE by more than the half-width of the model's own",
        f"interval, {rub(decision.needed)} roubles.",
    )
    return f"## The neural net\n\n{text}\n\n**Decision: {verdict}.**"


def _layers(trial: Trial) -> str:
    return " and ".join(str(size) for size in trial.settings["hidden_layer_sizes"])


def intervals(found: Findings) -> str:
    """Whether p10 and p90 hold what they claim."""
    rows = []
    for contract, model in found.trained:
        coverage = contract["metrics"]["coverage"]
        rows.append(
            [
                f"`{contract['name']}`",
                *(percent(coverage[key]) for key in ("overall", "salaryPresent", "salaryAbsent")),
                rub(coverage["medianWidthRub"]),
                f"{model.correction.present:+.4g}".replace("-", "−"),
                f"{model.correction.absent:+.4g}".replace("-", "−"),
                "reached" if coverage_is_reached(coverage) else "**not reached**",
            ]
        )
    columns = ["model", "all", "salary on file", "no salary", "median width", "shift: salary", "shift: none", "goal"]
    what = paragraph(
        f"Share of true incomes inside the interval, {found.month}. It claims {percent(NOMINAL)}; the goal is ±",
        f"{100 * COVERAGE_TOLERANCE:.0f} points for all clients and each group. p10 and p90 are trees without",
        "weights: they describe clients, not the metric. They were fitted on the months before",
        f"{found.folds[-1].month}, then moved by one shift a group, in the space {found.search.chosen.transform} (+",
        f"makes the interval wider). The shifts come from {' and '.join(fold.month for fold in found.folds)},",
        "forecast by models that had not seen the month. The interval always holds the forecast.",
    )
    return f"## Intervals\n\n{what}\n\n{table(columns, rows)}"


def _both(score: dict, interval: dict | None = None, step: int = 1) -> list[str]:
    cells = []
    for kind in ("normalised", "official"):
        cells.append(rub(score[kind], step))
        cells.append(" to ".join(rub(edge, step) for edge in interval[kind]) if interval else "")
    return cells
