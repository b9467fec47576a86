"""Notebook 08: keep it honest."""

EXERCISES = ("dropout", "testing_dropout", "batch_norm", "l1_grad", "l2_grad", "stop_at", "augment")
