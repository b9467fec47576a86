"""Pool (notebook 04): choose how a feature map is pooled, and read what is left of it."""

import numpy as np

from cnnnotes import datasets, nn, ops
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, SettingError, Shown
from cnnnotes.explorers.n01_window_walk import _factor, _numbers
from cnnnotes.figures.pool import pool_figure, seen
from cnnnotes.figures.style import number

KINDS = {"maximum": ops.max_pool2d, "average": ops.avg_pool2d}
LARGEST = 9  # window, and step
MOST_TERMS = 16  # of a window that is still read


def pool(x=None):
    """Pool a feature map by maximum or average, with windows of any size and stride.

    Shape: `x` (H, W), or a signal (L,); without it, a map of the network that comes with the
    course. `ValueError` for anything but finite numbers.

    >>> explorer = pool([[1, 2, 3], [4, 5, 7]])
    >>> explorer.kind.value = "average"
    >>> explorer.state["output"]
    array([[3.]])
    """
    x = _map() if x is None else _numbers("x", x)
    height, width = x.shape
    fig, move = pool_figure(x)

    def update(kind, size, stride):
        if size > min(height, width):
            raise SettingError(f"A window of {size}×{size} does not fit into {height}×{width}.")
        y = KINDS[kind](x[None, :, :, None], size, stride=stride)[0, :, :, 0]
        row, column = (int(i) for i in np.unravel_index(y.argmax(), y.shape))
        alt = move(y, size, stride, (row, column))
        window = x[row * stride :, column * stride :][:size, :size]
        active = 100 * (x > 0).mean(), 100 * (y > 0).mean()
        rows, columns = (
            f"({n} − {size}) // {stride} + 1 = {count}"
            for n, count in zip(x.shape, y.shape, strict=True)
        )
        unseen = x.size - int(seen(x.shape, y.shape, size, stride).sum())
        largest = number(y[row, column])
        alt += f" Kept is the {kind}; the largest is {largest}."
        text = (
            f"rows {rows}, columns {columns}: {x.size} numbers → {y.size}, 0 parameters. "
            f"Above 0: {active[0]:.0f} → {active[1]:.0f} %.\n"
            f"Largest, outlined: {_written(kind, window)} = {largest}"
        )
        if unseen:
            text += f"\n{unseen} pixels, crossed out, are in no window."
        return Shown(text, {"output": y, "active": active, "unseen": unseen}, alt)

    sizes = range(1, LARGEST + 1)
    return Explorer(
        fig,
        update,
        kind=dropdown("keep the", list(KINDS)),
        size=slider("window size", sizes, 2),
        stride=slider("stride", sizes, 2),
    )


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
