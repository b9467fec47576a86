"""The course's exercises as data, found where they lie: look them up by their id.

A notebook is a package `nNN_name`. It names its exercises in their order, `EXERCISES`; each is a
module of that name. What it asks to predict stands in its `questions`.
"""

import re
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules

from cnnnotes.exercises.kinds import Case, Exercise, Mistake, Part, Property, Question, fixture


def _found(kind, package, module):
    """The exercises or questions that a module defines, in the order in which it does."""
    held = vars(import_module(f"{__name__}.{package}.{module}")).values()
    return tuple(item for item in held if isinstance(item, kind))


def _notebook(package):
    """All that a notebook asks, exercises first."""
    exercises = import_module(f"{__name__}.{package}").EXERCISES
    found = [exercise for module in exercises for exercise in _found(Exercise, package, module)]
    return *found, *_found(Question, package, "questions")


_PACKAGES = sorted(m.name for m in iter_modules(__path__) if re.match(r"n\d\d_", m.name))
_NOTEBOOKS = {package[1:].replace("_", " "): _notebook(package) for package in _PACKAGES}
_BY_ID = {item.id: item for items in _NOTEBOOKS.values() for item in items}


def get(exercise_id: str) -> Exercise | Question:
    """Return the exercise or question of this id, else raise `ValueError` with near names.

    >>> get("01_slide2d").signature
    'slide2d(x, k)'
    """
    if isinstance(exercise_id, str) and exercise_id in _BY_ID:
        return _BY_ID[exercise_id]
    near = get_close_matches(str(exercise_id), _BY_ID, n=3, cutoff=0.5) or list(_BY_ID)
    got = repr(exercise_id) if isinstance(exercise_id, str) else f"a {type(exercise_id).__name__}"
    raise ValueError(f"exercise_id: got {got}; is it {' or '.join(near)}?")


def all_exercises() -> tuple[Exercise, ...]:
    """All exercises, in the course's order."""
    return tuple(item for item in _BY_ID.values() if isinstance(item, Exercise))


def all_questions() -> tuple[Question, ...]:
    """All questions that ask for a prediction, in the course's order."""
    return tuple(item for item in _BY_ID.values() if isinstance(item, Question))


def by_notebook() -> dict[str, tuple[Exercise | Question, ...]]:
    """All exercises and questions of each notebook, by its name.

    >>> [item.id for item in by_notebook()["01 convolution"]][:2]
    ['01_slide1d', '01_slide2d']
    """
    return dict(_NOTEBOOKS)


__all__ = [
    "Case",
    "Exercise",
    "Mistake",
    "Part",
    "Property",
    "Question",
    "all_exercises",
    "all_questions",
    "by_notebook",
    "fixture",
    "get",
]
