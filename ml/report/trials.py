"""The report's account of the search: what the models are made of, all trials, how to repeat the run."""

from importlib.metadata import version

from report.findings import NET_STEP, Findings
from report.markdown import bullets, paragraph, rub, table
from training import configurations, learners, net
from training.blend import STEPS
from training.evaluate import BOOTSTRAP_SEED
from training.trials import Trial, TrialBlend

LIBRARIES = ("xgboost-cpu", "lightgbm", "catboost", "scikit-learn", "numpy", "pandas", "scipy")
STEP_TITLES = {
    "transform": "First step: learners, transforms, losses",
    "settings": "Second step: settings in the chosen transform",
    "net": "Neural net",
    "compact": "Compact model",
}


def made_of(findings: Findings) -> str:
    """The learners of each model, their weights, settings and sizes."""
    chosen = findings.search.chosen
    parts = [("income", trial, weight) for trial, weight in zip(chosen.trials, chosen.weights, strict=True)]
    parts.append(("income-compact", findings.compact.trials[0], 1.0))
    rows = [
        [f"`{name}`", trial.learner, f"{weight:g}", trial.loss, str(trial.size), _settings(trial)]
        for name, trial, weight in parts
    ]
    sizes = [
        [
            f"`{trained.name}`",
            str(trained.model.forecast.trees()),
            f"{trained.model.forecast.nodes():,}",
            str(trained.model.p10.trees() + trained.model.p90.trees()),
            f"{trained.model.p10.nodes() + trained.model.p90.nodes():,}",
        ]
        for trained in findings.trained
    ]
    what = paragraph(
        f"The trees add up in the space {chosen.transform}; the sum is then brought back to roubles. Weights are",
        f"multiples of 1/{STEPS}, found on the rolling months; a learner of weight 0 is left out. Losses, in that",
        "space, every client counting with w: absolute abs(e), between abs(e)^1.5, squared e².",
    )
    parts_table = table(["model", "learner", "weight", "loss", "trees", "settings"], rows)
    sizes_table = table(["model", "trees of the forecast", "their nodes", "trees of p10 and p90", "their nodes"], sizes)
    return f"## What the models are\n\n{what}\n\n{parts_table}\n\n{sizes_table}"


def tried(findings: Findings) -> str:
    """Every trial with its score on each rolling month, failures included."""
    months = [fold.month for fold in findings.folds]
    blocks = []
    for step, title in STEP_TITLES.items():
        trials = [trial for trial in findings.trials if trial.step == step]
        size = "epochs" if step == "net" else "trees"
        columns = ["learner", "transform", "loss", "settings", size, *months, "mean"]
        blocks.append(f"### {title}\n\n" + table(columns, [_trial(trial) for trial in trials]))
        if step == "transform":
            rows = [_blend(blend) for blend in findings.search.by_transform]
            blocks.append(
                paragraph("The learners share one transform. So transforms are compared by the best blend in each.")
                + "\n\n"
                + table(["transform", "weights", *months, "mean"], rows)
            )
    what = paragraph(
        "Normalised WMAE in roubles on the rolling months: the months before the named one train, the named one",
        f"checks. The chosen blend gives {rub(findings.search.chosen.mean)} there,",
        f"{rub(findings.search.with_net.mean, NET_STEP)} with the net. These figures chose, so they flatter; the",
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


def _blend(blend: TrialBlend) -> list[str]:
    weights = ", ".join(
        f"{trial.learner} {weight:g}" for trial, weight in zip(blend.trials, blend.weights, strict=True)
    )
    return [str(blend.transform), weights, *(rub(score) for score in blend.scores), rub(blend.mean)]


def _settings(trial: Trial) -> str:
    return ", ".join(f"{key} {value}" for key, value in trial.settings.items())


def repeat(findings: Findings) -> str:
    """What is needed to repeat the run: data, budget, seeds, versions."""
    months = sorted(findings.clients["dt"].str[:7].unique())
    counts = {step: sum(trial.step == step for trial in findings.trials) for step in STEP_TITLES}
    kind = "synthetic " if findings.contract["synthetic"] else ""
    items = (
        f"Data: {len(findings.clients):,} {kind}clients, {months[0]} to {months[-1]}, "
        f"{len(findings.contract['features'])} features. Hold-out month: {findings.month}. Rolling months: "
        f"{', '.join(fold.month for fold in findings.folds)}. The target and w are never features.",
        f"Budget: {len(findings.trials)} configurations ({counts['transform']} for transforms, "
        f"{counts['settings']} for settings, {counts['net']} nets, {counts['compact']} compact), each fitted once for "
        "each rolling month.",
        f"At most {findings.max_trees} trees a learner, {configurations.MAX_EPOCHS} epochs of the net, "
        f"{configurations.COMPACT_TREES} trees of the compact model; sizes are read off at "
        f"{len(configurations.CHECKPOINTS)} checkpoints.",
        f"Seeds: trees {learners.SEED}, net {net.SEED}, bootstrap {BOOTSTRAP_SEED}. "
        f"Threads: {learners.THREADS}, net 1.",
        f"Libraries: {', '.join(f'{name} {version(name)}' for name in LIBRARIES)}.",
        f"Category codes come from the months before {findings.folds[-1].month}: its answers calibrate the intervals.",
    )
    return "## To get the same again\n\n" + bullets(*items)
