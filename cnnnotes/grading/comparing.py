"""Compare what a call gave with what was expected, and say the difference in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from cnnnotes.exercises import Case, Exercise
from cnnnotes.exercises.arithmetic import number
from cnnnotes.runner.record import Record


@dataclass(frozen=True)
class Problem:
    """Why a call failed, as a `sentence`.

    `output` and `index` point at the first element that differs. `kind` is a record's kind, or
    `shape`, `dtype`, `nan`, `value`, `mutated`, `property`, `loop`; a property that does not hold
    gives its `name`. `formula` is arithmetic that gives the solution away, and is told last.
    """

    kind: str
    sentence: str
    output: int = 0
    index: tuple[int, ...] | None = None
    name: str | None = None
    formula: str = ""


def find_problem(
    exercise: Exercise, args: tuple, expected: tuple, record: Record
) -> Problem | None:
    """Return what is wrong with `record`, the gravest first, or None."""
    if record.kind != "value":
        return Problem(record.kind, _no_value(exercise, record, expected))
    values = arrays(exercise, record)
    if values is None:
        return Problem("shape", _wrong_count(exercise, record))
    problem = _broken_property(exercise, args, values)
    if not exercise.properties:
        found = (
            _difference(exercise, args, output, expected[output], values[output])
            for output in range(len(expected))
        )
        problem = next(filter(None, found), None)
        several = record.type == "tuple" and any(item.ndim for item in record.items)
        if problem and problem.kind == "shape" and several and len(expected) == 1:
            return Problem("shape", _wrong_count(exercise, record))
    if problem is None and record.mutated:
        names = " and ".join(f"`{exercise.arguments[i]}`" for i in record.mutated)
        return Problem(
            "mutated", f"The values are right, but the call changed its input {names} in place."
        )
    return problem


def looked_at(exercise: Exercise, case: Case, expected: tuple, record: Record) -> Record:
    """Return `record` with the arrays that the case's part does not look at as they should be."""
    if not case.returns or len(record.items) != len(expected):
        return record
    triples = zip(exercise.returns, record.items, expected, strict=True)
    items = tuple(item if name in case.returns else right for name, item, right in triples)
    return replace(record, items=items)


def arrays(exercise: Exercise, record: Record) -> tuple[Any, ...] | None:
    """The arrays to compare, in canonical form; None if a record holds another number of them."""
    count = len(exercise.returns)
    values: tuple[Any, ...] = record.items if count > 1 else (record.value,)
    if len(values) != count or values[0] is None:
        return None
    return tuple(map(exercise.canonical, values)) if exercise.canonical else values


def close(a: np.ndarray, b: np.ndarray, tolerance: float) -> np.ndarray:
    """Tell for each element whether `a` is `b`, up to rounding at the scale of the largest `b`."""
    size = np.abs(b[np.isfinite(b)]).max(initial=1)
    with np.errstate(invalid="ignore"):  # faster than `np.isclose`: it is called so often
        near = np.abs(np.subtract(a, b, dtype=np.result_type(a, b, float))) <= tolerance * size
    return near if near.all() else near | (a == b) | ((a != a) & (b != b))


def alike(exercise: Exercise, args: tuple, a: Record, b: Record) -> bool:
    """Tell whether two wrong calls went wrong in the same way."""
    if (a.kind, a.mutated) != (b.kind, b.mutated):
        return False
    if a.kind != "value":
        return a.type == b.type
    ours, theirs = arrays(exercise, a), arrays(exercise, b)
    if ours is None or theirs is None:
        return False
    if exercise.properties:
        return broken(exercise, args, ours) == broken(exercise, args, theirs)
    return all(
        p.shape == q.shape and close(p, q, exercise.tolerance).all()
        for p, q in zip(ours, theirs, strict=True)
    )


def holds(condition: Callable[..., bool], values: tuple, args: tuple) -> bool:
    """Tell whether a condition holds; one that cannot even be evaluated does not hold."""
    try:
        return bool(condition(*values, *args))
    except Exception:
        return False


def broken(exercise: Exercise, args: tuple, values: tuple) -> list:
    """Return the properties that do not hold."""
    return [demand for demand in exercise.properties if not holds(demand.holds, values, args)]


def _broken_property(exercise, args, values):
    demands = broken(exercise, args, values)
    return Problem("property", demands[0].hint, name=demands[0].name) if demands else None


