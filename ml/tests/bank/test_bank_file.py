from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from bank.bank_file import parse_numbers, read_bank_file, write_bank_file
from bank.features import encode, fit_categories, read_features, text_columns
from synthetic.generator import read_marginals

FEATURES = read_features()
BY_NAME = {feature.name: feature for feature in FEATURES}


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
    features = [BY_NAME["age"], replace(BY_NAME["gender"], categories=("Женский", "Мужской"))]
    expected = np.full((6, 2), np.nan, np.float32)
    expected[0] = [37.5, 1]
    np.testing.assert_array_equal(encode(features, frame), expected)
    assert frame["hdb_bki_total_max_limit"].tolist()[0] == 1000.25


def test_a_written_file_encodes_like_the_frame_it_came_from(tmp_path, clients):
    frame = clients.head(2_000)
    path = tmp_path / "train.csv"
    write_bank_file(frame, path, read_marginals())
    fitted = fit_categories(FEATURES, frame, frame["target"].to_numpy())
    read = read_bank_file(path, text_columns(FEATURES))
    np.testing.assert_array_equal(encode(fitted, read), encode(fitted, frame))
    np.testing.assert_array_equal(read["target"], frame["target"])
