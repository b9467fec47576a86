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
    """A known wrong answer, and hints that rise: an observation, a question, a line to look at.

    `mimic` spoils the right function, which it gets before the arguments: `lambda right, x, k:
    right(x, k.T)`; so one mistake can be made on top of another. What cannot be said so is
    `finished(wrong_function)`. For a `Question` it is the wrong value itself. An answer that gives
    what the mimic gives has made this mistake; of several that fit, the first listed is told. Where
    the wrong values differ from call to call (a random order), `shows(*values, *args)` tells the
    mistake in their place.
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

    The cases of a `vectorized` part are one argument list at two sizes: the lines of Python that an
    answer executes must not grow from the first to the last. A part that names some of the arrays
    in `returns` looks at these alone.
    """

    name: str
    points: int
    vectorized: bool = False
    returns: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Case:
    """One call of an answer: the part that it counts for, and its arguments as plain data."""

    part: str
    args: tuple
    count_lines: bool = False
    returns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Property:
    """What must hold where many values are right: `holds(*values, *args)`, else tell `hint`."""

    name: str
    holds: Callable[..., bool]
    hint: str


@dataclass(frozen=True, eq=False)
class Exercise:
    """A function to write, with all that is needed to judge it.

    `reference` is the right function: its name, parameters and docstring (one line of shapes) are
    the ones asked for. `cases(rng)` yields `(part, args)`, small inputs first. `hints` (a question
    and a place to look) serve when no known mistake fits. `returns` names the arrays given back;
    `arithmetic[name](index, *args)` writes out how one element of such an array comes about; where
    that is the `formula` that is asked for, it is told with the last hint alone. With
    `properties`, these decide instead of the reference's values. Where a few values are right, such
    as both signs of a principal axis, `canonical` turns any array, whatever its shape, into the one
    form that is compared. `solution` is what a learner who
    asks is shown: plain NumPy, on nothing but the answers before it; without, it is the reference.
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

    `name` is the variable that the prediction is put into. `why` is told with the right answer.
    The mimics of its `mistakes` are wrong values.
    """

    id: str
    title: str
    name: str
    answer: int | float | tuple[int, ...] | str
    why: str
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, str]
    points: int = 1


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
