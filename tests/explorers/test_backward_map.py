import numpy as np
import pytest
from matplotlib.patches import Rectangle

from cnnnotes import datasets, nn, ops
from cnnnotes.explorers import backward_map

LAYERS = [
    nn.Input((9, 8, 2)),
    nn.Conv2D(3, 3, activation="relu"),
    nn.MaxPooling2D(2),
    nn.Flatten(),
    nn.Dense(3, activation="softmax"),
]
MODEL = nn.Sequential(LAYERS, seed=1)
IMAGES = np.random.default_rng(2).random((4, 9, 8, 2)).astype(np.float32)
LABELS = [0, 2, 1, 1]
NAMES = ["loss", "dense", "flatten", "pool", "ReLU", "conv"]


class Theirs:
    """The course's kernels, two of them said to be the learner's."""

    def __init__(self):
        self.called = []
        self.whose = {"relu_backward": "yours (03_relu_backward)", "dense_backward": "the course's"}

    def __getattr__(self, name):
        return getattr(ops, name)

    def relu_backward(self, dy, x):
        self.called.append("relu_backward")
        return ops.relu_backward(dy, x)


def test_it_goes_from_the_loss_to_the_pixels():
    way = backward_map(MODEL, IMAGES, LABELS)
    shapes = [(3,), (27,), (3, 3, 3), (7, 6, 3), (7, 6, 3), (9, 8, 2)]
    covered = []
    for step, (name, shape) in enumerate(zip(NAMES, shapes, strict=True), 1):
        way.step.value = step
        assert (way.state["name"], way.state["shape"]) == (name, shape)
        sheets = [p for p in way.fig.axes[0].patches if isinstance(p, Rectangle) and p.get_fill()]
        covered.append(sum(sheet.get_visible() for sheet in sheets))
    assert way.step.max == len(NAMES)
    assert covered == [5, 4, 3, 2, 1, 0]


@pytest.mark.parametrize("image", range(4))
def test_its_numbers_are_those_of_the_network(image):
    way = backward_map(MODEL, IMAGES, LABELS)
    way.image.value, x, labels = image, IMAGES[[image]], np.array(LABELS)[[image]]
    loss, scores, gradients = MODEL.gradients(x, labels)
    dz = ops.cross_entropy_backward(scores, labels)
    assert way.state["loss"] == pytest.approx(loss)
    assert way.state["norms"] == {"dz": pytest.approx(np.linalg.norm(dz))}
    assert f"A {labels[0]}, read as {scores.argmax()}" in way.text
    way.step.value = 6
    dx, dw = MODEL.scores_backward(dz, x), gradients[0]
    assert way.state["norms"]["dx"] == pytest.approx(np.linalg.norm(dx))
    assert way.state["norms"]["dw"] == pytest.approx(np.linalg.norm(dw))


def test_it_says_whose_function_sends_the_gradient_back_and_calls_it():
    kernels = Theirs()
    way = backward_map(MODEL, IMAGES, LABELS, kernels)
    assert kernels.called
    way.step.value = 5
    assert way.state["whose"] == "yours (03_relu_backward)"
    assert "relu_backward: yours (03_relu_backward)." in way.text
    assert way.alt.endswith("Written by you: ReLU.")
    way.step.value = 3
    assert way.state["whose"] == "NumPy's"


def test_it_begins_with_the_image_that_the_network_reads_worst():
    way = backward_map()
    model = nn.load(datasets.embedded_path("convnet.npz"))
    _, (x, y) = datasets.load_digits()
    losses = [model.evaluate(x[[i]], y[[i]])[0] for i in range(way.image.max + 1)]
    assert way.image.value == np.argmax(losses)


@pytest.mark.parametrize(
    ("layers", "images", "message"),
    [
        ([*LAYERS[:2], nn.BatchNormalization(), *LAYERS[2:]], IMAGES, "this picture knows"),
        (LAYERS, IMAGES[:0], "images: got shape"),
    ],
)
def test_what_does_not_fit_is_refused(layers, images, message):
    with pytest.raises(ValueError, match=message):
        backward_map(nn.Sequential(layers, seed=0), images, LABELS[: len(images)])
