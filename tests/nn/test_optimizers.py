import math

import numpy as np
import pytest

from cnnnotes.nn import SGD, Adam, OneCycle, RMSprop, Sequential, optimizers
from cnnnotes.nn.layers import Dense

RATE = 0.1
GRADIENTS = [np.array([1.0, -2.0]), np.array([0.5, 0.0]), np.array([-3.0, 1e-3])]


def stepped(optimizer, gradients=GRADIENTS, dtype=np.float64):
    w = np.array([1.0, 2.0], dtype)
    for g in gradients:
        optimizer.update([w], [g.astype(dtype)])
    return w


def sgd():
    w = np.array([1.0, 2.0])
    for g in GRADIENTS:
        w = w - RATE * g
    return w


def momentum():
    w, v = np.array([1.0, 2.0]), 0
    for g in GRADIENTS:
        v = 0.9 * v + g
        w = w - RATE * v
    return w


def rmsprop():
    w, s = np.array([1.0, 2.0]), 0
    for g in GRADIENTS:
        s = 0.8 * s + 0.2 * g**2
        w = w - RATE * g / (np.sqrt(s) + 1e-7)
    return w


def adam():
    # Kingma and Ba, section 2, the order that saves time: ε stands beside the uncorrected root.
    w, m, s = np.array([1.0, 2.0]), 0, 0
    for t, g in enumerate(GRADIENTS, start=1):
        m = 0.9 * m + 0.1 * g
        s = 0.99 * s + 0.01 * g**2
        rate = RATE * math.sqrt(1 - 0.99**t) / (1 - 0.9**t)
        w = w - rate * m / (np.sqrt(s) + 1e-7)
    return w


MAKERS = {
    "sgd": (lambda: SGD(RATE), sgd),
    "momentum": (lambda: SGD(RATE, momentum=0.9), momentum),
    "rmsprop": (lambda: RMSprop(RATE, rho=0.8), rmsprop),
    "adam": (lambda: Adam(RATE, beta_2=0.99), adam),
}


@pytest.mark.parametrize(("make", "written_out"), MAKERS.values(), ids=MAKERS)
def test_formula_written_out(make, written_out):
    np.testing.assert_allclose(stepped(make()), written_out(), rtol=1e-12)


@pytest.mark.parametrize("name", MAKERS)
def test_torch_agrees(name):
    torch = pytest.importorskip("torch")
    w = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
    tiny = 1e-15  # where ε stands differs: let it not matter
    theirs, ours = {
        "sgd": (torch.optim.SGD([w], lr=RATE), SGD(RATE)),
        "momentum": (torch.optim.SGD([w], lr=RATE, momentum=0.9), SGD(RATE, momentum=0.9)),
        "rmsprop": (
            torch.optim.RMSprop([w], lr=RATE, alpha=0.8, eps=tiny),
            RMSprop(RATE, rho=0.8, epsilon=tiny),
        ),
        "adam": (
            torch.optim.Adam([w], lr=RATE, betas=(0.9, 0.99), eps=tiny),
            Adam(RATE, beta_2=0.99, epsilon=tiny),
        ),
    }[name]
    for g in GRADIENTS:
        w.grad = torch.tensor(g)
        theirs.step()
    np.testing.assert_allclose(stepped(ours), w.detach().numpy(), rtol=1e-10)


@pytest.mark.parametrize(("make", "_"), MAKERS.values(), ids=MAKERS)
def test_weights_change_in_place_and_gradients_do_not(make, _):
    w, g = np.ones(2, np.float32), np.ones(2, np.float32)
    g.flags.writeable = False
    make().update([w], [g])
    assert (w < 1).all()
    assert w.dtype == np.float32


def test_the_first_step_of_adam_is_the_learning_rate():
    w = stepped(Adam(RATE), [np.array([1e-3, 50.0])])
    np.testing.assert_allclose(w, np.array([1.0, 2.0]) - RATE, rtol=1e-3)


def test_the_learning_rate_can_be_changed_and_scheduled():
    optimizer = SGD(0.1)
    w = np.zeros(1)
    optimizer.update([w], [np.ones(1)])
    optimizer.learning_rate = 1.0
    optimizer.update([w], [np.ones(1)])
    optimizer.learning_rate = lambda done: 10 * done
    optimizer.update([w], [np.ones(1)], done=0.5)
    assert w == pytest.approx(-6.1)


def test_one_cycle_rises_to_its_peak_and_falls_to_nothing():
    rates = [OneCycle(0.01, warmup=0.3)(done) for done in np.linspace(0, 1, 101)]
    assert rates[0] == pytest.approx(0.0004)
    assert max(rates) == rates[30] == pytest.approx(0.01)
    assert rates[-1] == pytest.approx(1e-6)
    assert (np.diff(rates[:31]) > 0).all()
    assert (np.diff(rates[30:]) < 0).all()
    assert OneCycle(0.01, warmup=0)(0) == 0.01


def test_an_optimizer_by_name():
    assert [type(optimizers.get(name)) for name in ("sgd", "rmsprop", "adam")] == [
        SGD,
        RMSprop,
        Adam,
    ]


def test_an_optimizer_belongs_to_one_model():
    optimizer, x, y = Adam(), np.eye(3), [0, 1, 0]
    models = [Sequential([Dense(2)], seed=0), Sequential([Dense(2)], seed=1)]
    for model in models:
        model.compile(optimizer)
    models[0].fit(x, y, verbose=0)
    models[0].fit(x, y, verbose=0)
    with pytest.raises(ValueError, match="another model: make a new one"):
        models[1].fit(x, y, verbose=0)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: SGD(-1), "learning_rate must be a finite number of at least 0"),
        (lambda: SGD(math.nan), "learning_rate"),
        (lambda: Adam("0.1"), "learning_rate .* '0.1'"),
        (lambda: SGD(momentum=1), "0 ≤ momentum < 1, got 1"),
        (lambda: RMSprop(rho=1.5), "0 ≤ rho < 1, got 1.5"),
        (lambda: Adam(beta_1=-1), "0 ≤ beta_1 < 1, got -1"),
        (lambda: Adam(beta_2=1), "0 ≤ beta_2 < 1, got 1"),
        (lambda: OneCycle(0.1, warmup=1), "0 ≤ warmup < 1, got 1"),
        (lambda: optimizers.get("adma"), "sgd, rmsprop, adam, got 'adma'"),
        (lambda: optimizers.get(Adam), "must be an Optimizer or one of"),
    ],
)
def test_refused_with_the_answer(make, says):
    with pytest.raises(ValueError, match=says):
        make()
