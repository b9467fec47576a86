"""Notebook 02: what padding, stride and dilation do to the size and to the view."""

EXERCISES = (
    "output_size",
    "testing_output_size",
    "pad2d",
    "conv_strided",
    "same_padding",
    "receptive_field",
)
