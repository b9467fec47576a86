"""Training: predict, compare, go back, take a step; and tell how it goes.

These functions are methods of `Sequential`.
"""

import signal
import threading
import warnings
from contextlib import contextmanager

import numpy as np

from cnnnotes import _check, ops
from cnnnotes.nn import optimizers, parallel
from cnnnotes.nn.callbacks import History, Progress
from cnnnotes.nn.memory import keep_freed_memory


def compile(model, optimizer="adam") -> None:
    """Choose the optimizer: one of `nn.optimizers`, or its name."""
    model.optimizer = optimizers.get(optimizer)


def fit(
    model,
    x,
    y,
    *,
    epochs=1,
    batch_size=128,
    validation_data=None,
    validation_split=0.0,
    callbacks=(),
    shuffle=True,
    augment=None,
    seed=None,
    verbose=1,
    cores=None,
) -> History:
    """Train on images `x` `(N, H, W, C)` and their classes `y` `(N,)`.

    Returns a `History`: `.history` holds loss and accuracy for each whole epoch, and `val_loss`,
    `val_accuracy` where there is `validation_data=(x, y)` or a `validation_split` (that share of
    the data, taken from its end). The same `seed` gives the same training, on any number of cores.
    `augment(images, rng)` may change the images of each step; validation takes them as they are.
    The loss is that of the data, without penalties on weights. `verbose=0` hides the progress bar.

    Ctrl-C, a notebook's stop button, or `model.stop_training = True` from a callback or another
    thread stop it after the current batch; what was learned until then stays.
    """
    x, y, validation_data = _set_aside(model, x, y, validation_data, validation_split)
    epochs = _check.integer("epochs", epochs, 1)
    batch_size = _check.integer("batch_size", batch_size, 1)
    if model.optimizer is None:
        model.compile()

    keep_freed_memory()
    history, rng = History(), np.random.default_rng(seed)
    callbacks = [history, *([Progress()] if verbose else []), *callbacks]
    batches = -(-len(x) // batch_size)

    def tell(event, *args):
        for callback in callbacks:
            getattr(callback, event)(*args)

    for callback in callbacks:
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
                    if not np.isfinite(sums[0]):
                        _warn_not_finite(epoch, batch)
                        model.stop_training = True
                    if model.stop_training:
                        history.stopped = (epoch, batch)
                        return history
                if validation_data is not None:
                    logs["val_loss"], logs["val_accuracy"] = model.evaluate(*validation_data)
                tell("on_epoch_end", epoch, logs)
                if model.stop_training:
                    history.stopped = (epoch, batch)
                    return history
    finally:
        tell("on_train_end")
    return history


# Numbers that grow too large end in a loss that is not finite: `fit` says so, once and in words.
_overflow_is_seen = np.errstate(over="ignore", invalid="ignore")


@_overflow_is_seen
def train_step(model, x, y, chosen, *, rng, done=0.0, run=map, augment=None):
    """One step on the images with the numbers `chosen`: returns the summed loss and right answers.

    The batch goes through in parts, side by side; their gradients are added up in order, so that
    the sum does not depend on which part was ready first.
    """
    whole = any(layer.whole_batch for layer in model.layers)
    pieces = [
        chosen[p] for p in parallel.parts(len(chosen), len(chosen) if whole else parallel.PART)
    ]

    @_overflow_is_seen
    def one(piece, rng):
        images = x[piece] if augment is None else augment(x[piece], rng)
        loss, scores, gradients = model.gradients(images, y[piece], rng=rng)
        share = len(piece) / len(chosen)  # each part's loss is a mean: weigh it by its images
        right = np.count_nonzero(scores.argmax(axis=1) == y[piece])
        return loss * len(piece), right, [g * share for g in gradients]

    losses, rights, gradients = zip(*run(one, pieces, rng.spawn(len(pieces))), strict=True)
    if np.isfinite(sum(losses)):  # else there is no direction to follow
        total = [sum(parts) for parts in zip(*gradients, strict=True)]
        model.optimizer.update(model.weights, total, done)
    return sum(losses), sum(rights)


def evaluate(model, x, y) -> tuple[float, float]:
    """Loss and accuracy (0 to 1) on images `x` and their classes `y`."""
    x, y = _checked(model, x, y)
    scores = model.scores(x)
    return float(ops.cross_entropy(scores, y)), float((scores.argmax(axis=1) == y).mean())


def _checked(model, x, y):
    x = model.check_inputs(x)
    if len(x) == 0:
        raise ValueError(f"x must hold at least one image, got shape {x.shape}")
    return x, _check.labels(y, len(x), model.shapes[-1][0])


def _set_aside(model, x, y, validation_data, validation_split):
    """Check all data before the first step; return `x`, `y` and what to validate with, or None."""
    x, y = _checked(model, x, y)
    if validation_data is not None:
        try:
            return x, y, _checked(model, *validation_data)
        except (TypeError, ValueError) as error:
            raise ValueError(f"validation_data must be (x, y): {error}") from error
    if not validation_split:
        return x, y, None
    kept = len(x) - round(len(x) * _check.fraction("validation_split", validation_split))
    if not 0 < kept < len(x):
        raise ValueError(
            f"validation_split={validation_split} of {len(x)} images leaves none to train on, "
            "or none to validate with"
        )
    return x[:kept], y[:kept], (x[kept:], y[kept:])


@contextmanager
def _stop_button(model):
    """Let the first Ctrl-C end the batch, the second one end everything at once."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears of Ctrl-C
        return

    before = signal.getsignal(signal.SIGINT)

    def stop(number, frame):
        model.stop_training = True
        signal.signal(number, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _warn_not_finite(epoch, batch):
    warnings.warn(
        f"training stopped: the loss is no longer finite (epoch {epoch + 1}, batch {batch + 1}). "
        "A smaller learning rate, or inputs scaled to 0 … 1, usually cures it.",
        stacklevel=3,
    )
