"""The configurations that the search tries: its whole budget.

Every configuration is fitted once for each rolling month. Its number of trees (epochs for the net) is then the
checkpoint with the lowest mean score over those months.
"""

from dataclasses import dataclass

# The most trees that one learner may have in the blend.
MAX_TREES = 180
# Shares of the most trees or epochs.
CHECKPOINTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

# First step, which chooses the transform: every learner with every loss in every transform, with quick settings.
FIRST_TREES_SHARE = 0.5
LOSSES = {
    "xgboost": ("absolute", "squared"),
    "lightgbm": ("absolute", "squared"),
    "catboost": ("absolute", "between", "squared"),
}
FIRST_SETTINGS = {
    "xgboost": {"learning_rate": 0.12, "max_depth": 6, "min_child_weight": 20, "subsample": 0.8},
    "lightgbm": {
        "learning_rate": 0.12, "max_depth": 8, "num_leaves": 40, "min_data_in_leaf": 60, "feature_fraction": 0.7,
        "bagging_fraction": 0.8,
    },
    "catboost": {"learning_rate": 0.2, "depth": 6, "l2_leaf_reg": 10},
}  # fmt: skip

# Second step, in the chosen transform: each of these settings with the LEADING_LOSSES best losses of the first step.
LEADING_LOSSES = 2
SETTINGS = {
    "xgboost": (
        {"learning_rate": 0.08, "max_depth": 6, "min_child_weight": 20, "subsample": 0.8},
        {"learning_rate": 0.06, "max_depth": 6, "min_child_weight": 50, "subsample": 0.8, "colsample_bytree": 0.7},
        {"learning_rate": 0.1, "max_depth": 6, "min_child_weight": 5, "subsample": 0.8},
    ),
    "lightgbm": (
        {"learning_rate": 0.08, "max_depth": 8, "num_leaves": 63, "min_data_in_leaf": 100, "feature_fraction": 0.7,
         "bagging_fraction": 0.8},
        {"learning_rate": 0.08, "max_depth": 8, "num_leaves": 63, "min_data_in_leaf": 40, "feature_fraction": 1.0,
         "bagging_fraction": 0.8},
        {"learning_rate": 0.1, "max_depth": 8, "num_leaves": 40, "min_data_in_leaf": 200, "feature_fraction": 0.5,
         "bagging_fraction": 0.8},
    ),
    "catboost": (
        {"learning_rate": 0.12, "depth": 6, "l2_leaf_reg": 3},
        {"learning_rate": 0.2, "depth": 6, "l2_leaf_reg": 20},
        {"learning_rate": 0.08, "depth": 6, "l2_leaf_reg": 10, "rsm": 0.7},
    ),
}  # fmt: skip

# The neural net, in the chosen transform. `alpha` is the weight of the L2 penalty.
MAX_EPOCHS = 20
NET_SETTINGS = (
    {"hidden_layer_sizes": (64,), "alpha": 1.0, "learning_rate_init": 0.002},
    {"hidden_layer_sizes": (64, 32), "alpha": 1.0, "learning_rate_init": 0.002},
    {"hidden_layer_sizes": (128, 64), "alpha": 1.0, "learning_rate_init": 0.002},
    {"hidden_layer_sizes": (128, 64), "alpha": 5.0, "learning_rate_init": 0.001},
)

# The compact model: few trees of one learner.
COMPACT_TREES = 72
COMPACT_SETTINGS = (
    {"learning_rate": 0.15, "max_depth": 5, "min_child_weight": 20, "subsample": 0.8},
    {"learning_rate": 0.2, "max_depth": 4, "min_child_weight": 20, "subsample": 0.8},
)


@dataclass(frozen=True)
class IntervalTrees:
    """Trees of p10 and of p90 each. They are not searched: the conformal correction sets the width."""

    trees: int
    settings: dict


INTERVAL = IntervalTrees(80, {"learning_rate": 0.1, "max_depth": 4, "min_child_weight": 40, "subsample": 0.8})
COMPACT_INTERVAL = IntervalTrees(30, {"learning_rate": 0.2, "max_depth": 3, "min_child_weight": 40, "subsample": 0.8})


def checkpoints(most: int) -> list[int]:
    """The numbers of trees or epochs, up to `most`, at which a configuration is scored."""
    return sorted({max(1, round(share * most)) for share in CHECKPOINTS})
