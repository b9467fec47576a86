"""What notebook 03 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_MERGED = Question(
    id="03_predict_merged",
    title="A 3×3 and then a 3×3, nothing between: what is the shape of one kernel that does both?",
    name="merged_shape",
    answer=(5, 5),
    why="The outer taps of the second kernel see one pixel more on each side: 3 + 3 - 1 = 5.",
    hints=(
        "How many pixels of the input does one output of two 3×3 layers see?",
        "Look at H1 + H2 - 1, once for the height and once for the width.",
    ),
    mistakes=(
        Mistake(
            "as large as one of them",
            (3, 3),
            "One 3×3 kernel sees 3×3 pixels; two in a row see more.",
            "How many pixels of the input does one output of two 3×3 layers see?",
            "Look at the outermost tap of the second kernel: what does the first one see there?",
        ),
        Mistake(
            "sizes added",
            (6, 6),
            "You added the sizes.",
            "Can the two kernels overlap by less than one entry?",
            "Look at H1 + H2 - 1.",
        ),
        Mistake(
            "sizes multiplied",
            (9, 9),
            "You multiplied the sizes.",
            "By how much does the second kernel widen the view?",
            "Look at H1 + H2 - 1.",
        ),
        Mistake(
            "sizes taken off",
            (1, 1),
            "That is k1 slid under k2, without padding.",
            "Does the view become wider or narrower?",
            "Look at H1 + H2 - 1.",
        ),
    ),
)

PREDICT_RING = Question(
    id="03_predict_ring",
    title="On 8×8 pixels, 3×3 twice with zero padding and the merged 5×5 differ in how many?",
    name="differing_pixels",
    answer=28,
    why="Between the two layers the frame is set to 0; the 5×5 never does that. Only the outer "
    "ring looks there: 4·8 - 4 = 28 pixels.",
    hints=(
        "What does the second 3×3 layer see outside of the map that the first one left?",
        "Look at the outputs whose 3×3 window leaves the map: those of the outermost ring.",
    ),
    mistakes=(
        Mistake(
            "equal everywhere",
            0,
            "Inside they are equal; at the edge they are not.",
            "What does the second layer see outside of the map that the first one left?",
            "Look at the corner: what would the first layer give one pixel further out?",
        ),
        Mistake(
            "different everywhere",
            64,
            "Inside, both see the same pixels with the same weights.",
            "Does an output in the middle see any padding between the layers?",
            "Look at the outputs whose window leaves the map.",
        ),
        Mistake(
            "two rings",
            48,
            "That is two rings; the second one is equal.",
            "How far does the window of the second layer reach over the edge?",
            "Look at the second ring: its 3×3 windows stay on the map.",
        ),
        Mistake(
            "corners twice",
            32,
            "You counted the corners twice.",
            "How many pixels lie on the edge of a 2×2 picture?",
            "Look at the corners: each belongs to two sides.",
        ),
        Mistake(
            "the pixels within",
            36,
            "That is the number of those that are equal.",
            "Do the pixels inside differ, or those at the edge?",
            "Look at the question: how many differ?",
        ),
    ),
)

PREDICT_VANISHING = Question(
    id="03_predict_vanishing",
    title="What do the slopes of ten sigmoids in a row leave of 1, at best? a) 1/40 b) 1/1,000 "
    "c) 1/1,000,000",
    name="left_over",
    answer="c",
    why="A sigmoid's slope is at most 1/4, and slopes multiply: (1/4)¹⁰ is about 1/1,000,000.",
    hints=(
        "How steep is a sigmoid where it is steepest, and what happens to slopes in a row?",
        "Look at s·(1 - s) for s = 1/2, and at its tenth power.",
    ),
    mistakes=(
        Mistake(
            "slopes added",
            "a",
            "1/40 is a tenth of 1/4: in a row, slopes are multiplied.",
            "Two slopes of 1/4 in a row: how much is left?",
            "Look at the chain rule: it multiplies.",
        ),
        Mistake(
            "slope of one half",
            "b",
            "1/1,000 is about (1/2)¹⁰.",
            "How steep is a sigmoid where it is steepest?",
            "Look at s·(1 - s) for s = 1/2.",
        ),
    ),
)

PREDICT_DEAD = Question(
    id="03_predict_dead",
    title="A unit's sum is negative for every input. Its weights: a) drift back b) stay c) explode",
    name="dead_unit",
    answer="b",
    why="The ReLU stops every gradient where its input is negative: nothing reaches the weights.",
    hints=(
        "What does `relu_backward` send back where x is negative?",
        "Look at the mask: which of this unit's gradients pass?",
    ),
    mistakes=(
        Mistake(
            "a gradient that is not there",
            "a",
            "A gradient could bring the weights back, and none reaches them.",
            "What does `relu_backward` send back where x is negative?",
            "Look at the mask: which of this unit's gradients pass?",
        ),
        Mistake(
            "stopped taken for growing",
            "c",
            "For weights to explode, large gradients would have to reach them.",
            "What does `relu_backward` send back where x is negative?",
            "Look at the mask: which of this unit's gradients pass?",
        ),
    ),
)
