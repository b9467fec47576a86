"""Notebook 10: where a network fails, and one of its failures repaired."""

EXERCISES = ("accuracy_by_shift", "permute_pixels", "prepare_drawing", "repair")
