"""Notebook 09: what the network looks at, and what it has learned to see."""

EXERCISES = ("occlusion_map", "saliency", "pca2", "reconstruction_error")
