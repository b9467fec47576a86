"""Exercises that ask for a test: their implementations, and what is told of a learner's test."""

import json

import numpy as np
import pytest
from n_written_tests_answers import accepts_all, empty, exactly, ones, raises, refuses_all

from cnnnotes.exercises import all_exercises, get
from cnnnotes.exercises.written_tests import WRONG, WrittenTest, written_test
from cnnnotes.grading import judge
from cnnnotes.grading.card import as_plain_text
from cnnnotes.grading.notebooks import check_notebook
from cnnnotes.runner.fixtures import implementation

EACH = [one for one in all_exercises() if isinstance(one, WrittenTest)]
each = pytest.mark.parametrize("exercise", EACH, ids=lambda one: one.id)


@each
@pytest.mark.parametrize("seed", [0, 1])
def test_a_wrong_implementation_makes_the_known_mistake_that_it_is_named_by(exercise, seed):
    """A right one passes its own check, up to a loop where none is wanted."""
    tested = exercise.tested
    loops = sum(part.points for part in tested.parts if part.vectorized)
    for one in exercise.implementations:
        verdict = judge(tested.id, implementation(tested.name, one.source), seed=seed)
        if one.name:
            assert verdict.mistake == one.name, one.source
        else:
            assert verdict.points >= tested.points - loops, one.source


def test_each_wrong_one_that_is_caught_earns_a_point():
    verdict = judge("01_test_slide2d", ones)
    assert [(part.points, part.out_of) for part in verdict.parts] == [(2, 2), (4, 8)]
    assert "4 of 8 wrong ones are caught. One that turns its kernel by 180° passed" in verdict.hint


def test_that_right_ones_pass_is_not_judged_where_all_others_pass_too():
    cards = {
        answer: as_plain_text(judge("01_test_slide2d", answer))
        for answer in (empty, accepts_all, refuses_all, raises, exactly)
    }
    for answer, card in cards.items():
        vacuous = answer in (empty, accepts_all)
        told = "– right ones pass: not judged yet" if vacuous else "✗ right ones pass: 0 of 2"
        assert told in card


def test_the_third_hint_shows_an_input_that_tells_them_apart():
    assert "right is [[" in judge("01_test_slide2d", ones).hints[2]
    assert "this one gives" in judge("01_test_slide2d", ones).hints[2]


def test_a_right_one_that_is_refused_is_shown_with_the_assert_and_the_call():
    card = as_plain_text(judge("01_test_slide2d", exactly))
    assert "one that multiplies spectra" in card or "one that adds shifted" in card
    assert "`assert (slide2d(x, k) == " in card
    assert "`slide2d([[0.1, 0.2, 0.7], [0.3, 0.4, 0.6]], [[" in card
    assert "wrong ones caught: 8" not in card or "right ones pass: 0 of 2" in card


def test_an_error_of_the_test_itself_is_quoted():
    card = as_plain_text(judge("04_test_max_pool", raises))
    assert "NameError in line" in card
    assert "name 'x_test' is not defined" in card


def test_what_is_no_function_and_what_does_not_end():
    assert "`check` needs the test itself" in judge("01_test_slide2d", 3).hint


def test_the_order_of_implementations_is_another_for_another_seed():
    exercise = get("01_test_slide2d")
    orders = [[one.name for one in exercise.shuffled(seed)] for seed in range(3)]
    assert orders[0] != orders[1] != orders[2]
    assert [c.part == WRONG for c in exercise.cases_from(1)] == [bool(name) for name in orders[1]]


def test_a_counter_cannot_tell_them_apart():
    """On another seed, what passed by its place in the order does not."""
    exercise, place = get("01_test_slide2d"), iter(range(100))
    right = [not one.name for one in exercise.shuffled(0)]

    def counts(slide2d):
        assert right[next(place)]

    assert judge(exercise.id, counts).passed
    place = iter(range(100))
    assert not judge(exercise.id, counts, seed=7).passed


def test_a_piece_that_is_not_there_is_refused():
    def right(x, k):
        return x

    slide2d = get("01_slide2d")
    with pytest.raises(ValueError, match=r"'\* k' must occur once in def slide2d"):
        written_test(
            slide2d, right, right={"": right}, wrong={"m": ("", "* k", "")}, hints=("", "")
        )


def test_a_notebook_with_a_test_is_judged_in_a_process_of_its_own(tmp_path):
    test = (
        "import numpy as np\ndef test_slide2d(slide2d):\n"
        "    out = slide2d(np.arange(12.0).reshape(3, 4), np.ones((2, 2)))\n"
        "    assert np.allclose(out, [[10, 14, 18], [26, 30, 34]])"
    )
    cell = {"cell_type": "code", "id": "01_test_slide2d", "source": test}
    cell |= {"metadata": {}, "outputs": [], "execution_count": None}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = tmp_path / "01-convolution.ipynb"
    path.write_text(json.dumps(notebook))
    report = check_notebook(path)
    (found,) = [one for one in report.results if one.item.id == "01_test_slide2d"]
    assert found.points == 6
    assert found.verdict.mistake == "not noticed: kernel turned by 180°"
    assert np.isclose(found.points, judge("01_test_slide2d", ones).points)
