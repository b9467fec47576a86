"""What notebook 05 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_WINDOW = Question(
    id="05_predict_window",
    title="Counting from 1, k = 5: which number of X does column 10 of ∂Z/∂W begin with?",
    name="first",
    answer=8,
    why="The window around place 10 reaches ⌊5/2⌋ = 2 to each side: X₈, X₉, X₁₀, X₁₁, X₁₂.",
    hints=(
        "How far does a window of 5 reach to the left of its centre?",
        "Look at i - ⌊k/2⌋ + j - 1, for i = 10 and j = 1.",
    ),
    mistakes=(
        Mistake(
            "window begins at i",
            10,
            "X₁₀ stands at the centre of the window.",
            "How far does a window of 5 reach to the left of its centre?",
            "Look at i - ⌊k/2⌋: what is taken off?",
        ),
        Mistake(
            "last of the window",
            12,
            "X₁₂ is the last number of the column.",
            "Which number does the first tap, W₁, meet?",
            "Look at j: the column begins with j = 1.",
        ),
        Mistake(
            "window ends at i",
            6,
            "A window from X₆ to X₁₀ would end at place 10.",
            "Where in its window does place 10 stand?",
            "Look at i - ⌊k/2⌋: half of 5, rounded down.",
        ),
        Mistake(
            "whole window taken off",
            5,
            "You took all of k off.",
            "How far does a window of 5 reach to the left of its centre?",
            "Look at i - ⌊k/2⌋: half of 5, rounded down.",
        ),
        Mistake(
            "one place too far to the left",
            7,
            "X₇ is one place too far to the left.",
            "How many numbers are there from X₇ to X₁₂?",
            "Look at ⌊5/2⌋, and at whether you count from 0 or from 1.",
        ),
        Mistake(
            "one place too far to the right",
            9,
            "X₉ is one place too far to the right.",
            "How many numbers are there from X₉ to X₁₂?",
            "Look at ⌊5/2⌋, and at whether you count from 0 or from 1.",
        ),
    ),
)

PREDICT_SHAPE = Question(
    id="05_predict_shape",
    title="A signal of 32, a filter of 5: what is the shape of ∂Z/∂W · ∂A/∂Z · ∂L/∂A?",
    name="gradient_shape",
    answer=(5, 1),
    why="(5, 32) times (32, 32) times (32, 1) leaves (5, 1): one number for each tap.",
    hints=(
        "What are the shapes of the three pieces?",
        "Look at the outer sizes: rows of the first piece, columns of the last.",
    ),
    mistakes=(
        Mistake(
            "row in place of column",
            (1, 5),
            "That is the transpose.",
            "Which size does a product take from its first factor: the rows, or the columns?",
            "Look at (5, 32) times (32, 32) times (32, 1).",
        ),
        Mistake(
            "shape of the signal",
            (32, 1),
            "That is one number for each place; the gradient has one for each tap.",
            "Which axis of the first piece stays: its rows, or its columns?",
            "Look at (5, 32) times (32, 32) times (32, 1).",
        ),
        Mistake(
            "shape of the first piece",
            (5, 32),
            "That is the first piece alone.",
            "What does multiplying by a column leave of 32 columns?",
            "Look at the last size of the product.",
        ),
        Mistake(
            "padding not counted",
            (5, 28),
            "That is the first piece without its padding.",
            "How many numbers does Z with ⌊k/2⌋ zeros on each side of X have?",
            "Look at the outer sizes of the product.",
        ),
        Mistake(
            "tap by tap",
            (5, 5),
            "A matrix of taps by taps would be too many numbers.",
            "How many numbers does the gradient of 5 weights have?",
            "Look at the last size of the product.",
        ),
    ),
)

PREDICT_STEP = Question(
    id="05_predict_step",
    title="In float64, which step of central differences is most exact? a) 1e-1 b) 1e-5 c) 1e-15",
    name="best_step",
    answer="b",
    why="A large step misses the curvature of f, an error that grows with h². A tiny step divides "
    "the rounding of f, about 1e-16, by h. The sum of both is smallest near 1e-5.",
    hints=(
        "Which two errors does a difference make, and how do they change with the step?",
        "Look at the 16 digits of a number: how many are left of f(x + h) - f(x - h)?",
    ),
    mistakes=(
        Mistake(
            "large step taken for exact",
            "a",
            "Over a tenth, most functions are curved.",
            "What does the difference quotient see of a curve between its two points?",
            "Look at the error of a central difference: it grows with h².",
        ),
        Mistake(
            "smallest step taken for exact",
            "c",
            "At 1e-15 the two values of f agree in all digits but the last.",
            "With 16 digits, how many are left of f(x + h) - f(x - h)?",
            "Look at the rounding: about 1e-16, divided by h.",
        ),
    ),
)

PREDICT_FILTER = Question(
    id="05_predict_filter",
    title="Which W¹ tells how much a path climbs? a) [0, 0, 1, 0, 0] b) [0, 1, 1, 1, 0] / 3 "
    "c) [0, -1, 1, 0, 0]",
    name="best_filter",
    answer="c",
    why="Its answer at each place is this height minus the one before. ReLU keeps the rises, and "
    "the dense layer adds them up.",
    hints=(
        "A path climbs from 3 to 5, and falls back to 4. By how much did it climb?",
        "Look at what ReLU drops: for which of the filters are those the falls?",
    ),
    mistakes=(
        Mistake(
            "height taken for climb",
            "a",
            "That filter answers with the height itself: a long walk on a high plain would climb.",
            "How much does a path climb that stays at height 8?",
            "Look at two neighbours: what of them is the climb?",
        ),
        Mistake(
            "mean taken for climb",
            "b",
            "That filter answers with the mean height around each place.",
            "How much does a path climb that stays at height 8?",
            "Look at two neighbours: what of them is the climb?",
        ),
    ),
)

PREDICT_STUCK = Question(
    id="05_predict_stuck",
    title="Which start never moves? a) W¹ all 0 b) W² all 0 c) both d) neither",
    name="stuck_start",
    answer="a",
    why="With W¹ = 0 all of A¹ is 0, so W² gets no gradient, and nothing passes the ReLU, so W¹ "
    "gets none either. With W² = 0 its own gradient, 2(A² − y) A¹, is not 0: W² moves first.",
    hints=(
        "What is the gradient of W² in each of the two?",
        "Look at the last line of the table: which factor of it is 0, and where?",
    ),
    mistakes=(
        Mistake(
            "wrong one of the two stuck",
            "b",
            "With W² = 0 the first step moves W² itself.",
            "Is A¹ 0 where W² is?",
            "Look at the gradient of W²: it holds A¹, not W².",
        ),
        Mistake(
            "both taken for stuck",
            "c",
            "With W² = 0 only W¹ waits, and only for the first step.",
            "Is A¹ 0 where W² is?",
            "Look at the gradient of W²: it holds A¹, not W².",
        ),
        Mistake(
            "neither taken for stuck",
            "d",
            "One of them has no gradient anywhere.",
            "What passes a ReLU whose Z¹ is 0 everywhere?",
            "Look at both gradients where A¹ is 0.",
        ),
    ),
)

PREDICT_PLACE = Question(
    id="05_predict_place",
    title="Over thirty starts, the filter lies a) always at the same two weights b) at different "
    "ones, all as good c) at different ones, the outer ones worse",
    name="where_it_lies",
    answer="c",
    why="A filter may find the same rises one place further along, so the start decides. At the "
    "outer weights it looks so far aside that a rise at an end of the path falls out of sight.",
    hints=(
        "What happens to the answers when a difference filter moves by one weight within W¹?",
        "Look at the ends of a path: which rise does a filter miss that looks two places aside?",
    ),
    mistakes=(
        Mistake(
            "one minimum for all starts",
            "a",
            "Moved by one weight, the filter gives the same answers, one place further along.",
            "Would the dense layer notice at which place a rise is reported?",
            "Look at W²: it adds the places up.",
        ),
        Mistake(
            "all minima taken for equal",
            "b",
            "Where it lies aside, an end of the path is out of its sight.",
            "Which rise does a filter miss that looks two places aside?",
            "Look at the first and the last place of a path.",
        ),
    ),
)
