"""The bend after a layer: part of it, or a layer of its own."""

from cnnnotes.nn.layers.base import Layer

BENDS = ("relu", "leaky_relu", "sigmoid", "tanh")


def known(activation):
    """Return the name of an activation; `None` and "linear" are none."""
    if activation in ("linear", None):
        return None
    if activation not in (*BENDS, "softmax"):
        names = ", ".join((*BENDS, "softmax", "linear"))
        raise ValueError(f"activation must be one of {names}, or None, got {activation!r}")
    return activation


class Activation(Layer):
    """A bend as a layer of its own: relu, leaky_relu, sigmoid, tanh, or softmax as the last."""

    def __init__(self, activation):
        self.activation = known(activation)
        super().__init__(activation=activation)

    def forward(self, x, *, training=False, rng=None):
        return x, None  # a model runs every layer's `activation` after it

    def backward(self, dy, memory, *, need_dx=True):
        return dy, {}

    def used(self, output, axis, size):
        return output


class Bend(Layer):
    """What a model runs for a layer's `activation`."""

    def __init__(self, activation):
        self.name = activation
        super().__init__(activation=activation)

    def forward(self, x, *, training=False, rng=None):
        y = getattr(self.kernels, self.name)(x)
        # relu's gradient can be read off its output: its input need not be kept
        return y, y if self.name == "relu" else x

    def backward(self, dy, memory, *, need_dx=True):
        return getattr(self.kernels, f"{self.name}_backward")(dy, memory), {}
