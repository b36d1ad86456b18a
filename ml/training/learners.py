"""XGBoost, LightGBM and CatBoost behind one interface: fit, forecast with the first k trees, explain, save.

A forecast here is the raw sum of the trees plus the library's own base value, in the transformed space, float64. All
three get the same matrix: missing is NaN, a category is the contract's numeric code. Seeds and thread counts are fixed,
so a second run gives the same trees.
"""

import json
import re
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import catboost
import lightgbm
import numpy as np
import xgboost

Array = np.ndarray

SEED = 7
THREADS = 2
# A threshold beyond this separates missing from all other values; `thresholds` gives this value instead.
LARGEST = 2.5e38
XGBOOST_LOSSES = {"absolute": "reg:absoluteerror", "squared": "reg:squarederror"}
LIGHTGBM_LOSSES = {"absolute": "l1", "squared": "l2"}
# CatBoost fits "absolute" by gradient steps: its own MAE, with exact leaf values, scores far worse than the others.
CATBOOST_LOSSES = {
    "absolute": {
        "loss_function": "Quantile:alpha=0.5", "leaf_estimation_method": "Gradient", "leaf_estimation_iterations": 5,
    },
    "between": {"loss_function": "Lq:q=1.5"},
    "squared": {"loss_function": "RMSE"},
}  # fmt: skip
XGBOOST = {"tree_method": "hist", "max_bin": 128, "seed": SEED, "nthread": THREADS}
LIGHTGBM = {
    "max_bin": 127, "seed": SEED, "num_threads": THREADS, "deterministic": True, "force_row_wise": True,
    "bagging_freq": 1, "feature_pre_filter": False, "verbose": -1,
}  # fmt: skip
CATBOOST = {
    "border_count": 64, "random_seed": SEED, "thread_count": THREADS, "verbose": False, "allow_writing_files": False,
    "grow_policy": "SymmetricTree",
}  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """Training rows: matrix (N, F) float32, target (N,) in the transformed space, weight (N,) or None.

    `binned` caches each library's binned form of matrix and weight. It does not depend on the target, so rows with the
    same matrix and weight can share one cache.
    """

    matrix: Array
    target: Array
    weight: Array | None = None
    binned: dict = field(default_factory=dict)


class XgboostTrees:
    """A model of XGBoost."""

    library, file = "xgboost", "xgboost.json"

    def __init__(self, booster: xgboost.Booster) -> None:
        """Wraps a fitted model."""
        self.booster = booster
        self.trees = booster.num_boosted_rounds()

    @classmethod
    def fit(cls, rows: Rows, loss: str, settings: dict, trees: int) -> "XgboostTrees":
        """Fits a model. `loss` is "absolute", "squared" or "quantile"; the last needs quantile_alpha in `settings`."""
        objective = XGBOOST_LOSSES.get(loss, "reg:quantileerror")
        data = rows.binned.get("xgboost") or xgboost.QuantileDMatrix(
            rows.matrix, weight=rows.weight, max_bin=XGBOOST["max_bin"], nthread=THREADS
        )
        rows.binned["xgboost"] = data
        data.set_label(rows.target)
        return cls(xgboost.train(XGBOOST | settings | {"objective": objective}, data, trees))

    def margins(self, matrix: Array, trees: int = 0) -> Array:
        """Forecasts (N,) by the first `trees` trees; 0 = all."""
        margins = self.booster.inplace_predict(matrix, iteration_range=(0, trees), predict_type="margin")
        return margins.astype(np.float64)

    def contributions(self, matrix: Array) -> Array:
        """SHAP values (N, F + 1), the last column is the bias."""
        return self.booster.predict(xgboost.DMatrix(matrix, nthread=THREADS), pred_contribs=True).astype(np.float64)

    @cached_property
    def content(self) -> bytes:
        """The model in its library's own file format."""
        return bytes(self.booster.save_raw(raw_format="json"))

    def nodes(self) -> int:
        """Number of splits and leaves of all trees."""
        return sum(len(tree["left_children"]) for tree in self._trees())

    def thresholds(self) -> dict[int, Array]:
        """Feature index -> its sorted distinct thresholds, float32."""
        trees = self._trees()
        feature = np.concatenate([np.array(tree["split_indices"], int) for tree in trees])
        threshold = np.concatenate([np.array(tree["split_conditions"], np.float32) for tree in trees])
        is_split = np.concatenate([np.array(tree["left_children"], int) >= 0 for tree in trees])
        return _by_feature(feature[is_split], threshold[is_split])

    def _trees(self) -> list[dict]:
        return json.loads(self.content)["learner"]["gradient_booster"]["model"]["trees"]


