"""Notebook 07: count, train, measure."""

EXERCISES = ("count_params", "first_loss", "train_step", "evaluate", "confusion", "classify")
