import os

# As in train.py: waiting threads leave the processor to others.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import pytest

import train
from synth import synthesise

ARGUMENTS = ["--rows", "1200", "--max-trees", "5", "--date", "2024-12-01"]


@pytest.fixture(scope="session")
def clients():
    """20,000 synthetic clients of the training months."""
    return synthesise(20_000, "train", seed=3)


@pytest.fixture(scope="session")
def run_training(tmp_path_factory):
    """Runs the whole training with small settings and more arguments; gives the folder it wrote to."""

    def run(*more):
        folder = tmp_path_factory.mktemp("run")
        places = ["--out", folder / "out", "--golden", folder / "golden", "--report", folder / "REPORT.md"]
        train.main([*ARGUMENTS, *map(str, places), *map(str, more)])
        return folder

    return run


@pytest.fixture(scope="session")
def trained(run_training):
    """The folder of one whole training run on synthetic clients."""
    return run_training()
