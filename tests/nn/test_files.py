import json
import os
import pickle
import stat

import numpy as np
import pytest

from cnnnotes import nn
from cnnnotes.nn import files


def made(dtype=np.float32):
    layers = [
        nn.Input((9, 8, 2)),
        nn.Conv2D(np.int64(3), (3, 2), padding=((1, 0), (0, 1)), strides=(2, 1)),
        nn.BatchNormalization(),
        nn.Activation("leaky_relu"),
        nn.MaxPooling2D(2, strides=1),
        nn.AveragePooling2D((1, 2)),
        nn.Flatten(),
        nn.Dropout(np.float32(0.5)),
        nn.Dense(3, activation="softmax"),
    ]
    return nn.Sequential(layers, seed=0, dtype=dtype)


X = np.random.default_rng(0).standard_normal((20, 9, 8, 2))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "model.npz"


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_model_comes_back_as_it_was(path, dtype, capsys):
    model = made(dtype)
    model.fit(X, np.arange(20) % 3, verbose=0, seed=0)  # so that batch norm's averages have moved
    model.save(path)
    loaded = nn.load(path)
    np.testing.assert_array_equal(loaded.predict(X), model.predict(X))
    assert {w.dtype for w in loaded.weights} == {np.dtype(dtype)}
    model.summary()
    loaded.summary()
    one, other = capsys.readouterr().out.split("Layer")[1:]
    assert one == other
    loaded.fit(X, np.arange(20) % 3, verbose=0)  # and can go on learning


def test_a_file_by_its_very_name_readable_by_all_whom_the_user_lets(tmp_path):
    made().save(str(tmp_path / "model"))
    assert [p.name for p in tmp_path.iterdir()] == ["model"]
    plain = tmp_path / "plain"
    plain.touch()
    mode = stat.S_IMODE(plain.stat().st_mode)
    assert stat.S_IMODE((tmp_path / "model").stat().st_mode) == mode


def test_the_reference_model_is_below_half_a_megabyte(path):
    nn.models.convnet(seed=0).save(path)
    assert path.stat().st_size < 500_000


