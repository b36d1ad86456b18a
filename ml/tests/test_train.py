import json
import re

import numpy as np
import pytest
import xgboost as xgb

import train
from data import read_features
from export import GROUPS, UNITS
from golden import KINDS, split_thresholds
from train import split_last_month

ARGUMENTS = ["--rows", "2000", "--max-trees", "60", "--date", "2024-12-01"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Two whole training runs: their folders."""
    folders = [tmp_path_factory.mktemp("run") for _ in range(2)]
    for folder in folders:
        train.main([*ARGUMENTS, "--out", str(folder / "income"), "--golden", str(folder / "golden")])
    return folders


def test_a_second_run_writes_the_same_bytes(runs):
    first, second = ({path.relative_to(run): path.read_bytes() for path in run.rglob("*.*")} for run in runs)
    assert first == second
    assert len(first) == 27


def test_the_contract_has_the_shape_the_application_reads(runs):
    contract = json.loads((runs[0] / "income/contract.json").read_text(encoding="utf-8"))
    assert set(contract) == {
        "contractVersion", "name", "version", "trainedAt", "synthetic", "unit", "transform", "features", "metrics",
        "incomePercentiles",
    }  # fmt: skip
    assert contract["contractVersion"] == 1
    assert contract["synthetic"] is True
    assert (contract["unit"], contract["transform"]) == ("RUB/month", "identity")
    assert contract["trainedAt"] == "2024-12-01"
    assert re.fullmatch(r"synthetic-[0-9a-f]{8}", contract["version"])
    assert len(contract["features"]) == 220
    assert {feature["group"] for feature in contract["features"]} <= GROUPS
    assert {feature["unit"] for feature in contract["features"]} <= UNITS
    assert contract["metrics"]["split"] == "hold-out 2024-06"
    assert set(contract["metrics"]["baselines"]) == {"globalWeightedMedian", "regionWeightedMedian", "incomeValue"}
    reached, best = contract["metrics"]["wmae"], contract["metrics"]["bestReachable"]
    assert best["normalised"] < reached["normalised"]


def test_golden_files_fit_each_other(runs):
    folder = runs[0] / "golden"
    index = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
    sets = [{"name": "income", "rows": len(KINDS), "features": 220}, *index["boosters"]]
    for entry in sets:
        size = {
            kind: np.fromfile(folder / f"{entry['name']}.{kind}.f32", "<f4").size
            for kind in ("matrix", "margins", "contribs")
        }
        rows, features = entry["rows"], entry["features"]
        assert size == {"matrix": rows * features, "margins": rows, "contribs": rows * (features + 1)}
    assert all(entry["sizeBytes"] <= 150_000 for entry in index["boosters"])
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 1_500_000
    matrix = np.fromfile(folder / "income.matrix.f32", "<f4").reshape(len(KINDS), 220)
    assert np.isnan(matrix[np.array(KINDS) == "all missing"]).all()


def test_golden_rows_lie_on_thresholds_and_one_ulp_beside_them(runs):
    matrix = np.fromfile(runs[0] / "golden/income.matrix.f32", "<f4").reshape(len(KINDS), 220)
    thresholds = split_thresholds(xgb.Booster(model_file=runs[0] / "income/booster.json"))
    features = read_features()
    back = {"on a threshold": None, "one ulp below a threshold": np.inf, "one ulp above a threshold": -np.inf}
    for kind, towards in back.items():
        rows = matrix[np.array(KINDS) == kind]
        values = rows if towards is None else np.nextafter(rows, np.float32(towards))
        for at, known in thresholds.items():
            if features[at].kind == "number":
                assert np.isin(values[:, at], known).all(), (kind, features[at].name)


def test_the_last_month_is_held_out(clients):
    past, held_out, month = split_last_month(clients)
    assert month == "2024-06"
    assert set(held_out["dt"]) == {"2024-06-30"}
    assert past["dt"].max() < held_out["dt"].min()
    assert len(past) + len(held_out) == len(clients)
