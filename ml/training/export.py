"""Writes what `npm run pack` needs of a model: each library's own file, the recipe that sums them, the contract."""

import hashlib
import json
from pathlib import Path

from training.blend import Blend
from training.contract import check_contract
from training.intervals import SPLIT_BY, Correction
from training.model import Model
from training.transforms import Transform


def build_recipe(model: Model) -> tuple[dict, dict[str, bytes]]:
    """The content of recipe.json, and the native files it names.

    A margin is the sum of weight x raw prediction over the files; p10 and p90 add their correction.
    """
    files: dict[str, bytes] = {}
    recipe = {
        "forecast": _parts(model.forecast, files, None),
        "p10": {"trees": _parts(model.p10, files, "p10.json"), "correction": _correction(model.correction, -1)},
        "p90": {"trees": _parts(model.p90, files, "p90.json"), "correction": _correction(model.correction, 1)},
    }
    return recipe, files


def _parts(blend: Blend, files: dict[str, bytes], name: str | None) -> list[dict]:
    """Adds the blend's native files to `files`, named `name` or as their library does."""
    named = [(name or model.file, model, weight) for model, weight in blend.parts]
    assert len({file for file, _, _ in named} - set(files)) == len(named), "two models of one name"
    files |= {file: model.content for file, model, _ in named}
    return [{"file": file, "weight": weight} for file, _, weight in named]


def _correction(correction: Correction, sign: int) -> dict:
    return {"feature": SPLIT_BY, "present": sign * correction.present, "absent": sign * correction.absent}


def fingerprint(model: Model, transform: Transform) -> str:
    """A hash that changes with anything that can change a forecast or an interval.

    That is trees, weights, corrections, transform and category codes.
    """
    recipe, files = build_recipe(model)
    codes = [[feature.name, feature.kind, *feature.categories] for feature in model.features]
    hashes = {name: sha256(content) for name, content in files.items()}
    return sha256(json.dumps([recipe, hashes, transform.described(), codes]).encode())


def sha256(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def write_model(folder: Path, model: Model, contract: dict) -> None:
    """Writes the native files, recipe.json and contract.json into `folder`, and removes files of earlier runs.

    Fails on a contract that the application would refuse; nothing is written then.
    """
    check_contract(contract)
    assert len(contract["features"]) == len(model.features)
    recipe, files = build_recipe(model)
    files["recipe.json"] = _json(recipe)
    files["contract.json"] = _json(contract)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_file() and path.name not in files:
            path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _json(value: dict) -> bytes:
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
