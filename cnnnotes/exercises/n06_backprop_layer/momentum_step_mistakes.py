"""What is known to go wrong in exercise 06_momentum_step."""

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished


def _rate_inside(w, dw, v, learning_rate, momentum):
    v = momentum * v + learning_rate * dw
    return w - v, v


def _rate_inside_downhill(w, dw, v, learning_rate, momentum):
    v = momentum * v - learning_rate * dw
    return w + v, v


def _averaged(w, dw, v, learning_rate, momentum):
    v = momentum * v + (1 - momentum) * dw
    return w - learning_rate * v, v


def _downhill(w, dw, v, learning_rate, momentum):
    v = momentum * v - dw
    return w + learning_rate * v, v


def _momentum_on_gradient(w, dw, v, learning_rate, momentum):
    v = v + momentum * dw
    return w - learning_rate * v, v


def _momentum_on_both(w, dw, v, learning_rate, momentum):
    v = momentum * (v + dw)
    return w - learning_rate * v, v


def _in_place(w, dw, v, learning_rate, momentum):
    v *= momentum
    v += dw
    w -= learning_rate * v
    return w, v


def _step(w, dw, v, learning_rate, momentum):
    """The new v, and the right step."""
    return momentum * v + dw, learning_rate * (momentum * v + dw)


MISTAKES = (
    Mistake(
        "climbs",
        finished(
            lambda w, dw, v, rate, momentum: (w + rate * (momentum * v + dw), momentum * v + dw)
        ),
        "Your w moves along the gradient: uphill.",
        "Where does the gradient point: to larger losses, or to smaller ones?",
        "Look at the sign in the line of w.",
    ),
    Mistake(
        "old velocity used",
        finished(lambda w, dw, v, rate, momentum: (w - rate * v, momentum * v + dw)),
        "Your w moves by the old v; the new one is computed too late.",
        "Which v does the step use: the one that came in, or the new one?",
        "Look at the order of the two lines: v first, then w.",
    ),
    Mistake(
        "velocity not kept",
        finished(lambda w, dw, v, rate, momentum: (w - rate * (momentum * v + dw), v)),
        "Your w is right, but v comes back as it came in.",
        "What does the next step need to know of this one?",
        "Look at the line with `return`: is it the new v?",
    ),
    Mistake(
        "plain gradient descent",
        finished(lambda w, dw, v, rate, momentum: (w - rate * dw, dw)),
        "Your step is that of plain gradient descent: the old v plays no part.",
        "What is left of the last step?",
        "Look for momentum: does it occur in your function?",
    ),
    Mistake(
        "plain gradient descent, velocity kept beside it",
        finished(lambda w, dw, v, rate, momentum: (w - rate * dw, momentum * v + dw)),
        "Your v is right, but w moves by the gradient alone.",
        "By which array does w move?",
        "Look at the line of w: dw stands where the new v is meant.",
    ),
    Mistake(
        "velocity averaged",
        finished(_averaged),
        "Your v is an average: dw was multiplied by 1 - momentum.",
        "What is the factor of dw in v = momentum·v + dw?",
        "Look at the line of v: the factor 1 - momentum belongs to Adam.",
    ),
    Mistake(
        "learning rate inside the velocity",
        finished(_rate_inside),
        "Your v holds the learning rate; expected v = momentum·v + dw.",
        "In which of the two lines does the learning rate stand?",
        "Look at the line of v.",
    ),
    Mistake(
        "learning rate inside the velocity, pointing downhill",
        finished(_rate_inside_downhill),
        "Your v is the step itself, downhill and with the learning rate in it.",
        "In which of the two lines does the learning rate stand?",
        "Look at the line of v: expected v = momentum·v + dw.",
    ),
    Mistake(
        "velocity pointing downhill",
        finished(_downhill),
        "Your w is right where v began at 0; your v has the opposite sign.",
        "Is dw added to v, or taken away?",
        "Look at the line of v: expected v = momentum·v + dw.",
    ),
    Mistake(
        "momentum on the gradient",
        finished(_momentum_on_gradient),
        "Your v keeps all of the old v, and takes momentum times dw.",
        "Which of the two fades away from step to step?",
        "Look at the line of v: what is momentum multiplied with?",
    ),
    Mistake(
        "momentum on velocity and gradient",
        finished(_momentum_on_both),
        "Your v is momentum times the sum of v and dw.",
        "Which of the two fades away from step to step?",
        "Look at the brackets in the line of v.",
    ),
    Mistake(
        "velocity never fades",
        finished(lambda w, dw, v, rate, momentum: (w - rate * (v + dw), v + dw)),
        "Your v keeps all of the old v.",
        "What happens to a ball that never loses speed?",
        "Look for momentum in the line of v.",
    ),
    Mistake(
        "learning rate forgotten",
        finished(lambda w, dw, v, rate, momentum: (w - (momentum * v + dw), momentum * v + dw)),
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
        finished(
            lambda w, dw, v, rate, momentum: (
                w - rate * (momentum * (momentum * v + dw) + dw),
                momentum * v + dw,
            )
        ),
        "Your step is Nesterov's: it adds momentum·v a second time.",
        "By which array does w move in plain momentum?",
        "Look at the line of w: w - learning_rate·v.",
    ),
    Mistake(
        "step in place of the new weights",
        finished(lambda *args: (_step(*args)[1], _step(*args)[0])),
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
    Mistake(
        "changes its input",
        finished(_in_place),
        "The values are right, but w and v are changed after the call.",
        "Whose memory does `w -= …` write to?",
        "Look for `-=`, `*=` and `+=`: make new arrays here.",
    ),
)
