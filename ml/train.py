"""Trains the income models, measures them on a month they have never seen, and writes everything the application needs.

    python ml/train.py                                            # on synthetic clients, and labelled so
    python ml/train.py --train FILE [--test FILE]                 # on the bank's own files

1. Validation is by time, as the model is used: the last month is held out and scored once, at the end. The two months
   before it choose everything: transform, losses, settings, numbers of trees, weights (training/search.py).
2. The model is a weighted sum of the trees of three libraries in one transformed space, which is again one tree
   ensemble; a compact model is trained beside it. A neural net is measured and reported, too.
3. The interval p10 to p90 comes from quantile trees with a conformal correction (training/intervals.py).
4. The model that was measured is the one that ships. Fitting again with the last month would add a sixth more data, but
   the metrics in the contract would then describe another model.
5. Rows count with the weight w of the metric; w and the target are never features.

Deterministic: seeds and thread counts are fixed, so a second run with the same --date writes the same bytes.
"""

import argparse
import os
import time
from datetime import UTC, datetime
from pathlib import Path

# Idle threads leave the processor to others. The libraries read this when they are imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import pandas as pd

from bank.bank_file import read_bank_file
from bank.features import Feature, encode, read_features, text_columns
from bank.metrics import target_weight
from fixtures.golden import write_golden
from report.console import print_scores, print_test_months
from report.findings import Findings, measure_net
from report.report import write_report
from synthetic.generator import TEST_ROWS, TRAIN_ROWS, synthesise
from training import configurations
from training.contract import build_contract
from training.drift import measure_drift
from training.evaluate import measure
from training.export import fingerprint, write_model
from training.model import TrainedModel, fit_model, score_clients
from training.months import rolling_months, split_last_month
from training.search import search_compact, search_models
from training.trials import weighted_rows

ROOT = Path(__file__).parent.parent


def main(argv: list[str] | None = None) -> None:
    """Runs the whole training, step after step."""
    args = parse_arguments(argv)
    started = time.monotonic()
    synthetic = args.train is None
    features = read_features()
    clients, latest = synthetic_clients(args.rows) if synthetic else bank_clients(args.train, args.test, features)
    print(f"{'SYNTHETIC clients' if synthetic else args.train}: {len(clients)} rows, {len(features)} features")

    past, held_out, month = split_last_month(clients)
    folds = rolling_months(past, features)
    search = search_models(folds, args.max_trees)
    transform = search.chosen.transform
    compact_trials, compact = search_compact(folds, transform, min(args.max_trees, configurations.COMPACT_TREES))

    # The category codes come from months before the last rolling month: its targets calibrate the intervals, so they
    # must not influence the codes.
    fitted = folds[-1].features
    rows = weighted_rows(encode(fitted, past), past, transform)
    compared = held_out if latest is None else latest
    drift = measure_drift(fitted, past, compared)
    trained = []
    for name, chosen, interval in (
        ("income", search.chosen, configurations.INTERVAL),
        ("income-compact", compact, configurations.COMPACT_INTERVAL),
    ):
        model = fit_model(chosen, interval, folds, rows)
        scored = score_clients(model, transform, held_out)
        metrics = measure(past, scored, f"hold-out {month}", drift, synthetic)
        description = {
            "name": name,
            "version": f"{'synthetic' if synthetic else 'bank'}-{fingerprint(model, transform)[:8]}",
            "trainedAt": args.date,
            "synthetic": synthetic,
            "transform": transform.described(),
            "metrics": metrics,
        }
        forecasts = transform.inverse(model.forecast.margins(rows.matrix))
        contract = build_contract(description, fitted, rows.matrix, forecasts)
        write_model(args.out / name, model, contract)
        trained.append(TrainedModel(model, contract, scored))
        print_scores(contract)

    write_golden(args.golden, trained, transform)
    findings = Findings(
        clients=clients,
        folds=folds,
        month=month,
        compared=months_of(compared),
        search=search,
        compact_trials=compact_trials,
        compact=compact,
        trained=trained,
        net=measure_net(search, rows, trained[0]),
        max_trees=args.max_trees,
    )
    write_report(args.report, findings)
    if args.test:
        print_test_months(latest, trained[0].model, transform)
    print(f"wrote {args.report}; took {time.monotonic() - started:.0f} s")


def parse_arguments(argv: list[str] | None) -> argparse.Namespace:
    """Reads the command line; --rows matters for synthetic clients only."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, help="the bank's training file, with target")
    parser.add_argument("--test", type=Path, help="the bank's test file: for drift, and to print its forecasts")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="training date for the contract")
    parser.add_argument("--out", type=Path, default=ROOT / "ml/out", help="a folder for each model is written here")
    parser.add_argument("--golden", type=Path, default=ROOT / "tests/fixtures/golden")
    parser.add_argument("--report", type=Path, default=ROOT / "ml/REPORT.md")
    parser.add_argument("--rows", type=int, default=TRAIN_ROWS, help="number of synthetic clients")
    parser.add_argument("--max-trees", type=int, default=configurations.MAX_TREES, help="of each learner")
    return parser.parse_args(argv)


def synthetic_clients(rows: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Synthetic clients of the training months, and of the months after them."""
    return synthesise(rows, "train"), synthesise(max(1, round(rows * TEST_ROWS / TRAIN_ROWS)), "test")


def bank_clients(train: Path, test: Path | None, features: list[Feature]) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """The clients of the training file and of the test file, if there is one.

    The weight w is computed from the target, so the files need not contain it.
    """
    clients = read_bank_file(train, text_columns(features))
    latest = read_bank_file(test, text_columns(features)) if test else None
    return clients.assign(w=target_weight(clients["target"].to_numpy())), latest


def months_of(clients: pd.DataFrame) -> list[str]:
    """The months that occur, as YYYY-MM, in order."""
    return sorted(clients["dt"].str[:7].unique())


if __name__ == "__main__":
    main()
