"""Writes synthetic clients as one file in the bank's format. Deterministic by seed, rows and months.

python ml/synth.py --rows 75000 --months test --out FILE [--digits full|short] [--seed 2024]
"""

import argparse
from pathlib import Path

from bank.bank_file import write_bank_file
from synthetic.generator import SEED, TEST_ROWS, read_marginals, synthesise


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=TEST_ROWS)
    parser.add_argument("--months", choices=("train", "test"), default="test", help="train: with target and w")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--digits", choices=("full", "short"), default="full", help="short: a smaller file")
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    write_bank_file(synthesise(args.rows, args.months, args.seed), args.out, read_marginals(), args.digits)
    print(f"wrote {args.rows} synthetic clients to {args.out}, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
