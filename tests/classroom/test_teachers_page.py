"""The teacher's page is true: its links, its options, its files, and the table of attacks."""

import re
from pathlib import Path

import pytest
from attacks import ATTACKS
from damage import DAMAGE
from invented_class import RUN, invented_class
from typer.main import get_command

from cnnnotes import cli
from cnnnotes.classroom.reports import write_reports

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {path.name: path.read_text("utf-8") for path in sorted(DOCS.glob("*.md"))}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    anchors = {
        re.sub(r"[^\w ]", "", h).lower() for h in re.findall(r"^##? (.+)$", PAGES[page], re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", PAGES[page]):
        path, _, anchor = target.partition("#")
        assert (DOCS / path).exists(), target
        assert path or anchor.replace("-", " ") in anchors, target


def test_the_commands_that_it_names_are_there():
    named = set(re.findall(r"(?:^|`)cnnnotes ([a-z]+)", PAGES["teachers.md"], re.M))
    assert {"grade", "nbgrader"} <= named
    assert named <= set(get_command(cli.app).commands)


def test_the_options_that_it_names_are_there():
    options = {name for p in get_command(cli.app).commands["grade"].params for name in p.opts}
    options |= {"--no-sandbox", "--nthreads"}
    page = PAGES["teachers.md"].partition("## In a container")[0]
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page)) <= options


def test_the_files_that_it_names_are_written(tmp_path):
    written = {path.name for path in write_reports(tmp_path, RUN, invented_class(honest=1))}
    named = re.findall(r"^\| `(?:\w+/\*/?)?\*?/?([\w.]+)`", PAGES["teachers.md"], re.M)
    assert {"grades.csv", "canvas.csv", "results.json"} <= set(named)
    assert {name for name in named if name[0] != "."} <= written


def test_the_table_of_attacks_holds_all_that_the_tests_know():
    rows = re.findall(
        r"^\| (attack|damage), (.+) \| \d+ \| \d+ \| (.) \|$", PAGES["attacks.md"], re.M
    )
    names = {(kind, name) for kind, name, _ in rows}
    expected = {*(("attack", name) for name in ATTACKS), *(("damage", name) for name in DAMAGE)}
    assert names == expected, "run `make attacks`"
    assert {mark for _, _, mark in rows} == {"✓"}
