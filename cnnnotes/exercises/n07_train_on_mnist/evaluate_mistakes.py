"""What is known to go wrong in exercise 07_evaluate."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _from(score, training=lambda batch: False):
    """Return `evaluate` with another score of what was found in each batch.

    `training` tells which batches the model meets in training mode.
    """

    def mimic(model, x, labels, batch_size):
        found = []
        for batch, start in enumerate(range(0, len(x), batch_size)):
            model.training = training(batch)
            chosen = slice(start, start + batch_size)
            found.append(model.predict(x[chosen]).argmax(axis=1) == labels[chosen])
        model.training = True
        return score(found)

    return mimic


def _share(found):
    return np.concatenate(found).mean()


def _switched_off_for_good(right, model, *rest):
    fraction = right(model, *rest)
    model.training = False
    return fraction


def _labels_of_the_first_batch(right, model, x, labels, batch_size):
    repeated = np.resize(labels[:batch_size], len(x))
    return right(model, x, repeated, batch_size)


DROPPED = Mistake(
    "last batch dropped",
    finished(
        _from(
            lambda found: (
                sum(f.sum() for f in found if len(f) == len(found[0])) / sum(map(len, found))
            )
        )
    ),
    "The images of the last, smaller batch are not counted.",
    "How many batches of 4 does it take for 9 images?",
    "Look at the `range`: with `len(x) // batch_size` the rest is lost.",
)


FIRST_ONLY = Mistake(
    "first batch only",
    finished(_from(lambda found: found[0].sum() / sum(map(len, found)))),
    "Only the first batch is counted.",
    "When does your loop over the batches end?",
    "Look for a `return` inside the loop: it stands too far to the right.",
)


LAST_ONLY = Mistake(
    "last batch only",
    finished(_from(lambda found: found[-1].sum() / sum(map(len, found)))),
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
        finished(_from(_share, training=lambda batch: True)),
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
        finished(_from(_share, training=lambda batch: batch == 0)),
        "The first batch met the model in training mode.",
        "In which mode is the model when `predict` is called for the first time?",
        "Look at the place of `model.training = False`: before the loop.",
    ),
    Mistake(
        "back in training mode after the first batch",
        finished(_from(_share, training=lambda batch: batch > 0)),
        "From the second batch on, the model was in training mode again.",
        "How often is the line `model.training = True` to run?",
        "Look at the place of `model.training = True`: after the loop.",
    ),
    DROPPED,
    replace(
        DROPPED, mimic=finished(_from(lambda f: np.mean([g for g in f if len(g) == len(f[0])])))
    ),
    replace(
        DROPPED, mimic=finished(_from(lambda f: sum(g.sum() for g in f[:-1]) / sum(map(len, f))))
    ),
    replace(DROPPED, mimic=finished(_from(lambda f: np.concatenate([*f[:-1], []]).mean()))),
    Mistake(
        "mean of the batches' fractions",
        finished(_from(lambda found: np.mean([f.mean() for f in found]))),
        "Your result is the mean over the batches: an image of a small batch counts more.",
        "How much should each image count, whatever batch it is in?",
        "Look for `mean`: count the right ones of all batches, and divide once, by len(x).",
    ),
    Mistake(
        "all batches taken as full",
        finished(_from(lambda found: sum(f.sum() for f in found) / len(found) / len(found[0]))),
        "Your count is divided by the images of full batches.",
        "How many images are there in all?",
        "Look at the division: by len(x).",
    ),
    Mistake(
        "divided by the batch's size",
        finished(_from(lambda found: sum(f.sum() for f in found) / len(found[0]))),
        "The count over all batches is divided by the size of one.",
        "How many images are there in all?",
        "Look at the division: by len(x).",
    ),
    Mistake(
        "fractions of the batches added up",
        finished(_from(lambda found: sum(f.mean() for f in found))),
        "Your result is the sum of the batches' fractions.",
        "Can a fraction of the images be larger than 1?",
        "Look at what is added up in the loop: how many are right, not their fraction.",
    ),
    FIRST_ONLY,
    replace(FIRST_ONLY, mimic=finished(_from(lambda found: found[0].mean()))),
    LAST_ONLY,
    replace(LAST_ONLY, mimic=finished(_from(lambda found: found[-1].mean()))),
    Mistake(
        "labels of the first batch for all",
        _labels_of_the_first_batch,
        "Every batch was compared with the labels of the first one.",
        "Which labels belong to the second batch?",
        "Look at the slice of the labels: the same one as that of x.",
    ),
    Mistake(
        "count in place of fraction",
        finished(_from(lambda found: np.concatenate(found).sum())),
        "Your result is how many are recognized.",
        "What makes a fraction out of a count?",
        "Look at the line with `return`.",
    ),
    Mistake(
        "percent",
        finished(_from(lambda found: 100 * np.concatenate(found).mean())),
        "Your result is in percent.",
        "Which number says that all are recognized: 1 or 100?",
        "Look for a factor of 100.",
    ),
    Mistake(
        "fraction of the mistakes",
        finished(_from(lambda found: 1 - np.concatenate(found).mean())),
        "Your result is the fraction of images that are mistaken.",
        "Which ones are counted: the right ones, or the others?",
        "Look for `!=` or `1 -`.",
    ),
    Mistake(
        "divided with //",
        finished(_from(lambda found: np.concatenate(found).sum() // sum(map(len, found)))),
        "Your result is rounded down to an integer.",
        "What does `//` do that `/` does not?",
        "Look at the division.",
    ),
    AT_ONCE,
    replace(
        AT_ONCE, mimic=finished(lambda m, x, labels, _: (m.predict(x).argmax(1) == labels).mean())
    ),
)