def _difference(exercise, args, output, expected, got):
    name = exercise.returns[output]
    if got.shape != expected.shape:
        return Problem("shape", _wrong_shape(name, expected, got, exercise.tolerance), output)
    equal = close(got, expected, exercise.tolerance)
    if got.dtype.kind == "c" and expected.dtype.kind != "c":
        right = "The values are right, but" if equal.all() else f"`{name}` is wrong, and"
        return Problem("dtype", f"{right} they are complex numbers: take their real part.", output)
    if equal.all():
        return None
    lost = ~np.isfinite(got) & np.isfinite(expected)
    index = tuple(int(i) for i in np.argwhere(lost if lost.any() else ~equal)[0])
    wanted, yours = expected[index], got[index]
    place = f"{name}[{', '.join(map(str, index))}]" if index else f"The {name}"
    if lost.any():
        sentence = f"{place} is {yours}, not a finite number: is it divided by 0, or never filled?"
        return Problem("nan", sentence, output, index)
    right, wrong = _told_apart(wanted, yours)
    formula = exercise.arithmetic[name](index, *args) if name in exercise.arithmetic else ""
    if formula and not exercise.formula:
        right, formula = f"{formula} = {right}", ""
    sentence = f"{place} should be {right}, yours is {wrong}."
    if got.dtype.kind in "iu" and expected.dtype.kind == "f" and (np.abs(got - expected) < 1).all():
        cut = f"`{name}` holds integers ({got.dtype}): the fractions are cut off. "
        return Problem("dtype", cut + sentence, output, index)
    return Problem("value", sentence, output, index, formula=formula)


def _told_apart(a, b):
    """Write two different numbers with as many digits as tell them apart."""
    for digits in range(4, 18):
        texts = number(a, digits), number(b, digits)
        if texts[0] != texts[1]:
            break
    return texts


def _wrong_shape(name, expected, got, tolerance):
    says = f"`{name}` has shape {got.shape}; expected {expected.shape}."
    if got.size == expected.size and _without_ones(got) == _without_ones(expected):
        same = close(got.reshape(expected.shape), expected, tolerance).all()
        extra = got.ndim - expected.ndim
        if same and extra:
            axes = "1 axis" if abs(extra) == 1 else f"{abs(extra)} axes"
            wrong = f"{axes} of length one too {'many' if extra > 0 else 'few'}"
            return f"{says} The values are right, but it has {wrong}."
    if got.ndim > 1 and got.shape == expected.shape[::-1]:
        return f"{says} Rows and columns are swapped."
    return says


def _without_ones(array):
    return [n for n in array.shape if n != 1]


def _wrong_count(exercise, record):
    wanted, came = len(exercise.returns), len(record.items)
    shapes = ", ".join(str(item.shape) for item in record.items)
    got = f"{came} arrays of shapes {shapes}" if came > 1 else "1 array"
    asked = f"{wanted}: {', '.join(exercise.returns)}" if wanted > 1 else "one array"
    return f"It returned {got}; expected {asked}."


def _no_value(exercise, record, expected):
    asked = " and ".join(f"an array of shape {e.shape}" if e.ndim else "a number" for e in expected)
    if record.kind == "not callable":
        return (
            f"`check` got a value of type {record.type}. It needs the function itself, "
            f'without brackets: `check("{exercise.id}", {exercise.name})`.'
        )
    if record.kind == "not attempted":
        return "This is not written yet."
    if record.kind == "nothing":
        return f"It returned None. Does the function end in `return`? Expected {asked}."
    if record.kind == "too large":
        return f"It returned a {record.type} of shape {record.text}; expected {asked}."
    if record.kind == "missing":
        return "There was no answer to this call: the process had ended before."
    if record.kind == "timed out":
        line = f" Does this loop end? Line {record.line}: `{record.code}`." if record.line else ""
        after = f" after {record.text} seconds" if record.text else ""
        return f"It timed out: it was still running{after}, and was ended.{line}"
    if record.kind == "raised":
        return _raised(exercise, record)
    hint = {
        "generator": " `yield` makes a generator; `return` gives the result.",
        "function": " Are the brackets of a call missing?",
        "list": " Are its rows of different lengths?",
        "ndarray": " Its elements are not numbers.",
    }.get(record.type, "")
    return f"It returned a value of type {record.type}; expected {asked}.{hint}"


def _raised(exercise, record):
    what = f"{record.type}: {record.text}" if record.text else record.type
    if not record.line and record.type == "TypeError":
        return f"It could not be called as `{exercise.signature}`. {what}"
    where = f" in line {record.line}" if record.line else ""
    where += f", `{record.code}`" if record.code else ""
    if record.type == "NotImplementedError":
        return f"It still comes to `raise NotImplementedError`{where}. Is that line to go?"
    if record.type == "SystemExit":
        return f"It asked Python to exit{where}. Use `return` to leave a function."
    if record.type == "RecursionError":
        return f"It calls itself again and again (RecursionError){where}."
    return f"It raised {record.type}{where}{': ' if record.text else '.'}{record.text}"
