"""Kernel studio (notebook 01): make a kernel, and see what it makes of a picture."""

from typing import Any

import numpy as np
from ipywidgets import GridBox, HBox, Widget
from numpy.typing import ArrayLike

from cnnnotes import datasets
from cnnnotes.explorers._controls import dropdown, slider
from cnnnotes.explorers._explorer import Explorer, Shown
from cnnnotes.explorers._freeing import weakly
from cnnnotes.figures.kernel_studio import kernel_studio_figure
from cnnnotes.figures.style import number
from cnnnotes.ops import conv2d

# Nine whole numbers, row by row, and what they are divided by.
PRESETS = {
    "left edges": ((-1, 0, 1, -1, 0, 1, -1, 0, 1), 1),
    "top edges": ((-1, -1, -1, 0, 0, 0, 1, 1, 1), 1),
    "Sobel": ((-1, 0, 1, -2, 0, 2, -1, 0, 1), 1),
    "outline": ((-1, -1, -1, -1, 8, -1, -1, -1, -1), 1),
    "blur": ((1, 1, 1, 1, 1, 1, 1, 1, 1), 9),
    "soft blur": ((1, 2, 1, 2, 4, 2, 1, 2, 1), 16),
    "sharpen": ((0, -1, 0, -1, 5, -1, 0, -1, 0), 1),
    "emboss": ((-2, -1, 0, -1, 1, 1, 0, 1, 2), 1),
    "nothing changes": ((0, 0, 0, 0, 1, 0, 0, 0, 0), 1),
}
OWN = "your own"
KEPT, TURNED = "as it is: x ⋆ k", "turned by 180°: x ∗ k"
MOST = 128  # pixels a side


def kernel_studio(picture: ArrayLike | None = None) -> "KernelStudio":
    """Make a 3×3 kernel, from a preset or number by number, and see its response at once.

    `picture` is (H, W) or (H, W, C), its channels are averaged; without it, a small house.
    `ValueError` for pictures smaller than 3×3, or larger than 128×128.

    >>> studio = kernel_studio([[0, 0, 6], [0, 0, 6], [0, 0, 6]])
    >>> studio.text
    'Sum of the kernel: 0, so plain areas give 0. Largest answer: 18, at row 0, column 0.'
    >>> studio.turn.value = "turned by 180°: x ∗ k"
    >>> studio.state["response"]
    array([[-18.]])
    """
    picture = np.asarray(datasets.house() if picture is None else picture, dtype=float)
    if (
        picture.ndim not in (2, 3)
        or not 3 <= min(picture.shape[:2]) <= max(picture.shape[:2]) <= MOST
    ):
        raise ValueError(
            f"picture: got shape {picture.shape}; it needs (H, W) or (H, W, C) from 3×3 to "
            f"{MOST}×{MOST} pixels; picture[::4, ::4] takes every fourth"
        )
    return KernelStudio(picture if picture.ndim == 2 else picture.mean(axis=2))


class KernelStudio(Explorer):
    """What `kernel_studio` returns: a control for each number, `k00` to `k22`.

    Args:
        picture: a grey picture `(H, W)`.
    """

    def __init__(self, picture: np.ndarray):
        self._image = picture
        fig, self._move = kernel_studio_figure(picture, (3, 3))
        places = [f"k{row}{column}" for row in range(3) for column in range(3)]
        numbers, _ = PRESETS["left edges"]
        self._numbers = {
            name: slider(f"row {name[1]}, column {name[2]}", range(-9, 10), value)
            for name, value in zip(places, numbers, strict=True)
        }
        super().__init__(
            fig,
            weakly(self._look),
            preset=dropdown("preset", [*PRESETS, OWN]),
            turn=dropdown("slide the kernel", [KEPT, TURNED]),
            divide_by=slider("divide by", range(1, 17)),
            **self._numbers,
        )

    def arranged(self) -> list[Widget]:
        """Lay the numbers out as they stand in the kernel."""
        above = HBox([self.preset, self.turn, self.divide_by], layout={"flex_flow": "row wrap"})
        grid = GridBox([*self._numbers.values()])
        grid.add_class("cnnnotes-matrix")
        return [above, grid]

    def settle(self, change: Any) -> None:
        """Let a preset move the numbers, and a number call the kernel your own."""
        if change and change.owner is self.preset and self.preset.value != OWN:
            numbers, self.divide_by.value = PRESETS[self.preset.value]
            for control, value in zip(self._numbers.values(), numbers, strict=True):
                control.value = value
        elif change and change.owner is not self.turn:
            self.preset.value = OWN

    def _look(self, preset, turn, divide_by, **numbers):
        kernel = np.reshape(list(numbers.values()), (3, 3)) / divide_by
        slid = kernel[::-1, ::-1] if turn == TURNED else kernel
        response = conv2d(self._image[None, :, :, None], slid[:, :, None, None])[0, :, :, 0]
        alt = f"{preset}, {turn}. {self._move(slid, response)}"
        total = number(round(kernel.sum(), 9))
        plain = "so plain areas give 0" if total == "0" else f"so plain areas become {total} times"
        if total == "1":
            plain = "so plain areas stay"
        row, column = np.unravel_index(response.argmax(), response.shape)
        text = (
            f"Sum of the kernel: {total}, {plain}. "
            f"Largest answer: {number(response.max())}, at row {row}, column {column}."
        )
        return Shown(text, {"kernel": slid, "response": response}, alt)
