"""Training: learners and their blend, the search on rolling months, intervals, evaluation, drift, export."""
