"""Exercise 04_survives: whether two dots are still two after pooling."""

from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n04_pooling.survives_mistakes import MISTAKES


def survives(gap: int, offset: int, levels: int) -> bool:
    """Dots at columns offset, offset + gap; levels times 2 by 2 pooling → True if still two."""
    width = 2**levels
    return offset // width != (offset + gap) // width


def _cases(rng):
    for gap, offset in ((1, 0), (1, 1), (2, 0), (2, 1), (1, 4), (1, 7)):
        yield "one pooling", (gap, offset, 1)
    for levels in (2, 3, 4):
        for gap in {1, 2, 2**levels - 2, 2**levels - 1, 2**levels, 2**levels + 1}:
            yield "from column 0", (gap, 0, levels)
    for gap, offset, levels in ((3, 4, 2), (3, 5, 3), (3, 5, 4), (7, 9, 3), (2, 15, 4)):
        yield "from any column", (gap, offset, levels)
    for levels in (2, 2, 2, 3, 3, 3, 4, 4):
        for gap in (2, 3, 2 ** (levels - 1), 2**levels - 1):
            yield "from any column", (gap, int(rng.integers(1, 40)), levels)


SURVIVES = Exercise(
    id="04_survives",
    title="Do two dots survive?",
    reference=survives,
    parts=(Part("one pooling", 1), Part("from column 0", 1), Part("from any column", 2)),
    cases=_cases,
    returns=("result",),
    arithmetic={
        "result": lambda at, gap, offset, levels: (
            f"(column {offset >> levels} differs from column {offset + gap >> levels})"
        )
    },
    hints=(
        "In which column does a dot from column 5 stand after one pooling, and after two?",
        "Look at how you find the two columns after all poolings; the dots survive if they differ.",
    ),
    mistakes=MISTAKES,
)
