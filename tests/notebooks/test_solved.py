"""With right answers in its cells a notebook runs to full marks; as it comes, to none."""

from cnnnotes.exercises import Exercise, all_exercises, all_questions

ALL = {one.id: one for one in (*all_exercises(), *all_questions())}


def test_solved_it_runs_to_full_marks(build, source, monkeypatch):
    monkeypatch.setenv("CNNNOTES_QUICK", "1")
    monkeypatch.delenv("CNNNOTES_ANSWERS", raising=False)  # a learner's points are not for tests
    notebook = build.read(source)
    for cell in notebook.cells:
        cell.source = solution(ALL[cell.id]) if cell.id in ALL else cell.source
    assert verdicts(build.run(notebook)) == {
        one.id: f"passed, {one.points} of {points(one)}" for one in asked_in(source)
    }


def test_untouched_it_runs_to_its_end_without_a_point(source, notebook):
    assert verdicts(notebook) == {
        one.id: f"not attempted yet, 0 of {points(one)}" for one in asked_in(source)
    }


def solution(one):
    if isinstance(one, Exercise):
        return one.solution_source
    return f"{one.name} = {one.answer!r}"


def asked_in(source):
    return [one for name, one in ALL.items() if name.startswith(source.stem[:2])]


def points(one):
    return f"{one.points} point{'s' * (one.points > 1)}"


def verdicts(notebook):
    """Return what the last card of each exercise says in its first line."""
    said = {}
    for cell in notebook.cells:
        for out in cell.get("outputs", []):
            line = out.get("data", {}).get("text/plain", "").partition("\n")[0]
            name, _, verdict = line.partition(": ")
            if name in ALL:
                said[name] = verdict
    return said
