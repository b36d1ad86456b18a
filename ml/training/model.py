"""A complete model: the forecast and its interval, fitted as the search chose."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bank.features import Feature, encode
from training.blend import Blend
from training.configurations import IntervalTrees
from training.evaluate import Scored
from training.intervals import CalibrationMonth, Correction, fit_correction, fit_quantiles, has_salary
from training.learners import LEARNERS, Rows
from training.months import Fold
from training.transforms import Transform
from training.trials import TrialBlend, weighted_rows

Array = np.ndarray


@dataclass(frozen=True)
class Model:
    """Forecast, p10 and p90 in the transformed space, over one list of features."""

    forecast: Blend
    p10: Blend
    p90: Blend
    correction: Correction
    features: list[Feature]

    def margins(self, matrix: Array) -> tuple[Array, Array, Array]:
        """Forecast, p10 and p90 in the transformed space, each (N,), with p10 <= forecast <= p90."""
        forecast = self.forecast.margins(matrix)
        shift = self.correction.shift(has_salary(matrix, self.features))
        low, high = self.p10.margins(matrix) - shift, self.p90.margins(matrix) + shift
        return forecast, np.minimum(low, forecast), np.maximum(high, forecast)


@dataclass(frozen=True)
class TrainedModel:
    """A model with its contract, and its forecasts for the hold-out month."""

    model: Model
    contract: dict
    scored: Scored

    @property
    def name(self) -> str:
        """The name in the contract."""
        return self.contract["name"]

    @property
    def metrics(self) -> dict:
        """The metrics in the contract."""
        return self.contract["metrics"]


def fit_model(chosen: TrialBlend, interval: IntervalTrees, folds: list[Fold], rows: Rows) -> Model:
    """Fits the chosen trials to all `rows`, and p10 and p90 to the rows before the last rolling month.

    The correction comes from all rolling months, each with trees and forecasts that have not seen it: one month alone
    has few clients with a salary on file.
    """
    months, quantiles = [], {}
    for at, fold in enumerate(folds):
        earlier = weighted_rows(fold.train_matrix, fold.train, chosen.transform)
        quantiles = fit_quantiles(earlier, interval.settings, interval.trees)
        months.append(
            CalibrationMonth(
                target=chosen.transform.forward(fold.check["target"].to_numpy()),
                forecast=chosen.margins(at),
                p10=quantiles["p10"].margins(fold.check_matrix),
                p90=quantiles["p90"].margins(fold.check_matrix),
                has_salary=has_salary(fold.check_matrix, fold.features),
            )
        )
    return Model(
        fit_blend(chosen, rows), quantiles["p10"], quantiles["p90"], fit_correction(months), folds[-1].features
    )


def fit_blend(chosen: TrialBlend, rows: Rows) -> Blend:
    """Fits the chosen trials to `rows`, with the numbers of trees that the search found."""
    return Blend(
        tuple(
            (LEARNERS[trial.learner].fit(rows, trial.loss, trial.settings, trial.size), weight)
            for trial, weight in zip(chosen.trials, chosen.weights, strict=True)
        )
    )


def score_clients(model: Model, transform: Transform, clients: pd.DataFrame) -> Scored:
    """The forecasts of `model` for `clients`, in roubles."""
    forecast, p10, p90 = (transform.inverse(margin) for margin in model.margins(encode(model.features, clients)))
    return Scored(clients, forecast, p10, p90)
