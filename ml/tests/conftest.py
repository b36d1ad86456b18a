import pytest

from synth import synthesise


@pytest.fixture(scope="session")
def clients():
    """20,000 synthetic clients of the training months."""
    return synthesise(20_000, "train", seed=3)
