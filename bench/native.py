"""Measures the native way on the same file and the same model, and prints the seconds of each stage as JSON.

The stages are pandas read_csv, the libraries' own predict for the forecast and both ends of its interval, and an insert
into SQLite; for the comparison with the command line, a CSV of the forecasts replaces SQLite.

    python bench/native.py FILE MODEL BOOSTER

MODEL is a folder that ml/train.py has written. BOOSTER is one XGBoost model, for the common case of one forecast
without an interval.
"""

import argparse
import json
import sqlite3
import tempfile
from pathlib import Path
from time import perf_counter

import catboost
import lightgbm
import numpy as np
import pandas as pd
import xgboost as xgb

MISSING = ["", "nan", "NaN", "None", "NULL"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("booster", type=Path)
    options = parser.parse_args()
    contract = json.loads((options.model / "contract.json").read_text(encoding="utf-8"))
    recipe = json.loads((options.model / "recipe.json").read_text(encoding="utf-8"))
    features = contract["features"]
    ends = [recipe[end]["trees"] for end in ("p10", "p90")]
    model = [open_parts(options.model, parts) for parts in (recipe["forecast"], *ends)]

    started = perf_counter()
    frame = parse(options.file, features)
    parsed = perf_counter()
    matrix = encode(frame, features)
    income, *_ = [forecast(parts, matrix, contract["transform"]) for parts in model]
    scored = perf_counter()
    alone = xgb.Booster(model_file=options.booster)
    wide = np.pad(matrix, ((0, 0), (0, alone.num_features() - matrix.shape[1])), constant_values=np.nan)
    ready = perf_counter()
    alone.inplace_predict(wide)
    scored_alone = perf_counter()
    frame["income"] = income
    started_storing = perf_counter()
    store(frame)
    stored = perf_counter()
    write(frame)
    written = perf_counter()

    seconds = {
        "parse": parsed - started,
        "score": scored - parsed,
        "score_alone": scored_alone - ready,
        "store": stored - started_storing,
        "total": scored - started + stored - started_storing,
        "total_alone": parsed - started + scored_alone - ready + stored - started_storing,
        "file": scored - started + written - stored,
    }
    print(json.dumps({"rows": len(frame), "seconds": seconds}))


def open_parts(folder: Path, parts: list[dict]) -> list[tuple]:
    """Pairs of predict and weight, one for each file of a recipe. The libraries use all cores."""
    return [(open_booster(folder / part["file"]), part["weight"]) for part in parts]


def open_booster(path: Path):
    """A function from a matrix (N, F) to raw predictions (N,), by the library that wrote the file."""
    if path.suffix == ".txt":
        booster = lightgbm.Booster(model_file=path)
        return lambda matrix: booster.predict(matrix, raw_score=True)
    if b'"oblivious_trees"' in path.read_bytes():
        symmetric = catboost.CatBoost().load_model(str(path), format="json")
        return lambda matrix: symmetric.predict(matrix, prediction_type="RawFormulaVal")
    trees = xgb.Booster(model_file=path)
    return lambda matrix: trees.inplace_predict(matrix, predict_type="margin")


def forecast(parts: list[tuple], matrix: np.ndarray, transform: dict) -> np.ndarray:
    """Forecasts (N,) in roubles; the correction of the interval's ends is left out."""
    margin = sum(weight * predict(matrix) for predict, weight in parts)
    if transform["kind"] == "log1p":
        return np.expm1(margin)
    if transform["kind"] == "power":
        return np.maximum(margin, 0) ** (1 / transform["exponent"])
    return margin


def parse(path: Path, features: list[dict]) -> pd.DataFrame:
    """Reads the file with a decimal comma; columns with a decimal point arrive as text and are converted afterwards."""
    frame = pd.read_csv(path, sep=";", decimal=",", na_values=MISSING, low_memory=False)
    numbers = {feature["name"] for feature in features if feature["kind"] == "number"}
    columns = {name: frame[name] for name in frame.columns}
    for name in numbers:
        if columns[name].dtype.kind not in "fi":
            columns[name] = pd.to_numeric(columns[name], errors="coerce")
    return pd.DataFrame(columns)


def encode(frame: pd.DataFrame, features: list[dict]) -> np.ndarray:
    """Encodes as float32 (N, F), NaN = missing, with the contract's codes for categories."""
    matrix = np.empty((len(frame), len(features)), dtype=np.float32)
    for position, feature in enumerate(features):
        column = frame[feature["name"]]
        if feature["kind"] == "category":
            codes = {level: code for code, level in enumerate(feature["categories"])}
            matrix[:, position] = column.map(codes).astype(np.float32)
        elif feature["kind"] == "date":
            days = {text: np.datetime64(text, "D").astype(int) for text in column.dropna().unique()}
            matrix[:, position] = column.map(days).astype(np.float32)
        else:
            matrix[:, position] = column
    return matrix


def store(frame: pd.DataFrame) -> None:
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "clients.sqlite")
        frame.to_sql("clients", connection, index=False)
        connection.commit()
        connection.close()


def write(frame: pd.DataFrame) -> None:
    with tempfile.TemporaryDirectory() as folder:
        frame[["id", "income"]].to_csv(Path(folder) / "forecasts.csv", sep=";", index=False)


if __name__ == "__main__":
    main()
