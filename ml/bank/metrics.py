"""The weight of a client and WMAE, the metric, in its two definitions. Everything is in roubles a month."""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray

# The organisers' weight: w = min(|y / WEIGHT_CENTRE - 1|, WEIGHT_CAP). It is computed from the target, so it is never a
# feature.
WEIGHT_CENTRE = 84_017.08
WEIGHT_CAP = 2.570703


@dataclass(frozen=True)
class Targets:
    """True incomes and their weights in the metric, both (N,)."""

    income: Array
    weight: Array

    def score(self, forecast: Array) -> float:
        """Normalised WMAE of `forecast`, roubles (N,); infinite if any forecast is not finite."""
        if not np.isfinite(forecast).all():
            return float("inf")
        return wmae(self.income, forecast, self.weight)["normalised"]


def target_weight(y: Array) -> Array:
    """The organisers' weight of each target, same shape as `y`."""
    return np.minimum(np.abs(y / WEIGHT_CENTRE - 1.0), WEIGHT_CAP)


def wmae(y: Array, forecast: Array, weight: Array) -> dict[str, float]:
    """Weighted mean absolute error of `forecast` (N,).

    `normalised` is sum(w |y - f|) / sum(w); `official`, the organisers' definition, is mean(w |y - f|).
    """
    total = float(np.sum(weight * np.abs(y - forecast)))
    return {"normalised": total / float(np.sum(weight)), "official": total / len(y)}


def weighted_median(values: Array, weight: Array) -> float:
    """The smallest value at which half of the weight is reached. No constant forecast has a lower WMAE."""
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(cumulative, 0.5 * cumulative[-1])])
