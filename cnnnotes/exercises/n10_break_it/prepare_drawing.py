"""Exercise 10_prepare_drawing: a drawing, as the network knows its digits."""

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n10_break_it._drawings import ASIDE, CENTRED, drawings
from cnnnotes.exercises.n10_break_it._prepare_drawing import _ink, to_middle
from cnnnotes.exercises.n10_break_it.prepare_drawing_mistakes import MISTAKES


def prepare_drawing(img: np.ndarray) -> np.ndarray:
    """img (H, W), 255 paper to 0 ink → (H, W), 0 to 1, its mass in the middle, by whole pixels."""
    ink = (255 - np.asarray(img, float)) / 255
    if not ink.any():
        return ink
    moves = []
    for axis in (0, 1):
        places = np.arange(ink.shape[axis])
        centre = (ink.sum(axis=1 - axis) * places).sum() / ink.sum()
        moves.append(round(len(places) // 2 - centre))
    return np.roll(ink, moves, axis=(0, 1))  # only paper comes in on the other side


def _cases(rng):
    for img in drawings(rng, CENTRED):
        yield "ink and paper", (img,)
    for img in drawings(rng, ASIDE):
        yield "moved to the middle", (img,)
    for img in drawings(rng, CENTRED):
        yield "integers", (img.astype(np.uint8),)
    for shape in ((3, 4), (4, 3)):
        yield "an empty page", (np.full(shape, 255.0),)


def _written_out(at, img):
    if not _ink(img).any():
        return "an empty page's"
    i, j = np.array(at) - np.round(to_middle(_ink(img))).astype(int)
    return f"(255 - img[{i % img.shape[0]}, {j % img.shape[1]}])/255"


PREPARE_DRAWING = Exercise(
    id="10_prepare_drawing",
    title="A drawing, as the network knows its digits",
    reference=prepare_drawing,
    parts=(
        Part("ink and paper", 1),
        Part("moved to the middle", 2),
        Part("integers", 1),
        Part("an empty page", 1),
    ),
    cases=_cases,
    arithmetic={"out": _written_out},
    hints=(
        "How do the digits look that the network was trained on: which is 0, and where is 1?",
        "Look at the three steps: turn ink into 1, find its centre of mass, move that to the "
        "middle.",
    ),
    mistakes=MISTAKES,
)
