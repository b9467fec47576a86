"""With right answers in its cells a notebook runs to full marks; as it comes, to none."""

import shutil

import pytest
from solved import asked_in, full_marks, points, solved, verdicts


def test_solved_it_runs_to_full_marks(build, source, monkeypatch, request):
    by_browser = f"browser/test_notebooks.py::test_solved_it_runs_and_answers[{source.stem}]"
    if shutil.which("chromium") and any(by_browser in one.nodeid for one in request.session.items):
        pytest.skip("run in the browser, with its explorers")
    monkeypatch.setenv("CNNNOTES_QUICK", "1")
    assert verdicts(build.run(solved(source))) == full_marks(source)


def test_untouched_it_runs_to_its_end_without_a_point(source, notebook):
    assert verdicts(notebook) == {
        one.id: f"not attempted yet, 0 of {points(one)}" for one in asked_in(source)
    }
