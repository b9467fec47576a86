"""Refusing bad arguments with an error that already holds the answer."""

import math
import operator
from collections.abc import Sequence
from numbers import Real
from typing import Any

import numpy as np


def array(name: str, value: Any) -> np.ndarray:
    """Return `value` as an array; rows of different lengths are none."""
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must be an array, got a {type(value).__name__} whose entries differ in length"
        ) from None


def floats(name: str, value: Any, axes: str | None = None) -> np.ndarray:
    """Return `value` as a floating array, with one axis for each name in `axes` ("N, H, W, C")."""
    x = array(name, value)
    if axes and x.ndim != len(axes.split(",")):
        raise ValueError(f"{name} must have shape ({axes}), got {x.shape}{_cure(x, axes)}")
    if x.dtype.kind != "f":
        cure = f"{name}.astype(np.float32)" + (" / 255" if x.dtype == np.uint8 else "")
        raise ValueError(
            f"{name} must hold floats, got {x.dtype} of shape {x.shape}; {cure} would do"
        )
    return x


def _cure(x: np.ndarray, axes: str) -> str:
    if not axes.startswith(("N, H", "N, L")):
        return ""
    one, missing = "image" if "H" in axes else "signal", len(axes.split(",")) - x.ndim
    if missing == 2:
        return f"; for one {one}, x[None, ..., None] of shape {(1, *x.shape, 1)} would do"
    if missing == 1:
        return (
            f"; for one {one}, x[None] of shape {(1, *x.shape)} would do, "
            f"for {one}s without channels, x[..., None] of shape {(*x.shape, 1)}"
        )
    return ""


def shape(name: str, x: np.ndarray, expected: tuple[int, ...], why: str) -> np.ndarray:
    """Refuse an array whose shape is not `expected`; `why` says where that shape comes from."""
    if x.shape != expected:
        raise ValueError(f"{name} must have shape {expected} ({why}), got {x.shape}")
    return x


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


def bias(b: Any, outputs: int) -> np.ndarray | None:
    """Return `b` as one float for each filter or output, or None."""
    return b if b is None else shape("b", floats("b", b), (outputs,), "w's last axis")


def labels(value: Any, n: int, classes: int) -> np.ndarray:
    """Return `value` as `n` integer classes from 0 to `classes` − 1."""
    y = array("labels", value)
    if y.shape != (n,):
        one_hot = {(classes, n): "labels.argmax(axis=0)", (n, classes): "labels.argmax(axis=1)"}
        cures = one_hot | {(1, n): "labels[0]", (n, 1): "labels[:, 0]"}
        cure = f"; {cures[y.shape]} would do" if y.shape in cures else ""
        raise ValueError(
            f"labels must have shape ({n},), one for each row of logits, got {y.shape}{cure}"
        )
    if n == 0:
        return y.astype(int)
    if not np.issubdtype(y.dtype, np.integer):
        whole = y.dtype.kind == "f" and (y == np.floor(y)).all()
        cure = "; labels.astype(int) would do" if whole else ""
        raise ValueError(f"labels must be integer classes, got {y.dtype}{cure}")
    if y.min() < 0 or y.max() >= classes:
        raise ValueError(
            f"labels must lie in 0 … {classes - 1}, for logits of {classes} classes, "
            f"got {y.min()} … {y.max()}"
        )
    return y


def integer(name: str, value: Any, least: int) -> int:
    """Return `value` as an integer that is at least `least`."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or number < least or isinstance(value, bool):
        raise ValueError(f"{name} must be an integer of at least {least}, got {value!r}")
    return number


def number(name: str, value: Any, least: float = -math.inf) -> float:
    """Return `value` as a finite number that is at least `least`."""
    finite = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    if not finite or value < least:
        bound = f" of at least {least:g}" if least > -math.inf else ""
        raise ValueError(f"{name} must be a finite number{bound}, got {value!r}")
    return float(value)


def fraction(name: str, value: Any) -> float:
    """Return `value` as a number from 0 to below 1."""
    if not (isinstance(value, Real) and 0 <= float(value) < 1):
        raise ValueError(f"{name} must be a number with 0 ≤ {name} < 1, got {value!r}")
    return float(value)


def pair(name: str, value: Any, least: int) -> tuple[int, int]:
    """Return an int or `(h, w)` as two integers, each at least `least`."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        value = (value, value)
    if len(value) != 2:
        raise ValueError(f"{name} must be an int or (h, w), got {value!r}")
    return integer(name, value[0], least), integer(name, value[1], least)


def generator(name: str, value: Any) -> np.random.Generator:
    """Return a seed (None, an integer, or what NumPy takes besides) as a generator."""
    try:
        return np.random.default_rng(value)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} must be None or an integer of at least 0, got {value!r}"
        ) from None


def rng(value: Any) -> np.random.Generator:
    """Refuse what is no generator of random numbers."""
    if not isinstance(value, np.random.Generator):
        raise ValueError(f"rng must be a numpy.random.Generator, got {type(value).__name__}")
    return value


def float_dtype(value: Any) -> np.dtype:
    """Return a dtype of floats."""
    try:
        dtype = np.dtype(value)
    except TypeError:
        dtype = np.dtype(object)
    if dtype.kind != "f":
        raise ValueError(f"dtype must be one of floats, such as np.float32, got {value!r}")
    return dtype
