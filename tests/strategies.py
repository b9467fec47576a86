"""What hypothesis draws: arrays in every memory layout, and arguments that go together."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from oracles import reach, sides

LAYOUTS = {
    "batch first": lambda a: a.copy(),
    "space first": lambda a: np.moveaxis(np.moveaxis(a, 0, a.ndim // 2).copy(), a.ndim // 2, 0),
    "Fortran": lambda a: a.copy(order="F"),
    "backwards": lambda a: a[::-1].copy()[::-1],
    "every other": lambda a: np.repeat(a, 2, axis=-1)[..., ::2],
}


def laid_out(array, layout):
    """The same numbers, in another order in memory, and read-only: who writes there, fails."""
    array = LAYOUTS[layout](array)
    array.flags.writeable = False
    return array


@st.composite
def arrays(draw, shape, dtype=np.float64):
    """Quarters from −4 to 4: with ties, and with sums that are exact in any order."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    array = (rng.integers(-16, 17, shape) / 4).astype(dtype)
    return laid_out(array, draw(st.sampled_from(sorted(LAYOUTS))))


class Geometry(NamedTuple):
    """A window over an image in which it fits."""

    image: tuple
    kernel: tuple
    stride: tuple
    padding: object
    dilation: tuple

    @property
    def settings(self):
        return {"stride": self.stride, "padding": self.padding, "dilation": self.dilation}


def pairs(least, most):
    return st.tuples(st.integers(least, most), st.integers(least, most))


def paddings(kernel=None):
    """Every form that `padding` takes; where `kernel` is given, less than it on each side."""
    high = (2, 2) if kernel is None else (kernel[0] - 1, kernel[1] - 1)
    two_sided = st.tuples(pairs(0, high[0]), pairs(0, high[1]))
    each = st.tuples(st.integers(0, high[0]), st.integers(0, high[1]))
    return st.one_of(st.sampled_from(["valid", "same"]), st.integers(0, min(high)), each, two_sided)


ANY_PADDING, ANY_DILATION, ANY_KERNEL = paddings(), pairs(1, 2), pairs(1, 3)


@st.composite
def geometries(draw, padding=ANY_PADDING, dilation=ANY_DILATION, kernel=ANY_KERNEL):
    kernel, stride, dilation = draw(kernel), draw(pairs(1, 3)), draw(dilation)
    padding = draw(padding)
    image = []
    for axis in range(2):
        least = 1
        while sum(sides(least, kernel, stride, padding, dilation, axis)) + least < reach(
            kernel[axis], dilation[axis]
        ):
            least += 1
        image.append(least + draw(st.integers(0, 4)))
    return Geometry(tuple(image), kernel, stride, padding, dilation)


class Conv(NamedTuple):
    x: np.ndarray
    w: np.ndarray
    b: np.ndarray
    settings: dict


@st.composite
def convolutions(draw, **kwargs):
    """Images (also none, or of one pixel), filters and biases that go together."""
    g = draw(geometries(**kwargs))
    n, c, f = draw(st.integers(0, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return Conv(
        draw(arrays((n, *g.image, c))),
        draw(arrays((*g.kernel, c, f))),
        draw(arrays((f,))),
        g.settings,
    )


class Pool(NamedTuple):
    x: np.ndarray
    size: tuple
    settings: dict


@st.composite
def poolings(draw):
    kernel = draw(ANY_KERNEL)
    g = draw(geometries(paddings(kernel), st.just((1, 1)), st.just(kernel)))
    x = draw(arrays((draw(st.integers(0, 3)), *g.image, draw(st.integers(1, 3)))))
    return Pool(x, g.kernel, {"stride": g.stride, "padding": g.padding})
