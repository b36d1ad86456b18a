"""A weighted sum of tree models in the transformed space: one tree ensemble again, so it is explained exactly."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from learners import TreeModel
from metrics import wmae
from transforms import Transform

Array = np.ndarray

# Weights are whole multiples of 1 / STEPS: fine enough, and the search for them is a plain list.
STEPS = 20


@dataclass(frozen=True)
class Blend:
    """`parts` are (model, weight), weights above zero that sum to 1."""

    parts: tuple[tuple[TreeModel, float], ...]

    def margins(self, matrix: Array) -> Array:
        """Forecasts (N,) in the transformed space, summed in double precision."""
        return sum(weight * model.margins(matrix) for model, weight in self.parts)

    def contributions(self, matrix: Array) -> Array:
        """The libraries' own SHAP values, weighted and summed: (N, F + 1), the last column is the bias."""
        return sum(weight * model.contributions(matrix) for model, weight in self.parts)

    def thresholds(self) -> dict[int, Array]:
        """Feature index -> the sorted distinct float32 thresholds of all parts."""
        found: dict[int, list[Array]] = {}
        for model, _ in self.parts:
            for at, values in model.thresholds().items():
                found.setdefault(at, []).append(values)
        return {at: np.unique(np.concatenate(found[at])) for at in sorted(found)}

    def trees(self) -> int:
        """Trees of all parts."""
        return sum(model.trees for model, _ in self.parts)

    def nodes(self) -> int:
        """Splits and leaves of all parts."""
        return sum(model.nodes() for model, _ in self.parts)


@dataclass(frozen=True)
class Checked:
    """What a month says about forecasts: the true incomes and weights, in roubles."""

    target: Array
    weight: Array

    def score(self, roubles: Array) -> float:
        """Normalised WMAE; infinite where a forecast is not a number."""
        if not np.isfinite(roubles).all():
            return float("inf")
        return wmae(self.target, roubles, self.weight)["normalised"]


def simplex(parts: int) -> list[tuple[float, ...]]:
    """All weights of `parts` models on the grid, summing to 1."""
    grid = product(range(STEPS + 1), repeat=parts)
    return [tuple(step / STEPS for step in steps) for steps in grid if sum(steps) == STEPS]


def best_weights(
    months: list[tuple[Checked, list[Array]]], transform: Transform
) -> tuple[tuple[float, ...], list[float]]:
    """(weights, the score of each month with them): the lowest mean normalised WMAE over `months`.

    A month comes with one array of forecasts (N,) in the transformed space for each model.
    """
    best: tuple[tuple[float, ...], list[float]] = ((), [])
    lowest = float("inf")
    for weights in simplex(len(months[0][1])):
        scores = [checked.score(transform.inverse(combine(margins, weights))) for checked, margins in months]
        if np.mean(scores) < lowest:
            lowest, best = float(np.mean(scores)), (weights, scores)
    assert best[0], "no model gives a finite forecast"
    return best


def combine(margins: list[Array], weights: tuple[float, ...]) -> Array:
    """The weighted sum, (N,); a model of weight 0 plays no part, whatever it says."""
    return sum(weight * margin for margin, weight in zip(margins, weights, strict=True) if weight > 0)
