"""What could explain a view: a known mistake, another argument, a relation on one or none."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from cnnnotes.exercises import Mistake
from cnnnotes.exercises.spoiling import composed
from cnnnotes.grading import relations
from cnnnotes.grading.arguments import of_arguments
from cnnnotes.grading.clock import Clock
from cnnnotes.grading.comparing import arrays, holds
from cnnnotes.grading.further_arguments import further
from cnnnotes.grading.mutants import mutants
from cnnnotes.grading.neighbours import neighbours
from cnnnotes.grading.predicting import predicted, quickly, same_function
from cnnnotes.grading.relations import Pair, Relation, same
from cnnnotes.grading.view import View

if TYPE_CHECKING:
    from cnnnotes.grading.judging import Judged


@dataclass(frozen=True, eq=False)
class Compound:
    """Two mistakes that together explain a view: `told`, that to mend first first.

    `mimic` is that of both, or None where one of them is a factor that differs from case to case.
    """

    told: tuple
    mimic: Callable | None

    @property
    def names(self) -> frozenset[str]:
        """What the two are called."""
        return frozenset(one.name for one in self.told)

    @property
    def vague(self) -> bool:
        """Whether one of them is a number that may come from anything, or differs by the case."""
        return self.mimic is None or any(getattr(one, "vague", False) for one in self.told)


def fits(view: View, mistake: Mistake) -> bool:
    """Tell whether a known mistake explains a view."""
    if mistake.shows:
        values = [(arrays(view.exercise, one.record), one.case.args) for one in view.wrong]
        shown = all(v is not None and holds(mistake.shows, v, args) for v, args in values)
        return shown and view.gave_numbers()
    return view.explained(partial(predicted, view.exercise, mistake))


def related(view: View) -> tuple:
    """Return a relation that holds of the right values, or nothing."""
    if not _gives_values(view):
        return ()
    found = _relations(view, _right(view), _yours(view))
    return (next(iter(found.values())),) if _is_one(found) else ()


def other_arguments(view: View, clock: Clock) -> tuple:
    """Return what was done to one argument, or nothing."""
    smallest = view.wrong[0]
    guesses = of_arguments(view.exercise) + neighbours(view.exercise)
    if view.numbers > 2:  # one or two numbers agree with one of so many by chance
        guesses += further(view.exercise)
    for mistake in guesses:
        if clock.is_over():
            break
        if begins_like(view, smallest, mistake.mimic) and fits(view, mistake):
            return (mistake,)
    return ()


def one_change(view: View, clock: Clock) -> tuple:
    """Return the one small change to the right code that explains a view, or nothing.

    What may be several changes, of which each is another function, is none.
    """
    smallest, found = view.wrong[0], []
    for mistake in mutants(view.exercise) if view.numbers > 2 else ():
        if clock.is_over():
            return ()
        if begins_like(view, smallest, mistake.mimic) and fits(view, mistake):
            found.append(mistake)
    for other in found[1:]:
        if other.name != found[0].name and not same_function(
            view.exercise, found[0].mimic, other.mimic
        ):
            return ()
    return tuple(found[:1])


def on_top(view: View, clock: Clock) -> Iterator[Compound]:
    """Yield each known mistake with a relation that holds of its values."""
    if not _gives_values(view):
        return
    for mistake in view.exercise.mistakes:
        if clock.is_over():
            return
        found = {} if mistake.shows else _relations(view, _values(view, mistake), _yours(view))
        if _is_one(found) and mistake.name not in _names(found).values():
            known, mimic = _known(view, found, mistake)
            yield Compound((mistake, known), mimic)


def _changing(found: dict[int, Relation], mistake: Mistake) -> Callable | None:
    """The mimic of a mistake whose values are then changed by relations, if it is known how."""
    changes = {output: one.change for output, one in found.items() if one.change}
    if len(changes) < len(found):
        return None

    def mimic(right, *args):
        made = mistake.mimic(right, *args)
        if not isinstance(made, tuple):
            return changes[0](np.asarray(made))
        return tuple(changes.get(i, np.asarray)(np.asarray(one)) for i, one in enumerate(made))

    return mimic


def _gives_values(view):
    return all(one.record.kind == "value" and not one.record.mutated for one in view.wrong)


def _right(view):
    return [one.expected for one in (*view.wrong, *view.passed)]


def _yours(view):
    return [arrays(view.exercise, one.record) for one in (*view.wrong, *view.passed)]


def _values(view: View, mistake: Mistake) -> Iterator[tuple | None]:
    """What a known mistake gives on each case of a view."""
    for one in (*view.wrong, *view.passed):
        record = predicted(view.exercise, mistake, one)
        told = record.kind == "value" and not record.mutated
        yield arrays(view.exercise, record) if told else None


def _relations(
    view: View, bases: Iterable[tuple | None], results: Iterable[tuple | None]
) -> dict[int, Relation]:
    """The relations, of each output that differs, that lead from some values to others; or none."""
    bases, results = _Again(bases), _Again(results)
    found: dict[int, Relation] = {}
    for output in view.outputs:
        pairs = _Again(_pairs(view, bases, results, output))
        if all(pair and same(pair.base, pair.yours, pair.scale, 1e-9) for pair in pairs):
            continue
        axes = {one.expected[output].ndim for one in (*view.wrong, *view.passed)}
        ndim = max(axes) if len(axes) > 1 else 0
        relation = relations.find(view.exercise, output, pairs, ndim)
        if relation is None:
            return {}
        found[output] = relation
    return found


def _names(found):
    return {output: relation.name for output, relation in found.items()}


def _is_one(found):
    """Tell whether there is a relation, and all outputs that differ have the same."""
    return len(set(_names(found).values())) == 1


def _pairs(view, bases, results, output):
    name = view.exercise.returns[output]
    for one, base, result in zip((*view.wrong, *view.passed), bases, results, strict=True):
        if one.case.returns and name not in one.case.returns:
            continue
        if base is None or result is None:
            yield None
        else:
            yield Pair(one.case.args, base[output], result[output], one.scales[output])


class _Again:
    """An iterable that is computed as far as it is needed, once."""

    def __init__(self, items):
        self._items, self._known = iter(items), []

    def __iter__(self):
        for index in range(10**6):
            if index == len(self._known):
                try:
                    self._known.append(next(self._items))
                except StopIteration:
                    return
            yield self._known[index]


def _known(view, found, inner):
    """The known mistake that does to another what these relations do, or the relation.

    And the mimic of both.
    """
    for mistake in view.exercise.mistakes:
        known = {} if mistake.shows else _relations(view, _right(view), _values(view, mistake))
        if _names(known) == _names(found):
            both = composed(mistake.mimic, inner.mimic)
            if both and fits(view, replace(mistake, mimic=both)):
                return mistake, both
    return next(iter(found.values())), _changing(found, inner)


def begins_like(view: View, one: "Judged", mimic: Callable) -> bool:
    """Tell whether a mimic goes wrong as the answer does on one case."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        record = quickly(view.exercise, mimic, one)
    if record is None:
        return one.record.kind != "value"
    return view.alike(one, replace(record, mutated=one.record.mutated))
