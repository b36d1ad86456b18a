"""The report's second half: what the models are made of, everything that was tried, how to get the same again."""

from importlib.metadata import version

import configurations
import learners
import net
from blend import STEPS
from evaluate import BOOTSTRAP_SEED
from findings import Findings
from markdown import bullets, paragraph, rub, table
from search import Mix, Trial

LIBRARIES = ("xgboost-cpu", "lightgbm", "catboost", "scikit-learn", "numpy", "pandas", "scipy")
STEP_TITLES = {
    "transform": "First step: learners, transforms, losses",
    "settings": "Second step: settings in the chosen transform",
    "net": "Neural net",
    "compact": "Compact model",
}
NET_STEP = 10


def models(found: Findings) -> str:
    """Learners, weights and sizes."""
    chosen = found.search.chosen
    parts = [("income", trial, weight) for trial, weight in zip(chosen.trials, chosen.weights, strict=True)]
    parts.append(("income-compact", found.compact.trials[0], 1.0))
    rows = [
        [f"`{name}`", trial.learner, f"{weight:g}", trial.loss, str(trial.size), _settings(trial)]
        for name, trial, weight in parts
    ]
    sizes = [
        [
            f"`{contract['name']}`",
            str(model.forecast.trees()),
            f"{model.forecast.nodes():,}",
            str(model.p10.trees() + model.p90.trees()),
            f"{model.p10.nodes() + model.p90.nodes():,}",
        ]
        for contract, model in found.trained
    ]
    what = paragraph(
        f"The trees add up in the space {chosen.transform}; the sum is then brought back to roubles. Weights are",
        f"multiples of 1/{STEPS}, found on the rolling months; a learner of weight 0 is left out. Losses, in that",
        "space, every client counting with w: absolute abs(e), between abs(e)^1.5, squared e².",
    )
    made_of = table(["model", "learner", "weight", "loss", "trees", "settings"], rows)
    how_big = table(["model", "trees of the forecast", "their nodes", "trees of p10 and p90", "their nodes"], sizes)
    return f"## What the models are\n\n{what}\n\n{made_of}\n\n{how_big}"


def tried(found: Findings) -> str:
    """Every configuration with what it gave on each rolling month, failures included."""
    months = [fold.month for fold in found.folds]
    blocks = []
    for step, title in STEP_TITLES.items():
        trials = [trial for trial in found.trials if trial.step == step]
        size = "epochs" if step == "net" else "trees"
        columns = ["learner", "transform", "loss", "settings", size, *months, "mean"]
        blocks.append(f"### {title}\n\n" + table(columns, [_trial(trial) for trial in trials]))
        if step == "transform":
            mixes = table(["transform", "weights", *months, "mean"], [_mix(mix) for mix in found.search.by_transform])
            blocks.append(
                paragraph("The learners share one transform. So transforms are compared by the best blend in each.")
                + "\n\n"
                + mixes
            )
    what = paragraph(
        "Normalised WMAE in roubles on the rolling months: the months before the named one train, the named one",
        f"checks. The chosen blend gives {rub(found.search.chosen.mean)} there,",
        f"{rub(found.search.with_net.mean, NET_STEP)} with the net. These figures chose, so they flatter; the",
        "hold-out month does not. Large figures are failures and stand as they came out: CatBoost's gradient steps",
        "for an absolute error have the length of the transformed unit, and get nowhere in roubles.",
    )
    return f"## Everything that was tried\n\n{what}\n\n" + "\n\n".join(blocks)


def _trial(trial: Trial) -> list[str]:
    given = [trial.learner, str(trial.transform), trial.loss, _settings(trial)]
    if trial.failure:
        return [*given, "", *(["failed"] * len(trial.scores)), trial.failure]
    step = NET_STEP if trial.learner == "net" else 1
    return [*given, str(trial.size), *(rub(score, step) for score in trial.scores), rub(trial.mean, step)]


def _mix(mix: Mix) -> list[str]:
    weights = ", ".join(f"{trial.learner} {weight:g}" for trial, weight in zip(mix.trials, mix.weights, strict=True))
    return [str(mix.transform), weights, *(rub(score) for score in mix.scores), rub(mix.mean)]


def _settings(trial: Trial) -> str:
    return ", ".join(f"{key} {value}" for key, value in trial.settings.items())


def repeat(found: Findings) -> str:
    """Data, budget, seeds, versions."""
    months = sorted(found.clients["dt"].str[:7].unique())
    counts = {step: sum(trial.step == step for trial in found.trials) for step in STEP_TITLES}
    items = (
        f"Data: {len(found.clients):,} {'synthetic ' if found.contract['synthetic'] else ''}clients, {months[0]} to "
        f"{months[-1]}, {len(found.contract['features'])} features. Hold-out month: {found.month}. Rolling months: "
        f"{', '.join(fold.month for fold in found.folds)}. The target and w are never features.",
        f"Budget: {len(found.trials)} configurations ({counts['transform']} for transforms, {counts['settings']} for "
        f"settings, {counts['net']} nets, {counts['compact']} compact), each fitted once for each rolling month.",
        f"At most {found.max_trees} trees a learner, {configurations.MAX_EPOCHS} epochs of the net, "
        f"{configurations.COMPACT_TREES} trees of the compact model; sizes are read off at "
        f"{len(configurations.CHECKPOINTS)} checkpoints.",
        f"Seeds: trees {learners.SEED}, net {net.SEED}, bootstrap {BOOTSTRAP_SEED}. "
        f"Threads: {learners.THREADS}, net 1.",
        f"Libraries: {', '.join(f'{name} {version(name)}' for name in LIBRARIES)}.",
        f"Category codes come from the months before {found.folds[-1].month}: its answers calibrate the intervals.",
    )
    return "## To get the same again\n\n" + bullets(*items)
