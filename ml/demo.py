"""Writes the demo clients: synthetic, of the test months, with made-up names and without target and weight.

python ml/demo.py [--out public/demo/clients.csv]
"""

import argparse
from pathlib import Path

import numpy as np

from bank.bank_file import write_bank_file
from synthetic.generator import read_marginals, synthesise
from synthetic.names import draw_names
from synthetic.people import MALE

ROOT = Path(__file__).parent.parent
ROWS = 3_000
SEED = 5
# Clients with values in the columns ALWAYS_PRESENT only.
NEARLY_EMPTY = 6
ALWAYS_PRESENT = ("id", "name", "dt", "gender", "age", "city_smart_name")
MAX_BYTES = 3_500_000


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "public/demo/clients.csv")
    path = parser.parse_args().out
    write_demo(path)
    print(f"wrote {ROWS} synthetic demo clients to {path}, {path.stat().st_size / 1e6:.1f} MB")


def write_demo(path: Path) -> None:
    """Writes ROWS clients in random order of months, with ids from 100001; NEARLY_EMPTY of them are nearly empty."""
    rng = np.random.default_rng(SEED)
    clients = synthesise(ROWS, "test", SEED)
    clients = clients.iloc[rng.permutation(ROWS)].assign(id=clients["id"].to_numpy()).reset_index(drop=True)
    clients.insert(1, "name", draw_names((clients["gender"] == MALE).to_numpy(), rng))
    empty = rng.choice(ROWS, NEARLY_EMPTY, replace=False)
    for name in clients.columns.difference(ALWAYS_PRESENT):
        clients.loc[empty, name] = np.nan if clients[name].dtype.kind == "f" else None
    write_bank_file(clients, path, read_marginals(), digits="short")
    assert path.stat().st_size <= MAX_BYTES, "the demo file is too big to ship"


if __name__ == "__main__":
    main()
