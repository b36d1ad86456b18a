from bank.features import read_features
from training.months import rolling_months, split_last_month


def test_the_last_month_is_held_out(clients):
    past, held_out, month = split_last_month(clients)
    assert month == "2024-06"
    assert set(held_out["dt"]) == {"2024-06-30"}
    assert past["dt"].max() < held_out["dt"].min()
    assert len(past) + len(held_out) == len(clients)


def test_a_rolling_month_is_checked_by_models_of_the_months_before(clients):
    past, _, _ = split_last_month(clients)
    folds = rolling_months(past, read_features())
    assert [fold.month for fold in folds] == ["2024-04", "2024-05"]
    for fold in folds:
        assert set(fold.check["dt"].str[:7]) == {fold.month}
        assert fold.train["dt"].max() < fold.check["dt"].min()
