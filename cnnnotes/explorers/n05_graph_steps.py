"""Graph steps (notebook 05): forward and backward through a network, every number shown."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import ops
from cnnnotes.explorers._controls import slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.figures.graph_steps import ROWS, graph_steps_figure
from cnnnotes.figures.style import number as written

X, W1, Z, A1, W2, A2, LOSS = range(7)  # the rows of the figure
MOST = 12  # numbers in a signal that are still read
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def graph_steps(
    x: ArrayLike | None = None,
    w1: ArrayLike | None = None,
    w2: ArrayLike | None = None,
    y: float = 1,
) -> Explorer:
    """Step forward and backward through the graph of x → filter w1 → ReLU → w2 → (A² − y)².

    Shapes: signal `x` (n,), at most 12 numbers, filter `w1` (k,), k odd, weights `w2` (n,), target
    `y`; each has an example in its place. Places are counted from 1. `ValueError` for others.

    >>> graph = graph_steps([1, 2, 3], [0, 1, -1], [1, 1, 2], y=4)
    >>> graph.text
    'Step 1, forward. Z¹₃ = 0·2 + 1·3 + (−1)·0 = 3'
    >>> graph.step.value, graph.number.value = 9, 2
    >>> graph.text
    'Step 9, backward. ∂L/∂W¹₂ = 1·0 + 2·0 + 3·8 = 24'
    """
    x = _numbers("x", [2, 0, -1, 3, 1, -2] if x is None else x)
    w1 = _numbers("w1", [1, 2, -1] if w1 is None else w1)
    w2 = _numbers("w2", np.resize([1, -1, 2, 1, -1, 3], len(x)) if w2 is None else w2)
    [y] = _numbers("y", [y])
    if len(x) > MOST:
        raise ValueError(f"x: got {len(x)} numbers; at most {MOST} can be read here")
    if len(w1) % 2 == 0 or len(w1) > len(x):
        raise ValueError(f"w1: got {len(w1)} taps; it needs an odd number, at most {len(x)}")
    if len(w2) != len(x):
        raise ValueError(f"w2: got {len(w2)} numbers; x has {len(x)}")
    values, gradients = _forward_and_backward(x, w1, w2, y)
    steps = _steps(values, gradients, y)
    fig, show = graph_steps_figure(values, gradients, y)

    def listed(known):
        """The rows that are uncovered, with their numbers."""
        rows = (
            f"{'∂L/∂' * side}{ROWS[row]} {', '.join(map(written, (values, gradients)[side][row]))}"
            for side, row in sorted(known)
        )
        return "; ".join(rows)

    def update(step, number):
        (side, row), how = steps[step - 1]
        made = (values, gradients)[side][row]
        i = min(number, len(made)) - 1
        used, arithmetic = how(i)
        known = {(0, X), (0, W1), (0, W2), (1, LOSS), *(place for place, _ in steps[:step])}
        show(known, (side, row, i, 1), used)
        name = f"∂L/∂{ROWS[row]}" if side else ROWS[row]
        if len(made) > 1:
            name += str(i + 1).translate(SUBSCRIPTS)
        value = made[i]
        text = f"Step {step}, {'backward' if side else 'forward'}. {name} = {arithmetic}"
        text += f" = {written(value)}"
        if 1 < len(made) < number:
            text += f". There is no number {number}: this is the last"
        numbers = {"name": name, "value": float(value), "all": made.tolist()}
        return Shown(text, numbers, f"The network as a graph. {text}. Uncovered: {listed(known)}.")

    return Explorer(
        fig,
        update,
        step=slider("step", range(1, len(steps) + 1)),
        number=slider("number", range(1, len(x) + 1), min(3, len(x))),
    )


def _forward_and_backward(x, w1, w2, y):
    """Return the rows of numbers and those of their gradients, by the kernels of `ops`."""
    signal, taps, half = x[None, :, None], w1[:, None, None], len(w1) // 2
    z = ops.conv1d(signal, taps, padding=half)
    a = ops.relu(z)
    output = a[0, :, 0] @ w2
    error = 2 * (output - y)
    da = (error * w2)[None, :, None]
    dz = ops.relu_backward(da, z)
    dx, dw, _ = ops.conv1d_backward(dz, signal, taps, padding=half)
    values = x, w1, z, a, w2, output, (output - y) ** 2
    gradients = dx, dw, dz, da, error * a, error, 1.0
    return [np.ravel(row) for row in values], [np.ravel(row) for row in gradients]


def _steps(values, gradients, y):
    """Return for each step what it makes, (side, row), and how number i of it comes about.

    Side 0 holds the numbers, side 1 their gradients. The second is a function that takes i and
    returns the places that it is made of, (side, row, start, count), and the arithmetic.
    """
    x, w1, z, a1, w2, [a2], _ = values
    _, _, dz, da1, _, [da2], _ = gradients
    n, k, half = len(x), len(w1), len(w1) // 2
    padded, dz_padded = np.pad(x, half), np.pad(dz, half)
    error = f"({written(a2)} − {_factor(y)})"
    return [
        (
            (0, Z),
            lambda i: ([(0, X, i - half, k), (0, W1, 0, k)], _products(w1, padded[i : i + k])),
        ),
        ((0, A1), lambda i: ([(0, Z, i, 1)], f"max({written(z[i])}, 0)")),
        ((0, A2), lambda _: ([(0, A1, 0, n), (0, W2, 0, n)], _products(w2, a1))),
        ((0, LOSS), lambda _: ([(0, A2, 0, 1)], f"{error}²")),
        ((1, A2), lambda _: ([(0, A2, 0, 1)], f"2·{error}")),
        ((1, W2), lambda i: ([(1, A2, 0, 1), (0, A1, i, 1)], _products([da2], [a1[i]]))),
        ((1, A1), lambda i: ([(1, A2, 0, 1), (0, W2, i, 1)], _products([da2], [w2[i]]))),
        ((1, Z), lambda i: ([(1, A1, i, 1), (0, Z, i, 1)], _products([da1[i]], [z[i] > 0]))),
        (
            (1, W1),
            lambda i: (
                [(0, X, i - half, n), (1, Z, half - i, n)],
                _products(padded[i : i + n], dz),
            ),
        ),
        (
            (1, X),
            lambda i: (
                [(1, Z, i - half, k), (0, W1, 0, k)],
                _products(dz_padded[i : i + k], w1[::-1]),
            ),
        ),
    ]


def _products(a, b):
    return " + ".join(f"{_factor(p)}·{_factor(q)}" for p, q in zip(a, b, strict=True))


def _factor(value):
    return f"({written(value)})" if value < 0 else written(value)


def _numbers(name, given):
    try:
        array = np.asarray(given)
        got = f"shape {array.shape} of {array.dtype}"
    except ValueError:
        array, got = np.empty(0), "rows of different lengths"
    real = array.dtype.kind in "biuf"
    if array.ndim != 1 or not array.size or not real or not np.isfinite(array).all():
        raise ValueError(f"{name}: got {got}; it needs a row of finite numbers")
    return array.astype(float)
