"""The embedded digits: whole, shaped like MNIST, split fairly."""

import numpy as np
import pytest

from cnnnotes.datasets import load_digits


@pytest.fixture(scope="module")
def digits():
    return load_digits()


def test_shapes_types_and_range(digits):
    for (images, labels), n in zip(digits, (1438, 359), strict=True):
        assert (images.shape, images.dtype) == ((n, 28, 28, 1), np.float32)
        assert (labels.shape, labels.dtype) == ((n,), np.int64)
        assert (images.min(), images.max()) == (0, 1)


def test_each_digit_keeps_its_share(digits):
    train, test = (np.bincount(labels, minlength=10) for _, labels in digits)
    assert (train + test).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    np.testing.assert_array_equal(test, np.round((train + test) / 5))


def test_no_digit_is_in_both_parts(digits):
    train, test = ({image.tobytes() for image in images} for images, _ in digits)
    assert not train & test


def test_framed_like_mnist(digits):
    for images, _ in digits:
        assert np.count_nonzero(images) == np.count_nonzero(images[:, 4:24, 4:24])
        assert 0.1 < images.mean() < 0.2


def test_enlarging_keeps_what_was_drawn(digits):
    """A nearest-mean classifier would fail on scrambled or mislabelled images."""
    (x_train, y_train), (x_test, y_test) = digits
    means = np.stack([x_train[y_train == label].mean(axis=0) for label in range(10)])
    distance = ((x_test[:, None] - means) ** 2).sum(axis=(2, 3, 4))
    assert (distance.argmin(axis=1) == y_test).mean() > 0.85


def test_each_call_hands_out_fresh_arrays(digits):
    (first, _), _ = load_digits()
    first[:] = 0
    np.testing.assert_array_equal(load_digits()[0][0], digits[0][0])
