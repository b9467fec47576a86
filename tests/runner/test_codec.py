"""Cases and records as bytes: what goes in comes out, and bytes may be anything."""

import contextlib
import json
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnnotes.exercises import all_exercises
from cnnnotes.runner import codec
from cnnnotes.runner.codec import CodecError, decode, decode_record, encode, encode_record
from cnnnotes.runner.record import KINDS, MAX_NUMBERS, Record

DTYPES = st.sampled_from(
    [np.dtype(code).newbyteorder(o) for code in "?bhiqBHIQefdFD" for o in "<>"]
)
ARRAYS = DTYPES.flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, min_side=0, max_side=3))
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(), max_size=20)  # lone surrogates too
)
DATA = st.recursive(
    SCALARS | ARRAYS | ARRAYS.map(lambda array: array.flat[0] if array.size else None),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=10,
)


def same(a, b):
    if isinstance(a, np.ndarray | np.generic):
        little = a.astype(a.dtype.newbyteorder("="))
        alike = type(a) is type(b) and b.dtype == little.dtype and a.shape == b.shape
        return alike and little.tobytes() == b.tobytes()
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return repr(a) == repr(b)  # NaN, and the sign of 0


@given(DATA)
def test_what_goes_in_comes_out(value):
    assert same(value, decode(encode(value)))


@given(ARRAYS)
def test_arrays_come_out_as_new_ones_that_can_be_written(array):
    came = decode(encode(array))
    assert came.flags.writeable
    assert came.flags.c_contiguous


@pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.id)
def test_every_case_of_the_course_can_be_written(exercise):
    args = tuple(case.args for case in exercise.cases_from(0))
    assert len(decode(encode(args))) == len(args)


@pytest.mark.parametrize(
    "value",
    [
        object(),
        {1: 2},
        {1},
        b"bytes",
        np.array([object()]),
        np.array(["text"]),
        np.array(1, "M8[s]"),
        np.zeros(9 * 2**20),
        "x" * codec.MAX_HEADER,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_plain_data_or_too_large_is_not_written(value):
    with pytest.raises(CodecError):
        encode(value)


def test_a_value_that_holds_itself_is_not_written():
    endless = []
    endless.append(endless)
    with pytest.raises(CodecError, match="nesting"):
        encode(endless)


def message(header, raw=b""):
    header = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<4sI", b"cnn1", len(header)) + header + raw


BOMBS = {
    "nothing": b"",
    "cut": encode(np.ones(3))[:-1],
    "longer": encode(np.ones(3)) + b"x",
    "a header that is not there": struct.pack("<4sI", b"cnn1", 2**32 - 1),
    "deep": message(b"[" * 100_000),
    "deep and whole": message(b"[" * 1000 + b"]" * 1000),
    "wide": message(b"[" + b"[]," * 1_000_000 + b"1]"),
    "a number of a million digits": message(b"1" * 1_000_000),
    "no JSON": message(b"nul"),
    "no ASCII": message("ä".encode()),
    "not one kind": message({"tuple": [], "dict": {}}),
    "no kind": message({"pickle": []}),
    "a huge array": message({"array": ["<f8", [2**40]]}),
    "a huge empty array": message({"array": ["<f8", [0, 2**62]]}),
    "a shape that overflows": message({"array": ["<f8", [2**20] * 20]}),
    "a negative shape": message({"array": ["<f8", [-1]]}, b"12345678"),
    "a shape of truths": message({"array": ["|u1", [True]]}, b"1"),
    "many axes": message({"array": ["|u1", [1] * 64]}, b"1"),
    "objects": message({"array": ["|O", [1]]}, b"12345678"),
    "a record dtype": message({"array": [[["a", "<f8"]], [1]]}, b"12345678"),
    "a text dtype": message({"array": ["<U99", [1]]}, b"1234" * 99),
    "a dictionary of no texts": message({"dict": [1]}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_within_little_memory(name):
    tracemalloc.start()
    try:
        with pytest.raises(CodecError):
            decode(BOMBS[name])
        # A list in a list takes 64 bytes for its one of JSON, and Python 3.14 makes more of them.
        most = (64 if name == "deep" else 20) * len(BOMBS[name]) + 2**20
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_read(data):
    for given_bytes in (data, message(data)):
        with contextlib.suppress(CodecError):
            decode(given_bytes)


RECORDS = st.builds(
    Record,
    kind=st.sampled_from(sorted(KINDS)),
    value=st.none() | ARRAYS,
    items=st.lists(ARRAYS, max_size=3).map(tuple),
    type=st.text(max_size=9),
    line=st.integers(0, 9999),
    mutated=st.lists(st.integers(0, 5), max_size=3).map(tuple),
    lines=st.integers(0, 10**9),
    tampered=st.booleans(),
)


@given(RECORDS)
def test_records_come_out_as_they_went_in(record):
    came = decode_record(encode_record(record))
    for name in ("kind", "value", "items", "line", "mutated", "lines", "tampered"):
        assert same(getattr(record, name), getattr(came, name)), name


@given(RECORDS, st.data())
def test_a_record_with_changed_bytes_is_refused_or_is_a_record(record, data):
    spoilt = bytearray(encode_record(record))
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    try:
        came = decode_record(bytes(spoilt))
    except CodecError:
        return
    assert came.kind in KINDS
    assert came.value is None or isinstance(came.value, np.ndarray)
    assert len(encode_record(came)) < 2 * len(spoilt) + 1000


@pytest.mark.parametrize(
    "field",
    [
        {"kind": "perfect"},
        {"kind": np.ones(2)},
        {"kind": ["value"]},
        {"value": [1, 2]},
        {"value": np.zeros(MAX_NUMBERS + 1, bool)},
        {"items": [np.ones(2)]},
        {"items": (np.ones(2),) * 9},
        {"items": (1,)},
        {"type": None},
        {"text": "x" * 9999},
        {"line": -1},
        {"line": 1.5},
        {"lines": True},
        {"lines": 2**60},
        {"mutated": ("x",)},
        {"tampered": 1},
    ],
    ids=repr,
)
def test_a_record_with_a_field_of_another_kind_is_refused(field):
    fields = decode(encode_record(Record("nothing")))
    with pytest.raises(CodecError):
        decode_record(encode(fields | field))


def test_a_record_has_its_fields_and_no_others():
    for fields in ({}, {"kind": "value"}, {"__class__": 1}, [], None, 3):
        with pytest.raises(CodecError):
            decode_record(encode(fields))


def test_an_impossible_truth_becomes_one():
    assert decode(message({"array": ["|b1", [3]]}, b"\0\1\7")).view(np.uint8).tolist() == [0, 1, 1]


def test_texts_of_a_record_can_be_written_as_utf_8():
    assert decode_record(encode_record(Record("text", text="\ud800"))).text == "\\ud800"
