"""The course's exercises as data, one module per notebook: look them up by their id."""

from difflib import get_close_matches

from cnnnotes.exercises import (
    n00_start_here,
    n01_convolution,
    n02_padding_and_stride,
    n03_relu,
    n04_pooling,
    n05_backprop_by_hand,
    n06_backprop_layer,
    n07_train_on_mnist,
    n08_regularization,
    n09_look_inside,
    n10_break_it,
)
from cnnnotes.exercises.kinds import Case, Exercise, Mistake, Part, Property, Question, fixture

_MODULES = (
    n00_start_here,
    n01_convolution,
    n02_padding_and_stride,
    n03_relu,
    n04_pooling,
    n05_backprop_by_hand,
    n06_backprop_layer,
    n07_train_on_mnist,
    n08_regularization,
    n09_look_inside,
    n10_break_it,
)
_BY_ID = {item.id: item for module in _MODULES for item in (*module.EXERCISES, *module.QUESTIONS)}


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
    return {
        module.__name__.rpartition(".n")[2].replace("_", " "): (
            *module.EXERCISES,
            *module.QUESTIONS,
        )
        for module in _MODULES
    }


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
