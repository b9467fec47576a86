"""What notebook 02 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_POSITIONS = Question(
    id="02_predict_positions",
    title="12 pixels, a window of 3, a stride of 2: how many positions?",
    name="positions",
    answer=5,
    why=(
        "The window begins at 0, 2, 4, 6 and 8. From 10 on it would hang over the edge, "
        "so the last pixel is never read."
    ),
    hints=(
        "At which pixels does the window begin, one position after the other?",
        "Look at the last position: does a window of 3 fit where it begins?",
    ),
    mistakes=(
        Mistake(
            "a window over the edge counted",
            6,
            "Your last window hangs over the edge: it begins at pixel 10, and there are 12.",
            "Which pixels would a window of 3 hold that begins at pixel 10?",
            "Look at the last position.",
        ),
        Mistake(
            "stride forgotten",
            10,
            "That is the number for a stride of 1.",
            "How far does the window move at each step?",
            "Look at the stride: 2.",
        ),
        Mistake(
            "steps counted",
            4,
            "That is the number of steps; the first position needs none.",
            "How many positions are there before the first step?",
            "Look at the first position.",
        ),
    ),
)

PREDICT_CHANCE = Question(
    id="02_predict_chance",
    title=(
        "Which difference is more than chance? a) that of 3×3 and 5×5 b) that of 5×5 and "
        "7×7 c) both"
    ),
    name="more_than_chance",
    answer="a",
    why=(
        "3×3 misreads so many more of these digits that chance does not explain it. 5×5 "
        "and 7×7 lie within what it makes."
    ),
    measured=True,
    hints=(
        "How far apart would two trainings of the same network lie?",
        "Look at the digits that each misreads, of a few hundred.",
    ),
    mistakes=(
        Mistake(
            "a small difference trusted",
            "b",
            "5×5 and 7×7 differ by a few digits, and seeds of the same network do too.",
            "How far apart do the three seeds of one kernel lie?",
            "Look at the accuracies of three seeds.",
        ),
        Mistake(
            "every difference trusted",
            "c",
            "One of the two is no larger than that of two seeds.",
            "How far apart do the three seeds of one kernel lie?",
            "Look at the accuracies of three seeds.",
        ),
    ),
)

PREDICT_SHAPE = Question(
    id="02_predict_shape",
    title="Ten 5×5×3 filters on a 32×32×3 image, padding 2, stride 2: which shape comes out?",
    name="output_shape",
    answer=(16, 16, 10),
    why="(32 + 2·2 - 5)/2 = 15.5: 15 whole steps, 16 positions. Every pixel of the image is read; "
    "of the padding, the last row and the last column are not.",
    hints=(
        "How many whole steps of 2 does a window of 5 make over 32 + 4 pixels?",
        "Look at ⌊(n + 2p - k)/s⌋ + 1.",
    ),
    mistakes=(
        Mistake(
            "stride forgotten",
            (32, 32, 10),
            "That is the shape for a stride of 1.",
            "How many positions remain if every second one is left out?",
            "Look at the first two numbers.",
        ),
        Mistake(
            "rounded up",
            (17, 17, 10),
            "Your last window hangs over the edge.",
            "What becomes of half a step?",
            "Look at the division: 31/2 is rounded down.",
        ),
        Mistake(
            "padding forgotten",
            (14, 14, 10),
            "That is the shape without padding.",
            "How many pixels are there in a row, with a padding of 2 on each side?",
            "Look at the first two numbers.",
        ),
        Mistake(
            "a position missing",
            (15, 15, 10),
            "Your first two numbers are one too small.",
            "Is the first position counted, and is the padding on both sides?",
            "Look at the + 1 in the formula, and at the 2 in 2p.",
        ),
        Mistake(
            "one map per channel",
            (16, 16, 3),
            "You kept the channels of the image.",
            "How many maps do ten filters leave behind?",
            "Look at the last number.",
        ),
        Mistake(
            "channels first",
            (10, 16, 16),
            "Your maps stand first.",
            "Where do channels stand in (H, W, C)?",
            "Look at the place of the 10.",
        ),
    ),
)

PREDICT_STACK = Question(
    id="02_predict_stack",
    title="From 1 channel to 32, fewer weights: a) 3×3 twice, 1 → 32 → 32 b) 5×5 once c) the same",
    name="fewer_weights",
    answer="b",
    why="5·5·1·32 = 800 against 3·3·1·32 + 3·3·32·32 = 9,504. At equal width it turns round.",
    hints=(
        "How many channels does the second 3×3 layer look at?",
        "Look at each layer's window · channels in · filters, and add up.",
    ),
    mistakes=(
        Mistake(
            "equal width taken for granted",
            "a",
            "That holds where as many channels go in as come out: 18·C² against 25·C².",
            "How many channels does the second 3×3 layer look at here, and how many the 5×5?",
            "Look at the second layer: 3·3·32·32.",
        ),
        Mistake(
            "same view taken for same cost",
            "c",
            "Both see 5×5 pixels, with different numbers of weights.",
            "How many weights does each layer have?",
            "Look at each layer's window · channels in · filters, and add up.",
        ),
    ),
)

PREDICT_FIELD = Question(
    id="02_predict_field",
    title="3×3, pool 2, 3×3, pool 2, 3×3: one output sees how many pixels in a row?",
    name="pixels_seen",
    answer=18,
    why="1 + 2·1 + 1·1 + 2·2 + 1·2 + 2·4 = 18: each pooling doubles the steps of what follows.",
    hints=(
        "After a pooling, how far apart do two neighbours of the map lie in the picture?",
        "Look at each layer: it adds (kernel - 1) times the product of all strides before it.",
    ),
    mistakes=(
        Mistake(
            "poolings left out",
            7,
            "That is the view of three 3×3 layers alone.",
            "After a pooling, how far apart do two neighbours of the map lie in the picture?",
            "Look at the poolings: they see 2 pixels, and move by 2.",
        ),
        Mistake(
            "windows of the poolings left out",
            15,
            "You counted the poolings' strides and not their windows.",
            "How many pixels does a pooling itself look at?",
            "Look at the poolings: each adds 1 times the strides before it.",
        ),
        Mistake(
            "strides left out, or kernels added",
            9,
            "That is what the windows give without any stride.",
            "After a pooling, how far apart do two neighbours of the map lie in the picture?",
            "Look at the strides: each pooling doubles the steps of what follows.",
        ),
        Mistake(
            "strides do not multiply",
            14,
            "Behind the second pooling your steps are as long as behind the first.",
            "Behind two poolings, how far apart do two neighbours of the map lie in the picture?",
            "Look at the last layer: both poolings stand before it.",
        ),
        Mistake(
            "a pooling's own stride counted in its window",
            21,
            "Your poolings' windows are spread by their own stride.",
            "How far apart are the two pixels that one window of the first pooling holds?",
            "Look at each layer: the strides before it count, its own does not.",
        ),
        Mistake(
            "the first pixel left out",
            17,
            "That is how far the view reaches from its first pixel on.",
            "How many pixels does an output see before any layer?",
            "Look at where the sum begins: at 1.",
        ),
        Mistake(
            "all windows added",
            13,
            "That is the sum of all windows.",
            "One output of a 3 sees 3 pixels. How many more does a second 3 on top bring in?",
            "Look at what a layer adds: kernel - 1, times the strides before it.",
        ),
        Mistake(
            "the whole picture",
            28,
            "That is all of a 28×28 picture.",
            "Does an output of the third layer see every pixel?",
            "Look at what each layer adds, from the first to the last.",
        ),
    ),
)
