"""What notebook 00 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_BATCH = Question(
    id="00_predict_batch",
    title="The shape of a batch",
    name="batch_shape",
    answer=(32, 28, 28, 1),
    why="32 images, each 28 high and 28 wide, with one channel: (N, H, W, C).",
    hints=(
        "What do the letters N, H, W, C count?",
        "Look at the order: batch first, channels last.",
    ),
    mistakes=(
        Mistake(
            "channels first",
            (32, 1, 28, 28),
            "Your C stands before H and W.",
            "Where do channels stand in (N, H, W, C)?",
            "Look at the place of the 1.",
        ),
        Mistake(
            "no axis for the channels",
            (32, 28, 28),
            "Three axes, where (N, H, W, C) has four.",
            "How many channels does a grey image have?",
            "Look at the end of your shape: a grey image has C = 1.",
        ),
        Mistake(
            "batch last",
            (28, 28, 1, 32),
            "Your N stands at the end.",
            "Where does the batch stand in (N, H, W, C)?",
            "Look at the place of the 32.",
        ),
        Mistake(
            "three channels",
            (32, 28, 28, 3),
            "Three channels would be a colour picture.",
            "How many numbers does a grey pixel need?",
            "Look at the last entry.",
        ),
    ),
)

PREDICT_NUMBERS = Question(
    id="00_predict_numbers",
    title="Does a network hold fewer and fewer numbers?",
    name="numbers",
    answer=26 * 26 * 32,
    why="26·26·32 = 21,632: the first layer turns 784 numbers into 28 times as many.",
    hints=(
        "How many rows, columns and channels has a (26, 26, 32) array?",
        "Look at the channels: each of the 32 maps has 26·26 numbers.",
    ),
    mistakes=(
        Mistake(
            "channels left out",
            26 * 26,
            "That is one map; the layer has 32.",
            "How many maps of 26 by 26 are there?",
            "Look at the third size of (26, 26, 32).",
        ),
        Mistake(
            "size of the input",
            28 * 28 * 32,
            "That is 32 maps of 28 by 28.",
            "How large is the map after a 3 by 3 window has slid over 28 by 28?",
            "Look at the first two sizes of (26, 26, 32).",
        ),
        Mistake(
            "sizes added",
            26 + 26 + 32,
            "You added the three sizes.",
            "How many numbers does a table of 2 rows and 3 columns have?",
            "Look at the sign between the sizes.",
        ),
        Mistake(
            "the input's own count",
            28 * 28,
            "That is what went in: 28·28.",
            "What comes out of the first layer?",
            "Look at the shape (26, 26, 32).",
        ),
    ),
)
