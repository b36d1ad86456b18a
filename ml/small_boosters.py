"""Small boosters of every kind that the model reader must understand, with native predictions on 1,000 rows."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import xgboost as xgb

from export import sha256

Array = np.ndarray

SEED = 11
ROWS, FEATURES, GOLDEN_ROWS = 3_000, 8, 1_000
BASE = {"objective": "reg:squarederror", "tree_method": "hist", "seed": SEED, "nthread": 1, "learning_rate": 0.3}


def write_small_boosters(folder: Path, write_floats: Callable[[Path, Array], None]) -> list[dict]:
    """Writes `<name>.booster.json` and its predictions for each kind; returns their descriptions for golden.json."""
    matrix, target = _data()
    rows = matrix[:GOLDEN_ROWS].copy()
    described = []
    for name, booster in _boosters(matrix, target).items():
        trees = booster.num_boosted_rounds()
        used = booster.best_iteration + 1 if name == "early-stopped" else trees
        content = bytes(booster.save_raw(raw_format="json"))
        (folder / f"{name}.booster.json").write_bytes(content)
        data = xgb.DMatrix(rows, nthread=1)
        write_floats(folder / f"{name}.matrix.f32", rows)
        for kind, option in (("margins", "output_margin"), ("contribs", "pred_contribs")):
            found = booster.predict(data, iteration_range=(0, used), **{option: True})
            write_floats(folder / f"{name}.{kind}.f32", found)
        described.append(
            {
                "name": name,
                "rows": GOLDEN_ROWS,
                "features": FEATURES,
                "trees": trees,
                "usedTrees": used,
                "sizeBytes": len(content),
                "boosterSha256": sha256(content),
            }
        )
    return described


def _boosters(matrix: Array, target: Array) -> dict[str, xgb.Booster]:
    train = xgb.DMatrix(matrix[1_000:], target[1_000:], nthread=1)
    held_out = xgb.DMatrix(matrix[:1_000], target[:1_000], nthread=1)
    dart = {"booster": "dart", "rate_drop": 0.3, "skip_drop": 0.2, "max_depth": 4}
    stop = xgb.callback.EarlyStopping(rounds=4, save_best=False)
    return {
        "stumps": xgb.train(BASE | {"max_depth": 1}, train, 40),
        "one-tree": xgb.train(BASE | {"max_depth": 5}, train, 1),
        "deep": xgb.train(BASE | {"max_depth": 10, "min_child_weight": 4}, train, 3),
        "dart": xgb.train(BASE | dart, train, 16),
        "early-stopped": xgb.train(
            BASE | {"max_depth": 4, "learning_rate": 0.6},
            train,
            60,
            evals=[(held_out, "held_out")],
            callbacks=[stop],
            verbose_eval=False,
        ),
    }


def _data() -> tuple[Array, Array]:
    """Features of very different scales with gaps, and a noisy target with interactions."""
    rng = np.random.default_rng(SEED)
    x = rng.standard_normal((ROWS, FEATURES)) * 10.0 ** np.arange(-3, FEATURES - 3)
    unit = x / 10.0 ** np.arange(-3, FEATURES - 3)
    target = 100 * (unit[:, 0] + unit[:, 1] * (unit[:, 2] > 0) + np.abs(unit[:, 3])) + 30 * rng.standard_normal(ROWS)
    x[:, FEATURES - 1] = np.round(unit[:, FEATURES - 1])
    x[rng.random(x.shape) < 0.25] = np.nan
    return x.astype(np.float32), target.astype(np.float32)
