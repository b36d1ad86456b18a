"""Golden rows: what the native libraries say of chosen clients, for the parity tests of the TypeScript side.

    income.csv            1,000 synthetic clients in the bank's format, among them every way a row can be awkward
    income.matrix.f32     their encoding, little-endian float32, row-major N x F, NaN = missing
    <model>.margins.f32   the forecast in the transformed space, N
    <model>.forecasts.f32 income, p10, p90 in roubles, N x 3
    <model>.contribs.f32  native SHAP values of the first EXPLAINED_ROWS rows, x (F + 1), the last column is the bias
    golden.json           counts, versions, a label per row, the small boosters

The rows are always synthetic, also when the models were trained on the bank's files.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import xgboost as xgb

from bankfile import MISSING_SPELLINGS, read_bank_file, write_bank_file
from data import Feature, encode, text_columns
from intervals import Model
from small_boosters import write_small_boosters
from synth import read_marginals, synthesise
from transforms import Transform

Array = np.ndarray

SEED = 31
# Where the value of every split number feature lies in these rows, all in float32.
BESIDE_THRESHOLD = {
    "on a threshold": lambda values: values,
    "one ulp below a threshold": lambda values: np.nextafter(values, np.float32(-np.inf)),
    "one ulp above a threshold": lambda values: np.nextafter(values, np.float32(np.inf)),
}
# The rows with contributions come first and have all kinds.
EXPLAINED_KINDS = (
    ["ordinary"] * 120
    + ["all missing"] * 4
    + ["unseen category"] * 16
    + ["mixed missing spellings"] * 16
    + list(BESIDE_THRESHOLD) * 32
    + ["extreme values"] * 8
)
KINDS = (
    EXPLAINED_KINDS
    + ["ordinary"] * 340
    + ["all missing"] * 8
    + ["unseen category"] * 48
    + ["mixed missing spellings"] * 48
    + list(BESIDE_THRESHOLD) * 92
    + ["extreme values"] * 20
)
EXPLAINED_ROWS = len(EXPLAINED_KINDS)
# Below 2.9e38, where the explanation kernel keeps its own marks for missing.
EXTREMES = (1e30, -1e30, 2.5e38, -2.5e38, 1e-30, -1e-30, 0.0, 123456789012345.0)


def write_golden(folder: Path, models: list[tuple[dict, Model]], transform: Transform) -> None:
    """Writes all golden files into `folder`. Each model comes with its contract; all have the same features."""
    folder.mkdir(parents=True, exist_ok=True)
    features = models[0][1].features
    path = folder / "income.csv"
    write_bank_file(golden_clients([model for _, model in models], features), path, read_marginals())
    _mix_missing_spellings(path)
    matrix = encode(features, read_bank_file(path, text_columns(features)))
    write_floats(folder / "income.matrix.f32", matrix)
    for contract, model in models:
        _write_predictions(folder, contract["name"], model, transform, matrix)
    index = {
        "rows": len(KINDS),
        "features": len(features),
        "xgboostVersion": xgb.__version__,
        "modelVersion": models[0][0]["version"],
        "models": [
            {
                "name": contract["name"],
                "version": contract["version"],
                "rows": len(KINDS),
                "explainedRows": EXPLAINED_ROWS,
            }
            for contract, _ in models
        ],
        "kinds": KINDS,
        "boosters": write_small_boosters(folder, write_floats),
    }
    (folder / "golden.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


def _write_predictions(folder: Path, name: str, model: Model, transform: Transform, matrix: Array) -> None:
    margins = model.margins(matrix)
    contribs = model.forecast.contributions(matrix[:EXPLAINED_ROWS])
    check_additivity(contribs, margins[0][:EXPLAINED_ROWS], name)
    write_floats(folder / f"{name}.margins.f32", margins[0])
    write_floats(folder / f"{name}.forecasts.f32", np.stack([transform.inverse(margin) for margin in margins], axis=1))
    write_floats(folder / f"{name}.contribs.f32", contribs)


def check_additivity(contribs: Array, margins: Array, name: str) -> None:
    """Asserts that contributions (N, F + 1) add up to the margins (N,)."""
    gap = np.abs(contribs.sum(axis=1, dtype=np.float64) - margins)
    assert (gap <= 1e-4 * np.maximum(1, np.abs(margins))).all(), f"{name}: contributions do not add up"


def write_floats(path: Path, values: Array) -> None:
    """Little-endian float32, row-major."""
    path.write_bytes(np.ascontiguousarray(values, dtype="<f4").tobytes())


def thresholds_of(models: list[Model]) -> dict[int, Array]:
    """Feature index -> the sorted distinct float32 thresholds of all trees of all `models`."""
    found: dict[int, list[Array]] = {}
    for model in models:
        for blend in (model.forecast, model.p10, model.p90):
            for at, values in blend.thresholds().items():
                found.setdefault(at, []).append(values)
    return {at: np.unique(np.concatenate(found[at])) for at in sorted(found)}


def golden_clients(models: list[Model], features: list[Feature]) -> pd.DataFrame:
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
    # First one extreme in all columns, then a mixture of them.
    extreme = np.flatnonzero(kinds == "extreme values")
    for value, row in zip(EXTREMES, extreme, strict=False):
        clients.loc[row, numbers] = value
    mixed = extreme[len(EXTREMES) :]
    clients.loc[mixed, numbers] = rng.choice(EXTREMES, (len(mixed), len(numbers)))
    for at, values in thresholds_of(models).items():
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
