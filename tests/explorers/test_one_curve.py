import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnnotes.explorers import one_curve
from cnnnotes.explorers.n08_one_curve import NOISES, RATES, STRENGTHS, fit, waves

RNG = np.random.default_rng(0)
X, Y = np.sort(RNG.random(9)), RNG.standard_normal(9)


def test_without_any_cure_it_is_the_least_squares_fit():
    for n in (1, 4, 7):
        expected = np.linalg.lstsq(waves(X, n), Y)[0]
        np.testing.assert_allclose(fit(X, Y, n, 0, 0, 0), expected, rtol=1e-6)


def test_a_penalty_is_added_to_the_mean_of_the_squares_and_leaves_the_bias_alone():
    def loss(w):
        return np.mean((waves(X, 5) @ w - Y) ** 2) + 0.3 * np.square(w[1:]).sum()

    w = fit(X, Y, 5, 0.3, 0, 0)
    for direction in np.eye(5):
        assert loss(w) < min(loss(w + 1e-3 * direction), loss(w - 1e-3 * direction))
    np.testing.assert_allclose(fit(X, Y, 5, 1e9, 0, 0), [Y.mean(), 0, 0, 0, 0], atol=1e-6)


@pytest.mark.parametrize(("dropout", "noise"), [(0.3, 0), (0, 0.1)])
def test_dropout_and_noise_are_those_of_very_many_draws(dropout, noise):
    draws = 20_000
    x = X + noise * RNG.standard_normal((draws, len(X)))
    h = waves(x, 4)
    kept = RNG.random(h.shape) >= dropout
    kept[..., 0] = True
    h = np.where(np.arange(4) > 0, h * kept / (1 - dropout), h)
    many = np.linalg.lstsq(h.reshape(-1, 4), np.tile(Y, draws))[0]
    np.testing.assert_allclose(fit(X, Y, 4, 0, dropout, noise), many, atol=0.03)


def test_more_weights_fit_better_what_is_seen_and_at_last_worse_what_is_not():
    curve, seen = one_curve(), []
    for n in range(1, curve.weights.max + 1):
        curve.weights.value = n
        seen.append(curve.state["seen"])
    assert (np.diff(seen) <= 1e-9).all()
    assert curve.state["best"] < n
    free = curve.state["held_back"]
    for cure in (curve.strength, curve.dropout, curve.noise):
        cure.value = cure.options[-4][1]
        assert curve.state["held_back"] < free / 2
        cure.value = 0


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_points_and_any_setting_have_an_answer(data):
    n = data.draw(st.integers(4, 30))
    numbers = st.floats(-1e3, 1e3)
    x = data.draw(arrays(float, n, elements=numbers, unique=True))
    curve = one_curve(x, data.draw(arrays(float, n, elements=numbers)))
    weights = data.draw(st.integers(1, curve.weights.max))
    curve.weights.value = weights
    curve.strength.value = data.draw(st.sampled_from(STRENGTHS))
    curve.dropout.value = data.draw(st.sampled_from(RATES))
    curve.noise.value = data.draw(st.sampled_from(NOISES))
    assert np.isfinite(curve.state["w"]).all()
    assert f"with {weights} weight" in curve.alt
    assert curve.text


@pytest.mark.parametrize(
    ("x", "y"),
    [([1, 2, 3], [1, 2, 3]), ([1] * 5, [2] * 5), ([1, 2, 3, np.nan], [1] * 4), ("abcd", [1] * 4)],
)
def test_points_that_do_not_fit_are_refused(x, y):
    with pytest.raises(ValueError, match="they need four or more points"):
        one_curve(x, y)
