"""What is known to go wrong in exercise 01_slide1d."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake


def _only(k, tap):
    """`k` with all taps but one set to 0."""
    return np.where(np.arange(len(k)) == np.arange(len(k))[tap], k, 0)


def _last_not_written(right, x, k):
    out = right(x, k)
    out[-1] = 0
    return out


def _ending_at_k(right, x, k):
    out = np.zeros(np.shape(right(x, k)))
    for i in range(len(out)):
        window, kernel = np.broadcast_arrays(x[i : len(k)], k)
        out[i] = right(window, kernel)[0] if window.size else 0
    return out


MISTAKES = (
    Mistake(
        "kernel flipped",
        lambda right, x, k: right(x, k[::-1]),
        "Your output is the signal slid under a kernel that was turned around.",
        "Which number of the kernel meets the first number of the window?",
        "Look for `k[::-1]`, an index such as `k[K - 1 - j]`, or `np.convolve`, which flips.",
    ),
    Mistake(
        "last window missing",
        lambda right, x, k: right(x, k)[:-1],
        "The last position of the window is missing.",
        "At how many places does a window of 3 fit into a signal of 5?",
        "Look at the end of the `range` and at the size of the output: is there a `+ 1`?",
    ),
    Mistake(
        "last window not written",
        _last_not_written,
        "The output has the right length, and its last number is still 0.",
        "At how many places does a window of 3 fit into a signal of 5?",
        "Look at the end of the `range`: is there a `+ 1`?",
    ),
    Mistake(
        "first window missing",
        lambda right, x, k: right(x, k)[1:],
        "The first position of the window is missing.",
        "Where does the window stand before its first step?",
        "Look at the beginning of the `range`.",
    ),
    Mistake(
        "output as long as the input, rest not written",
        lambda right, x, k: np.append(right(x, k), np.zeros(len(k) - 1)),
        "The output is as long as the input; its last numbers were never written.",
        "At how many places does the window fit?",
        "Look at the line that makes the output: its size is L - K + 1.",
    ),
    Mistake(
        "zeros added on both sides",
        lambda right, x, k: right(np.pad(x, (len(k) // 2, (len(k) - 1) // 2)), k),
        "The output is as long as the input: zeros were added on both sides.",
        "May the window reach beyond the signal here?",
        'Look for `np.pad` or `mode="same"`; expected `"valid"`.',
    ),
    Mistake(
        "zeros added at the end",
        lambda right, x, k: right(np.append(x, np.zeros(len(k) - 1)), k),
        "The output is as long as the input: the window runs over the end of the signal.",
        "May the window reach beyond the signal here?",
        "Look at the end of the `range`: the last window begins at L - K.",
    ),
    Mistake(
        "window reaches beyond both ends",
        lambda right, x, k: right(np.pad(x, len(k) - 1), k),
        "The output is longer than the input: the window hangs over both ends.",
        "May the window reach beyond the signal here?",
        'Look for `mode="full"`; expected `"valid"`.',
    ),
    Mistake(
        "mean in place of sum",
        lambda right, x, k: right(x, k) / len(k),
        "Every number is the right one divided by the kernel's length: a mean.",
        "What is done with the products: are they added up, or averaged?",
        "Look for `mean`, or for a division by the kernel's length.",
    ),
    Mistake(
        "divided by the kernel's sum",
        lambda right, x, k: right(x, k) / np.sum(k),
        "Every number is the right one divided by the sum of the kernel.",
        "Is anything to be divided here?",
        "Look for a division by `k.sum()`.",
    ),
    Mistake(
        "kernel not used",
        lambda right, x, k: right(x, np.ones(len(k))),
        "Your output is the plain sum of each window.",
        "What does the kernel do to each number before it is added?",
        "Look at the line with the sum: the window is to be multiplied by k.",
    ),
    Mistake(
        "kernel added in place of multiplied",
        lambda right, x, k: right(x, np.ones(len(k))) + np.sum(k),
        "Your output adds the kernel to each window.",
        "Which operation joins the window and the kernel, element by element?",
        "Look at the sign between the window and k.",
    ),
    Mistake(
        "products not summed",
        lambda right, x, k: np.stack([right(x, _only(k, i)) for i in range(len(k))], axis=1),
        "Each position gives a row of products; expected one number.",
        "What happens with the products at one position?",
        "Look at the line that multiplies: its products are to be added up.",
    ),
    Mistake(
        "only the last product kept",
        lambda right, x, k: right(x, _only(k, -1)),
        "Each number is the last product alone: the earlier ones were overwritten.",
        "What becomes of the first product when the second is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "only the first product",
        lambda right, x, k: right(x, _only(k, 0)),
        "Each number is the first product alone.",
        "When does your loop over the kernel end?",
        "Look for a `return` or an assignment that stands too deep in the loop.",
    ),
    Mistake(
        "last number of the kernel left out",
        lambda right, x, k: right(x, np.append(k[:-1], 0)),
        "The last number of the kernel was never used.",
        "Which numbers does `range(K - 1)` give?",
        "Look at the end of the loop over the kernel, or of the slice.",
    ),
    Mistake(
        "sum carried on from position to position",
        lambda right, x, k: np.cumsum(right(x, k)),
        "Each number holds the sum of all positions before it as well.",
        "With which value does the sum begin at a new position?",
        "Look at where the sum is set to 0: it belongs inside the loop over the positions.",
    ),
    *Mistake(
        "window jumps by its own length",
        lambda right, x, k: right(x, k)[:: len(k)],
        "The window moves on by its whole length, so that positions are missing.",
        "How far does the window move at each step?",
        "Look at the step of the `range`, or at a `reshape` that cuts the signal up.",
    ).forms(lambda right, x, k: np.where(np.arange(len(right(x, k))) % len(k), 0, right(x, k))),
    Mistake(
        "largest product in place of sum",
        lambda right, x, k: np.max([right(x, _only(k, i)) for i in range(len(k))], axis=0),
        "Each number is the largest of the products.",
        "What happens with the products at one position?",
        "Look for `max`.",
    ),
    Mistake(
        "output in the input's integer type",
        families.input_type(),
        "Given integers, your output is integers: the fractions are cut off.",
        "What is the dtype of the array that you write the output into?",
        "Look for `zeros_like(x)`, `empty_like(x)` or `dtype=x.dtype`.",
    ),
    Mistake(
        "windows end at the kernel's length",
        _ending_at_k,
        "Only the first window is whole: the further to the right, the less of it is left.",
        "Where does the window end that begins at i?",
        "Look at the end of the slice: it moves along with its beginning.",
    ),
    *families.WINDOWS_COMPARED,
    Mistake(
        "window counted backwards",
        lambda right, x, k: np.array(
            [x[i - np.arange(len(k))] @ k for i in range(len(right(x, k)))]
        ),
        "Your window runs to the left from each position, and past the beginning.",
        "Which number of x meets k[1] when the window begins at 0: x[1], or x[-1]?",
        "Look at the index of x: i + j, not i - j.",
    ),
    Mistake(
        "signal taken as a ring",
        lambda right, x, k: right(np.append(x, np.resize(x, len(k) - 1)), k),
        "Your output is as long as the input: past its end the window comes in at the beginning.",
        "At how many places does the window fit without leaving the signal?",
        "Look for `np.roll` or `%`: the last window begins at L - K.",
    ),
)
