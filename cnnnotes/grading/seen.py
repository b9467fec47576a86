"""What can be said of an answer whose mistake has no name: where it fails, and where not."""

from cnnnotes.grading.relations import Relation

LOOP = "a loop where one step does"
NOTHING = Relation(
    "nothing returned",
    "Your function gives back None.",
    "How does a function give its result to whoever calls it?",
    "Look at the last line: does it begin with `return`?",
)
NOTHING_ON_A_PATH = Relation(
    "nothing returned on one path",
    "For some inputs your function gives back None; for others it is right.",
    "Which way does your code take for the input below, and does that way end in `return`?",
    "Look at each `if`, and at what follows when its condition is false.",
)


def input_changed(names: list[str]) -> Relation:
    """Say that a call changes its arguments."""
    listed = " and ".join(f"`{name}`" for name in names)
    return Relation(
        "changes its input in place",
        f"The array {listed} that is given to your function is changed after the call.",
        f"Whose memory does your code write to when it changes {listed}?",
        f"Look for an assignment into {listed}, or `+=` on it: begin with a copy.",
    )


def loop(one) -> tuple[str, str, str]:
    """The hints for values that are right, and come from a loop."""
    question = "Which line runs once per pixel, and which one step does it for all pixels?"
    line = f"Line {one.record.line} ran most often: `{one.record.code}`."
    return one.problem.sentence, question, line


def hints(exercise, judged, smallest) -> tuple[str, ...]:
    """Return the hints for what has no name."""
    return (smallest.problem.sentence, *exercise.hints)
