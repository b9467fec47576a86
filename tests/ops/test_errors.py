"""Every refusal is a ValueError that names the argument, what it got, and what would do."""

import numpy as np
import pytest

from cnnnotes import ops

X, W, B = np.zeros((2, 5, 6, 3)), np.zeros((3, 2, 3, 4)), np.zeros(4)
SIGNAL, TAPS = np.zeros((2, 6, 3)), np.zeros((2, 3, 4))
ROWS, WEIGHTS = np.zeros((2, 3)), np.zeros((3, 4))
PLANE = np.zeros((5, 6))
C3 = np.ones(3)
RNG = np.random.default_rng(0)

REFUSED = {
    # rank: what it got, and what would do
    "conv2d of one image": (
        lambda: ops.conv2d(X[0], W),
        ["x must have shape (N, H, W, C)", "got (5, 6, 3)", "x[None] of shape (1, 5, 6, 3)"],
    ),
    "conv2d of a plane": (
        lambda: ops.conv2d(PLANE, W),
        ["x must", "got (5, 6)", "x[None, ..., None] of shape (1, 5, 6, 1)"],
    ),
    "conv2d of a number": (lambda: ops.conv2d(3.0, W), ["x must have", "(N, H, W, C)", "got ()"]),
    "conv2d of nothing": (lambda: ops.conv2d(None, W), ["x must have shape (N, H, W, C)"]),
    "conv2d by one filter": (
        lambda: ops.conv2d(X, W[..., 0]),
        ["w must have shape (KH, KW, C, F)", "got (3, 2, 3)"],
    ),
    "conv1d of one signal": (
        lambda: ops.conv1d(SIGNAL[0, :, 0], TAPS),
        ["x must have shape (N, L, C)", "got (6,)", "x[None, ..., None] of shape (1, 6, 1)"],
    ),
    "conv1d of images": (lambda: ops.conv1d(X, TAPS), ["x must have shape (N, L, C), got (2, 5"]),
    "max_pool2d of one image": (lambda: ops.max_pool2d(X[0]), ["x must", "(1, 5, 6, 3)"]),
    "global_avg_pool2d of one": (lambda: ops.global_avg_pool2d(X[0]), ["x must", "(5, 6, 3)"]),
    "dense of images": (lambda: ops.dense(X, WEIGHTS), ["x must have shape (N, D)", str(X.shape)]),
    "dense by a row": (lambda: ops.dense(ROWS, C3), ["w must have shape (D, M)", "got (3,)"]),
    "cross_entropy of a row": (
        lambda: ops.cross_entropy(C3, [0]),
        ["logits must have shape (N, C)", "got (3,)"],
    ),
    "softmax along an axis that is not there": (
        lambda: ops.softmax(ROWS, axis=2),
        ["z must", "axis 2", "got shape (2, 3)"],
    ),
    "softmax along all axes": (lambda: ops.softmax(ROWS, axis=None), ["axis must be an integer"]),
    "softmax along two axes": (lambda: ops.log_softmax(ROWS, axis=(0, 1)), ["axis must", "(0, 1)"]),
    "softmax_backward along 1.0": (lambda: ops.softmax_backward(ROWS, ROWS, 1.0), ["axis", "1.0"]),
    "rows of two lengths": (
        lambda: ops.dense([[1.0], [1.0, 2.0]], WEIGHTS),
        ["x must be an array, got a list whose entries differ in length"],
    ),
    "labels in one row": (
        lambda: ops.cross_entropy(np.zeros((3, 10)), [[1, 2, 3]]),
        ["labels must have shape (3,)", "got (1, 3); labels[0] would do"],
    ),
    "slope of a word": (lambda: ops.leaky_relu(C3, "a"), ["slope must be a finite number", "'a'"]),
    "eps below 0": (
        lambda: ops.batch_norm(X, C3, C3, C3, C3, eps=-1),
        ["eps must be a finite number of at least 0, got -1"],
    ),
    "angle of a word": (lambda: ops.warp(X, angle="a"), ["angle must be a finite number", "'a'"]),
    "softmax of a number": (lambda: ops.softmax(np.float64(3)), ["z must", "got shape ()"]),
    "softmax of no class": (lambda: ops.softmax(np.zeros((2, 0))), ["z must", "got shape (2, 0)"]),
    "batch_norm of a row": (
        lambda: ops.batch_norm(C3, C3, C3, C3, C3),
        ["x must have shape (N, …, C)", "got (3,)"],
    ),
    "batch_statistics of nothing": (
        lambda: ops.batch_statistics(X[:0]),
        ["x must hold at least one", "(0, 5, 6, 3)"],
    ),
    # shapes that do not go together
    "channels of images": (
        lambda: ops.conv2d(X, W[:, :, :2]),
        ["x of shape (2, 5, 6, 3) has 3 channels", "w must have shape (3, 2, 3, 4)"],
    ),
    "channels of signals": (
        lambda: ops.conv1d(SIGNAL, TAPS[:, :1]),
        ["3 channels", "w must have shape (2, 3, 4)"],
    ),
    "features": (
        lambda: ops.dense(ROWS, np.zeros((5, 4))),
        ["x of shape (2, 3) has 3 features", "w must have shape (3, 4)"],
    ),
    "filters that hold nothing": (
        lambda: ops.conv2d(X, W[..., :0]),
        ["w must have at least one entry along each axis", "got (3, 2, 3, 0)"],
    ),
    "bias of conv2d": (lambda: ops.conv2d(X, W, B[:3]), ["b must have shape (4,)", "got (3,)"]),
    "bias of conv2d as a number": (lambda: ops.conv2d(X, W, 1.0), ["b must have shape (4,)", "()"]),
    "bias of dense": (lambda: ops.dense(ROWS, WEIGHTS, C3), ["b must have shape (4,)", "got (3,)"]),
    "gamma": (
        lambda: ops.batch_norm(X, B, C3, C3, C3),
        ["gamma must have shape (3,)", "got (4,)"],
    ),
    "dy of conv2d": (
        lambda: ops.conv2d_backward(X, X, W),
        ["dy must have shape (2, 3, 5, 4)", "got (2, 5, 6, 3)"],
    ),
    "dy of conv1d": (
        lambda: ops.conv1d_backward(SIGNAL, SIGNAL, TAPS),
        ["dy must have shape (2, 5, 4)", "got (2, 6, 3)"],
    ),
    "dy of max_pool2d": (
        lambda: ops.max_pool2d_backward(X, X),
        ["dy must have shape (2, 2, 3, 3)", "got (2, 5, 6, 3)"],
    ),
    "dy of avg_pool2d": (
        lambda: ops.avg_pool2d_backward(X, X),
        ["dy must have shape (2, 2, 3, 3)", "got (2, 5, 6, 3)"],
    ),
    "dy of global_avg_pool2d": (
        lambda: ops.global_avg_pool2d_backward(np.zeros((2, 4)), X),
        ["dy must have shape (2, 3)", "got (2, 4)"],
    ),
    "dy of dense": (
        lambda: ops.dense_backward(ROWS, ROWS, WEIGHTS),
        ["dy must have shape (2, 4)", "got (2, 3)"],
    ),
    "dy of relu": (
        lambda: ops.relu_backward(C3, ROWS),  # NumPy would broadcast it
        ["dy must have shape (2, 3)", "got (3,)"],
    ),
    "dy of batch_norm": (
        lambda: ops.batch_norm_backward(ROWS, X, C3, C3, C3),
        ["dy must have shape (2, 5, 6, 3)", "got (2, 3)"],
    ),
    "dy of dropout": (
        lambda: ops.dropout_backward(C3, ROWS),
        ["dy must have shape (2, 3)", "got (3,)"],
    ),
    # windows
    "kernel larger than the image": (
        lambda: ops.conv2d(X, np.zeros((6, 2, 3, 4))),
        ["along H of x (N, 5, 6, C)", "kernel of 6", "padding of at least 1", "at most 5"],
    ),
    "kernel spread beyond the padded image": (
        lambda: ops.conv2d(X, W, padding=(0, 1), dilation=(1, 8)),
        ["along W", "kernel of 2, spread to 9", "6 + padding 1 + 1 = 8", "at least 3 in all"],
    ),
    "kernel longer than the signal": (
        lambda: ops.conv1d(SIGNAL[:, :1], TAPS),
        ["kernel of 2", "does not fit in 1", "padding of at least 1"],
    ),
    "window larger than the image": (
        lambda: ops.max_pool2d(X, 7),
        ["along H of x (N, 5, 6, C)", "kernel of 7", "at most 5"],
    ),
    "image without pixels": (lambda: ops.conv2d(X[:, :0], W), ["along H of x (N, 0, 6, C)"]),
    "pooling without pixels": (lambda: ops.avg_pool2d(X[:, :, :0]), ["x must", "(2, 5, 0, 3)"]),
    "stride 0": (lambda: ops.conv2d(X, W, stride=0), ["stride must be", "at least 1, got 0"]),
    "stride of three": (lambda: ops.conv2d(X, W, stride=(1, 2, 3)), ["stride", "int or (h, w)"]),
    "stride True": (lambda: ops.conv2d(X, W, stride=True), ["stride must be", "got True"]),
    "stride 1.5": (lambda: ops.max_pool2d(X, stride=1.5), ["stride must be", "got 1.5"]),
    "stride 0 of pooling": (lambda: ops.max_pool2d(X, stride=0), ["stride must be", "got 0"]),
    "dilation 0": (lambda: ops.conv1d(SIGNAL, TAPS, dilation=0), ["dilation must be", "got 0"]),
    "size 0": (lambda: ops.max_pool2d(X, 0), ["size must be", "at least 1, got 0"]),
    "size of a word": (lambda: ops.avg_pool2d(X, "2"), ["size must be", "got '2'"]),
    "negative padding": (lambda: ops.conv2d(X, W, padding=-1), ["padding must be", "0, got -1"]),
    "half a pixel of padding": (lambda: ops.conv2d(X, W, padding=0.5), ["padding must be", "0.5"]),
    "padding by another word": (
        lambda: ops.conv2d(X, W, padding="full"),
        ["padding must be", '"valid" or "same"', "got 'full'"],
    ),
    "padding of three": (
        lambda: ops.conv2d(X, W, padding=(1, 2, 3)),
        ["padding must be", "((top, bottom), (left, right))", "got (1, 2, 3)"],
    ),
    "padding that fills a window": (
        lambda: ops.max_pool2d(X, 2, padding=2),
        ["padding along H must be smaller than the window's 2", "got (2, 2)"],
    ),
    "output_size of nothing": (lambda: ops.output_size(0, 1), ["n must be", "at least 1, got 0"]),
    "output_size, too small": (lambda: ops.output_size(3, 5), ["kernel of 5", "at least 2 in all"]),
    "output_size of a float": (lambda: ops.output_size(28.0, 3), ["n must be", "got 28.0"]),
    # dtypes and values
    "integer images": (
        lambda: ops.conv2d(X.astype(int), W),
        ["x must hold floats", "int64", "x.astype(np.float32) would do"],
    ),
    "images of bytes": (
        lambda: ops.max_pool2d(X.astype(np.uint8)),
        ["x must hold floats", "uint8", "x.astype(np.float32) / 255 would do"],
    ),
    "integer filters": (lambda: ops.conv2d(X, W.astype(int)), ["w must hold floats, got int64"]),
    "integer bias": (lambda: ops.conv2d(X, W, B.astype(int)), ["b must hold floats, got int64"]),
    "integer dy": (lambda: ops.relu_backward([1, 2], [1.0, 2.0]), ["dy must hold floats"]),
    "truth": (lambda: ops.relu(X > 0), ["x must hold floats, got bool"]),
    "words": (lambda: ops.tanh(["a"]), ["x must hold floats"]),
    "complex numbers": (lambda: ops.dense(ROWS * 1j, WEIGHTS), ["x must hold floats, got complex"]),
    "integer logits": (lambda: ops.softmax([1, 2]), ["z must hold floats"]),
    "one-hot labels": (
        lambda: ops.cross_entropy(ROWS, [[0, 0, 1], [0, 1, 0]]),
        ["labels must have shape (2,)", "got (2, 3)", "labels.argmax(axis=1) would do"],
    ),
    "labels in a column": (
        lambda: ops.cross_entropy(ROWS, [[0], [1]]),
        ["labels must have shape (2,)", "got (2, 1)", "labels[:, 0] would do"],
    ),
    "too few labels": (
        lambda: ops.cross_entropy_backward(ROWS, [0]),
        ["labels must have shape (2,)", "got (1,)"],
    ),
    "labels from 1": (lambda: ops.cross_entropy(ROWS, [1, 3]), ["labels", "0 … 2", "got 1 … 3"]),
    "negative labels": (lambda: ops.cross_entropy(ROWS, [-1, 0]), ["labels", "got -1 … 0"]),
    "labels as floats": (lambda: ops.cross_entropy(ROWS, [0.0, 1.0]), ["labels", "got float64"]),
    "rate 1": (lambda: ops.dropout(X, 1.0, RNG), ["rate", "0 ≤ rate < 1", "got 1.0"]),
    "negative rate": (lambda: ops.dropout(X, -0.1, RNG), ["rate", "got -0.1"]),
    "rate as a word": (lambda: ops.dropout(X, "half", RNG), ["rate", "got 'half'"]),
    "a seed for a generator": (lambda: ops.dropout(X, 0.5, 0), ["rng", "Generator", "got int"]),
}


@pytest.mark.parametrize(("call", "says"), REFUSED.values(), ids=REFUSED)
def test_refused_with_the_answer(call, says):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011
        call()
    assert refusal.type is ValueError
    for words in says:
        assert words in str(refusal.value)
