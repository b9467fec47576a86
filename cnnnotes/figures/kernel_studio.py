"""A picture, a kernel, and what the kernel makes of the picture."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes.figures.grid import NumberGrid, grey_scale, outline, place
from cnnnotes.figures.style import DIVERGING, Figure, house_style, new_figure, number


@house_style
def kernel_studio_figure(
    picture: ArrayLike, kernel_shape: tuple[int, int]
) -> tuple[Figure, Callable[..., str]]:
    """Return a figure of `picture` (H, W), a kernel and a response, and `move(kernel, response)`.

    A response to a kernel that sums to 0 is coloured around 0; any other is a picture again, on
    the picture's own scale of greys. Its largest value is framed, there and in the picture.

    >>> fig, move = kernel_studio_figure([[0, 5, 0]], (1, 2))
    >>> move([[-1, 1]], [[5, -5]])
    'Kernel −1 1 on a 1×3 picture. Response from −5 to 5, the largest at row 0, column 0.'
    """
    picture = np.asarray(picture, dtype=float)
    height, width = picture.shape
    fig = new_figure(11, 3.6)
    left, middle, right = fig.subplots(1, 3, width_ratios=[width, 0.5 * width, width])
    greys = {"cmap": "gray", "clim": grey_scale(picture)}
    left.imshow(picture, **greys)
    left.set_title(f"picture {height}×{width}")
    shape = height - kernel_shape[0] + 1, width - kernel_shape[1] + 1
    shown = right.imshow(np.zeros(shape))
    right.set_title(f"response {shape[0]}×{shape[1]}")
    grid = NumberGrid(middle, np.zeros(kernel_shape), limit=1, cell=44)
    middle.set_title("kernel that slides")
    for ax in (left, middle, right):
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
    frames = outline(left, *kernel_shape), outline(right, 1, 1)
    for artist in (shown, *grid.artists, *frames):
        artist.set_animated(True)

    def move(kernel, response):
        kernel, response = np.asarray(kernel, dtype=float), np.asarray(response)
        low, high = response.min(), response.max()
        if abs(kernel.sum()) < 1e-9:
            high_or_low = max(-low, high) or 1
            shown.set(cmap=DIVERGING, clim=(-high_or_low, high_or_low))
        else:
            shown.set(**greys)
        shown.set_data(response)
        grid.limit = np.abs(kernel).max() or 1
        grid.image.set_clim(-grid.limit, grid.limit)
        grid.update(kernel)
        row, column = (int(i) for i in np.unravel_index(response.argmax(), response.shape))
        for frame in frames:
            place(frame, row, column)
        rows = " / ".join(" ".join(map(number, row)) for row in kernel)
        return (
            f"Kernel {rows} on a {height}×{width} picture. Response from {number(low)} to "
            f"{number(high)}, the largest at row {row}, column {column}."
        )

    return fig, move
