"""Cases and records as bytes: a JSON header, then the arrays' raw numbers. No pickle.

Bytes that come back from an answer's process may be anything: `decode` gives plain data or raises
`CodecError`, and never allocates more than a small multiple of the bytes that it was given.
"""

import json
import math
import struct
from dataclasses import fields
from typing import Any

import numpy as np
from numpy import asarray  # as it is now: an answer may patch `np.asarray`

from .record import KINDS, MAX_ITEMS, MAX_NUMBERS, MAX_TEXT, Record, plain

MAX_BYTES = 64 * 2**20
MAX_HEADER = 4 * 2**20
MAX_PIECES = 400_000  # of JSON, since each takes some hundred bytes when it is read
MAX_ARRAYS = 20_000
MAX_NDIM = 32
MAX_DEPTH = 24
MAX_COUNT = 2**53  # of lines executed, the largest that JSON keeps everywhere

_MAGIC = b"cnn1"
_DTYPES = {np.dtype(code).newbyteorder("<").str for code in "?bhiqBHIQefdFD"}
_SCALARS = bool | int | float | str | None


class CodecError(ValueError):
    """The bytes are no message of this codec, or one beyond its limits."""


def encode(value: object) -> bytes:
    """Write plain data as bytes.

    Numbers, texts, None, lists, tuples, dictionaries with texts as keys, NumPy's numbers and arrays
    of numbers. Raises `CodecError` for anything else and for what is too large.

    >>> decode(encode({"x": np.eye(2), "settings": (1, [2.5, "same"])}))
    {'x': array([[1., 0.],
           [0., 1.]]), 'settings': (1, [2.5, 'same'])}
    """
    arrays: list[bytes] = []
    try:
        header = json.dumps(_pack(value, arrays, 0)).encode("ascii")
    except (RecursionError, ValueError) as error:
        raise CodecError(f"cannot be written: {error}") from error
    data = b"".join([struct.pack("<4sI", _MAGIC, len(header)), header, *arrays])
    _within("a header of", len(header), MAX_HEADER)
    _within("a message of", len(data), MAX_BYTES)
    _within("arrays, of them", len(arrays), MAX_ARRAYS)
    return data


def decode(data: bytes) -> object:
    """Read plain data from bytes that may be hostile; arrays are new and writable.

    Raises `CodecError` for everything that `encode` does not write.
    """
    try:
        return _decode(data)
    except CodecError:
        raise
    except Exception as error:  # whatever JSON and NumPy raise on nonsense
        raise CodecError(f"no message of this codec: {type(error).__name__}") from error


def encode_record(record: Record) -> bytes:
    """Write what one call did as bytes."""
    return encode({field.name: getattr(record, field.name) for field in fields(Record)})


def decode_record(data: bytes) -> Record:
    """Read a record from bytes that may be hostile: each field is of its type and within limits."""
    given: Any = decode(data)
    if not isinstance(given, dict) or set(given) != set(_CHECKS):
        raise CodecError("no record: its fields are others")
    for name, right in _CHECKS.items():
        if not right(given[name]):
            raise CodecError(f"no record: its `{name}` is wrong")
        if isinstance(given[name], str):
            given[name] = plain(given[name])
    return Record(**given)


def _is_text(value):
    return isinstance(value, str) and len(value) <= 2 * MAX_TEXT


def _is_count(value):
    return type(value) is int and 0 <= value <= MAX_COUNT


def _is_array(value):
    return isinstance(value, np.ndarray) and value.size <= MAX_NUMBERS


def _all(right):
    return lambda value: (
        isinstance(value, tuple) and len(value) <= MAX_ITEMS and all(map(right, value))
    )


_CHECKS = {
    "kind": lambda value: isinstance(value, str) and value in KINDS,
    "value": lambda value: value is None or _is_array(value),
    "items": _all(_is_array),
    "type": _is_text,
    "text": _is_text,
    "line": _is_count,
    "code": _is_text,
    "mutated": _all(_is_count),
    "printed": _is_text,
    "lines": _is_count,
    "tampered": lambda value: type(value) is bool,
    "seen": _all(_is_array),
}


def _pack(value, arrays, depth):
    _within("a nesting of", depth, MAX_DEPTH)
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is complex:
        return {"complex": [value.real, value.imag]}
    if type(value) is list:
        return [_pack(one, arrays, depth + 1) for one in value]
    if type(value) is tuple:
        return {"tuple": [_pack(one, arrays, depth + 1) for one in value]}
    if type(value) is dict and all(type(key) is str for key in value):
        return {"dict": {key: _pack(one, arrays, depth + 1) for key, one in value.items()}}
    if isinstance(value, np.ndarray | np.generic):
        little = asarray(value, value.dtype.newbyteorder("<"))
        if little.dtype.str in _DTYPES:
            arrays.append(little.tobytes())
            name = "array" if isinstance(value, np.ndarray) else "scalar"
            return {name: [little.dtype.str, list(little.shape)]}
    raise CodecError(f"cannot be written: a value of type {type(value).__name__}")


def _decode(data):
    _within("a message of", len(data), MAX_BYTES)
    magic, length = struct.unpack_from("<4sI", data)
    if magic != _MAGIC or length > min(MAX_HEADER, len(data) - 8):
        raise CodecError("no message of this codec")
    header = bytes(data[8 : 8 + length])
    _within("pieces, of them", sum(map(header.count, (b",", b"[", b"{", b":"))), MAX_PIECES)
    reader = _Reader(memoryview(data)[8 + length :])
    value = reader.unpack(json.loads(header.decode("ascii")), 0)
    if len(reader.rest):
        raise CodecError("bytes are left over")
    return value


class _Reader:
    """Takes each array off the raw bytes as the header comes to it."""

    def __init__(self, rest):
        self.rest, self.arrays = rest, 0

    def unpack(self, value, depth):
        _within("a nesting of", depth, MAX_DEPTH)
        if isinstance(value, _SCALARS):
            return value
        if isinstance(value, list):
            return [self.unpack(one, depth + 1) for one in value]
        ((kind, held),) = value.items()
        if kind == "tuple":
            return tuple([self.unpack(one, depth + 1) for one in held])
        if kind == "dict":
            return {key: self.unpack(one, depth + 1) for key, one in held.items()}
        if kind == "complex":
            return complex(*held)
        if kind in ("array", "scalar"):
            array = self._array(*held)
            return array if kind == "array" or array.ndim else array[()]
        raise CodecError(f"no kind of data: {kind[:40]}")

    def _array(self, dtype, shape):
        self.arrays += 1
        _within("arrays, of them", self.arrays, MAX_ARRAYS)
        if dtype not in _DTYPES or len(shape) > MAX_NDIM:
            raise CodecError("no array of numbers")
        if not all(type(n) is int and 0 <= n <= MAX_BYTES for n in shape):
            raise CodecError("no shape of an array")
        size = math.prod(shape) * np.dtype(dtype).itemsize
        if size > len(self.rest):
            raise CodecError("an array's numbers are missing")
        raw, self.rest = self.rest[:size], self.rest[size:]
        if dtype == "|b1":  # a byte that is neither 0 nor 1 would make an impossible truth
            return np.asarray(np.frombuffer(raw, np.uint8).reshape(shape) != 0)
        return np.frombuffer(raw, dtype).reshape(shape).copy()


def _within(what, size, limit):
    if size > limit:
        raise CodecError(f"too large: {what} {size}, at most {limit}")
