"""One trial of the search: a configuration, fitted on every rolling month and scored there."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from catboost import CatBoostError
from lightgbm.basic import LightGBMError
from xgboost.core import XGBoostError

from training.blend import best_weights, weighted_sum
from training.configurations import checkpoints
from training.learners import LEARNERS, Rows
from training.months import Fold
from training.net import train_net
from training.transforms import Transform

Array = np.ndarray

INFINITE = float("inf")


@dataclass(frozen=True)
class Trial:
    """One configuration and its scores. `size` is the number of trees, or of epochs for the net."""

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
    # The reason why there is no finite forecast.
    failure: str = ""

    @property
    def mean(self) -> float:
        """The mean score, by which trials are compared."""
        return float(np.mean(self.scores)) if self.scores else INFINITE


@dataclass(frozen=True)
class TrialBlend:
    """Trials with weights on the grid of blend.py, and the score of their blend on each rolling month."""

    trials: tuple[Trial, ...]
    weights: tuple[float, ...]
    scores: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean score, by which blends are compared."""
        return float(np.mean(self.scores))

    @property
    def transform(self) -> Transform:
        """The transform that all its trials share."""
        return self.trials[0].transform

    def margins(self, fold: int) -> Array:
        """Forecasts (N,) of one rolling month, in the transformed space, by models that have not seen it."""
        return weighted_sum([trial.margins[fold] for trial in self.trials], self.weights)


def run_trial(trial: Trial, folds: list[Fold], largest: int) -> Trial:
    """Fits `trial` on every rolling month with `largest` trees or epochs; the size with the lowest mean score wins."""
    sizes = checkpoints(largest)
    try:
        by_month = [_forecasts(trial, fold, sizes) for fold in folds]
    except (CatBoostError, LightGBMError, XGBoostError, ValueError) as error:
        return replace(trial, scores=(INFINITE,) * len(folds), failure=str(error).splitlines()[0][:120])
    scores = {
        size: tuple(
            fold.targets.score(trial.transform.inverse(forecasts[size]))
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
    """The training rows of `clients`, encoded as `matrix`, with their weight w in the metric."""
    return Rows(matrix, transform.forward(clients["target"].to_numpy()), clients["w"].to_numpy())


def best_trial(trials: list[Trial], learner: str) -> Trial:
    """The trial of `learner` with the lowest mean score."""
    return min((trial for trial in trials if trial.learner == learner), key=lambda trial: trial.mean)


def blend_trials(trials: list[Trial], folds: list[Fold]) -> TrialBlend:
    """Finds the best weights for `trials` on the rolling months, and drops trials of weight 0."""
    finite = [trial for trial in trials if np.isfinite(trial.mean)]
    assert finite, "no learner gave a finite forecast"
    months = [(fold.targets, [trial.margins[at] for trial in finite]) for at, fold in enumerate(folds)]
    weights, scores = best_weights(months, finite[0].transform)
    used = [(trial, weight) for trial, weight in zip(finite, weights, strict=True) if weight > 0]
    return TrialBlend(tuple(trial for trial, _ in used), tuple(weight for _, weight in used), tuple(scores))
