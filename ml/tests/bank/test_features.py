import numpy as np
import pandas as pd
import pytest

from bank.features import NEVER_FEATURES, days_since_1970, encode, fit_categories, read_features

FEATURES = read_features()
BY_NAME = {feature.name: feature for feature in FEATURES}


def test_dates_are_days_and_never_is_far_in_the_past():
    assert days_since_1970("1970-01-02") == 1
    assert days_since_1970("2024-07-31") == 19_935
    assert days_since_1970("1677-09-01") == -106_772
    assert np.isnan(days_since_1970("soon"))


def test_rare_and_unseen_levels_become_missing_and_codes_follow_the_target():
    values = ["a"] * 30 + ["b"] * 30 + ["rare"] * 3
    target = np.array([200.0] * 30 + [100.0] * 30 + [1.0] * 3)
    fitted = fit_categories([BY_NAME["adminarea"]], pd.DataFrame({"adminarea": values}), target)
    assert fitted[0].categories == ("b", "a")
    later = pd.DataFrame({"adminarea": ["a", "b", "rare", "never seen", None]})
    np.testing.assert_array_equal(encode(fitted, later)[:, 0], np.array([1, 0, np.nan, np.nan, np.nan], np.float32))


def test_a_column_that_the_file_lacks_is_missing():
    assert np.isnan(encode([BY_NAME["age"]], pd.DataFrame({"id": [1, 2]}))).all()


def test_target_and_weight_are_never_features(tmp_path):
    assert not BY_NAME.keys() & set(NEVER_FEATURES)
    path = tmp_path / "features.csv"
    path.write_text("name,group,kind,unit,title_ru,title_en\nw,person,number,none,Вес,Weight\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="never features"):
        read_features(path)
