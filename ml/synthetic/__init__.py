"""Synthetic clients: a generator with a known law of income, so that the best possible forecast is known, too."""
