"""Where a window stops: output sizes, padding, and the pixels that each entry of a kernel meets.

Kernels work on `(N, H, W, C)` arrays that lie in memory as `(H, W, N, C)`, *space first*. Such an
array is a plain NumPy view; one step of a window then moves over whole runs of N·C numbers, which
is faster than stepping through one image after the other (`benchmarks/` measures it).
"""

from itertools import product
from typing import NamedTuple

import numpy as np

from cnnnotes.ops import _check


def output_size(n, kernel, stride=1, padding=0, dilation=1) -> int:
    """How many times a window fits along an axis of `n` pixels: ⌊(n + 2p − d(k−1) − 1)/s⌋ + 1.

    `padding` counts on each side; `(before, after)`, `"valid"` and `"same"` are taken too.
    Raises `ValueError` if the window does not fit at all.
    Source: Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016).

    >>> output_size(28, 3), output_size(28, 3, stride=2, padding=1)
    (26, 14)
    """
    n, kernel = _check.whole("n", n, 1), _check.whole("kernel", kernel, 1)
    stride, dilation = _check.whole("stride", stride, 1), _check.whole("dilation", dilation, 1)
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


def _sides(n, kernel, stride, padding, dilation) -> tuple[int, int]:
    """Pixels to add before and after one axis."""
    if isinstance(padding, str):
        if padding == "valid":
            return 0, 0
        if padding == "same":  # ⌈n/s⌉ outputs; the odd pixel at the end, as TensorFlow does
            missing = (-(-n // stride) - 1) * stride + dilation * (kernel - 1) + 1 - n
            return max(missing, 0) // 2, (max(missing, 0) + 1) // 2
    elif isinstance(padding, tuple | list) and len(padding) == 2:
        return _check.whole("padding", padding[0], 0), _check.whole("padding", padding[1], 0)
    elif not isinstance(padding, tuple | list):
        return (_check.whole("padding", padding, 0),) * 2
    raise ValueError(
        f'padding must be a whole number ≥ 0, a pair, "valid" or "same", got {padding!r}'
    )


class Windows(NamedTuple):
    """Every stop of a window over an image: all that a kernel needs to know of its arguments."""

    kernel: tuple[int, int]
    stride: tuple[int, int]
    dilation: tuple[int, int]
    padding: tuple[tuple[int, int], tuple[int, int]]  # ((top, bottom), (left, right))
    output: tuple[int, int]

    @classmethod
    def over(cls, image, kernel, stride=1, padding=0, dilation=1) -> "Windows":
        """Check the arguments and work out the stops over an image of `(H, W)` pixels."""
        stride, dilation = _check.pair("stride", stride, 1), _check.pair("dilation", dilation, 1)
        if not isinstance(padding, tuple | list):
            padding = (padding, padding)
        if len(padding) != 2:
            raise ValueError(
                "padding must be an int, (h, w), ((top, bottom), (left, right)), "
                f'"valid" or "same", got {padding!r}'
            )
        sides, output = [], []
        for axis, n, k, s, p, d in zip("HW", image, kernel, stride, padding, dilation, strict=True):
            try:
                output.append(output_size(n, k, s, p, d))
            except ValueError as error:
                h, w = image
                raise ValueError(f"along {axis} of x (N, {h}, {w}, C): {error}") from None
            sides.append(_sides(n, k, s, p, d))
        return cls(tuple(kernel), stride, dilation, tuple(sides), tuple(output))

    def taps(self, padded):
        """Yield, for each entry (i, j) of the kernel, the pixels that it meets: `(N, OH, OW, C)`.

        They are views: adding to one adds to `padded`.
        """
        for i, j in product(*map(range, self.kernel)):
            top, left = i * self.dilation[0], j * self.dilation[1]
            bottom = top + self.stride[0] * (self.output[0] - 1) + 1
            right = left + self.stride[1] * (self.output[1] - 1) + 1
            yield padded[:, top : bottom : self.stride[0], left : right : self.stride[1]]

    def pad(self, x, value=0.0):
        """`x` with `value` around it."""
        (top, bottom), (left, right) = self.padding
        if not (top or bottom or left or right):
            return x
        n, h, w, c = x.shape
        padded = space_first((n, h + top + bottom, w + left + right, c), x.dtype, value)
        padded[:, top : top + h, left : left + w] = x
        return padded

    def crop(self, padded):
        """What `pad` was given: the view without the border."""
        (top, bottom), (left, right) = self.padding
        return padded[:, top : padded.shape[1] - bottom, left : padded.shape[2] - right]


def space_first(shape, dtype, value=0.0):
    """An array of shape `(N, H, W, C)`, filled with `value`, that lies in memory space first."""
    n, h, w, c = shape
    # np.zeros asks the system for pages that are zero already; np.full would write each of them
    make = np.zeros((h, w, n, c), dtype) if value == 0 else np.full((h, w, n, c), value, dtype)
    return make.transpose(2, 0, 1, 3)
