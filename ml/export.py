"""Writes what the packer needs: the booster as XGBoost saves it, and the feature contract beside it."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd
import xgboost as xgb

from data import NEVER_FEATURES, Feature

Array = np.ndarray

CONTRACT_VERSION = 1
GROUPS = {
    "income_estimate", "turnover", "balance", "credit_history", "spending", "pension_fund_record", "declared_payouts",
    "digital_profile", "person", "region_statistics", "telecom", "app_usage",
}  # fmt: skip
UNITS = {"rub", "usd", "count", "share", "percent", "days", "months", "years", "hours", "score", "flag", "none"}


def build_contract(model: dict, features: list[Feature], matrix: Array, forecasts: Array) -> dict:
    """The contract as a plain object.

    `model` has name, version, trainedAt, synthetic and metrics; `matrix` (N, F) and `forecasts` (N,), roubles, are
    the encoded training rows and the model's own forecasts on them.
    """
    return {
        "contractVersion": CONTRACT_VERSION,
        "name": model["name"],
        "version": model["version"],
        "trainedAt": model["trainedAt"],
        "synthetic": model["synthetic"],
        "unit": "RUB/month",
        "transform": "identity",
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


def check_contract(contract: dict, booster: xgb.Booster) -> None:
    """Asserts the shape that the application reads (src/core/contract.ts) and that it fits the booster."""
    names = [feature["name"] for feature in contract["features"]]
    assert len(set(names)) == len(names) == booster.num_features()
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
    json.dumps(contract, allow_nan=False)


def booster_json(booster: xgb.Booster) -> bytes:
    """The booster's own JSON, as `save_model` writes it."""
    return bytes(booster.save_raw(raw_format="json"))


def sha256(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def write_model(folder: Path, booster: xgb.Booster, contract: dict) -> None:
    """Writes booster.json and contract.json into `folder`, after the checks."""
    check_contract(contract, booster)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "booster.json").write_bytes(booster_json(booster))
    text = json.dumps(contract, ensure_ascii=False, allow_nan=False, indent=1)
    (folder / "contract.json").write_text(text + "\n", encoding="utf-8")
