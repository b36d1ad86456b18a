"""The bank's file format: `;` between fields, one decimal sign per column, several spellings of "no value"."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from bank.features import KEYS

Array = np.ndarray

MISSING_SPELLINGS = ("", "nan", "NaN", "None", "NULL")
# How often a missing cell is written as "", nan, NaN and None, by the decimal sign of its column.
_SPELLING_SHARES = {",": (0.97, 0.01, 0.01, 0.01), ".": (0.03, 0.93, 0.03, 0.01), "text": (0.05, 0.42, 0.05, 0.48)}
_BLOCK_ROWS = 5_000
_SHORT_SIGNIFICANT = 4


def write_bank_file(frame: pd.DataFrame, path: Path, marginals: pd.DataFrame, digits: str = "full") -> None:
    """Writes `frame` as UTF-8. `marginals` (see synthetic/generator.py) gives each column's decimal sign.

    `digits` "full" keeps every float64 exactly; "short" rounds to a few digits, for a smaller file. The spelling of
    each missing cell is drawn with the number of rows as seed, so the same frame gives the same bytes.
    """
    signs = dict(zip(marginals["name"], marginals["decimal_sign"], strict=True))
    identifiers = set(marginals["name"][marginals["digits"] == "id"])
    rng = np.random.default_rng(len(frame))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(";".join(frame.columns) + "\n")
        for start in range(0, len(frame), _BLOCK_ROWS):
            block = frame.iloc[start : start + _BLOCK_ROWS]
            fields = []
            for name in frame.columns:
                sign = signs.get(name, ",")
                whole = name == "id" or name in identifiers
                fields.append(_column_text(block[name].to_numpy(), sign, whole, digits, rng))
            file.writelines(map("{}\n".format, map(";".join, zip(*fields, strict=True))))


def _column_text(values: Array, sign: object, whole: bool, digits: str, rng: np.random.Generator) -> list[str]:
    is_number = values.dtype.kind in "fi"
    missing = np.isnan(values) if values.dtype.kind == "f" else pd.isna(values)
    if not is_number:
        text = [str(value) for value in values]
    elif whole:
        text = [str(int(value)) for value in np.where(missing, 0, values).tolist()]
    else:
        text = _number_text(values, digits)
        if sign == ",":
            text = [value.replace(".", ",") for value in text]
    if not missing.any():
        return text
    shares = _SPELLING_SHARES[sign if is_number else "text"]
    spellings = rng.choice(np.array(MISSING_SPELLINGS[:4], object), int(missing.sum()), p=shares)
    for at, spelling in zip(np.flatnonzero(missing).tolist(), spellings.tolist(), strict=True):
        text[at] = spelling
    return text


def _number_text(values: Array, digits: str) -> list[str]:
    if digits == "full":
        return list(map(repr, values.tolist()))
    return [_short(value) for value in values.tolist()]


def _short(value: float) -> str:
    return repr(round(value, 2)) if abs(value) >= 100 else f"{value:.{_SHORT_SIGNIFICANT}g}"


def read_bank_file(path: Path, text_columns: Iterable[str]) -> pd.DataFrame:
    """Reads a file of the bank: numbers as float64 (NaN = missing), KEYS and `text_columns` as str (None = missing).

    Accepts UTF-8, with or without a byte order mark, and windows-1251. A number may have a decimal comma or a decimal
    point. A cell of a number column that is not a number becomes missing.
    """
    text_names = {*KEYS, *text_columns}
    frame = _read_text(path)
    columns = {}
    for name in frame.columns:
        text = frame[name].str.strip()
        text = text.mask(text.isin(MISSING_SPELLINGS))
        columns[name] = text.astype(object).where(text.notna(), None) if name in text_names else parse_numbers(text)
    return pd.DataFrame(columns)


def parse_numbers(text: pd.Series) -> Array:
    """Parses numbers with either decimal sign to float64 (N,); NaN where a text is not a number."""
    with_points = text.astype(object).where(text.notna(), None).str.replace(",", ".", regex=False)
    return pd.to_numeric(with_points, errors="coerce").to_numpy(dtype=np.float64)


def _read_text(path: Path) -> pd.DataFrame:
    options = {"sep": ";", "dtype": str, "keep_default_na": False, "na_filter": False}
    try:
        return pd.read_csv(path, encoding="utf-8-sig", **options)
    except UnicodeDecodeError:
        return pd.read_csv(path, encoding="cp1251", **options)
