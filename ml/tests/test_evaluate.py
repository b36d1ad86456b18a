import numpy as np
import pandas as pd
import pytest

from data import Feature
from drift import column_psi, measure_drift, psi
from evaluate import Scored, bootstrap_gain, bootstrap_wmae, calibration, coverage, slices
from metrics import target_weight, wmae


def scored(rows=2_000, seed=0):
    rng = np.random.default_rng(seed)
    forecast = np.exp(rng.normal(11, 0.5, rows))
    target = forecast * np.exp(rng.normal(0, 0.3, rows))
    clients = pd.DataFrame(
        {
            "target": target,
            "w": target_weight(target),
            "gender": rng.choice(np.array(["Мужской", "Женский", None], object), rows),
            "age": np.where(rng.random(rows) < 0.05, np.nan, rng.integers(14, 80, rows)),
            "adminarea": rng.choice(np.array([f"Область {at}" for at in range(15)], object), rows),
            "salary_6to12m_avg": np.where(rng.random(rows) < 0.8, np.nan, target),
        }
    )
    return Scored(clients, forecast, forecast * np.exp(-1.2816 * 0.3), forecast * np.exp(1.2816 * 0.3))


def test_the_bootstrap_interval_has_the_width_of_the_standard_error():
    rng = np.random.default_rng(1)
    y = rng.standard_normal(4_000)
    interval = bootstrap_wmae(y, np.zeros(4_000), np.ones(4_000))
    error = np.abs(y).std() / np.sqrt(4_000)
    low, high = interval["official"]
    assert (high - low) / 2 == pytest.approx(1.96 * error, rel=0.1)
    assert low < np.abs(y).mean() < high
    assert interval["normalised"] == pytest.approx(interval["official"])


def test_a_paired_gain_is_surer_than_either_score():
    sample = scored()
    worse = sample.forecast * 1.3
    low, high = bootstrap_gain(sample, worse)
    reached = wmae(sample.target, sample.forecast, sample.weight)["normalised"]
    assert low < reached - wmae(sample.target, worse, sample.weight)["normalised"] < high < 0


def test_calibration_by_decile_of_the_forecast():
    sample = scored(2_003)
    deciles = calibration(sample)
    assert [row["rows"] for row in deciles] == [201] * 3 + [200] * 7
    forecasts = [row["forecastRub"] for row in deciles]
    assert forecasts == sorted(forecasts)
    assert sum(row["rows"] * row["actualRub"] for row in deciles) == pytest.approx(sample.target.sum())


def test_coverage_of_an_interval_that_is_right():
    found = coverage(scored(20_000))
    assert found["overall"] == pytest.approx(0.8, abs=0.01)
    assert found["salaryPresent"] == pytest.approx(0.8, abs=0.02)
    assert found["medianWidthRub"] > 0


def test_coverage_of_nobody_is_unknown():
    sample = scored()
    clients = sample.clients.assign(salary_6to12m_avg=np.nan)
    assert coverage(Scored(clients, sample.forecast, sample.p10, sample.p90))["salaryPresent"] is None


def test_slices_cover_everybody_and_name_missing_groups():
    sample = scored()
    found = slices(sample)
    for by in ("gender", "ageBand", "salary"):
        assert sum(row["rows"] for row in found if row["by"] == by) == 2_000
    assert [row["value"] for row in found if row["by"] == "ageBand"] == [
        "under-25", "25-34", "35-44", "45-54", "55-64", "65-and-over", None,
    ]  # fmt: skip
    assert sum(row["by"] == "region" for row in found) == 10
    women = next(row for row in found if row["value"] == "Женский")
    rows = (sample.clients["gender"] == "Женский").to_numpy()
    assert women["wmae"] == wmae(sample.target[rows], sample.forecast[rows], sample.weight[rows])


def test_psi_by_hand():
    assert psi(np.array([0.5, 0.5]), np.array([0.5, 0.5])) == 0
    assert psi(np.array([0.5, 0.5]), np.array([0.8, 0.2])) == pytest.approx(0.3 * np.log(1.6) - 0.3 * np.log(0.4))
    # An empty bin counts as 1e-4.
    assert psi(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == pytest.approx(0.5 * np.log(2) - 0.4999 * np.log(2e-4))


NUMBER = Feature("x", "person", "number", "none", "х", "x")
CATEGORY = Feature("c", "person", "category", "none", "к", "c", categories=("a", "b", "d"))


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
    found = measure_drift([NUMBER, CATEGORY], then, now)
    assert [row["feature"] for row in found] == ["c", "x"]
    assert (found[0]["missingThen"], found[0]["missingNow"]) == (0, 0.5)
    assert found[0]["psi"] > 1
    assert found[1]["psi"] == 0
