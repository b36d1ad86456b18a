import numpy as np
import pytest

from bank.metrics import Targets, target_weight, weighted_median, wmae

Y = np.array([84_017.08, 42_008.54, 168_034.16, 1_000_000.0])


def test_weight_is_distance_from_the_centre_and_is_capped():
    assert target_weight(Y) == pytest.approx([0.0, 0.5, 1.0, 2.570703])


def test_both_wmae_definitions_by_hand():
    y, forecast, w = np.array([10.0, 20.0, 40.0]), np.array([12.0, 20.0, 30.0]), np.array([0.5, 1.0, 2.0])
    # 0.5 * 2 + 1 * 0 + 2 * 10 = 21
    assert wmae(y, forecast, w) == {"normalised": 21 / 3.5, "official": 21 / 3}


def test_the_definitions_differ_by_the_mean_weight():
    w = target_weight(Y)
    score = wmae(Y, Y * 1.1, w)
    assert score["official"] == pytest.approx(score["normalised"] * w.mean())


def test_weighted_median_reaches_half_of_the_weight():
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 1.0])) == 2.0
    assert weighted_median(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 5.0])) == 3.0


def test_weighted_median_is_the_best_constant():
    rng = np.random.default_rng(0)
    y = np.exp(rng.standard_normal(501)) * 60_000
    w = target_weight(y)
    best = wmae(y, np.full(501, weighted_median(y, w)), w)["official"]
    assert all(best <= wmae(y, np.full(501, guess), w)["official"] for guess in np.quantile(y, np.linspace(0, 1, 99)))


def test_a_forecast_that_is_not_finite_has_the_worst_score():
    targets = Targets(np.array([1.0, 2.0]), np.ones(2))
    assert targets.score(np.array([1.0, 3.0])) == 0.5
    assert targets.score(np.array([1.0, np.inf])) == float("inf")
    assert targets.score(np.array([np.nan, 1.0])) == float("inf")
