def test_the_report_says_what_the_contract_says(trained, model_name):
    report, contract = trained.report(), trained.contract(model_name)
    metrics = contract["metrics"]
    assert contract["version"] in report
    for kind in ("normalised", "official"):
        low, high = (f"{round(edge):,}" for edge in metrics["wmaeInterval"][kind])
        assert f"{round(metrics['wmae'][kind]):,} | {low} to {high}" in report
    assert f"{100 * metrics['coverage']['overall']:.1f} %" in report


def test_the_report_lists_all_that_was_tried_and_decides_on_the_net(trained):
    report = trained.report()
    assert "Synthetic data" in report
    for tried in ("xgboost", "lightgbm", "catboost", "net", "identity", "log1p", "power 0.25", "power 0.5"):
        assert f"| {tried} |" in report
    assert "**Decision: " in report
