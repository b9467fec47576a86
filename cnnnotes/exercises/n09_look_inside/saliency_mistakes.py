"""What is known to go wrong in exercise 09_saliency."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _one_hot(model, x, labels):
    return np.eye(model.scores(x).shape[1])[labels]


def _sent_back(
    model,
    x,
    labels,
    *,
    dy=_one_hot,
    strength=np.abs,
    weighed=lambda strengths, x: strengths,
    over=lambda strengths: strengths.max(axis=3),
):
    """`saliency` with another gradient sent back, or one whose channels are combined otherwise."""
    gradient = model.scores_backward(dy(model, x, labels), x).reshape(x.shape)
    return over(weighed(strength(gradient), x))


def _of_labels(choose):
    """The map of other classes: `choose(model, x, labels)`."""
    return lambda right, model, x, labels: right(model, x, choose(model, x, labels))


def _of_the_probability(model, x, labels):
    one, p = _one_hot(model, x, labels), model.predict(x)
    return p * (one - (one * p).sum(axis=1, keepdims=True))


MISTAKES = (
    Mistake(
        "gradient of the probability",
        knobs(_sent_back, dy=_of_the_probability),
        "Your map is that of the probability: where the network is certain, it fades to 0.",
        "What is the slope of a softmax near 1?",
        "Look at dy: for the score (logit) it is 1 at the label, and nothing else.",
    ),
    Mistake(
        "gradient of the loss",
        knobs(
            _sent_back, dy=lambda model, x, labels: model.predict(x) - _one_hot(model, x, labels)
        ),
        "Your map is that of the cross-entropy.",
        "Is it the loss or the score whose gradient is asked for?",
        "Look at dy: softmax - one-hot is the gradient of the loss.",
    ),
    Mistake(
        "gradient of the batch's mean loss",
        knobs(
            _sent_back,
            dy=lambda model, x, labels: (model.predict(x) - _one_hot(model, x, labels)) / len(x),
        ),
        "Your map is that of the cross-entropy, averaged over the batch.",
        "Is it the loss or the score whose gradient is asked for?",
        "Look for `cross_entropy_backward`: dy is 1 at the label, and nothing else.",
    ),
    Mistake(
        "gradient of all scores",
        knobs(_sent_back, dy=lambda model, x, labels: np.ones(model.scores(x).shape)),
        "Your map is that of the sum of all scores.",
        "Which dy leaves the scores of other classes out?",
        "Look at dy: is it 1 everywhere?",
    ),
    Mistake(
        "predicted class in place of the label",
        _of_labels(lambda model, x, labels: model.scores(x).argmax(axis=1)),
        "Your map is that of the class which the network predicts.",
        "Whose score is asked for when the network is wrong about the image?",
        "Look for `argmax` or `max`: the class is `labels`.",
    ),
    Mistake(
        "always the first class",
        _of_labels(lambda model, x, labels: 0 * labels),
        "Your map is that of class 0.",
        "In which column of dy does the 1 of image n stand?",
        "Look at the index of dy.",
    ),
    Mistake(
        "label of the first image for all",
        _of_labels(lambda model, x, labels: labels[:1].repeat(len(x))),
        "All your maps are those of the first image's label.",
        "Which label belongs to image n?",
        "Look for `labels[0]`.",
    ),
    Mistake(
        "labels of all images in every row",
        knobs(
            _sent_back,
            dy=lambda model, x, labels: np.tile(
                _one_hot(model, x, labels).max(axis=0), (len(x), 1)
            ),
        ),
        "Each row of dy holds the 1s of all labels.",
        "What does `dy[:, labels] = 1` choose with its `:`?",
        "Look at the row index of dy: `np.arange(N)` goes along with the labels.",
    ),
    Mistake(
        "scores in place of 1",
        knobs(_sent_back, dy=lambda model, x, labels: model.scores(x) * _one_hot(model, x, labels)),
        "Your map is the right one times the score.",
        "By how much does the sum change when the label's score grows by 1?",
        "Look at dy: it holds 1 at the label, not the score.",
    ),
    Mistake(
        "averaged over the batch",
        lambda right, model, x, labels: right(model, x, labels) / len(x),
        "Every number is the right one divided by the number of images.",
        "Does the map of one image depend on how many others there are?",
        "Look for a division by N in dy.",
    ),
    Mistake(
        "sign kept",
        knobs(_sent_back, strength=np.asarray),
        "Your map is negative where a lighter pixel would raise the score.",
        "Does a pixel count less when it works downwards?",
        "Look for `abs`: it comes before the maximum.",
    ),
    Mistake(
        "maximum before the absolute value",
        knobs(_sent_back, strength=np.asarray, over=lambda gradient: np.abs(gradient.max(axis=3))),
        "A channel that works downwards loses against one that works weakly upwards.",
        "Which of -3 and 1 is the stronger?",
        "Look at the order of `abs` and `max`.",
    ),
    Mistake(
        "positive part only",
        knobs(_sent_back, strength=lambda gradient: np.maximum(gradient, 0)),
        "Pixels that work downwards are 0 in your map.",
        "Does a pixel count less when it works downwards?",
        "Look for a ReLU where `abs` is meant.",
    ),
    Mistake(
        "channels summed",
        knobs(_sent_back, over=lambda strengths: strengths.sum(axis=3)),
        "Each pixel holds the sum over its channels; expected the largest.",
        "What is done with the channels?",
        "Look for `sum`.",
    ),
    Mistake(
        "channels averaged",
        knobs(_sent_back, over=lambda strengths: strengths.mean(axis=3)),
        "Each pixel holds the mean over its channels; expected the largest.",
        "What is done with the channels?",
        "Look for `mean`.",
    ),
    Mistake(
        "channels summed before the absolute value",
        knobs(_sent_back, strength=np.asarray, over=lambda gradient: np.abs(gradient.sum(axis=3))),
        "The channels are added with their signs, and may cancel.",
        "Which of `abs` and the step over the channels comes first?",
        "Look for `sum`.",
    ),
    Mistake(
        "squares in place of absolute values",
        knobs(_sent_back, strength=np.square),
        "Every number is the square of the right one.",
        "What takes the sign away and leaves the size as it is?",
        "Look for `** 2`.",
    ),
    Mistake(
        "length over the channels",
        knobs(_sent_back, over=lambda strengths: np.sqrt((strengths**2).sum(axis=3))),
        "Each pixel holds the length over its channels; expected the largest.",
        "What is done with the channels?",
        "Look for `norm`, or for a root of squares.",
    ),
    Mistake(
        "first channel only",
        knobs(_sent_back, over=lambda strengths: strengths[..., 0]),
        "Each pixel holds the gradient of its first channel.",
        "What if another channel is stronger?",
        "Look for `[..., 0]`.",
    ),
    Mistake(
        "channels kept",
        knobs(_sent_back, over=np.asarray),
        "Your map has a number for each channel: (N, H, W, C).",
        "How many numbers does a pixel of the map have?",
        "Look for the maximum over the last axis.",
    ),
    Mistake(
        "maximum over the images",
        knobs(_sent_back, over=lambda strengths: strengths.max(axis=0)),
        "Your maximum runs over the images, not over the channels.",
        "Which axis of (N, H, W, C) counts the channels?",
        "Look at `axis=`.",
    ),
    Mistake(
        "times the input",
        knobs(_sent_back, weighed=lambda strengths, x: strengths * np.abs(x)),
        "Your map is the gradient times the image.",
        "Does a pixel that is 0 have no say when it could be more?",
        "Look for a product with x.",
    ),
    Mistake(
        "each map divided by its largest",
        lambda right, *args: right(*args) / right(*args).max(axis=(1, 2), keepdims=True),
        "Every map reaches exactly 1.",
        "Can two images be compared when each is scaled by itself?",
        "Look for a division by `max`: scaling belongs into the picture.",
    ),
    Mistake(
        "all maps divided by the largest",
        lambda right, *args: right(*args) / right(*args).max(),
        "Your maps are scaled, so that their largest number is 1.",
        "Was a scale asked for?",
        "Look for a division by `max`: scaling belongs into the picture.",
    ),
    Mistake(
        "map transposed",
        lambda right, *args: right(*args).swapaxes(1, 2),
        "Rows and columns of your maps are swapped.",
        "Which axes of (N, H, W) are height and width?",
        "Look for `.T` or `swapaxes`.",
    ),
    Mistake(
        "first image only",
        lambda right, *args: right(*args)[0],
        "Your result is the map of the first image, without an axis for the batch.",
        "How many maps belong to N images?",
        "Look for `[0]`.",
    ),
    Mistake(
        "all scores sent back",
        knobs(_sent_back, dy=lambda model, x, labels: model.scores(x)),
        "Your dy holds all scores of an image, at their classes.",
        "Which entry of dy belongs to the label, and what do the others hold?",
        "Look at dy: 1 at the label, and 0 elsewhere.",
    ),
)
