"""What people install: the wheel and the sdist, built as for a release, used elsewhere."""

import os
import subprocess
import sys
import tarfile
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from cnnnotes import __version__

ROOT = Path(__file__).parent.parent


def build(folder, kind, into):
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", into]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return next(into.glob(f"cnnnotes-{__version__}*"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the sdist, as installers do that find no wheel."""
    folder = tmp_path_factory.mktemp("packages")
    with tarfile.open(build(ROOT, "sdist", folder / "sdist")) as archive:
        archive.extractall(folder, filter="data")
    return build(folder / f"cnnnotes-{__version__}", "wheel", folder / "wheel")


@pytest.fixture
def installed(wheel, tmp_path):
    """Return a function that runs Python where the wheel is unpacked, beside strange notebooks."""
    site = tmp_path / "site"
    with ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "notebooks").mkdir()
    (site / "notebooks" / "strange.ipynb").write_text("{}")

    def run(*arguments):
        environment = os.environ | {"PYTHONPATH": str(site)}
        command = [sys.executable, *arguments]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return run


def test_the_wheel_holds_the_course_and_not_its_builders(wheel):
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    notebooks = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    inside = {name for name in names if name.startswith("cnnnotes/notebooks/")}
    assert inside == {f"cnnnotes/notebooks/{name}" for name in notebooks}
    assert {f"cnnnotes/data/{name}.npz" for name in ("convnet", "digits")} <= names
    assert {"cnnnotes/py.typed", "cnnnotes/resources.py"} <= names
    assert any(name.endswith("labconfig/default_setting_overrides.json") for name in names)
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"cnnnotes"}


def test_a_browser_needs_little(wheel):
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("METADATA"))
        told = Parser().parsestr(archive.read(name).decode())
    everywhere = {n.split(">")[0] for n in told.get_all("Requires-Dist") if ";" not in n}
    core = {"anywidget", "ipywidgets", "matplotlib", "numpy", "pillow", "threadpoolctl", "tqdm"}
    assert everywhere == core
    assert told["Version"] == __version__


def test_an_installed_course_starts_anywhere(installed, tmp_path):
    said = installed("-m", "cnnnotes", "start", "mine")
    assert said.startswith("11 notebooks copied to mine\n")
    assert "cnnnotes lab --folder mine" in said
    assert not (tmp_path / "mine" / "strange.ipynb").exists()
    digits = "from cnnnotes.datasets import load_digits; print(len(load_digits()[0][0]))"
    assert installed("-c", digits) == "1438\n"
    assert installed("-m", "cnnnotes", "start", "mine").startswith("Open them with")


def test_a_citation_names_the_version_that_there_is():
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"version: {__version__}\n" in citation
    assert f"{__version__}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")
