"""What an exercise is: what is asked, what is right, and what is known to go wrong, as data."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer, and hints that rise.

    An answer that gives what the mimic gives has made this mistake; of several that fit, the first
    listed is told.

    Args:
        name: by which it is told on the card.
        mimic: spoils the right function, which it gets before the arguments: `lambda right, x, k:
            right(x, k.T)`; so one mistake can be made on top of another. What cannot be said so is
            `finished(wrong_function)`. For a `Question` it is the wrong value itself.
        observation: the first hint: what is seen in the output.
        question: the second hint.
        line: the third hint: where to look.
        shows: where the wrong values differ from call to call (a random order), `shows(*values,
            *args)` tells the mistake in the mimic's place.
    """

    name: str
    mimic: Any
    observation: str
    question: str
    line: str
    shows: Callable[..., bool] | None = None

    @property
    def hints(self) -> tuple[str, str, str]:
        """The ladder, lowest step first."""
        return self.observation, self.question, self.line

    def forms(self, *mimics: Callable) -> tuple["Mistake", ...]:
        """Return this mistake and others that differ in their mimic alone: it has several forms."""
        return self, *(replace(self, mimic=mimic) for mimic in mimics)

    def of(self, right: Callable) -> Callable:
        """Return the wrong function that this mistake makes of the right one."""
        return partial(self.mimic, right)


@dataclass(frozen=True)
class Part:
    """A named share of an exercise's points, earned when all cases of that name pass.

    Args:
        name: its cases', too.
        points: what it is worth.
        vectorized: its cases are one argument list at two sizes: the lines of Python that an answer
            executes must not grow from the first to the last.
        returns: the arrays that it looks at alone, where an answer returns several.
    """

    name: str
    points: int
    vectorized: bool = False
    returns: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Case:
    """One call of an answer.

    Args:
        part: the name of the part that it counts for.
        args: its arguments as plain data.
        count_lines: whether the lines that an answer executes are counted.
        returns: the arrays that are looked at; all, if empty.
    """

    part: str
    args: tuple
    count_lines: bool = False
    returns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Property:
    """What must hold where many values are right.

    Args:
        name: of what holds.
        holds: `holds(*values, *args)`, whether it does.
        hint: told where it does not.
    """

    name: str
    holds: Callable[..., bool]
    hint: str


@dataclass(frozen=True, eq=False)
class Exercise:
    """A function to write, with all that is needed to judge it.

    Args:
        id: its notebook's number and its name: `01_slide2d`.
        title: stands on its card.
        reference: the right function: its name, parameters and docstring (one line of shapes) are
            the ones asked for.
        parts: the shares of its points.
        cases: `cases(rng)` yields `(part, args)`, small inputs first.
        mistakes: the known ones.
        hints: a question and a place to look, for when no known mistake fits.
        returns: the names of the arrays given back.
        arithmetic: `arithmetic[name](index, *args)` writes out how one element of such an array
            comes about.
        properties: decide in place of the reference's values.
        tolerance: how far a value may be off, relative to the largest.
        canonical: turns any array, whatever its shape, into the one form that is compared, where a
            few values are right, such as both signs of a principal axis.
        solution: what a learner who asks is shown: plain NumPy, on nothing but the answers before
            it; without, it is the reference.
        formula: whether `arithmetic` gives away what is asked for: it is then told with the last
            hint alone.
    """

    id: str
    title: str
    reference: Callable
    parts: tuple[Part, ...]
    cases: Callable[[np.random.Generator], Iterator[tuple[str, tuple]]]
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, str]
    returns: tuple[str, ...] = ("out",)
    arithmetic: Mapping[str, Callable[..., str]] = field(default_factory=dict)
    properties: tuple[Property, ...] = ()
    tolerance: float = 1e-5
    canonical: Callable[[np.ndarray], np.ndarray] | None = None
    solution: Callable | None = None
    formula: bool = False

    @property
    def name(self) -> str:
        """The name of the function to write."""
        return self.reference.__name__

    @property
    def signature(self) -> str:
        """The call as a learner writes it, `slide2d(x, k)`."""
        return self.name + _parameters(self.reference)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of the arguments."""
        return tuple(inspect.signature(self.reference).parameters)

    @property
    def shapes(self) -> str:
        """The shapes that go in and come out, in one line."""
        return (inspect.getdoc(self.reference) or "").split("\n")[0]

    @property
    def solution_source(self) -> str:
        """The solution's source, under the expected name, its types left out as in `signature`."""
        return source_of(self.solution or self.reference, self.name)

    @property
    def points(self) -> int:
        """The points of all parts."""
        return sum(part.points for part in self.parts)

    def cases_from(self, seed: int) -> list[Case]:
        """All cases that `seed` gives: the same seed, the same cases."""
        parts = {part.name: (part.vectorized, part.returns) for part in self.parts}
        drawn = self.cases(np.random.default_rng(seed))
        return [Case(part, args, *parts[part]) for part, args in drawn]


@dataclass(frozen=True)
class Question:
    """Something to predict: a number, a shape, or the letter of a choice.

    Args:
        id: as an exercise's.
        title: stands on its card.
        name: the variable that the prediction is put into.
        answer: the right value.
        why: told with the right answer.
        mistakes: the known wrong values; their mimics are the values.
        hints: as an exercise's.
        points: what it is worth.
        measured: whether the right value is what a whole training showed. A short one may show
            another, and that is said.
    """

    id: str
    title: str
    name: str
    answer: int | float | tuple[int, ...] | str
    why: str
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, str]
    points: int = 1
    measured: bool = False


def source_of(function: Callable, name: str) -> str:
    """Return a function's source under another name, without its types."""
    source = textwrap.dedent(inspect.getsource(function))
    first = ast.parse(source).body[0].body[0].lineno  # type: ignore[attr-defined]
    body = "".join(source.splitlines(keepends=True)[first - 1 :])
    return f"def {name}{_parameters(function)}:\n{body}"


def _parameters(function: Callable) -> str:
    """The parameters of a function in brackets, without their types."""
    signature = inspect.signature(function)
    bare = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return str(inspect.Signature(bare))


def fixture(name: str, *settings: Any) -> dict:
    """Stand-in for an argument that is not plain data; each side of the judge builds its own.

    `name` is one of `cnnnotes.runner.fixtures.FIXTURES`.

    >>> fixture("rng", 7)
    {'fixture': 'rng', 'settings': (7,)}
    """
    return {"fixture": name, "settings": settings}
