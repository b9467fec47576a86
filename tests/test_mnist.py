"""The real MNIST, where it is at hand."""

import os
from pathlib import Path

import numpy as np
import pytest

from cnnnotes import nn
from cnnnotes.datasets import embedded_path, load_mnist
from cnnnotes.exercises import get

at_hand = Path(os.environ.get("CNNNOTES_DATA", "."), "mnist", "train-images-idx3-ubyte.gz").exists()
pytestmark = pytest.mark.skipif(not at_hand, reason="needs MNIST in $CNNNOTES_DATA")


@pytest.fixture(scope="module")
def mnist():
    return load_mnist(download=False)


def test_the_convnet_learns_on_a_part_of_mnist(mnist):
    (x, y), (x_test, y_test) = mnist
    model = nn.models.convnet(seed=0)
    model.compile(nn.Adam(nn.OneCycle(2e-3)))
    model.fit(x[:6000], y[:6000], epochs=2, batch_size=64, seed=0, verbose=0)
    assert model.evaluate(x_test[:2000], y_test[:2000])[1] > 0.93


def test_the_network_that_comes_with_the_course_is_as_good_as_it_says(mnist):
    model = nn.load(embedded_path("convnet.npz"))
    assert model.evaluate(*mnist[1])[1] >= 0.99


def test_a_digit_of_mnist_stands_where_a_drawing_is_moved_to(mnist):
    prepare, (_, (x, _)) = get("10_prepare_drawing").reference, mnist
    same = [np.allclose(prepare(255 - 255 * digit), digit) for digit in x[:500, ..., 0]]
    assert np.mean(same) > 0.99
