"""What notebook 01 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_STEPS = Question(
    id="01_predict_steps",
    title="The kernel (-1, 0, 1) on a row of steps: at how many positions is its answer positive?",
    name="positive_answers",
    answer=4,
    why=(
        "The kernel takes the number on its left from that on its right. There are two "
        "steps up, and each lies under two positions of the window."
    ),
    hints=(
        "What does the kernel answer where the right number is larger than the left one?",
        "Look at the step from 0 to 2: under how many positions does it lie?",
    ),
    mistakes=(
        Mistake(
            "each step counted once",
            2,
            "There are two steps up, and a window of 3 meets each of them more than once.",
            "At how many positions does the step lie between the window's ends?",
            "Look at the windows (0, 0, 2) and (0, 2, 2).",
        ),
        Mistake(
            "the step down counted too",
            6,
            "You counted every answer that is not 0.",
            "Which sign has the right number minus the left one at the step down?",
            "Look at the signs of the kernel: -1 on the left.",
        ),
        Mistake(
            "every position counted",
            8,
            "That is the number of all positions.",
            "What does the kernel answer where nothing changes?",
            "Look at the windows whose two ends are equal.",
        ),
    ),
)

PREDICT_HOUSE = Question(
    id="01_predict_house",
    title=(
        "A kernel, negative on its left and positive on its right, on a bright house: on "
        "which side is its answer positive? a) left b) right c) both"
    ),
    name="positive_side",
    answer="a",
    why=(
        "At the left side of the house the numbers step up from left to right: the "
        "positive column lies on the house, the negative one beside it."
    ),
    hints=(
        "Where does the window have the house under its right column and the sky "
        "under its left one?",
        "Look at the two columns of the kernel that are not 0.",
    ),
    mistakes=(
        Mistake(
            "sides swapped",
            "b",
            "On the right side the house lies under the negative column.",
            "Which column of the kernel lies on the house there, and which beside it?",
            "Look at the two columns of the kernel that are not 0.",
        ),
        Mistake(
            "sign taken for size",
            "c",
            "Both sides are found, one of them by negative answers.",
            "Which sign has the right column minus the left one, where the house ends?",
            "Look at the two columns of the kernel that are not 0.",
        ),
    ),
)

PREDICT_FLIP = Question(
    id="01_predict_flip",
    title="Convolution and cross-correlation with a blur: a) alike b) mirrored c) of opposite sign",
    name="blur_flipped",
    answer="a",
    why="A blur looks the same when it is turned by 180°, so turning it changes nothing.",
    hints=(
        "What does a blur kernel look like after it is turned by 180°?",
        "Look at the kernel's numbers: turn the page on its head.",
    ),
    mistakes=(
        Mistake(
            "the picture taken for the kernel",
            "b",
            "The convolution turns the kernel, not the picture.",
            "What does a blur kernel look like after it is turned by 180°?",
            "Look at the kernel's numbers: turn the page on its head.",
        ),
        Mistake(
            "flipping taken for a change of sign",
            "c",
            "Flipping moves the kernel's numbers and keeps their signs.",
            "For which kernels does a turn by 180° look like a change of sign?",
            "Look at the kernel's numbers: is one of them negative?",
        ),
    ),
)

PREDICT_SIZE = Question(
    id="01_predict_size",
    title="Ten 5×5×3 filters on a 32×32×3 image: which shape comes out?",
    name="output_shape",
    answer=(28, 28, 10),
    why="A window of 5 fits into 32 at 32 - 5 + 1 = 28 places, and each filter leaves one map.",
    hints=(
        "At how many places does a window of 5 fit into 32 pixels? How many maps are there?",
        "Look at L - K + 1, once for the height and once for the width.",
    ),
    mistakes=(
        Mistake(
            "size kept",
            (32, 32, 10),
            "The window would hang over the edges of the image.",
            "At how many places does a window of 5 fit into 32 pixels?",
            "Look at the first two numbers.",
        ),
        Mistake(
            "last position missing",
            (27, 27, 10),
            "One position is missing in each direction.",
            "At how many places does a window of 5 fit into 5 pixels?",
            "Look at the first two numbers: L - K + 1.",
        ),
        Mistake(
            "one map per channel",
            (28, 28, 3),
            "You kept the channels of the image.",
            "How many maps do ten filters leave behind?",
            "Look at the last number.",
        ),
        Mistake(
            "one map per filter and channel",
            (28, 28, 30),
            "You counted a map for each channel of each filter.",
            "What is done with the channels: are they kept, or summed?",
            "Look at the last number.",
        ),
        Mistake(
            "channels kept beside the filters",
            (28, 28, 3, 10),
            "You kept the channels beside the maps.",
            "What is done with the channels: are they kept, or summed?",
            "Look at the third number.",
        ),
        Mistake(
            "channels first",
            (10, 28, 28),
            "Your maps stand first.",
            "Where do channels stand in (H, W, C)?",
            "Look at the place of the 10.",
        ),
        Mistake(
            "window taken off on both sides",
            (22, 22, 10),
            "You took 5 off at either side.",
            "How often must the window's length be taken off?",
            "Look at the first two numbers: L - K + 1.",
        ),
    ),
)

PREDICT_PARAMS = Question(
    id="01_predict_params",
    title="Ten 5×5×3 filters: how many parameters?",
    name="parameters",
    answer=760,
    why="Each filter has 5·5·3 = 75 weights and one bias: 76·10 = 760.",
    hints=(
        "How many numbers does one filter have, its bias included?",
        "Look at (kw·kh·kd + 1)·c_out.",
    ),
    mistakes=(
        Mistake(
            "bias dropped",
            750,
            "That is the number of weights alone.",
            "What does each filter add to its sum at the end?",
            "Look at what one filter has: 75 weights, and what else?",
        ),
        Mistake(
            "bias once",
            751,
            "You counted one bias for all ten filters.",
            "How many biases do ten filters have?",
            "Look at the brackets in (75 + 1)·10.",
        ),
        Mistake(
            "depth dropped",
            260,
            "You counted filters that see a single channel.",
            "How many channels does each filter span?",
            "Look at the third number of 5×5×3.",
        ),
        Mistake(
            "one filter only",
            76,
            "That is one filter.",
            "How many filters are there?",
            "Look at the ten.",
        ),
        Mistake(
            "one bias per channel",
            780,
            "You counted a bias for each channel of each filter.",
            "How many biases does one filter have?",
            "Look at the brackets in (75 + 1)·10.",
        ),
        Mistake(
            "one per output number",
            28 * 28 * 760,
            "You counted the filters again at each position.",
            "Does a filter change while it slides?",
            "Look at what is shared: the same filter serves all positions.",
        ),
    ),
)
