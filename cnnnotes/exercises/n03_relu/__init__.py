"""Notebook 03: convolutions in a row are one convolution, until something bends between them."""

EXERCISES = ("merge_kernels", "relu", "relu_backward", "dead_fraction", "he_std")
