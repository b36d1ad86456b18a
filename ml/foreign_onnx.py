"""Small ONNX tree models by other writers: tests/fixtures/golden/foreign/onnx/.

    regressor-*, ensemble-*    ONNX's own helper: one file for each way to write a tree operator; ONNX Runtime itself
                               says in the tests what they compute
    refused-*                  the same helper: what is no sum of trees that can be read
    xgboost-*, catboost-*      the boosters of the folders beside, by the same helper, by onnxmltools and by CatBoost;
                               what their own libraries say of them stands there
    onnx.json                  what there is, and where the predictions are

The files are made once and kept; make them again by hand, after foreign_boosters.py, in an environment that is thrown
away after:

    python3 -m venv foreign-venv
    foreign-venv/bin/pip install -r ml/requirements-foreign.txt
    foreign-venv/bin/python ml/foreign_onnx.py
    rm -r foreign-venv
"""

import json
from pathlib import Path

import catboost
import numpy as np
import onnx
import onnxmltools
import xgboost
from onnx import TensorProto, helper, numpy_helper
from onnxmltools.convert.common.data_types import FloatTensorType

GOLDEN = Path(__file__).parent.parent / "tests" / "fixtures" / "golden"
FOLDER = GOLDEN / "foreign" / "onnx"
SEED = 23
FEATURES, TREES, DEPTH = 5, 7, 5
ORDERS = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT"]
MODE_NUMBERS = {mode: at for at, mode in enumerate([*ORDERS, "BRANCH_EQ", "BRANCH_NEQ", "BRANCH_MEMBER"])}

Node = dict


def main() -> None:
    """Writes all files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in FOLDER.iterdir():
        file.unlink()
    index = {
        "onnxVersion": onnx.__version__,
        "onnxmltoolsVersion": onnxmltools.__version__,
        "written": write_kinds(),
        "refused": [write(f"refused-{name}", *model[:2], **model[2]) for name, model in refused().items()],
        "boosters": [*write_xgboost(), *write_catboost()],
    }
    (FOLDER / "onnx.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


def write_kinds() -> list[str]:
    """Random trees in each way to write them; returns the files' names."""
    mixed = forest(ORDERS, seed=9)
    files = []
    for at, mode in enumerate(ORDERS):
        name = mode.removeprefix("BRANCH_").lower()
        files.append(write(f"regressor-{name}", 1, [regressor(forest([mode], seed=at), missing=False)]))
        files.append(write(f"regressor-{name}-missing", 2 + at % 2, [regressor(forest([mode], seed=at))]))
        files.append(write(f"ensemble-{name}", 5, [ensemble(forest([mode], seed=at))]))
    average = regressor(mixed, missing=False, aggregate_function="AVERAGE", base_values=[12.5])
    double = in_double(regressor(forest(["BRANCH_LEQ"], seed=4)))
    return [
        *files,
        write("regressor-mixed", 3, [regressor(mixed)]),
        write("regressor-covers", 3, [regressor(mixed, nodes_hitrates=[node["cover"] for node in mixed])]),
        write("regressor-ones", 3, [regressor(mixed, nodes_hitrates=[1.0] * len(mixed))]),
        write("regressor-average", 1, [average]),
        write("regressor-leaves", 3, [regressor(forest(ORDERS, seed=3, depth=0))]),
        write("regressor-double", 3, [double], number=TensorProto.DOUBLE),
        write("ensemble-mixed", 5, [ensemble(mixed)]),
        write("ensemble-average", 5, [ensemble(mixed, aggregate_function=0)]),
        write("ensemble-leaves", 5, [ensemble(forest(ORDERS, seed=3, depth=0))]),
    ]


