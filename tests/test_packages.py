"""What people install: the wheel and the sdist, built as for a release, used elsewhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from cnnnotes import __version__

ROOT = Path(__file__).parent.parent
# What people have in their clones, and Git ignores.
MINE = [
    ".venv-bench/x.py",
    "data/mnist.npz",
    "work/01.ipynb",
    "notebooks/.ipynb_checkpoints/1.ipynb",
]


def build(folder, kind, into):
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", into]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return next(into.glob(f"cnnnotes-{__version__}*"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The sdist, unpacked; built in a clone that people work in, in a folder called `dist`."""
    folder = tmp_path_factory.mktemp("packages")
    mine = shutil.ignore_patterns(
        *(".git", ".venv*", ".*_cache", ".hypothesis"),
        *("__pycache__", "work", "build", "runs", "screenshots"),
    )
    clone = shutil.copytree(ROOT, folder / "dist" / "clone", ignore=mine)
    for path in MINE:
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_text("{}")
    shutil.unpack_archive(build(clone, "sdist", folder / "sdist"), folder)
    return folder / f"cnnnotes-{__version__}"


@pytest.fixture(scope="module")
def wheel(sdist):
    """The wheel, built from the sdist, as installers do that find no wheel."""
    return build(sdist, "wheel", sdist / "wheel")


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


def test_the_sdist_holds_what_is_the_projects(sdist):
    assert [path for path in MINE if (sdist / path).exists()] == []
    for path in ("Makefile", "docs/teachers.md", "notebooks/build.py", "tests/test_packages.py"):
        assert (sdist / path).exists()
    if shutil.which("git"):
        tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
        assert [path for path in tracked.stdout.splitlines() if not (sdist / path).exists()] == []


def test_the_wheel_holds_the_course_and_not_its_builders(wheel):
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    notebooks = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    inside = {name for name in names if name.startswith("cnnnotes/notebooks/")}
    assert inside == {f"cnnnotes/notebooks/{name}" for name in notebooks}
    assert {f"cnnnotes/data/{name}.npz" for name in ("convnet", "digits")} <= names
    assert {"cnnnotes/py.typed", "cnnnotes/resources.py"} <= names
    for settings in (ROOT / "etc").rglob("*.json"):
        assert any(name.endswith(str(settings.relative_to(ROOT))) for name in names)
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"cnnnotes"}


def test_a_browser_needs_little(wheel):
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("METADATA"))
        told = Parser().parsestr(archive.read(name).decode())
    everywhere = {n.split(">")[0] for n in told.get_all("Requires-Dist") if ";" not in n}
    core = {"anywidget", "ipywidgets", "matplotlib", "numpy", "pillow", "threadpoolctl", "tqdm"}
    assert everywhere == core
    assert told["Version"] == __version__


@pytest.mark.parametrize("repository", ["someone/theirs", ""])
def test_its_links_lead_to_the_repository_that_it_was_built_in(repository):
    command = [sys.executable, "-m", "hatchling", "metadata"]
    environment = os.environ | {"GITHUB_REPOSITORY": repository, "GITHUB_REF_NAME": "v1"}
    told = json.loads(subprocess.check_output(command, cwd=ROOT, env=environment))
    links = re.findall(r"\]\(([^)#]+)", told["readme"]["text"])
    inside = [link for link in links if not link.startswith("https://")]
    if repository:
        assert inside == []
        assert "https://github.com/someone/theirs/raw/v1/docs/pictures/check.png" in links
        assert told["urls"]["Documentation"] == "https://someone.github.io/theirs/"
    else:
        assert "docs/teachers.md" in inside
        assert "urls" not in told


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


def test_pre_commit_is_content_with_what_make_lint_is_content_with():
    [repository] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    for hook in repository["hooks"]:
        # ruff leaves out no file that it is given by name, and pyproject.toml leaves out notebooks
        assert hook.get("types") == ["python"] or not hook.get("pass_filenames", True)
