"""Training: predict, compare, go back, take a step; and tell how it goes.

These functions are methods of `Sequential`.
"""

import signal
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check, ops
from cnnnotes.nn import optimizers, parallel
from cnnnotes.nn.arguments import Augment, checked_data, listeners, set_aside
from cnnnotes.nn.callbacks import Callback, History, Progress
from cnnnotes.nn.memory import keep_freed_memory

if TYPE_CHECKING:
    from cnnnotes.nn.model import Sequential


def compile(model: "Sequential", optimizer: optimizers.Optimizer | str = "adam") -> None:
    """Choose the optimizer: one of `nn.optimizers`, or its name."""
    model.optimizer = optimizers.get(optimizer)


def fit(
    model: "Sequential",
    x: ArrayLike,
    y: ArrayLike,
    *,
    epochs: int = 1,
    batch_size: int = 128,
    validation_data: tuple[ArrayLike, ArrayLike] | None = None,
    validation_split: float = 0.0,
    callbacks: Callback | Iterable[Callback] = (),
    shuffle: bool = True,
    augment: Augment | None = None,
    seed: Any = None,
    verbose: int = 1,
    cores: int | None = None,
) -> History:
    """Train on images `x` `(N, H, W, C)` and their classes `y` `(N,)`, for a number of `epochs`.

    Returns a `History`: `.history` holds loss and accuracy for each whole epoch, and `val_loss`,
    `val_accuracy` where there is `validation_data=(x, y)` or a `validation_split` (that fraction
    of the data, taken from its end). The same `seed` gives the same training, on any number of
    `cores`. Each epoch takes the images in a new order unless `shuffle=False`, `batch_size` in a
    step. `augment(images, rng)` may change the images of each step; validation takes them as they
    are. The loss is that of the data, without penalties on weights. `callbacks` is a `Callback` or
    several; `verbose=0` hides the progress bar.

    Ctrl-C, a notebook's stop button, or `model.stop_training = True` from a callback or another
    thread stop it after the current batch; what was learned until then stays.
    """
    x, y, validation_data = set_aside(model, x, y, validation_data, validation_split)
    epochs = _check.integer("epochs", epochs, 1)
    batch_size = _check.integer("batch_size", batch_size, 1)
    history, rng = History(), _check.generator("seed", seed)
    if augment is not None and not callable(augment):
        raise ValueError(f"augment must be a function of images and rng, got {augment!r}")
    listening = [history, *([Progress()] if verbose else []), *listeners(callbacks)]

    keep_freed_memory()
    batches = -(-len(x) // batch_size)

    def tell(event: str, *args: Any) -> None:
        for callback in listening:
            getattr(callback, event)(*args)

    for callback in listening:
        callback.model, callback.epochs, callback.batches = model, epochs, batches
    model.stop_training = False
    tell("on_train_begin")
    try:
        with _stop_button(model), parallel.workers(cores) as run:
            for epoch in range(epochs):
                tell("on_epoch_begin", epoch)
                order = rng.permutation(len(x)) if shuffle else np.arange(len(x))
                sums = np.zeros(2)  # loss and right answers
                for batch in range(batches):
                    chosen = order[batch * batch_size : (batch + 1) * batch_size]
                    done = (epoch + batch / batches) / epochs
                    history.images += len(chosen)
                    sums += train_step(
                        model, x, y, chosen, rng=rng, done=done, run=run, augment=augment
                    )
                    loss, accuracy = sums / (batch * batch_size + len(chosen))
                    logs = {"loss": loss, "accuracy": accuracy}
                    tell("on_batch_end", batch, logs)
                    lost = not np.isfinite(sums[0])
                    if lost:
                        _warn_not_finite(x, epoch, batch, augment)
                    at_the_end = (epoch + 1, batch + 1) == (epochs, batches)
                    if lost or (model.stop_training and not at_the_end):
                        model.stop_training, history.stopped = True, (epoch, batch)
                        return history
                if validation_data is not None:
                    measured = model.evaluate(*validation_data, cores=cores)
                    logs["val_loss"], logs["val_accuracy"] = measured
                tell("on_epoch_end", epoch, logs)
                if model.stop_training and not at_the_end:
                    history.stopped = (epoch, batch)
                    return history
    finally:
        tell("on_train_end")
    return history


# Numbers that grow too large end in a loss that is not finite: `fit` says so, once and in words.
_overflow_is_seen = np.errstate(over="ignore", invalid="ignore")


@_overflow_is_seen
def train_step(
    model: "Sequential",
    x: np.ndarray,
    y: np.ndarray,
    chosen: np.ndarray,
    *,
    rng: np.random.Generator,
    done: float = 0.0,
    run: Callable[..., Iterable] = map,
    augment: Augment | None = None,
) -> tuple[float, int]:
    """One step on the images with the numbers `chosen`: returns the summed loss and right answers.

    The batch goes through in parts, side by side; their gradients are added up in order, so that
    the sum does not depend on which part was ready first.
    """
    whole = any(layer.whole_batch for layer in model.layers)
    pieces = [
        chosen[p] for p in parallel.parts(len(chosen), len(chosen) if whole else parallel.PART)
    ]

    @_overflow_is_seen
    def one(piece: np.ndarray, rng: np.random.Generator) -> tuple:
        images = x[piece] if augment is None else _augmented(x[piece], augment, rng)
        loss, scores, gradients, statistics = model._gradients(images, y[piece], rng=rng)
        weight = len(piece) / len(chosen)  # each part's loss is a mean: weigh it by its images
        right = np.count_nonzero(scores.argmax(axis=1) == y[piece])
        return float(loss) * len(piece), right, [g * weight for g in gradients], statistics

    parts = list(run(one, pieces, rng.spawn(len(pieces))))
    losses, rights, gradients, statistics = zip(*parts, strict=True)
    if np.isfinite(sum(losses)):  # else there is no direction to follow
        total = [sum(parts) for parts in zip(*gradients, strict=True)]
        model.optimizer.update(model.weights, total, done)
        for seen in statistics:
            model.follow(seen)
    return sum(losses), sum(rights)


def _augmented(images: np.ndarray, augment: Augment, rng: np.random.Generator) -> np.ndarray:
    changed = augment(images, rng)
    if np.shape(changed) != images.shape:
        raise ValueError(
            f"augment must return images of shape {images.shape}, as it got them, "
            f"got {np.shape(changed)}"
        )
    return changed


def evaluate(
    model: "Sequential", x: ArrayLike, y: ArrayLike, *, cores: int | None = None
) -> tuple[float, float]:
    """Loss and accuracy (0 to 1) on images `x` and their classes `y`, on all `cores` or so many."""
    x, y = checked_data(model, x, y)
    scores = model.scores(x, cores=cores)
    return float(ops.cross_entropy(scores, y)), float((scores.argmax(axis=1) == y).mean())


@contextmanager
def _stop_button(model: "Sequential") -> Iterator[None]:
    """Let the first Ctrl-C end the batch, the second one end everything at once."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears of Ctrl-C
        return

    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: object) -> None:
        model.stop_training = True
        signal.signal(number, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _warn_not_finite(x: np.ndarray, epoch: int, batch: int, augment: Augment | None) -> None:
    bad = np.flatnonzero(~np.isfinite(x).reshape(len(x), -1).all(axis=1))
    cure = "A smaller learning rate, or inputs scaled to 0 … 1, usually cures it."
    if augment is not None:
        cure += " Or else augment returns NaN."
    if bad.size:
        cure = f"x holds NaN or infinity, in {bad.size} of {len(x)} inputs, first in x[{bad[0]}]."
    warnings.warn(
        f"training stopped: the loss is no longer finite (epoch {epoch + 1}, batch {batch + 1}). "
        + cure,
        stacklevel=3,
    )
