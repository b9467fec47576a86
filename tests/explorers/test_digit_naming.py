import numpy as np
import pytest

from cnnnotes import datasets, nn
from cnnnotes.explorers import digit_naming


@pytest.fixture(scope="module")
def digits():
    return datasets.load_digits()[1]


def test_it_names_what_the_network_names(digits):
    images, labels = digits
    network = nn.load(datasets.embedded_path("convnet.npz"))
    naming = digit_naming()
    for digit in (0, 7, len(images) - 1):
        naming.image.value = digit + 1
        expected = network.predict(images[digit : digit + 1])[0]
        assert naming.state["name"] == expected.argmax()
        assert naming.state["label"] == labels[digit]
        assert naming.state["probabilities"] == pytest.approx(expected, abs=1e-6)


class Where:
    """Stands in for a network: names the column of the first ink."""

    def check_inputs(self, x):
        return np.asarray(x, float)

    def predict(self, x):
        return np.eye(4)[x.max(axis=(1, 3)).argmax(axis=1)]


@pytest.mark.parametrize(("right", "column"), [(0, 1), (2, 3), (-1, 0), (3, 0), (-2, 0)])
def test_a_digit_is_pushed_out_of_the_picture_not_around_it(right, column):
    image = np.zeros((1, 4, 4, 1))
    image[0, 2, 1] = 1
    naming = digit_naming(Where(), image, [1])
    naming.right.value = right
    assert naming.state["name"] == column
    naming.down.value = 2
    assert naming.state["name"] == 0  # nothing is left in the picture
    assert image.sum() == 1


def test_a_wrong_name_is_said_in_words():
    naming = digit_naming(Where(), np.eye(4)[None, :, :, None], [2])
    assert naming.text == "image 1 of 1: named 0 with 100 %, but it is a 2"


@pytest.mark.parametrize("labels", [None, [1, 2]])
def test_labels_must_fit_the_images(labels):
    with pytest.raises(ValueError, match="labels: got shape"):
        digit_naming(Where(), np.zeros((1, 4, 4, 1)), labels)
