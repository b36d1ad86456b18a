"""Where a client's income lies: p10 and p90 by quantile trees, corrected so that they cover what they say.

The trees of p10 and p90 describe clients, not the metric: they do not weigh rows. The correction is conformal. With
p10, p90 and the forecast of months that none of them has seen, a client's score is the smallest shift c with which

    [min(p10 - c, forecast), max(p90 + c, forecast)]

holds the true income y: p10 - y below the forecast, y - p90 above it, anything on it. The interval always holds the
forecast. c is the ceil((n + 1) * NOMINAL)-th smallest score, separately for clients with a salary on file and
without: the two are known very differently well. All of it in the transformed space.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from blend import Blend
from data import Feature
from learners import Rows, XgboostTrees

Array = np.ndarray

NOMINAL = 0.8
QUANTILES = {"p10": 0.1, "p90": 0.9}
SPLIT_BY = "salary_6to12m_avg"


@dataclass(frozen=True)
class Correction:
    """By how much the interval grows at either end (or shrinks, below 0), in the transformed space."""

    present: float
    absent: float

    def shift(self, known: Array) -> Array:
        """c for each row, (N,); `known` says where SPLIT_BY has a value."""
        return np.where(known, self.present, self.absent)


@dataclass(frozen=True)
class Calibration:
    """One month that the trees and the forecast have not seen: arrays (N,) in the transformed space."""

    target: Array
    forecast: Array
    p10: Array
    p90: Array
    known: Array


@dataclass(frozen=True)
class Model:
    """A complete model: forecast, p10 and p90 in the transformed space, over one list of features."""

    forecast: Blend
    p10: Blend
    p90: Blend
    correction: Correction
    features: list[Feature]

    def margins(self, matrix: Array) -> tuple[Array, Array, Array]:
        """(forecast, p10, p90), each (N,), p10 <= forecast <= p90."""
        forecast = self.forecast.margins(matrix)
        shift = self.correction.shift(is_known(matrix, self.features))
        low, high = self.p10.margins(matrix) - shift, self.p90.margins(matrix) + shift
        return forecast, np.minimum(low, forecast), np.maximum(high, forecast)


def fit_quantiles(rows: Rows, settings: dict, trees: int) -> dict[str, Blend]:
    """Trees of p10 and p90; the weights of `rows` play no part."""
    plain = Rows(rows.matrix, rows.target)
    return {
        name: Blend(((XgboostTrees.fit(plain, "quantile", settings | {"quantile_alpha": alpha}, trees), 1.0),))
        for name, alpha in QUANTILES.items()
    }


def is_known(matrix: Array, features: list[Feature]) -> Array:
    """Where the client has a salary on file, (N,)."""
    at = [feature.name for feature in features].index(SPLIT_BY)
    return ~np.isnan(matrix[:, at])


def conformity(month: Calibration) -> Array:
    """The smallest shift with which each row is covered, (N,); -inf where the income is the forecast itself."""
    y, forecast = month.target, month.forecast
    below, above = month.p10 - y, y - month.p90
    return np.where(y < forecast, below, np.where(y > forecast, above, -np.inf))


def correct(months: list[Calibration]) -> Correction:
    """The correction from the rows of all `months` together; a group without rows takes that of everybody."""
    scores = np.concatenate([conformity(month) for month in months])
    known = np.concatenate([month.known for month in months])
    groups = [scores[known], scores[~known]]
    present, absent = (finite_sample_quantile(group if len(group) else scores) for group in groups)
    return Correction(present, absent)


def finite_sample_quantile(scores: Array) -> float:
    """The ceil((n + 1) * NOMINAL)-th smallest score; the largest where there are too few for that."""
    rank = min(ceil((len(scores) + 1) * NOMINAL), len(scores))
    value = float(np.sort(scores)[rank - 1])
    return value if np.isfinite(value) else 0.0
