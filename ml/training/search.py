"""The search on rolling months: it chooses the transform, each learner's loss and settings, and the weights.

The hold-out month plays no part in it. Every trial is recorded with its score on each month, failures included.
"""

from dataclasses import dataclass

from training.configurations import (
    COMPACT_SETTINGS,
    FIRST_SETTINGS,
    FIRST_TREES_SHARE,
    LEADING_LOSSES,
    LOSSES,
    MAX_EPOCHS,
    NET_SETTINGS,
    SETTINGS,
)
from training.learners import LEARNERS
from training.months import Fold
from training.transforms import TRANSFORMS, Transform
from training.trials import Trial, TrialBlend, best_trial, blend_trials, run_trial


@dataclass(frozen=True)
class SearchResult:
    """All trials, the best blend in each transform, and the choices.

    `chosen` is the blend of trees to train, without learners of weight 0; `net` is the best net, `with_net` the best
    blend of the two.
    """

    trials: list[Trial]
    by_transform: list[TrialBlend]
    chosen: TrialBlend
    net: Trial
    with_net: TrialBlend


def search_models(folds: list[Fold], max_trees: int) -> SearchResult:
    """Runs the search, within the budget of configurations.py and `max_trees` trees per learner."""
    trials, by_transform = try_transforms(folds, max(2, round(max_trees * FIRST_TREES_SHARE)))
    transform = min(by_transform, key=lambda blend: blend.mean).transform
    settings = try_settings(folds, transform, trials, max_trees)
    candidates = [trial for trial in trials if trial.transform == transform] + settings
    chosen = blend_trials([best_trial(candidates, learner) for learner in LEARNERS], folds)
    nets = [run_trial(Trial("net", "net", transform, "squared", given), folds, MAX_EPOCHS) for given in NET_SETTINGS]
    net = min(nets, key=lambda trial: trial.mean)
    with_net = blend_trials([*chosen.trials, net], folds)
    return SearchResult(trials + settings + nets, by_transform, chosen, net, with_net)


def search_compact(folds: list[Fold], transform: Transform, trees: int) -> tuple[list[Trial], TrialBlend]:
    """All trials of the compact model (XGBoost with at most `trees` trees), and the best one as a blend of one."""
    trials = [
        run_trial(Trial("compact", "xgboost", transform, loss, given), folds, trees)
        for given in COMPACT_SETTINGS
        for loss in LOSSES["xgboost"]
    ]
    return trials, blend_trials([best_trial(trials, "xgboost")], folds)


def try_transforms(folds: list[Fold], trees: int) -> tuple[list[Trial], list[TrialBlend]]:
    """First step: every learner with every loss in every transform, and the best blend in each transform.

    The learners of a blend share one transform, so transforms are compared by their best blends.
    """
    trials, blends = [], []
    for transform in TRANSFORMS:
        in_transform = [
            run_trial(Trial("transform", learner, transform, loss, FIRST_SETTINGS[learner]), folds, trees)
            for learner, losses in LOSSES.items()
            for loss in losses
        ]
        trials += in_transform
        blends.append(blend_trials([best_trial(in_transform, learner) for learner in LEARNERS], folds))
        print(f"  {transform}: the blend gives {blends[-1].mean:,.0f}")
    return trials, blends


def try_settings(folds: list[Fold], transform: Transform, earlier: list[Trial], trees: int) -> list[Trial]:
    """Second step: each learner's settings with its LEADING_LOSSES best losses of the `earlier` trials."""
    trials = []
    for learner, settings in SETTINGS.items():
        candidates = [trial for trial in earlier if (trial.learner, trial.transform) == (learner, transform)]
        leading = sorted(candidates, key=lambda trial: trial.mean)[:LEADING_LOSSES]
        for given in settings:
            for loss in (trial.loss for trial in leading):
                trials.append(run_trial(Trial("settings", learner, transform, loss, given), folds, trees))
    return trials
