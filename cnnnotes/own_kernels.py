"""A learner's own kernels: what passed its check, in the place of the course's functions."""

from collections.abc import Callable
from typing import Any

import numpy as np

from cnnnotes import _check, nn, ops
from cnnnotes.exercises import get
from cnnnotes.grading import judge
from cnnnotes.grading.answer_store import load
from cnnnotes.nn.optimizers import Rate
from cnnnotes.ops.geometry import Windows


class OwnKernels:
    """The functions of `cnnnotes.ops`, a learner's own among them: for `Sequential(…, kernels=…)`.

    `whose` tells of each kernel whose it is. What an exercise did not ask for, such as dilation, is
    left to the course's.

    Args:
        own: functions, by the exercise that asked for them.
        why_not: by exercise, why there is no function of the learner's.

    >>> kernels = OwnKernels({"03_relu": lambda x: x * (x > 0)})
    >>> kernels.relu(np.array([-1.0, 2.0])) + kernels.tanh(np.zeros(2))
    array([0., 2.])
    >>> kernels.whose["relu"], kernels.whose["conv2d"]
    ('yours (03_relu)', "the course's")
    """

    def __init__(self, own: dict[str, Callable], why_not: dict[str, str] | None = None):
        self.whose, self.adam_step = {}, None
        for kernel, adapters in WRITTEN_IN.items():
            name = next((name for name in adapters if name in own), None)
            reasons = [why for one, why in (why_not or {}).items() if one in adapters]
            self.whose[kernel] = (
                f"yours ({name})" if name else "; ".join(["the course's", *reasons])
            )
            if name:
                setattr(self, kernel, adapters[name](own[name]))

    def __getattr__(self, name):
        return getattr(ops, name)

    def __repr__(self):
        return "\n".join(f"{kernel:24}{whose}" for kernel, whose in self.whose.items())

    def adam(self, learning_rate: Rate) -> nn.Adam:
        """Return an optimizer that takes the learner's `adam_step`, or else the course's."""
        return _OwnAdam(self.adam_step, learning_rate) if self.adam_step else nn.Adam(learning_rate)


def own_kernels() -> OwnKernels:
    """Gather what this learner wrote in the notebooks before and passed with.

    An answer that passed and does not work by itself is left out, and `whose` says why.
    """
    own, why_not = {}, {}
    for exercise_id in (name for adapters in WRITTEN_IN.values() for name in adapters):
        saved = load(exercise_id)
        if not saved.passed:
            continue
        try:
            own[exercise_id] = _made_anew(saved)
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
            why_not[exercise_id] = f"yours ({exercise_id}) does not work by itself: {problem}"
    return OwnKernels(own, why_not)


def own_function(exercise_id: str) -> Callable | None:
    """Return the function with which this learner passed an exercise; None if there is none.

    Raises what keeps it from working by itself.
    """
    saved = load(exercise_id)
    return _made_anew(saved) if saved.passed else None


def writer(kernels: Any, kernel: str) -> str:
    """Say in a word who wrote a function of `kernels`: "you", "course", or "NumPy" for none.

    >>> writer(OwnKernels({"03_relu": lambda x: x * (x > 0)}), "relu"), writer(ops, "conv2d")
    ('you', 'course')
    """
    if not kernel:
        return "NumPy"
    return "you" if getattr(kernels, "whose", {}).get(kernel, "").startswith("yours") else "course"


def _made_anew(saved):
    """The function that passed, made from its source; raises where it does not pass by itself."""
    if not saved.source:
        raise ValueError("its source was not found when it passed; check it again")
    names, exercise = {"np": np, "ops": ops, "__name__": "answers"}, get(saved.id)
    exec(saved.source, names)
    verdict = judge(saved.id, names[exercise.name])
    if not verdict.passed:
        raise ValueError(verdict.hint)
    return names[exercise.name]


def _image_by_image(function, x, *args):
    return np.stack([function(image, *args) for image in x]).astype(x.dtype)


def _geometry(x, kernel, stride=1, padding=0, dilation=1):
    """Stride and padding as pairs; None for what no exercise asked for."""
    windows = Windows.over(x.shape[1:3], kernel, stride, padding, dilation)
    if windows.dilation == (1, 1) and all(before == after for before, after in windows.padding):
        return windows.stride, tuple(before for before, _ in windows.padding)
    return None


