"""Measures the native SHAP values, XGBoost pred_contribs and LightGBM pred_contrib, on the same rows as the kernel.

    python bench/explain_native.py FOLDER --train      trains the models on synthetic rows and saves them with the rows
    python bench/explain_native.py FOLDER --rows N     prints microseconds a row by model as JSON, on one thread; saves
                                                       the SHAP values for comparison
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import lightgbm as lgb
import numpy as np
import xgboost as xgb

ROWS = 10_000
SAVED_ROWS = 4_096
FEATURES = 222
MISSING_SHARE = 0.3

# Models of the size that the literature measures, and of the size that one learner has in the blend that ships.
XGBOOST = {"xgboost-500": (500, {"max_depth": 6}), "xgboost-180": (180, {"max_depth": 6})}
LIGHTGBM = {
    "lightgbm-500": (500, {"max_depth": 6, "num_leaves": 64}),
    "lightgbm-180": (180, {"max_depth": 8, "num_leaves": 63}),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--rows", type=int, default=256)
    options = parser.parse_args()
    if options.train:
        train(options.folder)
    else:
        print(json.dumps(measure(options.folder, options.rows)))


def train(folder: Path) -> None:
    """Trains on synthetic rows: correlated features with gaps, and an income that depends on most of them."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(1)
    causes = rng.standard_normal((ROWS, 12))
    rows = causes @ rng.standard_normal((12, FEATURES)) * 0.5 + rng.standard_normal((ROWS, FEATURES))
    log_income = 11 + 0.03 * rows @ rng.standard_normal(FEATURES) / np.sqrt(12) + 0.2 * np.sin(rows[:, 0] * rows[:, 1])
    income = np.exp(log_income + 0.2 * rng.standard_normal(ROWS))
    rows[rng.random(rows.shape) < MISSING_SHARE] = np.nan
    rows = rows.astype(np.float32)
    for name, (trees, settings) in XGBOOST.items():
        booster = xgb.train({"learning_rate": 0.05, "nthread": 1, **settings}, xgb.DMatrix(rows, income), trees)
        booster.save_model(folder / f"{name}.json")
    for name, (trees, settings) in LIGHTGBM.items():
        parameters = {"objective": "regression", "learning_rate": 0.05, "num_threads": 1, "verbose": -1, **settings}
        lgb.train(parameters, lgb.Dataset(rows, income), trees).save_model(folder / f"{name}.txt")
    rows[:SAVED_ROWS].tofile(folder / "rows.f32")


def measure(folder: Path, count: int) -> dict[str, float]:
    rows = np.fromfile(folder / "rows.f32", dtype=np.float32).reshape(-1, FEATURES)[:count]
    took = {}
    for name in XGBOOST:
        booster = xgb.Booster({"nthread": 1}, model_file=folder / f"{name}.json")
        matrix = xgb.DMatrix(rows, nthread=1)
        took[name] = timed(lambda: booster.predict(matrix, pred_contribs=True), folder / name, count)  # noqa: B023
    for name in LIGHTGBM:
        booster = lgb.Booster(model_file=folder / f"{name}.txt")
        explain = lambda: booster.predict(rows, pred_contrib=True, num_threads=1)  # noqa: E731, B023
        took[name] = timed(explain, folder / name, count)
    return {"xgboost": xgb.__version__, "lightgbm": lgb.__version__, "microseconds": took}


def timed(explain: Callable[[], np.ndarray], path: Path, count: int) -> float:
    started = perf_counter()
    contributions = explain()
    took = perf_counter() - started
    contributions.astype(np.float32).tofile(f"{path}.contribs.f32")
    return took / count * 1e6


if __name__ == "__main__":
    main()
