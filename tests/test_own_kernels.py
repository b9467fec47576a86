import numpy as np
import pytest

from cnnnotes import nn, ops
from cnnnotes.exercises import get
from cnnnotes.grading import answer_store, judge
from cnnnotes.own_kernels import WRITTEN_IN, OwnKernels, own_kernels

EXERCISES = sorted({name for adapters in WRITTEN_IN.values() for name in adapters})


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Keep the source of an exercise as passed, in an empty folder of answers."""
    monkeypatch.setenv("CNNNOTES_ANSWERS", str(tmp_path))

    def keep(name, source, passed=True):
        answer_store._store(answer_store.SavedAnswer(name, passed=passed, source=source))

    return keep


def network(**kernels):
    layers = [
        nn.Input((12, 11, 1)),
        nn.Conv2D(4, 3, activation="relu"),
        nn.MaxPooling2D(2),
        nn.Conv2D(6, (3, 2), padding="same", strides=2, activation="relu"),
        nn.Flatten(),
        nn.Dense(3, activation="softmax"),
    ]
    return nn.Sequential(layers, seed=0, dtype=float, **kernels)


@pytest.mark.parametrize(
    "left_out", [None, "02_conv_strided", "06_conv2d_backward", "06_adam_step"]
)
def test_a_network_on_own_kernels_learns_what_it_would_on_the_courses(keep, left_out):
    for name in EXERCISES:
        keep(
            name, get(name).solution_source if name != "01_conv_channels" else "", name != left_out
        )
    kernels = own_kernels()
    theirs = [kernel for kernel, whose in kernels.whose.items() if "the course's" in whose]
    assert theirs == [kernel for kernel, names in WRITTEN_IN.items() if left_out in names]
    rng = np.random.default_rng(0)
    x, y = rng.random((40, 12, 11, 1)), rng.integers(0, 3, 40)
    own, course = network(kernels=kernels), network()
    own.compile(kernels.adam(1e-2))
    course.compile(nn.Adam(1e-2))
    for model in (own, course):
        model.optimizer.epsilon = 1e-12  # which is added a little earlier, or later
        model.fit(x, y, epochs=3, batch_size=20, seed=0, verbose=0)
    np.testing.assert_allclose(own.predict(x), course.predict(x), atol=1e-6)
    images, w = np.float32(x), np.ones((3, 3, 1, 2), np.float32)
    assert kernels.conv2d(images, w).dtype == np.float32


def test_answers_may_be_lists_as_the_checks_take_them():
    def listed(value):
        return [*map(listed, value)] if isinstance(value, tuple) else np.asarray(value).tolist()

    def lists(name):
        return lambda *args: listed(get(name).reference(*args))

    for name in EXERCISES:
        assert judge(name, lists(name)).passed
    kernels = OwnKernels({name: lists(name) for name in EXERCISES})
    x, y = np.random.default_rng(0).random((8, 12, 11, 1)), np.arange(8) % 3
    own, course = network(kernels=kernels), network()
    for model, adam in ((own, kernels.adam(1e-2)), (course, nn.Adam(1e-2))):
        model.compile(adam)
        model.optimizer.epsilon = 1e-12  # which is added a little earlier, or later
        model.fit(x, y, epochs=2, batch_size=4, seed=0, verbose=0)
    np.testing.assert_allclose(own.predict(x), course.predict(x), atol=1e-6)


def test_what_they_give_has_the_dtype_that_they_were_given():
    def zeros_first(x):  # as many write it: float64, whatever x is
        y = np.zeros(x.shape)
        y[x > 0] = x[x > 0]
        return y

    relu = OwnKernels({"03_relu": zeros_first}).relu
    assert relu(np.float32([-1, 2])).dtype == np.float32


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("def relu(x):\n    return helper(x)", "name 'helper' is not defined"),
        ("def relu(x):\n    return x", ""),
        ("def relu(x", "SyntaxError"),
        ("y = 1", "KeyError: 'relu'"),
        ("", "its source was not found"),
    ],
)
def test_what_does_not_pass_by_itself_is_left_to_the_course_and_said(keep, source, why):
    keep("03_relu", source)
    kernels = own_kernels()
    assert kernels.whose["relu"].startswith("the course's; yours (03_relu) does not work by itself")
    assert why in kernels.whose["relu"]
    assert kernels.relu is ops.relu
    assert "relu                    the course's" in repr(kernels)


def test_without_any_answer_all_is_the_courses(keep):
    assert set(own_kernels().whose.values()) == {"the course's"}
    assert type(own_kernels().adam(0.1)) is nn.Adam


def test_what_the_exercises_did_not_ask_for_is_left_to_the_course():
    def never(*args):
        raise AssertionError

    kernels = OwnKernels(dict.fromkeys(EXERCISES, never))
    x, w = np.ones((1, 6, 7, 2)), np.ones((2, 2, 2, 1))
    y = kernels.conv2d(x, w, dilation=2)
    np.testing.assert_array_equal(y, ops.conv2d(x, w, dilation=2))
    kernels.conv2d_backward(y, x, w, dilation=2)
    pooled = kernels.max_pool2d(x, (2, 3))
    np.testing.assert_array_equal(pooled, ops.max_pool2d(x, (2, 3)))
    kernels.max_pool2d_backward(pooled, x, (2, 3))
    only = OwnKernels({"01_conv_channels": never})
    np.testing.assert_array_equal(only.conv2d(x, w, stride=2), ops.conv2d(x, w, stride=2))
