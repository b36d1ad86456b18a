"""Trains the income models, measures them on a month they have never seen, and writes everything the application needs.

    python ml/train.py                                            # on synthetic clients, and says so
    python ml/train.py --train FILE [--test FILE]                 # on the bank's own files

1. Validation is by time, as the model is used: the last month is held out and scored once, at the end. The two months
   before it choose everything: transform, losses, settings, numbers of trees, weights (search.py).
2. The model is a weighted sum of trees of three libraries in one transformed space, which is again one tree ensemble;
   beside it a compact one. A neural net is measured, too, and reported.
3. Intervals p10 and p90 are quantile trees with a conformal correction from the rolling months (intervals.py).
4. The shipped model is the one that was measured. Fitting again with the last month would gain a sixth more data, and
   leave the metrics in the contract describing another model.
5. Rows count with the weight w of the metric; w and the target are never features.

Deterministic: fixed seeds and thread counts; a second run with the same --date writes the same bytes.
"""

import argparse
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

# Threads that wait without work leave the processor to others; must be said before the libraries start them.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import pandas as pd

import configurations
from bankfile import read_bank_file
from data import Feature, encode, read_features, text_columns
from drift import measure_drift
from evaluate import Scored, measure
from export import build_contract, fingerprint, write_model
from findings import Findings, NetFindings
from golden import write_golden
from intervals import Calibration, Model, correct, fit_quantiles, is_known
from learners import Rows
from metrics import target_weight
from months import Fold, rolling_months, split_last_month
from net import train_net
from report import write_report
from search import Mix, Search, fit_blend, search, search_compact, weighted_rows
from synth import TEST_ROWS, TRAIN_ROWS, synthesise
from transforms import Transform

Array = np.ndarray

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Trained:
    """A model with its contract and what it says of the hold-out month."""

    model: Model
    contract: dict
    scored: Scored


def main(argv: list[str] | None = None) -> None:
    """The pipeline, step after step."""
    args = parse_arguments(argv)
    started = time.monotonic()
    synthetic = args.train is None
    features = read_features()
    clients, latest = synthetic_clients(args.rows) if synthetic else bank_clients(args.train, args.test, features)
    print(f"{'SYNTHETIC clients' if synthetic else args.train}: {len(clients)} rows, {len(features)} features")

    past, held_out, month = split_last_month(clients)
    folds = rolling_months(past, features)
    found = search(folds, args.max_trees)
    transform = found.chosen.transform
    compact_trials, compact = search_compact(folds, transform, min(args.max_trees, configurations.COMPACT_TREES))

    # Category codes from before the last rolling month: its answers then calibrate intervals that know nothing of them.
    fitted = folds[-1].features
    rows = weighted_rows(encode(fitted, past), past, transform)
    now = held_out if latest is None else latest
    drift = measure_drift(fitted, past, now)
    trained = []
    for name, chosen, interval in (
        ("income", found.chosen, configurations.INTERVAL),
        ("income-compact", compact, configurations.COMPACT_INTERVAL),
    ):
        model = fit_model(chosen, interval, folds, rows)
        scored = score(model, transform, held_out)
        metrics = measure(past, scored, f"hold-out {month}", drift, synthetic)
        described = {
            "name": name,
            "version": f"{'synthetic' if synthetic else 'bank'}-{fingerprint(model, transform)[:8]}",
            "trainedAt": args.date,
            "synthetic": synthetic,
            "transform": transform.described(),
            "metrics": metrics,
        }
        on_training = transform.inverse(model.forecast.margins(rows.matrix))
        contract = build_contract(described, fitted, rows.matrix, on_training)
        write_model(args.out / name, model, contract)
        trained.append(Trained(model, contract, scored))
        summarise(contract)

    write_golden(args.golden, [(each.contract, each.model) for each in trained], transform)
    findings = Findings(
        clients=clients,
        folds=folds,
        month=month,
        compared=months_of(now),
        search=found,
        compact_trials=compact_trials,
        compact=compact,
        trained=[(each.contract, each.model) for each in trained],
        scored=trained[0].scored,
        net=measure_net(found, rows, trained[0], held_out),
        max_trees=args.max_trees,
    )
    write_report(args.report, findings)
    if args.test:
        report_test_months(latest, trained[0].model, transform)
    print(f"wrote {args.report}; took {time.monotonic() - started:.0f} s")


