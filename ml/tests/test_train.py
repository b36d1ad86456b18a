import json
import re

import numpy as np
import pytest

from bankfile import write_bank_file
from data import read_features
from export import GROUPS, UNITS
from golden import EXPLAINED_ROWS, KINDS
from learners import CatboostTrees, LightgbmTrees, XgboostTrees
from months import rolling_months, split_last_month
from synth import read_marginals, synthesise

MODELS = ("income", "income-compact")


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def floats(folder, name):
    return np.fromfile(folder / f"golden/{name}.f32", "<f4").astype(np.float64)


def native(folder, file):
    """The trees of a written file, read by its own library."""
    import catboost
    import lightgbm
    import xgboost

    path = str(folder / file)
    if file == "lightgbm.txt":
        return LightgbmTrees(lightgbm.Booster(model_file=path))
    if file == "catboost.json":
        model = catboost.CatBoostRegressor()
        model.load_model(path, format="json")
        return CatboostTrees(model)
    return XgboostTrees(xgboost.Booster(model_file=path))


def to_roubles(transform, margin):
    kinds = {"identity": lambda: margin, "log1p": lambda: np.exp(margin) - 1}
    return kinds.get(transform["kind"], lambda: np.maximum(margin, 0) ** (1 / transform["exponent"]))()


def test_a_second_run_writes_the_same_bytes(trained, run_training):
    first, second = contents(trained), contents(run_training())
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("name", MODELS)
def test_the_contract_has_the_shape_the_application_reads(trained, name):
    contract = read_json(trained / "out" / name / "contract.json")
    assert set(contract) == {
        "contractVersion", "name", "version", "trainedAt", "synthetic", "unit", "transform", "features", "metrics",
        "incomePercentiles",
    }  # fmt: skip
    assert contract["contractVersion"] == 1
    assert (contract["name"], contract["synthetic"], contract["unit"]) == (name, True, "RUB/month")
    assert contract["transform"]["kind"] in {"identity", "log1p", "power"}
    assert contract["trainedAt"] == "2024-12-01"
    assert re.fullmatch(r"synthetic-[0-9a-f]{8}", contract["version"])
    assert len(contract["features"]) == 220
    assert {feature["group"] for feature in contract["features"]} <= GROUPS
    assert {feature["unit"] for feature in contract["features"]} <= UNITS
    metrics = contract["metrics"]
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
    blend, compact = (read_json(trained / "out" / name / "contract.json") for name in MODELS)
    assert blend["features"] == compact["features"]
    assert blend["version"] != compact["version"]


@pytest.mark.parametrize("name", MODELS)
def test_the_recipe_makes_the_golden_forecasts_from_the_native_files(trained, name):
    folder = trained / "out" / name
    recipe, contract = read_json(folder / "recipe.json"), read_json(folder / "contract.json")
    parts = {"forecast": recipe["forecast"], "p10": recipe["p10"]["trees"], "p90": recipe["p90"]["trees"]}
    named = {part["file"] for trees in parts.values() for part in trees}
    assert {path.name for path in folder.iterdir()} == named | {"recipe.json", "contract.json"}
    assert sum(part["weight"] for part in recipe["forecast"]) == pytest.approx(1)

    matrix = np.fromfile(trained / "golden/income.matrix.f32", "<f4").reshape(len(KINDS), 220)
    margins = {
        key: sum(part["weight"] * native(folder, part["file"]).margins(matrix) for part in trees)
        for key, trees in parts.items()
    }
    for key in ("p10", "p90"):
        correction = recipe[key]["correction"]
        at = [feature["name"] for feature in contract["features"]].index(correction["feature"])
        margins[key] += np.where(np.isnan(matrix[:, at]), correction["absent"], correction["present"])
    margins["p10"] = np.minimum(margins["p10"], margins["forecast"])
    margins["p90"] = np.maximum(margins["p90"], margins["forecast"])
    expected = np.stack([to_roubles(contract["transform"], margins[key]) for key in ("forecast", "p10", "p90")], axis=1)
    np.testing.assert_allclose(floats(trained, f"{name}.margins"), margins["forecast"], rtol=1e-6)
    np.testing.assert_allclose(floats(trained, f"{name}.forecasts"), expected.ravel(), rtol=1e-6)


@pytest.mark.parametrize("name", MODELS)
def test_p10_is_below_and_p90_above_the_forecast(trained, name):
    income, p10, p90 = floats(trained, f"{name}.forecasts").reshape(len(KINDS), 3).T
    assert (p10 <= income).all()
    assert (income <= p90).all()


