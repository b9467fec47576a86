"""A network as a list of layers: its shapes, its answers, and the gradients of its loss."""

import copy
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from cnnnotes import _check, ops
from cnnnotes.nn import describing, files, parallel, plan, training
from cnnnotes.nn.layers import Input, Layer
from cnnnotes.nn.optimizers import Optimizer


class Sequential:
    """Layers one after the other, with Keras' names.

    A softmax may stand at the end: `predict` then gives probabilities, while the loss is taken from
    the scores (logits) beneath it.

    - `layers`: the layers, in order. The shape of the input is given by an `Input((28, 28, 1))` in
      front, by `build`, or by the first data that the model sees.
    - `seed`: decides the weights at the start; None for other ones each time.
    - `dtype`: the floats to compute in, `np.float32`.
    - `kernels`: what has the functions of `cnnnotes.ops`, perhaps some of your own among them.

    >>> from cnnnotes.nn import Conv2D, Dense, Flatten, Input, Sequential
    >>> model = Sequential([Input((5, 5, 1)), Conv2D(2, 3), Flatten(), Dense(2, "softmax")], seed=0)
    >>> model.predict(np.zeros((1, 5, 5, 1)))
    array([[0.5, 0.5]], dtype=float32)
    """

    kernels: Any = ops
    input_shape: tuple[int, ...] | None = None
    optimizer: Optimizer
    stop_training = False

    def __init__(
        self,
        layers: Iterable[Layer],
        *,
        seed: Any = None,
        dtype: DTypeLike = np.float32,
        kernels: Any = ops,
    ) -> None:
        given = plan.check_layers(layers)
        self.layers = [layer for layer in given if not isinstance(layer, Input)]
        self.softmax = self.layers[-1].activation == "softmax"
        self.dtype, self.seed = _check.float_dtype(dtype), seed
        _check.generator("seed", seed)
        self.compile()
        self.shapes: list[tuple[int, ...]] = []
        if kernels is not ops:  # a module on the model itself could not be copied or pickled
            self.kernels = kernels
        if isinstance(given[0], Input):
            self.build(given[0].config["shape"])

    def __deepcopy__(self, memo: dict[int, Any]) -> "Sequential":
        memo[id(self.kernels)] = self.kernels  # shared: a module cannot be copied
        memo[id(self)] = twin = copy.copy(self)
        vars(twin).update(copy.deepcopy(vars(self), memo))
        return twin

    # How it is trained and measured stands in a module of its own.
    compile = training.compile
    fit = training.fit
    evaluate = training.evaluate

    def save(self, path: str | Path) -> None:
        """Write the model, layers and weights, to `path` (.npz): whole or not at all.

        A file that is read-only stays, and an `OSError` says so.
        """
        text = describing.describe(self.layers, self._require_built(), self.dtype)
        files.write(path, text, self.arrays())

    def build(self, input_shape: Sequence[int]) -> "Sequential":
        """Make the weights, for inputs of `input_shape`: `(H, W, C)` or `(D,)`."""
        if not isinstance(input_shape, tuple | list) or not input_shape:
            raise ValueError(f"input_shape must be (H, W, C) or (D,), got {input_shape!r}")
        shape = tuple(_check.integer("input_shape", n, 1) for n in input_shape)
        shapes, rng = [shape], _check.generator("seed", self.seed)
        for layer in self.layers:
            shapes.append(layer.build(shapes[-1], rng))
            wide = np.promote_types(self.dtype, np.float32)  # so that small moves add up
            for arrays, dtype in ((layer.weights, self.dtype), (layer.running, wide)):
                arrays.update({name: array.astype(dtype) for name, array in arrays.items()})
        self.input_shape, self.shapes = shape, shapes[1:]
        self._of_layers = [plan.steps_of(layer) for layer in self.layers]
        steps = [step for steps in self._of_layers for step in steps]
        for step in steps:
            if step.kernels is not self.kernels:
                step.kernels = self.kernels
        # The loss is taken beneath a softmax, which is therefore no step.
        self._steps = plan.fast_order(steps[:-1] if self.softmax else steps)
        self._seen = plan.input_slices(self.layers, shapes[:-1])
        return self

    @property
    def weights(self) -> list[np.ndarray]:
        """All that is learned, array by array, in the order of the layers."""
        return [w for layer in self.layers for w in layer.weights.values()]

    def arrays(self) -> dict[str, np.ndarray]:
        """All that training changes, weights and running statistics, by layer and name."""
        return {
            f"{i}.{name}": array
            for i, layer in enumerate(self.layers)
            for name, array in (layer.weights | layer.running).items()
        }

    @property
    def classes(self) -> int:
        """How many scores it gives for an input; its output must be a row of them."""
        if len(self.shapes[-1]) != 1:
            output = ", ".join(["N", *map(str, self.shapes[-1])])
            raise ValueError(
                f"the model's output has shape ({output}), and a loss needs (N, classes): "
                "put Flatten() and Dense(classes) at its end"
            )
        return self.shapes[-1][0]

    def count_params(self) -> int:
        """How many numbers are learned."""
        self._require_built()
        return sum(layer.count_params() for layer in self.layers)

    def predict(self, x: ArrayLike, *, cores: int | None = None) -> np.ndarray:
        """The last layer's output for each input: probabilities, if it ends in a softmax.

        `x` is `(N, H, W, C)`; returns `(N, classes)`. It runs on all `cores`, or so many.
        """
        scores = self.scores(x, cores=cores)
        return self.kernels.softmax(scores) if self.softmax else scores

    def scores(self, x: ArrayLike, *, cores: int | None = None) -> np.ndarray:
        """The last layer's output before its softmax (logits): `(N, classes)`."""
        x = self.check_inputs(x)
        pieces = parallel.parts(len(x))
        if len(pieces) <= 1:
            return self._forward(x)[0]
        with parallel.workers(cores) as run:
            return np.concatenate(list(run(lambda piece: self._forward(x[piece])[0], pieces)))

    def activations(self, x: ArrayLike) -> list[np.ndarray]:
        """Every layer's output, its activation included: one array for each of `layers`."""
        x, outputs = self.check_inputs(x).astype(self.dtype), []
        for steps in self._of_layers:
            for step in steps:
                x = step.forward(x)[0]
            outputs.append(x)
        return outputs

    def gradients(
        self,
        x: ArrayLike,
        labels: ArrayLike,
        *,
        training: bool = True,
        rng: np.random.Generator | None = None,
    ) -> tuple[np.floating, np.ndarray, list[np.ndarray]]:
        """Loss, scores, and the gradient of the loss with respect to each of `weights`.

        For one batch, `x` `(N, H, W, C)` and `labels` `(N,)`; with `training=True` as `fit` sees
        it, with what `rng` drops. Nothing in the model changes.
        """
        return self._gradients(x, labels, training=training, rng=rng)[:3]

    def _gradients(
        self,
        x: ArrayLike,
        labels: ArrayLike,
        *,
        training: bool = True,
        rng: np.random.Generator | None = None,
    ) -> tuple[np.floating, np.ndarray, list[np.ndarray], list[dict[str, np.ndarray]]]:
        """What `gradients` returns, and each step's statistics of the batch, for `follow`."""
        x, _ = self.check_inputs(x), self.classes
        scores, caches = self._forward(x, training=training, rng=rng)
        loss = self.kernels.cross_entropy(scores, labels)
        dy = self.kernels.cross_entropy_backward(scores, labels)
        seen = [step.statistics(cache) for step, cache in zip(self._steps, caches, strict=True)]
        return loss, scores, self._backward(dy, caches)[1], seen

    def follow(self, statistics: list[dict[str, np.ndarray]]) -> None:
        """Move the layers' running statistics towards those of a batch, from `_gradients`."""
        for step, seen in zip(self._steps, statistics, strict=True):
            step.follow(seen)

    def scores_backward(self, dy: ArrayLike, x: ArrayLike) -> np.ndarray:
        """The gradient of Σ dy · scores with respect to the inputs: which pixels move the scores.

        `dy` is shaped like `scores(x)`, `(N, classes)`; `x` and the result are `(N, H, W, C)`. A
        pixel that no window reads gets 0.
        """
        x = self.check_inputs(x)
        scores, caches = self._forward(x)
        dy = _check.shape("dy", _check.floats("dy", dy), scores.shape, "that of scores(x)")
        dx = np.zeros(x.shape, self.dtype)
        dx[self._seen], _ = self._backward(dy.astype(self.dtype), caches, need_dx=True)
        return dx

    def _forward(
        self, x: np.ndarray, *, training: bool = False, rng: np.random.Generator | None = None
    ) -> tuple[np.ndarray, list]:
        """Scores `(N, classes)`, and each step's cache for the way back."""
        x, caches = x[self._seen].astype(self.dtype, copy=False), []
        for step in self._steps:
            x, cache = step.forward(x, training=training, rng=rng)
            caches.append(cache)
        return x, caches

    def _backward(
        self, dy: np.ndarray, caches: list, *, need_dx: bool = False
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """The gradient for the input, if needed, and for each of `weights`, in their order."""
        dx: Any = dy
        gradients: list[np.ndarray] = []
        for step, cache in zip(reversed(self._steps), reversed(caches), strict=True):
            dx, by_name = step.backward(dx, cache, need_dx=need_dx or step is not self._steps[0])
            gradients[:0] = [by_name[name] for name in step.weights]
        return dx, gradients

    def check_inputs(self, x: ArrayLike) -> np.ndarray:
        """Return `x` as an array that the model can take, or say what is wrong with it."""
        x = _check.array("x", x)
        if self.input_shape is None:
            self.build(x.shape[1:])
        shape = self._require_built()
        if x.shape[1:] != shape:
            expected = ", ".join(["N", *map(str, shape)])
            cure = "; x[None] would do" * (x.shape == shape)
            cure += "; x[..., None] would do" * ((*x.shape[1:], 1) == shape)
            raise ValueError(f"x must have shape ({expected}), got {x.shape}{cure}")
        return _check.floats("x", x)

    def _require_built(self) -> tuple[int, ...]:
        if self.input_shape is None:
            raise ValueError(
                "the model does not know the shape of its input yet: put Input((28, 28, 1)) first, "
                "or call model.build((28, 28, 1))"
            )
        return self.input_shape

    def summary(self) -> None:
        """Print each layer's output shape and number of parameters, and their total."""
        self._require_built()
        print(describing.table(self.layers, self.shapes))
