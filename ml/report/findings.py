"""The results of a training run, as the report needs them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bank.features import encode
from bank.metrics import wmae
from training.evaluate import Scored
from training.intervals import NOMINAL
from training.learners import Rows
from training.model import TrainedModel
from training.months import Fold
from training.net import train_net
from training.search import SearchResult
from training.trials import Trial, TrialBlend

Array = np.ndarray

# Coverage on the hold-out month may differ from NOMINAL by this much.
COVERAGE_TOLERANCE = 0.02
# The report rounds the net's scores to multiples of this: their last digits can differ between processors.
NET_STEP = 10


@dataclass(frozen=True)
class NetFindings:
    """Forecasts for the hold-out month, roubles (N,): the net alone, blended with the trees, and each learner alone."""

    alone: Array
    blended: Array
    learners: dict[str, Array]


@dataclass(frozen=True)
class Findings:
    """Everything that the report needs. `month` is the hold-out month, `compared` the months compared for drift."""

    clients: pd.DataFrame
    folds: list[Fold]
    month: str
    compared: list[str]
    search: SearchResult
    compact_trials: list[Trial]
    compact: TrialBlend
    # The blend first, the compact model second.
    trained: list[TrainedModel]
    net: NetFindings
    max_trees: int

    @property
    def scored(self) -> Scored:
        """The forecasts of the blend for the hold-out month."""
        return self.trained[0].scored

    @property
    def contract(self) -> dict:
        """The contract of the blend."""
        return self.trained[0].contract

    @property
    def metrics(self) -> dict:
        """The metrics of the blend."""
        return self.trained[0].metrics

    @property
    def trials(self) -> list[Trial]:
        """All trials, those of the compact model last."""
        return self.search.trials + self.compact_trials


def measure_net(search: SearchResult, rows: Rows, trained: TrainedModel) -> NetFindings:
    """Trains the net that the search chose on `rows`, and forecasts the hold-out month with it."""
    transform, model, held_out = search.chosen.transform, trained.model, trained.scored.clients
    matrix = encode(model.features, held_out)
    # A net that failed on the rolling months has no size to train; its forecasts are missing.
    net = np.full(len(held_out), np.nan)
    if not search.net.failure:
        net = train_net(rows, search.net.settings, [search.net.size], matrix)[search.net.size]
    margins = {part.library: part.margins(matrix) for part, _ in model.forecast.parts}
    learners = {library: transform.inverse(margin) for library, margin in margins.items()}
    weights = zip(search.with_net.trials, search.with_net.weights, strict=True)
    blended = sum(weight * (margins | {"net": net})[trial.learner] for trial, weight in weights)
    return NetFindings(alone=transform.inverse(net), blended=transform.inverse(blended), learners=learners)


@dataclass(frozen=True)
class NetDecision:
    """By how much the net lowers the hold-out WMAE, roubles; the better gain must exceed `needed`."""

    alone_gain: float
    blended_gain: float
    needed: float

    @property
    def gain(self) -> float:
        """The better of the two gains."""
        return max(self.alone_gain, self.blended_gain)

    @property
    def wins(self) -> bool:
        """Whether the rule admits the net to the model."""
        return self.gain > self.needed


def decide_on_net(findings: Findings) -> NetDecision:
    """The rule: the gain must exceed the half-width of the bootstrap interval of the model's own WMAE."""
    y, w = findings.scored.target, findings.scored.weight
    reached = findings.metrics["wmae"]["normalised"]
    low, high = findings.metrics["wmaeInterval"]["normalised"]
    alone, blended = (wmae(y, forecast, w)["normalised"] for forecast in (findings.net.alone, findings.net.blended))
    return NetDecision(reached - alone, reached - blended, (high - low) / 2)


def coverage_is_reached(coverage: dict) -> bool:
    """Whether the coverage of every group is within COVERAGE_TOLERANCE of NOMINAL."""
    shares = [coverage[key] for key in ("overall", "salaryPresent", "salaryAbsent")]
    return all(share is None or abs(share - NOMINAL) <= COVERAGE_TOLERANCE for share in shares)
