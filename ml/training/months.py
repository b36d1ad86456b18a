"""Validation by time: earlier months train, later months check."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from bank.features import Feature, encode, fit_categories
from bank.metrics import Targets

Array = np.ndarray

ROLLING_MONTHS = 2
# With fewer rows a month cannot be split into deciles.
MIN_MONTH_ROWS = 10


@dataclass(frozen=True)
class Fold:
    """One rolling month: the rows before `month` train, the rows of `month` check.

    The category codes of `features` come from the training rows alone. Matrices are (N, F), see bank/features.py.
    """

    month: str
    train: pd.DataFrame
    check: pd.DataFrame
    features: list[Feature]
    train_matrix: Array
    check_matrix: Array
    # The cache of learners.Rows.
    binned: dict = field(default_factory=dict, repr=False)

    @property
    def targets(self) -> Targets:
        """The true incomes of `month`."""
        return Targets(self.check["target"].to_numpy(), self.check["w"].to_numpy())


def split_last_month(clients: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Splits into the rows before the last month, the rows of the last month, and that month as YYYY-MM."""
    month = clients["dt"].str[:7]
    last = month == month.max()
    return clients[~last].reset_index(drop=True), clients[last].reset_index(drop=True), month.max()


def rolling_months(past: pd.DataFrame, features: list[Feature]) -> list[Fold]:
    """The last ROLLING_MONTHS months of `past`, each with the rows before it, the earliest first.

    A file with fewer months gives fewer: its first month can only train. Fails when no month is left, or a month has
    fewer than MIN_MONTH_ROWS rows.
    """
    folds = []
    earlier = past
    while len(folds) < ROLLING_MONTHS and len(earlier["dt"].str[:7].unique()) > 1:
        earlier, check, month = split_last_month(earlier)
        assert min(len(earlier), len(check)) >= MIN_MONTH_ROWS, f"too few rows in {month} or before it"
        fitted = fit_categories(features, earlier, earlier["target"].to_numpy())
        folds.insert(0, Fold(month, earlier, check, fitted, encode(fitted, earlier), encode(fitted, check)))
    assert folds, "training needs at least three months: to train, to choose and to measure"
    return folds
