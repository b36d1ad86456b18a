import numpy as np
import pytest

from bank.metrics import target_weight, wmae
from synthetic import truth
from training.evaluate import baseline_forecasts


def test_income_scale_has_an_inverse():
    z = np.linspace(-4, 4, 801)
    np.testing.assert_allclose(truth.z_of_income(truth.income_of(z)), z, atol=1e-9)


def test_the_law_depends_on_features_alone(clients):
    sample = clients.head(500)
    features = sample.drop(columns=["id", "dt", "target", "w"])
    np.testing.assert_array_equal(truth.best_forecast(sample), truth.best_forecast(features))


def test_no_other_forecast_beats_the_best_reachable(clients):
    rng = np.random.default_rng(9)
    y, w = clients["target"].to_numpy(), clients["w"].to_numpy()
    best = truth.best_forecast(clients)
    m, _, _ = truth.posterior(clients)
    rivals = baseline_forecasts(clients, clients) | {
        "conditional median": truth.income_of(m),
        "best, 5 % higher": best * 1.05,
        "best, 5 % lower": best * 0.95,
        "best, with noise": best * np.exp(0.1 * rng.standard_normal(len(best))),
    }
    reached = wmae(y, best, w)["normalised"]
    for name, rival in rivals.items():
        assert reached < wmae(y, rival, w)["normalised"], name


def test_the_best_point_for_one_law_matches_brute_force(clients):
    one = clients[clients["salary_6to12m_avg"].notna()].head(1)
    many = one.loc[one.index.repeat(200_000)].reset_index(drop=True)
    y = truth.draw_target(many, np.random.default_rng(4))
    best = truth.best_forecast(one)[0]
    guesses = best * np.linspace(0.7, 1.3, 61)
    scores = [wmae(y, np.full(len(y), guess), target_weight(y))["official"] for guess in guesses]
    assert guesses[int(np.argmin(scores))] == pytest.approx(best, rel=0.03)
