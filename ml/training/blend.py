"""A weighted sum of tree models in the transformed space.

Such a sum is one tree ensemble again, so exact SHAP explains it.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from bank.metrics import Targets
from training.learners import TreeModel
from training.transforms import Transform

Array = np.ndarray

# Weights are multiples of 1 / STEPS. The grid is small enough to try every combination.
STEPS = 20


@dataclass(frozen=True)
class Blend:
    """`parts` are pairs of model and weight; the weights are above zero and sum to 1."""

    parts: tuple[tuple[TreeModel, float], ...]

    def margins(self, matrix: Array) -> Array:
        """Forecasts (N,) in the transformed space, summed in double precision."""
        return sum(weight * model.margins(matrix) for model, weight in self.parts)

    def contributions(self, matrix: Array) -> Array:
        """The weighted sum of the libraries' own SHAP values: (N, F + 1), the last column is the bias."""
        return sum(weight * model.contributions(matrix) for model, weight in self.parts)

    def thresholds(self) -> dict[int, Array]:
        """Feature index -> the sorted distinct float32 thresholds of all parts."""
        return merge_thresholds([model.thresholds() for model, _ in self.parts])

    def trees(self) -> int:
        """Number of trees of all parts."""
        return sum(model.trees for model, _ in self.parts)

    def nodes(self) -> int:
        """Number of splits and leaves of all parts."""
        return sum(model.nodes() for model, _ in self.parts)


def merge_thresholds(tables: list[dict[int, Array]]) -> dict[int, Array]:
    """Feature index -> the sorted distinct thresholds of all `tables`, ordered by feature."""
    by_feature: dict[int, list[Array]] = {}
    for table in tables:
        for at, thresholds in table.items():
            by_feature.setdefault(at, []).append(thresholds)
    return {at: np.unique(np.concatenate(by_feature[at])) for at in sorted(by_feature)}


def weight_grid(parts: int) -> list[tuple[float, ...]]:
    """All combinations of `parts` weights on the grid that sum to 1."""
    grid = product(range(STEPS + 1), repeat=parts)
    return [tuple(step / STEPS for step in steps) for steps in grid if sum(steps) == STEPS]


def best_weights(
    months: list[tuple[Targets, list[Array]]], transform: Transform
) -> tuple[tuple[float, ...], list[float]]:
    """The weights with the lowest mean normalised WMAE over `months`, and the score of each month with them.

    Each month comes with one array of forecasts (N,) per model, in the transformed space.
    """
    best: tuple[tuple[float, ...], list[float]] = ((), [])
    lowest = float("inf")
    for weights in weight_grid(len(months[0][1])):
        scores = [targets.score(transform.inverse(weighted_sum(margins, weights))) for targets, margins in months]
        if np.mean(scores) < lowest:
            lowest, best = float(np.mean(scores)), (weights, scores)
    assert best[0], "no model gives a finite forecast"
    return best


def weighted_sum(margins: list[Array], weights: tuple[float, ...]) -> Array:
    """The weighted sum (N,) of `margins`. Weight 0 leaves a model out, even if it forecast NaN."""
    return sum(weight * margin for margin, weight in zip(margins, weights, strict=True) if weight > 0)
