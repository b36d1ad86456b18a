"""Shapes of independent columns: they turn a standard normal score into values with the published median."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

Array = np.ndarray


@dataclass(frozen=True)
class Shape:
    """A row of marginals.csv. A number that this shape does not use is NaN."""

    shape: str
    # Median of the whole column; NaN where it is not published.
    median: float
    # Share of zeros among the values.
    zero_share: float
    # Median of the non-zero values, used where the median is zero or unknown; for a signed column, its width.
    scale: float
    # Standard deviation of the logarithm (amount, count) or of the log odds (share).
    spread: float
    # Weights in the score of income and of what the columns of a block have in common.
    income_load: float
    block_load: float

    def score(self, z: Array, shared: Array, rng: np.random.Generator) -> Array:
        """Standard normal scores (N,): a mixture of income `z`, the block's `shared` score and noise of the column."""
        if self.shape == "constant":
            return np.zeros(len(z))
        noise_load = np.sqrt(1.0 - self.income_load**2 - self.block_load**2)
        return self.income_load * z + self.block_load * shared + noise_load * rng.standard_normal(len(z))

    def values(self, score: Array) -> Array:
        """The values of the column, shape of `score`."""
        return SHAPES[self.shape](self, score)


def _amount(shape: Shape, score: Array) -> Array:
    """Zero for the lowest scores, log-normal above."""
    if shape.median > 0:
        value = shape.median * np.exp(shape.spread * score)
    else:
        value = shape.scale * np.exp(shape.spread * (score - ndtri((1.0 + shape.zero_share) / 2)))
    return np.where(score < ndtri(shape.zero_share), 0.0, value)


def _count(shape: Shape, score: Array) -> Array:
    amount = _amount(shape, score)
    return np.where(amount > 0, np.maximum(np.round(amount), 1.0), 0.0)


def _share(shape: Shape, score: Array) -> Array:
    """Zero for the lowest scores; above, a share in (0, 1) whose odds are log-normal."""
    middle, centre = (shape.median, 0.0) if shape.median > 0 else (shape.scale, ndtri((1.0 + shape.zero_share) / 2))
    odds = middle / (1.0 - middle) * np.exp(shape.spread * (score - centre))
    return np.where(score < ndtri(shape.zero_share), 0.0, odds / (1.0 + odds))


def _signed(shape: Shape, score: Array) -> Array:
    return shape.median + shape.scale * np.sinh(shape.spread * score)


def _flag(shape: Shape, score: Array) -> Array:
    return (score > ndtri(shape.zero_share)).astype(float)


def _constant(shape: Shape, score: Array) -> Array:
    return np.full(len(score), shape.median)


SHAPES = {"amount": _amount, "count": _count, "share": _share, "signed": _signed, "flag": _flag, "constant": _constant}
