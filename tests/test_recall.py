"""Questions on earlier notebooks: drawn with room for mistakes, judged and named."""

import numpy as np
import pytest

from cnnnotes.exercises.recalls import RECALLS
from cnnnotes.recall import _drawn, _numbers, judged, recall
from cnnnotes.runner.call import call

EVERY = list(dict.fromkeys(one for asked in RECALLS.values() for one in asked))
each = pytest.mark.parametrize("one", EVERY, ids=lambda one: one.exercise.id)


@each
@pytest.mark.parametrize("seed", range(5))
def test_right_answers_are_right_and_known_wrong_ones_are_named(one, seed):
    args = _drawn(one, np.random.default_rng(seed))
    right = _numbers(call(one.exercise.reference, args))
    assert judged(one, args, right.tolist()) == "✓ right"
    assert judged(one, args, tuple(right)) == "✓ right"
    named = set()
    for mistake in one.exercise.mistakes:
        wrong = _numbers(call(mistake.of(one.exercise.reference), args))
        if wrong is not None and not (wrong.shape == right.shape and np.allclose(wrong, right)):
            said = judged(one, args, wrong.tolist())
            assert said.startswith("✗ Recognized: ")
            named.add(said)
    assert len(named) >= 3
    assert judged(one, args, [0.123] * right.size).startswith("✗ Not yet. ")
    assert judged(one, args, "b").startswith("✗ A number is expected")


@each
def test_its_words_hold_no_array_of_python(one):
    words = one.words(*one.draw(np.random.default_rng(0)))
    assert "array" not in words
    assert words.endswith(("?", "A list."))


def test_only_earlier_notebooks_are_asked_about():
    for notebook, asked in RECALLS.items():
        assert len(asked) == 3
        assert all(one.exercise.id[:2] < notebook for one in asked)


def test_what_is_open_is_not_judged():
    assert "✗" not in repr(recall("05"))
    assert repr(recall("05", ..., [0, 0])).count("✗") == 1
    assert 'class="cnnnotes-card not-attempted"' in recall("05")._repr_html_()


def test_a_wrong_call_is_told():
    with pytest.raises(ValueError, match="notebook: got '01'; it is one of 02"):
        recall("01")
    with pytest.raises(ValueError, match="answers: got 4; there are 3"):
        recall("02", 1, 2, 3, 4)
