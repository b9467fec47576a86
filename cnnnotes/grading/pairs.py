"""Two known mistakes at once that explain a view: the likeliest are tried first."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

from cnnnotes.exercises.spoiling import composed, knobs
from cnnnotes.grading.arguments import of_arguments
from cnnnotes.grading.clock import Clock
from cnnnotes.grading.comparing import arrays
from cnnnotes.grading.guesses import Compound, begins_like, fits
from cnnnotes.grading.predicting import predicted
from cnnnotes.grading.view import View


def two(view: View, clock: Clock) -> Iterator[Compound]:
    """Yield pairs of known mistakes that explain a view, in each that to mend first first."""
    smallest = view.wrong[0]
    tried = set()
    for outer, inner in _pairs_of_mistakes(view):
        if clock.is_over():
            return
        if outer.name == inner.name or (outer, inner) in tried:
            continue
        tried.add((outer, inner))
        both = composed(outer.mimic, inner.mimic)
        if both is None:
            continue
        if isinstance(both, knobs):  # of two changes of one loop neither is the outer one
            tried.add((inner, outer))
        pair = replace(outer, mimic=both)
        if (
            begins_like(view, smallest, both)
            and fits(view, pair)
            and (_right_where_passed(view, pair) or not _one_does_it(view, outer, inner))
        ):
            yield Compound(_first_to_mend(view, outer, inner), both)


def _pairs_of_mistakes(view):
    """Pairs of mistakes, the likeliest first: one of them is alone in some part of the cases.

    What may be done to an argument comes last, beside a known mistake.
    """
    known = [m for m in view.exercise.mistakes if not m.shows]
    alone = [m for m in known if _alone_somewhere(view, m)]
    yield from _both_ways(alone, known)
    likely = [m for m in known if _right_where_passed(view, m)]
    firsts: dict = {}
    for mistake in likely:
        firsts.setdefault(mistake.name, mistake)  # of several forms that listed first
    yield from _both_ways([m for m in likely if _gives_the_shape(view, m)], likely)
    yield from permutations(firsts.values(), 2)
    yield from permutations(likely, 2)
    yield from _both_ways(alone or likely, of_arguments(view.exercise))
    yield from permutations(known, 2)


def _one_does_it(view, *pair):
    """Tell whether one of two gives all that is wrong: the other only raises elsewhere."""
    return any(
        all(view.alike(one, predicted(view.exercise, mistake, one)) for one in view.wrong)
        for mistake in pair
    )


def _both_ways(some, others):
    for pair in product(some, others):
        yield from permutations(pair)


def _alone_somewhere(view, mistake):
    """Tell whether a mistake explains the smallest case of some part that failed."""
    smallest = {one.case.part: one for one in reversed(view.wrong)}.values()
    return any(view.alike(one, predicted(view.exercise, mistake, one)) for one in smallest)


def _gives_the_shape(view, mistake):
    """Tell whether the answer's shapes are wrong somewhere, and always those of a mistake."""
    given = [_shapes(view, one.record) for one in view.wrong]
    if given == [[array.shape for array in one.expected] for one in view.wrong]:
        return False
    return given == [_shapes(view, predicted(view.exercise, mistake, one)) for one in view.wrong]


def _shapes(view, record):
    values = arrays(view.exercise, record) if record.kind == "value" else None
    return None if values is None else [array.shape for array in values]


def _right_where_passed(view, mistake):
    return all(view.right(one, predicted(view.exercise, mistake, one)) for one in view.passed)


def _first_to_mend(view, outer, inner):
    """First what leaves more cases right when it is mended; else what happens first."""

    def left_right(mistake):
        return sum(view.right(one, predicted(view.exercise, mistake, one)) for one in view.wrong)

    return (outer, inner) if left_right(inner) > left_right(outer) else (inner, outer)
