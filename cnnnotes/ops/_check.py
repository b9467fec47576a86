"""Refusing bad arguments with an error that already holds the answer."""

import operator
from numbers import Real

import numpy as np


def floats(name: str, value, axes: str | None = None) -> np.ndarray:
    """Return `value` as a floating array, with one axis for each name in `axes` ("N, H, W, C")."""
    array = np.asarray(value)
    if axes and array.ndim != len(axes.split(",")):
        raise ValueError(f"{name} must have shape ({axes}), got {array.shape}{_cure(array, axes)}")
    if array.dtype.kind != "f":
        cure = f"{name}.astype(np.float32)" + (" / 255" if array.dtype == np.uint8 else "")
        raise ValueError(
            f"{name} must hold floats, got {array.dtype} of shape {array.shape}; {cure} would do"
        )
    return array


def _cure(array: np.ndarray, axes: str) -> str:
    if not axes.startswith(("N, H", "N, L")):
        return ""
    one, missing = "image" if "H" in axes else "signal", len(axes.split(",")) - array.ndim
    if missing == 2:
        return f"; for one {one}, x[None, ..., None] of shape {(1, *array.shape, 1)} would do"
    if missing == 1:
        return (
            f"; for one {one}, x[None] of shape {(1, *array.shape)} would do, "
            f"for {one}s without channels, x[..., None] of shape {(*array.shape, 1)}"
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
    if w.size == 0:
        raise ValueError(f"w must have at least one entry along each axis, ({axes}), got {w.shape}")
    if w.shape[-2] != c:
        raise ValueError(
            f"x of shape {x.shape} has {c} {what}, but w of shape {w.shape} is for "
            f"{w.shape[-2]}: w must have shape {(*w.shape[:-2], c, w.shape[-1])}, ({axes})"
        )


def bias(b, outputs: int) -> np.ndarray | None:
    """Return `b` as one float for each filter or output, or None."""
    return b if b is None else shape("b", floats("b", b), (outputs,), "w's last axis")


def labels(value, n: int, classes: int) -> np.ndarray:
    """Return `value` as `n` integer classes from 0 to `classes` − 1."""
    array = np.asarray(value)
    if array.shape != (n,):
        hint = ""
        if array.ndim == 2:
            column = array.shape[1] == 1
            hint = "; labels[:, 0] would do" if column else "; labels.argmax(axis=1) would do"
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


def share(name: str, value) -> float:
    """Return `value` as a number from 0 to below 1."""
    if not (isinstance(value, Real) and 0 <= value < 1):
        raise ValueError(f"{name} must be a number with 0 ≤ {name} < 1, got {value!r}")
    return float(value)


def pair(name: str, value, least: int) -> tuple[int, int]:
    """Return an int or `(h, w)` as two whole numbers, each at least `least`."""
    if not isinstance(value, tuple | list):
        value = (value, value)
    if len(value) != 2:
        raise ValueError(f"{name} must be an int or (h, w), got {value!r}")
    return whole(name, value[0], least), whole(name, value[1], least)
