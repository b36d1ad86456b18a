import numpy as np
import pytest

from training.learners import LEARNERS, Rows


@pytest.mark.parametrize("learner", LEARNERS)
@pytest.mark.parametrize("loss", ["absolute", "squared"])
def test_the_first_trees_are_those_of_a_smaller_model(fit, rows, learner, loss):
    many, few = fit(learner, rows, loss, 10), fit(learner, rows, loss, 4)
    np.testing.assert_allclose(many.margins(rows.matrix, 4), few.margins(rows.matrix), rtol=1e-6)


@pytest.mark.parametrize("learner", LEARNERS)
def test_the_same_rows_give_the_same_file_and_binned_rows_can_be_used_again(fit, rows, learner):
    first = fit(learner, rows)
    again = fit(learner, Rows(rows.matrix, rows.target, rows.weight))
    fit(learner, Rows(rows.matrix, rows.target**2, rows.weight, rows.binned))
    reused = fit(learner, rows)
    assert first.content == again.content == reused.content
