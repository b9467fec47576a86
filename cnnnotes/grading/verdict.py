"""A verdict: what an answer is worth, and why, as data."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cnnnotes.exercises import Case, Exercise, Question
from cnnnotes.grading.comparing import Problem
from cnnnotes.runner.record import Record

WRITE_IT = "Replace `raise NotImplementedError` by your own code, then run both cells again."


@dataclass(frozen=True)
class PartScore:
    """The `points` that the part `name` of an exercise earned, of the `out_of` there are.

    Whether code is vectorized is not `judged` as long as its values are wrong, nor whether a test
    lets right ones pass as long as it lets all pass.
    """

    name: str
    points: int
    out_of: int
    judged: bool = True


@dataclass(frozen=True, eq=False)
class Judged:
    """One `case`: what was `expected`, the `record` of what came, and the `problem` with it."""

    case: Case
    expected: tuple[np.ndarray, ...]
    record: Record
    problem: Problem | None

    @cached_property
    def scales(self) -> tuple[float, ...]:
        """The size of the largest right number of each output, at least 1."""
        return tuple(
            float(np.abs(right[np.isfinite(right)]).max(initial=1)) for right in self.expected
        )


@dataclass(frozen=True, eq=False)
class Verdict:
    """What an answer to an `exercise` is worth, and why.

    `points` are the sum of those of its `parts`. `state` is `passed`, `partly right`, `not yet` or
    `not attempted`. `mistakes` are the names of what went wrong, most often one, that to mend first
    first; `mistake` says them in one text. `hints` rise. `failure` is the smallest case that
    failed. `why` explains a right prediction. `solution` is there only for those who asked for it.
    `unproven` names functions of exercises that the answer calls and that have not passed.
    """

    exercise: Exercise | Question
    state: str
    points: int = 0
    parts: tuple[PartScore, ...] = ()
    mistakes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    failure: Judged | None = None
    why: str = ""
    solution: str = ""
    unproven: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every point was earned."""
        return self.state == "passed"

    @property
    def mistake(self) -> str | None:
        """What went wrong, in one text; None where it has no name."""
        if len(self.mistakes) < 2:
            return next(iter(self.mistakes), None)
        count = {2: "two", 3: "three"}[len(self.mistakes)]
        *first, last = self.mistakes
        return f"{count} things at once: {', '.join(first)}, and {last}"

    @property
    def out_of(self) -> int:
        """The points that can be earned."""
        return self.exercise.points

    @property
    def hint(self) -> str | None:
        """The first hint, which says what was observed; None when all is right."""
        return self.hints[0] if self.hints else None
