"""Pool (notebook 04): choose how a feature map is pooled, and read what is left of it."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import datasets, nn, ops
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.explorers.n01_window_walk import _factor, _numbers
from cnnnotes.figures.pool import pool_figure
from cnnnotes.figures.style import number

KINDS = {"maximum": ops.max_pool2d, "average": ops.avg_pool2d}
LARGEST = 9  # window, and step
MOST_TERMS = 16  # of a window that is still read


def pool(x: ArrayLike | None = None) -> Explorer:
    """Pool a feature map by maximum and by average, with windows of any size and stride.

    Shape: `x` (H, W), or a signal (L,); without it, a map of the network that comes with the
    course. `ValueError` for anything but finite numbers.

    >>> explorer = pool([[1, 2, 3], [4, 5, 7]])
    >>> explorer.state["output"]["average"]
    array([[3.]])
    """
    x = _map() if x is None else _numbers("x", x)
    height, width = x.shape
    fig, move = pool_figure(x, list(KINDS))

    def update(kind, size, stride):
        if size > min(height, width):
            raise SettingError(f"A window of {size}×{size} does not fit into {height}×{width}.")
        pooled = {
            name: kernel(x[None, :, :, None], size, stride=stride)[0, :, :, 0]
            for name, kernel in KINDS.items()
        }
        y = pooled[kind]
        row, column = (int(i) for i in np.unravel_index(y.argmax(), y.shape))
        unseen = ~seen(x.shape, y.shape, size, stride)
        alt = move([*pooled.values()], size, stride, unseen, kind, (row, column))
        window = x[row * stride :, column * stride :][:size, :size]
        active = {name: 100 * (one > 0).mean() for name, one in ({"map": x} | pooled).items()}
        rows, columns = (
            f"({n} − {size}) // {stride} + 1 = {count}"
            for n, count in zip(x.shape, y.shape, strict=True)
        )
        shares = ", ".join(f"{name} {share:.0f} %" for name, share in active.items())
        text = (
            f"rows {rows}, columns {columns}: {x.size} numbers → {y.size}, 0 parameters. "
            f"Above 0: {shares}.\n"
            f"Largest {kind}, outlined: {_written(kind, window)} = {number(y[row, column])}"
        )
        if unseen.any():
            text += f"\n{unseen.sum()} pixels, crossed out, are in no window."
        ends = (f"{name} from {number(y.min())} to {number(y.max())}" for name, y in pooled.items())
        alt += f" What is left: {', '.join(ends)}. Above 0: {shares}."
        numbers = {"output": pooled, "active": active, "unseen": int(unseen.sum())}
        return Shown(text, numbers, alt)

    sizes = range(1, LARGEST + 1)
    return Explorer(
        fig,
        update,
        kind=dropdown("outline the largest", list(KINDS)),
        size=slider("window size", sizes, 2),
        stride=slider("stride", sizes, 2),
    )


def seen(shape: tuple[int, ...], outputs: tuple[int, ...], size: int, stride: int) -> np.ndarray:
    """Which pixels of an image lie in a window: booleans of `shape`, for so many `outputs`.

    >>> seen((1, 5), (1, 2), 1, 3)
    array([[ True, False, False,  True, False]])
    """
    rows, columns = (
        (np.arange(n) % stride < size) & (np.arange(n) < (count - 1) * stride + size)
        for n, count in zip(shape, outputs, strict=True)
    )
    return rows[:, None] & columns


def _written(kind, window):
    if window.size > MOST_TERMS:
        return f"{kind} of {window.size} numbers"
    if kind == "maximum":
        return f"max({', '.join(map(number, window.flat))})"
    return f"({' + '.join(map(_factor, window.flat))}) / {window.size}"


def _map():
    """What a filter of the course's network finds in a digit, after ReLU."""
    network = nn.load(datasets.embedded_path("convnet.npz"))
    _, (images, _) = datasets.load_digits()
    maps = network.activations(images[2:3])[0][0]
    stands_out = maps.max(axis=(0, 1)) * (maps == 0).mean(axis=(0, 1))
    return maps[..., stands_out.argmax()].astype(float)
