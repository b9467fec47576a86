"""Exercise 09_occlusion_map: hide a patch, and see what the network loses."""

from cnnnotes.exercises.kinds import Exercise, Part, fixture
from cnnnotes.exercises.n09_look_inside._answers import occlusion_map
from cnnnotes.exercises.n09_look_inside.occlusion_map_mistakes import MISTAKES


def _cases(rng):
    def draw(labels, shape, size, fill=0.0):
        model = fixture("classifier", shape, 3, int(rng.integers(1000)))
        x = rng.integers(-4, 10, (len(labels), *shape)) / 4 + 0.125
        return model, x, rng.permutation(labels), size, fill

    for labels, shape, size in (([0], (3, 4, 1), 2), ([1, 2], (4, 6, 1), 3)):
        yield "one channel", draw(labels, shape, size)
    for labels, shape, size in (([2], (3, 4, 2), 1), ([1, 2, 0, 2], (5, 4, 3), 2)):
        yield "several channels", draw(labels, shape, size)
    for labels, shape, size, fill in (([1], (4, 3, 1), 2, -1.5), ([0, 2, 1], (4, 5, 2), 3, 2.0)):
        yield "any fill", draw(labels, shape, size, fill)


OCCLUSION_MAP = Exercise(
    id="09_occlusion_map",
    title="What does the network look at?",
    reference=occlusion_map,
    parts=(Part("one channel", 2), Part("several channels", 1), Part("any fill", 1)),
    cases=_cases,
    returns=("maps",),
    arithmetic={
        "maps": lambda at, model, x, labels, size, fill: (
            f"p(class {labels[at[0]]}) - p(class {labels[at[0]]}, patch hidden)"
        )
    },
    hints=(
        "At one place: which pixels are hidden, and which two probabilities are compared?",
        "Look at the inner steps: copy x, hide the patch, predict, subtract.",
    ),
    mistakes=MISTAKES,
)
