import numpy as np
import pandas as pd
import pytest

from bank.features import read_features
from bank.metrics import target_weight
from synthetic.generator import read_marginals, synthesise

MARGINALS = read_marginals()
# A tax number has no meaningful median.
LOOSE = {"dp_ewb_last_organization"}


def test_columns_and_their_order_are_those_of_the_file(clients):
    features = [feature.name for feature in read_features()]
    assert list(clients.columns) == ["id", "dt", "target", "w", *features]
    assert list(synthesise(10, "test").columns) == ["id", "dt", *features]


def test_medians_are_near_the_published_ones(clients):
    for row in MARGINALS.itertuples():
        if row.median == row.median and row.name not in LOOSE:
            values = clients[row.name].dropna()
            middle_half = values.quantile(0.75) - values.quantile(0.25)
            allowed = 0.1 * max(abs(row.median), middle_half)
            assert values.median() == pytest.approx(row.median, abs=allowed), row.name


def test_missing_shares_are_near_the_published_ones(clients):
    test = synthesise(20_000, "test", seed=3)
    for row in MARGINALS.itertuples():
        assert clients[row.name].isna().mean() == pytest.approx(row.missing_train, abs=0.015), row.name
        assert test[row.name].isna().mean() == pytest.approx(row.missing_test, abs=0.015), row.name


def test_columns_of_a_block_are_missing_together(clients):
    for _, names in MARGINALS.groupby("block")["name"]:
        gaps = clients[names.tolist()].isna()
        assert (gaps.all(axis=1) == gaps.any(axis=1)).all(), names.tolist()


def test_the_target_looks_like_the_published_one(clients):
    published = {0.01: 20_407, 0.05: 22_712, 0.25: 39_710, 0.5: 62_754, 0.75: 100_202, 0.9: 171_207, 0.95: 256_075}
    for q, value in published.items():
        assert clients["target"].quantile(q) == pytest.approx(value, rel=0.06)
    assert clients["target"].between(20_000, 1_500_000).all()
    with_salary = clients[clients["salary_6to12m_avg"].notna()]
    target, salary = with_salary["target"], with_salary["salary_6to12m_avg"]
    assert target.corr(salary, method="spearman") == pytest.approx(0.935, abs=0.03)
    assert (target / salary).median() == pytest.approx(0.957, abs=0.01)
    np.testing.assert_allclose(clients["w"], target_weight(clients["target"].to_numpy()))


def test_the_same_seed_makes_the_same_clients():
    pd.testing.assert_frame_equal(synthesise(500, "train", 1), synthesise(500, "train", 1))
    assert not synthesise(500, "train", 1).equals(synthesise(500, "train", 2))
