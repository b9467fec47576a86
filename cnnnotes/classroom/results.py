"""What grading a class gives, as plain data: the reports are made from this and nothing else.

No absolute paths, no clock but `seconds`: graded twice, the same submission gives the same result.
"""

import types
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")

# The states of an exercise: those of a verdict, and one for what was not to be found.
STATES = ("passed", "partly right", "not yet", "not attempted", "missing")


@dataclass(frozen=True)
class PartResult:
    """The points that one part of an exercise earned.

    Args:
        name: the part's.
        points: what was earned.
        out_of: what could be earned.
    """

    name: str
    points: int
    out_of: int


@dataclass(frozen=True)
class ExerciseResult:
    """What one answer earned.

    Args:
        id: the exercise's or question's.
        points: what was earned.
        out_of: what could be earned.
        state: one of `STATES`.
        mistake: the name of the known mistake.
        card_text: the card that the notebook would show, as text.
        card_html: the same as HTML.
        source: the code that defined the answer.
        trouble: a sentence: what kept it from being judged whole, such as an endless loop.
        parts: what each part earned.
        flags: sentences for the teacher alone ("calls scipy.signal.correlate").
        fingerprint: the same for answers that are the same up to names and layout; empty where an
            answer is too short to tell.
    """

    id: str
    points: int
    out_of: int
    state: str
    mistake: str | None = None
    card_text: str = ""
    card_html: str = ""
    source: str = ""
    trouble: str = ""
    parts: tuple[PartResult, ...] = ()
    flags: tuple[str, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True)
class Graded:
    """What one submission earned: one student's copy of one notebook.

    Args:
        student: as the teacher's folder or archive names the student.
        path: the file's, relative to it.
        notebook: the course's name for it, "01 convolution", or empty where it is none of the
            course's.
        student_id: the number by which a learning system knows the student, or empty.
        exercises: what each answer earned, in the notebook's order.
        troubles: sentences about the file as a whole.
        seconds: how long it took.
    """

    student: str
    path: str
    notebook: str
    student_id: str = ""
    exercises: tuple[ExerciseResult, ...] = ()
    troubles: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def points(self) -> int:
        """The points earned."""
        return sum(one.points for one in self.exercises)

    @property
    def out_of(self) -> int:
        """The points that can be earned in this notebook."""
        return sum(one.out_of for one in self.exercises)


@dataclass(frozen=True)
class Run:
    """How a class was graded: all that it takes to get the same marks again.

    Args:
        seed: decided the inputs.
        course: the version of the course …
        python: … of Python …
        numpy: … and of NumPy.
        wall: what stood around the learners' code ("bubblewrap 0.8.0"), or "none".
        timeout: seconds that a call could take.
        memory: bytes that a process could take.
        only: the notebook that alone was graded, or empty.
    """

    seed: int
    course: str
    python: str
    numpy: str
    wall: str
    timeout: float
    memory: int
    only: str = ""


def as_json(value: Any) -> Any:
    """Return a result as what `json.dumps` takes.

    >>> as_json(PartResult("one image", 1, 2))
    {'name': 'one image', 'points': 1, 'out_of': 2}
    """
    if is_dataclass(value):
        return {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    return [as_json(item) for item in value] if isinstance(value, tuple) else value


def from_json(kind: type[Kind], data: object) -> Kind:
    """Return the result of this kind that `as_json` made `data` of.

    Raises `ValueError` where a field is missing, unknown or of another type.

    >>> from_json(PartResult, {"name": "one image", "points": 1, "out_of": 2})
    PartResult(name='one image', points=1, out_of=2)
    >>> from_json(PartResult, {"name": "one image", "points": "1", "out_of": 2})
    Traceback (most recent call last):
    ValueError: PartResult.points: expected int, got '1'
    """
    if not isinstance(data, dict):
        raise ValueError(f"{kind.__name__}: expected an object, got {_short(data)}")
    hints = get_type_hints(kind)
    if set(data) != set(hints):
        odd = ", ".join(sorted(set(data) ^ set(hints)))
        raise ValueError(f"{kind.__name__}: fields that are missing or unknown: {odd}")
    return kind(
        **{name: _read(hints[name], data[name], f"{kind.__name__}.{name}") for name in hints}
    )


def _read(hint, value, where):
    if is_dataclass(hint):
        return from_json(hint, value)
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{where}: expected a list, got {_short(value)}")
        return tuple(_read(get_args(hint)[0], item, where) for item in value)
    allowed = get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    if type(value) is int and float in allowed and int not in allowed:
        return float(value)
    if type(value) not in allowed:
        names = " or ".join(one.__name__ for one in allowed)
        raise ValueError(f"{where}: expected {names}, got {_short(value)}")
    return value


def _short(value):
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