@pytest.mark.parametrize("name", MODELS)
def test_contributions_add_up_to_the_margin(trained, name):
    contribs = floats(trained, f"{name}.contribs").reshape(EXPLAINED_ROWS, 221)
    margins = floats(trained, f"{name}.margins")[:EXPLAINED_ROWS]
    assert (np.abs(contribs.sum(axis=1) - margins) <= 1e-4 * np.maximum(1, np.abs(margins))).all()


def test_golden_files_fit_each_other(trained):
    index = read_json(trained / "golden/golden.json")
    assert (index["rows"], index["features"]) == (1_000, 220)
    assert index["kinds"] == KINDS
    assert set(KINDS[:EXPLAINED_ROWS]) == set(KINDS)
    versions = [read_json(trained / "out" / name / "contract.json")["version"] for name in MODELS]
    assert index["models"] == [
        {"name": name, "version": version, "rows": 1_000, "explainedRows": 260}
        for name, version in zip(MODELS, versions, strict=True)
    ]
    for entry in index["boosters"]:
        sizes = [floats(trained, f"{entry['name']}.{kind}").size for kind in ("matrix", "margins", "contribs")]
        assert sizes == [1_000 * entry["features"], 1_000, 1_000 * (entry["features"] + 1)]
        assert entry["sizeBytes"] <= 150_000
    matrix = floats(trained, "income.matrix").reshape(len(KINDS), 220)
    assert np.isnan(matrix[np.array(KINDS) == "all missing"]).all()


def test_golden_rows_lie_on_thresholds_and_one_ulp_beside_them(trained):
    matrix = np.fromfile(trained / "golden/income.matrix.f32", "<f4").reshape(len(KINDS), 220)
    known = {}
    for name in MODELS:
        folder = trained / "out" / name
        for path in folder.iterdir():
            if path.name not in {"recipe.json", "contract.json"}:
                for at, values in native(folder, path.name).thresholds().items():
                    known.setdefault(at, []).append(values)
    features = read_features()
    back = {"on a threshold": None, "one ulp below a threshold": np.inf, "one ulp above a threshold": -np.inf}
    for kind, towards in back.items():
        rows = matrix[np.array(KINDS) == kind]
        values = rows if towards is None else np.nextafter(rows, np.float32(towards))
        for at, thresholds in known.items():
            if features[at].kind == "number":
                assert np.isin(values[:, at], np.concatenate(thresholds)).all(), (kind, features[at].name)


def test_the_report_says_what_the_contract_says(trained):
    report = (trained / "REPORT.md").read_text(encoding="utf-8")
    assert "Synthetic data" in report
    for name in MODELS:
        contract = read_json(trained / "out" / name / "contract.json")
        metrics = contract["metrics"]
        assert contract["version"] in report
        for kind in ("normalised", "official"):
            low, high = (f"{round(edge):,}" for edge in metrics["wmaeInterval"][kind])
            assert f"{round(metrics['wmae'][kind]):,} | {low} to {high}" in report
        assert f"{100 * metrics['coverage']['overall']:.1f} %" in report
    for tried in ("xgboost", "lightgbm", "catboost", "net", "identity", "log1p", "power 0.25", "power 0.5"):
        assert f"| {tried} |" in report
    assert "**Decision: " in report


def test_the_same_command_trains_on_the_files_of_a_bank(run_training, tmp_path):
    train, test = synthesise(900, "train", seed=8), synthesise(300, "test", seed=8)
    # Fewer months than usual, and a column that the bank does not have.
    train = train[train["dt"] >= "2024-03"].drop(columns=["w", "avg_6m_all"])
    write_bank_file(train, tmp_path / "train.csv", read_marginals())
    write_bank_file(test, tmp_path / "test.csv", read_marginals())
    folder = run_training("--train", tmp_path / "train.csv", "--test", tmp_path / "test.csv")
    contract = read_json(folder / "out/income/contract.json")
    assert re.fullmatch(r"bank-[0-9a-f]{8}", contract["version"])
    assert contract["synthetic"] is False
    assert contract["metrics"]["bestReachable"] is None
    # The golden clients are synthetic whatever the model was trained on; the report's clients are not.
    assert "synthetic" not in (folder / "REPORT.md").read_text(encoding="utf-8").lower()


def test_the_last_month_is_held_out(clients):
    past, held_out, month = split_last_month(clients)
    assert month == "2024-06"
    assert set(held_out["dt"]) == {"2024-06-30"}
    assert past["dt"].max() < held_out["dt"].min()
    assert len(past) + len(held_out) == len(clients)


def test_a_rolling_month_is_checked_by_what_was_before_it(clients):
    past, _, _ = split_last_month(clients)
    folds = rolling_months(past, read_features())
    assert [fold.month for fold in folds] == ["2024-04", "2024-05"]
    for fold in folds:
        assert set(fold.check["dt"].str[:7]) == {fold.month}
        assert fold.train["dt"].max() < fold.check["dt"].min()
