"""Exercise 06_softmax_cross_entropy: the loss of a classifier, and its gradient."""

import numpy as np

from cnnnotes import ops
from cnnnotes.exercises.arithmetic import number
from cnnnotes.exercises.kinds import Exercise, Part
from cnnnotes.exercises.n06_backprop_layer.softmax_cross_entropy_mistakes import MISTAKES


def softmax_cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """logits (N, C), labels (N,) → loss, the mean of -log p[label], and dlogits (N, C)."""
    n = np.arange(len(labels))
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dlogits = np.exp(log_p)
    dlogits[n, labels] -= 1
    return -log_p[n, labels].mean(), dlogits / len(labels)


def _cases(rng):
    def draw(n, classes):
        labels = rng.permutation(np.arange(n) % classes)
        return rng.permutation(np.arange(n * classes) % 7 - 2.0).reshape(n, classes) / 2, labels

    for part in ("loss", "gradient"):
        for n, classes in ((1, 2), (2, 3), (4, 3), (5, 4)):
            yield part, draw(n, classes)
    large = rng.permutation([1000.0, 999.0, 998.0])
    yield "large scores", (large[None], rng.integers(0, 3, 1))
    yield "large scores", (large[None] - 2000, rng.integers(0, 3, 1))
    yield "large scores", (np.stack([large, large[::-1] - 2000]), rng.integers(0, 3, 2))
    yield "large scores", (np.array([[0.0, 800, 1], [2, 0, 1]]), np.array([0, 1]))


def _loss_written_out(at, logits, labels):
    losses = (ops.cross_entropy(z[None], [label]) for z, label in zip(logits, labels, strict=True))
    return f"({' + '.join(map(number, losses))}) / {len(labels)}"


def _dlogits_written_out(at, logits, labels):
    p, y = ops.softmax(logits)[at], int(labels[at[0]] == at[1])
    return f"({number(p)} - {y}) / {len(labels)}"


SOFTMAX_CROSS_ENTROPY = Exercise(
    id="06_softmax_cross_entropy",
    title="The loss of a classifier, and its gradient",
    reference=softmax_cross_entropy,
    parts=(
        Part("loss", 2, returns=("loss",)),
        Part("gradient", 2, returns=("dlogits",)),
        Part("large scores", 2),
    ),
    cases=_cases,
    returns=("loss", "dlogits"),
    arithmetic={"loss": _loss_written_out, "dlogits": _dlogits_written_out},
    hints=(
        "For one image: what is the softmax of its scores, and what the log of the right one?",
        "Look at what you do per row (max, sum, the label's place) and what over the batch (mean).",
    ),
    mistakes=MISTAKES,
)
