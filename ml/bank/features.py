"""The feature dictionary, and how a table of clients becomes the model's matrix.

The encoding is part of the feature contract, so the application encodes in the same way:

    number      float32 of the float64 value
    date        whole days since 1970-01-01 (the bank writes "never" as a day of 1677)
    category    position of the level in `categories`
    missing     NaN, as is a level never seen in training and a text that cannot be read
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

Array = np.ndarray

FEATURES_CSV = Path(__file__).parent / "features.csv"
# The target, and its weight, which is a function of the target.
NEVER_FEATURES = ("target", "w")
# Columns that only identify a row.
KEYS = ("id", "dt", "name")
# A level with fewer training rows is treated as missing, like a level never seen.
MIN_LEVEL_ROWS = 20


@dataclass(frozen=True)
class Feature:
    """One model input. `categories` is empty until `fit_categories` has filled it, and always for other kinds."""

    name: str
    group: str
    kind: str
    unit: str
    title_ru: str
    title_en: str
    categories: tuple[str, ...] = ()


def read_features(path: Path = FEATURES_CSV) -> list[Feature]:
    """Reads the feature dictionary, in the model's order, with `categories` still empty.

    Fails when a name occurs twice or must never be a feature.
    """
    rows = pd.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")
    features = [Feature(**row) for row in rows]
    names = [feature.name for feature in features]
    assert len(set(names)) == len(names), "a feature occurs twice"
    assert not set(names) & set(NEVER_FEATURES + KEYS), "the target, its weight and keys are never features"
    return features


def fit_categories(features: list[Feature], frame: pd.DataFrame, target: Array) -> list[Feature]:
    """Fills `categories` with the levels of at least MIN_LEVEL_ROWS rows, ordered by their median target.

    Codes in that order let a tree separate low from high incomes with one split. The order is learnt from the target,
    so `frame` and `target` must be training rows only.
    """
    return [
        replace(feature, categories=_levels(frame[feature.name], target)) if feature.kind == "category" else feature
        for feature in features
    ]


def _levels(values: pd.Series, target: Array) -> tuple[str, ...]:
    stats = pd.DataFrame({"level": values.to_numpy(), "target": target}).groupby("level")["target"]
    table = stats.agg(["size", "median"]).reset_index()
    table = table[table["size"] >= MIN_LEVEL_ROWS].sort_values(["median", "level"], kind="stable")
    return tuple(table["level"])


def encode(features: list[Feature], frame: pd.DataFrame) -> Array:
    """Encodes clients as float32 (N, F), row-major, NaN = missing. A column that `frame` lacks is all missing."""
    matrix = np.full((len(frame), len(features)), np.nan, dtype=np.float32)
    for at, feature in enumerate(features):
        if feature.name in frame.columns:
            matrix[:, at] = _encode_column(feature, frame[feature.name])
    return matrix


def _encode_column(feature: Feature, values: pd.Series) -> Array:
    if feature.kind == "number":
        return values.to_numpy(dtype=np.float64).astype(np.float32)
    codes = {level: code for code, level in enumerate(feature.categories)}
    if feature.kind == "date":
        codes = {text: days_since_1970(text) for text in values.dropna().unique()}
    return values.map(codes).to_numpy(dtype=np.float64).astype(np.float32)


def days_since_1970(text: str) -> float:
    """Whole days from 1970-01-01 to an ISO date, negative before it; NaN when `text` is not a date."""
    try:
        return float((np.datetime64(text.strip(), "D") - np.datetime64("1970-01-01", "D")).astype(int))
    except ValueError:
        return float("nan")


def text_columns(features: list[Feature]) -> list[str]:
    """Names of the features that are read as text: categories and dates."""
    return [feature.name for feature in features if feature.kind != "number"]
