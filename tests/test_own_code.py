import numpy as np
import pytest

from cnnnotes import own_code
from cnnnotes.exercises import get
from cnnnotes.exercises.kinds import source_of
from cnnnotes.exercises.other_styles import OTHER_STYLES
from cnnnotes.grading import answer_store, judge
from cnnnotes.own_kernels import WRITTEN_IN

rng = np.random.default_rng(0)
ARGS = {
    "01_slide2d": (np.random.default_rng(0).normal(size=(6, 7)), [[1, 0, -1], [2, 0, -2]]),
    "02_conv_strided": (
        *(rng.normal(size=shape) for shape in ((5, 8, 3), (3, 3, 3, 1), (1,))),
        (2, 1),
        (1, 0),
    ),
    "03_relu": (rng.normal(size=(4, 5)),),
    "04_max_pool": (np.random.default_rng(1).normal(size=(6, 7, 3)), 2, 2),
    "05_grad_x": ([2.0, 0, -1, 3], [1.0, 2, -1], [1.0, -1, 2, 1], 1.0),
    "06_max_pool2d_backward": (np.ones((1, 3, 3, 1)), rng.normal(size=(1, 6, 7, 1)), 2, 2),
}


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Keep the source of an exercise as passed, in an empty folder of answers."""
    monkeypatch.setenv("CNNNOTES_ANSWERS", str(tmp_path))

    def keep(name, source):
        answer_store._store(answer_store.SavedAnswer(name, passed=True, source=source))

    return keep


@pytest.mark.parametrize("name", OTHER_STYLES)
def test_the_other_style_is_right_and_works_from_its_text_alone(name, keep, capsys):
    assert judge(name, OTHER_STYLES[name][0]).passed
    keep(name, source_of(OTHER_STYLES[name][0], get(name).name))
    fig = own_code.beside(name, *ARGS[name])
    assert all(whose in fig.alt for whose in ("yours", "the course's", "another style"))
    printed = capsys.readouterr().out.partition("\n\n")[2]
    made = {"np": np}
    exec(printed, made)
    assert judge(name, made[get(name).name]).passed


def test_before_it_has_passed_nothing_is_told(keep, capsys):
    assert own_code.beside("01_slide2d", *ARGS["01_slide2d"]) is None
    assert "Once 01_slide2d has passed" in capsys.readouterr().out


def test_what_does_not_work_by_itself_is_said(keep, capsys):
    keep("01_slide2d", "def slide2d(x, k):\n    return helper(x)")
    assert own_code.beside("01_slide2d", *ARGS["01_slide2d"]) is None
    assert "Yours does not work by itself" in capsys.readouterr().out


def test_a_digit_is_read_layer_by_layer_and_whose_each_is(keep):
    nobody = own_code.read_a_digit(3).alt
    assert "by you" not in nobody
    for names in WRITTEN_IN.values():
        for name in names:
            keep(name, get(name).solution_source)
    alt = own_code.read_a_digit(3).alt
    assert "conv 3, 3×3×128, by you" in alt
    assert "pool 1, 13×13×32, by you" in alt
    assert "dense, 10, by course" in alt
    assert alt.rpartition(". ")[2] == nobody.rpartition(". ")[2]
    assert "the same scores" in alt
