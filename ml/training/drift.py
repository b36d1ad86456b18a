"""Drift: the population stability index (PSI) of each column, with a bin for missing values."""

import numpy as np
import pandas as pd

from bank.features import Feature, encode

Array = np.ndarray

EPSILON = 1e-4
# How many features the contract lists.
LISTED_FEATURES = 20
# Levels rarer than this share of the rows share one bin with their neighbours.
MIN_LEVEL_SHARE = 0.01


def psi(then: Array, now: Array) -> float:
    """Sum over bins of (now - then) ln(now / then), for two arrays (B,) of shares; an empty bin counts as EPSILON."""
    then, now = np.maximum(then, EPSILON), np.maximum(now, EPSILON)
    return float(np.sum((now - then) * np.log(now / then)))


def measure_drift(features: list[Feature], then: pd.DataFrame, now: pd.DataFrame) -> list[dict]:
    """The contract's `drift`: the LISTED_FEATURES features with the highest PSI, the highest first."""
    before, after = encode(features, then), encode(features, now)
    rows = [
        {
            "feature": feature.name,
            "psi": column_psi(feature, before[:, at], after[:, at]),
            "missingThen": float(np.isnan(before[:, at]).mean()),
            "missingNow": float(np.isnan(after[:, at]).mean()),
        }
        for at, feature in enumerate(features)
    ]
    return sorted(rows, key=lambda row: -row["psi"])[:LISTED_FEATURES]


def column_psi(feature: Feature, then: Array, now: Array) -> float:
    """PSI of one encoded column. The bins are deciles (or levels) of `then`, and one for missing values."""
    edges = _level_edges(feature, then) if feature.kind == "category" else _decile_edges(then)
    return psi(_shares(then, edges), _shares(now, edges))


def _decile_edges(values: Array) -> Array:
    present = values[~np.isnan(values)]
    return np.unique(np.quantile(present, np.arange(1, 10) / 10)) if len(present) else np.array([])


def _level_edges(feature: Feature, codes: Array) -> Array:
    """Last codes of the bins: neighbouring levels share a bin until it holds MIN_LEVEL_SHARE of the rows.

    Codes are ordered by the target, so neighbours are alike.
    """
    counts = np.bincount(codes[~np.isnan(codes)].astype(int), minlength=len(feature.categories))
    edges, held = [], 0
    for code, count in enumerate(counts[:-1]):
        held += count
        if held >= MIN_LEVEL_SHARE * len(codes):
            edges.append(code)
            held = 0
    return np.array(edges, float)


def _shares(values: Array, edges: Array) -> Array:
    """Shares of (-inf, e1], (e1, e2], ..., (ek, inf), and of missing values."""
    missing = np.isnan(values)
    counts = np.bincount(np.searchsorted(edges, values[~missing], side="left"), minlength=len(edges) + 1)
    return np.append(counts, missing.sum()) / len(values)
