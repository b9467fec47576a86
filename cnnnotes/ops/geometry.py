"""Where a window lies: output sizes, padding, and the pixels that each entry of a kernel meets.

Kernels work on `(N, H, W, C)` arrays that lie in memory as `(H, W, N, C)`, *space first*. Such an
array is a plain NumPy view; one step of a window then moves over whole runs of N·C numbers, which
is faster than stepping through one image after the other (`benchmarks/` measures it).
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple, SupportsIndex, TypeAlias

import numpy as np
from numpy.typing import DTypeLike

from cnnnotes import _check

Size: TypeAlias = SupportsIndex | Sequence[SupportsIndex]  # for both axes, or (h, w)
# An int, (h, w), ((top, bottom), (left, right)), "valid" or "same"
Padding: TypeAlias = SupportsIndex | str | Sequence[SupportsIndex | str | Sequence[SupportsIndex]]


def output_size(
    n: SupportsIndex,
    kernel: SupportsIndex,
    stride: SupportsIndex = 1,
    padding: Padding = 0,
    dilation: SupportsIndex = 1,
) -> int:
    """How often a window fits along an axis of `n` pixels: ⌊(n + 2p − d(k−1) − 1)/s⌋ + 1.

    `padding` counts on each side; `(before, after)`, `"valid"` and `"same"` are taken too.
    Raises `ValueError` if the window does not fit at all.
    Source: Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016).

    >>> output_size(28, 3), output_size(28, 3, stride=2, padding=1)
    (26, 14)
    """
    n, kernel = _check.integer("n", n, 1), _check.integer("kernel", kernel, 1)
    stride, dilation = _check.integer("stride", stride, 1), _check.integer("dilation", dilation, 1)
    before, after = _sides(n, kernel, stride, padding, dilation)
    reach = dilation * (kernel - 1) + 1
    if reach > n + before + after:
        spread = f", spread to {reach} by dilation {dilation}," if dilation > 1 else ""
        raise ValueError(
            f"a kernel of {kernel}{spread} does not fit in {n} + padding {before} + {after} "
            f"= {n + before + after}: it needs a padding of at least {reach - n} in all, "
            f"or a kernel that reaches over at most {n + before + after}"
        )
    return (n + before + after - reach) // stride + 1


def _sides(n: int, kernel: int, stride: int, padding: Padding, dilation: int) -> tuple[int, int]:
    """Pixels to add before and after one axis."""
    if isinstance(padding, str):
        if padding == "valid":
            return 0, 0
        if padding == "same":  # ⌈n/s⌉ outputs; the odd pixel at the end, as TensorFlow does
            missing = (-(-n // stride) - 1) * stride + dilation * (kernel - 1) + 1 - n
            return max(missing, 0) // 2, (max(missing, 0) + 1) // 2
    elif not isinstance(padding, Sequence):
        return (_check.integer("padding", padding, 0),) * 2
    elif len(padding) == 2:
        return _check.integer("padding", padding[0], 0), _check.integer("padding", padding[1], 0)
    raise ValueError(
        f'padding must be an integer of at least 0, a pair, "valid" or "same", got {padding!r}'
    )


class Windows(NamedTuple):
    """Every position of a window over an image: all that a kernel needs to know of its arguments.

    - `kernel`, `stride`, `dilation`: of the window, each as `(h, w)`.
    - `padding`: pixels around the image, `((top, bottom), (left, right))`.
    - `output`: how often the window fits, `(OH, OW)`.
    """

    kernel: tuple[int, int]
    stride: tuple[int, int]
    dilation: tuple[int, int]
    padding: tuple[tuple[int, int], tuple[int, int]]
    output: tuple[int, int]

    @classmethod
    def over(
        cls,
        image: Sequence[int],
        kernel: Sequence[int],
        stride: Size = 1,
        padding: Padding = 0,
        dilation: Size = 1,
    ) -> "Windows":
        """Check the arguments and work out the positions over an image of `(H, W)` pixels."""
        stride, dilation = _check.pair("stride", stride, 1), _check.pair("dilation", dilation, 1)
        if isinstance(padding, str) or not isinstance(padding, Sequence):
            padding = (padding, padding)
        if len(padding) != 2:
            raise ValueError(
                "padding must be an int, (h, w), ((top, bottom), (left, right)), "
                f'"valid" or "same", got {padding!r}'
            )
        (top, oh), (left, ow) = (
            cls._along(axis, image, kernel[axis], stride[axis], padding[axis], dilation[axis])
            for axis in (0, 1)
        )
        return cls((kernel[0], kernel[1]), stride, dilation, (top, left), (oh, ow))

    @staticmethod
    def _along(axis: int, image: Sequence[int], k: int, s: int, p: Padding, d: int) -> tuple:
        """Padding and output size along one axis."""
        try:
            return _sides(image[axis], k, s, p, d), output_size(image[axis], k, s, p, d)
        except ValueError as error:
            h, w = image
            raise ValueError(f"along {'HW'[axis]} of x (N, {h}, {w}, C): {error}") from None

    @property
    def overlap(self) -> bool:
        """Whether a pixel may lie in more than one window."""
        sides = zip(self.kernel, self.stride, self.dilation, strict=True)
        return any(dilation * (size - 1) >= stride for size, stride, dilation in sides)

    def taps(self, padded: np.ndarray) -> Iterator[np.ndarray]:
        """Yield, for each entry (i, j) of the kernel, the pixels that it meets: `(N, OH, OW, C)`.

        They are views: adding to one adds to `padded`.
        """
        for i, j in product(*map(range, self.kernel)):
            top, left = i * self.dilation[0], j * self.dilation[1]
            bottom = top + self.stride[0] * (self.output[0] - 1) + 1
            right = left + self.stride[1] * (self.output[1] - 1) + 1
            yield padded[:, top : bottom : self.stride[0], left : right : self.stride[1]]

    def pad(self, x: np.ndarray, value: float = 0.0) -> np.ndarray:
        """`x` with `value` around it."""
        (top, bottom), (left, right) = self.padding
        if not (top or bottom or left or right):
            return x
        n, h, w, c = x.shape
        padded = space_first((n, h + top + bottom, w + left + right, c), x.dtype, value)
        padded[:, top : top + h, left : left + w] = x
        return padded

    def crop(self, padded: np.ndarray) -> np.ndarray:
        """What `pad` was given: the view without the border."""
        (top, bottom), (left, right) = self.padding
        return padded[:, top : padded.shape[1] - bottom, left : padded.shape[2] - right]


def space_first(shape: tuple[int, ...], dtype: DTypeLike, value: float = 0.0) -> np.ndarray:
    """An array of shape `(N, H, W, C)`, filled with `value`, that lies in memory space first."""
    n, h, w, c = shape
    # np.zeros asks the system for pages that are zero already; np.full would write each of them
    make = np.zeros((h, w, n, c), dtype) if value == 0 else np.full((h, w, n, c), value, dtype)
    return make.transpose(2, 0, 1, 3)
