import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes.explorers import ravine_race
from cnnnotes.explorers.n06_ravine_race import MOMENTA, RATES


def steps_of(name, rate, momentum, steps, steepness=25, start=(-9, 2)):
    """The way down, written out as the papers have it."""
    w, m, v = np.array(start, float), np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        g = w * [1, steepness]
        if name == "Adam":
            m, v = momentum * m + (1 - momentum) * g, 0.999 * v + 0.001 * g**2
            w = w - rate * (m / (1 - momentum**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-7)
        else:
            m = (momentum if name == "momentum" else 0) * m + g
            w = w - rate * m
    return w


@pytest.mark.parametrize("steps", [0, 1, 2, 30])
def test_each_runs_as_its_formula_says(steps):
    race = ravine_race()
    race.learning_rate.value, race.momentum.value, race.step.value = 0.02, 0.8, steps
    for name in ("SGD", "momentum", "Adam"):
        w = steps_of(name, 0.02, 0.8, steps)
        assert race.state["w"][name] == pytest.approx(w, rel=1e-4)
        loss = (w[0] ** 2 + 25 * w[1] ** 2) / 2
        assert race.state["loss"][name] == pytest.approx(loss, rel=1e-3)


@pytest.mark.parametrize("name", ["SGD", "momentum", "Adam"])
def test_its_arithmetic_is_right(name):
    race = ravine_race()
    race.optimizer.value = name
    for step in (1, 2, 7):
        race.step.value = step
        equation = race.text.split("w₁ = ")[1].split(", where")[0]
        difference, result = equation.replace("−", "-").replace("·", "*").split(" = ")
        assert eval(difference) == pytest.approx(float(result), abs=0.05)
        assert race.state["w"][name][1] == pytest.approx(float(result), rel=0.01)


def test_who_arrives_is_told():
    race = ravine_race()
    race.learning_rate.value, race.momentum.value = 0.05, 0.7
    arrives = race.state["arrives"]
    assert arrives["momentum"] < arrives["SGD"]
    assert arrives["Adam"] is None
    assert race.text.endswith(f"SGD {arrives['SGD']}, momentum {arrives['momentum']}, Adam never")
    race.step.value = arrives["SGD"]
    assert race.state["loss"]["SGD"] < 0.01
    race.step.value -= 1
    assert race.state["loss"]["SGD"] >= 0.01


def test_too_large_a_rate_is_told():
    race = ravine_race()
    race.learning_rate.value = 0.3
    assert race.text.startswith("SGD flew off after")
    assert "SGD flew off" in race.alt


RACES = [ravine_race(), ravine_race(1e4, (0.1, -50)), ravine_race(0.01, (50, 30))]


@settings(max_examples=15, deadline=None)
@given(
    race=st.sampled_from(RACES),
    step=st.integers(0, 100),
    rate=st.sampled_from(RATES),
    momentum=st.sampled_from(MOMENTA),
    name=st.sampled_from(["SGD", "momentum", "Adam"]),
)
def test_any_setting_has_an_answer(race, step, rate, momentum, name):
    race.step.value, race.learning_rate.value, race.momentum.value = step, rate, momentum
    race.optimizer.value = name
    assert race.text
    assert race.alt.startswith("After ")
    assert all(np.isfinite(loss) for loss in race.state["loss"].values())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"steepness": 0}, "steepness: got 0"),
        ({"steepness": [1, 2]}, "steepness: got"),
        ({"start": (1,)}, "start: got"),
        ({"start": (0, 1)}, "start: got .* none of them 0"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(arguments, message):
    with pytest.raises(ValueError, match=message):
        ravine_race(**arguments)
