"""Notebook 03: convolutions in a row are one convolution, until a nonlinearity comes between."""

EXERCISES = ("merge_kernels", "relu", "relu_backward", "dead_fraction", "he_std")
