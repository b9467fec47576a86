"""The smallest convolutional network there is, forwards and backwards by hand."""

from collections.abc import Callable
from typing import Any

import numpy as np


def forward(x: np.ndarray, w1: np.ndarray, w2: np.ndarray) -> tuple[np.ndarray, np.ndarray, Any]:
    """x (n,), w1 (k,), k odd, w2 (n,) → z1 (n,), a1 (n,), a2: one filter, ReLU, one dense output.

    z1 is x, with k // 2 zeros on each side, slid under w1; a1 is ReLU(z1); a2 is the number w2ᵀ a1.
    """
    z1 = np.correlate(np.pad(x, len(w1) // 2), w1)
    a1 = np.maximum(z1, 0)
    return z1, a1, w2 @ a1


def dz_dw(x: np.ndarray, k: int) -> np.ndarray:
    """x (n,), k odd → (k, n): row j, column i holds x[i - k//2 + j], and 0 beyond the ends of x."""
    padded = np.pad(x, k // 2)
    return np.array([padded[j : j + len(x)] for j in range(k)])


def da_dz(z: np.ndarray) -> np.ndarray:
    """z (n,) → (n, n): on the diagonal 1 where z > 0, and 0 everywhere else."""
    return np.diag((z > 0).astype(float))


def dl_da(a2: float, y: float, w2: np.ndarray) -> np.ndarray:
    """a2, y numbers, w2 (n,) → (n, 1), a column: the gradient of (a2 - y)² with respect to a1."""
    return (2 * (a2 - y) * w2)[:, None]


def grad_w1(x: np.ndarray, w1: np.ndarray, w2: np.ndarray, y: float) -> np.ndarray:
    """x (n,), w1 (k,), w2 (n,), y a number → (k,): the gradient of (a2 - y)² with respect to w1."""
    z1, _, a2 = forward(x, w1, w2)
    gradient = dz_dw(x, len(w1)) @ da_dz(z1) @ dl_da(a2, y, w2)
    return gradient[:, 0]


def grad_x(x: np.ndarray, w1: np.ndarray, w2: np.ndarray, y: float) -> np.ndarray:
    """x (n,), w1 (k,), w2 (n,), y a number → (n,): the gradient of (a2 - y)² with respect to x."""
    n, k = len(x), len(w1)
    z1, _, a2 = forward(x, w1, w2)
    dz = 2 * (a2 - y) * w2 * (z1 > 0)
    dx = np.zeros(n + k - 1)
    for i in range(n):
        dx[i : i + k] += dz[i] * w1
    return dx[k // 2 : k // 2 + n]


def numerical_gradient(f: Callable, x: np.ndarray) -> np.ndarray:
    """f takes an array like x and gives a number, x any shape → floats like x: central differences.

    Each number is (f(x + h) - f(x - h)) / 2h, where one number of x is moved by a small h.
    """
    x, h = np.array(x, float), 1e-5
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        before = x[i]
        x[i] = before + h
        above = f(x)
        x[i] = before - h
        below = f(x)
        x[i] = before
        gradient[i] = (above - below) / (2 * h)
    return gradient


def train(
    x: np.ndarray, y: np.ndarray, w1: np.ndarray, w2: np.ndarray, rate: float, epochs: int
) -> tuple[np.ndarray, np.ndarray]:
    """x (N, n), y (N,), w1 (k,), w2 (n,), rate, epochs numbers → w1 (k,), w2 (n,): after training.

    In each epoch, each signal in its turn moves both weights one step against their gradients.
    """
    for _ in range(epochs):
        for signal, target in zip(x, y, strict=True):
            _, a1, a2 = forward(signal, w1, w2)
            dw1 = grad_w1(signal, w1, w2, target)
            dw2 = 2 * (a2 - target) * a1
            w1, w2 = w1 - rate * dw1, w2 - rate * dw2
    return w1, w2
