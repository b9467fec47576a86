"""Slow and obvious: what the kernels and gradients are measured against."""

import itertools

import numpy as np


def reach(kernel, dilation):
    """How many pixels a window spans."""
    return dilation * (kernel - 1) + 1


def sides(n, kernel, stride, padding, dilation, axis):
    """Pixels of padding before and after an axis of `n` pixels."""
    if padding == "valid":
        return 0, 0
    if padding == "same":
        stops = -(-n // stride[axis])
        missing = (stops - 1) * stride[axis] + reach(kernel[axis], dilation[axis]) - n
        return max(missing, 0) // 2, max(missing, 0) - max(missing, 0) // 2
    if isinstance(padding, int):
        return padding, padding
    one = padding[axis]
    return (one, one) if isinstance(one, int) else one


def stops(n, kernel, stride, padding, dilation, axis):
    """For each stop of the window along an axis, the pixel beneath each entry; None is padding."""
    before, after = sides(n, kernel, stride, padding, dilation, axis)
    last = n + before + after - reach(kernel[axis], dilation[axis])
    return [
        [
            start + k * dilation[axis] - before
            if 0 <= start + k * dilation[axis] - before < n
            else None
            for k in range(kernel[axis])
        ]
        for start in range(0, last + 1, stride[axis])
    ]


def over_windows(x, kernel, stride, padding, dilation, visit):
    """`visit(seen, image, channels…)` at every stop: `seen` lists (i, j, row, column) in order."""
    rows = stops(x.shape[1], kernel, stride, padding, dilation, 0)
    columns = stops(x.shape[2], kernel, stride, padding, dilation, 1)
    for oi, oj in itertools.product(range(len(rows)), range(len(columns))):
        seen = [
            (i, j, r, c)
            for i, r in enumerate(rows[oi])
            for j, c in enumerate(columns[oj])
            if r is not None and c is not None
        ]
        visit(oi, oj, seen)
    return len(rows), len(columns)


def conv2d(x, w, b, *, stride, padding, dilation):
    y = {}

    def visit(oi, oj, seen):
        for n, f in np.ndindex(len(x), w.shape[3]):
            y[n, oi, oj, f] = b[f] + sum(
                float(x[n, r, c, channel] * w[i, j, channel, f])
                for i, j, r, c in seen
                for channel in range(x.shape[3])
            )

    size = over_windows(x, w.shape[:2], stride, padding, dilation, visit)
    return _filled((len(x), *size, w.shape[3]), y)


def pool2d(x, size, *, stride, padding, reduce):
    """`reduce` gets the list of the real pixels of each window."""
    y = {}

    def visit(oi, oj, seen):
        for n, channel in np.ndindex(len(x), x.shape[3]):
            y[n, oi, oj, channel] = reduce([x[n, r, c, channel] for _, _, r, c in seen])

    out = over_windows(x, size, stride, padding, (1, 1), visit)
    return _filled((len(x), *out, x.shape[3]), y)


def max_pool2d_backward(dy, x, size, *, stride, padding):
    """The first of the largest pixels of each window takes all."""
    dx = np.zeros(x.shape)

    def visit(oi, oj, seen):
        for n, channel in np.ndindex(len(x), x.shape[3]):
            values = [x[n, r, c, channel] for _, _, r, c in seen]
            _, _, r, c = seen[values.index(max(values))]
            dx[n, r, c, channel] += dy[n, oi, oj, channel]

    over_windows(x, size, stride, padding, (1, 1), visit)
    return dx


def _filled(shape, entries):
    y = np.zeros(shape)
    for place, value in entries.items():
        y[place] = value
    return y


def central_differences(f, x, step=1e-6):
    """Gradient of the number `f()` by every entry of `x`, which is changed and restored."""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        value = x[place]
        x[place] = value + step
        above = f()
        x[place] = value - step
        below = f()
        x[place] = value
        gradient[place] = (above - below) / (2 * step)
    return gradient
