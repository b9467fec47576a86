"""What is known to go wrong in exercise 06_momentum_step."""

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import knobs


def _loop(
    w,
    dw,
    v,
    learning_rate,
    momentum,
    *,
    keep=lambda momentum: momentum,
    take=lambda momentum, rate: 1,
    along=lambda old, new, dw, momentum: new,
    rate_in_w=lambda rate: rate,
    kept=lambda old, new, dw: new,
):
    """A step with anything changed: what v keeps and takes, along what w moves, what comes back."""
    new = keep(momentum) * v + take(momentum, learning_rate) * dw
    step = along(v, new, dw, momentum)
    return w - rate_in_w(learning_rate) * step, kept(v, new, dw)


def _to_the_other_side(right, w, dw, v, learning_rate, momentum):
    return right(w, dw, v, -learning_rate, momentum)


def _in_place(right, w, dw, v, *settings):
    w[:], v[:] = right(w, dw, v, *settings)
    return w, v


def _v_in_place(right, w, dw, v, *settings):
    new, v[:] = right(w, dw, v, *settings)
    return new, v


MISTAKES = (
    Mistake(
        "climbs",
        _to_the_other_side,
        "Your w moves along the gradient: uphill.",
        "Where does the gradient point: to larger losses, or to smaller ones?",
        "Look at the sign in the line of w.",
    ),
    Mistake(
        "old velocity used",
        knobs(_loop, along=lambda old, new, dw, momentum: old),
        "Your w moves by the old v; the new one is computed too late.",
        "Which v does the step use: the one that came in, or the new one?",
        "Look at the order of the two lines: v first, then w.",
    ),
    Mistake(
        "velocity not kept",
        knobs(_loop, kept=lambda old, new, dw: old),
        "Your v comes back as it came in.",
        "What does the next step need to know of this one?",
        "Look at the line with `return`: is it the new v?",
    ),
    Mistake(
        "plain gradient descent",
        knobs(_loop, keep=lambda momentum: 0),
        "Your step is that of plain gradient descent: the old v plays no part.",
        "What is left of the last step?",
        "Look for momentum: does it occur in your function?",
    ),
    Mistake(
        "plain gradient descent, velocity kept beside it",
        knobs(_loop, along=lambda old, new, dw, momentum: dw),
        "Your w moves by the gradient alone, not by v.",
        "By which array does w move?",
        "Look at the line of w: dw stands where the new v is meant.",
    ),
    Mistake(
        "velocity averaged",
        knobs(_loop, take=lambda momentum, rate: 1 - momentum),
        "Your v is an average: dw was multiplied by 1 - momentum.",
        "What is the factor of dw in v = momentum·v + dw?",
        "Look at the line of v: the factor 1 - momentum belongs to Adam.",
    ),
    Mistake(
        "momentum and 1 - momentum swapped",
        knobs(
            _loop,
            keep=lambda momentum: 1 - momentum,
            take=lambda momentum, rate: momentum,
        ),
        "Your v keeps 1 - momentum of the old v, and takes momentum times dw.",
        "Which factors do v and dw have in v = momentum·v + dw?",
        "Look at the line of v.",
    ),
    Mistake(
        "learning rate inside the velocity",
        knobs(_loop, take=lambda momentum, rate: rate, rate_in_w=lambda rate: 1),
        "Your v holds the learning rate; expected v = momentum·v + dw.",
        "In which of the two lines does the learning rate stand?",
        "Look at the line of v.",
    ),
    Mistake(
        "learning rate in both lines",
        knobs(_loop, take=lambda momentum, rate: rate),
        "The learning rate is in your v already, and again in the step of w.",
        "In which of the two lines does the learning rate stand?",
        "Look at the line of v.",
    ),
    Mistake(
        "learning rate inside the velocity, pointing downhill",
        knobs(_loop, take=lambda momentum, rate: -rate, rate_in_w=lambda rate: -1),
        "Your v is the step itself, downhill and with the learning rate in it.",
        "In which of the two lines does the learning rate stand?",
        "Look at the line of v: expected v = momentum·v + dw.",
    ),
    Mistake(
        "velocity pointing downhill",
        knobs(_loop, take=lambda momentum, rate: -1, rate_in_w=lambda rate: -rate),
        "Your w is right where v began at 0; your v has the opposite sign.",
        "Is dw added to v, or taken away?",
        "Look at the line of v: expected v = momentum·v + dw.",
    ),
    Mistake(
        "gradient taken from the velocity",
        knobs(_loop, take=lambda momentum, rate: -1),
        "In your v the gradient is taken away, and w moves against that v: uphill.",
        "Is dw added to v, or taken away?",
        "Look at the signs in the lines of v and w.",
    ),
    Mistake(
        "momentum on the gradient",
        knobs(_loop, keep=lambda momentum: 1, take=lambda momentum, rate: momentum),
        "Your v keeps all of the old v, and takes momentum times dw.",
        "Which of the two fades away from step to step?",
        "Look at the line of v: what is momentum multiplied with?",
    ),
    Mistake(
        "momentum on velocity and gradient",
        knobs(_loop, take=lambda momentum, rate: momentum),
        "Your v is momentum times the sum of v and dw.",
        "Which of the two fades away from step to step?",
        "Look at the brackets in the line of v.",
    ),
    Mistake(
        "velocity never fades",
        knobs(_loop, keep=lambda momentum: 1),
        "Your v keeps all of the old v.",
        "What happens to a ball that never loses speed?",
        "Look for momentum in the line of v.",
    ),
    Mistake(
        "learning rate forgotten",
        knobs(_loop, rate_in_w=lambda rate: 1),
        "Your w moves by the whole of v.",
        "How large is a step?",
        "Look for learning_rate in the line of w.",
    ),
    Mistake(
        "learning rate and momentum swapped",
        lambda right, w, dw, v, rate, momentum: right(w, dw, v, momentum, rate),
        "Learning rate and momentum are swapped.",
        "Which of the two is multiplied with the old v?",
        "Look at the order of the arguments.",
    ),
    Mistake(
        "looks ahead",
        knobs(_loop, along=lambda old, new, dw, momentum: momentum * new + dw),
        "Your step is Nesterov's: it adds momentum·v a second time.",
        "By which array does w move in plain momentum?",
        "Look at the line of w: w - learning_rate·v.",
    ),
    Mistake(
        "step in place of the new weights",
        lambda right, w, *rest: (w - right(w, *rest)[0], right(w, *rest)[1]),
        "Your first array is the step; expected w after the step.",
        "Where does w stand after the step?",
        "Look at the line of w.",
    ),
    Mistake(
        "v comes before w",
        lambda right, *args: right(*args)[::-1],
        "Your first array is v and your second w.",
        "In which order are the two asked for?",
        "Look at the line with `return`: w, v.",
    ),
    *Mistake(
        "changes its input",
        _in_place,
        "Arrays that were given to your function hold other numbers after the call.",
        "Whose memory does `w -= …` write to?",
        "Look for `-=`, `*=` and `+=`: make new arrays here.",
    ).forms(_v_in_place),
)
