"""Collapse (notebook 03): two convolutions in a row are one, without a nonlinearity between."""

import numpy as np
from ipywidgets import Checkbox
from numpy.typing import ArrayLike

from cnnnotes import ops
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.explorers.n01_window_walk import _numbers, _sum
from cnnnotes.figures.collapse import collapse_figure
from cnnnotes.figures.style import number

PICTURE = np.random.default_rng(3).integers(0, 5, (8, 8))
KERNELS = {
    "left edges": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "top edges": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "smooth": [[1, 2, 1], [2, 4, 2], [1, 2, 1]],
    "outline": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
}


def collapse(
    x: ArrayLike | None = None, k1: ArrayLike | None = None, k2: ArrayLike | None = None
) -> Explorer:
    """Send a picture through two kernels in a row, and through the one that they merge into.

    Shapes: `x` (H, W); your own kernels `k1` and `k2` with odd sides, so that they have a middle.
    Without them: a few numbers, and kernels to choose from. `row` and `column` are the pixel in
    the middle of the windows. `ValueError` for arrays that do not fit.

    >>> ways = collapse(np.ones((3, 5)), [[1, 1, 1]], [[1, 2, 1]])
    >>> ways.column.value = 2
    >>> ways.state["two"], ways.state["one"], ways.state["merged"]
    (12.0, 12.0, array([[1., 3., 4., 3., 1.]]))
    """
    x = _numbers("x", PICTURE if x is None else x)
    own = {name: _kernel(name, k) for name, k in (("k1", k1), ("k2", k2)) if k is not None}
    presets = {"k1": "left edges", "k2": "smooth"}
    fig, move = collapse_figure(x, *_kernels(own, presets))

    def update(row, column, relu, padding, **chosen):
        k1, k2, merged = kernels = _kernels(own, chosen)
        between = _slid(x, k1, padding)
        between = ops.relu(between) if relu else between
        two, one = _slid(between, k2, padding), _slid(x, merged, padding)
        if np.isnan(one[row, column]):
            raise SettingError(
                f"Without padding, no {_by(merged)} window on the {_by(x)} picture has its "
                f"middle at row {row}, column {column}."
            )
        alt = move(kernels, (between, two, one), row, column, padding=padding, relu=relu)
        height, width = k2.shape
        window = _framed(between, k2, 0)[row : row + height, column : column + width]
        text = (
            f"two layers, {k1.size} + {k2.size} weights, the framed numbers times k2: "
            f"{_sum(window, k2)} = "
            f"{number(two[row, column])}\none layer, {merged.size} weights: "
            f"{number(one[row, column])}; its height is {len(k1)} + {height} − 1 = {len(merged)}"
        )
        numbers = {
            "two": float(two[row, column]),
            "one": float(one[row, column]),
            "differ": int((~np.isclose(two, one, equal_nan=True)).sum()),
            "merged": merged,
        }
        return Shown(text, numbers, alt)

    return Explorer(
        fig,
        update,
        row=slider("row", range(len(x)), len(x) // 2),
        column=slider("column", range(x.shape[1]), x.shape[1] // 2),
        **{
            name: dropdown(name, list(KERNELS), value)
            for name, value in presets.items()
            if name not in own
        },
        relu=_switch("ReLU between", False),
        padding=_switch("zero padding", True),
    )


def merge(k1: np.ndarray, k2: np.ndarray) -> np.ndarray:
    """Return the kernel that does what `k1` and then `k2` do: their convolution, in full.

    >>> merge(np.array([[1.0, 2.0]]), np.array([[3.0, 5.0]]))
    array([[ 3., 11., 10.]])
    """
    rows, columns = k2.shape
    return _correlate(k1, k2[::-1, ::-1], padding=(rows - 1, columns - 1))


def _kernels(own, chosen):
    """Return k1 and k2, the learner's own or the chosen ones, and what they merge into."""
    k1, k2 = (own[n] if n in own else np.array(KERNELS[chosen[n]], float) for n in ("k1", "k2"))
    return k1, k2, merge(k1, k2)


def _slid(x, k, padding):
    """Return the map (H, W) of `k` on `x`: beyond the edge lie zeros, or else nothing (NaN)."""
    return _correlate(_framed(x, k, 0 if padding else np.nan), k)


def _framed(x, k, value):
    return np.pad(x, [(n // 2, n // 2) for n in k.shape], constant_values=value)


def _correlate(x, k, padding=0):
    return ops.conv2d(x[None, :, :, None], k[:, :, None, None], padding=padding)[0, :, :, 0]


def _kernel(name, given):
    k = _numbers(name, given)
    if any(n % 2 == 0 for n in k.shape):
        raise ValueError(f"{name}: got {_by(k)}; its sides must be odd, so that it has a middle")
    return k


def _switch(label, value):
    control = Checkbox(value, description=label, indent=False)
    control.layout.flex, control.layout.width = "0 1 10em", "auto"
    return control


def _by(array):
    return "×".join(map(str, array.shape))
