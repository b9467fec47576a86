import inspect
import json
import os
import re
import sys
from types import ModuleType

import numpy as np
import pytest

from cnnnotes.exercises import by_notebook, get
from cnnnotes.grading import answer_store, check, judge, progress
from cnnnotes.grading.answer_source import source_of
from cnnnotes.grading.answer_store import SavedAnswer, load, save, save_saw_solution, unproven

ID = "01_n_params"


def right(kw, kh, kd, c_out):
    return (kw * kh * kd + 1) * c_out


def no_bias(kw, kh, kd, c_out):
    return kw * kh * kd * c_out


@pytest.fixture
def answers(tmp_path, monkeypatch):
    (tmp_path / "answers").mkdir()
    monkeypatch.setattr(answer_store, "_STARTED_IN", tmp_path)
    return tmp_path / "answers"


def test_what_was_passed_is_kept_with_its_source(answers):
    check(ID, right)
    kept = json.loads((answers / f"{ID}.json").read_text("utf-8"))
    assert (kept["points"], kept["passed"], kept["saw_solution"]) == (2, True, False)
    assert kept["source"] == f"{inspect.getsource(right)}n_params = right"
    assert [path.name for path in answers.iterdir()] == [f"{ID}.json"]


def test_a_worse_answer_does_not_undo_a_better_one(answers):
    check(ID, right)
    check(ID, no_bias)
    assert load(ID).passed
    assert "def right" in load(ID).source


def test_without_the_folder_it_is_stored_for_the_session(tmp_path, monkeypatch):
    monkeypatch.setattr(answer_store, "_STARTED_IN", tmp_path)
    check(ID, right)
    assert load(ID).passed
    assert not list(tmp_path.iterdir())


DAMAGED = ["", "{", "[1]", '{"id": 1, "unknown": 2}', b"\xff"]
FORGED = [{"points": "four"}, {"points": 297}, {"points": -1}, {"points": True}, {"passed": 1}]


@pytest.mark.parametrize("damage", [*DAMAGED, *(json.dumps({"id": ID} | one) for one in FORGED)])
def test_a_damaged_file_counts_as_none_and_is_mended_by_the_next_check(answers, damage):
    (answers / f"{ID}.json").write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    assert load(ID) == SavedAnswer(ID)
    assert re.search(r"01 convolution +░+  0 of \d+ points", repr(progress()))
    check(ID, right)
    assert load(ID).passed


def test_looking_at_the_solution_is_said_in_the_score(answers, capsys):
    check(ID, no_bias, hint=3)
    assert not load(ID).saw_solution
    assert "hint=4" in capsys.readouterr().out
    check(ID, no_bias, hint=4)
    assert "def n_params(kw, kh, kd, c_out):" in capsys.readouterr().out
    check(ID, right)
    assert load(ID).saw_solution
    assert load(ID).passed
    assert "1 after looking at the solution" in repr(progress())


def test_looking_after_it_was_right_is_nobodys_business(answers, capsys):
    check(ID, right)
    check(ID, right, hint=4)
    check(ID, no_bias, hint=4)
    assert not load(ID).saw_solution


def test_the_solution_of_a_prediction_comes_with_its_why(answers, capsys):
    question = get("01_predict_size")
    check(question.id, ..., hint=4)
    text = capsys.readouterr().out
    assert f"output_shape = {question.answer}" in text
    assert question.why in text


def test_progress_counts_points_and_right_answers(answers):
    (name,) = (name for name in by_notebook() if name.startswith("01"))
    items = by_notebook()[name]
    out_of = sum(item.points for item in items)
    assert f"0 of {out_of} points, 0 of {len(items)} right" in repr(progress())
    check(ID, right)
    text, page = repr(progress()), progress()._repr_html_()
    for shown in (text, page):
        assert f"2 of {out_of} points, 1 of {len(items)} right" in shown


def test_only_all_points_fill_a_bar(answers):
    for item in by_notebook()["00 start here"]:
        assert "█" * 10 not in repr(progress()).splitlines()[0]
        answer = getattr(item, "reference", None) or item.answer
        save(judge(item.id, answer), answer, "right")
    assert "█" * 10 in repr(progress()).splitlines()[0]


