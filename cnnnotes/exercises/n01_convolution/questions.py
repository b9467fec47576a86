"""What notebook 01 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

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
