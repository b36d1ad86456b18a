import re

from bank.features import read_features
from training.contract import VOCABULARY


def test_every_feature_has_a_group_and_a_unit_that_the_application_knows():
    features = read_features()
    assert {feature.group for feature in features} <= VOCABULARY["groups"].keys()
    assert {feature.unit for feature in features} <= VOCABULARY["units"].keys()


def test_the_contract_has_the_shape_the_application_reads(trained, model_name):
    contract = trained.contract(model_name)
    assert set(contract) == {
        "contractVersion", "name", "version", "trainedAt", "synthetic", "unit", "transform", "features", "metrics",
        "incomePercentiles",
    }  # fmt: skip
    assert contract["contractVersion"] == 1
    assert (contract["name"], contract["synthetic"], contract["unit"]) == (model_name, True, "RUB/month")
    assert contract["transform"]["kind"] in {"identity", "log1p", "power"}
    assert contract["trainedAt"] == "2024-12-01"
    assert re.fullmatch(r"synthetic-[0-9a-f]{8}", contract["version"])
    assert len(contract["features"]) == 220


def test_the_metrics_are_complete(trained, model_name):
    metrics = trained.contract(model_name)["metrics"]
    assert set(metrics) == {
        "split", "rows", "wmae", "wmaeInterval", "maeRub", "biasRub", "baselines", "bestReachable", "coverage",
        "calibration", "slices", "drift",
    }  # fmt: skip
    assert metrics["split"] == "hold-out 2024-06"
    assert set(metrics["baselines"]) == {"globalWeightedMedian", "regionWeightedMedian", "incomeValue"}
    assert metrics["bestReachable"]["normalised"] < metrics["wmae"]["normalised"]
    low, high = metrics["wmaeInterval"]["official"]
    assert low < metrics["wmae"]["official"] < high
    assert len(metrics["calibration"]) == 10
    for by in ("gender", "ageBand", "salary"):
        assert sum(row["rows"] for row in metrics["slices"] if row["by"] == by) == metrics["rows"]
    assert len(metrics["drift"]) == 20
    assert metrics["drift"] == sorted(metrics["drift"], key=lambda row: -row["psi"])


def test_both_models_share_features_and_have_their_own_version(trained):
    blend, compact = trained.contract("income"), trained.contract("income-compact")
    assert blend["features"] == compact["features"]
    assert blend["version"] != compact["version"]
