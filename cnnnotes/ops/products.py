"""Matrix products: `a @ b`, and what takes its place where NumPy has no BLAS beneath it."""

import numpy as np

from cnnnotes import browser

LONG = 32  # terms in a sum, from which on einsum is faster than a product without BLAS


def matrix_product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return a @ b: `a` is `(N, K)`, `b` `(K, M)`, the result `(N, M)`.

    In a browser NumPy multiplies number by number. `einsum` takes several terms of a long sum at
    once, where they lie side by side in memory: two to four times as fast.

    >>> matrix_product(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]))
    array([[11.]])
    """
    if not browser.HERE or a.shape[1] < LONG:
        return a @ b
    return np.einsum("nk,mk->nm", np.ascontiguousarray(a), np.ascontiguousarray(b.T))
