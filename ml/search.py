"""The search on rolling months: which transform, which loss and settings for each learner, which weights.

Every trial is kept with what it gave on each month, the failures too; nothing here sees the hold-out month.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from catboost import CatBoostError
from lightgbm.basic import LightGBMError
from xgboost.core import XGBoostError

from blend import Blend, Checked, best_weights, combine
from configurations import (
    COMPACT_SETTINGS,
    FIRST_SETTINGS,
    FIRST_TREES_SHARE,
    LEADING_LOSSES,
    LOSSES,
    MAX_EPOCHS,
    NET_SETTINGS,
    SETTINGS,
    checkpoints,
)
from learners import LEARNERS, Rows
from months import Fold
from net import train_net
from transforms import TRANSFORMS, Transform

Array = np.ndarray

INFINITE = float("inf")


@dataclass(frozen=True)
class Trial:
    """One configuration and what it gave. `size` is trees, or epochs for the net."""

    step: str
    learner: str
    transform: Transform
    loss: str
    settings: dict
    size: int = 0
    # Normalised WMAE of each rolling month, infinite where the trial failed.
    scores: tuple[float, ...] = ()
    # Forecasts of each rolling month in the transformed space, (N,).
    margins: tuple[Array, ...] = field(default=(), repr=False)
    failure: str = ""

    @property
    def mean(self) -> float:
        """What trials are compared by."""
        return float(np.mean(self.scores)) if self.scores else INFINITE


@dataclass(frozen=True)
class Mix:
    """Trials with weights on a grid; `scores` of each rolling month."""

    trials: tuple[Trial, ...]
    weights: tuple[float, ...]
    scores: tuple[float, ...]

    @property
    def mean(self) -> float:
        """What mixes are compared by."""
        return float(np.mean(self.scores))

    @property
    def transform(self) -> Transform:
        """The one space of all its trials."""
        return self.trials[0].transform

    def margins(self, fold: int) -> Array:
        """Forecasts (N,) of one rolling month by models that have not seen it."""
        return combine([trial.margins[fold] for trial in self.trials], self.weights)


@dataclass(frozen=True)
class Search:
    """All trials, the mix of every transform, and the chosen mix of trees without learners of weight 0."""

    trials: list[Trial]
    by_transform: list[Mix]
    chosen: Mix
    net: Trial
    with_net: Mix


def search(folds: list[Fold], max_trees: int) -> Search:
    """The whole search, within the budget of configurations.py."""
    trials, by_transform = try_transforms(folds, max(2, round(max_trees * FIRST_TREES_SHARE)))
    first = min(by_transform, key=lambda mix: mix.mean)
    settings = try_settings(folds, first.transform, trials, max_trees)
    known = [trial for trial in trials if trial.transform == first.transform] + settings
    chosen = mix([best(known, learner) for learner in LEARNERS], folds)
    nets = [run(Trial("net", "net", first.transform, "squared", given), folds, MAX_EPOCHS) for given in NET_SETTINGS]
    net = min(nets, key=lambda trial: trial.mean)
    return Search(trials + settings + nets, by_transform, chosen, net, mix([*chosen.trials, net], folds))


def search_compact(folds: list[Fold], transform: Transform, trees: int) -> tuple[list[Trial], Mix]:
    """All trials of the compact model, and the best of them alone: one learner, XGBoost, few trees."""
    trials = [
        run(Trial("compact", "xgboost", transform, loss, given), folds, trees)
        for given in COMPACT_SETTINGS
        for loss in LOSSES["xgboost"]
    ]
    return trials, mix([best(trials, "xgboost")], folds)


def try_transforms(folds: list[Fold], trees: int) -> tuple[list[Trial], list[Mix]]:
    """First step: every learner with every loss in every transform, and the best mix of learners of each transform.

    The learners share one transform, so transforms are compared by what a mix reaches in them.
    """
    trials, mixes = [], []
    for transform in TRANSFORMS:
        for learner, losses in LOSSES.items():
            for loss in losses:
                trials.append(run(Trial("transform", learner, transform, loss, FIRST_SETTINGS[learner]), folds, trees))
        here = [trial for trial in trials if trial.transform == transform]
        mixes.append(mix([best(here, learner) for learner in LEARNERS], folds))
        print(f"  {transform}: the blend gives {mixes[-1].mean:,.0f}")
    return trials, mixes


def try_settings(folds: list[Fold], transform: Transform, known: list[Trial], trees: int) -> list[Trial]:
    """Second step: the leading losses of each learner with each of its settings."""
    trials = []
    for learner, settings in SETTINGS.items():
        here = [trial for trial in known if (trial.learner, trial.transform) == (learner, transform)]
        leading = sorted(here, key=lambda trial: trial.mean)[:LEADING_LOSSES]
        for given in settings:
            for loss in (trial.loss for trial in leading):
                trials.append(run(Trial("settings", learner, transform, loss, given), folds, trees))
    return trials


def run(trial: Trial, folds: list[Fold], most: int) -> Trial:
    """Fits `trial` on every rolling month, up to `most` trees or epochs; keeps the size with the lowest mean score."""
    sizes = checkpoints(most)
    try:
        by_month = [_forecasts(trial, fold, sizes) for fold in folds]
    except (CatBoostError, LightGBMError, XGBoostError, ValueError) as error:
        return replace(trial, scores=(INFINITE,) * len(folds), failure=str(error).splitlines()[0][:120])
    scores = {
        size: tuple(
            checked(fold).score(trial.transform.inverse(forecasts[size]))
            for fold, forecasts in zip(folds, by_month, strict=True)
        )
        for size in sizes
    }
    size = min(sizes, key=lambda size: np.mean(scores[size]))
    failure = "" if np.isfinite(scores[size]).all() else "no finite forecast"
    done = replace(
        trial, size=size, scores=scores[size], failure=failure, margins=tuple(months[size] for months in by_month)
    )
    label = f"  {done.step:9s} {done.learner:8s} {done.transform!s:10s} {done.loss:8s}"
    print(f"{label} {size:4d}: {done.mean:,.0f}", flush=True)
    return done


def _forecasts(trial: Trial, fold: Fold, sizes: list[int]) -> dict[int, Array]:
    rows = replace(weighted_rows(fold.train_matrix, fold.train, trial.transform), binned=fold.binned)
    if trial.learner == "net":
        return train_net(rows, trial.settings, sizes, fold.check_matrix)
    model = LEARNERS[trial.learner].fit(rows, trial.loss, trial.settings, max(sizes))
    return {size: model.margins(fold.check_matrix, min(size, model.trees)) for size in sizes}


def weighted_rows(matrix: Array, clients: pd.DataFrame, transform: Transform) -> Rows:
    """Training rows, each counting with its weight w in the metric."""
    return Rows(matrix, transform.forward(clients["target"].to_numpy()), clients["w"].to_numpy())


def checked(fold: Fold) -> Checked:
    """The answers of a fold's month."""
    return Checked(fold.check["target"].to_numpy(), fold.check["w"].to_numpy())


def best(trials: list[Trial], learner: str) -> Trial:
    """The trial of `learner` with the lowest mean score."""
    return min((trial for trial in trials if trial.learner == learner), key=lambda trial: trial.mean)


def mix(trials: list[Trial], folds: list[Fold]) -> Mix:
    """The best weights for `trials`; those of weight 0 are dropped."""
    able = [trial for trial in trials if np.isfinite(trial.mean)]
    assert able, "no learner gave a finite forecast"
    months = [(checked(fold), [trial.margins[at] for trial in able]) for at, fold in enumerate(folds)]
    weights, scores = best_weights(months, able[0].transform)
    kept = [(trial, weight) for trial, weight in zip(able, weights, strict=True) if weight > 0]
    return Mix(tuple(trial for trial, _ in kept), tuple(weight for _, weight in kept), tuple(scores))


def fit_blend(chosen: Mix, rows: Rows) -> Blend:
    """The chosen trials fitted anew to `rows`, with the number of trees the search found."""
    return Blend(
        tuple(
            (LEARNERS[trial.learner].fit(rows, trial.loss, trial.settings, trial.size), weight)
            for trial, weight in zip(chosen.trials, chosen.weights, strict=True)
        )
    )
