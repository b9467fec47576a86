"""Notebook 00: shapes as a habit."""

EXERCISES = ("center", "to_batch", "one_hot")
