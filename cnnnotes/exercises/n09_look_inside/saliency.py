"""Exercise 09_saliency: which pixels move the score of a class."""

from cnnnotes.exercises.kinds import Exercise, Part, fixture
from cnnnotes.exercises.n09_look_inside._answers import saliency
from cnnnotes.exercises.n09_look_inside.saliency_mistakes import MISTAKES


def _cases(rng):
    def draw(labels, shape):
        model = fixture("classifier", shape, 3, int(rng.integers(1000)))
        x = rng.integers(-4, 10, (len(labels), *shape)) / 4
        return model, x, rng.permutation(labels)

    for shape in ((2, 3, 1), (4, 3, 1)):
        yield "one image", draw([0, 1, 2][:1], shape)
    for labels, shape in (([1, 2], (2, 3, 1)), ([0, 1, 2, 2], (3, 2, 1))):
        yield "several images", draw(labels, shape)
    for labels, shape in (([1], (2, 3, 2)), ([2, 0, 1], (4, 3, 3))):
        yield "several channels", draw(labels, shape)


SALIENCY = Exercise(
    id="09_saliency",
    title="Which pixels move the score?",
    reference=saliency,
    parts=(Part("one image", 2), Part("several images", 1), Part("several channels", 1)),
    cases=_cases,
    returns=("maps",),
    arithmetic={
        "maps": lambda at, model, x, labels: (
            f"max |∂score {labels[at[0]]} / ∂x[{at[0]}, {at[1]}, {at[2]}]|"
        )
    },
    hints=(
        "Which dy makes Σ dy · scores the score of the label alone?",
        "Look at dy: a row for each image, 1 in its label's column. Then |gradient|, and max.",
    ),
    mistakes=MISTAKES,
)
