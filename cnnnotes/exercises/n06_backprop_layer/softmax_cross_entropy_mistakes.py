"""What goes wrong in 06_softmax_cross_entropy."""

from dataclasses import replace

import numpy as np

from cnnnotes import ops
from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _right(logits, labels):
    return ops.cross_entropy(logits, labels), ops.cross_entropy_backward(logits, labels)


def _probabilities(logits):
    z = np.exp(logits - logits.max(axis=1, keepdims=True))
    return z / z.sum(axis=1, keepdims=True)


def _from(p, labels, loss=None, gradient=None):
    """Loss and gradient from probabilities, one of them otherwise: `f(p, one-hot labels)`."""
    n, one_hot = len(labels), np.eye(p.shape[1])[labels]
    right = -np.log(p[np.arange(n), labels]).mean(), (p - one_hot) / n
    loss = loss(p, one_hot) if loss else right[0]
    return loss, gradient(p, one_hot) if gradient else right[1]


def _with(loss=None, gradient=None):
    """Right, but for the loss or the gradient."""

    def mimic(logits, labels):
        right = _right(logits, labels)
        wrong = _from(_probabilities(logits), labels, loss, gradient)
        return wrong[0] if loss else right[0], wrong[1] if gradient else right[1]

    return mimic


def _exponents_first(logits, labels):
    return _from(np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True), labels)


def _log_of_a_sum(logits, labels):
    scores, sums = logits[np.arange(len(labels)), labels], np.exp(logits).sum(axis=1)
    return (np.log(sums) - scores).mean(), _exponents_first(logits, labels)[1]


def _softmax_along(axis):
    def mimic(logits, labels):
        z = np.exp(logits - logits.max(axis=axis, keepdims=True))
        return _from(z / z.sum(axis=axis, keepdims=True), labels)

    return mimic


def _one_maximum(logits, labels):
    z = np.exp(logits - logits.max())
    return _from(z / z.sum(axis=1, keepdims=True), labels)


def _one_maximum_in_logs(logits, labels):
    z = logits - logits.max()
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dlogits = (np.exp(log_p) - np.eye(logits.shape[1])[labels]) / len(labels)
    return -log_p[np.arange(len(labels)), labels].mean(), dlogits


def _all_labels_of_the_batch(logits, labels):
    dlogits = _probabilities(logits)
    dlogits[:, np.unique(labels)] -= 1
    return _right(logits, labels)[0], dlogits / len(labels)


def _loss_after_subtracting(logits, labels):
    p = _probabilities(logits)
    p[np.arange(len(labels)), labels] -= 1
    return -np.log(p[np.arange(len(labels)), labels]).mean(), p / len(labels)


def _log_of_at_least(small):
    return _with(loss=lambda p, one_hot: -np.log((p * one_hot).sum(axis=1) + small).mean())


def _through_softmax_again(p, one_hot):
    dy = (p - one_hot) / len(p)
    return p * (dy - (dy * p).sum(axis=1, keepdims=True))


def _scaled(by_loss, by_gradient):
    """Both right, but for a factor that depends on N."""

    def mimic(logits, labels):
        loss, dlogits = _right(logits, labels)
        return loss * by_loss(logits), dlogits * by_gradient(logits)

    return mimic


OVERFLOW = Mistake(
    "large scores overflow",
    finished(_exponents_first),
    "With large scores your result is not a number: e to the power of 1000 overflows.",
    "Which number may be subtracted from all scores of a row, without changing the softmax?",
    "Look at `np.exp`: subtract the row's largest score before.",
)
ONE_MAXIMUM = Mistake(
    "one maximum for the whole batch",
    finished(_one_maximum),
    "When one image's scores are far larger than another's, your result is not a number.",
    "What becomes of a row when the maximum of another row is subtracted?",
    "Look at `max`: it needs `axis=1, keepdims=True`.",
)
SMALL_NUMBER = Mistake(
    "small number added in the logarithm",
    finished(_log_of_at_least(1e-12)),
    "Where the right class is very unlikely, your loss is too small: it cannot rise further.",
    "What is -log(p) in terms of the scores when p itself is too small for a float?",
    "Look at the logarithm: log p = z - log Σ e^z needs no small number.",
)

