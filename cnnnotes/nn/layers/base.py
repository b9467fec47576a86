"""What every layer is."""

import numpy as np

from cnnnotes import ops
from cnnnotes.nn.regularizers import L1, L2


class Layer:
    """One step of a network. Shapes are without the batch: `(H, W, C)` or `(D,)`."""

    activation: str | None = None
    kernel_regularizer: L1 | L2 | None = None  # the penalty on `weights["w"]`
    kernels = ops  # whose functions it calls; a model may bring others
    whole_batch = False  # True: the layer must see a training batch in one piece

    def __init__(self, **config):
        self.config = config
        self.weights: dict[str, np.ndarray] = {}
        self.moving: dict[str, np.ndarray] = {}  # averages that training keeps, without gradient

    def build(self, shape, rng) -> tuple[int, ...]:
        """Make the weights for inputs of `shape`; return the shape of the output."""
        return shape

    def forward(self, x, *, training=False, rng=None):
        """Return the output and what `backward` needs to know."""
        raise NotImplementedError

    def backward(self, dy, memory, *, need_dx=True):
        """Return the gradient by the input, and by each weight as a dict."""
        raise NotImplementedError

    def penalized(self, dw):
        """Add to the gradient of the kernel that of its penalty, if it has one."""
        penalty = self.kernel_regularizer
        return dw if penalty is None else dw + penalty.gradient(self.weights["w"])

    def used(self, output: int, axis: int, size: int) -> int:
        """How many of the input's `size` pixels along `axis` matter to the first `output` ones."""
        return size

    def __repr__(self):
        given = ", ".join(f"{k}={v!r}" for k, v in self.config.items() if v is not None)
        return f"{type(self).__name__}({given})"


class Input(Layer):
    """The shape of one input, `(H, W, C)`: stands first in a model, and is optional."""

    def __init__(self, shape):
        super().__init__(shape=shape)


def images(layer: Layer, shape: tuple) -> tuple:
    """Refuse a shape that is not one of images; `layer` needs them."""
    if len(shape) != 3:
        raise ValueError(f"{type(layer).__name__} needs images of shape (H, W, C), got {shape}")
    return shape
