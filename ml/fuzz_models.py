"""Writes random models of other libraries, each with rows, the library's predictions and its contributions.

    python ml/fuzz_models.py LIBRARY --seeds FIRST COUNT --out FOLDER

LIBRARY is xgboost, lightgbm, catboost or sklearn (as ONNX). Every seed gives one model with random data and settings;
the same seed and versions give the same files. The readers are then compared with them:

    FUZZED_MODELS=FOLDER npx vitest run --project node tests/runtime/fuzzedModels.test.ts

Only the library itself is needed; several versions, each in an environment of its own, find more.
"""

import argparse
import importlib
import warnings
from pathlib import Path

import numpy as np

from fixtures.fuzz.model import write_model


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", choices=("xgboost", "lightgbm", "catboost", "sklearn"))
    parser.add_argument("--seeds", type=int, nargs=2, metavar=("FIRST", "COUNT"), default=(0, 200))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    library = importlib.import_module(f"fixtures.fuzz.{args.library}_models")
    first, count = args.seeds
    for seed in range(first, first + count):
        about = {"library": args.library, "version": library.VERSION, "seed": seed}
        try:
            model = library.random_model(np.random.default_rng([seed, 11]))
            write_model(args.out, f"{args.library}-{library.VERSION}-{seed}", about, model)
        except Exception as error:  # Settings that the library itself refuses.
            print(f"{about}: {type(error).__name__}: {str(error).splitlines()[0][:150]}")


if __name__ == "__main__":
    main()
