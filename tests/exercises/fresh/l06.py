# ruff: noqa
"""Notebook 06, as learners write it: set l, from the stubs alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fresh import gathering

FRESH, RIGHT, wrong, right = gathering("06")


@wrong("grad_check", "with integers in x the step is stored as an integer, and is 0")
def grad_check(f, grad, x):
    h = 1e-5
    n = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        n[i] = (f(x + step) - f(x - step)) / (2 * h)
    a = grad(x)
    return np.linalg.norm(n - a) / (np.linalg.norm(n) + np.linalg.norm(a))


@wrong(
    "grad_check",
    "the difference is divided by h, not by 2h: the numerical gradient is twice as large",
)
def grad_check(f, grad, x):
    h = 0.00001
    x = np.array(x, dtype=float)
    num = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    for _ in it:
        i = it.multi_index
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        down = f(x)
        x[i] = old
        num[i] = (up - down) / h
    a = grad(x)
    return np.sqrt(((num - a) ** 2).sum()) / (np.sqrt((num**2).sum()) + np.sqrt((a**2).sum()))


@wrong("grad_check", "only the first axis is walked: in two dimensions a whole row moves at once")
def grad_check(f, grad, x):
    h = 1e-5
    x = x.astype(float)
    n = np.zeros(x.shape)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        n[i] = (f(up) - f(down)) / (2 * h)
    a = grad(x)
    return np.linalg.norm(n - a) / (np.linalg.norm(n) + np.linalg.norm(a))


@wrong("grad_check", "the largest relative difference of single entries, not the one of the norms")
def grad_check(f, grad, x):
    h, x = 1e-5, np.asarray(x, float)
    n = np.empty(x.size)
    for i in range(x.size):
        e = np.zeros(x.size)
        e[i] = h
        e = e.reshape(x.shape)
        n[i] = (f(x + e) - f(x - e)) / (2 * h)
    a = grad(x).ravel()
    return np.max(np.abs(n - a) / (np.abs(n) + np.abs(a) + 1e-300))


@wrong("grad_check", "divides by the norm of n alone", "divides the difference by h, not by 2h")
def grad_check(f, grad, x):
    h = 1e-5
    n = np.zeros(np.shape(x))
    for i in np.ndindex(*np.shape(x)):
        e = np.zeros(np.shape(x))
        e[i] = h
        n[i] = (f(x + e) - f(x - e)) / h
    return np.linalg.norm(n - grad(x)) / np.linalg.norm(n)


@right("grad_check")
def grad_check(f, grad, x):
    units = 1e-5 * np.eye(x.size).reshape(-1, *x.shape)
    n = np.fromiter(((f(x + e) - f(x - e)) / 2e-5 for e in units), float)
    a = np.asarray(grad(x), dtype=float).ravel()
    size = lambda v: np.sqrt(v @ v)
    return size(n - a) / (size(n) + size(a))


@wrong("conv2d_backward", "the border is cut off with [p:-p], which leaves nothing when p is 0")
def conv2d_backward(dy, x, w, stride, padding):
    (sh, sw), (ph, pw) = stride, padding
    n, oh, ow, f = dy.shape
    kh, kw = w.shape[:2]
    xp = np.pad(x, [(0, 0), (ph, ph), (pw, pw), (0, 0)])
    dxp = np.zeros(xp.shape)
    dw = np.zeros(w.shape)
    for a in range(kh):
        for b in range(kw):
            rows = slice(a, a + sh * (oh - 1) + 1, sh)
            cols = slice(b, b + sw * (ow - 1) + 1, sw)
            dw[a, b] = np.tensordot(xp[:, rows, cols], dy, ([0, 1, 2], [0, 1, 2]))
            dxp[:, rows, cols] += dy @ w[a, b].T
    return dxp[:, ph:-ph, pw:-pw], dw, dy.sum(axis=(0, 1, 2))


@wrong("conv2d_backward", "where windows overlap, dx is overwritten, not added up")
def conv2d_backward(dy, x, w, stride, padding):
    s1, s2 = stride
    p1, p2 = padding
    N, H, W, C = x.shape
    _, OH, OW, F = dy.shape
    xp = np.pad(x, ((0, 0), (p1, p1), (p2, p2), (0, 0)))
    dx = np.zeros(xp.shape)
    dw = np.zeros(w.shape)
    for a in range(w.shape[0]):
        for b in range(w.shape[1]):
            part = np.s_[:, a : a + s1 * OH : s1, b : b + s2 * OW : s2]
            dw[a, b] = np.einsum("nijc,nijf->cf", xp[part][:, :OH, :OW], dy)
            dx[:, a : a + s1 * (OH - 1) + 1 : s1, b : b + s2 * (OW - 1) + 1 : s2] = np.einsum(
                "nijf,cf->nijc", dy, w[a, b]
            )
    return dx[:, p1 : p1 + H, p2 : p2 + W], dw, dy.sum((0, 1, 2))


@wrong("conv2d_backward", "the two strides are exchanged: the horizontal one is taken for the rows")
def conv2d_backward(dy, x, w, stride, padding):
    sw, sh = stride
    ph, pw = padding
    n, oh, ow, f = dy.shape
    h, wid = x.shape[1:3]
    kh, kw = w.shape[:2]
    # a margin, for windows that reach too far
    big = np.zeros((n, h + 2 * ph + kh + sh * oh, wid + 2 * pw + kw + sw * ow, x.shape[3]))
    big[:, ph : ph + h, pw : pw + wid] = x
    dbig, dw = np.zeros(big.shape), np.zeros(w.shape)
    for a in range(kh):
        for b in range(kw):
            here = np.s_[:, a : a + sh * oh : sh, b : b + sw * ow : sw]
            dw[a, b] = np.einsum("nijc,nijf->cf", big[here], dy)
            dbig[here] += np.einsum("nijf,cf->nijc", dy, w[a, b])
    return dbig[:, ph : ph + h, pw : pw + wid], dw, dy.sum(axis=(0, 1, 2))


@wrong("conv2d_backward", "db is the mean of dy, not its sum")
def conv2d_backward(dy, x, w, stride, padding):
    n, oh, ow, f = dy.shape
    (sv, sh), (pv, ph) = stride, padding
    xp = np.pad(x, [(0, 0), (pv, pv), (ph, ph), (0, 0)]).astype(float)
    windows = sliding_window_view(xp, w.shape[:2], axis=(1, 2))[:, ::sv, ::sh]
    dw = np.einsum("nijcab,nijf->abcf", windows, dy)
    dxp = np.zeros_like(xp)
    for a in range(w.shape[0]):
        for b in range(w.shape[1]):
            dxp[:, a : a + sv * (oh - 1) + 1 : sv, b : b + sh * (ow - 1) + 1 : sh] += dy @ w[a, b].T
    dx = dxp[:, pv : xp.shape[1] - pv, ph : xp.shape[2] - ph]
    return dx, dw, dy.mean(axis=(0, 1, 2))


@wrong("conv2d_backward", "dx keeps the border of the padding", "dw is averaged over the images")
def conv2d_backward(dy, x, w, stride, padding):
    (s, t), (p, q) = stride, padding
    n, oh, ow, f = dy.shape
    padded = np.pad(x, ((0, 0), (p, p), (q, q), (0, 0)))
    dx, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for a in range(w.shape[0]):
        for b in range(w.shape[1]):
            r, c = slice(a, a + s * (oh - 1) + 1, s), slice(b, b + t * (ow - 1) + 1, t)
            dx[:, r, c] += dy @ w[a, b].T
            dw[a, b] = np.einsum("nijc,nijf->cf", padded[:, r, c], dy) / n
    return dx, dw, dy.sum(axis=(0, 1, 2))


@wrong(
    "conv2d_backward",
    "db is summed over the images only, not over the places",
    "the kernel is turned for dx",
)
def conv2d_backward(dy, x, w, stride, padding):
    sy, sx = stride
    py, px = padding
    N, H, W, C = x.shape
    KH, KW, _, F = w.shape
    _, OH, OW, _ = dy.shape
    X = np.pad(x, [(0, 0), (py, py), (px, px), (0, 0)])
    DX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    turned = w[::-1, ::-1]
    for i in range(KH):
        for j in range(KW):
            sl = (
                slice(None),
                slice(i, i + sy * (OH - 1) + 1, sy),
                slice(j, j + sx * (OW - 1) + 1, sx),
            )
            dw[i, j] = np.tensordot(X[sl], dy, axes=[(0, 1, 2), (0, 1, 2)])
            DX[sl] += np.tensordot(dy, turned[i, j], axes=[3, 1])
    return DX[:, py : py + H, px : px + W], dw, dy.sum(axis=0)


@right("conv2d_backward")
def conv2d_backward(dy, x, w, stride, padding):
    (n, oh, ow, f), (kh, kw, c, _) = dy.shape, w.shape
    (n, h, wide, _), (top, left) = x.shape, padding
    padded = np.pad(x, [(0, 0), (top, top), (left, left), (0, 0)])
    row = stride[0] * np.arange(oh)[:, None, None, None] + np.arange(kh)[:, None]  # (OH, 1, KH, 1)
    column = stride[1] * np.arange(ow)[:, None, None] + np.arange(kw)  # (OW, 1, KW)
    rows = padded[:, row, column].reshape(n * oh * ow, -1)  # im2col
    flat = dy.reshape(-1, f)
    pieces = (flat @ w.reshape(-1, f).T).reshape(n, oh, ow, kh, kw, c)
    back = np.zeros(padded.shape)
    np.add.at(back, (slice(None), row, column), pieces)
    dx = back[:, top : top + h, left : left + wide]
    return dx, (rows.T @ flat).reshape(w.shape), np.ones(len(flat)) @ flat


@wrong("max_pool2d_backward", "all tied pixels get the whole gradient, not the first alone")
def max_pool2d_backward(dy, x, size, stride):
    n, oh, ow, c = dy.shape
    windows = sliding_window_view(x, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    best = windows.max(axis=(-2, -1))
    dx = np.zeros(x.shape)
    for a in range(size):
        for b in range(size):
            here = np.s_[
                :, a : a + stride * (oh - 1) + 1 : stride, b : b + stride * (ow - 1) + 1 : stride
            ]
            dx[here] += dy * (x[here] == best)
    return dx


@wrong(
    "max_pool2d_backward", "a pixel that wins twice keeps only the last gradient: = in place of +="
)
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    n, c = np.ogrid[:N, :C]
    for i in range(OH):
        for j in range(OW):
            r, q = i * stride, j * stride
            win = x[:, r : r + size, q : q + size].reshape(N, size * size, C)
            a, b = np.divmod(win.argmax(axis=1), size)
            dx[n, r + a, q + b, c] = dy[:, i, j]
    return dx


@wrong(
    "max_pool2d_backward",
    "one winner for all channels: the place of the largest number in any of them",
)
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros(x.shape)
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                window = x[n, i * stride : i * stride + size, j * stride : j * stride + size, :]
                a, b, _ = np.unravel_index(np.argmax(window), window.shape)
                dx[n, i * stride + a, j * stride + b] += dy[n, i, j]
    return dx


@wrong("max_pool2d_backward", "windows begin every `size` pixels: the stride is never used")
def max_pool2d_backward(dy, x, size, stride):
    N, OH, OW, C = dy.shape
    dx = np.zeros_like(x, dtype=float)
    for n in range(N):
        for i in range(OH):
            for j in range(OW):
                for c in range(C):
                    r0, c0 = i * size, j * size
                    win = x[n, r0 : r0 + size, c0 : c0 + size, c]
                    if win.size:
                        r, q = np.unravel_index(win.argmax(), win.shape)
                        dx[n, r0 + r, c0 + q, c] += dy[n, i, j, c]
    return dx


@wrong(
    "max_pool2d_backward",
    "of tied pixels the last one wins, not the first",
    "what a pixel won before is overwritten",
)
def max_pool2d_backward(dy, x, size, stride):
    n, oh, ow, c = dy.shape
    dx = np.zeros(x.shape)
    for b in range(n):
        for k in range(c):
            for i in range(oh):
                for j in range(ow):
                    best = -np.inf
                    for r in range(i * stride, i * stride + size):
                        for q in range(j * stride, j * stride + size):
                            if x[b, r, q, k] >= best:
                                best = x[b, r, q, k]
                                at = r, q
                    dx[b, at[0], at[1], k] = dy[b, i, j, k]
    return dx


@right("max_pool2d_backward")
def max_pool2d_backward(dy, x, size, stride):
    n, h, w, c = x.shape
    _, oh, ow, _ = dy.shape
    places = np.arange(x.size).reshape(x.shape)
    shape = (n, oh, ow, c, size * size)
    every = np.s_[:, ::stride, ::stride]
    cut = lambda a: sliding_window_view(a, (size, size), axis=(1, 2))[every].reshape(shape)
    winner = cut(x).argmax(axis=-1)[..., None]
    winner = np.take_along_axis(cut(places), winner, axis=-1)
    return np.bincount(winner.ravel(), dy.ravel(), x.size).reshape(x.shape)


@wrong("adam_step", "the corrected averages are returned, to be corrected again in the next step")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    m = m / (1 - beta_1**t)
    v = v / (1 - beta_2**t)
    w = w - learning_rate * m / (np.sqrt(v) + epsilon)
    return w, m, v


@wrong("adam_step", "epsilon is added under the root")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m_new = beta_1 * m + (1 - beta_1) * dw
    v_new = beta_2 * v + (1 - beta_2) * np.square(dw)
    m_hat, v_hat = m_new / (1 - beta_1**t), v_new / (1 - beta_2**t)
    return w - learning_rate * m_hat / np.sqrt(v_hat + epsilon), m_new, v_new


@wrong("adam_step", "m and v are changed in place: the arrays that came in are overwritten")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m *= beta_1
    m += (1 - beta_1) * dw
    v *= beta_2
    v += (1 - beta_2) * dw * dw
    step = (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon)
    return w - learning_rate * step, m, v


@wrong("adam_step", "v is corrected with beta_1 in place of beta_2")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    correction = 1 - beta_1**t
    return w - learning_rate * (m / correction) / (np.sqrt(v / correction) + epsilon), m, v


@wrong(
    "adam_step",
    "the step goes up the gradient",
    "t counts from 0 in the correction: the power is t + 1",
)
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * dw
    v = beta_2 * v + (1 - beta_2) * dw**2
    mc = m / (1 - beta_1 ** (t + 1))
    vc = v / (1 - beta_2 ** (t + 1))
    return w + learning_rate * mc / (np.sqrt(vc) + epsilon), m, v


@wrong(
    "adam_step",
    "no square root: the step is divided by the mean square",
    "m is not corrected for its start at 0",
)
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    new_m = beta_1 * m + (1 - beta_1) * dw
    new_v = beta_2 * v + (1 - beta_2) * dw**2
    v_hat = new_v / (1 - beta_2**t)
    new_w = w - learning_rate * new_m / (v_hat + epsilon)
    return new_w, new_m, new_v


@right("adam_step")
def adam_step(w, dw, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = dw + beta_1 * (m - dw)
    v = dw * dw + beta_2 * (v - dw * dw)
    root = (1 - beta_2**t) ** 0.5
    rate = learning_rate * root / (1 - beta_1**t)
    return w - rate * m / (v**0.5 + epsilon * root), m, v


@wrong("dense_backward", "dw is transposed: (M, D)")
def dense_backward(dy, x, w):
    dx = dy.dot(w.T)
    dw = dy.T.dot(x)
    db = dy.sum(0)
    return dx, dw, db


@wrong("dense_backward", "db sums over the outputs, one number for each image, not over the images")
def dense_backward(dy, x, w):
    return dy @ w.T, x.T @ dy, np.sum(dy, axis=1)


@wrong("dense_backward", "dw and db are divided by the number of images")
def dense_backward(dy, x, w):
    n = x.shape[0]
    dx = np.dot(dy, w.transpose())
    dw = np.dot(x.transpose(), dy) / n
    db = dy.sum(axis=0) / n
    return dx, dw, db


@wrong("dense_backward", "dw is built from the last image alone: = in place of += in the loop")
def dense_backward(dy, x, w):
    dx = np.zeros(x.shape)
    dw = np.zeros(w.shape)
    db = np.zeros(w.shape[1])
    for n in range(len(x)):
        dx[n] = w @ dy[n]
        dw = np.outer(x[n], dy[n])
        db += dy[n]
    return dx, dw, db


@wrong("dense_backward", "db has two axes, (1, M)", "dw and dx change places in what is returned")
def dense_backward(dy, x, w):
    dx = dy @ w.T
    dw = x.T @ dy
    db = dy.sum(axis=0, keepdims=True)
    return dw, dx, db


@right("dense_backward")
def dense_backward(dy, x, w):
    with_one = np.column_stack([x, np.ones(len(x))])
    *dw, db = np.tensordot(with_one, dy, (0, 0))
    return np.inner(dy, w), np.array(dw), db
