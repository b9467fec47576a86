"""What NumPy's defaults would lose: sums in half precision, and inf times a mask's zero."""

import numpy as np


def wide(x: np.ndarray) -> np.ndarray:
    """`x` in at least single precision, for a sum of it: half's 11 bits stand still at 2,048.

    >>> ones = np.ones(4096, np.float16)
    >>> float(sum(ones)), float(wide(ones).sum())
    (2048.0, 4096.0)
    """
    return x.astype(np.promote_types(x.dtype, np.float32), copy=False)


def masked(x: np.ndarray, mask: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """`x` where `mask` holds, else 0: a new array, or `out`. `x * mask` would make NaN of inf · 0.

    As integers, its bits times 0 are 0. That is as fast; `np.where` takes ten times as long.

    >>> masked(np.array([1.0, np.inf, np.inf]), np.array([True, True, False]))
    array([ 1., inf,  0.])
    """
    out = np.empty_like(x) if out is None else out
    if x.itemsize > 8:  # long double: no integer is as wide
        out[...] = np.where(mask, x, x.dtype.type(0))
    else:
        np.multiply(x.view(f"i{x.itemsize}"), mask, out=out.view(f"i{x.itemsize}"))
    return out
