"""A prediction that stands there as a plain value is read; what has to be computed is run."""

import pytest

from cnnnotes.classroom.reading import plain_value
from cnnnotes.runner.codec import encode_record
from cnnnotes.runner.record import read
from cnnnotes.runner.work import load


@pytest.mark.parametrize(
    "value", ["'b'", "-3.5", "(28, 28, 10)", "...", "None", "{1: 2}", "9" * 99]
)
def test_it_is_read_as_it_would_run(value):
    code = f"# cell 3, line 2\nx = {value}"
    names, _ = load(code)
    assert encode_record(plain_value(code)) == encode_record(read(names["x"]))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "x = 1 + 1",
        "x = exit()",
        "x, y = 1, 2",
        "a = x, y = 1, 2",
        "x = 2\nx = 3",
        "x = " + "(" * 200,
    ],
)
def test_what_takes_more_than_reading_is_left_to_the_sandbox(code):
    assert plain_value(code) is None
