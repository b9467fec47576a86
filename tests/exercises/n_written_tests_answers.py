"""Tests as people write them: in other styles, and those that notice too little or too much."""

import numpy as np

NEVER, RETURNS = "the function is never called", "a value is returned in place of an assert"
PASSES, REFUSED = "every implementation passes", "every implementation is refused"
RAISES, RIGHT_REFUSED = "the test itself raises", "a right implementation is refused"
NONE = "not noticed: "


def _ramps(*shape):
    return np.random.default_rng(3).normal(size=shape).round(2)


def slide2d_by_an_oracle(slide2d):
    for image, kernel in ([5, 7], [2, 3]), ([4, 4], [3, 1]), ([3, 3], [3, 3]):
        x, k = _ramps(*image), _ramps(*kernel)
        expected = np.empty(np.subtract(image, kernel) + 1)
        for i, j in np.ndindex(*expected.shape):
            expected[i, j] = (x[i:, j:][: kernel[0], : kernel[1]] * k).sum()
        np.testing.assert_allclose(slide2d(x, k), expected, atol=1e-9)
    assert np.allclose(slide2d(np.eye(2, dtype=int), np.full((2, 2), 0.25)), 0.5)


def slide2d_by_a_single_one(slide2d):
    """A picture with a single 1 answers with the kernel turned around."""
    x, k = np.zeros((5, 7), int), np.array([[1.5, 2, 3], [4, 5, 6]])
    x[2, 3] = 1
    out = slide2d(x, k)
    assert out.shape == (4, 5), f"shape {out.shape}"
    assert abs(out[1:3, 1:4] - k[::-1, ::-1]).max() < 1e-9
    x[2, 3], x[-1, -1] = 0, 2
    assert abs(slide2d(x, k)[-1, -1] - 12) < 1e-9
    assert abs(slide2d(x + 1, k)[0, 0] - k.sum()) < 1e-9


def slide2d_stops_without_an_assert(slide2d):
    expected = [[9, 19], [11.5, -8.5]]
    x = np.array([[1, 2, 0, 4], [0, -1, 3, 5], [2, 6, 1, -2]])
    for row, wanted in zip(slide2d(x, np.array([[1, 0.5, -1], [0, 2, 3]])), expected, strict=True):
        for a, b in zip(row, wanted, strict=True):
            if abs(a - b) > 1e-6:
                raise ValueError("not what was expected")


def output_size_by_counting(output_size):
    rng = np.random.default_rng(0)
    for _ in range(50):
        k, s, p, d = (int(rng.integers(1, 5)) for _ in range(4))
        n = d * (k - 1) + 1 + int(rng.integers(0, 9))
        windows = [i for i in range(0, n + 2 * p, s) if i + d * (k - 1) < n + 2 * p]
        assert output_size(n, k, s, p, d) == len(windows), (n, k, s, p, d)


def output_size_by_table(output_size):
    table = {(5, 3, 1, 0, 1): 3, (9, 4, 3, 0, 1): 2, (6, 3, 2, 1, 1): 3, (14, 3, 3, 2, 4): 4}
    for args, size in table.items():
        assert output_size(*args) == size


