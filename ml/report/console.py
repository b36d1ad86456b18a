"""What a training run prints when it has a model."""

import numpy as np
import pandas as pd

from bank.features import encode
from training.model import Model
from training.transforms import Transform


def print_scores(contract: dict) -> None:
    """Prints the scores of a model and of the baselines, roubles a month, with the split they were measured on."""
    metrics = contract["metrics"]
    print(f"{contract['name']} {contract['version']}: measured on {metrics['split']}, {metrics['rows']} rows")
    scores = {"model": metrics["wmae"], **metrics["baselines"], "best reachable": metrics["bestReachable"]}
    for name, score in scores.items():
        if score:
            print(f"  {name:22s} WMAE normalised {score['normalised']:10,.0f}   official {score['official']:10,.0f}")
    print(f"  MAE {metrics['maeRub']:,.0f}, bias {metrics['biasRub']:,.0f} roubles a month; {metrics['coverage']}")


def print_test_months(test: pd.DataFrame, model: Model, transform: Transform) -> None:
    """Prints quantiles of the forecasts by month, roubles; the test file has no target to score them by."""
    forecast = transform.inverse(model.forecast.margins(encode(model.features, test)))
    for month, rows in test.groupby(test["dt"].str[:7]).indices.items():
        low, middle, high = np.quantile(forecast[rows], [0.1, 0.5, 0.9])
        print(f"  {month}: {len(rows)} clients, forecasts 10 % {low:,.0f}, median {middle:,.0f}, 90 % {high:,.0f}")
