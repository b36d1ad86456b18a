"""Golden rows: what native XGBoost says of chosen clients, for the parity tests of the TypeScript side.

    income.csv            260 synthetic clients in the bank's format, among them every way a row can be awkward
    income.matrix.f32     their encoding, little-endian float32, row-major N x F, NaN = missing
    income.margins.f32    predict, N           income.contribs.f32    pred_contribs, N x (F + 1), last column = bias
    golden.json           counts, versions, the SHA-256 of the booster, a label per row, the small boosters

The rows are always synthetic, also when the model was trained on the bank's files.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import xgboost as xgb

from bankfile import MISSING_SPELLINGS, read_bank_file, write_bank_file
from data import Feature, encode, text_columns
from export import booster_json, sha256
from small_boosters import write_small_boosters
from synth import read_marginals, synthesise

Array = np.ndarray

SEED = 31
# Where the value of every split number feature lies in these rows, all in float32.
BESIDE_THRESHOLD = {
    "on a threshold": lambda values: values,
    "one ulp below a threshold": lambda values: np.nextafter(values, np.float32(-np.inf)),
    "one ulp above a threshold": lambda values: np.nextafter(values, np.float32(np.inf)),
}
KINDS = (
    ["ordinary"] * 120
    + ["all missing"] * 4
    + ["unseen category"] * 16
    + ["mixed missing spellings"] * 16
    + list(BESIDE_THRESHOLD) * 32
    + ["extreme values"] * 8
)
# Below 2.9e38, where the explanation kernel keeps its own marks for missing.
EXTREMES = (1e30, -1e30, 2.5e38, -2.5e38, 1e-30, -1e-30, 0.0, 123456789012345.0)


def write_golden(folder: Path, booster: xgb.Booster, features: list[Feature], version: str) -> None:
    """Writes all golden files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "income.csv"
    write_bank_file(golden_clients(booster, features), path, read_marginals())
    _mix_missing_spellings(path)
    matrix = encode(features, read_bank_file(path, text_columns(features)))
    write_predictions(folder, "income", booster, matrix)
    index = {
        "rows": len(KINDS),
        "features": len(features),
        "xgboostVersion": xgb.__version__,
        "modelVersion": version,
        "boosterSha256": sha256(booster_json(booster)),
        "kinds": KINDS,
        "boosters": write_small_boosters(folder, write_predictions),
    }
    (folder / "golden.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


def write_predictions(
    folder: Path, name: str, booster: xgb.Booster, matrix: Array, iterations: tuple[int, int] = (0, 0)
) -> None:
    """Writes the matrix, native margins and native contributions of `booster` (all trees when `iterations` is 0, 0)."""
    rows = xgb.DMatrix(matrix, nthread=1)
    margins = booster.predict(rows, output_margin=True, iteration_range=iterations)
    contribs = booster.predict(rows, pred_contribs=True, iteration_range=iterations)
    gap = np.abs(contribs.sum(axis=1, dtype=np.float64) - margins)
    assert (gap <= 1e-4 * np.maximum(1, np.abs(margins))).all(), f"{name}: contributions do not add up"
    assert contribs.shape == (matrix.shape[0], matrix.shape[1] + 1)
    for kind, values in (("matrix", matrix), ("margins", margins), ("contribs", contribs)):
        (folder / f"{name}.{kind}.f32").write_bytes(np.ascontiguousarray(values, dtype="<f4").tobytes())


def split_thresholds(booster: xgb.Booster) -> dict[int, Array]:
    """Feature index -> the sorted distinct thresholds (float32) at which the booster splits it."""
    trees = json.loads(booster_json(booster))["learner"]["gradient_booster"]["model"]["trees"]
    feature = np.concatenate([np.array(tree["split_indices"], int) for tree in trees])
    threshold = np.concatenate([np.array(tree["split_conditions"], np.float32) for tree in trees])
    is_split = np.concatenate([np.array(tree["left_children"], int) >= 0 for tree in trees])
    return {int(at): np.unique(threshold[is_split & (feature == at)]) for at in np.unique(feature[is_split])}


def golden_clients(booster: xgb.Booster, features: list[Feature]) -> pd.DataFrame:
    """The clients of income.csv, in the order of KINDS."""
    rng = np.random.default_rng(SEED)
    clients = synthesise(len(KINDS), "test", SEED)
    kinds = np.array(KINDS)
    numbers = [feature.name for feature in features if feature.kind == "number"]
    texts = text_columns(features)
    clients.loc[kinds == "all missing", numbers] = np.nan
    clients.loc[kinds == "all missing", texts] = None
    categories = [feature.name for feature in features if feature.kind == "category"]
    clients.loc[kinds == "unseen category", categories] = "Не бывает"
    for value, row in zip(EXTREMES, np.flatnonzero(kinds == "extreme values"), strict=True):
        clients.loc[row, numbers] = value
    for at, values in split_thresholds(booster).items():
        if features[at].kind == "number":
            for kind, beside in BESIDE_THRESHOLD.items():
                rows = np.flatnonzero(kinds == kind)
                clients.loc[rows, features[at].name] = beside(rng.choice(values, len(rows))).astype(np.float64)
    return clients


def _mix_missing_spellings(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for row, kind in enumerate(KINDS):
        if kind == "mixed missing spellings":
            fields = lines[row + 1].split(";")
            mixed = [
                MISSING_SPELLINGS[(row + at) % len(MISSING_SPELLINGS)] if field in MISSING_SPELLINGS else field
                for at, field in enumerate(fields)
            ]
            lines[row + 1] = ";".join(mixed)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
