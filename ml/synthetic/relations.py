"""Columns of the synthetic data that follow from other columns: sums, averages over other periods, partial limits.

The ratios between columns are those of the published medians.
"""

import numpy as np

Array = np.ndarray
Columns = dict[str, Array]

INCOME_CATEGORY_EDGES = (20_000, 45_000, 60_000, 80_000, 105_000, 150_000)


def derive(columns: Columns, rng: np.random.Generator) -> Columns:
    """The derived columns, each (N,). `columns` holds the others without gaps, which are made later."""
    noise = _Noise(rng, len(columns["age"]))
    return {
        **_turnover(columns, noise, rng),
        **_pension_record(columns, noise),
        **_payouts(columns, noise),
        **_rest(columns, noise),
    }


class _Noise:
    """Log-normal factors with the median `centre`; every call draws new ones."""

    def __init__(self, rng: np.random.Generator, rows: int) -> None:
        self.rng, self.rows = rng, rows

    def around(self, centre: float, spread: float) -> Array:
        return centre * np.exp(spread * self.rng.standard_normal(self.rows))


def _turnover(columns: Columns, noise: _Noise, rng: np.random.Generator) -> Columns:
    credit = columns["turn_cur_cr_avg_act_v2"]
    accounts = rng.choice([1.0, 2.0, 3.0], noise.rows, p=[0.62, 0.26, 0.12])
    debit = credit * noise.around(1.0, 0.04)
    month = credit * accounts / 12
    recent = month * noise.around(1.1, 0.4)
    difference = 0.1 * recent * (rng.standard_normal(noise.rows) + 0.02)
    debit_recent = np.maximum(recent - difference, 0.0)
    elsewhere = 1.0 + noise.around(0.38, 0.8)
    least = np.where(accounts > 1, noise.around(0.12, 0.8).clip(0, 1), 1.0)
    deposit = columns["turn_fdep_db_sum_v2"]
    return {
        "turn_cur_cr_sum_v2": credit * accounts,
        "turn_cur_cr_avg_v2": month,
        "turn_cur_cr_max_v2": month * noise.around(1.25, 0.5),
        "turn_cur_cr_min_v2": credit * least,
        "turn_cur_db_avg_act_v2": debit,
        "turn_cur_db_sum_v2": debit * accounts,
        "turn_cur_db_avg_v2": debit * accounts / 12,
        "turn_cur_db_max_v2": debit * accounts / 12 * noise.around(1.08, 0.5),
        "turn_cur_db_min_v2": debit * least,
        "avg_cur_cr_turn": recent,
        "avg_cur_db_turn": debit_recent,
        "diff_avg_cr_db_turn": recent - debit_recent,
        "avg_credit_turn_rur": recent * elsewhere,
        "avg_debet_turn_rur": debit_recent * elsewhere,
        "turn_fdep_db_avg_v2": deposit / 12,
        "turn_fdep_db_avg_act_v2": deposit * noise.around(4.0, 0.3),
        "turn_other_cr_avg_act_v2": columns["turn_other_cr_sum_v2"] / np.ceil(noise.around(3.2, 0.5)),
    }


def _pension_record(columns: Columns, noise: _Noise) -> Columns:
    salary = columns["dp_ils_avg_salary_1y"]
    three_years = salary * noise.around(46_272 / 52_525, 0.2)
    paid = salary * noise.around(150_611 / 52_525, 0.25)
    half_year = paid * noise.around(159_945 / 150_611, 0.12)
    accrued = paid * noise.around(23_943 / 150_611, 0.05)
    accrued_half = half_year * noise.around(25_446 / 159_945, 0.05)
    left_job = noise.rng.random(noise.rows) < 0.15
    return {
        "dp_ils_avg_salary_2y": salary * noise.around(49_336 / 52_525, 0.12),
        "dp_ils_avg_salary_3y": three_years,
        "dp_ils_salary_ratio_1y3y": salary / three_years * (1.0984 / (52_525 / 46_272)),
        "dp_ils_paymentssum_avg_12m": paid,
        "dp_ils_paymentssum_avg_6m": half_year,
        "dp_ils_paymentssum_avg_6m_current": half_year * np.where(left_job, 0.9, 1.0),
        "dp_ils_paymentssum_month_avg": paid * noise.around(97_638 / 150_611, 0.3),
        "dp_ils_accpayment_avg_12m": accrued,
        "dp_ils_accpayment_avg_6m": accrued_half,
        "dp_ils_accpayment_avg_6m_current": accrued_half * np.where(left_job, 0.9, 1.0),
        "dp_ils_accpayment_avg_3m": accrued_half * noise.around(26_372 / 25_446, 0.1),
        "dp_ils_accpayment_month_avg": accrued * noise.around(15_305 / 23_943, 0.3),
    }


def _payouts(columns: Columns, noise: _Noise) -> Columns:
    quarter = columns["dp_payoutincomedata_payout_avg_3_month"]
    half_year = quarter * noise.around(68_637 / 71_889, 0.08)
    name = "dp_payoutincomedata_payout_{}".format
    return {
        name("sum_3_month"): quarter * 3,
        name("max_3_month"): quarter * noise.around(88_061 / 71_889, 0.12),
        name("avg_6_month"): half_year,
        name("max_6_month"): half_year * noise.around(97_310 / 68_637, 0.15),
        name("avg_prev_year"): quarter * noise.around(55_904 / 71_889, 0.2),
    }


def _rest(columns: Columns, noise: _Noise) -> Columns:
    spent = columns["avg_6m_all"]
    limit = columns["hdb_bki_total_max_limit"]
    debt = columns["hdb_outstand_sum"]
    active = columns["hdb_bki_total_products"] * noise.around(0.24, 0.4).clip(0, 1)
    return {
        "incomeValueCategory": np.digitize(columns["incomeValue"], INCOME_CATEGORY_EDGES) + 1.0,
        "avg_3m_all": spent * noise.around(33_288 / 34_493, 0.25),
        "avg_amount_daily_transactions_90d": spent * noise.around(1_267 / 34_493, 0.35),
        "total_rur_amt_cm_avg": columns["curr_rur_amt_cm_avg"] * (1.0 + noise.around(0.12, 1.2)),
        "mob_cover_days": columns["mob_cnt_days"] / 90,
        "bki_total_max_limit": limit * noise.around(0.73, 0.3),
        "hdb_relend_outstand_sum": debt * noise.around(0.48, 0.35).clip(0, 1),
        "hdb_other_outstand_sum": debt * noise.around(0.72, 0.25).clip(0, 1),
        "hdb_bki_total_active_products": np.floor(active),
    }
