"""Who gets the gradient (notebook 06): pick an output, see where its gradient goes."""

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.figures.style import number
from cnnnotes.figures.who_gets_the_gradient import who_gets_the_gradient_figure
from cnnnotes.ops import avg_pool2d_backward, conv2d_backward, max_pool2d_backward, output_size

PICTURE = np.array(
    [
        [1, 5, 0, 2, 4, 1],
        [3, 2, 6, 1, 0, 4],
        [0, 1, 2, 0, 7, 3],
        [4, 8, 1, 3, 5, 0],
        [2, 0, 3, 9, 1, 6],
        [1, 6, 4, 0, 2, 6],
    ]
)
KERNEL = np.array([[1, 0, -1], [2, 1, 0], [0, 3, -2]])
GRADIENTS = [2, -1, 3, 1, -2, 4, 1, 3, -1]  # repeated as far as needed
LAYERS = ("convolution", "max pooling", "average pooling")


def who_gets_the_gradient(
    x: ArrayLike | None = None,
    w: ArrayLike | None = None,
    dy: ArrayLike | None = None,
    *,
    stride: int = 1,
    layer: str = "convolution",
) -> Explorer:
    """Pick an output of a layer and see which pixels, and which weights, get its gradient.

    Shapes: input `x` (H, W), kernel `w` (KH, KW), the gradient that comes from above `dy`
    (OH, OW); each has an example in its place. Pooling has windows of the kernel's size.
    `ValueError` for shapes that do not go together.

    >>> who = who_gets_the_gradient([[1, 5], [3, 2]], [[1, 0], [0, 1]], [[4]], layer="max pooling")
    >>> who.text
    'dy[0, 0] = 4. The 5 at row 0, column 1 won: it gets 4, the others nothing.'
    >>> who.state["to_x"]
    array([[0., 4.],
           [0., 0.]])
    """
    x = _numbers("x", PICTURE if x is None else x)
    w = _numbers("w", KERNEL if w is None else w)
    if w.shape[0] > x.shape[0] or w.shape[1] > x.shape[1]:
        raise ValueError(f"w: got shape {w.shape}; it must fit into x, which has {x.shape}")
    output = tuple(output_size(n, k, stride) for n, k in zip(x.shape, w.shape, strict=True))
    dy = _numbers("dy", np.resize(GRADIENTS, output) if dy is None else dy)
    if dy.shape != output:
        raise ValueError(f"dy: got shape {dy.shape}; the layer's output has {output}")
    if layer not in LAYERS:
        raise ValueError(f"layer: got {layer!r}; it is one of {', '.join(LAYERS)}")
    fig, move = who_gets_the_gradient_figure(x, dy, w.shape, stride)
    unseen = np.count_nonzero(_backward("average pooling", np.ones(output), x, w, stride)[0] == 0)
    nobody = f" {unseen} pixels lie in no window of stride {stride}: they get 0." * bool(unseen)

    def update(layer, row, column):
        window = x[row * stride :, column * stride :][: w.shape[0], : w.shape[1]]
        alone = np.zeros(dy.shape)
        alone[row, column] = dy[row, column]
        state = {"row": row, "column": column, "gradient": float(dy[row, column])}
        state["to_x"], to_w = _backward(layer, alone, x, w, stride)
        state["dx"], dw = _backward(layer, dy, x, w, stride)
        if layer == "convolution":
            state |= {"to_w": to_w, "dw": dw, "db": float(dy.sum())}
        factor, named = _factor(layer, window, w)
        alt = move(row, column, factor, named, state["to_x"], to_w, state["dx"])
        text = _told(layer, state, window, w, stride) + nobody
        return Shown(text, state, f"{layer.capitalize()}. {alt}")

    return Explorer(
        fig,
        update,
        layer=dropdown("layer", LAYERS, layer),
        row=slider("row", range(output[0]), output[0] // 2),
        column=slider("column", range(output[1]), output[1] // 2),
    )


def _backward(layer, dy, x, w, stride):
    """Return dx (H, W), and dw (KH, KW) or None."""
    dy, x = dy[None, :, :, None], x[None, :, :, None]
    if layer == "convolution":
        dx, dw, _ = conv2d_backward(dy, x, w[:, :, None, None], stride=stride)
        return dx[0, :, :, 0], dw[:, :, 0, 0]
    backward = max_pool2d_backward if layer == "max pooling" else avg_pool2d_backward
    return backward(dy, x, w.shape, stride=stride)[0, :, :, 0], None


def _factor(layer, window, w):
    """What the gradient is multiplied by for each pixel of the window, and its name."""
    if layer == "convolution":
        return w, f"w {w.shape}"
    if layer == "average pooling":
        return np.full(w.shape, 1 / w.size), f"1/{w.size}"
    won = np.zeros(w.shape)
    won.flat[window.argmax()] = 1
    return won, "(1 for the winner)"


def _told(layer, state, window, w, stride):
    row, column, gradient = state["row"], state["column"], number(state["gradient"])
    start = f"dy[{row}, {column}] = {gradient}."
    if layer == "average pooling":
        share = number(state["gradient"] / w.size)
        return f"{start} Each of the {w.size} pixels gets {gradient}/{w.size} = {share}."
    if layer == "max pooling":
        a, b = np.unravel_index(window.argmax(), window.shape)
        tied = int(np.count_nonzero(window == window.max()) > 1)
        return (
            f"{start} The {number(window.max())} at row {row * stride + a}, column "
            f"{column * stride + b} won{', the first of those tied' * tied}: it gets {gradient}, "
            "the others nothing."
        )
    first, weight = (_signed(array[0, 0]) for array in (window, w))
    times = _signed(state["gradient"])
    to_pixel, to_weight = (number(state["gradient"] * a[0, 0]) for a in (w, window))
    return (
        f"{start} To the window's first pixel: {times}·{weight} = {to_pixel}. "
        f"To the first weight: {times}·{first} = {to_weight}. To the bias: {gradient}."
    )


def _signed(value):
    return f"({number(value)})" if value < 0 else number(value)


def _numbers(name, given):
    array = np.asarray(given)
    real = array.dtype.kind in "biuf"
    if array.ndim != 2 or not array.size or not real or not np.isfinite(array).all():
        raise ValueError(
            f"{name}: got shape {array.shape} of {array.dtype}; it needs a 2-D array of finite "
            "numbers"
        )
    return array.astype(float)
