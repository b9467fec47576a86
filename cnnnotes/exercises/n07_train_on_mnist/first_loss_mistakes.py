"""What is known to go wrong in exercise 07_first_loss."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished

MISTAKES = (
    Mistake(
        "sign turned",
        lambda right, n_classes: -right(n_classes),
        "Your loss has the right size, and the wrong sign.",
        "What is the sign of the logarithm of a number below 1?",
        "Look for the minus in front of the logarithm.",
    ),
    Mistake(
        "logarithm to the base 2",
        lambda right, n_classes: right(n_classes) / np.log(2),
        "Your loss is the right one times 1/ln 2: it is measured in bits.",
        "To which base is the logarithm of the cross-entropy?",
        "Look for `log2`: `np.log` is the natural logarithm.",
    ),
    Mistake(
        "logarithm to the base 10",
        lambda right, n_classes: right(n_classes) / np.log(10),
        "Your loss is the right one times 1/ln 10.",
        "To which base is the logarithm of the cross-entropy?",
        "Look for `log10`: `np.log` is the natural logarithm.",
    ),
    Mistake(
        "the probability itself",
        lambda right, n_classes: np.exp(-right(n_classes)),
        "Your result is the probability of each class.",
        "How does a probability become a loss?",
        "Look for the logarithm.",
    ),
    Mistake(
        "the fraction of wrong answers",
        lambda right, n_classes: 1 - np.exp(-right(n_classes)),
        "Your result is how often a guess is wrong.",
        "Does the loss count mistakes, or does it ask how probable the right class was?",
        "Look for the logarithm.",
    ),
    Mistake(
        "summed over the classes",
        lambda right, n_classes: n_classes * right(n_classes),
        "Your loss is the number of classes too large.",
        "Of how many classes does the cross-entropy of one image take the logarithm?",
        "Look for a sum: only the right class counts.",
    ),
    Mistake(
        "weighed by the probability",
        lambda right, n_classes: right(n_classes) / n_classes,
        "Your loss is the number of classes too small.",
        "Is the right class's logarithm weighed by what was predicted, or by what is true?",
        "Look for a mean over the classes: only the right class counts, and it counts fully.",
    ),
    Mistake(
        "the number of classes itself",
        lambda right, n_classes: np.exp(right(n_classes)),
        "Your result is the number of classes.",
        "How does a probability become a loss?",
        "Look for the logarithm.",
    ),
    Mistake(
        "one class too few",
        lambda right, n_classes: right(n_classes - 1),
        "Your loss is that of one class fewer.",
        "How many classes are there from 0 to 9?",
        "Look for a `- 1`.",
    ),
    Mistake(
        "one class too many",
        lambda right, n_classes: right(n_classes + 1),
        "Your loss is that of one class more.",
        "How many classes are there from 0 to 9?",
        "Look for a `+ 1`.",
    ),
    Mistake(
        "a yes-or-no loss for each class",
        lambda right, n_classes: right(n_classes) - (n_classes - 1) * np.log(1 - 1 / n_classes),
        "Your loss counts each wrong class too, as if it were a question of its own.",
        "Of how many classes does the cross-entropy of one image take the logarithm?",
        "Look for `log(1 - p)`: it belongs to another loss.",
    ),
    Mistake(
        "two classes always",
        lambda right, n_classes: right(2),
        "Your loss is that of two classes, whatever their number.",
        "Which probability does each of ten classes get?",
        "Look for n_classes: does it occur in your formula?",
    ),
    Mistake(
        "ten classes always",
        lambda right, n_classes: right(10),
        "Your loss is the same for any number of classes.",
        "What would a network of two classes guess?",
        "Look for n_classes: does it occur in your formula?",
    ),
    Mistake(
        "rounded",
        lambda right, n_classes: np.round(right(n_classes), 1),
        "Your loss is rounded.",
        "How many digits does your formula give?",
        "Look for `round`, or for a number that was typed in.",
    ),
    Mistake(
        "rounded to two digits",
        lambda right, n_classes: np.round(right(n_classes), 2),
        "Your loss is rounded.",
        "How many digits does your formula give?",
        "Look for `round`, or for a number that was typed in.",
    ),
    *Mistake(
        "exp in place of log",
        finished(lambda n_classes: np.exp(-1 / n_classes)),
        "Your loss hardly depends on the number of classes, or grows as e to the power of it.",
        "Which function undoes the other, and which of them does the cross-entropy take of p?",
        "Look for `exp`.",
    ).forms(
        finished(lambda n_classes: -np.exp(1 / n_classes)),
        finished(lambda n_classes: np.exp(1 / n_classes)),
        finished(np.exp),
    ),
)
