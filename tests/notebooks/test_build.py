"""The tool that builds notebooks: the same every time, and nothing half done."""

import json

import pytest

SOURCE = """\
# %% [markdown]
# # A tiny notebook

# %% tags=["exercise:01_slide1d"]
def slide1d(x, k):
    raise NotImplementedError

# %%
from cnnnotes.explorers import window_walk
from cnnnotes.figures import new_figure
new_figure(2, 1, alt="Nothing yet")

# %%
window_walk([1, 2, 3], [1, -1])

# %%
from tqdm.notebook import tqdm
for _ in tqdm(range(3)):
    pass
"""


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a source and returns its path."""

    def write(text, name="00-tiny"):
        path = tmp_path / f"{name}.py"
        path.write_text(text)
        return path

    return write


def test_a_build_keeps_what_shows_without_a_kernel_and_is_the_same_each_time(
    build, write, tmp_path
):
    source, built = write(SOURCE), tmp_path / "00-tiny.ipynb"
    size = build.build(source, tmp_path)
    first = built.read_bytes()
    assert len(first) == size
    notebook = json.loads(first)
    assert [cell["id"] for cell in notebook["cells"]] == [
        "cell-00",
        "01_slide1d",
        "cell-02",
        "cell-03",
        "cell-04",
    ]
    *_, figure, explorer, bar = notebook["cells"]
    picture, move = explorer["outputs"]
    assert "Run this cell" in "".join(move["data"]["text/html"])
    for out in (*figure["outputs"], picture):
        assert set(out["data"]) == {"image/png", "text/plain"}
        assert out["metadata"]["image/png"]["alt"] == "".join(out["data"]["text/plain"])
    assert bar["outputs"] == []
    build.build(source, tmp_path)
    assert built.read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["00-tiny.ipynb", "00-tiny.py"]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("import matplotlib.pyplot as plt\nplt.plot([1, 2]);", "without alt text"),
        ("print('a long line\\n' * 100_000)", "too large"),
    ],
)
def test_a_notebook_that_should_not_be_stored_is_refused(cell, message, build, write, tmp_path):
    (tmp_path / "00-tiny.ipynb").write_text("the notebook of yesterday")
    with pytest.raises(SystemExit, match=message):
        build.build(write(f"# %%\n{cell}"), tmp_path)
    assert (tmp_path / "00-tiny.ipynb").read_text() == "the notebook of yesterday"


def test_results_of_mnist_are_not_built_without_mnist(build, write, tmp_path, monkeypatch):
    def no_mnist():
        raise build.datasets.DataError("MNIST is not here.")

    monkeypatch.setattr(build.datasets, "load_mnist", no_mnist)
    with pytest.raises(SystemExit, match="07-tiny shows results of MNIST"):
        build.build(write("# %%\n1", "07-tiny"), tmp_path)
    build.build(write("# %%\n1", "06-tiny"), tmp_path)


WORDS = """\
# %% [markdown]
# A title.

# %%
def one():
    \"\"\"Return 1.\"\"\"
    return 1  # a number


print(one())
"""


def test_new_words_are_taken_over_without_running_anything(build, write, tmp_path, monkeypatch):
    build.build(write(WORDS), tmp_path)
    monkeypatch.setattr(build, "run", None)
    changed = WORDS.replace("A title.", "Better.").replace("Return 1", "Give").replace("a num", "")
    size = build.take_over_words(write(f"{changed}\n# %% [markdown]\n# The end.\n"), tmp_path)
    content = (tmp_path / "00-tiny.ipynb").read_bytes()
    first, code, last = json.loads(content)["cells"]
    assert len(content) == size
    assert (first["source"], last["source"], last["id"]) == (["Better."], ["The end."], "cell-02")
    assert "Give" in "".join(code["source"])
    assert [out["text"] for out in code["outputs"]] == [["1\n"]]
    assert code["execution_count"] == 1


def test_what_waits_for_a_prediction_changes_no_output(build):
    plain = build.what_runs("x = f(1)\nx")
    assert build.what_runs('wait_for("00_a", "00_b")\nx = covered("00_a", f(1), 2)\nx') == plain
    assert build.what_runs('wait_for("00_a")\nx = covered("00_a", f(2))\nx') != plain


def test_words_are_not_taken_over_where_code_has_changed(build, write, tmp_path):
    build.build(write("# %%\n1 + 1"), tmp_path)
    before = (tmp_path / "00-tiny.ipynb").read_bytes()
    for code in ("1 + 2", "1 + 1;", "1 + 1\n# %%\n3"):
        assert build.take_over_words(write(f"# %%\n{code}"), tmp_path) is None, code
        assert (tmp_path / "00-tiny.ipynb").read_bytes() == before


def test_only_the_notebooks_that_are_asked_for_are_built(build, tmp_path, monkeypatch, capsys):
    (tmp_path / "src").mkdir()
    for name in ("00-a.py", "01-b.py"):
        (tmp_path / "src" / name).touch()
    asked = []
    monkeypatch.setattr(build, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(build, "build", lambda source: asked.append(source.name) or 1)
    build.main("01")
    build.main()
    assert asked == ["01-b.py", "00-a.py", "01-b.py"]
    monkeypatch.setattr(build, "take_over_words", lambda source: None)
    build.main("--prose", "00")
    assert asked == ["01-b.py", "00-a.py", "01-b.py"]
    assert "00-a … its code has changed: build it" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="no notebook's name begins with 12"):
        build.main("12")