MISTAKES = (
    OVERFLOW,
    replace(OVERFLOW, mimic=finished(_log_of_a_sum)),
    ONE_MAXIMUM,
    replace(ONE_MAXIMUM, mimic=finished(_one_maximum_in_logs)),
    Mistake(
        "logarithm of zero",
        finished(lambda logits, labels: _from(_probabilities(logits), labels)),
        "Where the right class is very unlikely, your loss is infinite.",
        "What is log(0), and is the probability of the right class really 0?",
        "Look at the logarithm: take log p = z - log Σ e^z, not the log of the softmax.",
    ),
    *(
        replace(SMALL_NUMBER, mimic=finished(_log_of_at_least(10.0**-digits)))
        for digits in (6, 7, 8, 9, 10, 12, 15, 16)
    ),
    Mistake(
        "gradient not divided by N",
        finished(_scaled(lambda z: 1, len)),
        "Your gradient is N times too large.",
        "The loss is a mean over N images: what does that do to its gradient?",
        "Look at the line that returns dlogits: `/ N`.",
    ),
    Mistake(
        "loss not divided by N",
        finished(_scaled(len, lambda z: 1)),
        "Your loss is a sum over the images; expected the mean.",
        "Should the loss grow with the size of the batch?",
        "Look for `sum` where `mean` is meant.",
    ),
    Mistake(
        "nothing divided by N",
        finished(_scaled(len, len)),
        "Your loss and your gradient are N times too large.",
        "Should the loss grow with the size of the batch?",
        "Look for `sum` where `mean` is meant, and divide the gradient too.",
    ),
    Mistake(
        "divided by the classes as well",
        finished(_scaled(lambda z: 1 / z.shape[1], lambda z: 1 / z.shape[1])),
        "Your loss and your gradient are divided by the number of classes, too.",
        "Over what is the loss a mean: over images, or over images and classes?",
        "Look for `mean` without an axis, or a division by `size`.",
    ),
    Mistake(
        "loss divided by the classes as well",
        finished(_scaled(lambda z: 1 / z.shape[1], lambda z: 1)),
        "Your loss is divided by the number of classes, too.",
        "Over what is the loss a mean: over images, or over images and classes?",
        "Look for `mean` of an (N, C) array: sum over the classes first.",
    ),
    Mistake(
        "gradient divided by the classes as well",
        finished(_scaled(lambda z: 1, lambda z: 1 / z.shape[1])),
        "Your gradient is divided by the number of classes, too.",
        "Over what is the loss a mean: over images, or over images and classes?",
        "Look for a division by `size`: N is meant.",
    ),
    Mistake(
        "sign of the loss",
        finished(_scaled(lambda z: -1, lambda z: 1)),
        "Your loss is negative.",
        "Is log p positive or negative, for a p between 0 and 1?",
        "Look for the minus before the logarithm.",
    ),
    Mistake(
        "sign of the gradient",
        finished(_scaled(lambda z: 1, lambda z: -1)),
        "Your gradient is the right one times -1.",
        "Is the gradient p - y or y - p if the loss falls when the right score rises?",
        "Look at the order of the two operands around the minus.",
    ),
    Mistake(
        "logarithm to the base 2",
        finished(_scaled(lambda z: 1 / np.log(2), lambda z: 1)),
        "Your loss is measured in bits: the logarithm has the base 2.",
        "Which logarithm undoes e to the power of z?",
        "Look for `np.log2`.",
    ),
    Mistake(
        "logarithm to the base 10",
        finished(_scaled(lambda z: 1 / np.log(10), lambda z: 1)),
        "Your loss is too small by a factor of 2.3: the logarithm has the base 10.",
        "Which logarithm undoes e to the power of z?",
        "Look for `np.log10`.",
    ),
    Mistake(
        "loss for each image",
        finished(_with(loss=lambda p, one_hot: -np.log((p * one_hot).sum(axis=1)))),
        "Your loss is one number for each image; expected their mean.",
        "How many numbers does training want to make small?",
        "Look at the line with `return`: `mean` is missing.",
    ),
    Mistake(
        "logarithm forgotten",
        finished(_with(loss=lambda p, one_hot: -(p * one_hot).sum(axis=1).mean())),
        "Your loss is minus the mean probability of the right classes.",
        "What is taken of p, before the mean?",
        "Look for `np.log`.",
    ),
    Mistake(
        "probability missing to 1 in place of the logarithm",
        finished(_with(loss=lambda p, one_hot: 1 - (p * one_hot).sum(axis=1).mean())),
        "Your loss is what is missing to the probability 1.",
        "What is taken of p, before the mean?",
        "Look for `np.log`.",
    ),
    Mistake(
        "wrong classes counted too",
        finished(
            _with(
                loss=lambda p, one_hot: -np.log(np.where(one_hot == 1, p, 1 - p)).sum(axis=1).mean()
            )
        ),
        "Your loss counts the wrong classes too: log(1 - p) was added for them.",
        "For which class does the label choose a probability?",
        "Look at the sum over the classes: only the label's counts.",
    ),
    Mistake(
        "softmax along the batch",
        finished(_softmax_along(0)),
        "Your softmax runs over the images: its columns sum to 1, not its rows.",
        "Which numbers compete with each other: the classes of one image, or the images?",
        "Look at the axes of `max` and `sum`: the classes are axis 1.",
    ),
    Mistake(
        "softmax over everything",
        finished(_softmax_along(None)),
        "Your probabilities sum to 1 over the whole batch, not over each image.",
        "How many probability distributions are there for N images?",
        "Look at `sum`: it needs `axis=1, keepdims=True`.",
    ),
    Mistake(
        "label not subtracted",
        finished(_with(gradient=lambda p, one_hot: p / len(p))),
        "Your gradient is the softmax itself.",
        "Where does the label come into the gradient?",
        "Look for the 1 that is to be subtracted at the label's place.",
    ),
    Mistake(
        "gradient at the label alone",
        finished(_with(gradient=lambda p, one_hot: (p - 1) * one_hot / len(p))),
        "Your gradient is 0 but at the labels.",
        "Do the scores of the other classes change the loss?",
        "Look at the gradient: p - y, for every class.",
    ),
    Mistake(
        "all labels subtracted from each row",
        finished(_all_labels_of_the_batch),
        "In every row of your gradient, 1 is subtracted at all labels of the batch.",
        "What does `p[:, labels]` choose with its `:`?",
        "Look at the row index: it must go along with the labels, as `np.arange(N)` does.",
    ),
    Mistake(
        "gradient with respect to the probabilities",
        finished(_with(gradient=lambda p, one_hot: -one_hot / p / len(p))),
        "Your gradient is with respect to the probabilities, -1/p, not the scores.",
        "Through which function must the gradient still go, to reach the scores?",
        "Look at the gradient: through softmax it becomes p - y.",
    ),
    Mistake(
        "gradient through softmax twice",
        finished(_with(gradient=_through_softmax_again)),
        "Your gradient went through the derivative of softmax once too often.",
        "Is p - y the gradient with respect to the probabilities, or to the scores?",
        "Look at what you multiply p - y with.",
    ),
    Mistake(
        "gradient of a sigmoid",
        finished(_with(gradient=lambda p, one_hot: (p - one_hot) * p * (1 - p) / len(p))),
        "Your gradient is multiplied by p(1 - p).",
        "Is p - y the gradient with respect to the probabilities, or to the scores?",
        "Look for p·(1 - p): it is in p - y already.",
    ),
    Mistake(
        "loss taken after the label was subtracted",
        finished(_loss_after_subtracting),
        "Your loss is not a number, or wrong: its probabilities had been changed before.",
        "What stands in `p[n, label]`, after 1 was subtracted there?",
        "Look at the order of the lines, or copy p before you change it.",
    ),
    Mistake(
        "gradient comes first",
        finished(lambda *args: _right(*args)[::-1]),
        "Your first value is the gradient and your second the loss.",
        "In which order are the two asked for?",
        "Look at the line with `return`: loss, dlogits.",
    ),
)
