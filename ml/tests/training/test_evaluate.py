import numpy as np
import pandas as pd
import pytest

from bank.metrics import target_weight, wmae
from training.evaluate import Scored, bootstrap_gain, bootstrap_wmae, calibration, coverage, slices


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


def test_the_paired_interval_of_a_gain_contains_it_and_excludes_zero():
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
    covered = coverage(scored(20_000))
    assert covered["overall"] == pytest.approx(0.8, abs=0.01)
    assert covered["salaryPresent"] == pytest.approx(0.8, abs=0.02)
    assert covered["medianWidthRub"] > 0


def test_coverage_of_nobody_is_unknown():
    sample = scored()
    clients = sample.clients.assign(salary_6to12m_avg=np.nan)
    assert coverage(Scored(clients, sample.forecast, sample.p10, sample.p90))["salaryPresent"] is None


def test_slices_cover_everybody_and_name_missing_groups():
    sample = scored()
    rows_by_slice = slices(sample)
    for by in ("gender", "ageBand", "salary"):
        assert sum(row["rows"] for row in rows_by_slice if row["by"] == by) == 2_000
    assert [row["value"] for row in rows_by_slice if row["by"] == "ageBand"] == [
        "under-25", "25-34", "35-44", "45-54", "55-64", "65-and-over", None,
    ]  # fmt: skip
    assert sum(row["by"] == "region" for row in rows_by_slice) == 10
    women = next(row for row in rows_by_slice if row["value"] == "Женский")
    rows = (sample.clients["gender"] == "Женский").to_numpy()
    assert women["wmae"] == wmae(sample.target[rows], sample.forecast[rows], sample.weight[rows])