def max_pool_by_an_oracle(max_pool):
    rng = np.random.default_rng(1)
    for (h, w), size, stride in ((5, 7), 2, 2), ((5, 8), 2, 3), ((6, 5), 3, 1), ((7, 7), 3, 2):
        x = rng.normal(-1, 1, (h, w, 2))
        out = max_pool(x, size, stride)
        assert out.shape == ((h - size) // stride + 1, (w - size) // stride + 1, 2)
        for i, j, c in np.ndindex(*out.shape):
            window = x[i * stride : i * stride + size, j * stride : j * stride + size, c]
            assert out[i, j, c] == window.max()


def max_pool_by_properties(max_pool):
    x = np.random.default_rng(2).normal(-2, 1, (7, 7, 3))
    for size, stride in (2, 2), (3, 2), (2, 3), (3, 1):
        out = max_pool(x, size, stride)
        n = (7 - size) // stride + 1
        assert out.shape == (n, n, 3)
        assert np.isin(out, x).all()
        assert all(
            (out >= x[a::stride, b::stride][:n, :n]).all() for a, b in np.ndindex(size, size)
        )
        assert all(np.isin(out[..., c], x[..., c]).all() for c in range(3))
    assert max_pool(-x, 7, 1).ravel().tolist() == (-x).max(axis=(0, 1)).tolist()


def max_pool2d_backward_by_finite_differences(max_pool2d_backward):
    rng = np.random.default_rng(0)
    x, dy = rng.permutation(2 * 20 * 2).reshape(2, 4, 5, 2) - 60.0, rng.normal(size=(2, 3, 4, 2))

    def loss(x):
        taps = [x[:, a : a + 3, b : b + 4] for a, b in np.ndindex(2, 2)]
        return (np.max(taps, axis=0) * dy).sum()

    dx = max_pool2d_backward(dy, x, 2, 1)
    for at in np.ndindex(*x.shape):
        step = np.zeros_like(x)
        step[at] = 1e-4
        slope = (loss(x + step) - loss(x - step)) / 2e-4
        assert abs(dx[at] - slope) < 1e-6, at
    ties = max_pool2d_backward(np.ones((1, 1, 1, 1)), np.ones((1, 2, 2, 1)), 2, 2)
    assert ties.ravel().tolist() == [1, 0, 0, 0]


def max_pool2d_backward_by_hand(max_pool2d_backward):
    x = np.array([[-9, -1, -1], [-9, -3, -5], [-4, -8, -5]], float)[None, :, :, None]
    dx = max_pool2d_backward(np.array([2, 3, 4, -7.0]).reshape(1, 2, 2, 1), x, 2, 1)
    assert dx.shape == x.shape
    assert dx.ravel().tolist() == [0, 5, 0, 0, -3, 0, 0, 0, 0]
    x = np.array([[[[2], [5]], [[1], [3]]], [[[1], [2]], [[8], [3]]]], float)
    assert max_pool2d_backward(np.array([[[[6]]], [[[4]]]]), x, 2, 2).ravel().tolist() == [
        *(0, 6, 0, 0),
        *(0, 0, 4, 0),
    ]


# --- that notice too little, or too much ----------------------------------------------------------


def empty(function):
    """Nothing yet."""


def accepts_all(function):
    try:
        function(np.eye(3), np.eye(2))
        assert False  # noqa: B011, PT015
    except Exception:
        pass
    except AssertionError:
        pass


def refuses_all(function):
    assert not callable(function)


def raises(function):
    assert function(x_test, np.eye(2)).shape == (2, 2)  # noqa: F821


def says_true(slide2d):
    return np.allclose(slide2d(np.eye(2), np.eye(2)), 2)


def ones(slide2d):
    out = slide2d(np.arange(12.0).reshape(3, 4), np.ones((2, 2)))
    assert np.allclose(out, [[10, 14, 18], [26, 30, 34]])


def shape_alone(slide2d):
    assert slide2d(np.ones((4, 5)), np.ones((2, 3))).shape == (3, 3)


def exactly(slide2d):
    x, k = np.array([[0.1, 0.2, 0.7], [0.3, 0.4, 0.6]]), np.array([[0.3, -0.1], [0.7, 0.9]])
    assert (slide2d(x, k) == [[0.1 * 0.3 - 0.2 * 0.1 + 0.3 * 0.7 + 0.4 * 0.9, 0.81]]).all()


def plain(output_size):
    assert output_size(5, 3, 1, 0, 1) == 3
    assert output_size(8, 2, 2, 0, 1) == 4


def positive(max_pool):
    x = np.array([[1, 2.5], [4, 3]])[..., None]
    assert np.allclose(max_pool(x, 2, 2), 4)


def one_window(max_pool2d_backward):
    x = np.array([1, 4, 2, 3.0]).reshape(1, 2, 2, 1)
    assert max_pool2d_backward(np.full((1, 1, 1, 1), 5.0), x, 2, 2).ravel().tolist() == [0, 5, 0, 0]


EVERYWHERE = {empty: NEVER, refuses_all: REFUSED, raises: RAISES}
RIGHT = {
    "01_test_slide2d": [
        slide2d_by_an_oracle,
        slide2d_by_a_single_one,
        slide2d_stops_without_an_assert,
    ],
    "02_test_output_size": [output_size_by_counting, output_size_by_table],
    "04_test_max_pool": [max_pool_by_an_oracle, max_pool_by_properties],
    "06_test_max_pool2d_backward": [
        max_pool2d_backward_by_finite_differences,
        max_pool2d_backward_by_hand,
    ],
}
WRONG = {
    "01_test_slide2d": {
        **EVERYWHERE,
        accepts_all: PASSES,
        says_true: RETURNS,
        ones: f"{NONE}kernel turned by 180°",
        shape_alone: f"{NONE}kernel turned by 180°",
        exactly: RIGHT_REFUSED,
    },
    "02_test_output_size": {**EVERYWHERE, plain: f"{NONE}no floor"},
    "04_test_max_pool": {**EVERYWHERE, positive: f"{NONE}stride forced to size"},
    "06_test_max_pool2d_backward": {
        **EVERYWHERE,
        one_window: f"{NONE}tied pixels all get the gradient",
    },
}
MAY_PASS: dict = {}


def dropout_by_properties(dropout):
    x, rng = np.full((300, 40), 2.0), np.random.default_rng(0)
    for rate in (0.2, 0.8):
        for _ in range(3):
            out = dropout(x, rate, rng, True)
            assert out.shape == x.shape
            assert abs((out == 0).mean() - rate) < 0.06
            assert np.allclose(out[out != 0], 2 / (1 - rate))
            assert len(np.unique((out == 0).mean(axis=0))) > 5
        assert (dropout(x, rate, rng, False) == 2).all()
        assert (x == 2).all()


def dropout_by_means(dropout):
    x = np.random.default_rng(5).uniform(1, 3, (400, 60))
    given = x.copy()
    out = dropout(given, 0.3, np.random.default_rng(6), True)
    assert (given == x).all()
    assert abs(out.mean() - x.mean()) < 0.1
    assert 0.2 < (out == 0).mean() < 0.4
    assert out.std(axis=0).min() > 0.5
    assert (out == 0).mean(axis=0).max() < 0.6
    assert (dropout(given, 0.3, np.random.default_rng(6), False) == x).all()


def draws_alone(dropout):
    rng = np.random.default_rng(0)
    kept = np.random.default_rng(0).random((40, 50)) >= 0.25
    assert np.allclose(dropout(np.ones((40, 50)), 0.25, rng, True), kept / 0.75)


def training_alone(dropout):
    out = dropout(np.ones((300, 40)), 0.25, np.random.default_rng(0), True)
    assert 0.2 < (out == 0).mean() < 0.3


RIGHT["08_test_dropout"] = [dropout_by_properties, dropout_by_means]
WRONG["08_test_dropout"] = {
    **EVERYWHERE,
    draws_alone: RIGHT_REFUSED,
    training_alone: f"{NONE}on after training",
}
