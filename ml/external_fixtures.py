"""Writes the test fixtures of external models into tests/fixtures/golden/external/. Needed only when they change.

    python ml/external_fixtures.py boosters    LightGBM, CatBoost and XGBoost files, after a training run
    python ml/external_fixtures.py onnx        ONNX files, after the boosters

The ONNX files need packages that nothing else needs, so make an environment for them and remove it afterwards:

    python3 -m venv external-venv
    external-venv/bin/pip install -r ml/requirements-external.txt
    external-venv/bin/python ml/external_fixtures.py onnx
    rm -r external-venv
"""

import argparse
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", choices=("boosters", "onnx"))
    parser.add_argument("--golden", type=Path, default=ROOT / "tests/fixtures/golden", help="the golden files")
    args = parser.parse_args()
    # Each module is imported only when needed: its environment lacks the other's packages.
    if args.files == "boosters":
        from fixtures.external.boosters import write_boosters

        write_boosters(args.golden)
    else:
        from fixtures.external.onnx_files import write_onnx_files

        write_onnx_files(args.golden)


if __name__ == "__main__":
    main()
