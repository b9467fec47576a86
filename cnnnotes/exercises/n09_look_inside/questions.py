"""What notebook 09 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_MAP = Question(
    id="09_predict_map",
    title="A patch of 7×7 hidden at every place of a 28×28 digit: what is the shape of the map?",
    name="map_shape",
    answer=(22, 22),
    why="A patch of 7 fits into 28 pixels at 28 - 7 + 1 = 22 places, in both directions.",
    hints=(
        "At how many places does a patch of 7 fit into 28 pixels?",
        "Look at L - K + 1: the patch moves like the window of a convolution.",
    ),
    mistakes=(
        Mistake(
            "size of the image",
            (28, 28),
            "The patch would hang over the edges of the image.",
            "At how many places does a patch of 7 fit into 7 pixels?",
            "Look at L - K + 1.",
        ),
        Mistake(
            "last place missing",
            (21, 21),
            "One place is missing in each direction.",
            "At how many places does a patch of 7 fit into 7 pixels?",
            "Look at L - K + 1.",
        ),
        Mistake(
            "patches side by side",
            (4, 4),
            "That is where patches stand that do not overlap.",
            "How far does the patch move at each step?",
            "Look at the step: one pixel.",
        ),
        Mistake(
            "patch taken off on both sides",
            (14, 14),
            "You took 7 off at either side.",
            "How often must the patch's size be taken off?",
            "Look at L - K + 1.",
        ),
        Mistake(
            "size of the patch",
            (7, 7),
            "That is the patch itself.",
            "What does the map hold a number for?",
            "Look at the places where the patch can begin.",
        ),
    ),
)

PREDICT_CERTAIN = Question(
    id="09_predict_certain",
    title="The network gives the digit p = 0.9999. Is the gradient of p with respect to the pixels "
    "a) as large as that of the score b) nearly 0 everywhere c) large on the strokes",
    name="gradient_of_p",
    answer="b",
    why="The derivative of p with respect to its own score is p(1 - p), here 0.0001: the "
    "softmax is saturated. That is why a saliency map asks for the score beneath it.",
    hints=(
        "How steep is the softmax where it has almost reached 1?",
        "Look at the derivative of p with respect to its score: p(1 - p).",
    ),
    mistakes=(
        Mistake(
            "softmax taken for a straight line",
            "a",
            "Between score and probability stands the softmax, and it is nonlinear.",
            "By how much can 0.9999 still grow?",
            "Look at the derivative of p with respect to its score: p(1 - p).",
        ),
        Mistake(
            "certainty taken for steepness",
            "c",
            "The strokes made the network certain; no small change of them can make it more so.",
            "By how much can 0.9999 still grow?",
            "Look at the derivative of p with respect to its score: p(1 - p).",
        ),
    ),
)

PREDICT_PLANE = Question(
    id="09_predict_plane",
    title="The last features of 500 digits, 1,152 each, seen along two axes: which shape?",
    name="plane_shape",
    answer=(500, 2),
    why="Every digit stays a point of its own, and has two coordinates left of 1,152.",
    hints=(
        "How many points are there, and how many coordinates does each have in a plane?",
        "Look at (N, D) → (N, 2).",
    ),
    mistakes=(
        Mistake(
            "transposed",
            (2, 500),
            "Your points are columns.",
            "Where does the batch stand in this course?",
            "Look at (N, D) → (N, 2).",
        ),
        Mistake(
            "the axes themselves",
            (2, 1152),
            "That is the shape of the two axes.",
            "What is left of each digit?",
            "Look at (N, D) → (N, 2).",
        ),
        Mistake(
            "the axes themselves, as columns",
            (1152, 2),
            "That is the shape of the two axes, as columns.",
            "What is left of each digit?",
            "Look at (N, D) → (N, 2).",
        ),
        Mistake(
            "nothing left out",
            (500, 1152),
            "That is what goes in.",
            "How many coordinates does a point in a plane have?",
            "Look at (N, D) → (N, 2).",
        ),
    ),
)
