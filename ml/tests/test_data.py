from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from bankfile import parse_numbers, read_bank_file, write_bank_file
from data import NEVER_FEATURES, days_since_1970, encode, fit_categories, read_features, text_columns
from synth import read_marginals

FEATURES = read_features()


def feature(name):
    return next(feature for feature in FEATURES if feature.name == name)


def test_numbers_are_read_with_either_decimal_sign():
    text = pd.Series(["12,5", "12.5", "-3", "1e-05", "2,5e+38", None, "abc"])
    expected = [12.5, 12.5, -3, 1e-5, 2.5e38, np.nan, np.nan]
    np.testing.assert_array_equal(parse_numbers(text), expected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_every_spelling_of_missing_in_both_encodings(tmp_path, encoding):
    rows = ["id;dt;age;gender;hdb_bki_total_max_limit", "1;2024-07-31;37,5;Мужской;1000.25"]
    rows += [f"{at + 2};2024-07-31;{word};{word};{word}" for at, word in enumerate(["", "nan", "NaN", "None", "NULL"])]
    path = tmp_path / "clients.csv"
    path.write_bytes("\n".join(rows).encode(encoding))
    frame = read_bank_file(path, text_columns(FEATURES))
    features = [feature("age"), replace(feature("gender"), categories=("Женский", "Мужской"))]
    expected = np.full((6, 2), np.nan, np.float32)
    expected[0] = [37.5, 1]
    np.testing.assert_array_equal(encode(features, frame), expected)
    assert frame["hdb_bki_total_max_limit"].tolist()[0] == 1000.25


def test_dates_are_days_and_never_is_far_in_the_past():
    assert days_since_1970("1970-01-02") == 1
    assert days_since_1970("2024-07-31") == 19_935
    assert days_since_1970("1677-09-01") == -106_772
    assert np.isnan(days_since_1970("soon"))


def test_rare_and_unseen_levels_become_missing_and_codes_follow_the_target():
    values = ["a"] * 30 + ["b"] * 30 + ["rare"] * 3
    target = np.array([200.0] * 30 + [100.0] * 30 + [1.0] * 3)
    frame = pd.DataFrame({"adminarea": values})
    fitted = fit_categories([feature("adminarea")], frame, target)
    assert fitted[0].categories == ("b", "a")
    seen = pd.DataFrame({"adminarea": ["a", "b", "rare", "never seen", None]})
    np.testing.assert_array_equal(encode(fitted, seen)[:, 0], np.array([1, 0, np.nan, np.nan, np.nan], np.float32))


def test_a_column_that_the_file_lacks_is_missing():
    assert np.isnan(encode([feature("age")], pd.DataFrame({"id": [1, 2]}))).all()


def test_target_and_weight_are_never_features(tmp_path):
    assert not {feature.name for feature in FEATURES} & set(NEVER_FEATURES)
    path = tmp_path / "features.csv"
    path.write_text("name,group,kind,unit,title_ru,title_en\nw,person,number,none,Вес,Weight\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="never features"):
        read_features(path)


def test_a_written_file_encodes_like_the_frame_it_came_from(tmp_path, clients):
    frame = clients.head(2_000)
    path = tmp_path / "train.csv"
    write_bank_file(frame, path, read_marginals())
    fitted = fit_categories(FEATURES, frame, frame["target"].to_numpy())
    read = read_bank_file(path, text_columns(FEATURES))
    np.testing.assert_array_equal(encode(fitted, read), encode(fitted, frame))
    np.testing.assert_array_equal(read["target"], frame["target"])
