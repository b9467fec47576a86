"""Predictions come first: in a learner's folder cells wait and explorers are covered."""

import nbformat
import pytest
from nbclient import NotebookClient

from cnnnotes.exercises import get
from cnnnotes.explorers import geometry, window_walk
from cnnnotes.grading import answer_store, check
from cnnnotes.predict import covered, wait_for
from cnnnotes.recall import recall

ID = "01_predict_size"


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A learner's folder for answers."""
    monkeypatch.setenv("CNNNOTES_ANSWERS", str(tmp_path))
    return tmp_path


def run(folder, *cells):
    """Return what each cell shows, in a kernel whose answers are kept in `folder`."""
    (folder / "answers").mkdir(exist_ok=True)
    start = "from cnnnotes.grading import check\nfrom cnnnotes.predict import wait_for"
    cells = [nbformat.v4.new_code_cell(cell) for cell in (start, *cells)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    return [
        "\n".join(out.get("text") or out["data"]["text/plain"] for out in cell.outputs)
        for cell in notebook.cells[1:]
    ]


def test_a_cell_shows_nothing_until_the_guess_and_then_says_what_was_said(tmp_path):
    answer = f'wait_for("{ID}")\nprint("it prints")\nfound = 3\n"it shows"'
    waits, after, wrong, shows, right, same = run(
        tmp_path,
        answer,
        "print(found)",
        f'check("{ID}", (32, 32, 10))',
        answer,
        f'check("{ID}", (28, 28, 10))',
        answer,
    )
    assert waits.startswith("Predict first")
    assert "it prints" not in waits
    assert "it shows" not in waits
    assert after.strip() == "3"  # its code has run, and later cells show
    assert "not yet" in wrong
    assert shows.startswith("You said (32, 32, 10), it is (28, 28, 10). A window of 5")
    assert "it prints" in shows
    assert "it shows" in shows
    assert "passed" in right
    assert same == shows  # what counts as a prediction is the first


@pytest.mark.parametrize("short", [True, False])
def test_the_short_form_says_that_its_numbers_may_be_others(kept, capsys, monkeypatch, short):
    monkeypatch.delenv("CNNNOTES_QUICK", raising=False)
    if short:
        monkeypatch.setenv("CNNNOTES_QUICK", "1")
    for name in ("07_predict_lead", ID):
        check(name, get(name).answer)
    wait_for("07_predict_lead")
    assert ("this short form may show something else" in capsys.readouterr().out) == short
    wait_for(ID)  # nothing that is measured
    assert "short form" not in capsys.readouterr().out


def test_a_second_cell_waits_too_and_does_not_say_it_again(tmp_path):
    again = f'wait_for("{ID}", tells=False)\nprint("it prints")'
    waits, _, shows = run(tmp_path, again, f'check("{ID}", (28, 28, 10))', again)
    assert waits.startswith("Predict first")
    assert "it prints" not in waits
    assert shows.strip() == "it prints"


def test_a_cell_may_wait_for_several_and_says_which_is_open(tmp_path):
    both = f'wait_for("{ID}", "01_predict_params")\nwait_for("{ID}")\nprint("it prints")'
    waits, _, still, after, _, shows = run(
        tmp_path, both, f'check("{ID}", 1)', both, "1 + 1", 'check("01_predict_params", 1)', both
    )
    assert "`output_shape` and `parameters`" in waits
    assert "dots of `parameters` above" in still
    assert "it prints" not in waits + still
    assert after == "2"
    assert shows.count("You said 1, it is") == 3
    assert "it prints" in shows


def test_an_explorer_opens_with_the_guess(kept, capsys):
    walk = covered(ID, window_walk(), 2, 3)
    assert walk.text == walk.alt == walk.picture.alt
    assert walk.text.startswith("Covered until")
    hidden = walk.frame()[0]
    walk.row.value = 0
    assert walk.text.startswith("Covered until")
    check(ID, ...)
    assert walk.text.startswith("Covered until")  # a cell that was run with its dots is no guess
    check(ID, (1, 2, 3))
    assert walk.text.startswith("row 0, column 3:")
    walk.row.value = 2
    assert walk.frame()[0] != hidden
    assert covered(ID, window_walk()).text.startswith("row")
    assert answer_store.load(ID).guess == "(1, 2, 3)"
    assert not answer_store.load(ID).saw_solution


def test_its_button_opens_it_and_that_is_kept(kept):
    sizes = covered(ID, geometry())
    button = sizes.widget.children[0]
    button.click()
    assert sizes.text.startswith("3 window positions")
    assert button not in sizes.widget.children
    assert answer_store.load(ID).saw_solution


def test_what_is_beneath_a_sheet_is_not_drawn(kept):
    """Not even what stands beside the axes, such as the sum below the products."""
    walk = covered(ID, window_walk(), 2, 3)
    drawn = {walk.frame(row=row, column=0)[0] for row in (0, 1)}
    whole = covered(ID, window_walk())
    assert len(drawn) == 2  # the window in the input moves
    assert len({whole.frame(row=row, column=0)[0] for row in (0, 1)}) == 1


def test_nothing_waits_where_no_answers_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("CNNNOTES_ANSWERS", str(tmp_path / "none"))
    assert wait_for(ID) is None
    assert covered(ID, geometry()).text.startswith("3 window")


def test_an_exercise_is_no_question():
    with pytest.raises(ValueError, match="asks for no prediction"):
        wait_for("01_slide2d")


def test_each_learner_recalls_with_numbers_of_their_own(kept, tmp_path, monkeypatch):
    mine = repr(recall("02"))
    assert repr(recall("02")) == mine
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("CNNNOTES_ANSWERS", str(tmp_path / "other"))
    assert repr(recall("02")) != mine
