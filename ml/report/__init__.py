"""REPORT.md, which a training run writes: what was trained, what it reaches, everything that was tried."""
