import numpy as np
import pytest

from training.learners import LEARNERS, Rows

SETTINGS = {
    "xgboost": {"max_depth": 4},
    "lightgbm": {"num_leaves": 12, "max_depth": 5, "min_data_in_leaf": 5, "bagging_fraction": 0.8},
    "catboost": {"depth": 4, "learning_rate": 0.3},
}


@pytest.fixture(scope="package")
def rows():
    """1,500 rows of 6 features with gaps, whose target depends on two of them."""
    rng = np.random.default_rng(5)
    matrix = rng.standard_normal((1_500, 6)).astype(np.float32)
    matrix[rng.random(matrix.shape) < 0.2] = np.nan
    target = 10 + np.nan_to_num(matrix[:, 0]) + np.abs(np.nan_to_num(matrix[:, 1])) + 0.1 * rng.standard_normal(1_500)
    return Rows(matrix, target, rng.random(1_500))


@pytest.fixture(scope="package")
def fit():
    """Fits a learner to rows with small settings."""

    def fit(learner, rows, loss="squared", trees=10):
        return LEARNERS[learner].fit(rows, loss, SETTINGS[learner], trees)

    return fit
