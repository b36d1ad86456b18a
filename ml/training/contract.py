"""The feature contract that travels inside the model file: everything about a model that is not a tree."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from bank.features import NEVER_FEATURES, Feature
from training.drift import LISTED_FEATURES
from training.evaluate import DECILES

Array = np.ndarray

CONTRACT_VERSION = 1
# The groups and units that the application knows; both sides read this file.
VOCABULARY = json.loads(
    (Path(__file__).parents[2] / "src/core/contract/featureVocabulary.json").read_text(encoding="utf-8")
)


def build_contract(model: dict, features: list[Feature], matrix: Array, forecasts: Array) -> dict:
    """The contract as a plain object.

    `model` has name, version, trainedAt, synthetic, transform and metrics; `matrix` (N, F) is the encoded training
    rows and `forecasts` (N,), roubles, the model's own forecasts for them.
    """
    return {
        "contractVersion": CONTRACT_VERSION,
        "name": model["name"],
        "version": model["version"],
        "trainedAt": model["trainedAt"],
        "synthetic": model["synthetic"],
        "unit": "RUB/month",
        "transform": model["transform"],
        "features": [_describe_feature(feature, matrix[:, at]) for at, feature in enumerate(features)],
        "metrics": model["metrics"],
        "incomePercentiles": [float(value) for value in np.percentile(forecasts.astype(np.float64), range(101))],
    }


def _describe_feature(feature: Feature, column: Array) -> dict:
    present = column[~np.isnan(column)].astype(np.float64)
    common = {
        "name": feature.name,
        "kind": feature.kind,
        "group": feature.group,
        "title": {"ru": feature.title_ru, "en": feature.title_en},
        "unit": feature.unit,
        "missingShare": float(np.isnan(column).mean()),
    }
    if feature.kind == "category":
        commonest = int(np.argmax(np.bincount(present.astype(int)))) if len(present) else None
        return common | {"typical": commonest, "categories": list(feature.categories)}
    if len(present) == 0:
        return common | {"typical": None, "deciles": None}
    deciles = np.quantile(present, np.arange(11) / 10)
    return common | {"typical": float(np.median(present)), "deciles": [float(edge) for edge in deciles]}


def check_contract(contract: dict) -> None:
    """Asserts the shape that the application reads (`readContract` in src/core)."""
    names = [feature["name"] for feature in contract["features"]]
    assert len(set(names)) == len(names)
    assert not set(names) & set(NEVER_FEATURES)
    assert len(contract["incomePercentiles"]) == 101
    assert contract["incomePercentiles"] == sorted(contract["incomePercentiles"])
    assert pd.Timestamp(contract["trainedAt"]).date().isoformat() == contract["trainedAt"]
    assert 0 < len(contract["version"]) <= 40
    for feature in contract["features"]:
        _check_feature(feature)
    metrics = contract["metrics"]
    assert len(metrics["calibration"]) == DECILES
    assert len(metrics["drift"]) <= LISTED_FEATURES
    assert {row["feature"] for row in metrics["drift"]} <= set(names)
    assert sum(row["rows"] for row in metrics["slices"] if row["by"] == "salary") == metrics["rows"]
    json.dumps(contract, allow_nan=False)


def _check_feature(feature: dict) -> None:
    name = feature["name"]
    assert feature["group"] in VOCABULARY["groups"], name
    assert feature["unit"] in VOCABULARY["units"], name
    assert feature["title"]["ru"], name
    assert feature["title"]["en"], name
    assert 0 <= feature["missingShare"] <= 1, name
    if feature["kind"] == "category":
        assert len(feature["categories"]) <= 60_000, name
        assert feature["typical"] is None or 0 <= feature["typical"] < len(feature["categories"]), name
    else:
        assert feature["kind"] in {"number", "date"}, name
        assert feature["deciles"] is None or len(feature["deciles"]) == 11, name
        assert (feature["deciles"] is None) == (feature["typical"] is None), name
