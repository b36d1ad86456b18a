import numpy as np
import pytest

from training.intervals import (
    CalibrationMonth,
    Correction,
    conformity_scores,
    finite_sample_quantile,
    fit_correction,
)


def month(rng, rows, bias=0.0):
    """Incomes of a normal law around a forecast, with more spread without a salary; p10 and p90 are far too narrow."""
    has_salary = rng.random(rows) < 0.2
    forecast = rng.standard_normal(rows) * 3
    target = forecast + rng.standard_normal(rows) * np.where(has_salary, 1, 3)
    return CalibrationMonth(target, forecast + bias, forecast - 0.1, forecast + 0.1, has_salary)


def covered(month, correction):
    shift = correction.shift(month.has_salary)
    low, high = np.minimum(month.p10 - shift, month.forecast), np.maximum(month.p90 + shift, month.forecast)
    return (low <= month.target) & (month.target <= high)


def test_the_smallest_shift_that_covers_a_row_by_hand():
    y, forecast = np.array([1.0, 9.0, 5.0, 4.0, 8.0]), np.array([5.0, 5.0, 5.0, 5.0, 2.0])
    p10, p90 = np.full(5, 3.0), np.full(5, 7.0)
    # 1 is 2 below p10; 9 is 2 above p90; 5 is the forecast; 4 is 1 inside; 8 is above p90 for any p10.
    scores = conformity_scores(CalibrationMonth(y, forecast, p10, p90, np.zeros(5, bool)))
    assert scores.tolist() == [2.0, 2.0, -np.inf, -1.0, 1.0]


@pytest.mark.parametrize("bias", [0.0, 2.0])
def test_exactly_the_rows_whose_score_is_within_the_shift_are_covered(bias):
    rows = month(np.random.default_rng(1), 3_000, bias)
    for shift in (-0.5, 0.0, 1.0, 2.5):
        assert (covered(rows, Correction(shift, shift)) == (conformity_scores(rows) <= shift)).all()


@pytest.mark.parametrize("bias", [0.0, 2.0])
def test_each_group_is_covered_as_claimed_on_rows_never_seen(bias):
    rng = np.random.default_rng(2)
    correction = fit_correction([month(rng, 20_000, bias), month(rng, 20_000, bias)])
    fresh = month(rng, 40_000, bias)
    inside = covered(fresh, correction)
    assert inside.mean() == pytest.approx(0.8, abs=0.01)
    assert inside[fresh.has_salary].mean() == pytest.approx(0.8, abs=0.02)
    assert inside[~fresh.has_salary].mean() == pytest.approx(0.8, abs=0.01)
    if bias == 0:
        # 80 % of a normal law lie within 1.28 deviations.
        assert correction.present == pytest.approx(1.28 - 0.1, abs=0.05)
        assert correction.absent == pytest.approx(3 * 1.28 - 0.1, abs=0.1)


def test_the_quantile_counts_the_row_to_come():
    assert finite_sample_quantile(np.arange(1.0, 10.0)) == 8.0  # ceil(10 * 0.8) = 8
    assert finite_sample_quantile(np.array([3.0, 1.0])) == 3.0  # too few: the largest


def test_a_group_without_rows_takes_the_correction_of_all():
    rows = month(np.random.default_rng(3), 500)
    nobody = CalibrationMonth(rows.target, rows.forecast, rows.p10, rows.p90, np.zeros(500, bool))
    correction = fit_correction([nobody])
    assert correction.present == correction.absent
