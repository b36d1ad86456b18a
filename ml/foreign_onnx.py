"""Small ONNX tree models by another writer, ONNX's own helper: tests/fixtures/golden/foreign/onnx/.

One file for each way to write a tree operator; ONNX Runtime itself says in the tests what they compute. Made in the
environment of foreign_boosters.py:

    foreign-venv/bin/python ml/foreign_onnx.py
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).parent.parent / "tests" / "fixtures" / "golden" / "foreign" / "onnx"
SEED = 23
FEATURES, TREES, DEPTH = 5, 7, 5
ORDERS = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT"]
MODE_NUMBERS = {mode: at for at, mode in enumerate([*ORDERS, "BRANCH_EQ", "BRANCH_NEQ", "BRANCH_MEMBER"])}

Node = dict


def main() -> None:
    """Writes all files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for at, mode in enumerate(ORDERS):
        name = mode.removeprefix("BRANCH_").lower()
        write(f"regressor-{name}", 1, [regressor(forest([mode], seed=at), missing=False)])
        write(f"regressor-{name}-missing", 3, [regressor(forest([mode], seed=at))])
        write(f"ensemble-{name}", 5, [ensemble(forest([mode], seed=at))])
    mixed = forest(ORDERS, seed=9)
    write("regressor-mixed", 3, [regressor(mixed)])
    write("regressor-covers", 3, [regressor(mixed, nodes_hitrates=[node["cover"] for node in mixed])])
    write("regressor-ones", 3, [regressor(mixed, nodes_hitrates=[1.0] * len(mixed))])
    write("regressor-average", 1, [regressor(mixed, missing=False, aggregate_function="AVERAGE", base_values=[12.5])])
    write("regressor-leaves", 3, [regressor(forest(ORDERS, seed=3, depth=0))])
    write("regressor-double", 3, [in_double(regressor(forest(["BRANCH_LEQ"], seed=4)))], number=TensorProto.DOUBLE)
    write("ensemble-mixed", 5, [ensemble(mixed)])
    write("ensemble-average", 5, [ensemble(mixed, aggregate_function=0)])
    write("ensemble-leaves", 5, [ensemble(forest(ORDERS, seed=3, depth=0))])
    for name, (opset, nodes, more) in refused().items():
        write(f"refused-{name}", opset, nodes, **more)


def refused() -> dict[str, tuple[int, list[onnx.NodeProto], dict]]:
    """By name what is no sum of trees that can be read: the set's version, the graph's nodes, what else is unusual."""
    nodes = forest(["BRANCH_LEQ"], seed=0, depth=2)
    equal = forest(["BRANCH_EQ"], seed=0, depth=2)
    plain, named = regressor(nodes), [helper.make_node("Identity", ["z"], ["y"])]
    inner = regressor(nodes)
    inner.output[0] = "z"
    wide = regressor(nodes, n_targets=2, base_values=[0.0, 0.0])
    members = numpy_helper.from_array(np.array([1, 2, np.nan] * 3, np.float32), "members")
    return {
        "mode": (3, [regressor(equal)], {}),
        "transform": (3, [regressor(nodes, post_transform="LOGISTIC")], {}),
        "minimum": (3, [regressor(nodes, aggregate_function="MIN")], {}),
        "targets": (3, [wide], {}),
        "ensemble-mode": (5, [ensemble(equal)], {}),
        "ensemble-members": (5, [ensemble(nodes, membership_values=members)], {}),
        "ensemble-transform": (5, [ensemble(nodes, post_transform=2)], {}),
        "ensemble-maximum": (5, [ensemble(nodes, aggregate_function=3)], {}),
        "ensemble-targets": (5, [ensemble(nodes, n_targets=2)], {}),
        "operator": (3, [inner, *named], {}),
        "two-operators": (3, [inner, regressor(nodes)], {}),
        "integers": (3, [plain], {"number": TensorProto.INT64}),
        "no-width": (3, [plain], {"features": None}),
        "initializer": (3, [plain], {"initializer": [numpy_helper.from_array(np.zeros(1, np.float32), "w")]}),
    }


def forest(modes: list[str], seed: int, depth: int = DEPTH) -> list[Node]:
    """Nodes of random trees, numbered depth first; thresholds are whole halves, so that rows can meet them."""
    rng = np.random.default_rng(SEED + seed)
    nodes: list[Node] = []

    def grow(tree: int, left: int, cover: float) -> int:
        node = {"tree": tree, "id": sum(other["tree"] == tree for other in nodes), "cover": cover}
        nodes.append(node)
        if left == 0 or (left < depth and rng.random() < 0.15):
            node["leaf"] = np.float32(rng.normal(scale=100))
            return node["id"]
        share = np.floor(cover * rng.uniform(0.2, 0.8))
        node["feature"] = int(rng.integers(FEATURES))
        node["mode"] = str(rng.choice(modes))
        node["value"] = np.float32(rng.integers(-6, 7) / 2)
        node["missing"] = int(rng.integers(2))
        node["true"] = grow(tree, left - 1, share)
        node["false"] = grow(tree, left - 1, cover - share)
        return node["id"]

    for tree in range(TREES):
        grow(tree, depth, 1024.0)
    return nodes


