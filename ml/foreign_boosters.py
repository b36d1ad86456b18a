"""Small models of other libraries for the tests of the model readers: tests/fixtures/golden/foreign/.

    lightgbm/   <name>.txt          catboost/   <name>.cbm.json
    xgboost/    <name>.ubj, the boosters of small_boosters.py, which stand as JSON in the folder above
    each with
        matrix.f32            little-endian float32, row-major N x F, NaN = missing: what all its models are asked
        <name>.margins.f64    native raw predictions, N
        <name>.contribs.f32   native SHAP values, N x (F + 1), last column = bias, where they add up to the predictions
    foreign.json          versions, and the names of the models

The files are made once and kept; make them again by hand, those of foreign_onnx.py after them:

    ml/.venv/bin/python ml/foreign_boosters.py
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import catboost
import lightgbm
import numpy as np
import xgboost

Array = np.ndarray

GOLDEN = Path(__file__).parent.parent / "tests" / "fixtures" / "golden"
FOLDER = GOLDEN / "foreign"
SEED = 17
ROWS, FEATURES = 3_000, 8
# What the models of a library are asked: 1,000 rows. Those beside thresholds belong to the models in turn.
ORDINARY, ALL_MISSING, BESIDE, EXTREME = 316, 8, 660, 16
LARGEST = np.finfo(np.float32).max
# Around zero LightGBM has a rule of its own: what is within 1e-35 counts as zero.
ZERO = np.float32(1e-35)
EXTREMES = [
    LARGEST, -LARGEST, 1e30, -1e30, 0.0, -0.0, ZERO, -ZERO,
    np.nextafter(ZERO, 1), np.nextafter(-ZERO, -1), 1e-36, -1e-36, 1e-30, -1e-30, 123456789.0, -0.5,
]  # fmt: skip
LIGHTGBM = {"objective": "regression", "verbose": -1, "num_threads": 1, "seed": SEED, "deterministic": True}
CATBOOST = {"thread_count": 1, "verbose": False, "allow_writing_files": False, "random_seed": SEED, "has_time": True}


class Foreign(NamedTuple):
    """A model's file, and its library to ask."""

    name: str
    file: str
    content: bytes
    # Feature index -> the distinct thresholds at which the model splits it.
    thresholds: dict[int, Array]
    # Margins of rows, and contributions where they add up to the margins.
    ask: Callable[[Array], tuple[Array, Array | None]]


