import numpy as np
import pytest

from training.transforms import TRANSFORMS, Transform


@pytest.mark.parametrize("transform", TRANSFORMS, ids=str)
def test_a_transform_has_an_inverse(transform):
    roubles = np.array([0.0, 1.0, 20_000.0, 1_500_000.0])
    np.testing.assert_allclose(transform.inverse(transform.forward(roubles)), roubles, rtol=1e-9)


def test_a_negative_sum_in_a_power_space_is_zero_roubles():
    assert Transform("power", 0.25).inverse(np.array([-1.0])) == [0.0]
