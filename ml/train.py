"""Trains the income model, measures it on a month it has never seen, and writes everything the application needs.

    python ml/train.py                                            # on synthetic clients, and says so
    python ml/train.py --train FILE [--test FILE]                 # on the bank's own files

1. Validation is by time, as the model is used: the last month is held out and scored once; the last but one chooses
   the loss and the number of trees; the model is then fitted to all months but the last with that choice.
2. The shipped model is the one that was measured. Fitting again with the last month would gain a sixth more data, and
   leave the metrics in the contract describing another model.
3. Rows count with the weight w of the metric; w and the target are never features. The sum of trees is roubles.

Deterministic: fixed seeds and thread count; a second run with the same --date writes the same bytes.
"""

import argparse
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import xgboost as xgb

from bankfile import read_bank_file
from data import Feature, encode, fit_categories, read_features, text_columns
from evaluate import measure
from export import booster_json, build_contract, sha256, write_model
from golden import write_golden
from metrics import target_weight, wmae
from synth import TRAIN_ROWS, synthesise

Array = np.ndarray

ROOT = Path(__file__).parent.parent
SEED = 7
MAX_TREES = 500
PATIENCE = 40
SHARED = {
    "tree_method": "hist",
    "max_depth": 6,
    "max_bin": 128,
    "subsample": 0.8,
    "colsample_bytree": 0.8,
    "seed": SEED,
    "nthread": 2,
}
# Losses that sum to roubles directly; the one with the lowest WMAE on the validation month wins.
LOSSES = {
    "absolute": {"objective": "reg:absoluteerror", "learning_rate": 0.05, "min_child_weight": 3},
    "pseudo-huber": {
        "objective": "reg:pseudohubererror", "huber_slope": 40_000, "learning_rate": 0.06, "min_child_weight": 3,
    },
    "squared": {"objective": "reg:squarederror", "learning_rate": 0.05, "min_child_weight": 20},
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What the validation month chose; `wmae_rub` is its normalised WMAE there."""

    loss: str
    trees: int
    wmae_rub: float


def main(argv: list[str] | None = None) -> None:
    """The pipeline, step after step."""
    args = parse_arguments(argv)
    started = time.monotonic()
    synthetic = args.train is None
    features = read_features()
    clients = synthesise(args.rows, "train") if synthetic else read_training_file(args.train, features)
    print(f"{'SYNTHETIC clients' if synthetic else args.train}: {len(clients)} rows, {len(features)} features")

    past, held_out, month = split_last_month(clients)
    choice = choose_by_time(past, features, args.max_trees)
    fitted = fit_categories(features, past, past["target"].to_numpy())
    matrix = encode(fitted, past)
    booster = fit(matrix, past, choice.loss, choice.trees)

    forecast = booster.inplace_predict(encode(fitted, held_out))
    metrics = measure(past, held_out, forecast, f"hold-out {month}", synthetic)
    version = f"{'synthetic' if synthetic else 'bank'}-{fingerprint(booster, fitted)[:8]}"
    model = {"name": "income", "version": version, "trainedAt": args.date, "synthetic": synthetic, "metrics": metrics}
    write_model(args.out, booster, build_contract(model, fitted, matrix, booster.inplace_predict(matrix)))
    write_golden(args.golden, booster, fitted, version)
    report(choice, metrics, args.out)
    if args.test:
        report_test_months(read_bank_file(args.test, text_columns(features)), booster, fitted)
    print(f"took {time.monotonic() - started:.0f} s")


def fingerprint(booster: xgb.Booster, features: list[Feature]) -> str:
    """Changes whenever a forecast could: with the trees, and with the codes that turn a client into numbers."""
    codes = [[feature.name, feature.kind, *feature.categories] for feature in features]
    return sha256(booster_json(booster) + json.dumps(codes).encode())


def parse_arguments(argv: list[str] | None) -> argparse.Namespace:
    """Command line; --rows only matters for synthetic data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, help="the bank's training file (with target)")
    parser.add_argument("--test", type=Path, help="the bank's test file: its forecasts are summarised")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="training date for the contract")
    parser.add_argument("--out", type=Path, default=ROOT / "ml/out/income")
    parser.add_argument("--golden", type=Path, default=ROOT / "tests/fixtures/golden")
    parser.add_argument("--rows", type=int, default=TRAIN_ROWS, help="synthetic rows")
    parser.add_argument("--max-trees", type=int, default=MAX_TREES)
    return parser.parse_args(argv)


