"""From a table of clients to the model's matrix, by the rules of the feature contract.

number   -> float32 of the float64 value            date -> whole days since 1970-01-01 (year 1677 = "never")
category -> position of the level in `categories`   missing, unseen level, unreadable -> NaN
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

Array = np.ndarray

FEATURES_CSV = Path(__file__).parent / "features.csv"
# The answer and its weight (a function of the answer), and what only names a row.
NEVER_FEATURES = ("target", "w")
KEYS = ("id", "dt", "name")
# A level seen on fewer training rows than this is noise; it becomes missing, like a level never seen.
MIN_LEVEL_ROWS = 20


@dataclass(frozen=True)
class Feature:
    """One model input. `categories` is empty unless `kind` is "category" and the schema has been fitted."""

    name: str
    group: str
    kind: str
    unit: str
    title_ru: str
    title_en: str
    categories: tuple[str, ...] = ()


def read_features(path: Path = FEATURES_CSV) -> list[Feature]:
    """The feature dictionary, in model order, categories not yet known."""
    rows = pd.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")
    features = [Feature(**row) for row in rows]
    names = [feature.name for feature in features]
    assert len(set(names)) == len(names), "a feature stands twice"
    assert not set(names) & set(NEVER_FEATURES + KEYS), "the target, its weight and keys are never features"
    return features


def fit_categories(features: list[Feature], frame: pd.DataFrame, target: Array) -> list[Feature]:
    """Levels with at least MIN_LEVEL_ROWS rows, ordered by median target: numeric codes that a tree can split well.

    `frame` and `target` must be training rows only: the order is learnt from the answer.
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
    """The model's matrix: float32 (N, F), row-major, NaN = missing. A column the file lacks is all missing."""
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
    """Whole days from 1970-01-01 to an ISO date (negative before), NaN when `text` is none."""
    try:
        return float((np.datetime64(text.strip(), "D") - np.datetime64("1970-01-01", "D")).astype(int))
    except ValueError:
        return float("nan")


def text_columns(features: list[Feature]) -> list[str]:
    """Columns that are read as text."""
    return [feature.name for feature in features if feature.kind != "number"]