def _conv_strided(function):
    def conv2d(x, w, b=None, **settings):
        geometry = _geometry(x, w.shape[:2], **settings)
        if geometry is None:
            return ops.conv2d(x, w, b, **settings)
        return _image_by_image(function, x, w, np.zeros(w.shape[3]) if b is None else b, *geometry)

    return conv2d


def _conv_channels(function):
    def conv2d(x, w, b=None, **settings):
        if _geometry(x, w.shape[:2], **settings) != ((1, 1), (0, 0)):
            return ops.conv2d(x, w, b, **settings)
        return _image_by_image(function, x, w, np.zeros(w.shape[3]) if b is None else b)

    return conv2d


def _conv2d_backward(function):
    def conv2d_backward(dy, x, w, *, need_dx=True, **settings):
        geometry = _geometry(x, w.shape[:2], **settings)
        if geometry is None:
            return ops.conv2d_backward(dy, x, w, **settings, need_dx=need_dx)
        return tuple(np.asarray(gradient, x.dtype) for gradient in function(dy, x, w, *geometry))

    return conv2d_backward


def _dense_backward(function):
    def dense_backward(dy, x, w, *, need_dx=True):
        return tuple(np.asarray(gradient, x.dtype) for gradient in function(dy, x, w))

    return dense_backward


def _squares(size, stride, padding):
    """Size and stride as integers; None for windows that are not square, or padded."""
    size = _check.pair("size", size, 1)
    stride = size if stride is None else _check.pair("stride", stride, 1)
    square = size[0] == size[1] and stride[0] == stride[1] and padding == 0
    return (size[0], stride[0]) if square else None


def _max_pool(function):
    def max_pool2d(x, size=2, *, stride=None, padding=0):
        squares = _squares(size, stride, padding)
        if squares is None:
            return ops.max_pool2d(x, size, stride=stride, padding=padding)
        return _image_by_image(function, x, *squares)

    return max_pool2d


def _max_pool2d_backward(function):
    def max_pool2d_backward(dy, x, size=2, *, stride=None, padding=0):
        squares = _squares(size, stride, padding)
        if squares is None:
            return ops.max_pool2d_backward(dy, x, size, stride=stride, padding=padding)
        return np.asarray(function(dy, x, *squares), x.dtype)

    return max_pool2d_backward


class _OwnAdam(nn.Adam):
    """Adam with a learner's `adam_step`."""

    def __init__(self, step, learning_rate):
        super().__init__(learning_rate)
        self._step = step

    def _change(self, g, slot, rate):
        zero = np.zeros_like(g)
        m, v = slot.get("m", zero), slot.get("v", zero)
        settings = self.steps, rate, self.beta_1, self.beta_2, self.epsilon
        w, slot["m"], slot["v"] = np.asarray(self._step(zero, g, m, v, *settings), g.dtype)
        return -w  # from 0, it is the step itself


def _elementwise(function):
    def kernel(*arrays):
        return np.asarray(function(*arrays), arrays[0].dtype)

    return kernel


def _cross_entropy(function):
    return lambda z, labels: function(z, labels)[0]


def _cross_entropy_backward(function):
    return lambda z, labels: np.asarray(function(z, labels)[1], z.dtype)


def _as_it_is(function):
    return function


# By kernel, the exercises that ask for it, and what makes of their function one of `ops`: the first
# that passed is taken.
WRITTEN_IN = {
    "conv2d": {"02_conv_strided": _conv_strided, "01_conv_channels": _conv_channels},
    "conv2d_backward": {"06_conv2d_backward": _conv2d_backward},
    "relu": {"03_relu": _elementwise},
    "relu_backward": {"03_relu_backward": _elementwise},
    "max_pool2d": {"04_max_pool": _max_pool},
    "max_pool2d_backward": {"06_max_pool2d_backward": _max_pool2d_backward},
    "dense_backward": {"06_dense_backward": _dense_backward},
    "cross_entropy": {"06_softmax_cross_entropy": _cross_entropy},
    "cross_entropy_backward": {"06_softmax_cross_entropy": _cross_entropy_backward},
    "adam_step": {"06_adam_step": _as_it_is},
}
