"""Which cells of the synthetic clients are empty. The columns of one block are empty together.

A block's name is a path: "bureau.cc" is empty wherever "bureau" is, and in some more rows, so that its own share comes
out as marginals.csv says.
"""

import numpy as np
import pandas as pd

Array = np.ndarray

# A block without columns of its own: no consent to the digital profile.
VIRTUAL_SHARES = {"digital": {"train": 0.77, "test": 0.71}}


def draw_missing(marginals: pd.DataFrame, split: str, rows: int, rng: np.random.Generator) -> dict[str, Array]:
    """Draws for each column a boolean array (rows,): True where the value is missing.

    Raises ValueError when the shares in `marginals` contradict each other.
    """
    by_block = marginals.groupby("block")[f"missing_{split}"]
    if (by_block.max() > by_block.min()).any():
        raise ValueError("marginals.csv: the columns of one block must have one missing share")
    shares = by_block.first().to_dict() | {name: share[split] for name, share in VIRTUAL_SHARES.items()}
    masks: dict[str, Array] = {}
    for block in sorted(shares):
        masks[block] = _block_mask(block, shares, masks, rng.random(rows))
    return {name: masks[block] for name, block in zip(marginals["name"], marginals["block"], strict=True)}


def _block_mask(block: str, shares: dict[str, float], masks: dict[str, Array], uniform: Array) -> Array:
    parent = block.rpartition(".")[0]
    if parent not in shares:
        return uniform < shares[block]
    if shares[parent] > shares[block]:
        raise ValueError(f"marginals.csv: block {block} is less often missing than {parent}")
    own = (shares[block] - shares[parent]) / (1.0 - shares[parent])
    return masks[parent] | (uniform < own)
