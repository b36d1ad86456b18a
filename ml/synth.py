"""Synthetic clients in the shape of the bank's files: same columns, marginals, gaps that come together, time shift.

    python ml/synth.py --rows 75000 --months test --out FILE [--digits full|short] [--seed 2024]

Nothing here comes from a client. Published facts (marginals.csv, the target's quantiles) and a latent income z make
the columns; `truth.py` then draws the target from the columns alone. Deterministic by seed, rows and months.
"""

import argparse
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

import truth
from bankfile import write_bank_file
from metrics import target_weight
from missing import draw_missing
from people import MONTHS, People, advertising_month, draw_people, job_columns, place_columns
from relations import derive
from shapes import SHAPES, Shape

Array = np.ndarray

HERE = Path(__file__).parent
SEED = 2024
TRAIN_ROWS, TEST_ROWS = 76_786, 73_214
FIRST_ID = {"train": 1, "test": 100_001}


@cache
def read_marginals() -> pd.DataFrame:
    """The generator's table: one row per feature column, in file order.

    Medians, decimal signs and the uneven missing shares are published; the round missing shares are estimates from a
    few published rows; `scale`, `spread`, the loads and the blocks are ours.
    """
    return pd.read_csv(HERE / "marginals.csv", dtype={"digits": str})


def synthesise(rows: int, split: str, seed: int = SEED) -> pd.DataFrame:
    """A frame with id, dt, then (split "train" only) target and w, then the 220 features; NaN or None = missing."""
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
    """The latent income, given who the client is and which blocks are there."""
    seen = pd.DataFrame({name: columns[name] for name in ("gender", "age", "per_capita_income_rur_amt")})
    for name in (truth.SALARY, *(anchor.column for anchor in truth.ANCHORS)):
        seen[name] = 1.0
    seen = seen.mask(pd.DataFrame({name: missing[name] for name in seen}))
    return truth.prior_mean(seen) + np.sqrt(truth.PRIOR_VARIANCE) * rng.standard_normal(len(seen))


def _anchors(z: Array, rng: np.random.Generator) -> dict[str, Array]:
    columns = {
        anchor.column: truth.anchor_value(z + anchor.sigma * rng.standard_normal(len(z)), anchor)
        for anchor in truth.ANCHORS
    }
    sigma = np.where(rng.random(len(z)) < truth.SALARY_IS_INCOME, truth.SALARY_JITTER, truth.SALARY_SIGMA)
    salary = truth.income_of(z + sigma * rng.standard_normal(len(z)))
    return columns | {truth.SALARY: salary * truth.SALARY_OVER_INCOME}


def _round(values: Array, digits: str | float) -> Array:
    if digits != digits or digits == "full":
        return values
    return np.round(values, 0 if digits == "id" else int(digits)) + 0.0


def _mask(values: Array, missing: Array) -> Array:
    empty = None if values.dtype == object else np.nan
    return np.where(missing, empty, values)


def main() -> None:
    """Writes one synthetic file in the bank's format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=TEST_ROWS)
    parser.add_argument("--months", choices=("train", "test"), default="test")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--digits", choices=("full", "short"), default="full")
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    write_bank_file(synthesise(args.rows, args.months, args.seed), args.out, read_marginals(), args.digits)
    print(f"wrote {args.rows} synthetic clients to {args.out}, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
