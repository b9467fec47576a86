"""What exercises are given that is not plain data."""

import numpy as np
import pytest

from cnnnotes.runner.fixtures import FIXTURES


def test_a_polynomial_takes_arrays_of_one_shape():
    f = FIXTURES["polynomial"]((1, 0), (0, 3))
    assert f(np.array([2.0, 10.0])) == f([2, 10]) == 302
    with pytest.raises(ValueError, match=r"f takes an array of shape \(2,\), got \(\)"):
        f(2.0)


def test_the_classifier_knows_its_gradient():
    rng = np.random.default_rng(0)
    model = FIXTURES["classifier"]((3, 4, 2), 3, 5)
    x, dy, step = rng.normal(size=(2, 3, 4, 2)), rng.normal(size=(2, 3)), 1e-6
    towards = rng.normal(size=x.shape)
    change = model.scores(x + step * towards) - model.scores(x - step * towards)
    slope = np.sum(model.scores_backward(dy, x) * towards)
    assert np.sum(dy * change) / (2 * step) == pytest.approx(slope, rel=1e-6)
    assert model.predict(x).sum(axis=1) == pytest.approx(1)


def test_the_classifier_says_what_it_takes():
    model = FIXTURES["classifier"]((3, 4, 2), 3, 5)
    with pytest.raises(ValueError, match=r"x must have shape \(N, 3, 4, 2\), got \(3, 4, 2\)"):
        model.predict(np.ones((3, 4, 2)))
    with pytest.raises(ValueError, match=r"dy must have shape \(1, 3\).*got \(3,\)"):
        model.scores_backward(np.ones(3), np.ones((1, 3, 4, 2)))


def test_a_saddle_is_flat_at_0_and_steep_beside_it():
    f = FIXTURES["saddle"]((2.0, 3.0), 100.0)
    assert f(np.array([1, 0])) == 2
    assert f(np.array([1.0, 1.0])) == 105
    with pytest.raises(ValueError, match=r"shape \(2,\)"):
        f(np.zeros(3))


def test_a_stuck_generator_draws_the_same_for_ever_and_refuses_no_draw():
    rng = FIXTURES["stuck_rng"]()
    for drawn in (rng.random(99), rng.normal(size=99), rng.integers(-2, 3, 99)):
        assert len({*drawn}) == 1
    assert sorted(rng.permutation(2400)) == list(range(2400))
    assert len({*rng.choice(2400, 600, replace=False)}) == 600
