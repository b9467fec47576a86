"""What is known to go wrong in exercise 07_train_step."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n07_train_on_mnist._stepping import stepping
from cnnnotes.exercises.spoiling import knobs
from cnnnotes.ops import log_softmax


def _by(factor_w=1.0, factor_b=1.0, loss=1.0):
    """The steps of w and b, and the loss, multiplied: by numbers, or `factor(b, x)`."""

    def mimic(right, w, b, x, labels, rate):
        new_w, new_b, mean = right(w, b, x, labels, rate)
        by_w, by_b, by = (f(b, x) if callable(f) else f for f in (factor_w, factor_b, loss))
        return w + by_w * (new_w - w), b + by_b * (new_b - b), by * mean

    return mimic


def _images(b, x):
    return len(x)


def _one_by_images(b, x):
    return 1 / len(x)


def _one_by_classes(b, x):
    return 1 / len(b)


def _log_of(small):
    return knobs(stepping, loss=lambda logs, p: -np.log(p + small))


def _cut_off_at_some_number(new_w, new_b, loss, w, b, x, labels, rate):
    """Tell whether all is right, but for a loss that is far too small where a probability is 0."""
    right_w, right_b, right = stepping(w, b, x, labels, rate)
    steps_right = np.allclose(new_w, right_w) and np.allclose(new_b, right_b)
    return steps_right and (loss < right - 50 or right - 0.01 < loss < right)


def _of_the_likeliest(right, w, b, x, labels, rate):
    likeliest = (x @ w + b).argmax(axis=1)
    return (*right(w, b, x, labels, rate)[:2], right(w, b, x, likeliest, rate)[2])


def _loss_after(right, w, b, x, labels, rate):
    new = right(w, b, x, labels, rate)[:2]
    return (*new, right(*new, x, labels, rate)[2])


def _without_bias(right, w, b, x, labels, rate):
    new_w, step_b, loss = right(w, 0 * b, x, labels, rate)
    return new_w, b + step_b, loss


def _gradients(right, w, b, x, labels, rate):
    new_w, new_b, loss = right(w, b, x, labels, 1)
    return w - new_w, b - new_b, loss


def _in_place(right, w, b, x, labels, rate):
    w[...], b[...], loss = right(w, b, x, labels, rate)
    return w, b, loss


def _only(image, divided=True, own_loss=False):
    """The step of one image alone, the first or the last; the loss may be its own too."""

    def mimic(right, w, b, x, labels, rate):
        chosen = slice(1) if image == 0 else slice(-1, None)
        step = right(w, b, x[chosen], labels[chosen], rate / len(x) if divided else rate)
        return step if own_loss else (*step[:2], right(w, b, x, labels, rate)[2])

    return mimic


def _after_each_image(right, w, b, x, labels, rate):
    losses = []
    for i in range(len(x)):
        w, b, loss = right(w, b, x[[i]], labels[[i]], rate)
        losses.append(loss)
    return w, b, np.mean(losses)


CLIPPED = Mistake(
    "a small number added before the logarithm",
    _log_of(1e-8),
    "Where the right class gets next to no probability, your loss stops growing.",
    "What is log(e^z / s), without the way over e^z?",
    "Look at the logarithm: z - log(s) needs no small number to save it from log(0).",
    shows=_cut_off_at_some_number,
)

LAST_ONLY = Mistake(
    "only the last image",
    _only(-1),
    "Your step knows the last image alone: the gradients before it were overwritten.",
    "What becomes of the first image's gradient when the second one's is stored?",
    "Look for `=` where `+=` is meant.",
)

FIRST_ONLY = Mistake(
    "only the first image",
    _only(0),
    "Your step knows the first image alone.",
    "When does your loop over the images end?",
    "Look for a `return` or an index 0.",
)


def _zero_times_infinity(right, w, b, x, labels, rate):
    new_w, new_b, loss = right(w, b, x, labels, rate)
    none_left = np.exp(log_softmax(x @ w + b)) == 0
    return new_w, new_b, np.nan if none_left.any() else loss


def _squared(slope, factor):
    """The error that the squared difference of p and the labels sends back, through `slope`."""
    return knobs(stepping, squared=lambda p, one_hot: factor * slope(p, p - one_hot))


MISTAKES = (
    *Mistake(
        "gradient of the squared error",
        _squared(lambda p, error: error * p * (1 - p), 2),
        "Your step is not that of the cross-entropy: p (1 - p) makes it small where p is sure.",
        "Which loss is asked for, and what is left of softmax and logarithm in its gradient?",
        "Look for `p * (1 - p)`: with the cross-entropy, p less one-hot is all.",
    ).forms(
        _squared(lambda p, error: error * p * (1 - p), 1),
        _squared(lambda p, error: p * (error - (error * p).sum(axis=1, keepdims=True)), 2),
        _squared(lambda p, error: p * (error - (error * p).sum(axis=1, keepdims=True)), 1),
    ),
    Mistake(
        "climbs",
        lambda right, w, b, x, labels, rate: right(w, b, x, labels, -rate),
        "Your step goes up the gradient: the loss grows.",
        "In which direction does the loss fall: along its gradient, or against it?",
        "Look at the signs: `w - rate * …`, with (p - one-hot) in the gradient.",
    ),
    Mistake(
        "sums the batch",
        _by(_images, _images),
        "Your step is N times too long: the gradients of the images are summed.",
        "Does the loss add up the images, or average them? What does its gradient do then?",
        "Look for the division by `len(x)` in the error.",
    ),
    Mistake(
        "sums the batch, in the loss too",
        _by(_images, _images, _images),
        "Your step and your loss are N times too large: the images are summed.",
        "Should the length of a step depend on the size of the batch?",
        "Look for `sum` where `mean` is meant.",
    ),
    Mistake(
        "loss summed over the batch",
        _by(loss=_images),
        "The step is right; the loss is the sum over the batch.",
        "Does the loss add up the images, or average them?",
        "Look at the line with the loss: `mean`.",
    ),
    Mistake(
        "averaged over the classes too",
        _by(_one_by_classes, _one_by_classes),
        "Your step is C times too short: it is averaged over the classes too.",
        "Over what is the loss averaged?",
        "Look for `.size` or `mean()` without an axis.",
    ),
    Mistake(
        "loss averaged over the classes too",
        _by(loss=_one_by_classes),
        "The step is right; the loss is divided by the number of classes too.",
        "How many terms of an image's loss are not 0?",
        "Look at the line with the loss: for each image only the right class counts.",
    ),
    Mistake(
        "loss with the wrong sign",
        _by(loss=-1.0),
        "The step is right; the loss is negative.",
        "Is the logarithm of a probability positive or negative?",
        "Look for the minus in -log(p).",
    ),
    Mistake(
        "loss of the likeliest class",
        _of_the_likeliest,
        "The step is right; the loss is that of the class with the largest score.",
        "Whose probability stands in the loss: the likeliest class's, or the right one's?",
        "Look for `max`: the labels say which probability to take.",
    ),
    Mistake(
        "loss after the step",
        _loss_after,
        "The step is right; the loss is that of the new weights.",
        "With which weights were the scores computed that the loss is taken from?",
        "Look at the order of the lines: first the loss, then the step.",
    ),
    Mistake(
        "one-hot labels forgotten",
        knobs(stepping, target=lambda one_hot: 0),
        "Your step pushes every class down, the right one too.",
        "What is the error of the right class's probability p: p, or p - 1?",
        "Look at the line with the error: 1 is taken off at the label of each image.",
    ),
    Mistake(
        "1 taken off in whole columns",
        knobs(stepping, target=lambda one_hot: one_hot.max(axis=0)),
        "In your error every image has the labels of all images.",
        "What does `error[:, labels] -= 1` choose with its `:`?",
        "Look at the row index: it must go along with the labels, as `np.arange(N)` does.",
    ),
    Mistake(
        "scores in place of probabilities",
        knobs(stepping, predicted=lambda p, scores: scores),
        "Your step compares the scores themselves with the one-hot labels.",
        "What turns scores into probabilities?",
        "Look at the line with the error: softmax(scores) - one-hot.",
    ),
    *Mistake(
        "softmax over the batch",
        knobs(stepping, axis=0),
        "Your probabilities add up to 1 over the images, not over the classes.",
        "Which probabilities add up to 1: those of one image, or those of one class?",
        "Look at `axis=` in the softmax.",
    ).forms(
        knobs(stepping, axis=0, safe=False, top=np.max),
        knobs(stepping, axis=0, safe=False, top=lambda scores: scores.max(axis=1, keepdims=True)),
        knobs(stepping, axis=0, safe=False),
    ),
    Mistake(
        "e^scores too large",
        knobs(stepping, safe=False),
        "With scores of 900 your softmax gives no numbers.",
        "What is e^900 in a computer, and does softmax change when all scores fall by 900?",
        "Look at the exponent: take the largest score of each row off first.",
    ),
    Mistake(
        "logarithm of 0",
        _log_of(0),
        "Where the right class gets next to no probability, your loss is infinite.",
        "What is log(e^z / s), without the way over e^z?",
        "Look at the logarithm: z - log(s) never meets a zero.",
    ),
    CLIPPED,
    *(replace(CLIPPED, mimic=_log_of(10.0**-digits), shows=None) for digits in (8, 10, 12)),
    Mistake(
        "bias left out of the scores",
        _without_bias,
        "Your scores are those without the bias.",
        "What is added to x @ w?",
        "Look at the line with the scores: does b occur?",
    ),
    Mistake(
        "bias' gradient summed over the classes",
        knobs(stepping, of_bias=lambda error: error.sum(axis=1)),
        "The gradient of b is summed along the wrong axis.",
        "What is the shape of b, and which axis of the error (N, C) has to go?",
        "Look at the `axis=` of the sum: over the images.",
    ),
    Mistake(
        "b never moves",
        _by(factor_b=0),
        "b came back as it was.",
        "By what is b changed? And over which axis does that sum run, of an error (N, C)?",
        "Look at the gradient of b: summed over the images alone, for over all it is 0.",
    ),
    Mistake(
        "bias' gradient averaged twice",
        _by(factor_b=_one_by_images),
        "The step of b is N times too short.",
        "How often is the gradient of b divided by N?",
        "Look for `mean` where the error was divided by N before.",
    ),
    Mistake(
        "bias' gradient not averaged",
        _by(factor_b=_images),
        "The step of b is N times too long; that of w is right.",
        "Does the gradient of b add up the images, or average them?",
        "Look for the division by `len(x)`: is it in both gradients?",
    ),
    Mistake(
        "weights' gradient not averaged",
        _by(_images),
        "The step of w is N times too long; that of b is right.",
        "Does the gradient of w add up the images, or average them?",
        "Look for the division by `len(x)`: is it in both gradients?",
    ),
    Mistake(
        "weights' gradient averaged twice",
        _by(_one_by_images),
        "The step of w is N times too short; that of b is right.",
        "How often is the gradient of w divided by N?",
        "Look for `len(x)` or `mean` where the error was divided by N before.",
    ),
    Mistake(
        "averaged twice",
        _by(_one_by_images, _one_by_images),
        "Your step is N times too short.",
        "How often is the error divided by N?",
        "Look for a division by `len(x)` of what was divided by it before.",
    ),
    Mistake(
        "climbs with w alone",
        _by(-1),
        "w goes up its gradient, while b goes down.",
        "Which sign do both steps have?",
        "Look at the sign in the step of w.",
    ),
    Mistake(
        "climbs with b alone",
        _by(1, -1),
        "b goes up its gradient, while w goes down.",
        "Which sign do both steps have?",
        "Look at the sign in the step of b.",
    ),
    Mistake(
        "weights not updated",
        lambda right, w, *rest: (w, *right(w, *rest)[1:]),
        "w came back as it was.",
        "What is w changed by?",
        "Look at the line with `return`: is it the new w?",
    ),
    Mistake(
        "nothing updated",
        lambda right, w, b, *rest: (w, b, right(w, b, *rest)[2]),
        "w and b came back as they were.",
        "What makes a new w out of a gradient?",
        "Look at the lines with the steps, and at what is returned.",
    ),
    Mistake(
        "gradients in place of new weights",
        _gradients,
        "You returned the gradients of w and b.",
        "What does training do with a gradient?",
        "Look at the line with `return`: w - rate · gradient.",
    ),
    Mistake(
        "learning rate not used",
        lambda right, w, b, x, labels, rate: right(w, b, x, labels, 1),
        "Your step is the gradient in full, whatever the learning rate.",
        "What is the learning rate for?",
        "Look for rate: does it occur in both steps?",
    ),
    Mistake(
        "changes w and b in place",
        _in_place,
        "The arrays w and b that were given to your function are changed after the call.",
        "Whose memory does `w -= …` write to: a new array's, or the caller's?",
        "Look for `-=`: make new arrays with `w - …` instead.",
    ),
    *LAST_ONLY.forms(_only(-1, divided=False), _only(-1, divided=False, own_loss=True)),
    *FIRST_ONLY.forms(_only(0, divided=False), _only(0, divided=False, own_loss=True)),
    Mistake(
        "a step after each image",
        _after_each_image,
        "You took a step after each image, so that the later ones met other weights.",
        "With which w are the scores of the second image computed?",
        "Look at the line that changes w: it belongs after the loop.",
    ),
    Mistake(
        "0 times the logarithm of 0",
        _zero_times_infinity,
        "With scores of 900 your loss is not a number.",
        "What is 0 · log(0) for a computer, though the other classes are not to count?",
        "Look at the loss: take the logarithm for the right class alone.",
    ),
)
