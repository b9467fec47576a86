"""Notebook 06: gradients of whole layers, the loss, and the steps that follow them."""

EXERCISES = (
    "grad_check",
    "conv2d_backward",
    "max_pool2d_backward",
    "testing_max_pool2d_backward",
    "dense_backward",
    "softmax_cross_entropy",
    "momentum_step",
    "adam_step",
)
