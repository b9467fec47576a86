"""Exercises that ask for a test: right implementations are to pass it, wrong ones to fail it.

As in mutation testing, a wrong implementation is a right one with a piece of its text exchanged. It
makes one of the mistakes that the function's own exercise knows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part, fixture, source_of
from cnnnotes.exercises.spoiling import finished

RIGHT, WRONG = "right ones pass", "wrong ones caught"


@dataclass(frozen=True)
class Implementation:
    """A function to be tested, as text, its `source`, that needs NumPy alone.

    What it `does` completes "one that …". A wrong one has the `name` of the known mistake it makes;
    a right one has none.
    """

    does: str
    source: str
    name: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class WrittenTest(Exercise):
    """A test to write: a function that gets an implementation and asserts what it returns.

    Each wrong implementation that is caught earns a point, unless the right one that it was made of
    is refused too. `tested` is the function's own exercise; `implementations` are right and wrong
    ones of it. All else is as `Exercise` tells.
    """

    tested: Exercise
    implementations: tuple[Implementation, ...]

    def shuffled(self, seed: int) -> list[Implementation]:
        """All implementations in the order in which this seed has them called."""
        return _shuffled(self.implementations, np.random.default_rng(seed))

    @property
    def first(self) -> Implementation:
        """The right one that the wrong ones are made of."""
        return self.implementations[0]


def written_test(
    tested: Exercise,
    reference: Callable,
    *,
    right: dict[str, Callable],
    wrong: dict[str, tuple[str, str, str]],
    hints: tuple[str, str],
) -> WrittenTest:
    """Return the exercise to write a test for another exercise's function.

    `right` are implementations by what they do, "loops over the positions"; `wrong`, by the name of
    a known mistake: what it does, and the piece of the first right one that is exchanged for
    another. Raises `ValueError` where that piece does not occur exactly once.
    """
    found = [Implementation(does, source_of(f, tested.name)) for does, f in right.items()]
    for name, (does, old, new) in wrong.items():
        if found[0].source.count(old) != 1:
            raise ValueError(f"{tested.id}, {name}: {old!r} must occur once in {found[0].source}")
        found.append(Implementation(does, found[0].source.replace(old, new), name))
    implementations = tuple(found)

    def cases(rng: np.random.Generator) -> Iterator[tuple[str, tuple]]:
        for one in _shuffled(implementations, rng):
            yield (
                WRONG if one.name else RIGHT,
                (fixture("implementation", tested.name, one.source),),
            )

    return WrittenTest(
        id=f"{tested.id[:2]}_{reference.__name__}",
        title=f"Write the test: {tested.title[0].lower()}{tested.title[1:]}",
        reference=reference,
        parts=(Part(RIGHT, 2), Part(WRONG, len(wrong))),
        cases=cases,
        mistakes=MISTAKES,
        hints=hints,
        tested=tested,
        implementations=implementations,
    )


def _shuffled(implementations, rng):
    return [implementations[i] for i in rng.permutation(len(implementations))]


def _says_whether(right, function):
    """Return what a test would have asserted."""
    try:
        right(function)
    except Exception:  # a wrong implementation may raise by itself
        return False
    return True


def _swallows(right, function):
    _says_whether(right, function)


def _refuses(function):
    raise AssertionError


def _raises(function):
    raise NameError("name 'expected' is not defined")


NEVER_CALLED = Mistake(
    "the function is never called",
    finished(lambda function: None),
    "Your test never calls the function that it gets, so every implementation passes.",
    "What does a test do with the function before it can judge it?",
    "Look for the parameter of your test: it is the function, to be called on an input of yours.",
)
RETURNS = Mistake(
    "a value is returned in place of an assert",
    _says_whether,
    "Your test returns a value and raises nothing, so every implementation passes.",
    "How does pytest notice that a test has failed?",
    "Look at the line with `return`: it is to be an `assert`.",
)
PASSES_ALL = Mistake(
    "every implementation passes",
    _swallows,
    "Your test calls the function, and every implementation passes, the wrong ones too.",
    "With which result would your test fail?",
    "Look for an `assert` that compares the result with numbers which you worked out by hand.",
)
REFUSED_ALL = Mistake(
    "every implementation is refused",
    finished(_refuses),
    "Your test refuses every implementation, the right ones too.",
    "Is what your test expects right? Work it out by hand once more.",
    "Look at the `assert` that is quoted: what stands on its two sides?",
)
RAISES = Mistake(
    "the test itself raises",
    finished(_raises),
    "Your test ends with an error of its own, whatever the implementation.",
    "Which line of your test would fail even without the function?",
    "Look at the line that is quoted.",
)
MISTAKES = (NEVER_CALLED, RETURNS, PASSES_ALL, REFUSED_ALL, RAISES)
