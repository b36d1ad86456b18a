"""The report's tables by group: deciles of the forecast, slices of clients, columns that drift."""

from report.findings import Findings
from report.markdown import paragraph, percent, rub, table

# The usual limits of PSI, and the limits for a change of the missing share.
PSI_WARNING, PSI_ALARM = 0.1, 0.25
MISSING_WARNING, MISSING_ALARM = 0.05, 0.15
SLICE_TITLES = {"gender": "gender", "ageBand": "age", "region": "region", "salary": "salary on file"}


def calibration(findings: Findings) -> str:
    """Mean forecast and mean income by decile of the forecast."""
    rows = [
        [
            str(at),
            f"{row['rows']:,}",
            rub(row["forecastRub"]),
            rub(row["actualRub"]),
            percent(row["forecastRub"] / row["actualRub"] - 1),
        ]
        for at, row in enumerate(findings.metrics["calibration"], 1)
    ]
    columns = ["decile of the forecast", "clients", "mean forecast", "mean income", "forecast above income"]
    what = paragraph(
        "Clients sorted by forecast, in ten equal parts. The forecast is the point of least WMAE, not the mean",
        "income, so the two columns need not agree.",
    )
    return f"## Calibration\n\n{what}\n\n{table(columns, rows)}"


def slices(findings: Findings) -> str:
    """Scores by group of clients."""
    rows = [
        [
            SLICE_TITLES[row["by"]],
            row["value"] or "no data",
            f"{row['rows']:,}",
            rub(row["wmae"]["normalised"]),
            rub(row["wmae"]["official"]),
            rub(row["maeRub"]),
            rub(row["biasRub"]),
            percent(row["coverage"]),
        ]
        for row in findings.metrics["slices"]
    ]
    columns = ["by", "value", "clients", "WMAE normalised", "WMAE official", "MAE", "bias", "inside interval"]
    what = paragraph(
        "Model `income`. Of the regions, the ten with most clients. A normalised WMAE divides by the group's own",
        "weights: a group of middling incomes, where w is near 0, weighs little in the whole, whatever it says",
        "here; the official WMAE shows that.",
    )
    return f"## Slices\n\n{what}\n\n{table(columns, rows)}"


def drift(findings: Findings) -> str:
    """The columns that changed most since training."""
    rows = [
        [
            f"`{row['feature']}`",
            f"{row['psi']:.3f}",
            percent(row["missingThen"]),
            percent(row["missingNow"]),
            _judged(row),
        ]
        for row in findings.metrics["drift"]
    ]
    months = sorted(findings.clients["dt"].str[:7].unique())[:-1]
    then, now = (part[0] if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in (months, findings.compared))
    what = paragraph(
        f"The columns that differ most between the training months ({then}) and {now}. PSI over deciles (levels of a",
        f'category) and a bin for "no value", ε = 1e-4; above {PSI_WARNING} a warning, above {PSI_ALARM} an alarm.',
        "PSI hardly sees that a rare column vanishes, so 5 points more or less of missing values are a warning,",
        "too, 15 an alarm. A column with few distinct values (one figure a region) jumps whole bins when its",
        "figures are updated.",
    )
    columns = ["column", "PSI", "missing then", "missing now", ""]
    return f"## Drift\n\n{what}\n\n{table(columns, rows)}"


def _judged(row: dict) -> str:
    moved = abs(row["missingNow"] - row["missingThen"])
    if row["psi"] > PSI_ALARM or moved > MISSING_ALARM or row["missingNow"] == 1 > row["missingThen"]:
        return "alarm"
    return "warning" if row["psi"] > PSI_WARNING or moved > MISSING_WARNING else ""
