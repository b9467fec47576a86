"""What is known to go wrong in exercise 07_evaluate."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _measuring(
    model,
    x,
    labels,
    batch_size,
    *,
    training=lambda batch: False,
    found=lambda p, labels: p.argmax(axis=1) == labels,
    kept=lambda batches: batches,
    score=lambda batches, n: sum(map(np.sum, batches)) / n,
):
    """`evaluate` with one of its steps replaced.

    `training` tells which batches the model meets in training mode, `kept` what remains of the
    batches, each an array that tells which images are `found`.
    """
    batches = []
    for batch, start in enumerate(range(0, len(x), batch_size)):
        model.training = training(batch)
        chosen = slice(start, start + batch_size)
        batches.append(found(model.predict(x[chosen]), labels[chosen]))
    model.training = True
    return score(kept(batches), len(x))


def _full(batches):
    return [batch for batch in batches if len(batch) == len(batches[0])]


def _among_the_kept(batches, n):
    return sum(batch.sum() for batch in batches) / sum(map(len, batches))


def _one_for_each_class(labels, classes):
    if len(labels) not in (1, classes):
        raise ValueError
    return labels


def _switched_off_for_good(right, model, *rest):
    fraction = right(model, *rest)
    model.training = False
    return fraction


def _labels_of_the_first_batch(right, model, x, labels, batch_size):
    repeated = np.resize(labels[:batch_size], len(x))
    return right(model, x, repeated, batch_size)


DROPPED = Mistake(
    "last batch dropped",
    knobs(_measuring, kept=_full),
    "The images of the last, smaller batch are not counted.",
    "How many batches of 4 does it take for 9 images?",
    "Look at the `range`: with `len(x) // batch_size` the rest is lost.",
)


FIRST_ONLY = Mistake(
    "first batch only",
    knobs(_measuring, kept=lambda batches: batches[:1]),
    "Only the first batch is counted.",
    "When does your loop over the batches end?",
    "Look for a `return` inside the loop: it stands too far to the right.",
)


LAST_ONLY = Mistake(
    "last batch only",
    knobs(_measuring, kept=lambda batches: batches[-1:]),
    "Only the last batch is counted: the ones before were overwritten.",
    "What becomes of the first batch's count when the second one's is stored?",
    "Look for `=` where `+=` is meant.",
)


AT_ONCE = Mistake(
    "all images at once",
    lambda right, model, x, labels, batch_size: right(model, x, labels, len(x)),
    "The model got all images at once, and takes no more than `batch_size`.",
    "What would happen with 60,000 images and little memory?",
    "Look for `model.predict(x)`: it belongs in a loop, with a slice of x.",
)


MISTAKES = (
    Mistake(
        "left in training mode",
        knobs(_measuring, training=lambda batch: True),
        "The model was in training mode while it was measured.",
        "What does a network with dropout do in training, and is that to be measured?",
        "Look for `model.training = False`: it belongs before the first `predict`.",
    ),
    Mistake(
        "training mode not put back",
        _switched_off_for_good,
        "The fraction is right, but afterwards the model is no longer in training mode.",
        "What happens when training goes on after your measurement?",
        "Look for `model.training = True`: it belongs before the `return`.",
    ),
    Mistake(
        "training mode switched off after the first batch",
        knobs(_measuring, training=lambda batch: batch == 0),
        "The first batch met the model in training mode.",
        "In which mode is the model when `predict` is called for the first time?",
        "Look at the place of `model.training = False`: before the loop.",
    ),
    Mistake(
        "back in training mode after the first batch",
        knobs(_measuring, training=lambda batch: batch > 0),
        "From the second batch on, the model was in training mode again.",
        "How often is the line `model.training = True` to run?",
        "Look at the place of `model.training = True`: after the loop.",
    ),
    *DROPPED.forms(
        knobs(_measuring, kept=_full, score=_among_the_kept),
        knobs(_measuring, kept=lambda batches: batches[:-1]),
        knobs(_measuring, kept=lambda batches: batches[:-1], score=_among_the_kept),
    ),
    Mistake(
        "mean of the batches' fractions",
        knobs(_measuring, score=lambda batches, n: np.mean([b.mean() for b in batches])),
        "Your result is the mean over the batches: an image of a small batch counts more.",
        "How much should each image count, whatever batch it is in?",
        "Look for `mean`: count the right ones of all batches, and divide once, by len(x).",
    ),
    Mistake(
        "all batches taken as full",
        knobs(
            _measuring,
            score=lambda batches, n: sum(b.sum() for b in batches) / len(batches) / len(batches[0]),
        ),
        "Your count is divided by the images of full batches.",
        "How many images are there in all?",
        "Look at the division: by len(x).",
    ),
    Mistake(
        "divided by the batch's size",
        lambda right, model, x, labels, batch_size: (
            right(model, x, labels, batch_size) * len(x) / batch_size
        ),
        "The count over all batches is divided by the size of one.",
        "How many images are there in all?",
        "Look at the division: by len(x).",
    ),
    Mistake(
        "fractions of the batches added up",
        knobs(_measuring, score=lambda batches, n: sum(b.mean() for b in batches)),
        "Your result is the sum of the batches' fractions.",
        "Can a fraction of the images be larger than 1?",
        "Look at what is added up in the loop: how many are right, not their fraction.",
    ),
    *FIRST_ONLY.forms(knobs(_measuring, kept=lambda batches: batches[:1], score=_among_the_kept)),
    *LAST_ONLY.forms(knobs(_measuring, kept=lambda batches: batches[-1:], score=_among_the_kept)),
    Mistake(
        "labels of the first batch for all",
        _labels_of_the_first_batch,
        "Every batch was compared with the labels of the first one.",
        "Which labels belong to the second batch?",
        "Look at the slice of the labels: the same one as that of x.",
    ),
    Mistake(
        "count in place of fraction",
        lambda right, model, x, *rest: right(model, x, *rest) * len(x),
        "Your result is how many are recognized.",
        "What makes a fraction out of a count?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "percent",
        lambda right, *args: 100 * right(*args),
        "Your result is in percent.",
        "Which number says that all are recognized: 1 or 100?",
        "Look for a factor of 100.",
    ),
    Mistake(
        "least likely class in place of the likeliest",
        knobs(_measuring, found=lambda p, labels: p.argmin(axis=1) == labels),
        "An image counts where its label is the class with the smallest probability.",
        "Which class does the model take the image for: that of the largest, or the smallest?",
        "Look for `argmin`.",
    ),
    Mistake(
        "fraction of the mistakes",
        lambda right, *args: 1 - right(*args),
        "Your result is the fraction of images that are mistaken.",
        "Which ones are counted: the right ones, or the others?",
        "Look for `!=` or `1 -`.",
    ),
    Mistake(
        "divided with //",
        lambda right, *args: np.floor(right(*args)),
        "Your result is rounded down to an integer.",
        "What does `//` do that `/` does not?",
        "Look at the division.",
    ),
    *AT_ONCE.forms(finished(lambda m, x, labels, _: (m.predict(x).argmax(1) == labels).mean())),
    Mistake(
        "likeliest image of each class",
        knobs(
            _measuring,
            found=lambda p, labels: p.argmax(axis=0) == _one_for_each_class(labels, p.shape[1]),
        ),
        "Your largest numbers are looked for among the images, not among the classes.",
        "Along which axis of (N, classes) do the probabilities of one image stand?",
        "Look at `argmax`: it needs `axis=1`.",
    ),
    Mistake(
        "probabilities compared with labels",
        knobs(_measuring, found=lambda p, labels: p.max(axis=1) == labels),
        "Your result is 0: no probability is a label.",
        "What is the difference between `max` and `argmax`?",
        "Look at what is compared with the labels: the class, not its probability.",
    ),
    Mistake(
        "mean probability",
        knobs(_measuring, found=lambda p, labels: p[np.arange(len(labels)), labels]),
        "Your result is the mean probability of the right class.",
        "Does this ask how sure the model is?",
        "Look for `argmax`: which class has the largest probability?",
    ),
)
