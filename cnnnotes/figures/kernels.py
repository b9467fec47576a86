"""Kernels beside what each makes of one picture, and where one finds what it looks for."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, grey_scale, outline, place
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number
from cnnnotes.ops import conv2d
from cnnnotes.palette import GREY


@house_style
def kernel_zoo(x: ArrayLike, kernels: Mapping[str, ArrayLike], columns: int = 4) -> Figure:
    """Return a figure of a picture and, for each kernel by name, its numbers and its response.

    Shapes: `x` (H, W), each kernel (KH, KW). A response to a kernel that sums to 0 is coloured
    around 0; any other is a picture again, on the picture's own scale of greys.

    >>> kernel_zoo([[1, 2]], {"difference": [[-1, 1]]}).alt
    'A 1×2 picture and what kernels make of it. difference: from 1 to 1.'
    """
    x = np.asarray(x, dtype=float)
    columns = min(columns, len(kernels) + 1)
    rows = -(-(len(kernels) + 1) // columns)
    fig = new_figure(2.6 * columns, 3.3 * rows)
    axes = fig.subplots(2 * rows, columns, height_ratios=[3, 2] * rows, squeeze=False)
    for ax in axes.flat:
        ax.set_axis_off()
    pictures, below = axes[::2].ravel(), axes[1::2].ravel()
    greys = {"cmap": "gray", "clim": grey_scale(x)}
    pictures[0].imshow(x, **greys)
    pictures[0].set_title(f"picture {x.shape[0]}×{x.shape[1]}")
    words = [f"A {x.shape[0]}×{x.shape[1]} picture and what kernels make of it."]
    for ax, small, (name, k) in zip(pictures[1:], below[1:], kernels.items(), strict=False):
        k = np.asarray(k, dtype=float)
        y = _response(x, k)
        largest = np.abs(y).max() or 1
        around_0 = {"cmap": DIVERGING, "vmin": -largest, "vmax": largest}
        ax.imshow(y, **(greys if abs(k.sum()) > 1e-9 else around_0))
        ax.set_title(name)
        NumberGrid(small, k, cell=22)
        words.append(f"{name}: from {number(y.min())} to {number(y.max())}.")
    fig.alt = " ".join(words)
    return fig


@house_style
def found_at(x: ArrayLike, k: ArrayLike) -> Figure:
    """Return a figure of a picture, a kernel, and the response with its largest value outlined.

    Shapes: `x` (H, W), `k` (KH, KW).

    >>> found_at([[0, 3, 0]], [[1, -1]]).alt
    'A 1×2 kernel on a 1×3 picture answers most, with 3, at row 0, column 1.'
    """
    x, k = (np.asarray(array, dtype=float) for array in (x, k))
    y = _response(x, k)
    row, column = (int(i) for i in np.unravel_index(y.argmax(), y.shape))
    fig = new_figure(9, 3.4)
    picture, kernel, response = fig.subplots(1, 3)
    picture.imshow(x, cmap="gray_r")
    picture.set(xticks=[], yticks=[], title="picture")
    NumberGrid(kernel, k, title="kernel", cell=26)
    kernel.set(xticks=[], yticks=[])
    largest = np.abs(y).max() or 1
    response.imshow(y, cmap=DIVERGING, vmin=-largest, vmax=largest)
    response.set(xticks=[], yticks=[], title=f"response, largest {number(y[row, column])}")
    for ax in (picture, response):
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
    place(outline(picture, *k.shape), row, column)
    place(outline(response, 1, 1), row, column)
    fig.alt = (
        f"A {k.shape[0]}×{k.shape[1]} kernel on a {x.shape[0]}×{x.shape[1]} picture answers most, "
        f"with {number(y[row, column])}, at row {row}, column {column}."
    )
    return fig


def _response(x, k):
    return conv2d(x[None, :, :, None], k[:, :, None, None])[0, :, :, 0]
