"""A network as a list of layers: its shapes, its answers, and the gradients of its loss."""

import copy
from itertools import pairwise

import numpy as np

from cnnnotes import _check, ops
from cnnnotes.nn import files, parallel, training
from cnnnotes.nn.layers import Bend, Input, Layer, MaxPooling2D


class Sequential:
    """Layers one after the other, with Keras' names.

    The shape of the input is given by an `Input((28, 28, 1))` in front, by `build`, or by the first
    data that the model sees. `seed` decides the weights at the start. A softmax may stand at the
    end: `predict` then gives probabilities, while the loss is taken from the scores (logits)
    beneath it. `kernels` has the functions of `cnnnotes.ops`, perhaps some of your own among them.

    >>> from cnnnotes.nn import Conv2D, Dense, Flatten, Input, Sequential
    >>> model = Sequential([Input((5, 5, 1)), Conv2D(2, 3), Flatten(), Dense(2, "softmax")], seed=0)
    >>> model.predict(np.zeros((1, 5, 5, 1)))
    array([[0.5, 0.5]], dtype=float32)
    """

    def __init__(self, layers, *, seed=None, dtype=np.float32, kernels=ops):
        layers = list(layers)
        for layer in layers:
            if not isinstance(layer, Layer):
                raise ValueError(f"layers must be layers, such as Conv2D(32, 3), got {layer!r}")
        self.layers = [layer for layer in layers if not isinstance(layer, Input)]
        if not self.layers or any(isinstance(layer, Input) for layer in layers[1:]):
            raise ValueError(f"layers must be at least one layer, after an Input if any: {layers}")
        if len(set(map(id, self.layers))) < len(self.layers):
            raise ValueError("layers must be made anew for each place: one stands there twice")
        if any(layer.activation == "softmax" for layer in self.layers[:-1]):
            raise ValueError("softmax turns scores into probabilities: only the last layer may")
        self.softmax = self.layers[-1].activation == "softmax"
        if not np.issubdtype(dtype, np.floating):
            raise ValueError(f"dtype must be one of floats, such as np.float32, got {dtype!r}")
        self.dtype, self.seed, self.input_shape = np.dtype(dtype), seed, None
        self.optimizer, self.kernels = None, kernels
        if isinstance(layers[0], Input):
            self.build(layers[0].config["shape"])

    def __deepcopy__(self, memo):
        memo[id(self.kernels)] = self.kernels  # shared: a module cannot be copied
        twin = copy.copy(self)
        vars(twin).update(copy.deepcopy(vars(self), memo))
        return twin

    # How it is trained, measured and kept stands in modules of their own.
    compile = training.compile
    fit = training.fit
    evaluate = training.evaluate
    save = files.save

    def build(self, input_shape) -> "Sequential":
        """Make the weights, for inputs of `input_shape`: `(H, W, C)` or `(D,)`."""
        if not isinstance(input_shape, tuple | list) or not input_shape:
            raise ValueError(f"input_shape must be (H, W, C) or (D,), got {input_shape!r}")
        input_shape = tuple(_check.integer("input_shape", n, 1) for n in input_shape)
        shape, rng, self.shapes = input_shape, np.random.default_rng(self.seed), []
        for layer in self.layers:
            shape = layer.build(shape, rng)
            self.shapes.append(shape)
            for values in (layer.weights, layer.moving):
                values.update({name: array.astype(self.dtype) for name, array in values.items()})
        self.input_shape = input_shape
        self._steps = self._plan()
        self._seen = self._used() if len(self.input_shape) == 3 else ()
        return self

    def _plan(self):
        """The steps of a pass: every layer, and every bend as a step of its own."""
        steps = []
        for layer in self.layers:
            steps += [layer]
            if layer.activation not in (None, "softmax"):
                steps += [Bend(layer.activation)]
        # The largest of bent numbers is the bent largest, as every bend rises: pooling first leaves
        # a quarter of the numbers to bend.
        for i, (bend, pool) in enumerate(pairwise(steps)):
            if isinstance(bend, Bend) and type(pool) is MaxPooling2D:
                steps[i : i + 2] = pool, bend
        for step in steps:
            step.kernels = self.kernels
        return steps

    def _used(self):
        """The rows and columns of an image that reach the output at all.

        Windows that do not fit leave some at the end unread: of 28 × 28, the course's convnet reads
        26 × 26. Cut off in front, they cost nothing in all the layers that follow.
        """
        used = [None, None]
        for layer, shape in zip(
            reversed(self.layers), reversed([self.input_shape, *self.shapes[:-1]]), strict=True
        ):
            if len(shape) == 3:
                used = [
                    n if output is None else layer.used(output, axis, n)
                    for axis, (n, output) in enumerate(zip(shape[:2], used, strict=True))
                ]
        return (slice(None), *map(slice, used))

    @property
    def weights(self) -> list[np.ndarray]:
        """All that is learned, array by array, in the order of the layers."""
        return [w for layer in self.layers for w in layer.weights.values()]

    def count_params(self) -> int:
        """How many numbers are learned."""
        self._require_built()
        return sum(w.size for w in self.weights)

    def predict(self, x) -> np.ndarray:
        """The last layer's output for each input: probabilities, if it ends in a softmax.

        `x` is `(N, H, W, C)`; returns `(N, classes)`.
        """
        scores = self.scores(x)
        return self.kernels.softmax(scores) if self.softmax else scores

    def scores(self, x) -> np.ndarray:
        """The last layer's output before its softmax (logits): `(N, classes)`."""
        x = self.check_inputs(x)
        pieces = parallel.parts(len(x))
        if len(pieces) <= 1:
            return self._forward(x)[0]
        with parallel.workers() as run:
            return np.concatenate(list(run(lambda piece: self._forward(x[piece])[0], pieces)))

    def activations(self, x) -> list[np.ndarray]:
        """Every layer's output, its activation included: one array for each of `layers`."""
        x, outputs = self.check_inputs(x).astype(self.dtype), []
        for layer in self.layers:
            x = layer.forward(x)[0]
            if layer.activation:
                x = getattr(self.kernels, layer.activation)(x)
            outputs.append(x)
        return outputs

    def gradients(self, x, labels, *, training=True, rng=None):
        """Loss, scores, and the gradient of the loss by each of `weights`, for one batch."""
        scores, memories = self._forward(self.check_inputs(x), training=training, rng=rng)
        loss = self.kernels.cross_entropy(scores, labels)
        dy = self.kernels.cross_entropy_backward(scores, labels)
        return loss, scores, self._backward(dy, memories)[1]

    def scores_backward(self, dy, x) -> np.ndarray:
        """The gradient of Σ dy · scores by the inputs: which pixels move the scores, and how much.

        `dy` is shaped like `scores(x)`, `(N, classes)`; `x` and the result are `(N, H, W, C)`. A
        pixel that no window reads gets 0.
        """
        x = self.check_inputs(x)
        scores, memories = self._forward(x)
        dy = _check.shape("dy", _check.floats("dy", dy), scores.shape, "that of scores(x)")
        dx = np.zeros(x.shape, self.dtype)
        dx[self._seen], _ = self._backward(dy.astype(self.dtype), memories, need_dx=True)
        return dx

    def _forward(self, x, *, training=False, rng=None):
        """Scores `(N, classes)`, and what each step must remember for the way back."""
        x, memories = x[self._seen].astype(self.dtype, copy=False), []
        for step in self._steps:
            x, memory = step.forward(x, training=training, rng=rng)
            memories.append(memory)
        return x, memories

    def _backward(self, dy, memories, *, need_dx=False):
        """The gradient by the input, if needed, and by each of `weights`, in their order."""
        gradients = []
        for step, memory in zip(reversed(self._steps), reversed(memories), strict=True):
            dy, by_name = step.backward(dy, memory, need_dx=need_dx or step is not self._steps[0])
            gradients[:0] = [by_name[name] for name in step.weights]
        return dy, gradients

    def check_inputs(self, x) -> np.ndarray:
        """Return `x` as an array that the model can take, or say what is wrong with it."""
        x = np.asarray(x)
        if self.input_shape is None:
            self.build(x.shape[1:])
        if x.shape[1:] != self.input_shape:
            expected = ", ".join(["N", *map(str, self.input_shape)])
            cure = "; x[None] would do" * (x.shape == self.input_shape)
            cure += "; x[..., None] would do" * ((*x.shape[1:], 1) == self.input_shape)
            raise ValueError(f"x must have shape ({expected}), got {x.shape}{cure}")
        return _check.floats("x", x)

    def _require_built(self):
        if self.input_shape is None:
            raise ValueError(
                "the model does not know the shape of its input yet: put Input((28, 28, 1)) first, "
                "or call model.build((28, 28, 1))"
            )

    def summary(self) -> None:
        """Print each layer's output shape and number of parameters, and their total."""
        self._require_built()
        rows = [
            (
                repr(layer).split("(")[0] + f" ({layer.activation})" * bool(layer.activation),
                str((None, *shape)),
                f"{sum(w.size for w in layer.weights.values()):,}",
            )
            for layer, shape in zip(self.layers, self.shapes, strict=True)
        ]
        print(f"{'Layer':<28}{'Output shape':<22}{'Parameters':>12}")
        print("─" * 62)
        for name, shape, count in rows:
            print(f"{name:<28}{shape:<22}{count:>12}")
        print("─" * 62)
        print(f"{'Total':<50}{self.count_params():>12,}")
