"""Arithmetic written out, for sentences such as "out[0, 1] should be 1·2 + 3·(-1) = -1"."""

import numpy as np

MOST_TERMS = 12


def number(value: float, digits: int = 4) -> str:
    """Write a number shortly: whole ones in full, others with four digits; True and False as such.

    >>> number(21632.0), number(-0.0), number(1 / 3), number(np.True_)
    ('21632', '0', '0.3333', 'True')
    """
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    value = value.item() if isinstance(value, np.generic) else value
    whole = value.imag == 0 and abs(value) < 1e15 and value.real == round(value.real)
    return str(int(value.real)) if whole else f"{value:.{digits}g}"


def factor(value: float) -> str:
    """Write a number as a factor of a product, negative ones in brackets."""
    return f"({number(value)})" if value < 0 else number(value)


def products(a: np.ndarray, b: np.ndarray) -> str:
    """Write the sum of the element-wise product of two arrays of one shape.

    >>> products(np.array([1, 3]), np.array([2, -1]))
    '1·2 + 3·(-1)'
    """
    terms = [f"{factor(p)}·{factor(q)}" for p, q in zip(a.flat, b.flat, strict=True)]
    if len(terms) > MOST_TERMS:
        terms = [*terms[: MOST_TERMS - 2], "…", terms[-1]]
    return " + ".join(terms)
