import numpy as np
import pandas as pd
import pytest

from bank.features import Feature
from training.drift import column_psi, measure_drift, psi

NUMBER = Feature("x", "person", "number", "none", "х", "x")
CATEGORY = Feature("c", "person", "category", "none", "к", "c", categories=("a", "b", "d"))


def test_psi_by_hand():
    assert psi(np.array([0.5, 0.5]), np.array([0.5, 0.5])) == 0
    assert psi(np.array([0.5, 0.5]), np.array([0.8, 0.2])) == pytest.approx(0.3 * np.log(1.6) - 0.3 * np.log(0.4))
    # An empty bin counts as 1e-4.
    assert psi(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == pytest.approx(0.5 * np.log(2) - 0.4999 * np.log(2e-4))


def test_values_that_go_missing_drift_and_equal_ones_do_not():
    rng = np.random.default_rng(2)
    then, now = rng.standard_normal((2, 20_000)).astype(np.float32)
    assert column_psi(NUMBER, then, now) < 0.005
    gone = np.where(rng.random(20_000) < 0.3, np.nan, now)
    assert column_psi(NUMBER, then, gone) > 0.25
    assert column_psi(NUMBER, np.full(9, np.nan), np.full(9, np.nan)) == 0


def test_levels_never_seen_drift_as_no_value():
    then = pd.DataFrame({"c": ["a"] * 50 + ["b"] * 50, "x": 1.0})
    now = pd.DataFrame({"c": ["a"] * 50 + ["new"] * 50, "x": 1.0})
    rows = measure_drift([NUMBER, CATEGORY], then, now)
    assert [row["feature"] for row in rows] == ["c", "x"]
    assert (rows[0]["missingThen"], rows[0]["missingNow"]) == (0, 0.5)
    assert rows[0]["psi"] > 1
    assert rows[1]["psi"] == 0
