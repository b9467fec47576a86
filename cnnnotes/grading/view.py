"""Some cases and some outputs of an answer that failed, and whether a guess explains them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from cnnnotes.exercises import Exercise
from cnnnotes.grading.comparing import arrays, broken
from cnnnotes.grading.relations import same
from cnnnotes.runner.record import Record

if TYPE_CHECKING:
    from cnnnotes.grading.judging import Judged


class View:
    """The `judged` cases of an `exercise`: those that failed, smallest first, and the others.

    Only the `outputs` with these places in a tuple count; None are all. `part` narrows the failed
    cases; what passed counts wherever it did, for a mistake that is made is made everywhere.
    """

    def __init__(
        self,
        exercise: Exercise,
        judged: list,
        outputs: tuple[int, ...] | None = None,
        part: str | None = None,
    ):
        self.exercise, self.part = exercise, part
        self.partial = not (outputs is None and part is None)
        self.outputs = tuple(range(len(exercise.returns))) if outputs is None else outputs
        judged = sorted(judged, key=lambda one: size(one.case.args))
        failed = {id(one) for one in judged if self._failed(one)}
        self.passed = [one for one in judged if id(one) not in failed]
        self.wrong = [one for one in judged if id(one) in failed and part in (None, one.case.part)]
        self.numbers = sum(one.expected[o].size for one in self.wrong for o in self.outputs)
        raised = [one for one in self.wrong if one.record.kind == "raised"]
        self.gave_values = len(raised) < len(self.wrong)

    def gave_numbers(self) -> bool:
        """Tell whether anything went wrong but into NaN or infinity, which tell of no cause."""
        given = [(one, arrays(self.exercise, one.record)) for one in self.wrong]
        wrong = [
            values[o]
            for one, values in given
            if values is not None
            for o in self.outputs
            if values[o].size and not self._same(one, values, one.expected, o)
        ]
        return not wrong or any(a.dtype.kind not in "fc" or np.isfinite(a).any() for a in wrong)

    def explained(self, predict: Callable[..., Record]) -> bool:
        """Tell whether `predict(one)` is wrong where the answer is, in the same way, else right.

        One mistake may raise in one style and not in another. So where the answer raised it is
        enough that the guess is wrong too, and where the guess raises the answer may be right. An
        answer that does nothing but raise must share its error with the guess, and be right on some
        cases.
        """
        if not self.gave_values and not self.passed:
            return False
        for one in self.wrong:
            record = predict(one)
            if self.right(one, record):
                return False
            raised = self.gave_values and one.record.kind == "raised"
            if not raised and not self.alike(one, record):
                return False
        return all(self._passes(one, predict(one)) for one in self.passed)

    def spoilt_beside(self, predict: Callable[..., Record]) -> int:
        """Count the other outputs, of all cases, that are right and `predict(one)` has wrong."""
        count = 0
        for one in (*self.wrong, *self.passed):
            yours, guess = (arrays(self.exercise, r) for r in (one.record, predict(one)))
            for o in set(range(len(one.expected))) - set(self.outputs):
                if yours is not None and self._same(one, yours, one.expected, o):
                    count += guess is None or not self._same(one, guess, one.expected, o)
        return count

    def _passes(self, one, record):
        """Where the guess raises, another style of it may be right."""
        raises = record.kind == "raised" and self.gave_values and len(self.wrong) > 1
        return raises or self.right(one, record)

    def right(self, one: "Judged", record: Record) -> bool:
        """Tell whether a record holds the right values, and its call left the input alone."""
        values = arrays(self.exercise, record) if record.kind == "value" else None
        if values is None or record.mutated:
            return False
        if self.exercise.properties:
            return not broken(self.exercise, one.case.args, values)
        return all(self._same(one, values, one.expected, o) for o in self.outputs)

    def alike(self, one: "Judged", record: Record) -> bool:
        """Tell whether a record went wrong as the answer did."""
        yours = one.record
        if record.kind != yours.kind or set(record.mutated) != set(yours.mutated):
            return False
        if record.kind != "value":
            return record.type == yours.type
        a, b = arrays(self.exercise, record), arrays(self.exercise, yours)
        if a is None or b is None:
            return False
        if [array.size for array in a] == [array.size for array in b] == [0] * len(a):
            return True  # nothing in both: one style may lose an axis with it
        if self.exercise.properties:
            args = one.case.args
            shapes = [[array.shape for array in values] for values in (a, b)]
            if shapes[0] != shapes[1]:
                return False
            return broken(self.exercise, args, a) == broken(self.exercise, args, b)
        return all(self._same(one, a, b, o) for o in self.outputs)

    def _failed(self, one):
        if one.problem is None or one.problem.kind == "loop":
            return False
        if len(self.outputs) == len(self.exercise.returns):
            return True
        return not self.right(one, one.record)

    def _same(self, one, a, b, output):
        return same(a[output], b[output], one.scales[output], self.exercise.tolerance)


def size(arg: Any) -> int:
    """Count the numbers and names that an argument holds."""
    return sum(map(size, arg)) if isinstance(arg, list | tuple) else int(np.size(arg))
