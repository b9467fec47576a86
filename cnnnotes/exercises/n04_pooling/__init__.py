"""Notebook 04: pooling, and what it forgets about where things are."""

EXERCISES = ("max_pool", "testing_max_pool", "avg_pool", "survives", "shift_error", "blur_pool")
