"""Looking inside a network: the right answers."""

from typing import Any

import numpy as np


def occlusion_map(
    model: Any, x: np.ndarray, labels: np.ndarray, size: int, fill: float
) -> np.ndarray:
    """x (N, H, W, C), labels (N,) → (N, H - size + 1, W - size + 1): what hiding each patch costs.

    `model.predict(x)` gives probabilities (N, classes). Place (i, j) holds by how much that of the
    label falls when the size by size patch that begins there is set to fill, in all channels.
    """
    images = np.arange(len(x))
    before = model.predict(x)[images, labels]
    out = np.zeros((len(x), x.shape[1] - size + 1, x.shape[2] - size + 1))
    for i, j in np.ndindex(out.shape[1:]):
        hidden = x.copy()
        hidden[:, i : i + size, j : j + size] = fill
        out[:, i, j] = before - model.predict(hidden)[images, labels]
    return out


def saliency(model: Any, x: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """x (N, H, W, C), labels (N,) → (N, H, W): how strongly each pixel moves the label's score.

    `model.scores(x)` gives logits (N, classes), `model.scores_backward(dy, x)` the gradient of
    Σ dy · scores by x. Each pixel holds the largest absolute gradient among its channels.
    """
    classes = model.scores(x).shape[1]
    gradient = model.scores_backward(np.eye(classes)[labels], x)
    return np.abs(gradient).max(axis=3)


def pca2(h: np.ndarray) -> np.ndarray:
    """h (N, D) → (N, 2): h without its mean, seen along its first two principal axes.

    An axis has two ends: the sign of each column is free.
    """
    h = h - h.mean(axis=0)
    _, _, axes = np.linalg.svd(h, full_matrices=False)
    return h @ axes[:2].T


def reconstruction_error(x: np.ndarray, rebuilt: np.ndarray) -> np.ndarray:
    """x, rebuilt (N, H, W, C), floats or bytes → (N,): each image's mean squared difference."""
    difference = x.astype(float) - rebuilt
    return (difference**2).mean(axis=(1, 2, 3))
