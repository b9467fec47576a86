"""Slow and obvious: what the kernels and gradients are measured against."""

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
    """For each stop of the window along an axis, the pixel beneath each entry, if there is one."""
    before, after = sides(n, kernel, stride, padding, dilation, axis)
    last = n + before + after - reach(kernel[axis], dilation[axis])
    for start in range(-before, last - before + 1, stride[axis]):
        pixels = [start + k * dilation[axis] for k in range(kernel[axis])]
        yield [(k, pixel) for k, pixel in enumerate(pixels) if 0 <= pixel < n]


def windows(x, kernel, stride, padding, dilation=(1, 1)):
    """What each window sees, stop by stop: its entries (i, j) and the pixels (r, c) beneath."""
    rows, columns = (
        list(stops(n, kernel, stride, padding, dilation, axis))
        for axis, n in enumerate(x.shape[1:3])
    )
    return [
        [[(i, j, r, c) for i, r in row for j, c in column] for column in columns] for row in rows
    ]


def conv2d(x, w, b, *, stride, padding, dilation):
    seen = windows(x, w.shape, stride, padding, dilation)
    y = np.zeros((len(x), len(seen), len(seen[0]), w.shape[3]))
    for n, oi, oj, f in np.ndindex(y.shape):
        y[n, oi, oj, f] = b[f]
        for i, j, r, c in seen[oi][oj]:
            for channel in range(x.shape[3]):
                y[n, oi, oj, f] += x[n, r, c, channel] * w[i, j, channel, f]
    return y


def pool2d(x, size, *, stride, padding, reduce):
    """`reduce` gets the list of the real pixels of each window."""
    seen = windows(x, size, stride, padding)
    y = np.zeros((len(x), len(seen), len(seen[0]), x.shape[3]))
    for n, oi, oj, channel in np.ndindex(y.shape):
        y[n, oi, oj, channel] = reduce([x[n, r, c, channel] for _, _, r, c in seen[oi][oj]])
    return y


def max_pool2d_backward(dy, x, size, *, stride, padding):
    """The first of the largest pixels of each window takes all."""
    seen, dx = windows(x, size, stride, padding), np.zeros(x.shape)
    for n, oi, oj, channel in np.ndindex(dy.shape):
        values = [x[n, r, c, channel] for _, _, r, c in seen[oi][oj]]
        _, _, r, c = seen[oi][oj][values.index(max(values))]
        dx[n, r, c, channel] += dy[n, oi, oj, channel]
    return dx


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
