import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from strategies import arrays

from cnnnotes import ops

sizes = st.integers(1, 4)


@given(st.integers(0, 4), sizes, sizes, st.data())
def test_the_slow_loop_agrees_and_backward_is_the_adjoint(n, d, m, data):
    x, w, b, dy = (data.draw(arrays(shape)) for shape in [(n, d), (d, m), (m,), (n, m)])
    y = ops.dense(x, w, b)
    for i, j in np.ndindex(n, m):
        assert y[i, j] == b[j] + sum(x[i, k] * w[k, j] for k in range(d))
    dx, dw, db = ops.dense_backward(dy, x, w)
    assert (ops.dense(x, w) * dy).sum() == (x * dx).sum() == (w * dw).sum()
    np.testing.assert_array_equal(db, dy.sum(axis=0))
    assert ops.dense_backward(dy, x, w, need_dx=False)[0] is None


@given(st.data())
def test_a_dense_layer_is_a_convolution_as_large_as_the_image(data):
    x, w = data.draw(arrays((2, 3, 4, 2))), data.draw(arrays((3, 4, 2, 5)))
    np.testing.assert_array_equal(
        ops.dense(x.reshape(2, -1), w.reshape(-1, 5)), ops.conv2d(x, w)[:, 0, 0]
    )