def test_what_version_0_1_stored_is_read(answers):
    old = {"id": ID, "points": 2, "passed": True, "looked": True, "source": "", "told": "a card"}
    (answers / f"{ID}.json").write_text(json.dumps(old))
    assert load(ID) == SavedAnswer(ID, 2, True, True, "", "a card")


def test_wherever_the_notebook_goes_its_answers_stay(answers, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check(ID, right)
    monkeypatch.chdir("/")
    assert load(ID).passed


def test_a_folder_that_cannot_be_written_costs_neither_card_nor_points(monkeypatch, capsys):
    monkeypatch.setenv("CNNNOTES_ANSWERS", "/proc" if os.path.isdir("/proc") else "/")
    check(ID, no_bias, hint=4)
    check(ID, right)
    said = capsys.readouterr().out
    assert "passed, 2 of 2 points" in said
    assert said.count("It could not be stored in") == 2
    assert (load(ID).passed, load(ID).saw_solution) == (True, True)


def test_half_a_surrogate_is_stored(answers):
    save(judge(ID, no_bias), no_bias, "\ud800")
    assert load(ID).card_text == "\ud800"


def test_id_and_answer_that_are_swapped_are_told():
    with pytest.raises(ValueError, match=r'swapped: check\("01_n_params", right\)'):
        check(right, ID)


def test_the_stop_button_is_answered_in_one_line():
    def stops(*args):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as stopped:
        check(ID, stops)
    assert stopped.value._render_traceback_() == ["Stopped: there is no verdict."]


SCALE = 2
twice = lambda x: SCALE * x  # noqa: E731


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return twice(n) != 0 and even(n - 1)


def test_a_source_brings_along_all_that_it_needs_and_nothing_else():
    source = source_of(even, "even")
    assert "SCALE = 2\ntwice = lambda x: SCALE * x" in source
    assert "def odd(n):" in source
    assert "def right(" not in source
    names = {}
    exec(source, names)
    assert names["even"](4)


def test_a_lambda_has_a_source_too():
    assert source_of(twice, "double").endswith("double = lambda x: SCALE * x")
    assert source_of(lambda x: json.dumps(x), "f").endswith("f = lambda x: json.dumps(x)")


def test_in_ipython_the_cells_that_were_run_are_looked_through(monkeypatch):
    cells = ["", "%matplotlib inline", "import numpy as np", "k = np.ones(3)", "k[0] = 5", "k )"]
    own = "def f(x):\n    return np.dot(k, x)"
    module = ModuleType("notebook")
    monkeypatch.setitem(sys.modules, "notebook", module)
    module.In = [*cells, own, "check('f', f)"]
    exec(own, vars(module))
    source = source_of(module.f, "f")
    assert source == f"import numpy as np\nk = np.ones(3)\nk[0] = 5\n{own}"


@pytest.mark.parametrize("answer", [3, None, len, print, object()])
def test_what_has_no_source_is_stored_without(answer):
    assert source_of(answer, "nothing") == ""


def test_an_untouched_stub_keeps_nothing_to_lose(answers):
    save_saw_solution(ID)
    check(ID, no_bias)
    assert load(ID).saw_solution


def slide2d(x, k):
    return x


def convolve(x, k):
    return slide2d(x, k[::-1, ::-1])


def slide1d(x, k):
    return np.convolve(x, k[::-1])


def test_a_function_of_numpy_is_not_an_exercise_of_its_name(answers):
    assert unproven("01_convolve", convolve) == ("slide2d",)
    assert unproven("01_slide1d", slide1d) == ()


def test_an_answer_that_leans_on_one_that_is_not_right_says_so(answers, capsys):
    check("01_convolve", convolve)
    assert "It calls `slide2d`, which has not passed its own check yet" in capsys.readouterr().out
    save(judge("01_slide2d", get("01_slide2d").reference), slide2d, "")
    check("01_convolve", convolve)
    assert "It calls" not in capsys.readouterr().out
