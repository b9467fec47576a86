"""Vectorized kernels: pure functions on arrays, each forward beside its backward.

Channels last, batch first: images `(N, H, W, C)`, signals `(N, L, C)`, filters `(KH, KW, C, F)`
and `(K, C, F)`, dense weights `(D, M)`. The floating dtype is kept, inputs are never written to,
and a wrong argument raises a `ValueError` that names it and says what would be right.
"""

from cnnnotes.ops.activations import (
    leaky_relu,
    leaky_relu_backward,
    relu,
    relu_backward,
    sigmoid,
    sigmoid_backward,
    tanh,
    tanh_backward,
)
from cnnnotes.ops.conv import conv1d, conv1d_backward, conv2d, conv2d_backward
from cnnnotes.ops.dense import dense, dense_backward
from cnnnotes.ops.geometry import output_size
from cnnnotes.ops.losses import (
    cross_entropy,
    cross_entropy_backward,
    log_softmax,
    softmax,
    softmax_backward,
)
from cnnnotes.ops.pooling import (
    avg_pool2d,
    avg_pool2d_backward,
    global_avg_pool2d,
    global_avg_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
)
from cnnnotes.ops.regularization import (
    batch_norm,
    batch_norm_backward,
    batch_statistics,
    dropout,
    dropout_backward,
)
from cnnnotes.ops.warp import warp

__all__ = [
    "avg_pool2d",
    "avg_pool2d_backward",
    "batch_norm",
    "batch_norm_backward",
    "batch_statistics",
    "conv1d",
    "conv1d_backward",
    "conv2d",
    "conv2d_backward",
    "cross_entropy",
    "cross_entropy_backward",
    "dense",
    "dense_backward",
    "dropout",
    "dropout_backward",
    "global_avg_pool2d",
    "global_avg_pool2d_backward",
    "leaky_relu",
    "leaky_relu_backward",
    "log_softmax",
    "max_pool2d",
    "max_pool2d_backward",
    "output_size",
    "relu",
    "relu_backward",
    "sigmoid",
    "sigmoid_backward",
    "softmax",
    "softmax_backward",
    "tanh",
    "tanh_backward",
    "warp",
]