def write_xgboost() -> list[dict]:
    """The XGBoost boosters by both operators, with and without covers, and by onnxmltools."""
    described = []
    for source in sorted(GOLDEN.glob("*.booster.json")):
        name = source.name.removesuffix(".booster.json")
        booster = xgboost.Booster(model_file=str(source))
        width = booster.num_features()
        if name == "early-stopped":
            booster = booster[: booster.best_iteration + 1]
        base, nodes = booster_nodes(booster)
        covers = [node["cover"] for node in nodes]
        alone = {"tree": nodes[-1]["tree"] + 1, "id": 0, "leaf": base}
        files = {
            write(f"xgboost-{name}-1", 1, [regressor(nodes, base_values=[float(base)])], features=width): False,
            write(
                f"xgboost-{name}-3",
                3,
                [regressor(nodes, base_values=[float(base)], nodes_hitrates=covers)],
                features=width,
            ): True,
            # This operator has no base value: it is one more tree.
            write(f"xgboost-{name}-5", 5, [ensemble([*nodes, alone])], features=width): False,
        }
        if name != "dart":
            # onnxmltools knows no DART.
            inputs = [("x", FloatTensorType([None, width]))]
            converted = onnxmltools.convert_xgboost(booster, initial_types=inputs, target_opset=15)
            # Else a random one.
            converted.graph.name = name
            files[save(f"xgboost-{name}-onnxmltools", converted)] = False
        described += [
            {"file": file, "native": f"xgboost/{name}", "explained": explained} for file, explained in files.items()
        ]
    return described


def booster_nodes(booster: xgboost.Booster) -> tuple[np.float32, list[Node]]:
    """The base score and the nodes of an XGBoost booster."""
    learner = json.loads(booster.save_raw("json"))["learner"]
    gradient_booster = learner["gradient_booster"]
    trees = gradient_booster.get("gbtree", gradient_booster)["model"]["trees"]
    weights = gradient_booster.get("weight_drop", [1.0] * len(trees))
    nodes: list[Node] = []
    for at, (tree, weight) in enumerate(zip(trees, weights, strict=True)):
        for place, left in enumerate(tree["left_children"]):
            node = {"tree": at, "id": place, "cover": tree["sum_hessian"][place]}
            value = np.float32(tree["split_conditions"][place])
            if left < 0:
                node["leaf"] = value * np.float32(weight)
            else:
                node |= {"feature": tree["split_indices"][place], "mode": "BRANCH_LT", "value": value}
                node |= {"missing": int(tree["default_left"][place])}
                node |= {"true": left, "false": tree["right_children"][place]}
            nodes.append(node)
    return np.float32(learner["learner_model_param"]["base_score"].strip("[]")), nodes


def write_catboost() -> list[dict]:
    """The CatBoost models by CatBoost itself, which knows only symmetric trees in this format."""
    described = []
    for name in ("stumps", "one-tree", "deep", "ordered", "early-stopped", "nan-max", "nan-forbidden"):
        folder = GOLDEN / "foreign" / "catboost"
        file = FOLDER / "catboost.onnx"
        catboost.CatBoost().load_model(str(folder / f"{name}.cbm.json"), format="json").save_model(str(file), "onnx")
        model = onnx.load(str(file))
        file.unlink()
        # When and how it was trained.
        del model.metadata_props[:]
        described.append({"file": save(f"catboost-{name}", model), "native": f"catboost/{name}", "explained": False})
    return described


def refused() -> dict[str, tuple[int, list[onnx.NodeProto], dict]]:
    """By name what is no sum of trees that can be read: the set's version, the graph's nodes, what else is unusual."""
    nodes = forest(["BRANCH_LEQ"], seed=0, depth=2)
    equal = forest(["BRANCH_EQ"], seed=0, depth=2)
    plain, inner = regressor(nodes), regressor(nodes)
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
) -> str:
    """Writes the operators as a whole model; returns the file's name."""
    inputs = [helper.make_tensor_value_info("x", number, [None, features])]
    outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 1])]
    graph = helper.make_graph(nodes, name, inputs, outputs, doc_string="trees of another writer", **more)
    sets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", opset)]
    model = helper.make_model(graph, opset_imports=sets, ir_version=8, producer_name="foreign_onnx", model_version=3)
    onnx.checker.check_model(model)
    return save(name, model)


def save(name: str, model: onnx.ModelProto) -> str:
    """Writes a model; returns the file's name."""
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))
    return f"{name}.onnx"


if __name__ == "__main__":
    main()
