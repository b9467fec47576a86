"""What is known to go wrong in exercise 07_train_step."""

from dataclasses import replace

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n07_train_on_mnist._stepping import (
    after_each_image,
    gradients,
    in_place,
    log_of_probability,
    only,
    stepping,
    target_in_whole_columns,
    unsafe,
)
from cnnnotes.exercises.spoiling import finished

CLIPPED = Mistake(
    "a small number added before the logarithm",
    None,
    "Where the right class gets next to no probability, your loss stops growing.",
    "What is log(e^z / s), without the way over e^z?",
    "Look at the logarithm: z - log(s) needs no small number to save it from log(0).",
)


MISTAKES = (
    Mistake(
        "climbs",
        finished(stepping(lambda p, target, scores: (target - p) / len(p))),
        "Your step goes up the gradient: the loss grows.",
        "In which direction does the loss fall: along its gradient, or against it?",
        "Look at the signs: `w - rate * …`, with (p - one-hot) in the gradient.",
    ),
    Mistake(
        "sums the batch",
        finished(stepping(lambda p, target, scores: p - target)),
        "Your step is N times too long: the gradients of the images are summed.",
        "Does the loss add up the images, or average them? What does its gradient do then?",
        "Look for the division by `len(x)` in the error.",
    ),
    Mistake(
        "sums the batch, in the loss too",
        finished(stepping(lambda p, target, scores: p - target, lambda logs, t: -(logs * t).sum())),
        "Your step and your loss are N times too large: the images are summed.",
        "Should the length of a step depend on the size of the batch?",
        "Look for `sum` where `mean` is meant.",
    ),
    Mistake(
        "loss summed over the batch",
        finished(stepping(loss=lambda logs, target: -(logs * target).sum())),
        "The step is right; the loss is the sum over the batch.",
        "Does the loss add up the images, or average them?",
        "Look at the line with the loss: `mean`.",
    ),
    Mistake(
        "averaged over the classes too",
        finished(stepping(lambda p, target, scores: (p - target) / p.size)),
        "Your step is C times too short: it is averaged over the classes too.",
        "Over what is the loss averaged?",
        "Look for `.size` or `mean()` without an axis.",
    ),
    Mistake(
        "loss averaged over the classes too",
        finished(stepping(loss=lambda logs, target: -(logs * target).mean())),
        "The step is right; the loss is divided by the number of classes too.",
        "How many terms of an image's loss are not 0?",
        "Look at the line with the loss: for each image only the right class counts.",
    ),
    Mistake(
        "loss with the wrong sign",
        finished(stepping(loss=lambda logs, target: (logs * target).sum() / len(logs))),
        "The step is right; the loss is negative.",
        "Is the logarithm of a probability positive or negative?",
        "Look for the minus in -log(p).",
    ),
    Mistake(
        "loss of the likeliest class",
        finished(stepping(loss=lambda logs, target: -logs.max(axis=1).mean())),
        "The step is right; the loss is that of the class with the largest score.",
        "Whose probability stands in the loss: the likeliest class's, or the right one's?",
        "Look for `max`: the labels say which probability to take.",
    ),
    Mistake(
        "loss after the step",
        lambda right, w, b, x, labels, rate: (
            *(new := right(w, b, x, labels, rate)[:2]),
            right(*new, x, labels, rate)[2],
        ),
        "The step is right; the loss is that of the new weights.",
        "With which weights were the scores computed that the loss is taken from?",
        "Look at the order of the lines: first the loss, then the step.",
    ),
    Mistake(
        "one-hot labels forgotten",
        finished(stepping(lambda p, target, scores: p / len(p))),
        "Your step pushes every class down, the right one too.",
        "What is the error of the right class's probability p: p, or p - 1?",
        "Look at the line with the error: 1 is taken off at the label of each image.",
    ),
    Mistake(
        "1 taken off in whole columns",
        finished(target_in_whole_columns),
        "In your error every image has the labels of all images.",
        "What does `error[:, labels] -= 1` choose with its `:`?",
        "Look at the row index: it must go along with the labels, as `np.arange(N)` does.",
    ),
    Mistake(
        "scores in place of probabilities",
        finished(stepping(lambda p, target, scores: (scores - target) / len(p))),
        "Your step compares the scores themselves with the one-hot labels.",
        "What turns scores into probabilities?",
        "Look at the line with the error: softmax(scores) - one-hot.",
    ),
    Mistake(
        "softmax over the batch",
        finished(stepping(axis=0)),
        "Your probabilities add up to 1 over the images, not over the classes.",
        "Which probabilities add up to 1: those of one image, or those of one class?",
        "Look at `axis=` in the softmax.",
    ),
    Mistake(
        "e^scores too large",
        finished(unsafe),
        "With scores of 900 your softmax gives no numbers.",
        "What is e^900 in a computer, and does softmax change when all scores fall by 900?",
        "Look at the exponent: take the largest score of each row off first.",
    ),
    Mistake(
        "logarithm of 0",
        finished(log_of_probability(0)),
        "Where the right class gets next to no probability, your loss is infinite.",
        "What is log(e^z / s), without the way over e^z?",
        "Look at the logarithm: z - log(s) never meets a zero.",
    ),
    *(
        replace(CLIPPED, mimic=finished(log_of_probability(10.0**-digits)))
        for digits in (5, 6, 7, 8, 9, 10, 12, 15, 16, 20)
    ),
    Mistake(
        "bias left out of the scores",
        lambda right, w, b, x, labels, rate: (
            (new := right(w, 0 * b, x, labels, rate))[0],
            b + new[1],
            new[2],
        ),
        "Your scores are those without the bias.",
        "What is added to x @ w?",
        "Look at the line with the scores: does b occur?",
    ),
    Mistake(
        "bias' gradient summed over the classes",
        finished(
            lambda w, b, x, labels, rate: stepping(
                bias=lambda b, error, rate: b - rate * error.sum(axis=1)
            )(w, b, x, labels, rate)
        ),
        "The gradient of b is summed along the wrong axis.",
        "What is the shape of b, and which axis of the error (N, C) has to go?",
        "Look at the `axis=` of the sum: over the images.",
    ),
    Mistake(
        "bias not updated",
        finished(stepping(bias=lambda b, error, rate: b)),
        "b came back as it was.",
        "Is the bias learned too?",
        "Look for the gradient of b: the error, summed over the images.",
    ),
    Mistake(
        "bias' gradient averaged twice",
        finished(stepping(bias=lambda b, error, rate: b - rate * error.mean(axis=0))),
        "The step of b is N times too short.",
        "How often is the gradient of b divided by N?",
        "Look for `mean` where the error was divided by N before.",
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
        finished(gradients),
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
        finished(in_place),
        "The arrays w and b that were given to your function are changed after the call.",
        "Whose memory does `w -= …` write to: a new array's, or the caller's?",
        "Look for `-=`: make new arrays with `w - …` instead.",
    ),
    Mistake(
        "only the last image",
        finished(only(-1)),
        "Your step knows the last image alone: the gradients before it were overwritten.",
        "What becomes of the first image's gradient when the second one's is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "only the first image",
        finished(only(0)),
        "Your step knows the first image alone.",
        "When does your loop over the images end?",
        "Look for a `return` or an index 0.",
    ),
    Mistake(
        "a step after each image",
        finished(after_each_image),
        "You took a step after each image, so that the later ones met other weights.",
        "With which w are the scores of the second image computed?",
        "Look at the line that changes w: it belongs after the loop.",
    ),
)
