"""What notebook 08 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_SEEN = Question(
    id="08_predict_seen",
    title=(
        "As many weights as points: the error on the points that were seen is a) almost 0 "
        "b) as large as the noise c) larger than on the others"
    ),
    name="seen_error",
    answer="a",
    why="With as many weights as points the curve can go through each of them, noise included.",
    hints=(
        "Through how many points can a straight line, with two weights, always go?",
        "Look at the number of weights: it is the number of points.",
    ),
    mistakes=(
        Mistake(
            "noise taken for a bound",
            "b",
            "The curve follows the noise too: it has a weight for each point.",
            "Through how many points can a straight line, with two weights, always go?",
            "Look at the number of weights: it is the number of points.",
        ),
        Mistake(
            "seen and held out swapped",
            "c",
            "The points that were seen are those that the weights were chosen for.",
            "For which points were the weights chosen?",
            "Look at which error the training makes small.",
        ),
    ),
)

PREDICT_PENALTY = Question(
    id="08_predict_penalty",
    title="Which leaves most weights at nearly 0? a) none b) L1 c) L2 d) dropout",
    name="most_zeros",
    answer="b",
    why="L1 pulls small weights as hard as large ones, until they are 0; L2 lets go before.",
    measured=True,
    hints=(
        "How hard does each penalty pull at a weight of 0.01?",
        "Look at the slopes of |w| and of w² near 0.",
    ),
    mistakes=(
        Mistake(
            "no penalty",
            "a",
            "Without a penalty, nothing pulls the weights towards 0.",
            "How hard does each penalty pull at a weight of 0.01?",
            "Look at the slopes of |w| and of w² near 0.",
        ),
        Mistake(
            "L2 taken to reach 0",
            "c",
            "L2 makes large weights small, and small ones hardly smaller.",
            "How hard does w² pull at a weight of 0.01?",
            "Look at the slope of w² near 0.",
        ),
        Mistake(
            "dropped numbers taken for weights",
            "d",
            "Dropout sets what flows through to 0, for one step; the weights stay.",
            "What is dropped: weights, or what a layer gives on?",
            "Look at the slopes of |w| and of w² near 0.",
        ),
    ),
)

PREDICT_NORM_PARAMS = Question(
    id="08_predict_norm_params",
    title="Batch norm after convolutions of 32, 64 and 128 filters: how many parameters more?",
    name="norm_parameters",
    answer=448,
    why="Two for each channel, gamma and beta: 2·(32 + 64 + 128).",
    hints=(
        "How many numbers does batch normalization learn for one channel?",
        "Look at gamma and beta: (C,) each.",
    ),
    mistakes=(
        Mistake(
            "one for each channel",
            224,
            "That is one number for each channel.",
            "Which numbers does one channel learn?",
            "Look at gamma and beta.",
        ),
        Mistake(
            "running averages counted too",
            896,
            "You counted the running mean and variance too.",
            "Which of the four does the gradient change?",
            "Look at the running averages: they are measured, not learned.",
        ),
        Mistake(
            "two for each layer",
            6,
            "That is two numbers for each layer.",
            "Do all channels of a layer share one gamma?",
            "Look at the shape of gamma: (C,).",
        ),
        Mistake(
            "the last layer only",
            256,
            "That is the last of the three.",
            "How many layers are normalized?",
            "Look at 32, 64 and 128.",
        ),
    ),
)

PREDICT_FLIP = Question(
    id="08_predict_flip",
    title="Which one may change the digit? a) shift b) turn by 10° c) mirror d) shrink by a tenth",
    name="changes_the_digit",
    answer="c",
    why="A mirrored 2 is not a 2. A network that is told it is one learns something wrong.",
    hints=(
        "After which of the four would you read another digit, or none?",
        "Look at a 2, a 3 and a 7 in a mirror.",
    ),
    mistakes=(
        Mistake(
            "shift",
            "a",
            "A digit that stands a little to the side is the same digit.",
            "Which of the four do people never do when they write?",
            "Look at a 2 in a mirror.",
        ),
        Mistake(
            "small turn",
            "b",
            "Some people write more slanted than others: ten degrees keep the digit.",
            "Which of the four do people never do when they write?",
            "Look at a 2 in a mirror.",
        ),
        Mistake(
            "smaller",
            "d",
            "A small digit is the same digit.",
            "Which of the four do people never do when they write?",
            "Look at a 2 in a mirror.",
        ),
    ),
)
