import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from cnnnotes import cli, datasets, nn

run = CliRunner().invoke


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_train_measures_both_networks_and_writes_their_pictures(folder):
    result = run(cli.app, ["train", "--data", "digits", "--epochs", "1"])
    assert result.exit_code == 0, result.output
    assert "104,202" in result.output
    assert "407,050" in result.output
    assert sorted(path.name for path in (folder / "runs").iterdir()) == [
        "convnet-confusion.png",
        "convnet-curves.png",
        "dense-confusion.png",
        "dense-curves.png",
    ]
    with Image.open(folder / "runs" / "dense-confusion.png") as picture:
        assert "Confusion matrix of 359 images" in picture.info["Description"]


def test_a_saved_network_is_the_one_that_was_measured(folder):
    arguments = ["--data", "digits", "--model", "dense", "--epochs", "3", "--save", "kept/mine.npz"]
    first = run(cli.app, ["train", *arguments])
    assert first.exit_code == 0, first.output
    model = nn.load(folder / "kept" / "mine.npz")
    accuracy = model.evaluate(*datasets.load_digits()[1])[1]
    assert accuracy > 0.8
    assert f"{accuracy:.2%}" in first.output
    assert (folder / "kept" / "mine-curves.png").exists()

    run(cli.app, ["train", *arguments[:-1], "again.npz"])
    for one, other in zip(model.weights, nn.load(folder / "again.npz").weights, strict=True):
        np.testing.assert_array_equal(one, other)


def test_both_networks_saved_get_names_of_their_own(folder):
    run(cli.app, ["train", "--data", "digits", "--epochs", "1", "--save", "mine.npz"])
    assert nn.load(folder / "mine-convnet.npz").count_params() == 104_202
    assert nn.load(folder / "mine-dense.npz").count_params() == 407_050


def test_a_learning_rate_of_0_trains_nothing(folder):
    arguments = ["--data", "digits", "--model", "dense", "--epochs", "1", "--save", "still.npz"]
    result = run(cli.app, ["train", *arguments, "--learning-rate", "0"])
    assert result.exit_code == 0, result.output
    for one, other in zip(
        nn.load(folder / "still.npz").weights, nn.models.dense(seed=0).weights, strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_a_read_only_file_is_refused_before_the_training(folder, monkeypatch, capsys):
    (folder / "mine.npz").write_text("precious")
    (folder / "mine.npz").chmod(0o444)
    monkeypatch.setattr("sys.argv", ["cnnnotes", "train", "--model", "dense", "--save", "mine.npz"])
    monkeypatch.setattr(cli, "_load", lambda data: pytest.fail("it began"))
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 1
    assert "read-only" in capsys.readouterr().err
    assert (folder / "mine.npz").read_text() == "precious"


def test_holdout_leaves_the_test_images_alone(folder, monkeypatch):
    (x, y), (x_test, y_test) = datasets.load_digits()
    monkeypatch.setattr(datasets, "load_digits", lambda: ((x, y), (x_test * np.nan, y_test)))
    result = run(
        cli.app,
        ["train", "--data", "digits", "--model", "dense", "--epochs", "1", "--holdout"],
    )
    assert result.exit_code == 0, result.output
    assert f"{len(x) // 12} to test on" in result.output


@pytest.mark.parametrize("wrong", [["--epochs", "0"], ["--data", "cifar"], ["--seed", "-1"]])
def test_wrong_options_are_refused_before_anything_is_done(folder, wrong):
    assert run(cli.app, ["train", *wrong]).exit_code == 2
    assert not list(folder.iterdir())


def test_no_mnist_is_told_in_plain_words(folder, monkeypatch, capsys):
    monkeypatch.setenv("CNNNOTES_DATA", str(folder))
    monkeypatch.setattr("cnnnotes.datasets.mnist.MIRRORS", ("http://127.0.0.1:9/",))
    monkeypatch.setattr("sys.argv", ["cnnnotes", "train", "--data", "mnist"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 1
    assert "MNIST" in capsys.readouterr().err
