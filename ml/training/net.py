"""A small neural net, measured beside the trees: does it find anything that they miss?

Its inputs are the signed logarithm of every column (most are heavy-tailed), standardised, with gaps filled by the
training median, and an indicator for every distinct pattern of gaps. Its target is income in the transformed space,
standardised.
"""

import numpy as np
from sklearn.neural_network import MLPRegressor
from threadpoolctl import threadpool_limits

from training.learners import Rows

Array = np.ndarray

SEED, BATCH = 7, 512
# A column gets an indicator if more than this share of rows has a gap, and more than this share has none.
MIN_GAP_SHARE = 0.01
# Standard deviations: inputs are clipped here, so that one extreme client cannot dominate.
CLIP = 5.0


class Inputs:
    """The inputs of the net for a matrix with gaps; medians, means and deviations come from the training rows."""

    def __init__(self, matrix: Array) -> None:
        """Learns from `matrix` (N, F), NaN = missing."""
        scaled, gaps = _signed_log(matrix), np.isnan(matrix)
        present = ~gaps.all(axis=0)
        self.median = np.zeros(matrix.shape[1])
        self.median[present] = np.nanmedian(scaled[:, present], axis=0)
        full = np.where(gaps, self.median, scaled)
        self.mean, self.deviation = full.mean(axis=0), np.maximum(full.std(axis=0), 1e-9)
        varying = np.flatnonzero((gaps.mean(axis=0) > MIN_GAP_SHARE) & (gaps.mean(axis=0) < 1 - MIN_GAP_SHARE))
        _, first = np.unique(gaps[:, varying], axis=1, return_index=True)
        self.indicators = varying[np.sort(first)]

    def encode(self, matrix: Array) -> Array:
        """Encodes `matrix` (N, F) as float32 (N, F + indicators) without gaps."""
        gaps = np.isnan(matrix)
        full = np.where(gaps, self.median, _signed_log(matrix))
        standard = np.clip((full - self.mean) / self.deviation, -CLIP, CLIP)
        return np.hstack([standard, gaps[:, self.indicators]]).astype(np.float32)


def _signed_log(matrix: Array) -> Array:
    wide = matrix.astype(np.float64)
    return np.sign(wide) * np.log1p(np.abs(wide))


def train_net(rows: Rows, settings: dict, epochs: list[int], matrix: Array) -> dict[int, Array]:
    """Trains on `rows`, each with its weight; number of epochs -> forecasts (N,) for `matrix`, transformed space."""
    inputs = Inputs(rows.matrix)
    training, asked = inputs.encode(rows.matrix), inputs.encode(matrix)
    centre, spread = rows.target.mean(), max(rows.target.std(), 1e-9)
    weight = rows.weight / rows.weight.mean()
    net = MLPRegressor(**settings, random_state=SEED, batch_size=min(BATCH, len(training)))
    forecasts = {}
    with threadpool_limits(1):
        for epoch in range(1, max(epochs) + 1):
            net.partial_fit(training, (rows.target - centre) / spread, sample_weight=weight)
            if epoch in epochs:
                forecasts[epoch] = net.predict(asked).astype(np.float64) * spread + centre
    return forecasts