def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(path, monkeypatch):
    made().save(path)
    before = path.read_bytes()

    def disk_full(file, **arrays):
        file.write(b"half a model")
        raise OSError(28, "No space left on device")  # which names no file

    monkeypatch.setattr(files.np, "savez_compressed", disk_full)
    with pytest.raises(OSError, match=r"No space left on device: '.*model\.npz'"):
        made().save(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_read_only_file_stays(path):
    made().save(path)
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(PermissionError, match=r"read-only: '.*model\.npz'"):
        made().save(path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["model.npz"]


def test_a_link_is_followed_and_stays_and_the_mode_too(path):
    made().save(path)
    path.chmod(0o640)
    link = path.with_name("link.npz")
    link.symlink_to(path.name)
    other = nn.Sequential([nn.Input((2,)), nn.Dense(2)], seed=0)
    other.save(link)
    assert link.is_symlink()
    assert nn.load(path).input_shape == (2,)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_missing_folder_is_told_by_the_name_that_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"No such folder to write into: 'no/model\.npz'"):
        made().save("no/model.npz")
    with pytest.raises(IsADirectoryError):
        made().save(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_device_is_not_replaced_by_a_file():
    with pytest.raises(OSError, match="Not a regular file: '/dev/null'"):
        made().save("/dev/null")


def test_a_name_as_long_as_may_be(tmp_path):
    path = tmp_path / f"{'x' * 240}.npz"
    made().save(path)
    assert nn.load(path).count_params() == made().count_params()


def test_a_model_without_shapes_cannot_be_saved(path):
    with pytest.raises(ValueError, match="does not know the shape of its input"):
        nn.Sequential([nn.Dense(2)]).save(path)
    assert not path.exists()


def test_a_missing_file_is_said_to_be_missing(path):
    with pytest.raises(FileNotFoundError, match=path.name):
        nn.load(path)


@pytest.mark.parametrize("damage", ["cut", "bits"])
def test_a_damaged_file_is_named_and_never_half_loaded(path, damage):
    model = nn.Sequential([nn.Input((2,)), nn.Dense(2)], seed=0)
    model.save(path)
    whole = path.read_bytes()
    named = 0
    for place in range(len(whole)):
        if damage == "cut":
            path.write_bytes(whole[:place])
        else:
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            loaded = nn.load(path)
        except ValueError as error:
            assert "model.npz is damaged" in str(error)  # noqa: PT017
            named += 1
        else:  # a date or a flag that nobody reads
            assert all(map(np.array_equal, loaded.weights, model.weights))
    assert named == len(whole) if damage == "cut" else named > len(whole) / 2


def rewritten(path, **changes):
    """The file of a small model, with other entries."""
    nn.Sequential([nn.Input((2,)), nn.Dense(2)], seed=0).save(path)
    with np.load(path) as file:
        entries = dict(file)
    np.savez(path, **(entries | changes))


def described(**changes):
    whole = {
        "format": 1,
        "input_shape": [2],
        "dtype": "float32",
        "layers": [["Dense", {"units": 2, "activation": None}]],
    }
    return json.dumps(whole | changes)


FOREIGN = {
    "text": lambda path: path.write_text("no model"),
    "nothing": lambda path: path.write_bytes(b""),
    "an array": lambda path: path.write_bytes(b"\x93NUMPY" + b"\0" * 50),
    "a pickle": lambda path: path.write_bytes(pickle.dumps({"model": 1})),
    "other arrays": lambda path: np.savez(path, x=np.zeros(3)),
    "pickled objects": lambda path: rewritten(path, model=np.array({"format": 1}, object)),
    "pickled weights": lambda path: rewritten(path, **{"0.w": np.array([None])}),
    "no json": lambda path: rewritten(path, model="{"),
    "another format": lambda path: rewritten(path, model=described(format=2)),
    "an unknown layer": lambda path: rewritten(path, model=described(layers=[["Magic", {}]])),
    "no layer": lambda path: rewritten(path, model=described(layers=[["Windows", {}]])),
    "unknown settings": lambda path: rewritten(path, model=described(layers=[["Dense", {"n": 2}]])),
    "an impossible shape": lambda path: rewritten(path, model=described(input_shape=[-2])),
    "an impossible dtype": lambda path: rewritten(path, model=described(dtype="int8")),
    "weights of another shape": lambda path: rewritten(path, **{"0.w": np.zeros((3, 2))}),
    "words for weights": lambda path: rewritten(path, **{"0.b": np.array(["a", "b"])}),
}


@pytest.mark.parametrize("write", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_is_named(path, write):
    with path.open("wb"):
        write(path)
    with pytest.raises(ValueError, match=r"model.npz is damaged, or no model that cnnnotes saved"):
        nn.load(path)


class Trap:
    """Unpickled, it leaves a mark."""

    def __init__(self, mark):
        self.mark = str(mark)

    def __reduce__(self):
        return os.mkdir, (self.mark,)


def test_nothing_in_a_file_is_run(path, tmp_path):
    mark = tmp_path / "mark"
    rewritten(path, model=np.array(Trap(mark), object))
    with pytest.raises(ValueError, match="pickle"):
        nn.load(path)
    assert not mark.exists()


def test_the_rewritten_file_itself_is_good(path):
    rewritten(path, model=described())
    assert nn.load(path).predict(np.zeros((1, 2))).tolist() == [[0, 0]]


class Scale(nn.Layer):
    """A layer of one's own."""

    def __init__(self, factor):
        super().__init__(factor=factor)

    def build(self, shape, rng):
        self.weights = {"s": np.full(shape[-1:], self.config["factor"])}
        return shape

    def forward(self, x, *, training=False, rng=None):
        return x * self.weights["s"], x

    def backward(self, dy, cache, *, need_dx=True):
        return dy * self.weights["s"], {"s": (dy * cache).sum(axis=0)}


class Dense(nn.Dense):
    """Another layer of the course's name."""

    def forward(self, x, *, training=False, rng=None):
        y, cache = super().forward(x)
        return 2 * y, cache


class Forgetful(nn.Flatten):
    def __init__(self, what):
        super().__init__()


def test_layers_of_ones_own_come_back_when_their_classes_are_given(path):
    model = nn.Sequential([nn.Input((2,)), Scale(3.0), Dense(2)], seed=0)
    model.save(path)
    with pytest.raises(ValueError, match=r"layers=\[Scale, Dense\]\) brings them back") as refusal:
        nn.load(path)
    assert "damaged" not in str(refusal.value)
    x = np.ones((1, 2))
    loaded = nn.load(path, layers=[Scale, Dense])
    np.testing.assert_array_equal(loaded.predict(x), model.predict(x))


def test_what_could_not_be_loaded_again_is_not_saved(path):
    with pytest.raises(ValueError, match=r"Forgetful\(\) could not be loaded again: .*'what'"):
        nn.Sequential([nn.Input((2,)), Forgetful(1)]).save(path)
    with pytest.raises(ValueError, match="a file can hold a layer's numbers"):
        nn.Sequential([nn.Input((2,)), Scale(np.ones(2))]).save(path)
    assert not path.exists()
