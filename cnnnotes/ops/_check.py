"""Refusing bad arguments with an error that already holds the answer."""

import operator

import numpy as np


def floats(name: str, value, axes: str) -> np.ndarray:
    """Return `value` as a floating array with one axis for each name in `axes` ("N, H, W, C")."""
    array = np.asarray(value)
    if array.ndim != len(axes.split(",")):
        raise ValueError(f"{name} must have shape ({axes}), got {array.shape}{_cure(array, axes)}")
    if not np.issubdtype(array.dtype, np.floating):
        cure = f"{name}.astype(np.float32)" + (" / 255" if array.dtype == np.uint8 else "")
        raise ValueError(
            f"{name} must hold floats, got {array.dtype} of shape {array.shape}; {cure} would do"
        )
    return array


def _cure(array: np.ndarray, axes: str) -> str:
    missing = len(axes.split(",")) - array.ndim
    if axes.startswith("N, H") and 1 <= missing <= 2 and array.ndim >= 2:
        h, w = array.shape[:2]
        if missing == 2:
            return f"; for one grey image, x[None, :, :, None] of shape (1, {h}, {w}, 1) would do"
        c = array.shape[2]
        return (
            f"; for one image, x[None] of shape (1, {h}, {w}, {c}) would do, "
            f"for grey ones, x[..., None] of shape ({h}, {w}, {c}, 1)"
        )
    return ""


def shape(name: str, array: np.ndarray, expected: tuple, why: str) -> np.ndarray:
    """Refuse an array whose shape is not `expected`; `why` says where that shape comes from."""
    if array.shape != expected:
        raise ValueError(f"{name} must have shape {expected} ({why}), got {array.shape}")
    return array


def channels(x: np.ndarray, w: np.ndarray, axes: str) -> None:
    """Refuse filters `w`, whose axes are `axes`, that are not made for the channels of `x`."""
    c, what = x.shape[-1], "features" if axes == "D, M" else "channels"
    if w.shape[-2] != c:
        raise ValueError(
            f"x of shape {x.shape} has {c} {what}, but w of shape {w.shape} is for "
            f"{w.shape[-2]}: w must have shape {(*w.shape[:-2], c, w.shape[-1])}, ({axes})"
        )


def bias(b, filters: int) -> np.ndarray | None:
    """Return `b` as one float for each filter, or None."""
    return b if b is None else shape("b", floats("b", b, "F"), (filters,), "one for each filter")


def labels(value, n: int, classes: int) -> np.ndarray:
    """Return `value` as `n` integer classes from 0 to `classes` − 1."""
    array = np.asarray(value)
    if array.shape != (n,):
        hint = "; one-hot labels become classes by labels.argmax(axis=1)" * (array.ndim == 2)
        raise ValueError(
            f"labels must have shape ({n},), one for each row of logits, got {array.shape}{hint}"
        )
    if n == 0:
        return array.astype(int)
    if not np.issubdtype(array.dtype, np.integer):
        raise ValueError(f"labels must be integer classes, got {array.dtype}")
    if array.min() < 0 or array.max() >= classes:
        raise ValueError(
            f"labels must lie in 0 … {classes - 1}, for logits of {classes} classes, "
            f"got {array.min()} … {array.max()}"
        )
    return array


def whole(name: str, value, least: int) -> int:
    """Return `value` as a whole number that is at least `least`."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or number < least or isinstance(value, bool):
        raise ValueError(f"{name} must be a whole number of at least {least}, got {value!r}")
    return number


def pair(name: str, value, least: int) -> tuple[int, int]:
    """Return an int or `(h, w)` as two whole numbers, each at least `least`."""
    if not isinstance(value, tuple | list):
        value = (value, value)
    if len(value) != 2:
        raise ValueError(f"{name} must be an int or (h, w), got {value!r}")
    return whole(name, value[0], least), whole(name, value[1], least)
