import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnnotes import ops

RNG = np.random.default_rng(0)
X = RNG.random((3, 6, 9, 2))


@given(st.integers(-10, 10), st.integers(-10, 10))
def test_whole_steps_move_pixels_and_bring_in_zeros(down, right):
    framed = np.pad(X, ((0, 0), (10, 10), (10, 10), (0, 0)))
    expected = framed[:, 10 - down : 16 - down, 10 - right : 19 - right]
    np.testing.assert_array_equal(ops.warp(X, down=down, right=right), expected)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_quarter_turn_is_to_the_left(quarters):
    square = X[:, :, :6]
    turned = ops.warp(square, angle=90 * quarters)
    np.testing.assert_allclose(turned, np.rot90(square, quarters, axes=(1, 2)), atol=1e-12)


def test_half_a_step_averages_two_pixels():
    y = ops.warp(X, right=0.5)
    np.testing.assert_allclose(y[:, :, 1:], (X[:, :, 1:] + X[:, :, :-1]) / 2)


def test_a_plane_that_rises_evenly_stays_one_when_it_is_enlarged():
    row, column = np.indices((9, 9)) - 4.0
    plane = (2 * row - column)[None, :, :, None]
    np.testing.assert_allclose(ops.warp(plane, scale=2), plane / 2)
    middle = (0, slice(3, 6), slice(3, 6), 0)
    np.testing.assert_allclose(ops.warp(plane, scale=0.5)[middle], 2 * plane[middle])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_each_image_has_its_own_numbers_whatever_its_batch(dtype):
    x = X.astype(dtype)
    moves = {"down": [1, 0, -2.5], "right": 1, "angle": [10, -90, 3], "scale": [1, 2, 0.7]}
    y = ops.warp(x, **moves)
    assert y.dtype == dtype
    for i in range(3):
        own = {name: v[i] if isinstance(v, list) else v for name, v in moves.items()}
        np.testing.assert_array_equal(ops.warp(x[i : i + 1], **own)[0], y[i])
    assert ops.warp(x[:0], angle=3).shape == (0, 6, 9, 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"x": X[0]}, r"x must have shape \(N, H, W, C\)"),
        ({"angle": [1, 2]}, r"angle must be a finite number, or \(3,\)"),
        ({"down": np.nan}, "down must be a finite number"),
        ({"scale": 0}, "scale must be above 0, got 0.0"),
    ],
)
def test_what_does_not_fit_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        ops.warp(**{"x": X} | arguments)
