"""What every layer is."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from cnnnotes import ops
from cnnnotes.nn.regularizers import L1, L2
from cnnnotes.ops.geometry import Size

Shape: TypeAlias = tuple[int, ...]
Rng: TypeAlias = np.random.Generator | None
Output: TypeAlias = tuple[np.ndarray, Any]  # of a layer: y, and the cache
Gradients: TypeAlias = tuple[np.ndarray | None, dict[str, np.ndarray]]  # dx, and one by weight

# What a setting usually is, which goes without saying, and how another value is said.
UNUSUAL: dict[str, tuple[tuple, str]] = {
    "strides": ((None, 1), "stride {}"),
    "padding": (("valid",), "pad {}"),
    "activation": (("relu",), "{}"),
    "kernel_regularizer": ((None,), "{!r}"),
}


class Layer:
    """One step of a network. Shapes are without the batch: `(H, W, C)` or `(D,)`.

    A layer of your own is a subclass that hands its arguments on by their names, so that a file can
    hold them, and has at least `forward` and `backward`. What it learns is made in `build`.

    - `config`: the arguments, by name.

    >>> class Double(Layer):
    ...     def forward(self, x, *, training=False, rng=None):
    ...         return 2 * x, None
    ...
    ...     def backward(self, dy, cache, *, need_dx=True):
    ...         return 2 * dy, {}
    >>> Double().forward(np.ones(2))[0]
    array([2., 2.])
    """

    kind = ""  # in a word, "convolution"; none for a layer that makes no new numbers
    kernel = ""  # the name of its function in `ops`, "conv2d"; none for one that calls none
    activation: str | None = None
    kernel_regularizer: L1 | L2 | None = None  # the penalty on `weights["w"]`
    kernels: Any = ops  # whose functions it calls; a model may bring others
    whole_batch = False  # True: the layer must see a training batch in one piece
    whole_image = False  # True: each of its outputs comes from all pixels

    def __init__(self, **config: Any) -> None:
        self.config = config
        self.weights: dict[str, np.ndarray] = {}
        self.running: dict[str, np.ndarray] = {}  # statistics that `fit` moves, without gradient

    def build(self, shape: Shape, rng: np.random.Generator) -> Shape:
        """Make the weights for inputs of `shape`; return the shape of the output."""
        return shape

    def forward(self, x: np.ndarray, *, training: bool = False, rng: Rng = None) -> Output:
        """Return the output, and a cache: what `backward` needs to know. Nothing is changed."""
        raise NotImplementedError

    def backward(self, dy: np.ndarray, cache: Any, *, need_dx: bool = True) -> Gradients:
        """Return the gradient with respect to the input, and to each weight as a dict.

        With `need_dx=False`, None may stand for the first.
        """
        raise NotImplementedError

    def statistics(self, cache: Any) -> dict[str, np.ndarray]:
        """What `forward` saw of a training batch that `running` is to follow."""
        return {}

    def follow(self, statistics: dict[str, np.ndarray]) -> None:
        """Move `running` towards the statistics of a batch: in training, `fit` alone does."""

    def penalized(self, dw: np.ndarray) -> np.ndarray:
        """Add to the gradient of the kernel that of its penalty, if it has one."""
        penalty = self.kernel_regularizer
        return dw if penalty is None else dw + penalty.gradient(self.weights["w"])

    def input_extent(self, output: int, axis: int, size: int) -> int:
        """How many of the input's `size` pixels along `axis` matter to the first `output` ones."""
        return size

    def count_params(self) -> int:
        """How many numbers it learns, once built."""
        return sum(w.size for w in self.weights.values())

    def macs(self, output: Shape) -> int:
        """How many products are added up for one input whose output has the shape `output`."""
        return 0

    def in_words(self) -> str:
        """What it is, and what is unusual about it: "conv 3×3, 8 filters, stride 2"."""
        return repr(self)

    def _unusual(self) -> str:
        """The settings that differ from the usual, as an ending of `in_words`."""
        ending = ""
        for setting, (usual, said) in UNUSUAL.items():
            value = self.config.get(setting, usual[0])
            if value not in usual:
                ending += ", " + said.format(value or "linear")
        return ending

    def __repr__(self) -> str:
        given = ", ".join(f"{k}={v!r}" for k, v in self.config.items() if v is not None)
        return f"{type(self).__name__}({given})"


class Input(Layer):
    """The shape of one input: stands first in a model, and is optional.

    - `shape`: `(H, W, C)` for images, `(D,)` for rows; without the batch.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape=shape)


def images(layer: Layer, shape: Shape) -> Shape:
    """Refuse a shape that is not one of images; `layer` needs them."""
    if len(shape) != 3:
        raise ValueError(f"{type(layer).__name__} needs images of shape (H, W, C), got {shape}")
    return shape


def by(size: Size) -> str:
    """A window's size in words.

    >>> by(3), by((1, 2))
    ('3×3', '1×2')
    """
    return "×".join(map(str, size if isinstance(size, Sequence) else (size, size)))
