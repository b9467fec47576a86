"""What `fit` and `evaluate` are given, checked before the first step."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cnnnotes import _check
from cnnnotes.nn.callbacks import Callback

if TYPE_CHECKING:
    from cnnnotes.nn.model import Sequential

Data: TypeAlias = tuple[np.ndarray, np.ndarray]  # images and their classes
Augment: TypeAlias = Callable[[np.ndarray, np.random.Generator], np.ndarray]


def checked_data(model: "Sequential", x: ArrayLike, y: ArrayLike) -> Data:
    """Return images and labels that the model's loss can be taken of."""
    x = model.check_inputs(x)
    if len(x) == 0:
        raise ValueError(f"x must hold at least one image, got shape {x.shape}")
    return x, _check.labels(y, len(x), model.classes)


def set_aside(
    model: "Sequential", x: ArrayLike, y: ArrayLike, validation_data: Any, validation_split: Any
) -> tuple[np.ndarray, np.ndarray, Data | None]:
    """Check all data before the first step; return `x`, `y` and what to validate with, or None."""
    x, y = checked_data(model, x, y)
    if validation_data is not None:
        if not isinstance(validation_data, tuple | list) or len(validation_data) != 2:
            given = f"{len(validation_data)} of them" if isinstance(validation_data, tuple) else ""
            given = given or f"a {type(validation_data).__name__}"
            raise ValueError(f"validation_data must be (x, y), got {given}")
        try:
            return x, y, checked_data(model, *validation_data)
        except ValueError as error:
            raise ValueError(f"validation_data must be (x, y): {error}") from error
    split = _check.fraction("validation_split", validation_split)
    if split == 0:
        return x, y, None
    kept = len(x) - round(len(x) * split)
    if not 0 < kept < len(x):
        raise ValueError(
            f"validation_split={validation_split} of {len(x)} images leaves none to train on, "
            "or none to validate with"
        )
    return x[:kept], y[:kept], (x[kept:], y[kept:])


def listeners(callbacks: Any) -> list[Callback]:
    """Return one callback, or several, as a list."""
    given = [callbacks] if isinstance(callbacks, Callback) else callbacks
    if not isinstance(given, Iterable) or isinstance(given, str):
        raise ValueError(f"callbacks must be a list of callbacks, got {callbacks!r}")
    given = list(given)
    for callback in given:
        if not isinstance(callback, Callback):
            raise ValueError(f"callbacks must be callbacks, as EarlyStopping(), got {callback!r}")
    return given
