"""Right and wrong answers to the exercises of notebook 06, as people write them."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnnotes import ops

# 06_grad_check


def grad_check_flat(f, grad, x):
    x = np.asarray(x, dtype=float)
    a = np.ravel(grad(x))
    n = []
    for unit in np.eye(x.size) * 1e-4:
        step = unit.reshape(x.shape)
        n.append((f(x + step) - f(x - step)) / 2e-4)
    n = np.array(n)
    difference = math.sqrt(((n - a) ** 2).sum())
    return difference / (math.sqrt((n**2).sum()) + math.sqrt((a**2).sum()))


def grad_check_five_points(f, grad, x):
    h, n, a = 1e-3, np.zeros(x.shape), grad(x)
    for i in range(x.size):
        e = np.zeros(x.size)
        e[i] = h
        e = e.reshape(x.shape)
        n.flat[i] = (8 * (f(x + e) - f(x - e)) - f(x + 2 * e) + f(x - 2 * e)) / (12 * h)
    return np.array([np.linalg.norm(n - a) / (np.linalg.norm(n) + np.linalg.norm(a))])[0]


def _difference_quotients(f, x, quotient):
    n = np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[at] = 1
        n[at] = quotient(x, e)
    return n


def _relative(n, a):
    return np.linalg.norm(n - a) / (np.linalg.norm(n) + np.linalg.norm(a))


def grad_check_one_sided(f, grad, x):
    h = 1e-6
    return _relative(_difference_quotients(f, x, lambda x, e: (f(x + h * e) - f(x)) / h), grad(x))


def grad_check_over_h(f, grad, x):
    h = 1e-6
    return _relative(
        _difference_quotients(f, x, lambda x, e: (f(x + h * e) - f(x - h * e)) / h), grad(x)
    )


def grad_check_absolute(f, grad, x):
    h = 1e-5
    n = _difference_quotients(f, x, lambda x, e: (f(x + h * e) - f(x - h * e)) / (2 * h))
    return np.sqrt(np.sum((n - grad(x)) ** 2))


def grad_check_integers(f, grad, x):
    h, n = 1e-5, np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[at] += h
        down[at] -= h
        n[at] = (f(up) - f(down)) / (2 * h)
    return _relative(n, grad(x))


def grad_check_first_axis(f, grad, x):
    x, h = x.astype(float), 1e-5
    n = np.zeros(x.shape)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        n[i] = (f(up) - f(down)) / (2 * h)
    return _relative(n, grad(x))


def grad_check_whole_x(f, grad, x):
    h = 1e-5
    return _relative(np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h)), grad(x))


def grad_check_walks_on(f, grad, x):
    x, h = np.array(x, float), 1e-4
    n = np.zeros(x.shape)
    a = grad(x)
    for at in np.ndindex(x.shape):
        x[at] += h
        above = f(x)
        x[at] -= 2 * h
        n[at] = (above - f(x)) / (2 * h)
    return _relative(n, a)


def grad_check_sums(f, grad, x):
    n = _difference_quotients(f, x, lambda x, e: (f(x + 1e-5 * e) - f(x - 1e-5 * e)) / 2e-5)
    return np.abs(n - grad(x)).sum() / (np.abs(n).sum() + np.abs(grad(x)).sum())


def grad_check_one_number(f, grad, x, epsilon=1e-7):
    n = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    a = grad(x)
    return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))


# 06_conv2d_backward


def conv2d_backward_by_ops(dy, x, w, stride, padding):
    return ops.conv2d_backward(dy, x, w, stride=stride, padding=padding)


def conv2d_backward_float32(dy, x, w, stride, padding):
    dy, x, w = (a.astype(np.float32) for a in (dy, x, w))
    return list(ops.conv2d_backward(dy, x, w, stride=stride, padding=padding))


def conv2d_backward_by_stops(dy, x, w, stride, padding):
    """Right, but for the loop."""
    (n, h, width, _), (kh, kw, _, f) = x.shape, w.shape
    padded = np.pad(x, ((0, 0), (padding[0],) * 2, (padding[1],) * 2, (0, 0)))
    dpadded, dw, db = np.zeros_like(padded), np.zeros_like(w), np.zeros(f)
    for m in range(n):
        for i in range(dy.shape[1]):
            for j in range(dy.shape[2]):
                a, b = i * stride[0], j * stride[1]
                for k in range(f):
                    dw[:, :, :, k] += padded[m, a : a + kh, b : b + kw] * dy[m, i, j, k]
                    dpadded[m, a : a + kh, b : b + kw] += w[:, :, :, k] * dy[m, i, j, k]
                    db[k] += dy[m, i, j, k]
    return dpadded[:, padding[0] : padding[0] + h, padding[1] : padding[1] + width], dw, db


def _convolved(dy, x, w, stride, padding, flip=True, mean=False):
    """Gradients as two convolutions: dy spread by the stride, and then slid."""
    (n, h, width, _), (kh, kw, _, f), (ph, pw) = x.shape, w.shape, padding
    rows, columns = h + 2 * ph - kh + 1, width + 2 * pw - kw + 1
    spread = np.zeros((n, rows, columns, f))
    spread[:, :: stride[0], :: stride[1]][:, : dy.shape[1], : dy.shape[2]] = dy
    around = np.pad(spread, ((0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1), (0, 0)))
    kernel = w[::-1, ::-1] if flip else w
    dx = np.einsum("nhwfab,abcf->nhwc", sliding_window_view(around, (kh, kw), (1, 2)), kernel)
    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    met = sliding_window_view(padded, (rows, columns), (1, 2))
    dw = np.einsum("nabchw,nhwf->abcf", met, spread)
    db = np.einsum("nhwf->f", dy)
    if mean:
        dw, db = dw / n, db / n
    return dx[:, ph : ph + h, pw : pw + width], dw, db


def conv2d_backward_convolved(dy, x, w, stride, padding):
    return _convolved(dy, x, w, stride, padding)


def conv2d_backward_unflipped(dy, x, w, stride, padding):
    return _convolved(dy, x, w, stride, padding, flip=False)


def conv2d_backward_mean(dy, x, w, stride, padding):
    return _convolved(dy, x, w, stride, padding, mean=True)


def _by_stops(dy, x, w, stride, padding, step=None, overwrite=False, crop=True):
    (h, width), (kh, kw), (ph, pw) = x.shape[1:3], w.shape[:2], padding
    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dpadded, dw = np.zeros_like(padded), np.zeros_like(w)
    sh, sw = step or stride
    for i in range(dy.shape[1]):
        for j in range(dy.shape[2]):
            window = np.s_[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            dw += np.einsum("nabc,nf->abcf", padded[window], dy[:, i, j])
            back = np.einsum("nf,abcf->nabc", dy[:, i, j], w)
            dpadded[window] = back if overwrite else dpadded[window] + back
    dx = dpadded[:, ph : ph + h, pw : pw + width] if crop else dpadded
    return dx, dw, dy.sum((0, 1, 2))


def conv2d_backward_no_crop(*args):
    return _by_stops(*args, crop=False)


def conv2d_backward_overwrites(*args):
    return _by_stops(*args, overwrite=True)


def conv2d_backward_no_stride(*args):
    return _by_stops(*args, step=(1, 1))


def conv2d_backward_db_first_axis(dy, x, w, stride, padding):
    dx, dw, _ = _by_stops(dy, x, w, stride, padding)
    return dx, dw, dy.sum(0)


def conv2d_backward_swapped_stride(dy, x, w, stride, padding):
    return _by_stops(dy, x, w, stride[::-1], padding)


def conv2d_backward_last_image(dy, x, w, stride, padding):
    dx, _, db = _by_stops(dy, x, w, stride, padding)
    for n in range(len(x)):
        dw = _by_stops(dy[n : n + 1], x[n : n + 1], w, stride, padding)[1]
    return dx, dw, db


def conv2d_backward_turned_and_scattered(dy, x, w, stride, padding):
    return _by_stops(dy, x, w[::-1, ::-1], stride, padding)


def conv2d_backward_square_kernel(dy, x, w, stride, padding):
    (h, width), (ph, pw), (oh, ow), k = x.shape[1:3], padding, dy.shape[1:3], len(w)
    padded = np.pad(x, ((0, 0), (ph, ph), (pw, pw), (0, 0)))
    dpadded, dw = np.zeros_like(padded), np.zeros_like(w)
    for a in range(k):
        for b in range(k):
            met = np.s_[:, a : a + stride[0] * oh : stride[0], b : b + stride[1] * ow : stride[1]]
            dw[a, b] = np.einsum("nijc,nijf->cf", padded[met], dy)
            dpadded[met] += dy @ w[a, b].T
    return dpadded[:, ph : ph + h, pw : pw + width], dw, dy.sum((0, 1, 2))


def conv2d_backward_minus_zero(dy, x, w, stride, padding):
    dx, dw, db = _by_stops(dy, x, w, stride, padding, crop=False)
    ph, pw = padding
    return dx[:, ph:-ph, pw:-pw, :], dw, db


# 06_max_pool2d_backward


def max_pool2d_backward_by_ops(dy, x, size, stride):
    return ops.max_pool2d_backward(dy, x, (size, size), stride=stride)


def max_pool2d_backward_add_at(dy, x, size, stride):
    windows = sliding_window_view(x, (size, size), (1, 2))[:, ::stride, ::stride]
    place = windows.reshape(*dy.shape, -1).argmax(axis=-1)
    n, i, j, c = np.indices(dy.shape)
    dx = np.zeros_like(x)
    np.add.at(dx, (n, i * stride + place // size, j * stride + place % size, c), dy)
    return dx


def _by_windows(dy, x, size, stride, give, step=None):
    dx, step = np.zeros(x.shape), step or stride
    for n, i, j, c in np.ndindex(dy.shape):
        window = np.s_[n, i * step : i * step + size, j * step : j * step + size, c]
        give(dx[window], x[window], dy[n, i, j, c])
    return dx


def _to_winner(dx, x, dy):
    dx[np.unravel_index(x.argmax(), x.shape)] += dy


def max_pool2d_backward_by_loops(dy, x, size, stride):
    """Right, but for the loop."""
    return _by_windows(dy, x, size, stride, _to_winner)


def max_pool2d_backward_ties(dy, x, size, stride):
    def give(dx, x, dy):
        dx += dy * (x == x.max())

    return _by_windows(dy, x, size, stride, give)


def max_pool2d_backward_repeated(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        a, b = i * stride, j * stride
        patch = x[n, a : a + size, b : b + size, c]
        row, column = np.unravel_index(np.argmax(patch), patch.shape)
        dx[n, a + row, b + column, c] = dy[n, i, j, c]
    return dx


def max_pool2d_backward_patch_overwritten(dy, x, size, stride):
    def give(dx, x, dy):
        mask = np.zeros(x.size)
        mask[x.argmax()] = 1
        dx[:] = dy * mask.reshape(x.shape)

    return _by_windows(dy, x, size, stride, give)


def max_pool2d_backward_spread(dy, x, size, stride):
    def give(dx, x, dy):
        dx += dy

    return _by_windows(dy, x, size, stride, give)


def max_pool2d_backward_all_channels(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j in np.ndindex(dy.shape[:3]):
        window = np.s_[n, i * stride : i * stride + size, j * stride : j * stride + size]
        dx[window] += (x[window] == x[window].max()) * dy[n, i, j]
    return dx


def max_pool2d_backward_no_stride(dy, x, size, stride):
    return _by_windows(dy, x, size, stride, _to_winner, step=1)


def max_pool2d_backward_greater_equal(dy, x, size, stride):
    def give(dx, x, dy):
        best, place = -np.inf, None
        for at in np.ndindex(x.shape):
            if x[at] >= best:
                best, place = x[at], at
        dx[place] += dy

    return _by_windows(dy, x, size, stride, give)


def max_pool2d_backward_returns_early(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for i, j in np.ndindex(dy.shape[1:3]):
        window = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
        for n, c in np.ndindex(len(x), x.shape[3]):
            _to_winner(dx[window][n, ..., c], x[window][n, ..., c], dy[n, i, j, c])
        return dx


def max_pool2d_backward_place_of_all_channels(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j in np.ndindex(dy.shape[:3]):
        window = x[n, i * stride : i * stride + size, j * stride : j * stride + size]
        a, b, _ = np.unravel_index(window.argmax(), window.shape)
        dx[n, i * stride + a, j * stride + b] += dy[n, i, j]
    return dx


def max_pool2d_backward_one_size(dy, x, size, stride):
    dx, dim = np.zeros(x.shape), x.shape[1]
    for n, c in np.ndindex(len(x), x.shape[3]):
        for i, a in enumerate(range(0, dim - size + 1, stride)):
            for j, b in enumerate(range(0, dim - size + 1, stride)):
                window = x[n, a : a + size, b : b + size, c]
                p, q = np.unravel_index(np.nanargmax(window), window.shape)
                dx[n, a + p, b + q, c] += dy[n, i, j, c]
    return dx


def max_pool2d_backward_size_2(dy, x, size, stride):
    dx = np.zeros(x.shape)
    for n, i, j, c in np.ndindex(dy.shape):
        top, left = i * stride, j * stride
        window = x[n, top : top + 2, left : left + 2, c]
        row, column = np.unravel_index(window.argmax(), window.shape)
        dx[n, top + row, left + column, c] += dy[n, i, j, c]
    return dx


# 06_dense_backward


def dense_backward_by_ops(dy, x, w):
    return ops.dense_backward(dy, x, w)


def dense_backward_einsum(dy, x, w):
    dx = np.einsum("nm,dm->nd", dy, w)
    dw = np.einsum("nd,nm->dm", x, dy)
    return [dx, dw, np.einsum("nm->m", dy)]


def dense_backward_by_loops(dy, x, w):
    (n, d), m = x.shape, dy.shape[1]
    dx, dw, db = np.zeros((n, d)), np.zeros((d, m)), np.zeros(m)
    for i in range(n):
        for j in range(d):
            for k in range(m):
                dx[i, j] += dy[i, k] * w[j, k]
                dw[j, k] += dy[i, k] * x[i, j]
        db += dy[i]
    return dx, dw, db


def dense_backward_outer(dy, x, w):
    dw = sum(np.outer(image, gradient) for image, gradient in zip(x, dy, strict=True))
    dx = np.array([w @ gradient for gradient in dy])
    return dx, dw, np.ones(len(dy)) @ dy


def dense_backward_turned(dy, x, w):
    return np.dot(w, dy.T).T, np.dot(dy.T, x).T, np.add.reduce(dy)


def dense_backward_w_as_it_is(dy, x, w):
    dx = dy @ w
    dw = x.T @ dy
    db = dy.sum(axis=0)
    return dx, dw, db


def dense_backward_w_reshaped(dy, x, w):
    return dy @ w.reshape(w.shape[1], w.shape[0]), x.T @ dy, dy.sum(0)


def dense_backward_x_as_it_is(dy, x, w):
    return dy @ w.T, x @ dy, dy.sum(axis=0)


def dense_backward_dw_like_torch(dy, x, w):
    return dy @ w.T, dy.T @ x, dy.sum(axis=0)


def dense_backward_dx_like_columns(dy, x, w):
    return w @ dy.T, x.T @ dy, dy.sum(axis=0)


def dense_backward_mean(dy, x, w):
    n = x.shape[0]
    return dy @ w.T, x.T @ dy / n, dy.sum(axis=0) / n


def dense_backward_db_mean(dy, x, w):
    return dy @ w.T, x.T @ dy, dy.mean(axis=0)


def dense_backward_db_axis(dy, x, w):
    return dy @ w.T, x.T @ dy, dy.sum(axis=1)


def dense_backward_db_number(dy, x, w):
    return np.matmul(dy, w.T), np.matmul(x.T, dy), np.sum(dy)


def dense_backward_db_is_dy(dy, x, w):
    return dy @ w.T, x.T @ dy, dy


def dense_backward_db_keepdims(dy, x, w):
    return dy @ w.T, x.T @ dy, dy.sum(axis=0, keepdims=True)


def dense_backward_stores(dy, x, w):
    dw = np.zeros(w.shape)
    for image, gradient in zip(x, dy, strict=True):
        dw = np.outer(image, gradient)
    return dy @ w.T, dw, dy.sum(axis=0)


def dense_backward_dx_stores(dy, x, w):
    dx = np.zeros(x.shape)
    for n in range(len(dy)):
        for m in range(dy.shape[1]):
            dx[n] = dy[n, m] * w[:, m]
    return dx, x.T @ dy, dy.sum(axis=0)


def dense_backward_sums_first(dy, x, w):
    return dy @ w.T, np.outer(x.sum(axis=0), dy.sum(axis=0)), dy.sum(axis=0)


def dense_backward_dy_summed(dy, x, w):
    return dy.sum(axis=1, keepdims=True) * w.sum(axis=1), x.T @ dy, dy.sum(axis=0)


def dense_backward_order(dy, x, w):
    return x.T @ dy, dy.sum(axis=0), dy @ w.T


def dense_backward_minus(dy, x, w):
    return dy @ w.T, -(x.T @ dy), -dy.sum(axis=0)


def dense_backward_dw_entrywise(dy, x, w):
    return dy @ w.T, x * dy, dy.sum(axis=0)


def dense_backward_two(dy, x, w):
    return (dy @ w.T).T, x.T @ dy, dy.mean(axis=0)


# 06_softmax_cross_entropy


def softmax_cross_entropy_by_ops(logits, labels):
    return ops.cross_entropy(logits, labels), ops.cross_entropy_backward(logits, labels)


def softmax_cross_entropy_by_loops(logits, labels):
    total, gradient = 0.0, []
    for scores, label in zip(logits.tolist(), labels.tolist(), strict=True):
        highest = max(scores)
        log_sum = highest + math.log(sum(math.exp(s - highest) for s in scores))
        total += log_sum - scores[label]
        gradient.append(
            [(math.exp(s - log_sum) - (c == label)) / len(labels) for c, s in enumerate(scores)]
        )
    return total / len(labels), gradient


def softmax_cross_entropy_logaddexp(logits, labels):
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    one_hot = np.eye(logits.shape[1])[labels]
    return -(one_hot * log_p).sum() / len(labels), (np.exp(log_p) - one_hot) / len(labels)


def softmax_cross_entropy_plain(logits, labels):
    e = np.exp(logits)
    p = e / np.sum(e, axis=1)[:, None]
    loss = -np.mean(np.log(p[range(len(labels)), labels]))
    p[range(len(labels)), labels] -= 1
    return loss, p / len(labels)


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_cross_entropy_log_zero(logits, labels):
    p, y = _softmax(logits), np.eye(logits.shape[1])[labels]
    return -np.log(p[y == 1]).mean(), (p - y) / len(y)


def softmax_cross_entropy_epsilon(logits, labels):
    p, y = _softmax(logits), np.eye(logits.shape[1])[labels]
    return -np.sum(y * np.log(p + 1e-8)) / len(y), (p - y) / len(y)


def softmax_cross_entropy_clipped(logits, labels):
    p, y = _softmax(logits), np.eye(logits.shape[1])[labels]
    return -np.sum(y * np.log(np.clip(p, 1e-12, 1))) / len(y), (p - y) / len(y)


def softmax_cross_entropy_no_n(logits, labels):
    loss, gradient = softmax_cross_entropy_logaddexp(logits, labels)
    return loss, gradient * len(labels)


def softmax_cross_entropy_summed(logits, labels):
    loss, gradient = softmax_cross_entropy_logaddexp(logits, labels)
    return loss * len(labels), gradient * len(labels)


def softmax_cross_entropy_global_max(logits, labels):
    e = np.exp(logits - np.max(logits))
    p = e / e.sum(axis=1, keepdims=True)
    y = np.eye(logits.shape[1])[labels]
    return -np.log(p[y == 1]).mean(), (p - y) / len(y)


def softmax_cross_entropy_late(logits, labels):
    p, n = _softmax(logits), np.arange(len(labels))
    gradient = p
    gradient[n, labels] -= 1
    return -np.log(p[n, labels]).mean(), gradient / len(labels)


def softmax_cross_entropy_all_columns(logits, labels):
    loss, _ = softmax_cross_entropy_logaddexp(logits, labels)
    gradient = _softmax(logits)
    gradient[:, labels] -= 1
    return loss, gradient / len(labels)


def softmax_cross_entropy_nan_to_num(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p, y = e / e.sum(axis=1, keepdims=True), np.eye(logits.shape[1])[labels]
    return np.sum(np.nan_to_num(-y * np.log(p))) / len(labels), (p - y) / len(labels)


# 06_momentum_step


def momentum_step_copies(w, dw, v, learning_rate, momentum):
    w, v = w.copy(), v.copy()
    v *= momentum
    v += dw
    w -= learning_rate * v
    return w, v


def momentum_step_by_loops(w, dw, v, learning_rate, momentum):
    new_w, new_v = np.zeros(w.shape), np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        new_v[i] = momentum * v[i] + dw[i]
        new_w[i] = w[i] - learning_rate * new_v[i]
    return [new_w.tolist(), new_v.tolist()]


def momentum_step_float32(w, dw, v, learning_rate, momentum):
    w, dw, v = (a.astype("f4") for a in (w, dw, v))
    return w - learning_rate * (momentum * v + dw), momentum * v + dw


def momentum_step_up(w, dw, v, learning_rate, momentum):
    v = momentum * v + dw
    w = w + learning_rate * v
    return w, v


def momentum_step_late(w, dw, v, learning_rate, momentum):
    w = w - learning_rate * v
    v = momentum * v + dw
    return w, v


def momentum_step_average(w, dw, v, learning_rate, momentum):
    v = momentum * v + (1 - momentum) * dw
    return w - learning_rate * v, v


def momentum_step_rate_in_v(w, dw, v, learning_rate, momentum):
    v = momentum * v + learning_rate * dw
    return w - v, v


def momentum_step_in_place(w, dw, v, learning_rate, momentum):
    v[:] = momentum * v + dw
    w -= learning_rate * v
    return w, v


def momentum_step_always_09(w, dw, v, learning_rate, momentum):
    v = 0.9 * v + dw
    return w - learning_rate * v, v


# 06_adam_step


def adam_step_as_keras(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = m + (1 - beta_1) * (dw - m)
    v = v + (1 - beta_2) * (dw * dw - v)
    rate = learning_rate * math.sqrt(1 - beta_2**t) / (1 - beta_1**t)
    return w - rate * m / (np.sqrt(v) + epsilon), m, v


def adam_step_float32(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    w, dw, m, v = (a.astype(np.float32) for a in (w, dw, m, v))
    m, v = beta_1 * m + (1 - beta_1) * dw, beta_2 * v + (1 - beta_2) * np.square(dw)
    m_hat = np.divide(m, 1 - np.power(beta_1, t))
    v_hat = np.divide(v, 1 - np.power(beta_2, t))
    return [w - learning_rate * m_hat / (v_hat**0.5 + epsilon), m, v]


def adam_step_root_of_sum(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m, v = beta_1 * m + (1 - beta_1) * dw, beta_2 * v + (1 - beta_2) * dw**2
    step = (m / (1 - beta_1**t)) / np.sqrt(v / (1 - beta_2**t) + epsilon)
    return w - learning_rate * step, m, v


def adam_step_uncorrected(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m, v = beta_1 * m + (1 - beta_1) * dw, beta_2 * v + (1 - beta_2) * dw**2
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


def adam_step_from_zero(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    return adam_step_as_keras(w, dw, m, v, t + 1, learning_rate, beta_1, beta_2, epsilon)


def adam_step_corrects_state(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = (beta_1 * m + (1 - beta_1) * dw) / (1 - beta_1**t)
    v = (beta_2 * v + (1 - beta_2) * dw**2) / (1 - beta_2**t)
    return w - learning_rate * m / (np.sqrt(v) + epsilon), m, v


def adam_step_no_square(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m, v = beta_1 * m + (1 - beta_1) * dw, beta_2 * v + (1 - beta_2) * dw
    m_hat, v_hat = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon), m, v


def adam_step_no_epsilon(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    return adam_step_as_keras(w, dw, m, v, t, learning_rate, beta_1, beta_2, 0.0)


RIGHT = {
    "06_grad_check": [grad_check_flat, grad_check_five_points],
    "06_conv2d_backward": [
        conv2d_backward_by_ops,
        conv2d_backward_float32,
        conv2d_backward_convolved,
    ],
    "06_max_pool2d_backward": [max_pool2d_backward_by_ops, max_pool2d_backward_add_at],
    "06_dense_backward": [
        dense_backward_by_ops,
        dense_backward_einsum,
        dense_backward_by_loops,
        dense_backward_outer,
        dense_backward_turned,
    ],
    "06_softmax_cross_entropy": [
        softmax_cross_entropy_by_ops,
        softmax_cross_entropy_by_loops,
        softmax_cross_entropy_logaddexp,
    ],
    "06_momentum_step": [momentum_step_copies, momentum_step_by_loops, momentum_step_float32],
    "06_adam_step": [adam_step_as_keras, adam_step_float32],
}


def adam_step_times_t(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    corrected = m / (1 - beta_1) * t, v / (1 - beta_2) * t
    return w - learning_rate * corrected[0] / (np.sqrt(corrected[1]) + epsilon), m, v


def adam_step_root_first(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    size = np.sqrt(v) / (1 - beta_2**t) + epsilon
    return w - learning_rate * m / (1 - beta_1**t) / size, m, v


def adam_step_squares_of_m(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * m**2
    corrected = m / (1 - beta_1**t), v / (1 - beta_2**t)
    return w - learning_rate * corrected[0] / (np.sqrt(corrected[1]) + epsilon), m, v


def grad_check_zeros_like(f, grad, x):
    n, a, h = np.zeros_like(x), grad(x), 1e-5
    for at in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[at] = h
        n[at] = (f(x + step) - f(x - step)) / (2 * h)
    return np.linalg.norm(n - a) / (np.linalg.norm(n) + np.linalg.norm(a))


def grad_check_order_1(f, grad, x):
    n, a, h = np.zeros(x.shape), grad(x), 1e-5
    for at in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[at] = h
        n[at] = (f(x + step) - f(x - step)) / (2 * h)
    return np.linalg.norm(n - a, 1) / (np.linalg.norm(n, 1) + np.linalg.norm(a, 1))


WRONG = {
    "06_grad_check": {
        grad_check_one_number: "all entries moved at once",
        grad_check_zeros_like: "numerical gradient kept in integers",
        grad_check_order_1: "norms of another order: 1",
        grad_check_walks_on: "not moved back",
        grad_check_sums: "magnitudes added up in place of lengths",
        grad_check_one_sided: "one-sided difference",
        grad_check_over_h: "divided by h, not by 2h",
        grad_check_absolute: "difference not relative",
        grad_check_integers: "integers kept",
        grad_check_first_axis: "whole rows moved at once",
        grad_check_whole_x: "all entries moved at once",
    },
    "06_conv2d_backward": {
        conv2d_backward_by_stops: "a loop where one step does",
        conv2d_backward_unflipped: "kernel the wrong way round in dx",
        conv2d_backward_mean: "mean over the batch",
        conv2d_backward_no_crop: "padding not cropped",
        conv2d_backward_overwrites: "overlaps overwritten in dx",
        conv2d_backward_no_stride: "stride forgotten",
        conv2d_backward_db_first_axis: "db summed over the images alone",
        conv2d_backward_swapped_stride: "stride axes swapped",
        conv2d_backward_last_image: "last image only in dw",
        conv2d_backward_turned_and_scattered: "kernel the wrong way round in dx",
        conv2d_backward_square_kernel: "works for square kernels only",
        conv2d_backward_minus_zero: "padding cropped with -0",
    },
    "06_max_pool2d_backward": {
        max_pool2d_backward_one_size: "works for square images only",
        max_pool2d_backward_size_2: "`size` taken as 2",
        max_pool2d_backward_by_loops: "a loop where one step does",
        max_pool2d_backward_ties: "tied pixels all get the gradient",
        max_pool2d_backward_repeated: "overlaps overwritten",
        max_pool2d_backward_patch_overwritten: "overlaps overwritten",
        max_pool2d_backward_spread: "everyone gets the gradient",
        max_pool2d_backward_all_channels: "one winner for all channels",
        max_pool2d_backward_no_stride: "windows begin at i, not at i·stride",
        max_pool2d_backward_returns_early: "only the first window",
        max_pool2d_backward_place_of_all_channels: "one winner for all channels",
        max_pool2d_backward_greater_equal: "last of the tied pixels wins",
    },
    "06_dense_backward": {
        dense_backward_w_as_it_is: "w not transposed in dx",
        dense_backward_w_reshaped: "w reshaped in dx",
        dense_backward_x_as_it_is: "x not transposed in dw",
        dense_backward_dw_like_torch: "dw transposed",
        dense_backward_dx_like_columns: "dx transposed",
        dense_backward_mean: "mean over the batch",
        dense_backward_db_mean: "db averaged over the batch",
        dense_backward_db_axis: "db summed over the outputs",
        dense_backward_db_number: "db summed over everything",
        dense_backward_db_is_dy: "db not summed",
        dense_backward_db_keepdims: "db keeps an axis of 1",
        dense_backward_stores: "last image only in dw",
        dense_backward_dx_stores: "gradient of the last output alone in dx",
        dense_backward_sums_first: "images summed before they are multiplied",
        dense_backward_dy_summed: "dy summed before it is weighed",
        dense_backward_order: "order of the results",
        dense_backward_minus: "sign turned",
        dense_backward_dw_entrywise: "entry by entry in place of the product",
        dense_backward_two: ("two things at once: dx transposed, and db averaged over the batch"),
    },
    "06_softmax_cross_entropy": {
        softmax_cross_entropy_nan_to_num: "logarithm of zero",
        softmax_cross_entropy_plain: "large scores overflow",
        softmax_cross_entropy_log_zero: "logarithm of zero",
        softmax_cross_entropy_epsilon: "p kept from 0 in the logarithm",
        softmax_cross_entropy_clipped: "p kept from 0 in the logarithm",
        softmax_cross_entropy_no_n: "gradient not divided by N",
        softmax_cross_entropy_summed: "nothing divided by N",
        softmax_cross_entropy_global_max: "one maximum for the whole batch",
        softmax_cross_entropy_late: "loss taken after the label was subtracted",
        softmax_cross_entropy_all_columns: "all labels subtracted from each row",
    },
    "06_momentum_step": {
        momentum_step_always_09: "`momentum` taken as 0.9",
        momentum_step_up: "climbs",
        momentum_step_late: "old velocity used",
        momentum_step_average: "velocity averaged",
        momentum_step_rate_in_v: "learning rate inside the velocity",
        momentum_step_in_place: "changes its input",
    },
    "06_adam_step": {
        adam_step_times_t: "divided by 1 - beta, multiplied by t",
        adam_step_root_first: "root taken before v is corrected",
        adam_step_squares_of_m: "v averages the squares of m",
        adam_step_root_of_sum: "epsilon inside the root",
        adam_step_uncorrected: "no bias correction",
        adam_step_from_zero: "t one too many",
        adam_step_corrects_state: "corrected averages kept",
        adam_step_no_square: "square forgotten",
        adam_step_no_epsilon: "epsilon forgotten",
    },
}

# Spoilt as `spoilt.py` says, the reference passes all the same: why.
MAY_PASS = {
    "06_grad_check": {
        "a quotient of two lengths": (
            "absolute value",
            "clipped below 0",
            "clipped to 0..1",
        ),
    },
}
