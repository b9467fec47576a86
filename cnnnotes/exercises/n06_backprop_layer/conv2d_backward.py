"""Exercise 06_conv2d_backward: the three gradients of a convolution."""

import numpy as np

from cnnnotes.exercises.arithmetic import products
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n06_backprop_layer.conv2d_backward_mistakes import MISTAKES
from cnnnotes.exercises.pictures import distinct


def conv2d_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray, stride: tuple[int, int], padding: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """dy (N, OH, OW, F), x (N, H, W, C), w (KH, KW, C, F), two pairs → dx, dw, db (F,)."""
    (n, h, width, c), (kh, kw), (oh, ow) = x.shape, w.shape[:2], dy.shape[1:3]
    (sh, sw), (ph, pw) = stride, padding
    padded = np.zeros((n, h + 2 * ph, width + 2 * pw, c))
    inside = np.s_[:, ph : ph + h, pw : pw + width]
    padded[inside] = x
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(kh):
        for j in range(kw):
            met = np.s_[:, i : i + sh * oh : sh, j : j + sw * ow : sw]  # pixels that w[i, j] meets
            dw[i, j] = np.tensordot(padded[met], dy, axes=([0, 1, 2], [0, 1, 2]))
            dpadded[met] += dy @ w[i, j].T
    return dpadded[inside], dw, dy.sum(axis=(0, 1, 2))


def _cases(rng):
    def draw(image, kernel, stride=(1, 1), padding=(0, 0)):
        """Halves for one image, that can be followed by hand; sevenths for several."""
        parts = 2 if image[0] == 1 else 7
        x, w = rng.integers(-4, 6, image) / parts, distinct(rng, kernel) / parts
        sizes = zip(image[1:3], kernel[:2], stride, padding, strict=True)
        oh, ow = ((n + 2 * p - k) // s + 1 for n, k, s, p in sizes)
        return distinct(rng, (image[0], oh, ow, kernel[3])) / parts, x, w, stride, padding

    for part in ("db", "dw", "dx"):
        for image, kernel in (
            ((1, 2, 2, 1), (2, 2, 1, 1)),
            ((1, 3, 4, 1), (2, 2, 1, 1)),
            ((2, 3, 4, 2), (2, 3, 2, 2)),
            ((3, 4, 3, 2), (3, 2, 2, 3)),
        ):
            yield part, draw(image, kernel)
    yield "stride", draw((1, 4, 6, 1), (2, 2, 1, 1), (2, 2))
    yield "stride", draw((1, 6, 5, 1), (3, 2, 1, 1), (1, 2))
    yield "stride", draw((2, 7, 6, 2), (2, 3, 2, 3), (2, 1))
    yield "padding", draw((1, 2, 3, 1), (2, 2, 1, 1), padding=(1, 1))
    yield "padding", draw((1, 3, 2, 1), (2, 3, 1, 1), padding=(0, 2))
    yield "padding", draw((2, 3, 4, 2), (3, 2, 2, 3), padding=(2, 1))
    for image in ((2, 4, 5, 2), (4, 9, 11, 2)):
        yield "no loop over images or pixels", draw(image, (3, 2, 2, 2))


def _dw_written_out(at, dy, x, w, stride, padding):
    a, b, c, f = at
    (sh, sw), (ph, pw), (oh, ow) = stride, padding, dy.shape[1:3]
    padded = np.pad(x[..., c], ((0, 0), (ph, ph), (pw, pw)))
    return products(dy[..., f], padded[:, a : a + sh * oh : sh, b : b + sw * ow : sw])


def _dx_written_out(at, dy, x, w, stride, padding):
    n, row, column, c = at
    met = [
        (dy[n, i, j], w[a, b, c])
        for i, j in np.ndindex(dy.shape[1:3])
        for a, b in np.ndindex(w.shape[:2])
        if i * stride[0] + a - padding[0] == row and j * stride[1] + b - padding[1] == column
    ]
    if not met:
        return "the sum over the outputs that it reaches (none)"
    return products(*map(np.array, zip(*met, strict=True)))


CONV2D_BACKWARD = Exercise(
    id="06_conv2d_backward",
    title="The gradients of a convolution",
    reference=conv2d_backward,
    parts=(
        Part("db", 1, returns=("db",)),
        Part("dw", 2, returns=("dw",)),
        Part("dx", 2, returns=("dx",)),
        Part("stride", 1, returns=("dx", "dw")),
        Part("padding", 1, returns=("dx", "dw")),
        Part("no loop over images or pixels", 1, vectorized=True),
    ),
    cases=_cases,
    returns=("dx", "dw", "db"),
    arithmetic={
        "dx": _dx_written_out,
        "dw": _dw_written_out,
        "db": lambda at, *args: f"the sum of dy[..., {at[0]}]",
    },
    hints=(
        "Take one entry of w: which pixels does it meet, and which outputs do they reach?",
        "Look at the array that is wrong: dx and dw use the same pairs of pixel and output.",
    ),
    mistakes=MISTAKES,
)