def regressor(nodes: list[Node], missing: bool = True, **more: object) -> onnx.NodeProto:
    """The nodes as a TreeEnsembleRegressor."""
    leaves = [node for node in nodes if "leaf" in node]
    column = lambda key, default: [node.get(key, default) for node in nodes]  # noqa: E731
    attributes = {
        "n_targets": 1,
        "nodes_treeids": column("tree", 0),
        "nodes_nodeids": column("id", 0),
        "nodes_modes": column("mode", "LEAF"),
        "nodes_featureids": column("feature", 0),
        "nodes_values": [float(value) for value in column("value", 0.0)],
        "nodes_truenodeids": column("true", 0),
        "nodes_falsenodeids": column("false", 0),
        "target_treeids": [leaf["tree"] for leaf in leaves],
        "target_nodeids": [leaf["id"] for leaf in leaves],
        "target_ids": [0] * len(leaves),
        "target_weights": [float(leaf["leaf"]) for leaf in leaves],
    }
    if missing:
        attributes["nodes_missing_value_tracks_true"] = column("missing", 0)
    return helper.make_node("TreeEnsembleRegressor", ["x"], ["y"], domain="ai.onnx.ml", **attributes | more)


def in_double(node: onnx.NodeProto) -> onnx.NodeProto:
    """The regressor with tensors of double precision; its thresholds lie between the float32 numbers."""
    attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    values = np.array(attributes.pop("nodes_values"), np.float64) + 1e-12
    weights = np.array(attributes.pop("target_weights"), np.float64)
    return helper.make_node(
        "TreeEnsembleRegressor",
        ["x"],
        ["y"],
        domain="ai.onnx.ml",
        nodes_values_as_tensor=numpy_helper.from_array(values, "values"),
        target_weights_as_tensor=numpy_helper.from_array(weights, "weights"),
        **attributes,
    )


def ensemble(nodes: list[Node], **more: object) -> onnx.NodeProto:
    """The nodes as a TreeEnsemble; a tree of one leaf is a split that has it on both sides."""
    leaves = {(node["tree"], node["id"]): at for at, node in enumerate(n for n in nodes if "leaf" in n)}
    inner = [node for node in nodes if "leaf" not in node or node["id"] == 0]
    places = {(node["tree"], node["id"]): at for at, node in enumerate(inner)}

    def column(key: str, default: float) -> list:
        return [node.get(key, default) for node in inner]

    def children(side: str) -> tuple[list[int], list[int]]:
        keys = [(node["tree"], node.get(side, node["id"])) for node in inner]
        return [leaves.get(key, places.get(key, 0)) for key in keys], [int(key in leaves) for key in keys]

    true_ids, true_leaves = children("true")
    false_ids, false_leaves = children("false")
    weights = [node["leaf"] for node in nodes if "leaf" in node]
    modes = np.array([MODE_NUMBERS[node.get("mode", "BRANCH_LEQ")] for node in inner], np.uint8)
    attributes = {
        "n_targets": 1,
        "aggregate_function": 1,
        "post_transform": 0,
        "tree_roots": [at for at, node in enumerate(inner) if node["id"] == 0],
        "nodes_modes": numpy_helper.from_array(modes, "modes"),
        "nodes_featureids": column("feature", 0),
        "nodes_splits": numpy_helper.from_array(np.array(column("value", 0.0), np.float32), "splits"),
        "nodes_truenodeids": true_ids,
        "nodes_trueleafs": true_leaves,
        "nodes_falsenodeids": false_ids,
        "nodes_falseleafs": false_leaves,
        "nodes_missing_value_tracks_true": column("missing", 0),
        "leaf_targetids": [0] * len(weights),
        "leaf_weights": numpy_helper.from_array(np.array(weights, np.float32), "weights"),
    }
    return helper.make_node("TreeEnsemble", ["x"], ["y"], domain="ai.onnx.ml", **attributes | more)


def write(
    name: str,
    opset: int,
    nodes: list[onnx.NodeProto],
    number: int = TensorProto.FLOAT,
    features: int | None = FEATURES,
    **more: object,
) -> None:
    """Writes the operators as a whole model."""
    inputs = [helper.make_tensor_value_info("x", number, [None, features])]
    outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 1])]
    graph = helper.make_graph(nodes, name, inputs, outputs, doc_string="trees of another writer", **more)
    sets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", opset)]
    model = helper.make_model(graph, opset_imports=sets, ir_version=8, producer_name="foreign_onnx", model_version=3)
    onnx.checker.check_model(model)
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
