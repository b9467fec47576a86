"""What notebook 10 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_SHIFTED = Question(
    id="10_predict_shifted",
    title="A convnet trained on digits in the middle meets digits 4 pixels aside. Its accuracy: "
    "a) stays b) falls a little c) falls by a quarter or more",
    name="after_the_shift",
    answer="c",
    why="Convolutions move their maps along with the digit; the dense layer on top has learned "
    "where each feature stands, and finds it elsewhere.",
    measured=True,
    hints=(
        "The maps move with the digit. What does the dense layer on top of them expect?",
        "Look at Flatten: is there a weight for each place of a map, or one for the whole map?",
    ),
    mistakes=(
        Mistake(
            "equivariance taken for invariance",
            "a",
            "Each map moves with the digit; what comes out at the top is not the same for that.",
            "What does the dense layer on top of the maps expect?",
            "Look at Flatten: is there a weight for each place of a map?",
        ),
        Mistake(
            "pooling trusted too far",
            "b",
            "Two poolings forget moves of a pixel or two, not of four.",
            "By how many pixels of the last map does a digit move that moves by 4?",
            "Look at the two poolings: 4 pixels below are one pixel above.",
        ),
    ),
)

PREDICT_PERMUTED = Question(
    id="10_predict_permuted",
    title="All images are shuffled in the same order, and both networks retrained. Who loses? "
    "a) both b) the convnet c) the dense net d) neither",
    name="who_loses",
    answer="b",
    why="A dense layer has a weight for each pixel, in whatever order. A convolution looks at "
    "neighbours, and neighbours no longer belong together.",
    measured=True,
    hints=(
        "Which of the two networks knows which pixels are neighbours?",
        "Look at a dense layer's sum: does it change when pixels and weights move together?",
    ),
    mistakes=(
        Mistake(
            "the dense net needs no order",
            "a",
            "For the dense net nothing has changed: each pixel still has its own weight.",
            "Does a sum change when its terms are reordered?",
            "Look at a dense layer's sum: pixels and weights can move together.",
        ),
        Mistake(
            "the two swapped",
            "c",
            "The dense net has a weight for each pixel, wherever it stands.",
            "Which of the two networks knows which pixels are neighbours?",
            "Look at what a 3×3 window sees after the shuffling.",
        ),
        Mistake(
            "neighbours do not matter",
            "d",
            "A 3×3 window now sees nine pixels that have nothing to do with each other.",
            "Which of the two networks knows which pixels are neighbours?",
            "Look at what a 3×3 window sees after the shuffling.",
        ),
    ),
)

PREDICT_REPAIR = Question(
    id="10_predict_repair",
    title="Moved by 8 pixels: which repair reads more of the digits? a) augmentation by up to 4 "
    "b) global average pooling c) as many, within chance",
    name="better_repair",
    answer="b",
    why="Augmentation repairs what it shows, up to 4 pixels. A mean over all places does not "
    "change with the place, as long as the digit is whole.",
    measured=True,
    hints=(
        "Which of the two was shown anything like a move by 8?",
        "Look at the mean: what of it changes when its terms change their order?",
    ),
    mistakes=(
        Mistake(
            "augmentation trusted too far",
            "a",
            "It has seen moves by up to 4 pixels, and its dense layer still has a weight for each "
            "place.",
            "What did augmentation show, and how far is 8 from it?",
            "Look at Flatten: at which places have its weights met a digit?",
        ),
        Mistake(
            "difference taken for chance",
            "c",
            "One of the two still has a weight for each place; the other has none.",
            "Which of the two can tell where a feature stands?",
            "Look at what reads the last maps: Flatten, or a mean.",
        ),
    ),
)