class LightgbmTrees:
    """A model of LightGBM."""

    library, file = "lightgbm", "lightgbm.txt"

    def __init__(self, booster: lightgbm.Booster) -> None:
        """Wraps a fitted model."""
        self.booster = booster
        self.trees = booster.num_trees()

    @classmethod
    def fit(cls, rows: Rows, loss: str, settings: dict, trees: int) -> "LightgbmTrees":
        """Fits a model. `loss` is "absolute" or "squared"."""
        parameters = LIGHTGBM | settings | {"objective": LIGHTGBM_LOSSES[loss]}
        data = rows.binned.get("lightgbm") or lightgbm.Dataset(
            rows.matrix, rows.target, weight=rows.weight, params=LIGHTGBM
        )
        rows.binned["lightgbm"] = data.construct().set_label(rows.target)
        return cls(lightgbm.train(parameters, data, trees))

    def margins(self, matrix: Array, trees: int = 0) -> Array:
        """Forecasts (N,) by the first `trees` trees; 0 = all."""
        return self.booster.predict(matrix, num_iteration=trees or -1, raw_score=True, num_threads=THREADS)

    def contributions(self, matrix: Array) -> Array:
        """SHAP values (N, F + 1), the last column is the bias."""
        return self.booster.predict(matrix, pred_contrib=True, num_threads=THREADS)

    @cached_property
    def content(self) -> bytes:
        """The model in its library's own file format."""
        return self.booster.model_to_string(num_iteration=-1).encode()

    def nodes(self) -> int:
        """Number of splits and leaves of all trees."""
        return sum(2 * tree["num_leaves"] - 1 for tree in self.booster.dump_model()["tree_info"])

    def thresholds(self) -> dict[int, Array]:
        """Feature index -> its sorted distinct thresholds, float32."""
        text = self.content.decode()
        lists = [re.findall(rf"^{key}=(.+)$", text, re.MULTILINE) for key in ("split_feature", "threshold")]
        feature, threshold = (np.array(" ".join(lines).split(), float) for lines in lists)
        return _by_feature(feature.astype(int), threshold)


class CatboostTrees:
    """A model of CatBoost with symmetric trees."""

    library, file = "catboost", "catboost.json"

    def __init__(self, model: catboost.CatBoostRegressor) -> None:
        """Wraps a fitted model."""
        self.model = model
        self.trees = model.tree_count_

    @classmethod
    def fit(cls, rows: Rows, loss: str, settings: dict, trees: int) -> "CatboostTrees":
        """Fits a model, starting from the median. `loss` is "absolute", "between" (|error| ** 1.5) or "squared"."""
        model = catboost.CatBoostRegressor(**CATBOOST, **settings, **CATBOOST_LOSSES[loss], iterations=trees)
        start = float(np.median(rows.target))
        model.fit(catboost.Pool(rows.matrix, rows.target - start, weight=rows.weight))
        _, bias = model.get_scale_and_bias()
        model.set_scale_and_bias(1, [start + bias])
        return cls(model)

    def margins(self, matrix: Array, trees: int = 0) -> Array:
        """Forecasts (N,) by the first `trees` trees; 0 = all."""
        return self.model.predict(matrix, prediction_type="RawFormulaVal", ntree_end=trees, thread_count=THREADS)

    def contributions(self, matrix: Array) -> Array:
        """SHAP values (N, F + 1), the last column is the bias."""
        return self.model.get_feature_importance(catboost.Pool(matrix), type="ShapValues", thread_count=THREADS)

    @cached_property
    def content(self) -> bytes:
        """The model in CatBoost's own JSON format, without times and paths: a second run writes the same bytes."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / self.file
            self.model.save_model(str(path), format="json")
            model = json.loads(path.read_text(encoding="utf-8"))
        return catboost_json(model)

    def nodes(self) -> int:
        """Number of splits and leaves of all trees."""
        return sum(2 * len(tree["leaf_values"]) - 1 for tree in json.loads(self.content)["oblivious_trees"])

    def thresholds(self) -> dict[int, Array]:
        """Feature index -> its sorted distinct thresholds, float32."""
        splits = [split for tree in json.loads(self.content)["oblivious_trees"] for split in tree["splits"] or []]
        feature = np.array([split["float_feature_index"] for split in splits], int)
        return _by_feature(feature, np.array([split["border"] for split in splits]))


def catboost_json(model: dict) -> bytes:
    """A CatBoost model as one line of JSON, without the times and paths of its training."""
    info = model["model_info"]
    stable = ("boosting_options", "loss_function", "tree_learner_options")
    model["model_info"] = {
        "catboost_version_info": info["catboost_version_info"],
        "params": {key: info["params"][key] for key in stable},
    }
    return json.dumps(model).encode()


TreeModel = XgboostTrees | LightgbmTrees | CatboostTrees
LEARNERS = {trees.library: trees for trees in (XgboostTrees, LightgbmTrees, CatboostTrees)}


def _by_feature(feature: Array, threshold: Array) -> dict[int, Array]:
    """Groups thresholds by feature, as float32, the precision of a matrix."""
    threshold = np.clip(threshold, -LARGEST, LARGEST).astype(np.float32)
    return {int(at): np.unique(threshold[feature == at]) for at in np.unique(feature)}
