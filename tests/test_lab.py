"""JupyterLab on a learner's copies: on sound ground, and on broken ones."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cnnnotes import cli, lab, resources, workspace

CLONE = Path(__file__).parent.parent


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Return a function that runs `cnnnotes lab` up to JupyterLab; it returns what would run."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        ran = []
        monkeypatch.setattr("os.execv", lambda program, command: ran.append(command))
        result = CliRunner().invoke(cli.app, ["lab", *arguments])
        assert result.exit_code == 0, result.output
        [[python, *command]] = ran
        assert python == sys.executable
        return command, result.output

    return run


def test_lab_opens_the_first_notebook_in_the_learners_folder(opened, monkeypatch):
    monkeypatch.setattr(lab, "is_root", lambda: False)
    command, _ = opened("--no-browser")
    here = f"--ServerApp.root_dir={Path.cwd()}"
    assert command == ["-m", "jupyterlab", "00-start-here.ipynb", here, "--no-browser"]
    assert Path.cwd().name == "work"


def test_in_a_clone_the_links_to_the_package_can_be_followed(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "cnnnotes")
    monkeypatch.setattr(workspace, "course_notebooks", lambda: CLONE / "notebooks")
    command, _ = opened()
    assert command[:3] == ["-m", "jupyterlab", "work/00-start-here.ipynb"]
    assert Path.cwd() == tmp_path
    assert "](../cnnnotes/" in (tmp_path / "work" / "01-convolution.ipynb").read_text("utf-8")


def test_root_is_let_in_as_in_every_container(opened, monkeypatch):
    monkeypatch.setattr(lab, "is_root", lambda: True)
    assert "--allow-root" in opened()[0]


def test_where_home_cannot_be_written_jupyters_files_go_to_the_work_folder(opened, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: path != str(Path.home()))
    for name in lab.AT_HOME:
        monkeypatch.delenv(name, raising=False)
    _, said = opened()
    assert "cannot be written to: Jupyter's settings go to" in said
    assert Path(os.environ["JUPYTER_RUNTIME_DIR"]).parents[1] == Path.cwd()
    for name in lab.AT_HOME:
        monkeypatch.delenv(name)


def test_where_there_is_no_home_it_is_in_the_work_folder(opened, monkeypatch):
    for name in [*lab.AT_HOME, "HOME"]:  # restored afterwards
        monkeypatch.setenv(name, "")
        os.environ.pop(name)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # nobody knows this user
    _, said = opened()
    assert "~ cannot be written to: Jupyter's settings go to" in said
    assert Path(os.environ["HOME"]).parent == Path.cwd()


def test_without_jupyterlab_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match="pip install jupyterlab"):
        lab.open_lab(tmp_path / "a.ipynb")


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
def test_in_a_clone_all_of_it_is_served_and_ctrl_c_ends_everything(tmp_path):
    import pexpect

    shutil.copytree(CLONE / "cnnnotes", tmp_path / "cnnnotes")
    (tmp_path / "notebooks").symlink_to(CLONE / "notebooks")

    home = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = ["-m", "cnnnotes", "lab", "--no-browser", "--port=0"]
    terminal = pexpect.spawn(
        sys.executable, command, cwd=tmp_path, env=os.environ | home, timeout=120, encoding="utf-8"
    )
    terminal.expect_exact(f"Serving notebooks from local directory: {tmp_path}\r")
    terminal.expect("is running at")
    terminal.expect("Control-C")
    terminal.sendintr()
    terminal.expect(r"Shut ?down this Jupyter server \(y/\[n\]\)\?")
    terminal.sendline("y")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    assert not list((tmp_path / "RUNTIME").glob("jpserver*"))
