import numpy as np
import pytest

from bank.metrics import Targets
from training.blend import Blend, best_weights, weight_grid
from training.learners import LEARNERS
from training.transforms import Transform


def test_a_blend_is_the_weighted_sum_of_its_parts_and_so_are_its_contributions(fit, rows):
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


def test_weights_are_found_that_mix_to_the_truth():
    rng = np.random.default_rng(6)
    truth, noise = rng.random(400) * 1e5, rng.standard_normal(400) * 1e4
    month = Targets(truth, np.ones(400))
    months = [(month, [truth + 3 * noise, truth - noise, truth + 1e6])]
    weights, scores = best_weights(months, Transform("identity"))
    assert weights == (0.25, 0.75, 0.0)
    assert scores[0] == pytest.approx(0, abs=1e-6)


def test_weights_lie_on_a_grid_and_sum_to_one():
    grid = weight_grid(3)
    assert len(grid) == 231
    assert all(sum(weights) == pytest.approx(1) and min(weights) >= 0 for weights in grid)


def test_a_model_without_a_finite_forecast_gets_no_weight():
    month = Targets(np.array([1.0, 2.0]), np.ones(2))
    months = [(month, [np.array([np.nan, 1.0]), np.array([1.0, 3.0])])]
    assert best_weights(months, Transform("identity"))[0] == (0.0, 1.0)
