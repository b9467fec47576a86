"""What is known to go wrong in exercise 06_adam_step."""

import numpy as np

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _averaged(old, new, beta):
    return beta * old + (1 - beta) * new


def _corrected(average, beta, t):
    return average / (1 - beta**t)


def _as_it_is(average, beta, t):
    return average


def _times_t(average, beta, t):
    return average / (1 - beta * t)


def _to_beta(average, beta, t):
    return average / (1 - t**beta)


def _rest_to_t(average, beta, t):
    return average / (1 - beta) ** t


def _rest_then_times_t(average, beta, t):
    return average / (1 - beta) * t


def _by_rest_times_t(average, beta, t):
    return average / ((1 - beta) * t)


def _twice_corrected(average, beta, t):
    return average / (1 - beta**t) ** 2


def _loop(
    w,
    dw,
    m,
    v,
    t,
    learning_rate,
    beta_1,
    beta_2,
    epsilon,
    *,
    average=_averaged,
    power=np.square,
    squared=lambda dw, old_m, new_m: dw,
    correct_m=_corrected,
    correct_v=_corrected,
    beta_of_v=lambda beta_1, beta_2: beta_2,
    used=lambda old, new: new,
    used_of_v=lambda old, new: new,
    direction=lambda mean, dw: mean,
    size=lambda square, epsilon: np.sqrt(square) + epsilon,
    kept=lambda old, new, corrected: new,
):
    """A step with anything changed: the averages, their corrections, what the step is made of."""
    new_m = average(m, dw, beta_1)
    new_v = average(v, power(squared(dw, m, new_m)), beta_2)
    mean = correct_m(used(m, new_m), beta_1, t)
    square = correct_v(used_of_v(v, new_v), beta_of_v(beta_1, beta_2), t)
    step = direction(mean, dw) / size(square, epsilon)
    return w - learning_rate * step, kept(m, new_m, mean), kept(v, new_v, square)


def _at(change):
    """The right step at another t."""
    return lambda right, w, dw, m, v, t, *rest: right(w, dw, m, v, change(t), *rest)


def _in_place(right, w, dw, m, v, *settings):
    new = right(w, dw, m, v, *settings)
    m[:], v[:] = new[1:]
    return new


def _all_in_place(right, w, dw, m, v, *settings):
    w[:], m[:], v[:] = right(w, dw, m, v, *settings)
    return w, m, v


def _order(*places):
    return lambda right, *args: tuple(right(*args)[i] for i in places)


