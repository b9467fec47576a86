"""What one call did, as plain data: values that may be anything are read as numbers or as text."""

import re
from dataclasses import dataclass

import numpy as np
from numpy import array as as_array  # as it is now: an answer may patch `np.array`

from .limits import TimedOut

MAX_NUMBERS = 1_000_000  # no right answer is larger
MAX_TEXT = 2_000
MAX_ITEMS = 8  # arrays in one returned tuple
KINDS = frozenset(
    {
        *("value", "text", "nothing", "other", "too large", "raised", "timed out"),
        *("not attempted", "not callable", "missing"),
    }
)


@dataclass(frozen=True, eq=False)
class Record:
    """What one call did.

    `kind` is `value`, `text`, `nothing` (None), `other`, `too large`, `raised`, `timed out`, `not
    attempted`, `not callable` or `missing`. A value is one array, its `items` when it was a list or
    tuple, or both. `type` is the name of its type, or of the error's, and `text` what it or the
    error says; `printed` is what was printed meanwhile. `line` and `code` tell where it raised or
    was ended, or what ran most often when lines were counted. `mutated` and `lines` are what the
    answer's own process says; `tampered` tells that it reached for the meter, so that `lines` is
    not to be believed. `seen` is what a function that was handed in tells of its calls.
    """

    kind: str
    value: np.ndarray | None = None
    items: tuple[np.ndarray, ...] = ()
    type: str = ""
    text: str = ""
    line: int = 0
    code: str = ""
    mutated: tuple[int, ...] = ()
    printed: str = ""
    lines: int = 0
    tampered: bool = False
    seen: tuple[np.ndarray, ...] = ()


def read(value: object) -> Record:
    """Turn what an answer gave into plain data: numbers as a copied array, text as text.

    >>> read((28, 28, 10)).value
    array([28, 28, 10])
    >>> read({1, 2}).kind
    'other'
    """
    if value is None:
        return Record("nothing")
    try:
        return _read(value)
    except (KeyboardInterrupt, TimedOut):
        raise
    except BaseException:  # an object may refuse in any way it likes
        return Record("other", type=type_name(value))


def _read(value):
    kind = type_name(value)
    if isinstance(value, str):
        return Record("text", text=plain(str.__getitem__(value, slice(MAX_TEXT))), type=kind)
    shape = _shape(value)
    if np.prod(shape, dtype=float) > MAX_NUMBERS:
        return Record("too large", type=kind, text=str(shape)[:MAX_TEXT])
    several = isinstance(value, list | tuple) and len(value) <= MAX_ITEMS
    items = tuple(map(_numbers, value)) if several else ()
    if any(item is None for item in items):
        items = ()
    whole = _numbers(value)
    size = sum(item.size for item in items) + (0 if whole is None else whole.size)
    if size > 2 * MAX_NUMBERS:  # each number may stand in both
        return Record("too large", type=kind, text=f"({size},)")
    found = whole is not None or items
    return Record("value" if found else "other", whole, items, kind)


def numbers_seen(seen: list | tuple) -> tuple[np.ndarray, ...]:
    """Read what a fixture has `seen`: its count of calls, and the last call if it is numbers."""
    found = read(tuple(seen))
    return found.items if found.items else tuple(map(as_array, seen[:1]))


def _shape(value):
    """Shape that `value` seems to have, read off its first elements without copying anything."""
    shape = []
    while isinstance(value, list | tuple) and value and len(shape) < 32:
        shape.append(len(value))
        value = value[0]
    return (*shape, *getattr(value, "shape", ()))


_NUMBERS = bool | int | float | complex | np.number | np.bool_


def _numbers(value):
    """Copy of `value` as an array of numbers, or None where it is no such thing."""
    if not isinstance(value, bool | int | float | complex | list | tuple) and not hasattr(
        type(value), "__array__"
    ):
        return None
    try:
        array = as_array(value)
    except ValueError:  # rows of different lengths
        return None
    if array.dtype == object and all(isinstance(one, _NUMBERS) for one in array.flat):
        array = as_array(array.tolist())  # such as `np.frompyfunc` gives
    if array.dtype.kind not in "biufc":
        return None
    return array.astype(float) if array.dtype == np.longdouble else array


def plain(text: str) -> str:
    """Return `text` without addresses, which differ from run to run, and as UTF-8 can write it."""
    return re.sub(r"0x[0-9a-fA-F]{4,}", "0x…", text).encode("utf-8", "backslashreplace").decode()


def message(error: BaseException) -> str:
    """What an error says of itself, in short; nothing where it fails to."""
    try:
        return plain(str.__getitem__(str(error), slice(300)).strip())
    except BaseException:
        return ""


def type_name(value: object) -> str:
    """The name of a value's type, also where its class claims to have another."""
    return plain(type.__dict__["__name__"].__get__(type(value))[:100])
