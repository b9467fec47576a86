"""What notebook 04 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_WEIGHTS = Question(
    id="04_predict_weights",
    title="Max pooling, 2 by 2, on 64 channels: how many parameters does it learn?",
    name="pool_parameters",
    answer=0,
    why="It chooses the largest number and multiplies by nothing: there is nothing to learn.",
    hints=(
        "What is multiplied with what in max pooling?",
        "Look at the formula of max pooling: does it hold a weight?",
    ),
    mistakes=(
        Mistake(
            "pixels of a window counted",
            4,
            "That is the number of pixels in a window.",
            "Is any of these pixels multiplied by a weight?",
            "Look at what a window does: it chooses.",
        ),
        Mistake(
            "pixels of a window counted for each channel",
            4 * 64,
            "That is the number of pixels in the windows of all channels.",
            "Is any of these pixels multiplied by a weight?",
            "Look at what a window does: it chooses.",
        ),
        Mistake(
            "taken for a convolution of one filter",
            4 * 64 + 1,
            "That would be one filter of a convolution.",
            "What does pooling have in place of a weighted sum?",
            "Look at what a window does: it chooses.",
        ),
        Mistake(
            "taken for a convolution",
            (4 * 64 + 1) * 64,
            "That would be a convolution with 64 filters.",
            "What does pooling have in place of a weighted sum?",
            "Look at what a window does: it chooses.",
        ),
        Mistake(
            "one for each channel",
            64,
            "That is one parameter for each channel.",
            "What would this number be multiplied with, or added to?",
            "Look at what a window does: it chooses.",
        ),
    ),
)

PREDICT_SHIFT = Question(
    id="04_predict_shift",
    title="The input moves by one pixel. Which output moves along exactly, away from the border? "
    "a) that of a convolution b) that of max pooling by 2 c) both",
    name="moves_along",
    answer="a",
    why="A convolution does the same at each pixel. Pooling by 2 cuts the image into fixed pairs: "
    "a move by one pixel puts other pixels together.",
    hints=(
        "Which pixels share a window before the move, and which after it?",
        "Look at a single bright pixel in column 2: where is it after pooling, and after a move?",
    ),
    mistakes=(
        Mistake(
            "pooling taken for the one that moves along",
            "b",
            "Pooling by 2 does not move along: after a move by 1 its windows hold other pixels.",
            "Into which window does a bright pixel of column 2 fall, and into which from column 3?",
            "Look at what the output of pooling would have to do: move by half a pixel.",
        ),
        Mistake(
            "both taken to move along",
            "c",
            "A move by one pixel would move the output of pooling by half a pixel.",
            "Which pixels share a window of 2 before the move, and which after it?",
            "Look at moves by 2: with those, pooling by 2 does move along.",
        ),
    ),
)

PREDICT_MERGE = Question(
    id="04_predict_merge",
    title="Dots in columns 5 and 8: which 2 by 2 pooling is the first that makes them one?",
    name="merged_at",
    answer=4,
    why="5 and 8 become 2 and 4, then 1 and 2, then 0 and 1, then 0 and 0.",
    hints=(
        "In which columns do the dots stand after one pooling?",
        "Look at half of each column, rounded down, again and again.",
    ),
    mistakes=(
        Mistake(
            "distance alone looked at",
            2,
            "They are 3 apart, less than 4; yet two poolings leave them in columns 1 and 2.",
            "Do 5 and 8 fall into the same window of four columns, 4 … 7 or 8 … 11?",
            "Look at where they stand, not only at how far apart.",
        ),
        Mistake(
            "neighbours taken for one",
            3,
            "After three poolings they stand side by side, in columns 0 and 1.",
            "Are two bright pixels side by side one pixel or two?",
            "Look at the columns after each pooling: 2 and 4, then?",
        ),
        Mistake(
            "one pooling too many",
            5,
            "They are one before that.",
            "In which columns do they stand after four poolings?",
            "Look at half of each column, rounded down, again and again.",
        ),
        Mistake(
            "one pooling",
            1,
            "After one pooling they stand in columns 2 and 4.",
            "How many columns does one pooling make one pixel?",
            "Look at half of each column, rounded down.",
        ),
    ),
)

PREDICT_NO_POOLING = Question(
    id="04_predict_no_pooling",
    title="Three 3 by 3 convolutions of 32, 64, 128 filters on 28 by 28, no pooling or padding: "
    "which shape (H, W, C) is left?",
    name="features_shape",
    answer=(22, 22, 128),
    why="Each takes 2 rows and 2 columns: 28, 26, 24, 22. That is 22·22·128 = 61,952 numbers.",
    hints=(
        "How many rows does a window of 3 leave of 28?",
        "Look at H - 3 + 1, three times.",
    ),
    mistakes=(
        Mistake(
            "size kept",
            (28, 28, 128),
            "That is the shape with padding.",
            "How many rows does a window of 3 leave of 28?",
            "Look at H - 3 + 1.",
        ),
        Mistake(
            "with pooling",
            (3, 3, 128),
            "That is the shape with two poolings between.",
            "Which step halved the sizes?",
            "Look at what is asked: no pooling.",
        ),
        Mistake(
            "one convolution",
            (26, 26, 128),
            "That is the size after one convolution.",
            "How many convolutions are there?",
            "Look at H - 3 + 1, three times.",
        ),
        Mistake(
            "two convolutions",
            (24, 24, 128),
            "That is the size after two convolutions.",
            "How many convolutions are there?",
            "Look at H - 3 + 1, three times.",
        ),
        Mistake(
            "one pixel lost at each",
            (25, 25, 128),
            "You took off one row at each convolution.",
            "How many rows does a window of 3 leave of 28?",
            "Look at H - 3 + 1: it takes 2.",
        ),
        Mistake(
            "three pixels lost at each",
            (19, 19, 128),
            "You took off three rows at each convolution.",
            "How many rows does a window of 3 leave of 28?",
            "Look at H - 3 + 1: it takes 2.",
        ),
        Mistake(
            "filters added up",
            (22, 22, 224),
            "You added the filters of all three.",
            "How many maps leave the last convolution?",
            "Look at the last number.",
        ),
        Mistake(
            "channels first",
            (128, 22, 22),
            "Your channels stand first.",
            "Where do channels stand in (H, W, C)?",
            "Look at the place of the 128.",
        ),
    ),
)
