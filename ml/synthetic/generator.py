"""Synthetic clients in the shape of the bank's files: the same columns, similar marginals, gaps and shift over time.

Nothing here comes from a client. The columns follow published facts (marginals.csv, quantiles of the target) and a
latent income z; `truth.py` then draws the target from the columns alone.
"""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from bank.metrics import target_weight
from synthetic import truth
from synthetic.missing import draw_missing
from synthetic.people import MONTHS, People, advertising_month, draw_people, job_columns, place_columns
from synthetic.relations import derive
from synthetic.shapes import SHAPES, Shape

Array = np.ndarray

HERE = Path(__file__).parent
SEED = 2024
# Rows of the bank's two files.
TRAIN_ROWS, TEST_ROWS = 76_786, 73_214
FIRST_ID = {"train": 1, "test": 100_001}


@cache
def read_marginals() -> pd.DataFrame:
    """Reads marginals.csv: how each feature column is generated, one row per column in the order of the bank's file.

    Medians, decimal signs and the uneven missing shares (0.806) are published; the round ones (0.15) are estimates from
    a few published rows; `scale`, `spread`, the loads and the blocks were chosen for this generator.
    """
    return pd.read_csv(HERE / "marginals.csv", dtype={"digits": str})


def synthesise(rows: int, split: str, seed: int = SEED) -> pd.DataFrame:
    """Generates `rows` clients of the months of `split`, "train" or "test".

    The columns are id, dt, target and w (for "train" only), then the 220 features; NaN or None = missing. The same
    rows, split and seed give the same clients.
    """
    rng = np.random.default_rng([seed, rows, list(MONTHS).index(split)])
    marginals = read_marginals()
    people = draw_people(rows, split, rng)
    missing = draw_missing(marginals, split, rows, rng)
    complete = _complete_columns(marginals, people, missing, rng)
    features = {
        name: _mask(_round(complete[name], digits), missing[name])
        for name, digits in zip(marginals["name"], marginals["digits"], strict=True)
    }
    frame = pd.DataFrame({"id": np.arange(FIRST_ID[split], FIRST_ID[split] + rows), "dt": people.month, **features})
    if split == "train":
        target = truth.draw_target(frame, rng).round(2)
        frame.insert(2, "target", target)
        frame.insert(3, "w", target_weight(target))
    return frame


def _complete_columns(
    marginals: pd.DataFrame, people: People, missing: dict[str, Array], rng: np.random.Generator
) -> dict[str, Array]:
    columns = {"gender": people.gender.astype(object), "age": people.age} | place_columns(people, rng)
    z = _draw_z(columns, missing, rng)
    columns |= _anchors(z, rng) | job_columns(people, z, rng)
    columns["period_last_act_ad"] = advertising_month(people, rng)
    shared = {block.split(".")[0]: rng.standard_normal(len(people)) for block in sorted(set(marginals["block"]))}
    for row in marginals.to_dict("records"):
        if row["shape"] in SHAPES:
            shape = Shape(**{field: row[field] for field in Shape.__match_args__})
            columns[row["name"]] = shape.values(shape.score(z, shared[row["block"].split(".")[0]], rng))
    return columns | derive(columns, rng)


def _draw_z(columns: dict[str, Array], missing: dict[str, Array], rng: np.random.Generator) -> Array:
    """Draws the latent income from its prior: who the client is, and which blocks of data exist."""
    observed = pd.DataFrame({name: columns[name] for name in ("gender", "age", "per_capita_income_rur_amt")})
    for name in (truth.SALARY, *(anchor.column for anchor in truth.ANCHORS)):
        observed[name] = 1.0
    observed = observed.mask(pd.DataFrame({name: missing[name] for name in observed}))
    return truth.prior_mean(observed) + np.sqrt(truth.PRIOR_VARIANCE) * rng.standard_normal(len(observed))


def _anchors(z: Array, rng: np.random.Generator) -> dict[str, Array]:
    columns = {
        anchor.column: truth.anchor_value(z + anchor.sigma * rng.standard_normal(len(z)), anchor)
        for anchor in truth.ANCHORS
    }
    sigma = np.where(rng.random(len(z)) < truth.SALARY_IS_INCOME, truth.SALARY_JITTER, truth.SALARY_SIGMA)
    salary = truth.income_of(z + sigma * rng.standard_normal(len(z)))
    return columns | {truth.SALARY: salary * truth.SALARY_OVER_INCOME}


def _round(values: Array, digits: str | float) -> Array:
    """Rounds to `digits` decimals; "full" and an empty cell (NaN) leave the values as they are."""
    if digits != digits or digits == "full":
        return values
    return np.round(values, 0 if digits == "id" else int(digits)) + 0.0


def _mask(values: Array, missing: Array) -> Array:
    empty = None if values.dtype == object else np.nan
    return np.where(missing, empty, values)
