"""A class in which most attack whoever runs and judges them: right scores, one result each.

The attacks are the table of `attacks`. All are graded together, honest submissions among them.
"""

import os
import shutil
from functools import partial

import pytest
from attacks import ATTACKS
from damage import DAMAGE
from handing_in import FULL, with_answer, write
from hostile_class import attack, grade_them, holds_around, scores, words

pytestmark = pytest.mark.skipif(
    not shutil.which("bwrap") and "CNNNOTES_SANDBOX" not in os.environ,
    reason="needs bubblewrap; with CNNNOTES_SANDBOX it fails without",
)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade the whole class; return results by student, and what was found around them."""
    makers = {f"attack, {name}": partial(attack, name=name) for name in ATTACKS}
    half = with_answer("def slide1d(x, k):\n    return x")
    makers["attack, half"] = lambda folder: write(folder, half)
    return grade_them(tmp_path_factory.mktemp("class"), makers)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_costs_itself_and_nothing_else(graded, name):
    text, points, told = ATTACKS[name]
    which = "01_im2col" if "def im2col" in text else "01_slide1d"
    others, points = (points, 0) if isinstance(points, dict) else ({}, points)
    result = graded["results"][f"attack, {name}"]
    assert scores(result) == FULL | {which: points} | others, words(result)
    assert told in words(result)


def test_all_else_is_untouched(graded):
    assert len(ATTACKS) + len(DAMAGE) >= 80
    holds_around(graded, "attack, ", len(ATTACKS) + 1)
    assert 0 < graded["results"]["attack, half"].points < sum(FULL.values())