MISTAKES = (
    Mistake(
        "climbs",
        lambda right, w, dw, m, v, t, rate, *rest: right(w, dw, m, v, t, -rate, *rest),
        "Your w moves along the gradient: uphill.",
        "Where does the gradient point: to larger losses, or to smaller ones?",
        "Look at the sign in the line of w.",
    ),
    Mistake(
        "no bias correction",
        knobs(_loop, correct_m=_as_it_is, correct_v=_as_it_is),
        "Your averages are not corrected: they begin at 0 and are too small at first.",
        "After one step from m = 0: how large is m, compared with dw?",
        "Look for `1 - beta_1**t` and `1 - beta_2**t`.",
    ),
    Mistake(
        "only m corrected",
        knobs(_loop, correct_v=_as_it_is),
        "Your m is corrected, and your v is not.",
        "After one step from v = 0: how large is v, compared with dw²?",
        "Look for `1 - beta_2**t`.",
    ),
    Mistake(
        "only v corrected",
        knobs(_loop, correct_m=_as_it_is),
        "Your v is corrected, and your m is not.",
        "After one step from m = 0: how large is m, compared with dw?",
        "Look for `1 - beta_1**t`.",
    ),
    Mistake(
        "t counted from 0",
        _at(lambda t: t - 1),
        "Your correction is that of the step before: at the first step it divides by 0.",
        "What is 1 - beta_1 to the power of 0?",
        "Look for `t - 1`: here t begins at 1.",
    ),
    Mistake(
        "t one too many",
        _at(lambda t: t + 1),
        "Your correction is that of the next step.",
        "What does t count: the steps before this one, or this one too?",
        "Look for `t + 1`, or `t += 1`: here t begins at 1.",
    ),
    Mistake(
        "t left out of the correction",
        _at(lambda t: 1),
        "Your correction is that of the first step, at every step.",
        "Is a running average still too small after a thousand steps?",
        "Look for the power: `1 - beta_1**t`.",
    ),
    *Mistake(
        "beta times t in the correction",
        knobs(_loop, correct_m=_times_t, correct_v=_times_t),
        "Your correction multiplies beta by t.",
        "By what is m multiplied after t steps: by beta·t, or by beta t times over?",
        "Look for `*` where `**` is meant.",
    ).forms(knobs(_loop, correct_m=_times_t, correct_v=lambda *args: abs(_times_t(*args)))),
    Mistake(
        "t to the power of beta in the correction",
        knobs(_loop, correct_m=_to_beta, correct_v=_to_beta),
        "Your correction raises t to the power of beta: at the first step it divides by 0.",
        "By what is m multiplied after t steps: by t to the beta, or by beta to the t?",
        "Look at the order of the two around `**`.",
    ),
    Mistake(
        "1 - beta to the power of t in the correction",
        knobs(_loop, correct_m=_rest_to_t, correct_v=_rest_to_t),
        "Your correction raises 1 - beta to the power of t, not beta alone.",
        "Which does Python work out first: the power, or the minus?",
        "Look at the brackets in the two corrections.",
    ),
    Mistake(
        "beta to the power of t in the averages",
        lambda right, w, dw, m, v, t, rate, beta_1, beta_2, eps: right(
            w, dw, m, v, 1, rate, beta_1**t, beta_2**t, eps
        ),
        "Your averages fade with beta to the power of t.",
        "By which factor does an average fade in one step?",
        "Look for `**t` in the lines of m and v.",
    ),
    Mistake(
        "corrected averages kept",
        knobs(_loop, kept=lambda old, new, corrected: corrected),
        "Your w is right, but the m and v that come back are the corrected ones.",
        "Would the next step correct them once more?",
        "Look at the names: keep m and v, and use others for the corrected ones.",
    ),
    Mistake(
        "averages not kept",
        knobs(_loop, kept=lambda old, new, corrected: old),
        "Your w is right, but m and v come back as they came in.",
        "What does the next step need to know of this one?",
        "Look at the line with `return`: are they the new averages?",
    ),
    Mistake(
        "square forgotten",
        knobs(_loop, power=np.array),
        "Your v averages the gradient, not its square.",
        "Why is a root taken of v?",
        "Look at the line of v: `dw**2`.",
    ),
    Mistake(
        "root forgotten",
        knobs(_loop, size=lambda square, epsilon: square + epsilon),
        "Your step is divided by the mean square of the gradient, without a root.",
        "If the gradient is in metres, in what is v?",
        "Look for `np.sqrt` in the line of w.",
    ),
    Mistake(
        "step not divided by the gradient's size",
        knobs(_loop, size=lambda square, epsilon: 1),
        "Your step is that of momentum alone: v plays no part.",
        "What makes the step of each weight its own?",
        "Look for v in the line of w.",
    ),
    Mistake(
        "gradient in place of its average",
        knobs(_loop, direction=lambda mean, dw: dw),
        "Your step takes the gradient itself: that is RMSprop.",
        "Which array remembers the direction?",
        "Look for dw in the line of w: m is meant.",
    ),
    Mistake(
        "epsilon inside the root",
        knobs(_loop, size=lambda square, epsilon: np.sqrt(square + epsilon)),
        "Your epsilon is added to v before the root is taken.",
        "Which is larger: √v + 0.01, or √(v + 0.01)?",
        "Look at the brackets of `np.sqrt`: epsilon is added to the root.",
    ),
    Mistake(
        "v corrected by beta_1",
        knobs(_loop, beta_of_v=lambda beta_1, beta_2: beta_1),
        "Your v is corrected with beta_1.",
        "By which beta does v fade?",
        "Look at the correction of v: `1 - beta_2**t`.",
    ),
    Mistake(
        "epsilon forgotten",
        lambda right, *args: right(*args[:-1], 0),
        "Where the gradient was always 0, your w is not a number.",
        "What is 0 divided by 0?",
        "Look for epsilon beneath the fraction.",
    ),
    Mistake(
        "betas swapped",
        lambda right, w, dw, m, v, t, rate, beta_1, beta_2, eps: right(
            w, dw, m, v, t, rate, beta_2, beta_1, eps
        ),
        "beta_1 and beta_2 are swapped.",
        "Which of the two belongs to m?",
        "Look at the lines of m and v.",
    ),
    Mistake(
        "one beta for both",
        lambda right, w, dw, m, v, t, rate, beta_1, beta_2, eps: right(
            w, dw, m, v, t, rate, beta_1, beta_1, eps
        ),
        "Both of your averages fade with beta_1.",
        "Which of the two belongs to v?",
        "Look for beta_2: does it occur in your function?",
    ),
    Mistake(
        "1 - beta forgotten",
        knobs(_loop, average=lambda old, new, beta: beta * old + new),
        "Your m and v are sums that fade, not averages.",
        "By what must dw be multiplied, so that the two weights add up to 1?",
        "Look for `1 - beta_1` and `1 - beta_2`.",
    ),
    Mistake(
        "beta and 1 - beta swapped",
        knobs(_loop, average=lambda old, new, beta: (1 - beta) * old + beta * new),
        "Your averages keep 1 - beta of the old and take beta of the new.",
        "Which weight is the large one, with beta = 0.9: the old, or the new?",
        "Look at the lines of m and v.",
    ),
    Mistake(
        "learning rate forgotten",
        lambda right, w, dw, m, v, t, rate, *rest: right(w, dw, m, v, t, 1, *rest),
        "Your w moves by about 1 at each step.",
        "How large is a step of Adam when the gradient stays the same?",
        "Look for learning_rate in the line of w.",
    ),
    *Mistake(
        "old averages used in the step",
        knobs(_loop, used=lambda old, new: old, used_of_v=lambda old, new: old),
        "Your w moves by the old averages; the new ones are computed too late.",
        "Which m does the step use: the one that came in, or the new one?",
        "Look at the order of the lines: m and v first, then w.",
    ).forms(
        knobs(_loop, used=lambda old, new: old),
        knobs(_loop, used_of_v=lambda old, new: old),
    ),
    Mistake(
        "absolute values in place of squares",
        knobs(_loop, power=np.abs),
        "Your v averages the size of dw, not its square.",
        "The root is taken of v: of what is v the average, so that the root has the size of dw?",
        "Look for `abs` in the line of v.",
    ),
    *Mistake(
        "order of the results",
        _order(1, 2, 0),
        "The three arrays that you return stand in another order.",
        "In which order are the three asked for?",
        "Look at the line with `return`: w, m, v.",
    ).forms(_order(0, 2, 1), _order(2, 1, 0), _order(1, 0, 2), _order(2, 0, 1)),
    *Mistake(
        "changes its input",
        _in_place,
        "The values are right, but m and v are changed after the call.",
        "Whose memory does `m *= …` write to?",
        "Look for `*=` and `+=`: make new arrays here.",
    ).forms(_all_in_place),
    Mistake(
        "divided by 1 - beta, multiplied by t",
        knobs(_loop, correct_m=_rest_then_times_t, correct_v=_rest_then_times_t),
        "Your corrected averages grow with t, without end.",
        "After a thousand steps, is a running average still too small?",
        "Look at what t does to beta, and at the brackets around both.",
    ),
    Mistake(
        "1 - beta times t in the correction",
        knobs(_loop, correct_m=_by_rest_times_t, correct_v=_by_rest_times_t),
        "Your corrected averages shrink with t, to nothing.",
        "After a thousand steps, is a running average too large?",
        "Look at what t does to beta, and at the brackets around both.",
    ),
    Mistake(
        "root taken before v is corrected",
        knobs(_loop, correct_v=_twice_corrected),
        "Your steps are too short at first: under the root stands v as it is.",
        "Of what is the root taken: of v, or of the corrected v?",
        "Look at the brackets of `np.sqrt`: the correction belongs inside.",
    ),
    Mistake(
        "v averages the squares of m",
        knobs(_loop, squared=lambda dw, old_m, new_m: new_m),
        "Your v is made of the averaged gradient, not of the gradient itself.",
        "Whose squares does v average?",
        "Look at the line of v: does m stand in it?",
    ),
)
