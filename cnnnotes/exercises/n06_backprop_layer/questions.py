"""What notebook 06 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_DW = Question(
    id="06_predict_dw",
    title="32 images 28 by 28, one channel, under eight 3 by 3 filters: what is the shape of dw?",
    name="dw_shape",
    answer=(3, 3, 1, 8),
    why="A gradient has the shape of what it belongs to: w is (KH, KW, C, F).",
    hints=(
        "What is the shape of the array that dw is subtracted from?",
        "Look at w (KH, KW, C, F).",
    ),
    mistakes=(
        Mistake(
            "one gradient for each image",
            (32, 3, 3, 1, 8),
            "You kept the batch: a filter for each image.",
            "How many filters are there, for all images together?",
            "Look at what is done with the images: their gradients are summed.",
        ),
        Mistake(
            "channels and filters swapped",
            (3, 3, 8, 1),
            "Your last two axes are swapped.",
            "Which comes last in w (KH, KW, C, F)?",
            "Look at the last two numbers.",
        ),
        Mistake(
            "shape of the input",
            (32, 28, 28, 1),
            "That is the shape of dx.",
            "What is the shape of the array that dw is subtracted from?",
            "Look at w (KH, KW, C, F).",
        ),
        Mistake(
            "shape of the output",
            (32, 26, 26, 8),
            "That is the shape of dy.",
            "What is the shape of the array that dw is subtracted from?",
            "Look at w (KH, KW, C, F).",
        ),
        Mistake(
            "filters first",
            (8, 3, 3, 1),
            "Your filters stand first.",
            "Where do the filters stand in w (KH, KW, C, F)?",
            "Look at the place of the 8.",
        ),
        Mistake(
            "filters first, then channels",
            (8, 1, 3, 3),
            "Your filters and channels stand first, the window last: PyTorch's order.",
            "Where do filters and channels stand in w (KH, KW, C, F)?",
            "Look at the places of the 8 and of the 1.",
        ),
        Mistake(
            "no axis for the channels",
            (3, 3, 8),
            "Your shape has three axes.",
            "How many axes does w have, when there is one channel?",
            "Look at w (KH, KW, C, F): C is 1.",
        ),
    ),
)

PREDICT_REACH = Question(
    id="06_predict_reach",
    title="A pixel in the middle, 32 filters of 3 by 3, stride 1: how many outputs does it reach?",
    name="outputs_reached",
    answer=9 * 32,
    why="Nine windows hold the pixel, and each of the 32 filters has a window there: 9·32 = 288. "
    "Its gradient is a sum of 288 products.",
    hints=(
        "How many windows of 3 by 3 hold one pixel?",
        "Look at how many maps each of these windows writes to.",
    ),
    mistakes=(
        Mistake(
            "one filter only",
            9,
            "That is the number of windows for one filter.",
            "How many filters look at the pixel?",
            "Look at the maps: 32 of them.",
        ),
        Mistake(
            "one window only",
            32,
            "That is one window for each filter.",
            "How many windows of 3 by 3 hold one pixel?",
            "Look at where the windows may stand: the pixel in any of their nine places.",
        ),
        Mistake(
            "windows in one direction only",
            3 * 32,
            "You moved the window in one direction.",
            "In how many directions does a window move?",
            "Look at where the windows may stand: the pixel in any of their nine places.",
        ),
        Mistake(
            "all outputs",
            26 * 26 * 32,
            "That is the number of all outputs for an image of 28 by 28.",
            "Does a window far away see the pixel?",
            "Look at the windows that hold the pixel.",
        ),
        Mistake(
            "one output only",
            1,
            "One window is not alone in holding the pixel.",
            "How many windows of 3 by 3 hold one pixel?",
            "Look at where the windows may stand: the pixel in any of their nine places.",
        ),
    ),
)

PREDICT_WINNER = Question(
    id="06_predict_winner",
    title="A pooling window holds 1, 5, 3, 2, and its output's gradient is 4. "
    "What is the gradient of the 3?",
    name="gradient_of_the_3",
    answer=0,
    why="The 5 won: it takes the whole 4. If the 3 changes a little, the maximum stays the same.",
    hints=(
        "If the 3 becomes 3.01, how much does the maximum change?",
        "Look at the winner of this window.",
    ),
    mistakes=(
        Mistake(
            "everyone gets it",
            4,
            "That is what the winner gets.",
            "If the 3 becomes 3.01, how much does the maximum change?",
            "Look at the winner of this window.",
        ),
        Mistake(
            "shared alike",
            1,
            "A fourth of 4 for each: that is average pooling.",
            "If the 3 becomes 3.01, how much does the maximum change?",
            "Look at the winner of this window.",
        ),
        Mistake(
            "gradient times the pixel",
            12,
            "That is the gradient times the pixel.",
            "If the 3 becomes 3.01, how much does the maximum change?",
            "Look at the winner of this window.",
        ),
    ),
)

PREDICT_FIRST_LOSS = Question(
    id="06_predict_first_loss",
    title="Ten classes, an untrained network that thinks all alike: which loss? "
    "a) 0 b) about 0.1 c) about 2.3 d) about 10",
    name="first_loss",
    answer="c",
    why="Each class has the probability 1/10, and -log(1/10) = log 10 = 2.303. "
    "Another first loss is a first sign that something is wrong.",
    hints=(
        "Which probability does each of ten classes have?",
        "Look at the loss: -log p, with p of the right class.",
    ),
    mistakes=(
        Mistake(
            "loss of a perfect network",
            "a",
            "A loss of 0 needs the probability 1 for the right class.",
            "Which probability does each of ten classes have?",
            "Look at the loss: -log p, with p of the right class.",
        ),
        Mistake(
            "probability taken for the loss",
            "b",
            "That is the probability of a class.",
            "What is taken of the probability, to make it a loss?",
            "Look at the loss: -log p, with p of the right class.",
        ),
        Mistake(
            "number of classes taken for the loss",
            "d",
            "That is the number of classes.",
            "What is the logarithm of 10?",
            "Look at the loss: -log p, with p of the right class.",
        ),
    ),
)
