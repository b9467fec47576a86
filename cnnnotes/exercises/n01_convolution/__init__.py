"""Notebook 01: a window slides over the input; first 1-D, then 2-D, then channels."""

EXERCISES = (
    "slide1d",
    "slide2d",
    "testing_slide2d",
    "convolve",
    "conv_channels",
    "n_params",
    "im2col",
)
