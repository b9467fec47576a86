"""Two mistakes at once, if all that could explain an answer agree on what they are."""

from dataclasses import replace
from itertools import chain

from cnnnotes.grading.clock import Clock
from cnnnotes.grading.guesses import Compound, on_top
from cnnnotes.grading.pairs import two
from cnnnotes.grading.predicting import same_function
from cnnnotes.grading.view import View

SECONDS = 0.2  # of the processor, to look for what explains an answer as well
NOT_ALL = " That does not explain all that is wrong."


def compound(view: View, clock: Clock) -> tuple:
    """Return two mistakes that explain a view; or the one that all who explain it share; or none.

    What is the same function as the first that was found says the same in other words.
    """
    clock = clock.more(0)  # of its own: it may be cut short
    first, shared = None, frozenset[str]()
    for found in chain(on_top(view, clock), two(view, clock)):
        if first is None or (first.vague and not found.vague):
            first, shared = found, found.names
            if not first.vague:
                clock.leave(SECONDS)
        elif shared - found.names and not (found.vague or _same(view, first, found)):
            shared &= found.names
            if not shared:
                return ()
    if first is None or shared == first.names:
        return first.told if first else ()
    return tuple(
        replace(one, observation=one.observation + NOT_ALL)
        for one in first.told
        if one.name in shared
    )


def _same(view: View, one: Compound, other: Compound) -> bool:
    if one.mimic is None or other.mimic is None:
        return False
    return same_function(view.exercise, one.mimic, other.mimic)
