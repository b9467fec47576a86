"""A prediction comes first: until it is made, cells show nothing, and explorers are covered.

Nothing waits where no answers are kept, as in the course's own notebooks: they are to be read.
"""

import io
import os
import sys
from typing import Any
from weakref import WeakSet

from ipywidgets import Button

from cnnnotes.exercises import Question, get
from cnnnotes.explorers._explorer import Explorer
from cnnnotes.grading import answer_store
from cnnnotes.grading.card import STYLE, with_code

_covered: dict[str, WeakSet] = {}


class Note:
    """A few `words` in the look of a card, as HTML or as plain text."""

    def __init__(self, words: str):
        self.words = words

    def __repr__(self):
        return self.words

    def _repr_html_(self):
        return (
            f'<style>{STYLE}</style><div class="cnnnotes-card"><p>{with_code(self.words)}</p></div>'
        )


def wait_for(*question_ids: str, tells: bool = True) -> None:
    """Show nothing of the cell that this stands in until its predictions are made.

    Then it says what was predicted first, what it is, and why, unless it `tells` nothing, as where
    the cell before has said so. The cell's code runs either way, for later cells may need it.
    Raises `ValueError` for an id that is no question's.

    >>> wait_for("01_predict_size")  # nothing waits here, where no answers are kept
    """
    questions = [_question(one) for one in question_ids]
    if not answer_store.are_kept():
        return
    from IPython import get_ipython
    from IPython.display import display

    closed = [one for one in questions if not _is_open(one.id)]
    if not closed:
        for question in questions if tells else ():
            display(Note(_told(question)))
        return
    names = " and ".join(f"`{one.name}`" for one in closed)
    calls = ", ".join(f'`check("{one.id}", {one.name}, hint=4)`' for one in closed)
    display(
        Note(
            f"Predict first: put what you expect in place of the dots of {names} above, run that "
            f"cell and its check, then this one again. To look without a guess, which is kept: "
            f"{calls}."
        )
    )
    if (shell := get_ipython()) is not None:
        _hide_the_rest(shell)


def covered(question_id: str, explorer: Explorer, *places: int) -> Explorer:
    """Return an explorer that is covered until its prediction is made, or its button pressed.

    `places` are those of the figure's axes that would tell the answer; without any, all are
    covered. That the button was pressed is kept with the answers.

    >>> from cnnnotes.explorers import geometry
    >>> covered("01_predict_size", geometry()).text.partition(" ")[0]
    '3'
    """
    question = _question(question_id)
    if not answer_store.are_kept() or _is_open(question_id):
        return explorer
    explorer.cover(f"Covered until you have predicted {question.name}.", places)
    button = Button(description="look without a guess", tooltip="That you looked is kept.")
    button.layout.width = "auto"
    button.layout.align_self = "flex-start"
    button.on_click(lambda _: answer_store.save_saw_solution(question_id))
    explorer.widget.children = (button, *explorer.widget.children)
    _covered.setdefault(question_id, WeakSet()).add(explorer)
    answer_store.wait(_uncover)
    return explorer


def _uncover(question_id):
    for explorer in _covered.pop(question_id, ()):
        first, *others = explorer.widget.children
        explorer.widget.children = others
        first.close()
        explorer.uncover()


def _question(question_id) -> Question:
    question = get(question_id)
    if not isinstance(question, Question):
        raise ValueError(f"question_id: got {question_id!r}, which asks for no prediction")
    return question


def _is_open(question_id):
    saved = answer_store.load(question_id)
    return bool(saved.guess or saved.passed or saved.saw_solution)


def _told(question):
    guess, right = answer_store.load(question.id).guess, repr(question.answer)
    why = question.why
    if question.measured and "CNNNOTES_QUICK" in os.environ:
        why += " So it was in a whole training: this short form may show something else."
    if not guess:
        return f"It is {right}. {why}"
    so = "and so it is" if guess == right else f"it is {right}"
    return f"You said {guess}, {so}. {why}"


def _hide_the_rest(shell: Any) -> None:
    """Let the rest of the running cell print and display into nothing."""
    from IPython.core.displaypub import CapturingDisplayPublisher

    if isinstance(shell.display_pub, CapturingDisplayPublisher):
        return  # it is hidden already, by the line before
    before = sys.stdout, shell.display_pub
    sys.stdout, shell.display_pub = io.StringIO(), CapturingDisplayPublisher()
    sys.displayhook = lambda value: None  # IPython puts its own back when the cell ends

    def show_again(*_):
        sys.stdout, shell.display_pub = before
        shell.events.unregister("post_run_cell", show_again)

    shell.events.register("post_run_cell", show_again)
