"""What notebook 07 asks to predict."""

from cnnnotes.exercises.kinds import Mistake, Question

PREDICT_SURVIVES = Question(
    id="07_predict_survives",
    title=(
        "Equally many weights, one run each: which lead of pooling is more than chance? "
        "a) over strides b) over neither c) both"
    ),
    name="survives",
    answer="b",
    why=(
        "On 10,000 test images chance moves a difference by about three tenths of a "
        "point. The lead over strides is smaller, the lead over neither is larger."
    ),
    measured=True,
    hints=(
        "By how much may two results on 10,000 images differ by chance?",
        "Look at the intervals of the three accuracies: which of them overlap?",
    ),
    mistakes=(
        Mistake(
            "a small lead trusted",
            "a",
            "That lead is a few images in a thousand, and chance alone may make it.",
            "By how much may two results on 10,000 images differ by chance?",
            "Look at the intervals of the three accuracies: which of them overlap?",
        ),
        Mistake(
            "every lead trusted",
            "c",
            "One of the two leads is no larger than what chance may make.",
            "By how much may two results on 10,000 images differ by chance?",
            "Look at the intervals of the three accuracies: which of them overlap?",
        ),
    ),
)

PREDICT_LARGEST = Question(
    id="07_predict_largest",
    title="Most parameters: a) first convolution b) second c) third d) dense layer",
    name="most_parameters",
    answer="c",
    why="Each of its 128 filters spans all 64 channels before it: (3·3·64 + 1)·128.",
    hints=(
        "Over how many channels does each filter span, and how many filters are there?",
        "Look at the product of the channels that come in and those that go out.",
    ),
    mistakes=(
        Mistake(
            "the largest maps taken for the most parameters",
            "a",
            "That layer has the largest maps, but filters are shared by all pixels.",
            "Over how many channels do its filters span?",
            "Look at (3·3·1 + 1)·32.",
        ),
        Mistake(
            "one layer too early",
            "b",
            "That layer has many, but not the most.",
            "How do its channels, in and out, compare with those of the next layer?",
            "Look at 32 and 64 against 64 and 128.",
        ),
        Mistake(
            "dense layers taken for the largest by nature",
            "d",
            "A dense layer is often the largest. Here little is left for it to read.",
            "How many numbers reach it after two poolings, and how many outputs does it have?",
            "Look at (3·3·128 + 1)·10.",
        ),
    ),
)

PREDICT_LEAD = Question(
    id="07_predict_lead",
    title="On 500 images, the convnet's lead over the dense net: a) shrinks b) stays c) grows",
    name="lead",
    answer="c",
    why="A dense layer must learn a stroke at each place separately; a filter learns it once.",
    measured=True,
    hints=(
        "Which of the two must see a stroke at every place before it knows it there?",
        "Look at what the convnet is told beforehand: a pattern is the same wherever it stands.",
    ),
    mistakes=(
        Mistake(
            "few images taken to suit the dense net",
            "a",
            "Simpler to write is not easier to train: it has four times the parameters.",
            "Which of the two must see a stroke at every place before it knows it there?",
            "Look at what is shared: one filter serves all places.",
        ),
        Mistake(
            "few images taken to cost both the same",
            "b",
            "What the convnet knows beforehand, the dense net must learn from images.",
            "Which of the two must see a stroke at every place before it knows it there?",
            "Look at what is shared: one filter serves all places.",
        ),
    ),
)

PREDICT_SHUFFLED = Question(
    id="07_predict_shuffled",
    title="Trained on shuffled labels: a) learns nothing b) memorizes c) learns as before",
    name="shuffled",
    answer="b",
    why="It has far more weights than there are images: it can remember each one, and does.",
    measured=True,
    hints=(
        "How many weights does the network have for each of the images?",
        "Look at the accuracy in training and at the accuracy in the test: they are two things.",
    ),
    mistakes=(
        Mistake(
            "learning taken for understanding",
            "a",
            "There is nothing to understand in these labels, but there is something to remember.",
            "How many weights does the network have for each of the images?",
            "Look at the accuracy on the images that it was trained on.",
        ),
        Mistake(
            "training taken for testing",
            "c",
            "On images that it was trained on it may look so.",
            "What can these labels tell about an image that was not among them?",
            "Look at the accuracy in the test.",
        ),
    ),
)
