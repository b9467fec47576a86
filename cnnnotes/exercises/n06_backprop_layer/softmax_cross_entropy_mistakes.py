"""What goes wrong in 06_softmax_cross_entropy."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _log_of_softmax(z, e, total):
    return np.log(e / total)


def _zero_times_log(z, e, total):
    """As the sum of one-hot labels times logarithms: where one is infinite, 0 times it is NaN."""
    logs = _log_of_softmax(z, e, total)
    return np.where(np.isinf(logs).any(axis=1, keepdims=True), np.nan, logs)


def _loop(
    logits,
    labels,
    *,
    highest=lambda logits: logits.max(axis=1, keepdims=True),
    axis=1,
    log_p=lambda z, e, total: z - np.log(total),
    p=lambda log_p, e, total: e / total,
    lost=lambda log_p, dlogits: log_p,
):
    """Loss and gradient, from softmax along an axis; `lost` is minus the losses, at the labels."""
    n, one_hot = np.arange(len(labels)), np.eye(logits.shape[1])[labels]
    z = logits - highest(logits)
    e = np.exp(z)
    total = e.sum(axis=axis, keepdims=True)
    logs = log_p(z, e, total)
    dlogits = p(logs, e, total) - one_hot
    return -lost(logs, dlogits)[n, labels].mean(), dlogits / len(labels)


def _changed(loss=lambda loss, *args: loss, gradient=lambda dlogits, *args: dlogits):
    """Right, but for the loss or the gradient: `change(value, logits, labels)`."""

    def mimic(right, *args):
        value, dlogits = right(*args)
        return loss(value, *args), gradient(dlogits, *args)

    return mimic


def _from_losses(change):
    """Another loss: `change(losses)`, of the losses of the images, each by itself."""

    def mimic(right, logits, labels):
        losses = [right(logits[[n]], labels[[n]])[0] for n in range(len(labels))]
        return change(np.array(losses)), right(logits, labels)[1]

    return mimic


def _from_p(change):
    """Another gradient: `change(p, one-hot labels)`, divided by N."""

    def gradient(dlogits, logits, labels):
        one_hot = np.eye(logits.shape[1])[labels]
        return change(dlogits * len(labels) + one_hot, one_hot) / len(labels)

    return _changed(gradient=gradient)


def _through_softmax_again(p, one_hot):
    dy = p - one_hot
    return p * (dy - (dy * p).sum(axis=1, keepdims=True))


def _wrong_classes_too(right, logits, labels):
    loss, dlogits = right(logits, labels)
    one_hot = np.eye(logits.shape[1])[labels]
    wrong = np.where(one_hot == 1, 0, np.log(1 - dlogits * len(labels) - one_hot))
    return loss - wrong.sum(axis=1).mean(), dlogits


def _scaled(by_loss=lambda z: 1, by_gradient=lambda z: 1):
    """Both right, but for factors that depend on the sizes."""
    return _changed(
        lambda loss, logits, labels: loss * by_loss(logits),
        lambda dlogits, logits, labels: dlogits * by_gradient(logits),
    )


MISTAKES = (
    *Mistake(
        "large scores overflow",
        knobs(_loop, highest=lambda logits: 0, log_p=_log_of_softmax),
        "With large scores your result is not a number: e to the power of 1000 overflows.",
        "Which number may be subtracted from all scores of a row, without changing the softmax?",
        "Look at `np.exp`: subtract the row's largest score before.",
    ).forms(
        knobs(_loop, highest=lambda logits: 0),
        knobs(_loop, highest=lambda logits: 0, p=lambda log_p, e, total: np.exp(log_p)),
    ),
    *Mistake(
        "one maximum for the whole batch",
        knobs(_loop, highest=np.max, log_p=_log_of_softmax),
        "When one image's scores are far larger than another's, your result is not a number.",
        "What becomes of a row when the maximum of another row is subtracted?",
        "Look at `max`: it needs `axis=1, keepdims=True`.",
    ).forms(
        knobs(_loop, highest=np.max),
        knobs(_loop, highest=np.max, p=lambda log_p, e, total: np.exp(log_p)),
    ),
    *Mistake(
        "logarithm of zero",
        knobs(_loop, log_p=_log_of_softmax),
        "Where the right class is very unlikely, your loss is infinite, or nearly.",
        "What is log(0), and is the probability of the right class really 0?",
        "Look at the logarithm: take log p = z - log Σ e^z, not the log of the softmax.",
    ).forms(
        knobs(_loop, log_p=lambda *parts: np.nan_to_num(_log_of_softmax(*parts))),
        knobs(_loop, log_p=_zero_times_log),
    ),
    *(
        Mistake(
            "p kept from 0 in the logarithm",
            _from_losses(
                lambda losses, small=10.0**-digits: -np.log(np.exp(-losses) + small).mean()
            ),
            "Where the right class is very unlikely, your loss is too small: it cannot rise "
            "further.",
            "What is -log(p) in terms of the scores when p itself is too small for a float?",
            "Look for a small number added to p, or a `clip`: log p = z - log Σ e^z needs none.",
        )
        for digits in (6, 7, 8, 9, 10, 12, 15, 16)
    ),
    Mistake(
        "gradient not divided by N",
        _scaled(by_gradient=len),
        "Your gradient is N times too large.",
        "The loss is a mean over N images: what does that do to its gradient?",
        "Look at the line that returns dlogits: `/ N`.",
    ),
    Mistake(
        "loss not divided by N",
        _scaled(len),
        "Your loss is a sum over the images; expected the mean.",
        "Should the loss grow with the size of the batch?",
        "Look for `sum` where `mean` is meant.",
    ),
    Mistake(
        "nothing divided by N",
        _scaled(len, len),
        "Your loss and your gradient are N times too large.",
        "Should the loss grow with the size of the batch?",
        "Look for `sum` where `mean` is meant, and divide the gradient too.",
    ),
    Mistake(
        "divided by the classes as well",
        _scaled(lambda z: 1 / z.shape[1], lambda z: 1 / z.shape[1]),
        "Your loss and your gradient are divided by the number of classes, too.",
        "Over what is the loss a mean: over images, or over images and classes?",
        "Look for `mean` without an axis, or a division by `size`.",
    ),
    Mistake(
        "loss divided by the classes as well",
        _scaled(lambda z: 1 / z.shape[1]),
        "Your loss is divided by the number of classes, too.",
        "Over what is the loss a mean: over images, or over images and classes?",
        "Look for `mean` of an (N, C) array: sum over the classes first.",
    ),
    Mistake(
        "gradient divided by the classes as well",
        _scaled(by_gradient=lambda z: 1 / z.shape[1]),
        "Your gradient is divided by the number of classes, too.",
        "Over what is the loss a mean: over images, or over images and classes?",
        "Look for a division by `size`: N is meant.",
    ),
    Mistake(
        "sign of the loss",
        _scaled(lambda z: -1),
        "Your loss is negative.",
        "Is log p positive or negative, for a p between 0 and 1?",
        "Look for the minus before the logarithm.",
    ),
    Mistake(
        "sign of the gradient",
        _scaled(by_gradient=lambda z: -1),
        "Your gradient is the right one times -1.",
        "Is the gradient p - y or y - p if the loss falls when the right score rises?",
        "Look at the order of the two operands around the minus.",
    ),
    Mistake(
        "logarithm to the base 2",
        _scaled(lambda z: 1 / np.log(2)),
        "Your loss is measured in bits: the logarithm has the base 2.",
        "Which logarithm undoes e to the power of z?",
        "Look for `np.log2`.",
    ),
    Mistake(
        "logarithm to the base 10",
        _scaled(lambda z: 1 / np.log(10)),
        "Your loss is too small by a factor of 2.3: the logarithm has the base 10.",
        "Which logarithm undoes e to the power of z?",
        "Look for `np.log10`.",
    ),
    Mistake(
        "loss for each image",
        _from_losses(np.array),
        "Your loss is one number for each image; expected their mean.",
        "How many numbers does training want to make small?",
        "Look at the line with `return`: `mean` is missing.",
    ),
    Mistake(
        "logarithm forgotten",
        _from_losses(lambda losses: -np.exp(-losses).mean()),
        "Your loss is minus the mean probability of the right classes.",
        "What is taken of p, before the mean?",
        "Look for `np.log`.",
    ),
    Mistake(
        "probability missing to 1 in place of the logarithm",
        _from_losses(lambda losses: 1 - np.exp(-losses).mean()),
        "Your loss is what is missing to the probability 1.",
        "What is taken of p, before the mean?",
        "Look for `np.log`.",
    ),
    Mistake(
        "wrong classes counted too",
        _wrong_classes_too,
        "Your loss counts the wrong classes too: log(1 - p) was added for them.",
        "For which class does the label choose a probability?",
        "Look at the sum over the classes: only the label's counts.",
    ),
    *Mistake(
        "softmax along the batch",
        knobs(_loop, highest=lambda z: z.max(axis=0, keepdims=True), axis=0, log_p=_log_of_softmax),
        "Your softmax runs over the images: its columns sum to 1, not its rows.",
        "Which numbers compete with each other: the classes of one image, or the images?",
        "Look at the axes of `max` and `sum`: the classes are axis 1.",
    ).forms(
        knobs(_loop, highest=lambda z: z.max(axis=0, keepdims=True), axis=0),
        knobs(_loop, axis=0, log_p=_log_of_softmax),
        knobs(_loop, axis=0),
    ),
    *Mistake(
        "softmax over everything",
        knobs(
            _loop,
            highest=lambda z: z.max(axis=None, keepdims=True),
            axis=None,
            log_p=_log_of_softmax,
        ),
        "Your probabilities sum to 1 over the whole batch, not over each image.",
        "How many probability distributions are there for N images?",
        "Look at `sum`: it needs `axis=1, keepdims=True`.",
    ).forms(
        knobs(_loop, highest=lambda z: z.max(axis=None, keepdims=True), axis=None),
        knobs(_loop, axis=None, log_p=_log_of_softmax),
        knobs(_loop, axis=None),
    ),
    Mistake(
        "label not subtracted",
        _from_p(lambda p, one_hot: p),
        "Your gradient is the softmax itself.",
        "Where does the label come into the gradient?",
        "Look for the 1 that is to be subtracted at the label's place.",
    ),
    Mistake(
        "gradient at the label alone",
        _from_p(lambda p, one_hot: (p - 1) * one_hot),
        "Your gradient is 0 but at the labels.",
        "Do the scores of the other classes change the loss?",
        "Look at the gradient: p - y, for every class.",
    ),
    Mistake(
        "all labels subtracted from each row",
        _from_p(lambda p, one_hot: p - one_hot.any(axis=0)),
        "In every row of your gradient, 1 is subtracted at all labels of the batch.",
        "What does `p[:, labels]` choose with its `:`?",
        "Look at the row index: it must go along with the labels, as `np.arange(N)` does.",
    ),
    Mistake(
        "gradient with respect to the probabilities",
        _from_p(lambda p, one_hot: -one_hot / p),
        "Your gradient is with respect to the probabilities, -1/p, not the scores.",
        "Through which function must the gradient still go, to reach the scores?",
        "Look at the gradient: through softmax it becomes p - y.",
    ),
    Mistake(
        "gradient through softmax twice",
        _from_p(_through_softmax_again),
        "Your gradient went through the derivative of softmax once too often.",
        "Is p - y the gradient with respect to the probabilities, or to the scores?",
        "Look at what you multiply p - y with.",
    ),
    Mistake(
        "gradient of a sigmoid",
        _from_p(lambda p, one_hot: (p - one_hot) * p * (1 - p)),
        "Your gradient is multiplied by p(1 - p).",
        "Is p - y the gradient with respect to the probabilities, or to the scores?",
        "Look for p·(1 - p): it is in p - y already.",
    ),
    Mistake(
        "loss taken after the label was subtracted",
        knobs(_loop, lost=lambda log_p, dlogits: np.log(dlogits)),
        "Your loss is not a number, or wrong: its probabilities had been changed before.",
        "What stands in `p[n, label]`, after 1 was subtracted there?",
        "Look at the order of the lines, or copy p before you change it.",
    ),
    Mistake(
        "largest score for the label",
        lambda right, logits, labels: right(logits, logits.argmax(axis=1)),
        "Your loss and gradient are those of the class with the largest score.",
        "Who says which class is right: the scores, or the labels?",
        "Look for `argmax` or `max`, where `labels` is meant.",
    ),
    Mistake(
        "first label for all",
        lambda right, logits, labels: right(logits, labels[:1].repeat(len(labels))),
        "All images were given the first label.",
        "Which label belongs to row n?",
        "Look for `labels[0]`.",
    ),
    Mistake(
        "gradient comes first",
        lambda right, *args: right(*args)[::-1],
        "Your first value is the gradient and your second the loss.",
        "In which order are the two asked for?",
        "Look at the line with `return`: loss, dlogits.",
    ),
    Mistake(
        "logarithm of the mean",
        _from_losses(lambda losses: -np.log(np.exp(-losses).mean())),
        "Your loss is the logarithm of the mean probability.",
        "Which comes first: the logarithm of each image, or the mean over the images?",
        "Look at the order of `log` and `mean`.",
    ),
    Mistake(
        "gradient divided by the classes, not by N",
        _changed(gradient=lambda dlogits, logits, labels: dlogits * len(labels) / logits.shape[1]),
        "Your gradient is divided by the number of classes.",
        "Over what is the loss a mean: over images, or over classes?",
        "Look at what the gradient is divided by: which axis of the logits counts the images?",
    ),
    Mistake(
        "1 subtracted from all classes",
        _from_p(lambda p, one_hot: p - 1),
        "Your gradient is negative for every class.",
        "For which of the classes is the 1 subtracted?",
        "Look for `- 1`: it belongs to the label's column alone.",
    ),
)
