"""What a training run found out, for the report to tell."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluate import Scored
from intervals import NOMINAL, Model
from metrics import wmae
from months import Fold
from search import Mix, Search, Trial

Array = np.ndarray

# Coverage on the hold-out may differ from NOMINAL by this.
COVERAGE_TOLERANCE = 0.02


@dataclass(frozen=True)
class NetFindings:
    """Forecasts for the hold-out month, roubles, (N,): the net alone and blended, and each learner of the blend."""

    alone: Array
    blended: Array
    learners: dict[str, Array]


@dataclass(frozen=True)
class Findings:
    """Everything the report tells. `trained` are (contract, model): the blend first, the compact model second."""

    clients: pd.DataFrame
    folds: list[Fold]
    month: str
    compared: list[str]
    search: Search
    compact_trials: list[Trial]
    compact: Mix
    trained: list[tuple[dict, Model]]
    scored: Scored
    net: NetFindings
    max_trees: int

    @property
    def contract(self) -> dict:
        """The contract of the blend."""
        return self.trained[0][0]

    @property
    def metrics(self) -> dict:
        """The metrics of the blend."""
        return self.contract["metrics"]

    @property
    def trials(self) -> list[Trial]:
        """Everything that was tried."""
        return self.search.trials + self.compact_trials


@dataclass(frozen=True)
class NetDecision:
    """By how much the net lowers the hold-out WMAE, roubles; `needed` is what the better of the two must exceed."""

    alone_gain: float
    blended_gain: float
    needed: float

    @property
    def gain(self) -> float:
        """The better of the two."""
        return max(self.alone_gain, self.blended_gain)

    @property
    def wins(self) -> bool:
        """Whether the net would go into the model."""
        return self.gain > self.needed


def decide_on_net(found: Findings) -> NetDecision:
    """The rule: more than the half-width of the bootstrap interval of the model's own WMAE."""
    y, w = found.scored.target, found.scored.weight
    reached = found.metrics["wmae"]["normalised"]
    low, high = found.metrics["wmaeInterval"]["normalised"]
    alone, blended = (wmae(y, each, w)["normalised"] for each in (found.net.alone, found.net.blended))
    return NetDecision(reached - alone, reached - blended, (high - low) / 2)


def coverage_is_reached(coverage: dict) -> bool:
    """Whether every group is within COVERAGE_TOLERANCE of what the interval claims."""
    shares = [coverage[key] for key in ("overall", "salaryPresent", "salaryAbsent")]
    return all(share is None or abs(share - NOMINAL) <= COVERAGE_TOLERANCE for share in shares)