def main() -> None:
    """Writes all fixtures."""
    index = {
        "lightgbmVersion": lightgbm.__version__,
        "catboostVersion": catboost.__version__,
        "xgboostVersion": xgboost.__version__,
        "lightgbm": write("lightgbm", list(lightgbm_models())),
        "catboost": write("catboost", list(catboost_models())),
        "xgboost": write("xgboost", list(xgboost_models())),
    }
    (FOLDER / "foreign.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


def write(family: str, models: list[Foreign]) -> list[dict]:
    """Writes the models of a library; returns their entries for foreign.json."""
    folder = FOLDER / family
    folder.mkdir(parents=True, exist_ok=True)
    matrix = rows_for([model.thresholds for model in models])
    write_array(folder / "matrix.f32", matrix)
    described = []
    for model in models:
        (folder / model.file).write_bytes(model.content)
        margins, contribs = model.ask(matrix)
        write_array(folder / f"{model.name}.margins.f64", margins)
        if contribs is not None:
            assert contribs.shape == (len(matrix), FEATURES + 1)
            gap = np.abs(contribs.sum(axis=1) - margins)
            scale = np.maximum(np.abs(contribs[:, -1]), np.abs(margins))
            # XGBoost computes in float32.
            precision = 1e-5 if family == "xgboost" else 1e-6
            assert (gap <= precision * scale).all(), f"{model.name}: contributions do not add up"
            write_array(folder / f"{model.name}.contribs.f32", contribs)
        described.append({"name": model.name, "file": model.file, "explained": contribs is not None})
    return described


def write_array(path: Path, values: Array) -> None:
    """Little-endian, of the size that the file's name ends with."""
    number = "<f8" if path.suffix == ".f64" else "<f4"
    path.write_bytes(np.ascontiguousarray(values, dtype=number).tobytes())


def data() -> tuple[Array, Array]:
    """Features of different scales with gaps, one of them whole numbers, and a noisy target with interactions."""
    rng = np.random.default_rng(SEED)
    unit = rng.standard_normal((ROWS, FEATURES))
    x = unit * 10.0 ** np.arange(-3, FEATURES - 3)
    x[:, -1] = np.round(unit[:, -1])
    x[rng.random(x.shape) < 0.25] = np.nan
    target = 300 + 100 * (unit[:, 0] + unit[:, 1] * (unit[:, 2] > 0) + np.abs(unit[:, 3]) + 0.3 * x[:, -1].clip(-1, 1))
    target = np.nan_to_num(target, nan=250) + 30 * rng.standard_normal(ROWS)
    # A gap that tells by itself: splits here divide the missing from all the others.
    target += 80 * np.isnan(x[:, 5])
    return x.astype(np.float32), target.astype(np.float32)


def rows_for(models: list[dict[int, Array]]) -> Array:
    """Rows to ask about: on the thresholds of each model and one float32 off, ordinary, all missing, extreme."""
    rng = np.random.default_rng(SEED)
    matrix, _ = data()
    rows = matrix[: BESIDE + ORDINARY + ALL_MISSING + EXTREME].copy()
    for at, thresholds in enumerate(models):
        own = np.arange(at, BESIDE, len(models))
        for feature, values in thresholds.items():
            with np.errstate(over="ignore"):
                nearest = np.clip(rng.choice(values, len(own)), -LARGEST, LARGEST).astype(np.float32)
            off = np.nextafter(nearest, rng.choice(np.array([-LARGEST, LARGEST], np.float32), len(own)))
            rows[own, feature] = np.where(rng.random(len(own)) < 1 / 3, nearest, off)
    rows[BESIDE + ORDINARY : -EXTREME] = np.nan
    rows[-EXTREME:] = np.array(EXTREMES, np.float32)[:, None]
    return rows


def lightgbm_models() -> Iterator[Foreign]:
    """Every kind of LightGBM model that is read."""
    matrix, target = data()
    train = (matrix[1_000:], target[1_000:])
    # More of the feature means more of the target, so zero belongs to the small values and splits say the same.
    rising = np.abs(np.nan_to_num(matrix))
    risen = (rising > np.median(rising, axis=0)).sum(axis=1) * 50.0
    stop = [lightgbm.early_stopping(4, verbose=False)]
    held_out = lightgbm.Dataset(matrix[:1_000], target[:1_000], free_raw_data=False)
    for name, changes, rounds, (x, y) in (
        ("stumps", {"num_leaves": 2}, 40, train),
        ("one-tree", {"num_leaves": 24}, 1, train),
        ("deep", {"num_leaves": 160, "max_depth": 14, "min_data_in_leaf": 3}, 3, train),
        ("dart", {"boosting": "dart", "num_leaves": 12, "drop_rate": 0.4, "skip_drop": 0.2}, 16, train),
        ("early-stopped", {"num_leaves": 12, "learning_rate": 0.6}, 60, train),
        ("random-forest", {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6, "num_leaves": 20}, 8, train),
        ("missing-none", {"use_missing": False, "num_leaves": 16}, 6, train),
        ("missing-zero", {"zero_as_missing": True, "num_leaves": 6, "min_data_in_leaf": 200}, 6, (rising, risen)),
        ("single-leaf", {"min_data_in_leaf": 2_500}, 3, train),
        ("quantile", {"objective": "quantile", "alpha": 0.8, "num_leaves": 12}, 8, train),
    ):
        early = {"valid_sets": [held_out], "callbacks": stop} if name == "early-stopped" else {}
        labels = [f"col_{at}" for at in range(FEATURES)] if name == "one-tree" else "auto"
        dataset = lightgbm.Dataset(x, y, feature_name=labels, free_raw_data=False)
        booster = lightgbm.train(LIGHTGBM | changes, dataset, rounds, **early)
        text = booster.model_to_string()
        if name == "early-stopped":
            assert booster.best_iteration == text.count("\nTree=") < rounds
        # The native contributions of a random forest are those of the sum of its trees, its predictions their mean.
        trees = booster.num_trees() if name == "random-forest" else 1
        ask = partial(ask_lightgbm, booster, trees)
        yield Foreign(name, f"{name}.txt", text.encode(), lightgbm_thresholds(text), ask)


def ask_lightgbm(booster: lightgbm.Booster, trees: int, rows: Array) -> tuple[Array, Array]:
    """Margins and contributions."""
    return booster.predict(rows), booster.predict(rows, pred_contrib=True) / trees


def lightgbm_thresholds(text: str) -> dict[int, Array]:
    """Feature index -> the distinct thresholds at which the model splits it."""
    lists = {key: re.findall(rf"^{key}=(.+)$", text, re.MULTILINE) for key in ("split_feature", "threshold")}
    feature, threshold = (np.array(" ".join(lines).split(), float) for lines in lists.values())
    return {int(at): np.unique(threshold[feature == at]) for at in np.unique(feature)}


def catboost_models() -> Iterator[Foreign]:
    """Every kind of CatBoost model that is read; it has no dropout of trees."""
    matrix, target = data()
    full = np.nan_to_num(matrix)
    for name, changes, x in (
        ("stumps", {"depth": 1, "iterations": 40}, matrix),
        ("one-tree", {"depth": 5, "iterations": 1}, matrix),
        ("deep", {"depth": 9, "iterations": 3}, matrix),
        ("ordered", {"depth": 4, "iterations": 12, "boosting_type": "Ordered", "nan_mode": "Min"}, matrix),
        ("early-stopped", {"depth": 4, "iterations": 60, "learning_rate": 0.8, "od_wait": 4}, matrix),
        ("nan-max", {"depth": 5, "iterations": 8, "nan_mode": "Max"}, matrix),
        ("nan-forbidden", {"depth": 4, "iterations": 8, "nan_mode": "Forbidden"}, full),
        ("absolute-error", {"depth": 4, "iterations": 8, "loss_function": "MAE"}, matrix),
        ("scaled", {"depth": 4, "iterations": 6}, matrix),
        ("depthwise", {"grow_policy": "Depthwise", "depth": 5, "iterations": 6}, matrix),
        ("lossguide", {"grow_policy": "Lossguide", "max_leaves": 20, "iterations": 6, "nan_mode": "Max"}, matrix),
    ):
        model = catboost.CatBoostRegressor(**CATBOOST | changes)
        held_out = (x[:1_000], target[:1_000]) if name == "early-stopped" else None
        labels = [f"col {at}" for at in range(FEATURES)] if name == "one-tree" else None
        train = catboost.Pool(x[1_000:], target[1_000:], feature_names=labels)
        model.fit(train, eval_set=held_out, use_best_model=True if held_out else None)
        if held_out:
            assert model.tree_count_ == model.best_iteration_ + 1 < 60
        borders = {at: np.array(values) for at, values in enumerate(model.get_borders().values()) if values}
        plain = model.copy()
        if name == "scaled":
            model.set_scale_and_bias(2.5, [70])
        file = FOLDER / "catboost" / f"{name}.cbm.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        model.save_model(str(file), format="json")
        content = without_the_unread(json.loads(file.read_text(encoding="utf-8")))
        # What CatBoost says of trees that grew leaf by leaf does not add up to the forecasts.
        ask = partial(ask_catboost, model, None if name == "lossguide" else plain, labels)
        yield Foreign(name, file.name, content, borders, ask)


def ask_catboost(
    model: catboost.CatBoost, plain: catboost.CatBoost | None, labels: list[str] | None, rows: Array
) -> tuple[Array, Array | None]:
    """Margins and contributions. A scaled model explains nothing natively: they are those of the `plain` one."""
    pool = catboost.Pool(rows, feature_names=labels)
    margins = model.predict(pool, prediction_type="RawFormulaVal")
    if plain is None:
        return margins, None
    (scale, bias), (_, before) = model.get_scale_and_bias(), plain.get_scale_and_bias()
    contribs = scale * plain.get_feature_importance(pool, type="ShapValues", thread_count=1)
    contribs[:, -1] += np.ravel(bias)[0] - scale * np.ravel(before)[0]
    return margins, contribs


def without_the_unread(model: dict) -> bytes:
    """The model as one line, without the times and places of its training, so that a second run writes the same."""
    params = model["model_info"]["params"]
    model["model_info"] = {
        "catboost_version_info": model["model_info"]["catboost_version_info"],
        "params": {key: params[key] for key in ("boosting_options", "loss_function", "tree_learner_options")},
    }
    return json.dumps(model).encode()


def xgboost_models() -> Iterator[Foreign]:
    """The boosters of the golden folder, saved by XGBoost as UBJSON."""
    for source in sorted(GOLDEN.glob("*.booster.json")):
        name = source.name.removesuffix(".booster.json")
        booster = xgboost.Booster(model_file=str(source))
        assert (booster.attr("best_iteration") is not None) == (name == "early-stopped")
        content = bytes(booster.save_raw(raw_format="ubj"))
        yield Foreign(name, f"{name}.ubj", content, xgboost_thresholds(source), partial(ask_xgboost, booster))


def ask_xgboost(booster: xgboost.Booster, rows: Array) -> tuple[Array, Array]:
    """Margins and contributions, of the trees up to the best iteration where there is one."""
    trees = {"iteration_range": (0, int(booster.attr("best_iteration") or -1) + 1)}
    data = xgboost.DMatrix(rows, nthread=1)
    return booster.predict(data, output_margin=True, **trees), booster.predict(data, pred_contribs=True, **trees)


def xgboost_thresholds(source: Path) -> dict[int, Array]:
    """Feature index -> the distinct thresholds at which the model splits it."""
    gradient_booster = json.loads(source.read_text(encoding="utf-8"))["learner"]["gradient_booster"]
    trees = gradient_booster.get("gbtree", gradient_booster)["model"]["trees"]
    columns = [np.concatenate([tree[key] for tree in trees]) for key in ("split_indices", "left_children")]
    threshold = np.concatenate([tree["split_conditions"] for tree in trees])
    feature = np.where(columns[1] >= 0, columns[0], -1)
    return {int(at): np.unique(threshold[feature == at]) for at in np.unique(feature) if at >= 0}


if __name__ == "__main__":
    main()
