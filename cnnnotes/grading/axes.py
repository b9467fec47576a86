"""What the axes of an exercise's arrays count, read off the line of shapes in its docstring."""

import re

import numpy as np

from cnnnotes.exercises import Exercise

WORDS = {"H": "row", "W": "column", "C": "channel", "F": "filter", "N": "image"}
BY_NUMBER = {
    1: ("number",),
    2: ("row", "column"),
    3: ("row", "column", "channel"),
    4: ("image", "row", "column", "channel"),
}
COUNTS = {
    "N": "the number of images",
    "C": "the number of channels",
    "F": "the number of filters",
    "D": "the number of features",
    "KH·KW": "the number of pixels in the window",
    "H·W": "the number of pixels in the image",
    "K": "the length of the kernel",
}


def words(exercise: Exercise, output: int, ndim: int) -> tuple[str, ...]:
    """Return what each axis of an output counts: ("row", "column") for an image."""
    name = exercise.returns[output]
    before, _, after = exercise.shapes.partition("→")
    named = _shapes(after)
    shape = named.get(name) or (named.get("") if output == 0 else None)
    if shape is None or len(shape) != ndim:  # a gradient is shaped like its argument
        shape = _shapes(before).get(name.removeprefix("d"))
    return _words(shape, ndim)


def words_of(exercise: Exercise, argument: str, ndim: int) -> tuple[str, ...]:
    """Return what each axis of an argument counts."""
    return _words(_shapes(exercise.shapes.partition("→")[0]).get(argument), ndim)


def _words(shape, ndim):
    plain = BY_NUMBER.get(ndim, tuple(f"entry along axis {axis}" for axis in range(ndim)))
    if shape is None or len(shape) != ndim or ndim < 3:
        return plain
    return tuple(map(_word, shape, plain))


def sizes(exercise: Exercise, args: tuple) -> dict[str, float]:
    """Return what could be multiplied or divided by: lengths of axes, their products, numbers.

    >>> from cnnnotes.exercises import get
    >>> sizes(get("01_slide2d"), (np.ones((4, 5)), np.ones((2, 3))))["KH·KW"]
    6
    """
    named = _shapes(exercise.shapes.partition("→")[0])
    found: dict[str, float] = {}
    for name, arg in zip(exercise.arguments, args, strict=True):
        if isinstance(arg, np.ndarray) and arg.ndim:
            letters = named.get(name, ())
            if len(letters) != arg.ndim or not all(map(str.isidentifier, letters)):
                letters = tuple(f"{name}.shape[{axis}]" for axis in range(arg.ndim))
            for first in range(arg.ndim):
                for last in range(first + 1, arg.ndim + 1):
                    label = "·".join(letters[first:last])
                    found.setdefault(label, int(np.prod(arg.shape[first:last])))
        elif isinstance(arg, int | float | np.number) and not isinstance(arg, bool):
            found[name] = float(arg)
            found[f"{name}²"] = float(arg) ** 2
            found[f"(1 - {name})"] = 1.0 - float(arg)
    return found


def meaning(label: str) -> str:
    """Say what a product of sizes counts: "KH·KW, the number of pixels in the window"."""
    return f"{label}, {COUNTS[label]}" if label in COUNTS else label


def _shapes(text):
    """The shapes written in a text, by the name before each; the first without a name is ''."""
    found, ends = {}, [0]
    groups = list(re.finditer(r"\(([^()]*)\)", text))
    for group in groups:
        before = text[ends[-1] : group.start()]
        ends.append(group.end())
        dims = tuple(dim.strip() for dim in group[1].split(",") if dim.strip())
        for name in re.findall(r"\w+", before) or [""]:
            found.setdefault(name, dims)
        found.setdefault("", dims)
    return found


def _word(dim, plain):
    letters = re.findall(r"[A-Z]", dim)
    known = [WORDS[letter] for letter in letters if letter in WORDS]
    return known[0] if len(set(known)) == 1 else plain
