"""Exercise 07_evaluate: how many of the images are recognized."""

from dataclasses import replace

import numpy as np

from cnnnotes.exercises.kinds import Exercise, Mistake, Part, fixture


def evaluate(model, x, labels, batch_size):
    """model, x (N, D), labels (N,), batch_size → the share of x that is recognized, 0 to 1.

    `model.predict(x)` gives a row of probabilities for each of at most `batch_size` images.
    `model.training` is True: switch it off while you measure, and on again afterwards.
    """
    model.training, right = False, 0
    for start in range(0, len(x), batch_size):
        batch = slice(start, start + batch_size)
        right += np.sum(model.predict(x[batch]).argmax(axis=1) == labels[batch])
    model.training = True
    return right / len(x)


def _cases(rng):
    def draw(batch_size, sizes, rights, drops=False):
        """Draw batches of these sizes in which so many are recognized; in training mode, none.

        In training the model drops every other feature, and those that are left mislead it.
        """
        recognized = np.concatenate(
            [rng.permutation(size) < right for size, right in zip(sizes, rights, strict=True)]
        )
        seen = rng.integers(0, 3, len(recognized))
        x = rng.normal(0, 0.1, (len(seen), 6)).round(2)
        x[:, 1::2] += 5 * np.eye(3)[seen]
        x[:, ::2] += 2 * np.eye(3)[(seen + 1) % 3]
        labels = np.where(recognized, seen, (seen + 2) % 3)
        weights = np.repeat(np.eye(3), 2, axis=0).tolist()
        return fixture("linear_model", weights, batch_size, drops), x, labels, batch_size

    yield "one batch", draw(3, [3], [2])
    yield "one batch", draw(5, [5], [3])
    yield "several batches", draw(3, [3, 3], [1, 3])
    yield "several batches", draw(4, [4, 4, 4], [2, 1, 4])
    yield "a smaller batch at the end", draw(4, [4, 1], [2, 1])
    yield "a smaller batch at the end", draw(4, [4, 4, 3], [1, 4, 1])
    yield "training mode", draw(3, [3], [2], drops=True)
    yield "training mode", draw(3, [3, 3], [2, 3], drops=True)


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


def _switched_off_for_good(model, *rest):
    share = evaluate(model, *rest)
    model.training = False
    return share


def _labels_of_the_first_batch(model, x, labels, batch_size):
    repeated = np.resize(labels[:batch_size], len(x))
    return evaluate(model, x, repeated, batch_size)


DROPPED = Mistake(
    "last batch dropped",
    _from(
        lambda found: sum(f.sum() for f in found if len(f) == len(found[0])) / sum(map(len, found))
    ),
    "The images of the last, smaller batch are not counted.",
    "How many batches of 4 does it take for 9 images?",
    "Look at the `range`: with `len(x) // batch_size` the rest is lost.",
)
FIRST_ONLY = Mistake(
    "first batch only",
    _from(lambda found: found[0].sum() / sum(map(len, found))),
    "Only the first batch is counted.",
    "When does your loop over the batches end?",
    "Look for a `return` inside the loop: it stands too far to the right.",
)
LAST_ONLY = Mistake(
    "last batch only",
    _from(lambda found: found[-1].sum() / sum(map(len, found))),
    "Only the last batch is counted: the ones before were overwritten.",
    "What becomes of the first batch's count when the second one's is stored?",
    "Look for `=` where `+=` is meant.",
)

AT_ONCE = Mistake(
    "all images at once",
    lambda model, x, labels, batch_size: evaluate(model, x, labels, len(x)),
    "The model got all images at once, and takes no more than `batch_size`.",
    "What would happen with 60,000 images and little memory?",
    "Look for `model.predict(x)`: it belongs in a loop, with a slice of x.",
)

