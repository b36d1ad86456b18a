import numpy as np
import pytest

from blend import Blend, Checked, best_weights, simplex
from learners import LEARNERS, Rows
from transforms import TRANSFORMS, Transform

SETTINGS = {
    "xgboost": {"max_depth": 4},
    "lightgbm": {"num_leaves": 12, "max_depth": 5, "min_data_in_leaf": 5, "bagging_fraction": 0.8},
    "catboost": {"depth": 4, "learning_rate": 0.3},
}


@pytest.fixture(scope="module")
def rows():
    rng = np.random.default_rng(5)
    matrix = rng.standard_normal((1_500, 6)).astype(np.float32)
    matrix[rng.random(matrix.shape) < 0.2] = np.nan
    target = 10 + np.nan_to_num(matrix[:, 0]) + np.abs(np.nan_to_num(matrix[:, 1])) + 0.1 * rng.standard_normal(1_500)
    return Rows(matrix, target, rng.random(1_500))


def fit(learner, rows, loss="squared", trees=10):
    return LEARNERS[learner].fit(rows, loss, SETTINGS[learner], trees)


@pytest.mark.parametrize("transform", TRANSFORMS, ids=str)
def test_a_transform_has_an_inverse(transform):
    roubles = np.array([0.0, 1.0, 20_000.0, 1_500_000.0])
    np.testing.assert_allclose(transform.inverse(transform.forward(roubles)), roubles, rtol=1e-9)


def test_a_power_of_less_than_nothing_is_no_roubles():
    assert Transform("power", 0.25).inverse(np.array([-1.0])) == [0.0]


def test_a_blend_is_the_weighted_sum_of_its_parts_and_so_are_its_contributions(rows):
    parts = [fit(learner, rows) for learner in LEARNERS]
    blend = Blend(tuple(zip(parts, (0.5, 0.3, 0.2), strict=True)))
    margins = blend.margins(rows.matrix)
    assert np.corrcoef(margins, rows.target)[0, 1] > 0.9
    expected = (
        0.5 * parts[0].margins(rows.matrix) + 0.3 * parts[1].margins(rows.matrix) + 0.2 * parts[2].margins(rows.matrix)
    )
    np.testing.assert_allclose(margins, expected)
    np.testing.assert_allclose(blend.contributions(rows.matrix).sum(axis=1), margins, rtol=1e-5)
    assert blend.trees() == 30


@pytest.mark.parametrize("learner", LEARNERS)
@pytest.mark.parametrize("loss", ["absolute", "squared"])
def test_the_first_trees_are_those_of_a_smaller_model(rows, learner, loss):
    many, few = fit(learner, rows, loss, 10), fit(learner, rows, loss, 4)
    np.testing.assert_allclose(many.margins(rows.matrix, 4), few.margins(rows.matrix), rtol=1e-6)


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_same_rows_give_the_same_file_and_binned_rows_can_be_used_again(rows, learner):
    first = fit(learner, rows)
    again = fit(learner, Rows(rows.matrix, rows.target, rows.weight))
    fit(learner, Rows(rows.matrix, rows.target**2, rows.weight, rows.binned))
    reused = fit(learner, rows)
    assert first.content == again.content == reused.content


def test_weights_are_found_that_mix_to_the_truth():
    rng = np.random.default_rng(6)
    truth, noise = rng.random(400) * 1e5, rng.standard_normal(400) * 1e4
    month = Checked(truth, np.ones(400))
    months = [(month, [truth + 3 * noise, truth - noise, truth + 1e6])]
    weights, scores = best_weights(months, Transform("identity"))
    assert weights == (0.25, 0.75, 0.0)
    assert scores[0] == pytest.approx(0, abs=1e-6)


def test_weights_lie_on_a_grid_and_sum_to_one():
    grid = simplex(3)
    assert len(grid) == 231
    assert all(sum(weights) == pytest.approx(1) and min(weights) >= 0 for weights in grid)


def test_a_forecast_that_is_not_a_number_loses():
    month = Checked(np.array([1.0, 2.0]), np.ones(2))
    assert month.score(np.array([1.0, np.inf])) == float("inf")
    months = [(month, [np.array([np.nan, 1.0]), np.array([1.0, 3.0])])]
    assert best_weights(months, Transform("identity"))[0] == (0.0, 1.0)
