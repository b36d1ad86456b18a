"""The packages import each other in one direction only, as the README lists them."""

import re
from pathlib import Path

import pytest

ML = Path(__file__).parents[1]
ALLOWED = {
    "bank": {"bank"},
    "synthetic": {"bank", "synthetic"},
    "training": {"bank", "synthetic", "training"},
    "fixtures": {"bank", "synthetic", "training", "fixtures"},
    "report": {"bank", "synthetic", "training", "report"},
}


def packages_imported_by(path):
    return set(re.findall(r"^ *(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)) & ALLOWED.keys()


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_imports_only_those_below_it(package):
    for path in (ML / package).rglob("*.py"):
        assert packages_imported_by(path) <= ALLOWED[package], path
