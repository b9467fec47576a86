"""What stayed of earlier notebooks? Three short questions, with a learner's own numbers."""

from html import escape
from typing import Any

import numpy as np

from cnnnotes.exercises.recalls import RECALLS, Recall
from cnnnotes.grading.answer_store import learner_seed
from cnnnotes.grading.card import STYLE, with_code
from cnnnotes.runner.call import call
from cnnnotes.runner.record import Record, read

FEWEST = 3  # wrong answers that have a name, or other numbers are drawn
DRAWS = 50


def recall(notebook: str, *answers: Any) -> "Card":
    r"""Ask three questions on what came before a notebook, and judge what is answered so far.

    `answers` are numbers or lists, `...` for what is still open. The numbers in the questions are
    drawn once for each learner. Raises `ValueError` for a notebook without questions, and for more
    answers than questions.

    >>> print(repr(recall("04", [1, 2])).partition("\n2.")[0])
    1. Slide k = [1, -1] over x = [3, -3, -1, 4]. Which numbers come out? A list.
       ✗ Expected: 3 numbers; you gave 2.
    """
    if notebook not in RECALLS:
        raise ValueError(f"notebook: got {notebook!r}; it is one of {', '.join(RECALLS)}")
    asked = RECALLS[notebook]
    if len(answers) > len(asked):
        raise ValueError(f"answers: got {len(answers)}; there are {len(asked)} questions")
    rng = np.random.default_rng([learner_seed(), int(notebook)])
    drawn = [(one, _drawn(one, rng)) for one in asked]
    answers += (...,) * (len(asked) - len(answers))
    return Card(
        [
            (one.words(*args), judged(one, args, answer))
            for (one, args), answer in zip(drawn, answers, strict=True)
        ]
    )


def judged(one: Recall, args: tuple, answer: Any) -> str:
    """Say whether an answer is right, or which known mistake gives it; nothing where it is open."""
    if answer is ...:
        return ""
    given, right = _numbers(read(answer)), _numbers(call(one.exercise.reference, args))
    if given is None:
        return "✗ A number is expected, or a list of numbers."
    if _same(given, right):
        return "✓ right"
    for mistake in one.exercise.mistakes:
        wrong = _numbers(call(mistake.of(one.exercise.reference), args))
        if wrong is not None and _same(given, wrong):
            return f"✗ Recognized: {mistake.name}. {mistake.observation}"
    if given.shape != right.shape:
        return f"✗ Expected: {_count(right.size)}; you gave {given.size}."
    return f"✗ Not yet. {one.exercise.hints[0]}"


class Card:
    """Questions with what is said to their answers, as HTML or as plain text.

    Args:
        rows: each question, and what is said to its answer.
    """

    def __init__(self, rows: list[tuple[str, str]]):
        self.rows = rows

    def __repr__(self):
        lines = [
            f"{number}. {question}" + (f"\n   {verdict}" if verdict else "")
            for number, (question, verdict) in enumerate(self.rows, 1)
        ]
        return "\n".join(lines)

    def _repr_html_(self):
        items = "".join(
            f"<li>{escape(question)}"
            + (f"<br><strong>{with_code(verdict)}</strong>" if verdict else "")
            for question, verdict in self.rows
        )
        kind = "passed" if all(v.startswith("✓") for _, v in self.rows) else "not-attempted"
        card = f'<section class="cnnnotes-card {kind}"><ol>{items}</ol></section>'
        return f"<style>{STYLE}</style>{card}"


def _drawn(one, rng):
    """Arguments on which several known mistakes give other numbers than the right ones."""
    for _ in range(DRAWS):
        args = one.draw(rng)
        right = _numbers(call(one.exercise.reference, args))
        wrong = [_numbers(call(m.of(one.exercise.reference), args)) for m in one.exercise.mistakes]
        if (
            len({tuple(w.round(6)) for w in wrong if w is not None and not _same(w, right)})
            >= FEWEST
        ):
            break
    return args


def _numbers(record: Record):
    """All numbers of a record in a row, or None where there are none."""
    if record.kind != "value":
        return None
    if record.value is not None:
        return record.value.astype(float).ravel()
    return np.concatenate([item.astype(float).ravel() for item in record.items])


def _count(n):
    return "one number" if n == 1 else f"{n} numbers"


def _same(a, b):
    return a.shape == b.shape and np.allclose(a, b)
