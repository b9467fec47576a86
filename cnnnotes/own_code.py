"""The thread of a learner's own code: what passed, at work on something worth looking at."""

from textwrap import fill
from typing import Any

import numpy as np

from cnnnotes import datasets, figures, nn
from cnnnotes.exercises import get
from cnnnotes.exercises.kinds import Exercise, source_of
from cnnnotes.exercises.other_styles import OTHER_STYLES
from cnnnotes.explorers._layers import short_names
from cnnnotes.figures.layers_in_a_row import flat, layers_in_a_row, strongest
from cnnnotes.figures.maps import map_row
from cnnnotes.figures.signals import signal_rows
from cnnnotes.nn.tracing import forward_steps
from cnnnotes.own_kernels import OwnKernels, own_function, own_kernels, writer

NARROW = 58  # characters, which fit beside an open side panel


def beside(exercise_id: str, *args: Any) -> figures.Figure | None:
    """Show what a learner's function makes of `args`, beside the course's and another style.

    The other style's code is printed. Before the exercise has passed, nothing of it is told.

    `ValueError` for an exercise of which no other style is known.

    Args:
        exercise_id: one that `OTHER_STYLES` knows.
        args: its function's arguments; it returns (L,), (H, W), (H, W, C), or a batch of these.

    >>> beside("01_slide2d", np.eye(3), np.ones((2, 2)))
    Once 01_slide2d has passed, your function runs here, beside the course's and in another style.
    """
    exercise = get(exercise_id)
    if not isinstance(exercise, Exercise) or exercise_id not in OTHER_STYLES:
        known = ", ".join(OTHER_STYLES)
        raise ValueError(f"exercise_id: got {exercise_id!r}; another style is known of {known}")
    try:
        own = own_function(exercise_id)
    except Exception as error:
        print(f"Yours does not work by itself: {type(error).__name__}: {error}")
        return None
    if own is None:
        print(
            f"Once {exercise_id} has passed, your function runs here, beside the course's and in "
            "another style."
        )
        return None
    other, why = OTHER_STYLES[exercise_id]
    functions = {"yours": own, "the course's": exercise.reference, "another style": other}
    args = tuple(np.asarray(one) if isinstance(one, list) else one for one in args)
    made = {name: np.asarray(function(*args)) for name, function in functions.items()}
    print(f"{fill(f'Another style: {why}.', NARROW)}\n\n{source_of(other, exercise.name)}")
    if made["yours"].ndim == 1:
        return signal_rows({"given": args[0], **made})
    images = {name: one[0] if one.ndim == 4 else one for name, one in made.items()}
    return map_row({name: flat(one, strongest(one)) for name, one in images.items()})


def read_a_digit(image: int = 0, kernels: OwnKernels | None = None) -> figures.Figure:
    """Have the course's network read a test digit, by the learner's own functions that passed.

    Args:
        image: which of the course's test digits.
        kernels: whose functions; default: `own_kernels()`.

    >>> row = read_a_digit()
    A 0, read as 0; the course's functions alone give the same scores.
    >>> row.alt.split(". ")[-2]
    'dense, 10, by course'
    """
    kernels = own_kernels() if kernels is None else kernels
    network = nn.load(datasets.embedded_path("convnet.npz"))
    _, (images, labels) = datasets.load_digits()
    steps = forward_steps(network, images[[image]], kernels)
    names = short_names([layer for layer, *_ in steps])
    row = [("image", images[image], "")]
    row += [
        (name, y[0], writer(kernels, layer.kernel))
        for name, (layer, _, y, _) in zip(names, steps, strict=True)
    ]
    read, scores = int(steps[-1][2].argmax()), network.scores(images[[image]])
    same = "the same scores" if np.allclose(steps[-1][2], scores, atol=1e-3) else "other scores"
    verdict = f"A {labels[image]}, read as {read}; the course's functions alone give {same}."
    print(verdict)
    return layers_in_a_row(row, verdict)
