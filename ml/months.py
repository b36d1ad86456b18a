"""Time as the judge: what was earlier trains, what came later checks."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data import Feature, encode, fit_categories

Array = np.ndarray

ROLLING_MONTHS = 2
# Below this a month can neither check a choice nor be cut into ten parts.
MIN_MONTH_ROWS = 10


@dataclass(frozen=True)
class Fold:
    """Everything before `month` to train on, `month` to check on; category codes learnt on the training rows alone."""

    month: str
    train: pd.DataFrame
    check: pd.DataFrame
    features: list[Feature]
    train_matrix: Array
    check_matrix: Array
    # See learners.Rows.
    binned: dict = field(default_factory=dict, repr=False)


def split_last_month(clients: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """(rows before the last month, rows of the last month, that month as YYYY-MM)."""
    month = clients["dt"].str[:7]
    last = month == month.max()
    return clients[~last].reset_index(drop=True), clients[last].reset_index(drop=True), month.max()


def rolling_months(past: pd.DataFrame, features: list[Feature]) -> list[Fold]:
    """The last ROLLING_MONTHS months of `past`, each checked by what was before it, the earliest first.

    Fewer when the file has fewer months: the first month of all can only train.
    """
    folds = []
    earlier = past
    while len(folds) < ROLLING_MONTHS and len(earlier["dt"].str[:7].unique()) > 1:
        earlier, check, month = split_last_month(earlier)
        assert min(len(earlier), len(check)) >= MIN_MONTH_ROWS, f"too few rows before or in {month}"
        fitted = fit_categories(features, earlier, earlier["target"].to_numpy())
        folds.insert(0, Fold(month, earlier, check, fitted, encode(fitted, earlier), encode(fitted, check)))
    assert folds, "training needs three months at least: to train, to choose and to measure"
    return folds
