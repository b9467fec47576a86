import numpy as np
import oracles
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arrays, convolutions, geometries, pairs

from cnnnotes import ops

# Quarters add up exactly in float64, in any order: everything here is equal, not nearly equal.


@given(convolutions())
def test_the_slow_loop_agrees(case):
    y = ops.conv2d(case.x, case.w, case.b, **case.settings)
    np.testing.assert_array_equal(y, oracles.conv2d(case.x, case.w, case.b, **case.settings))


@given(convolutions(), st.data())
def test_linear_in_the_image_and_in_the_filters(case, data):
    x, w, other = case.x, case.w, data.draw(arrays(case.x.shape))
    conv = lambda x, w: ops.conv2d(x, w, **case.settings)  # noqa: E731
    np.testing.assert_array_equal(conv(2 * x - other, w), 2 * conv(x, w) - conv(other, w))
    np.testing.assert_array_equal(conv(x, w / 2), conv(x, w) / 2)


@given(convolutions())
def test_the_bias_is_added_to_every_pixel_of_its_filter(case):
    without = ops.conv2d(case.x, case.w, **case.settings)
    with_ = ops.conv2d(case.x, case.w, case.b, **case.settings)
    np.testing.assert_array_equal(with_, without + case.b)


@given(convolutions(padding=st.just("valid")), pairs(0, 3))
def test_moves_its_output_with_its_input(case, shift):
    down, right = shift
    sh, sw = case.settings["stride"]
    moved = np.pad(case.x, ((0, 0), (down * sh, 0), (right * sw, 0), (0, 0)))
    y = ops.conv2d(moved, case.w, **case.settings)
    np.testing.assert_array_equal(y[:, down:, right:], ops.conv2d(case.x, case.w, **case.settings))


@given(convolutions(padding=st.tuples(pairs(0, 2), pairs(0, 2))))
def test_stride_is_subsampling(case):
    sh, sw = case.settings["stride"]
    every = ops.conv2d(case.x, case.w, **(case.settings | {"stride": 1}))
    np.testing.assert_array_equal(ops.conv2d(case.x, case.w, **case.settings), every[:, ::sh, ::sw])


@given(convolutions())
def test_dilation_is_a_kernel_with_zeros_between(case):
    (dh, dw), (kh, kw) = case.settings["dilation"], case.w.shape[:2]
    spread = np.zeros(((kh - 1) * dh + 1, (kw - 1) * dw + 1, *case.w.shape[2:]))
    spread[::dh, ::dw] = case.w
    np.testing.assert_array_equal(
        ops.conv2d(case.x, case.w, **case.settings),
        ops.conv2d(case.x, spread, **(case.settings | {"dilation": 1})),
    )


@given(convolutions())
def test_padding_is_zeros_around_the_image(case):
    g = case.settings
    before_after = [
        oracles.sides(n, case.w.shape, g["stride"], g["padding"], g["dilation"], axis)
        for axis, n in enumerate(case.x.shape[1:3])
    ]
    padded = np.pad(case.x, ((0, 0), *before_after, (0, 0)))
    np.testing.assert_array_equal(
        ops.conv2d(case.x, case.w, **g), ops.conv2d(padded, case.w, **(g | {"padding": 0}))
    )


@given(convolutions(padding=st.just("same")))
def test_same_gives_a_pixel_for_every_stride(case):
    y = ops.conv2d(case.x, case.w, **case.settings)
    sh, sw = case.settings["stride"]
    assert y.shape[1:3] == (-(-case.x.shape[1] // sh), -(-case.x.shape[2] // sw))


@given(convolutions(), st.data())
def test_backward_is_the_adjoint(case, data):
    y = ops.conv2d(case.x, case.w, **case.settings)
    dy = data.draw(arrays(y.shape))
    dx, dw, db = ops.conv2d_backward(dy, case.x, case.w, **case.settings)
    assert (y * dy).sum() == (case.x * dx).sum() == (case.w * dw).sum()
    assert dx.shape == case.x.shape
    assert dw.shape == case.w.shape
    np.testing.assert_array_equal(db, dy.sum(axis=(0, 1, 2)))


@given(convolutions(), st.data())
def test_nobody_has_to_ask_for_dx(case, data):
    dy = data.draw(arrays(ops.conv2d(case.x, case.w, **case.settings).shape))
    _, *expected = ops.conv2d_backward(dy, case.x, case.w, **case.settings)
    dx, *rest = ops.conv2d_backward(dy, case.x, case.w, **case.settings, need_dx=False)
    assert dx is None
    for one, other in zip(rest, expected, strict=True):
        np.testing.assert_array_equal(one, other)


@given(convolutions(), st.data())
def test_conv1d_is_conv2d_on_one_row(case, data):
    x, w = case.x[:, 0], case.w[0]  # take the columns' settings
    padding = case.settings["padding"]
    settings = {
        "stride": case.settings["stride"][1],
        "dilation": case.settings["dilation"][1],
        "padding": padding[1] if isinstance(padding, tuple) else padding,
    }
    of_rows = {name: (1, value) for name, value in settings.items()}
    of_rows["padding"] = (0, settings["padding"])
    y = ops.conv1d(x, w, case.b, **settings)
    np.testing.assert_array_equal(y, ops.conv2d(x[:, None], w[None], case.b, **of_rows)[:, 0])

    dy = data.draw(arrays(y.shape))
    dx, dw, db = ops.conv1d_backward(dy, x, w, **settings)
    dx2, dw2, db2 = ops.conv2d_backward(dy[:, None], x[:, None], w[None], **of_rows)
    np.testing.assert_array_equal(dx, dx2[:, 0])
    np.testing.assert_array_equal(dw, dw2[0])
    np.testing.assert_array_equal(db, db2)


@given(geometries())
def test_output_size_counts_the_stops(g):
    for axis in range(2):
        one = g.padding[axis] if isinstance(g.padding, tuple) else g.padding
        size = ops.output_size(g.image[axis], g.kernel[axis], g.stride[axis], one, g.dilation[axis])
        stops = oracles.stops(g.image[axis], g.kernel, g.stride, g.padding, g.dilation, axis)
        assert size == len(list(stops))


@given(convolutions(padding=st.just("valid"), dilation=st.just((1, 1))))
def test_scipy_agrees(case):
    signal = pytest.importorskip("scipy.signal")
    y = ops.conv2d(case.x, case.w, **(case.settings | {"stride": 1}))
    for n, f in np.ndindex(len(case.x), case.w.shape[3]):
        expected = signal.correlate(case.x[n], case.w[..., f], mode="valid", method="direct")
        np.testing.assert_allclose(y[n, :, :, f], expected[:, :, 0], atol=1e-12)


def test_nothing_is_flipped():
    kernel = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(2, 2, 1, 1)
    spot = np.zeros((1, 3, 3, 1))
    spot[0, 1, 1] = 1
    assert ops.conv2d(spot, kernel)[0, :, :, 0].tolist() == [[4, 3], [2, 1]]


def test_the_odd_pixel_of_same_is_at_the_end():
    ones = np.ones((1, 4, 1))
    assert ops.conv1d(ones, np.ones((2, 1, 1)), padding="same").ravel().tolist() == [2, 2, 2, 1]
    # stride 2 over 4 pixels: one pixel is missing, and it is missing at the end
    assert ops.conv1d(ones, np.ones((3, 1, 1)), stride=2, padding="same").ravel().tolist() == [3, 2]
