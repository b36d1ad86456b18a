"""The law behind the synthetic data: how income depends on a client's columns, and the best possible forecast.

Income is measured on a normal scale z; `income_of` converts z to roubles by the published quantiles of the target.
Every client has a true z with prior mean `prior_mean(x)` (gender, age, region, which blocks of data exist). Some
columns, the anchors, are noisy readings of it: t_k = z + sigma_k * N(0, 1). Bayes' rule for normals then gives, from
the OBSERVED columns only,

    precision P(x) = 1 / PRIOR_VARIANCE + sum over observed anchors of 1 / sigma_k^2
    m(x) = (prior_mean(x) / PRIOR_VARIANCE + sum t_k / sigma_k^2) / P(x)        s(x)^2 = 1 / P(x)

and the target is DRAWN from that law, y = clip(income_of(m + s e)) with e = N(0, 1). The exception: a salary on file
is, with probability SALARY_IS_INCOME, the income itself, y = clip(income_of(t_salary + SALARY_JITTER e)). So f(y | x)
is known exactly, however the generator made the columns, and depends on the feature columns alone.

The point c that minimises E[w(y) |y - c| | x] is the median of f(y | x) w(y); `best_forecast` finds it numerically.
No function of the features has a lower expected WMAE, in either definition: both are this expectation up to a constant.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from bank.metrics import target_weight
from synthetic.people import MALE

Array = np.ndarray

TARGET_MIN, TARGET_MAX = 20_000.0, 1_500_000.0

# Standard normal quantiles of 1, 5, 25, 50, 75, 90, 95, 99 and 99.9 % and the published quantiles of the target there;
# the clipping begins at the first and the last point.
_Z = np.array([-2.9, -2.3263, -1.6449, -0.6745, 0.0, 0.6745, 1.2816, 1.6449, 2.3263, 3.0902, 3.3])
_LOG_INCOME = np.log([20_000, 20_407, 22_712, 39_710, 62_754, 100_202, 171_207, 256_075, 596_585, 1_291_317, 1_500_000])
# Slope of log income outside the table, log roubles per unit of z. It matters for readings; the target is clipped.
_TAIL_SLOPE = 0.5

SALARY = "salary_6to12m_avg"
SALARY_IS_INCOME = 0.30
SALARY_JITTER = 0.035
SALARY_OVER_INCOME = 1 / 0.957

PRIOR_VARIANCE = 0.90


@dataclass(frozen=True)
class Anchor:
    """A column that reads income: ln x = ln level + slope * (t - centre), t = z + sigma * N(0, 1)."""

    column: str
    sigma: float
    slope: float
    level: float
    centre: float = 0.0


# Levels are published medians, or estimates for the bureau limits. Sigma and slope were chosen so that the explainable
# share of the error and the spread of each column come near the published ones.
ANCHORS = (
    Anchor("first_salary_income", 0.80, 0.55, 177_241.0, 0.2),
    Anchor("turn_cur_cr_avg_act_v2", 1.20, 0.80, 602_208.0),
    Anchor("incomeValue", 1.40, 0.37, 67_048.0),
    Anchor("dp_ils_avg_salary_1y", 0.75, 0.55, 52_525.0, 0.1),
    Anchor("dp_payoutincomedata_payout_avg_3_month", 0.70, 0.55, 71_889.0, 0.1),
    Anchor("hdb_bki_total_max_limit", 1.60, 0.75, 300_000.0),
    Anchor("hdb_bki_total_cc_max_limit", 1.80, 0.60, 100_000.0),
    Anchor("hdb_bki_total_pil_max_limit", 2.0, 0.60, 210_000.0),
    Anchor("avg_6m_all", 1.60, 0.65, 34_493.0),
    Anchor("curr_rur_amt_cm_avg", 1.90, 0.85, 7_959.0),
)
SALARY_SIGMA = 0.40


def income_of(z: Array) -> Array:
    """Roubles a month for points z of the normal scale, same shape; not clipped."""
    below = np.minimum(z - _Z[0], 0.0)
    above = np.maximum(z - _Z[-1], 0.0)
    return np.exp(np.interp(z, _Z, _LOG_INCOME) + _TAIL_SLOPE * (below + above))


def z_of_income(income: Array) -> Array:
    """Inverse of `income_of`: points of the normal scale for roubles a month."""
    log_income = np.log(income)
    below = np.minimum(log_income - _LOG_INCOME[0], 0.0)
    above = np.maximum(log_income - _LOG_INCOME[-1], 0.0)
    return np.interp(log_income, _LOG_INCOME, _Z) + (below + above) / _TAIL_SLOPE


def prior_mean(frame: pd.DataFrame) -> Array:
    """Prior mean of z (N,): gender, age, regional income, and which blocks of data the client has."""
    age = frame["age"].to_numpy()
    region = np.log(np.nan_to_num(frame["per_capita_income_rur_amt"].to_numpy(), nan=57_056.0) / 57_056.0)
    effect = np.where(frame["gender"].to_numpy() == MALE, 0.18, -0.18)
    effect = effect - 0.0009 * np.minimum((age - 43.0) ** 2, 900.0) + 0.11
    effect += 0.45 * np.clip(region, -0.5, 0.6)
    effect += np.where(frame[SALARY].notna(), 0.08, -0.02)
    effect += np.where(frame["hdb_bki_total_max_limit"].notna(), 0.02, -0.25)
    effect += np.where(frame["turn_cur_cr_avg_act_v2"].notna(), 0.02, -0.10)
    return effect + np.where(frame["dp_ils_avg_salary_1y"].notna(), 0.08, -0.02)


def posterior(frame: pd.DataFrame) -> tuple[Array, Array, Array]:
    """The law of z given the observed columns: mean m, standard deviation s and the salary reading t, each (N,).

    A client without a salary on file has t = NaN.
    """
    precision = np.full(len(frame), 1.0 / PRIOR_VARIANCE)
    total = prior_mean(frame) / PRIOR_VARIANCE
    readings = [(a.sigma, anchor_reading(frame[a.column].to_numpy(), a)) for a in ANCHORS]
    salary = z_of_income(frame[SALARY].to_numpy() / SALARY_OVER_INCOME)
    for sigma, reading in [*readings, (SALARY_SIGMA, salary)]:
        observed = ~np.isnan(reading)
        precision += np.where(observed, sigma**-2, 0.0)
        total += np.where(observed, reading * sigma**-2, 0.0)
    return total / precision, precision**-0.5, salary


def anchor_value(reading: Array, anchor: Anchor) -> Array:
    """The values of a column, in its own unit, for readings t."""
    return anchor.level * np.exp(anchor.slope * (reading - anchor.centre))


def anchor_reading(value: Array, anchor: Anchor) -> Array:
    """Inverse of `anchor_value`; NaN where missing. Values below 1 count as 1, since the logarithm needs it."""
    return np.log(np.maximum(value, 1.0) / anchor.level) / anchor.slope + anchor.centre


def draw_target(frame: pd.DataFrame, rng: np.random.Generator) -> Array:
    """Draws a monthly income per row from f(y | x), roubles (N,)."""
    m, s, salary = posterior(frame)
    noise = rng.standard_normal(len(frame))
    is_income = rng.random(len(frame)) < SALARY_IS_INCOME
    z = np.where(~np.isnan(salary) & is_income, salary + SALARY_JITTER * noise, m + s * noise)
    return np.clip(income_of(z), TARGET_MIN, TARGET_MAX)


def best_forecast(frame: pd.DataFrame, points: int = 200, block: int = 4096) -> Array:
    """The forecast with the lowest expected WMAE, roubles (N,): the median of f(y | x) w(y).

    Each normal law is represented by `points` equally likely values; `block` rows are computed at a time.
    """
    m, s, salary = posterior(frame)
    e = _normal_midpoints(points)
    best = np.empty(len(frame))
    for start in range(0, len(frame), block):
        rows = slice(start, start + block)
        has_salary = ~np.isnan(salary[rows])
        p_salary = np.where(has_salary, SALARY_IS_INCOME, 0.0)[:, None]
        tight = np.where(has_salary, salary[rows], 0.0)[:, None] + SALARY_JITTER * e
        z = np.hstack([m[rows, None] + s[rows, None] * e, tight])
        y = np.clip(income_of(z), TARGET_MIN, TARGET_MAX)
        mass = np.hstack([np.broadcast_to(1 - p_salary, (len(z), points)), np.broadcast_to(p_salary, (len(z), points))])
        best[rows] = _row_weighted_median(y, mass * target_weight(y))
    return best


def _normal_midpoints(points: int) -> Array:
    """Standard normal quantiles at the midpoints of `points` equally likely parts."""
    return ndtri((np.arange(points) + 0.5) / points)


def _row_weighted_median(values: Array, weights: Array) -> Array:
    order = np.argsort(values, axis=1)
    sorted_values = np.take_along_axis(values, order, axis=1)
    cumulative = np.cumsum(np.take_along_axis(weights, order, axis=1), axis=1)
    at = (cumulative < 0.5 * cumulative[:, -1:]).sum(axis=1)
    return sorted_values[np.arange(len(values)), np.minimum(at, values.shape[1] - 1)]
