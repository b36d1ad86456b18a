"""The transforms of roubles: trees are fitted and summed in the transformed space.

Medians commute with monotone transforms, so the best forecast by absolute error is the same in every one of them.
"""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Transform:
    """`kind` is "identity", "log1p" or "power", as in the contract; only "power" uses `exponent`."""

    kind: str
    exponent: float = 1.0

    def forward(self, roubles: Array) -> Array:
        """Converts roubles to the transformed space, float64, same shape."""
        if self.kind == "log1p":
            return np.log1p(np.asarray(roubles, np.float64))
        if self.kind == "power":
            return np.asarray(roubles, np.float64) ** self.exponent
        return np.asarray(roubles, np.float64)

    def inverse(self, margin: Array) -> Array:
        """Converts back to roubles, float64, same shape: m, exp(m) - 1 or max(m, 0) ** (1 / exponent)."""
        margin = np.asarray(margin, np.float64)
        if self.kind == "log1p":
            # An overflow becomes infinite roubles, which no comparison chooses.
            with np.errstate(over="ignore"):
                return np.expm1(margin)
        if self.kind == "power":
            return np.maximum(margin, 0.0) ** (1.0 / self.exponent)
        return margin

    def described(self) -> dict:
        """The contract's `transform`."""
        return {"kind": self.kind} | ({"exponent": self.exponent} if self.kind == "power" else {})

    def __str__(self) -> str:
        """The name that the report shows."""
        return f"power {self.exponent:g}" if self.kind == "power" else self.kind


# The transforms that the search tries.
TRANSFORMS = (Transform("identity"), Transform("log1p"), Transform("power", 0.25), Transform("power", 0.5))
