"""Notebook 05: the smallest convolutional network there is, backwards by hand."""

EXERCISES = (
    "forward",
    "dz_dw",
    "da_dz",
    "dl_da",
    "grad_w1",
    "grad_x",
    "numerical_gradient",
    "train",
)
