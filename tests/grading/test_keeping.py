import json

import pytest

from cnnnotes.exercises import by_notebook, get
from cnnnotes.grading import check, judge, keeping, progress
from cnnnotes.grading.keeping import keep, keep_looked, recall, source_of

ID = "01_n_params"


def right(kw, kh, kd, c_out):
    return (kw * kh * kd + 1) * c_out


def no_bias(kw, kh, kd, c_out):
    return kw * kh * kd * c_out


@pytest.fixture
def answers(tmp_path, monkeypatch):
    (tmp_path / "answers").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "answers"


@pytest.fixture(autouse=True)
def a_new_session(monkeypatch):
    monkeypatch.setattr(keeping, "_this_session", {})
    monkeypatch.delenv("CNNNOTES_ANSWERS", raising=False)


def test_what_was_passed_is_kept_with_its_source(answers):
    check(ID, right)
    kept = json.loads((answers / f"{ID}.json").read_text("utf-8"))
    assert (kept["points"], kept["passed"], kept["looked"]) == (2, True, False)
    assert kept["source"].startswith("def right(")
    assert [path.name for path in answers.iterdir()] == [f"{ID}.json"]


def test_a_worse_answer_does_not_undo_a_better_one(answers):
    check(ID, right)
    check(ID, no_bias)
    assert recall(ID).passed
    assert "def right" in recall(ID).source


def test_without_the_folder_it_is_kept_for_the_session(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check(ID, right)
    assert recall(ID).passed
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"id": 1, "unknown": 2}'])
def test_a_damaged_file_counts_as_none_and_is_mended_by_the_next_check(answers, damage):
    (answers / f"{ID}.json").write_text(damage)
    assert not recall(ID).passed
    check(ID, right)
    assert recall(ID).passed


def test_looking_at_the_solution_is_said_in_the_score(answers, capsys):
    check(ID, no_bias, hint=3)
    assert not recall(ID).looked
    assert "hint=4" in capsys.readouterr().out
    check(ID, no_bias, hint=4)
    assert "def n_params(kw, kh, kd, c_out):" in capsys.readouterr().out
    check(ID, right)
    assert recall(ID).looked
    assert recall(ID).passed
    assert "1 after looking at the solution" in repr(progress())


def test_looking_after_it_was_right_is_nobodys_business(answers, capsys):
    check(ID, right)
    check(ID, right, hint=4)
    check(ID, no_bias, hint=4)
    assert not recall(ID).looked


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
        keep(judge(item.id, answer), answer, "right")
    assert "█" * 10 in repr(progress()).splitlines()[0]


def test_a_source_brings_the_learners_own_functions_along():
    def outer(x):
        return [right(1, 1, 1, value) for value in x]

    source = source_of(outer)
    assert source.index("def right(") < source.index("def outer(")


def test_functions_that_call_each_other_have_a_source():
    assert source_of(even).index("def odd(") < source_of(even).index("def even(")


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


@pytest.mark.parametrize("answer", [3, None, len, print, object()])
def test_what_has_no_source_is_kept_without(answer):
    assert source_of(answer) == ""


def test_an_untouched_stub_keeps_nothing_to_lose(answers):
    keep_looked(ID)
    check(ID, no_bias)
    assert recall(ID).looked


def slide2d(x, k):
    return x


def convolve(x, k):
    return slide2d(x, k[::-1, ::-1])


def test_an_answer_that_leans_on_one_that_is_not_right_says_so(answers, capsys):
    check("01_convolve", convolve)
    assert "It calls `slide2d`, which has not passed its own check yet" in capsys.readouterr().out
    keep(judge("01_slide2d", get("01_slide2d").reference), slide2d, "")
    check("01_convolve", convolve)
    assert "It calls" not in capsys.readouterr().out
