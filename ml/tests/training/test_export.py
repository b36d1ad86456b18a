import numpy as np
import pytest


def to_roubles(transform, margin):
    if transform["kind"] == "log1p":
        return np.exp(margin) - 1
    if transform["kind"] == "power":
        return np.maximum(margin, 0) ** (1 / transform["exponent"])
    return margin


def test_the_recipe_makes_the_golden_forecasts_from_the_native_files(trained, model_name):
    recipe, contract = trained.json(f"out/{model_name}/recipe.json"), trained.contract(model_name)
    parts = {"forecast": recipe["forecast"], "p10": recipe["p10"]["trees"], "p90": recipe["p90"]["trees"]}
    files = {part["file"] for trees in parts.values() for part in trees}
    written = {path.name for path in (trained.folder / "out" / model_name).iterdir()}
    assert written == files | {"recipe.json", "contract.json"}
    assert sum(part["weight"] for part in recipe["forecast"]) == pytest.approx(1)

    matrix = trained.golden("income.matrix", 220)
    margins = {
        key: sum(part["weight"] * trained.native(model_name, part["file"]).margins(matrix) for part in trees)
        for key, trees in parts.items()
    }
    names = [feature["name"] for feature in contract["features"]]
    for key in ("p10", "p90"):
        correction = recipe[key]["correction"]
        salary = matrix[:, names.index(correction["feature"])]
        margins[key] += np.where(np.isnan(salary), correction["absent"], correction["present"])
    margins["p10"] = np.minimum(margins["p10"], margins["forecast"])
    margins["p90"] = np.maximum(margins["p90"], margins["forecast"])
    expected = np.stack([to_roubles(contract["transform"], margins[key]) for key in ("forecast", "p10", "p90")], axis=1)
    np.testing.assert_allclose(trained.golden(f"{model_name}.margins"), margins["forecast"], rtol=1e-6)
    np.testing.assert_allclose(trained.golden(f"{model_name}.forecasts", 3), expected, rtol=1e-6)
