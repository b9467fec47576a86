"""`.ci/venv`, which `make` calls first: it mends what it finds, or says the cure.

A small uv stands in for the real one, so that nothing is downloaded.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci" / "venv"
UV = """#!/bin/sh
case "$1" in
    venv)
        folder=$5
        mkdir -p "$folder/bin"
        ln -s "$4" "$folder/bin/python"
        echo "VIRTUAL_ENV='$PWD/$folder'" > "$folder/bin/activate"
        echo made >> log ;;
    pip) echo installed >> log; exit "${FAILS:-0}" ;;
esac
"""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="make is for POSIX")


@pytest.fixture
def clone(tmp_path):
    """A folder as a clone is, with a package that runs."""
    clone = tmp_path / "clone"
    (clone / "cnnnotes").mkdir(parents=True)
    (clone / "cnnnotes" / "__main__.py").write_text("")
    (clone / "pyproject.toml").write_text("")
    os.utime(clone / "pyproject.toml", (0, 0))
    executable(tmp_path / "bin" / "uv", UV)
    return clone


def executable(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def set_up(tmp_path):
    """Return a function that sets a clone up; it returns what was done, said, and the status."""

    def run(clone, stamp=".venv/lab", **settings):
        (clone / "log").write_text("")
        path = f"{tmp_path / 'bin'}:/usr/bin:/bin"
        environment = {"PATH": path, "PYTHON": sys.executable, "HOME": str(tmp_path)} | settings
        command = ["sh", SCRIPT, stamp, "."]
        ran = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True)
        return (clone / "log").read_text().split(), ran.stderr, ran.returncode

    return run


def test_set_up_once_it_is_left_alone_until_the_packages_change(clone, set_up):
    assert set_up(clone)[0] == ["made", "installed"]
    assert set_up(clone) == ([], "", 0)
    os.utime(clone / "pyproject.toml")
    os.utime(clone / ".venv" / "lab", (1, 1))
    assert set_up(clone) == (["installed"], "", 0)


def test_a_clone_that_was_moved_is_set_up_again(clone, set_up):
    set_up(clone)
    moved = clone.rename(clone.with_name("moved with a space"))
    done, said, status = set_up(moved)
    assert (done, status) == (["made", "installed"], 0)
    assert "made in another folder" in said
    assert set_up(moved) == ([], "", 0)


@pytest.mark.parametrize("left", [[], ["bin"]])
def test_a_set_up_that_was_cut_off_is_made_again(left, clone, set_up):
    for name in left:
        (clone / ".venv" / name).mkdir(parents=True)
    (clone / ".venv").mkdir(exist_ok=True)
    done, said, status = set_up(clone)
    assert (done, status) == (["made", "installed"], 0)
    assert "cut off" in said


def test_a_set_up_cut_off_while_packages_came_goes_on(clone, set_up):
    set_up(clone)
    (clone / ".venv" / "lab").unlink()
    assert set_up(clone) == (["installed"], "", 0)


def test_an_environment_whose_python_is_gone_or_too_old_is_made_again(clone, set_up, tmp_path):
    set_up(clone)
    python = clone / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(tmp_path / "no-python")
    assert set_up(clone)[0] == ["made", "installed"]
    python.unlink()
    executable(
        python, '#!/bin/sh\n[ "$1" = -c ] && [ -z "$2" ] || { echo Python 3.10.1; exit 1; }\n'
    )
    done, said, _ = set_up(clone)
    assert done == ["made", "installed"]
    assert "it has Python 3.10.1, and 3.11 is needed" in said


@pytest.mark.parametrize("has_ensurepip", [True, False])
def test_an_environment_of_uv_is_given_pip_when_uv_is_gone(has_ensurepip, clone, set_up, tmp_path):
    set_up(clone)
    python = clone / ".venv" / "bin" / "python"
    python.unlink()
    mine = f"""#!/bin/sh
case "$1 $2" in
    "-m ensurepip") {"touch pip" if has_ensurepip else "exit 1"} ;;
    "-m pip") [ -e pip ] && {{ [ "$3" = --version ] || echo installed >> log; }} ;;
    *) exec "{sys.executable}" "$@" ;;
esac
"""
    executable(python, mine)
    (tmp_path / "bin" / "uv").unlink()
    assert set_up(clone) == ([], "", 0)  # nothing to install, and so no need of pip
    os.utime(clone / ".venv" / "lab", (1, 1))
    os.utime(clone / "pyproject.toml")
    done, said, status = set_up(clone)
    assert status == 0
    assert done == (["installed"] if has_ensurepip else [])
    assert ("needs Python's venv and pip" in said) is not has_ensurepip  # and runs as it was


def test_offline_uv_installs_what_it_has_kept(clone, set_up, tmp_path):
    kept = UV.replace("pip) ", "pip) case $* in *--offline*) ;; *) exit 1 ;; esac; ")
    executable(tmp_path / "bin" / "uv", kept)
    done, _, status = set_up(clone)
    assert (done, status) == (["made", "installed"], 0)


def test_without_a_python_that_is_new_enough_it_says_so(clone, set_up, tmp_path):
    old = tmp_path / "bin" / "old"
    executable(old, '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\n')
    _, said, status = set_up(clone, PYTHON=str(old))
    assert status == 1
    assert "needs Python 3.11 or newer, and here is: Python 3.9.2" in said


def test_offline_the_first_time_says_what_is_missing(clone, set_up):
    (clone / "cnnnotes" / "__main__.py").write_text("import not_yet_installed")
    _, said, status = set_up(clone, FAILS="1")
    assert status == 1
    assert "The first time needs a network" in said


def test_offline_after_an_update_the_course_still_starts_and_tries_again(clone, set_up):
    set_up(clone)
    os.utime(clone / ".venv" / "lab", (1, 1))
    os.utime(clone / "pyproject.toml")
    _, said, status = set_up(clone, FAILS="1")
    assert status == 0
    assert "those that are here are used" in said
    assert set_up(clone)[0] == ["installed"]
    _, _, status = set_up(clone, ".venv/dev", FAILS="1")
    assert status == 1  # tests want what they name


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_clone_is_told_what_to_do_instead(clone, set_up):
    (clone / "log").write_text("")
    clone.chmod(0o555)
    try:
        _, said, status = set_up(clone)
    finally:
        clone.chmod(0o755)
    assert status == 1
    assert "cannot be written to. Copy it to a folder of your own" in said


def test_the_real_makefile_asks_it_each_time(tmp_path):
    if not shutil.which("make"):
        pytest.skip("no make")
    root = SCRIPT.parent.parent
    ran = subprocess.run(
        ["make", "--no-print-directory", "-n", "lab"], cwd=root, capture_output=True, text=True
    )
    assert ran.stdout.splitlines()[0] == "sh .ci/venv .venv/lab ."


def test_the_page_about_broken_grounds_says_what_is_said():
    root = SCRIPT.parent.parent
    page = (root / "docs" / "broken-grounds.md").read_text("utf-8")
    told = re.findall('"([^"]+)"', page)
    sources = [SCRIPT, *(root / "cnnnotes").rglob("*.py")]
    said = re.sub(r'"\s*\\?\s*"|\s+', " ", " ".join(path.read_text("utf-8") for path in sources))
    assert len(told) > 10
    assert [sentence for sentence in told if sentence not in said] == []
