"""REPORT.md, which a training run writes: what was trained, how well it forecasts, everything that was tried."""