EVALUATE = Exercise(
    id="07_evaluate",
    title="Measure a model, batch by batch",
    reference=evaluate,
    parts=(
        Part("one batch", 1),
        Part("several batches", 1),
        Part("a smaller batch at the end", 2),
        Part("training mode", 2),
    ),
    cases=_cases,
    returns=("accuracy",),
    hints=(
        "How many of the images of each batch does your function count as right?",
        "Look at what is added up in the loop, and at what it is divided by in the end.",
    ),
    mistakes=(
        Mistake(
            "left in training mode",
            _from(_share, training=lambda batch: True),
            "The model was in training mode while it was measured.",
            "What does a network with dropout do in training, and is that to be measured?",
            "Look for `model.training = False`: it belongs before the first `predict`.",
        ),
        Mistake(
            "training mode not put back",
            _switched_off_for_good,
            "The share is right, but afterwards the model is no longer in training mode.",
            "What happens when training goes on after your measurement?",
            "Look for `model.training = True`: it belongs before the `return`.",
        ),
        Mistake(
            "training mode switched off after the first batch",
            _from(_share, training=lambda batch: batch == 0),
            "The first batch met the model in training mode.",
            "In which mode is the model when `predict` is called for the first time?",
            "Look at the place of `model.training = False`: before the loop.",
        ),
        Mistake(
            "back in training mode after the first batch",
            _from(_share, training=lambda batch: batch > 0),
            "From the second batch on, the model was in training mode again.",
            "How often is the line `model.training = True` to run?",
            "Look at the place of `model.training = True`: after the loop.",
        ),
        DROPPED,
        replace(DROPPED, mimic=_from(lambda f: np.mean([g for g in f if len(g) == len(f[0])]))),
        replace(DROPPED, mimic=_from(lambda f: sum(g.sum() for g in f[:-1]) / sum(map(len, f)))),
        replace(DROPPED, mimic=_from(lambda f: np.concatenate([*f[:-1], []]).mean())),
        Mistake(
            "mean of the batches' shares",
            _from(lambda found: np.mean([f.mean() for f in found])),
            "Your result is the mean over the batches: an image of a small batch counts more.",
            "How much should each image count, whatever batch it is in?",
            "Look for `mean`: count the right ones of all batches, and divide once, by len(x).",
        ),
        Mistake(
            "all batches taken as full",
            _from(lambda found: sum(f.sum() for f in found) / len(found) / len(found[0])),
            "Your count is divided by the images of full batches.",
            "How many images are there in all?",
            "Look at the division: by len(x).",
        ),
        Mistake(
            "divided by the batch's size",
            _from(lambda found: sum(f.sum() for f in found) / len(found[0])),
            "The count over all batches is divided by the size of one.",
            "How many images are there in all?",
            "Look at the division: by len(x).",
        ),
        Mistake(
            "shares of the batches added up",
            _from(lambda found: sum(f.mean() for f in found)),
            "Your result is the sum of the batches' shares.",
            "Can a share be larger than 1?",
            "Look at what is added up in the loop: how many are right, not their share.",
        ),
        FIRST_ONLY,
        replace(FIRST_ONLY, mimic=_from(lambda found: found[0].mean())),
        LAST_ONLY,
        replace(LAST_ONLY, mimic=_from(lambda found: found[-1].mean())),
        Mistake(
            "labels of the first batch for all",
            _labels_of_the_first_batch,
            "Every batch was compared with the labels of the first one.",
            "Which labels belong to the second batch?",
            "Look at the slice of the labels: the same one as that of x.",
        ),
        Mistake(
            "count in place of share",
            _from(lambda found: np.concatenate(found).sum()),
            "Your result is how many are recognized.",
            "What makes a share out of a count?",
            "Look at the line with `return`.",
        ),
        Mistake(
            "percent",
            _from(lambda found: 100 * np.concatenate(found).mean()),
            "Your result is in percent.",
            "Which number says that all are recognized: 1 or 100?",
            "Look for a factor of 100.",
        ),
        Mistake(
            "share of the mistakes",
            _from(lambda found: 1 - np.concatenate(found).mean()),
            "Your result is the share of images that are mistaken.",
            "Which ones are counted: the right ones, or the others?",
            "Look for `!=` or `1 -`.",
        ),
        Mistake(
            "divided with //",
            _from(lambda found: np.concatenate(found).sum() // sum(map(len, found))),
            "Your result is rounded down to a whole number.",
            "What does `//` do that `/` does not?",
            "Look at the division.",
        ),
        AT_ONCE,
        replace(AT_ONCE, mimic=lambda m, x, labels, _: (m.predict(x).argmax(1) == labels).mean()),
    ),
)
