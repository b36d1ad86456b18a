"""The native way with the same file: pandas read_csv + XGBoost predict + SQLite insert. Prints seconds by stage as JSON.

    python bench/native.py FILE BOOSTER CONTRACT
"""

import argparse
import json
import sqlite3
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
import xgboost as xgb

MISSING = ["", "nan", "NaN", "None", "NULL"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("booster", type=Path)
    parser.add_argument("contract", type=Path)
    options = parser.parse_args()
    features = json.loads(options.contract.read_text(encoding="utf-8"))["features"]
    booster = xgb.Booster(model_file=options.booster)

    started = perf_counter()
    frame = parse(options.file, features)
    parsed = perf_counter()
    matrix = encode(frame, features)
    income = booster.predict(xgb.DMatrix(matrix))
    scored = perf_counter()
    frame["income"] = income
    store(frame)
    stored = perf_counter()

    seconds = {
        "parse": parsed - started,
        "score": scored - parsed,
        "store": stored - scored,
        "total": stored - started,
    }
    print(json.dumps({"rows": len(frame), "seconds": seconds}))


def parse(path: Path, features: list[dict]) -> pd.DataFrame:
    """One pass with the decimal comma; the columns with a decimal point come back as text and are converted."""
    frame = pd.read_csv(path, sep=";", decimal=",", na_values=MISSING, low_memory=False)
    numbers = {feature["name"] for feature in features if feature["kind"] == "number"}
    columns = {name: frame[name] for name in frame.columns}
    for name in numbers:
        if columns[name].dtype.kind not in "fi":
            columns[name] = pd.to_numeric(columns[name], errors="coerce")
    return pd.DataFrame(columns)


def encode(frame: pd.DataFrame, features: list[dict]) -> np.ndarray:
    """float32 [rows, features], NaN = missing, categories by the contract's codes."""
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


if __name__ == "__main__":
    main()
