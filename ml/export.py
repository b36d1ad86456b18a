"""Writes what the packer needs of a model: each library's own file, the recipe that adds them up, the contract."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd

from blend import Blend
from data import NEVER_FEATURES, Feature
from drift import MOST
from evaluate import DECILES
from intervals import SPLIT_BY, Correction, Model
from transforms import Transform

Array = np.ndarray

CONTRACT_VERSION = 1
GROUPS = {
    "income_estimate", "turnover", "balance", "credit_history", "spending", "pension_fund_record", "declared_payouts",
    "digital_profile", "person", "region_statistics", "telecom", "app_usage",
}  # fmt: skip
UNITS = {"rub", "usd", "count", "share", "percent", "days", "months", "years", "hours", "score", "flag", "none"}


def build_contract(model: dict, features: list[Feature], matrix: Array, forecasts: Array) -> dict:
    """The contract as a plain object.

    `model` has name, version, trainedAt, synthetic, transform and metrics; `matrix` (N, F) and `forecasts` (N,),
    roubles, are the encoded training rows and the model's own forecasts on them.
    """
    return {
        "contractVersion": CONTRACT_VERSION,
        "name": model["name"],
        "version": model["version"],
        "trainedAt": model["trainedAt"],
        "synthetic": model["synthetic"],
        "unit": "RUB/month",
        "transform": model["transform"],
        "features": [_feature(feature, matrix[:, at]) for at, feature in enumerate(features)],
        "metrics": model["metrics"],
        "incomePercentiles": [float(value) for value in np.percentile(forecasts.astype(np.float64), range(101))],
    }


def _feature(feature: Feature, column: Array) -> dict:
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
    """Asserts the shape that the application reads (src/core/contract.ts)."""
    names = [feature["name"] for feature in contract["features"]]
    assert len(set(names)) == len(names)
    assert not set(names) & set(NEVER_FEATURES)
    assert len(contract["incomePercentiles"]) == 101
    assert contract["incomePercentiles"] == sorted(contract["incomePercentiles"])
    assert pd.Timestamp(contract["trainedAt"]).date().isoformat() == contract["trainedAt"]
    assert 0 < len(contract["version"]) <= 40
    for feature in contract["features"]:
        assert feature["group"] in GROUPS, feature["name"]
        assert feature["unit"] in UNITS, feature["name"]
        assert feature["title"]["ru"], feature["name"]
        assert feature["title"]["en"], feature["name"]
        assert 0 <= feature["missingShare"] <= 1, feature["name"]
        if feature["kind"] == "category":
            assert len(feature["categories"]) <= 60_000, feature["name"]
            assert feature["typical"] is None or 0 <= feature["typical"] < len(feature["categories"]), feature["name"]
        else:
            assert feature["kind"] in {"number", "date"}, feature["name"]
            assert feature["deciles"] is None or len(feature["deciles"]) == 11, feature["name"]
            assert (feature["deciles"] is None) == (feature["typical"] is None), feature["name"]
    metrics = contract["metrics"]
    assert len(metrics["calibration"]) == DECILES
    assert len(metrics["drift"]) <= MOST
    assert {row["feature"] for row in metrics["drift"]} <= set(names)
    assert sum(row["rows"] for row in metrics["slices"] if row["by"] == "salary") == metrics["rows"]
    json.dumps(contract, allow_nan=False)


def build_recipe(model: Model) -> tuple[dict, dict[str, bytes]]:
    """(recipe.json, the native files it names).

    A margin is the sum of weight x raw prediction, plus the correction.
    """
    files: dict[str, bytes] = {}
    recipe = {
        "forecast": _parts(model.forecast, files, None),
        "p10": {"trees": _parts(model.p10, files, "p10.json"), "correction": _correction(model.correction, -1)},
        "p90": {"trees": _parts(model.p90, files, "p90.json"), "correction": _correction(model.correction, 1)},
    }
    return recipe, files


def _parts(blend: Blend, files: dict[str, bytes], name: str | None) -> list[dict]:
    named = [(name or model.file, model, weight) for model, weight in blend.parts]
    assert len({file for file, _, _ in named} - set(files)) == len(named), "two models of one name"
    files |= {file: model.content for file, model, _ in named}
    return [{"file": file, "weight": weight} for file, _, weight in named]


def _correction(correction: Correction, sign: int) -> dict:
    return {"feature": SPLIT_BY, "present": sign * correction.present, "absent": sign * correction.absent}


def fingerprint(model: Model, transform: Transform) -> str:
    """Changes whenever a forecast or an interval could: with trees, weights, corrections, transform, category codes."""
    recipe, files = build_recipe(model)
    codes = [[feature.name, feature.kind, *feature.categories] for feature in model.features]
    hashes = {name: sha256(content) for name, content in files.items()}
    return sha256(json.dumps([recipe, hashes, transform.described(), codes]).encode())


def sha256(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def write_model(folder: Path, model: Model, contract: dict) -> None:
    """Writes the native files, recipe.json and contract.json into `folder`; files of earlier runs go."""
    check_contract(contract)
    assert len(contract["features"]) == len(model.features)
    recipe, files = build_recipe(model)
    files["recipe.json"] = _json(recipe)
    files["contract.json"] = _json(contract)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_file() and path.name not in files:
            path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _json(value: dict) -> bytes:
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
