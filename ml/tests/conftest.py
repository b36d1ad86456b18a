import json
import os
from dataclasses import dataclass
from pathlib import Path

# As in train.py: idle threads leave the processor to others.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import catboost
import lightgbm
import numpy as np
import pytest
import xgboost

import train
from synthetic.generator import synthesise
from training.learners import CatboostTrees, LightgbmTrees, XgboostTrees

ARGUMENTS = ["--rows", "1200", "--max-trees", "5", "--date", "2024-12-01"]


@dataclass(frozen=True)
class Run:
    """The folder that a training run wrote to: out, golden, REPORT.md."""

    folder: Path

    def json(self, path):
        return json.loads((self.folder / path).read_text(encoding="utf-8"))

    def contract(self, name):
        return self.json(f"out/{name}/contract.json")

    def report(self):
        return (self.folder / "REPORT.md").read_text(encoding="utf-8")

    def golden(self, name, width=1):
        """A golden array as float32; (N,), or (N, width) for a width above 1."""
        values = np.fromfile(self.folder / f"golden/{name}.f32", "<f4")
        return values.reshape(-1, width) if width > 1 else values

    def native(self, name, file):
        """The trees of a model's file, read by their own library."""
        path = str(self.folder / "out" / name / file)
        if file == "lightgbm.txt":
            return LightgbmTrees(lightgbm.Booster(model_file=path))
        if file == "catboost.json":
            model = catboost.CatBoostRegressor()
            model.load_model(path, format="json")
            return CatboostTrees(model)
        return XgboostTrees(xgboost.Booster(model_file=path))


@pytest.fixture(scope="session")
def clients():
    """20,000 synthetic clients of the training months."""
    return synthesise(20_000, "train", seed=3)


@pytest.fixture(scope="session")
def run_training(tmp_path_factory):
    """Runs the whole training with small settings and further arguments."""

    def run(*more):
        folder = tmp_path_factory.mktemp("run")
        places = ["--out", folder / "out", "--golden", folder / "golden", "--report", folder / "REPORT.md"]
        train.main([*ARGUMENTS, *map(str, places), *map(str, more)])
        return Run(folder)

    return run


@pytest.fixture(scope="session")
def trained(run_training):
    """One whole training run on synthetic clients."""
    return run_training()


@pytest.fixture(scope="session", params=["income", "income-compact"])
def model_name(request):
    """Each of the models that a run trains."""
    return request.param