def read_training_file(path: Path, features: list[Feature]) -> pd.DataFrame:
    """The bank's file with its weight computed anew from the target, so that it needs no column w."""
    clients = read_bank_file(path, text_columns(features))
    return clients.assign(w=target_weight(clients["target"].to_numpy()))


def split_last_month(clients: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """(rows before the last month, rows of the last month, that month as YYYY-MM)."""
    month = clients["dt"].str[:7]
    last = month == month.max()
    return clients[~last].reset_index(drop=True), clients[last].reset_index(drop=True), month.max()


def choose_by_time(past: pd.DataFrame, features: list[Feature], max_trees: int) -> Choice:
    """Fits every loss to all but the last month of `past` and takes what scores best on that month."""
    earlier, validation, month = split_last_month(past)
    fitted = fit_categories(features, earlier, earlier["target"].to_numpy())
    train, valid = encode(fitted, earlier), encode(fitted, validation)
    y, w = validation["target"].to_numpy(), validation["w"].to_numpy()
    watch = weighted_rows(train, earlier)
    check = weighted_rows(valid, validation)
    choices = []
    for loss in LOSSES:
        stop = xgb.callback.EarlyStopping(rounds=PATIENCE, metric_name="mae")
        parameters = SHARED | LOSSES[loss] | {"eval_metric": "mae"}
        booster = xgb.train(
            parameters, watch, max_trees, evals=[(check, "validation")], callbacks=[stop], verbose_eval=False
        )
        trees = booster.best_iteration + 1
        score = wmae(y, booster.inplace_predict(valid, iteration_range=(0, trees)), w)["normalised"]
        choices.append(Choice(loss, trees, score))
        print(f"validation {month}: {loss:12s} {trees:4d} trees, normalised WMAE {score:10,.0f}")
    return min(choices, key=lambda choice: choice.wmae_rub)


def fit(matrix: Array, clients: pd.DataFrame, loss: str, trees: int) -> xgb.Booster:
    """The booster for `matrix` (N, F) with the target and weight of `clients`."""
    return xgb.train(SHARED | LOSSES[loss], weighted_rows(matrix, clients), trees)


def weighted_rows(matrix: Array, clients: pd.DataFrame) -> xgb.DMatrix:
    """Rows for XGBoost, each counting with its weight w."""
    return xgb.DMatrix(matrix, clients["target"], weight=clients["w"], nthread=SHARED["nthread"])


def report(choice: Choice, metrics: dict, out: Path) -> None:
    """Prints the scores with the split they were measured on."""
    print(f"chosen: {choice.loss}, {choice.trees} trees; measured on {metrics['split']}, {metrics['rows']} rows")
    scores = {"model": metrics["wmae"], **metrics["baselines"], "best reachable": metrics["bestReachable"]}
    for name, score in scores.items():
        if score:
            print(f"  {name:22s} WMAE normalised {score['normalised']:10,.0f}   official {score['official']:10,.0f}")
    print(f"  MAE {metrics['maeRub']:,.0f}, bias {metrics['biasRub']:,.0f} roubles a month")
    print(f"  {(out / 'booster.json').stat().st_size:,} bytes of booster in {out}")


def report_test_months(test: pd.DataFrame, booster: xgb.Booster, features: list[Feature]) -> None:
    """Prints quantiles of the forecasts a month: there is no target to score them by."""
    forecast = booster.inplace_predict(encode(features, test))
    for month, rows in test.groupby(test["dt"].str[:7]).indices.items():
        low, middle, high = np.quantile(forecast[rows], [0.1, 0.5, 0.9])
        print(f"  {month}: {len(rows)} clients, forecasts 10 % {low:,.0f}, median {middle:,.0f}, 90 % {high:,.0f}")


if __name__ == "__main__":
    main()
