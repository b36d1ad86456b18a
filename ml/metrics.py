"""WMAE in its two definitions, and the figures beside it. Everything is in roubles a month."""

import numpy as np

Array = np.ndarray

# w = min(|y / CENTRE - 1|, CAP): the weight is a function of the target, so it is never a feature.
WEIGHT_CENTRE = 84_017.08
WEIGHT_CAP = 2.570703


def target_weight(y: Array) -> Array:
    """The organisers' weight of each target, same shape as `y`."""
    return np.minimum(np.abs(y / WEIGHT_CENTRE - 1.0), WEIGHT_CAP)


def wmae(y: Array, forecast: Array, weight: Array) -> dict[str, float]:
    """`normalised` = sum(w |y - f|) / sum(w); `official` = mean(w |y - f|), the organisers' definition."""
    total = float(np.sum(weight * np.abs(y - forecast)))
    return {"normalised": total / float(np.sum(weight)), "official": total / len(y)}


def weighted_median(values: Array, weight: Array) -> float:
    """The smallest value at which half of the weight is reached: the constant with the lowest WMAE."""
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(cumulative, 0.5 * cumulative[-1])])
