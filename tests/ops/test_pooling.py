import statistics

import numpy as np
import oracles
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arrays, poolings

from cnnnotes import ops


@given(poolings())
def test_the_slow_loop_agrees(case):
    np.testing.assert_array_equal(
        ops.max_pool2d(case.x, case.size, **case.settings),
        oracles.pool2d(case.x, case.size, **case.settings, reduce=max),
    )
    np.testing.assert_allclose(
        ops.avg_pool2d(case.x, case.size, **case.settings),
        oracles.pool2d(case.x, case.size, **case.settings, reduce=statistics.fmean),
        atol=1e-12,
    )
    np.testing.assert_allclose(
        ops.avg_pool2d(case.x, case.size, **case.settings, include_padding=True),
        oracles.pool2d(
            case.x,
            case.size,
            **case.settings,
            reduce=lambda seen: sum(seen) / (case.size[0] * case.size[1]),
        ),
        atol=1e-12,
    )


@given(poolings(), st.sampled_from([np.arctan, np.exp, np.cbrt, lambda x: 3 * x - 50]))
def test_max_pooling_commutes_with_increasing_maps(case, rising):
    np.testing.assert_array_equal(
        ops.max_pool2d(rising(case.x), case.size, **case.settings),
        rising(ops.max_pool2d(case.x, case.size, **case.settings)),
    )


@given(poolings(), st.data())
def test_the_first_of_tied_maxima_takes_the_gradient(case, data):
    dy = data.draw(arrays(ops.max_pool2d(case.x, case.size, **case.settings).shape))
    np.testing.assert_array_equal(
        ops.max_pool2d_backward(dy, case.x, case.size, **case.settings),
        oracles.max_pool2d_backward(dy, case.x, case.size, **case.settings),
    )


@given(poolings(), st.booleans(), st.data())
def test_the_average_is_linear_and_its_backward_the_adjoint(case, include_padding, data):
    settings = case.settings | {"include_padding": include_padding}
    y = ops.avg_pool2d(case.x, case.size, **settings)
    dy = data.draw(arrays(y.shape))
    dx = ops.avg_pool2d_backward(dy, case.x, case.size, **settings)
    assert (y * dy).sum() == pytest.approx((case.x * dx).sum(), abs=1e-9)


@given(poolings())
def test_global_pooling_is_one_window_over_all(case):
    x = case.x
    np.testing.assert_allclose(
        ops.global_avg_pool2d(x), ops.avg_pool2d(x, x.shape[1:3])[:, 0, 0], atol=1e-12
    )
    dy = np.ones((len(x), x.shape[3]))
    np.testing.assert_allclose(
        ops.global_avg_pool2d_backward(dy, x),
        ops.avg_pool2d_backward(dy[:, None, None], x, x.shape[1:3]),
        atol=1e-12,
    )


def test_a_flat_window_sends_its_gradient_to_one_pixel_only():
    dx = ops.max_pool2d_backward(np.ones((1, 2, 2, 1)), np.zeros((1, 4, 4, 1)))
    assert dx[0, :, :, 0].tolist() == [[1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]]


def test_overlapping_windows_add_their_gradients():
    x = np.zeros((1, 3, 3, 1))
    x[0, 1, 1] = 1  # in all four windows
    assert ops.max_pool2d_backward(np.ones((1, 2, 2, 1)), x, 2, stride=1)[0, 1, 1] == 4


def test_pixels_that_no_window_reaches_are_not_seen_and_get_nothing():
    x = np.arange(25.0).reshape(1, 5, 5, 1)
    assert ops.max_pool2d(x).max() == 18
    for backward in (ops.max_pool2d_backward, ops.avg_pool2d_backward):
        dx = backward(np.ones((1, 2, 2, 1)), x)
        assert not dx[:, 4].any()
        assert not dx[:, :, 4].any()


def test_padding_never_wins():
    x = np.full((1, 2, 2, 1), np.finfo(float).min)
    settings = {"size": 2, "stride": 1, "padding": 1}
    assert (ops.max_pool2d(x, **settings) == x.max()).all()
    assert ops.max_pool2d_backward(np.ones((1, 3, 3, 1)), x, **settings).sum() == 9


def window(*rows):
    return np.array(rows).reshape(1, len(rows), len(rows[0]), 1)


def test_the_winner_alone_gets_a_gradient_that_is_infinite():
    dy = np.full((1, 1, 1, 1), np.inf)
    assert ops.max_pool2d_backward(dy, window([1.0, 2], [3, 4])).ravel().tolist() == [
        0,
        0,
        0,
        np.inf,
    ]


def test_nan_wins_there_and_back_the_first_of_several():
    x = window([1.0, np.nan], [np.nan, 2])
    assert np.isnan(ops.max_pool2d(x)).all()
    dx = ops.max_pool2d_backward(np.ones((1, 1, 1, 1)), x)
    assert dx.ravel().tolist() == [0, 1, 0, 0]
    other = ops.max_pool2d_backward(
        np.ones((1, 1, 2, 1)), window([1.0, np.nan, 5, 5], [3, 2, 5, 6])
    )
    assert other.ravel().tolist() == [0, 1, 0, 0, 0, 0, 0, 1]  # and windows without any as ever


@pytest.mark.parametrize("lowest", [-np.inf, np.nan])
def test_padding_does_not_win_against_pixels_as_low_as_itself(lowest):
    x = np.full((1, 2, 2, 1), lowest)
    dx = ops.max_pool2d_backward(np.ones((1, 2, 2, 1)), x, 2, padding=1)
    assert dx.ravel().tolist() == [1, 1, 1, 1]
