"""The report's scores on the hold-out month: WMAE, the neural net, coverage of the intervals."""

import numpy as np

from bank.metrics import WEIGHT_CAP, WEIGHT_CENTRE, wmae
from report.findings import COVERAGE_TOLERANCE, NET_STEP, Findings, coverage_is_reached, decide_on_net
from report.markdown import paragraph, percent, rub, table
from training.evaluate import RESAMPLES, bootstrap_gain, bootstrap_wmae
from training.intervals import NOMINAL
from training.trials import Trial

Array = np.ndarray

BASELINES = {
    "globalWeightedMedian": "baseline: one number, the weighted median",
    "regionWeightedMedian": "baseline: weighted median of the region",
    "incomeValue": "baseline: the column incomeValue",
}


def scores(findings: Findings) -> str:
    """Both definitions of WMAE, for everything that was measured on the hold-out month."""
    y, w = findings.scored.target, findings.scored.weight

    def measured(title: str, forecast: Array, step: int = 1) -> list[str]:
        errors = [float(np.mean(np.abs(y - forecast))), float(np.mean(forecast - y))]
        both = _both(wmae(y, forecast, w), bootstrap_wmae(y, forecast, w), step)
        return [title, *both, *(rub(error, step) for error in errors)]

    rows = [
        [
            f"**model `{trained.name}`**",
            *_both(trained.metrics["wmae"], trained.metrics["wmaeInterval"]),
            rub(trained.metrics["maeRub"]),
            rub(trained.metrics["biasRub"]),
        ]
        for trained in findings.trained
    ]
    rows += [measured(f"{library} alone", forecast) for library, forecast in findings.net.learners.items()]
    rows.append(measured("neural net alone", findings.net.alone, NET_STEP))
    rows.append(measured("trees and neural net", findings.net.blended, NET_STEP))
    rows += [[title, *_both(findings.metrics["baselines"][name]), "", ""] for name, title in BASELINES.items()]
    if findings.metrics["bestReachable"]:
        rows.append(["best reachable (synthetic data)", *_both(findings.metrics["bestReachable"]), "", ""])
    columns = ["forecast", "WMAE normalised", "95 % interval", "WMAE official", "95 % interval", "MAE", "bias"]
    kind = "synthetic " if findings.contract["synthetic"] else ""
    what = paragraph(
        f"Roubles a month, {findings.metrics['rows']:,} {kind}clients. w",
        f"= min(abs(y / {WEIGHT_CENTRE} − 1), {WEIGHT_CAP}). Normalised: Σ w·abs(y − ŷ) / Σ w. Official:",
        f"mean(w·abs(y − ŷ)). Intervals: {RESAMPLES:,} bootstrap samples of the clients. Bias is mean(ŷ − y). It",
        "need not be 0: w draws the forecast to where the metric is, not to the mean. The net's figures are rounded",
        f"to {NET_STEP} roubles.",
    )
    return f"## Scores on the hold-out month {findings.month}\n\n{what}\n\n{table(columns, rows)}"


def _both(score: dict, interval: dict | None = None, step: int = 1) -> list[str]:
    cells = []
    for kind in ("normalised", "official"):
        cells.append(rub(score[kind], step))
        cells.append(" to ".join(rub(edge, step) for edge in interval[kind]) if interval else "")
    return cells


def neural_net(findings: Findings) -> str:
    """Whether the neural net should go into the model."""
    decision, with_net = decide_on_net(findings), findings.search.with_net
    verdict = "in by the rule, yet the file carries trees only: exact SHAP exists for trees" if decision.wins else "out"
    low, high = (rub(-edge, NET_STEP) for edge in bootstrap_gain(findings.scored, findings.net.blended))
    weights = ", ".join(
        f"{trial.learner} {weight:g}" for trial, weight in zip(with_net.trials, with_net.weights, strict=True)
    )
    blended = (
        f"The rolling months gave these weights to a blend with the trees: {weights}. It changes the WMAE by "
        f"{rub(-decision.blended_gain, NET_STEP)} roubles (95 % interval {high} to {low}, the same bootstrap samples)."
    )
    if all(trial.learner != "net" for trial in with_net.trials):
        blended = "Beside the trees the rolling months gave it the weight 0, so the blend stays as it is without it."
    layers = _layers(findings.search.net)
    text = paragraph(
        f"The net has layers of {layers} units and learnt from the same rows with the same weights.",
        f"Alone its hold-out WMAE is {rub(-decision.alone_gain, NET_STEP)} roubles above the model's. {blended}",
        "The rule was set before: the net goes in if it lowers the WMAE by more than the half-width of the model's own",
        f"interval, {rub(decision.needed)} roubles.",
    )
    return f"## The neural net\n\n{text}\n\n**Decision: {verdict}.**"


def _layers(trial: Trial) -> str:
    return " and ".join(str(size) for size in trial.settings["hidden_layer_sizes"])


def intervals(findings: Findings) -> str:
    """Whether the intervals cover what they claim."""
    rows = []
    for trained in findings.trained:
        coverage, correction = trained.metrics["coverage"], trained.model.correction
        rows.append(
            [
                f"`{trained.name}`",
                *(percent(coverage[key]) for key in ("overall", "salaryPresent", "salaryAbsent")),
                rub(coverage["medianWidthRub"]),
                f"{correction.present:+.4g}".replace("-", "−"),
                f"{correction.absent:+.4g}".replace("-", "−"),
                "reached" if coverage_is_reached(coverage) else "**not reached**",
            ]
        )
    columns = ["model", "all", "salary on file", "no salary", "median width", "shift: salary", "shift: none", "goal"]
    folds = findings.folds
    what = paragraph(
        f"Share of true incomes inside the interval, {findings.month}. It claims {percent(NOMINAL)}; the goal is ±",
        f"{100 * COVERAGE_TOLERANCE:.0f} points for all clients and each group. p10 and p90 are trees without",
        "weights: they describe clients, not the metric. They were fitted on the months before",
        f"{folds[-1].month}, then moved by one shift a group, in the space {findings.search.chosen.transform} (+",
        f"makes the interval wider). The shifts come from {' and '.join(fold.month for fold in folds)},",
        "forecast by models that had not seen the month. The interval always holds the forecast.",
    )
    return f"## Intervals\n\n{what}\n\n{table(columns, rows)}"
