"""The figures of notebook 02: they draw, and their words say what they show."""

import numpy as np
import pytest

from cnnnotes.figures import compared_accuracies, compared_lines, pixel_views
from cnnnotes.figures.display import mimebundle
from cnnnotes.figures.seen import faded

CORNER = np.arange(12).reshape(3, 4) < 2
FIGURES = {
    "lines": lambda: compared_lines({"a": [3, 2, 1], "b": ([1, 4], [2, 2])}, "layer", "pixels"),
    "accuracies": lambda: compared_accuracies({"3×3": 0.8, "1×1": 0.1}),
    "views": lambda: pixel_views(np.eye(3, 4), {"a corner": CORNER, "all": CORNER | True}),
}


@pytest.mark.parametrize("name", FIGURES)
def test_it_draws_and_has_words(name):
    data, _ = mimebundle(FIGURES[name]())
    assert data["image/png"]
    assert len(data["text/plain"].split()) > 3


def test_what_is_seen_is_framed_and_told():
    words = FIGURES["views"]().alt
    assert "a corner: 1×2 pixels are seen, rows 0 to 0, columns 0 to 1." in words
    assert "all: 3×4 pixels are seen" in words


def test_what_is_not_seen_is_faded():
    shown = faded(np.eye(3, 4), CORNER)[..., 0]
    assert shown[0, 0] == 0
    assert shown[0, 1] == 1
    assert 0.5 < shown[1, 1] < shown[2, 1] < 1
    assert faded(np.zeros((2, 2)), False).shape == (2, 2, 3)


def test_what_chance_does_to_an_accuracy_is_told():
    assert compared_accuracies({"3×3": [0.9, 0.6, 0.7]}).alt.endswith("70 %, from 60 % to 90 %.")
