"""A class in which most hand in damaged notebooks: right scores, one result each.

The damage is the table of `damage`. All are graded together, honest submissions among them.
"""

import os
import shutil

import pytest
from damage import DAMAGE
from handing_in import FULL
from hostile_class import grade_them, holds_around, scores, words

pytestmark = pytest.mark.skipif(
    not shutil.which("bwrap") and "CNNNOTES_SANDBOX" not in os.environ,
    reason="needs bubblewrap; with CNNNOTES_SANDBOX it fails without",
)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade the whole class; return results by student, and what was found around them."""
    makers = {f"damage, {name}": make for name, (make, _, _) in DAMAGE.items()}
    return grade_them(tmp_path_factory.mktemp("class"), makers)


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_costs_what_is_lost(graded, name):
    _, lost, told = DAMAGE[name]
    result = graded["results"][f"damage, {name}"]
    if result.notebook:
        expected = {id_: points - lost.get(id_, 0) for id_, points in FULL.items()}
        assert scores(result) == expected, words(result)
    else:
        assert lost == FULL
    assert told in words(result)


def test_all_else_is_untouched(graded):
    holds_around(graded, "damage, ", len(DAMAGE))