def parse_arguments(argv: list[str] | None) -> argparse.Namespace:
    """Command line; --rows only matters for synthetic data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, help="the bank's training file (with target)")
    parser.add_argument("--test", type=Path, help="the bank's test file: drift is measured on it, forecasts summarised")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="training date for the contract")
    parser.add_argument("--out", type=Path, default=ROOT / "ml/out", help="gets a folder for each model")
    parser.add_argument("--golden", type=Path, default=ROOT / "tests/fixtures/golden")
    parser.add_argument("--report", type=Path, default=ROOT / "ml/REPORT.md")
    parser.add_argument("--rows", type=int, default=TRAIN_ROWS, help="synthetic rows")
    parser.add_argument("--max-trees", type=int, default=configurations.MAX_TREES, help="of each learner")
    return parser.parse_args(argv)


def synthetic_clients(rows: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(clients of the training months, clients of the months after them)."""
    return synthesise(rows, "train"), synthesise(max(1, round(rows * TEST_ROWS / TRAIN_ROWS)), "test")


def bank_clients(train: Path, test: Path | None, features: list[Feature]) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """(the training file, the test file if there is one); w is computed from the target, so no file needs it."""
    clients = read_bank_file(train, text_columns(features))
    latest = read_bank_file(test, text_columns(features)) if test else None
    return clients.assign(w=target_weight(clients["target"].to_numpy())), latest


def fit_model(chosen: Mix, interval: configurations.Interval, folds: list[Fold], rows: Rows) -> Model:
    """The chosen trials fitted to all `rows`; p10 and p90 fitted before the last rolling month, and corrected.

    The correction takes all rolling months, each with trees and forecasts that have not seen it: a month alone has
    few clients with a salary on file.
    """
    months, quantiles = [], {}
    for at, fold in enumerate(folds):
        known = weighted_rows(fold.train_matrix, fold.train, chosen.transform)
        quantiles = fit_quantiles(known, interval.settings, interval.trees)
        months.append(
            Calibration(
                target=chosen.transform.forward(fold.check["target"].to_numpy()),
                forecast=chosen.margins(at),
                p10=quantiles["p10"].margins(fold.check_matrix),
                p90=quantiles["p90"].margins(fold.check_matrix),
                known=is_known(fold.check_matrix, fold.features),
            )
        )
    return Model(fit_blend(chosen, rows), quantiles["p10"], quantiles["p90"], correct(months), folds[-1].features)


def score(model: Model, transform: Transform, clients: pd.DataFrame) -> Scored:
    """What `model` says of `clients`, in roubles."""
    forecast, p10, p90 = (transform.inverse(margin) for margin in model.margins(encode(model.features, clients)))
    return Scored(clients, forecast, p10, p90)


def measure_net(found: Search, rows: Rows, trained: Trained, held_out: pd.DataFrame) -> NetFindings:
    """The net on the hold-out month, alone and blended with the trees, with what the rolling months chose."""
    transform, model = found.chosen.transform, trained.model
    matrix = encode(model.features, held_out)
    # A net that failed on the rolling months has no forecast here either.
    net = np.full(len(held_out), np.nan)
    if not found.net.failure:
        net = train_net(rows, found.net.settings, [found.net.size], matrix)[found.net.size]
    margins = {part.library: part.margins(matrix) for part, _ in model.forecast.parts}
    single = {library: transform.inverse(margin) for library, margin in margins.items()}
    weights = zip(found.with_net.trials, found.with_net.weights, strict=True)
    blended = sum(weight * (margins | {"net": net})[trial.learner] for trial, weight in weights)
    return NetFindings(alone=transform.inverse(net), blended=transform.inverse(blended), learners=single)


def months_of(clients: pd.DataFrame) -> list[str]:
    """The months that occur, in order."""
    return sorted(clients["dt"].str[:7].unique())


def summarise(contract: dict) -> None:
    """Prints the scores with the split they were measured on."""
    metrics = contract["metrics"]
    print(f"{contract['name']} {contract['version']}: measured on {metrics['split']}, {metrics['rows']} rows")
    scores = {"model": metrics["wmae"], **metrics["baselines"], "best reachable": metrics["bestReachable"]}
    for name, found in scores.items():
        if found:
            print(f"  {name:22s} WMAE normalised {found['normalised']:10,.0f}   official {found['official']:10,.0f}")
    print(f"  MAE {metrics['maeRub']:,.0f}, bias {metrics['biasRub']:,.0f} roubles a month; {metrics['coverage']}")


def report_test_months(test: pd.DataFrame, model: Model, transform: Transform) -> None:
    """Prints quantiles of the forecasts a month: there is no target to score them by."""
    forecast = transform.inverse(model.forecast.margins(encode(model.features, test)))
    for month, rows in test.groupby(test["dt"].str[:7]).indices.items():
        low, middle, high = np.quantile(forecast[rows], [0.1, 0.5, 0.9])
        print(f"  {month}: {len(rows)} clients, forecasts 10 % {low:,.0f}, median {middle:,.0f}, 90 % {high:,.0f}")


if __name__ == "__main__":
    main()
