"""Results as JSON: what was written is what is read, and nothing else is."""

import json
from dataclasses import replace

import pytest

from cnnnotes.classroom.results import ExerciseResult, Graded, PartResult, Run, as_json, from_json

EXERCISE = ExerciseResult(
    "01_n_params",
    1,
    2,
    "partly right",
    "bias dropped",
    "text",
    "<div>",
    "def n_params(): …",
    "",
    (PartResult("one filter", 1, 1), PartResult("several filters", 0, 1)),
    ("Two definitions: the last one counts.",),
    "",
)
GRADED = Graded("Ada", "Ada/01.ipynb", "01 convolution", "7", (EXERCISE,), ("late",), 0.25)
RUN = Run(7, "0.1.0", "3.11.7", "2.1.0", "bubblewrap 0.8.0", 10.0, 1024)


@pytest.mark.parametrize("value", [GRADED, RUN, replace(GRADED, seconds=1), Graded("", "", "")])
def test_there_and_back(value):
    text = json.dumps(as_json(value))
    again = from_json(type(value), json.loads(text))
    assert again == value
    assert json.dumps(as_json(again)) == json.dumps(as_json(again))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"points": 3}, "unknown: points"),
        ({"student": None}, "student: expected str, got None"),
        ({"exercises": {}}, "exercises: expected a list"),
        ({"exercises": [{}]}, "missing or unknown: card_html"),
        ({"troubles": [1]}, "troubles: expected str, got 1"),
        ({"seconds": True}, "seconds: expected float, got True"),
    ],
)
def test_what_it_cannot_be_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        from_json(Graded, as_json(GRADED) | change)


def test_a_field_that_is_missing_is_named():
    data = as_json(GRADED)
    del data["student"]
    with pytest.raises(ValueError, match="student"):
        from_json(Graded, data)


def test_points_are_sums():
    assert (GRADED.points, GRADED.out_of) == (1, 2)
