"""A class that never was: right answers, wrong ones as people write them, and hostile names."""

import inspect
import random
from hashlib import sha256
from importlib import import_module

from cnnnotes.classroom.results import ExerciseResult, Graded, PartResult, Run
from cnnnotes.exercises import Exercise, by_notebook
from cnnnotes.exercises.written_tests import WrittenTest
from cnnnotes.grading import Card, judge

RUN = Run(7, "0.1.0", "3.12.3", "2.1.0", "bubblewrap 0.8.0", timeout=10.0, memory=2**30)
NAMES = ("Ada Lovelace", "Zoë Şahin", "李小龍", "Bob", "bob", "O'Brien, Pat", "Muhammad ibn Musa")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://evil.example")',
    "../../etc/passwd",
    "a" * 300,
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnp.exe",
    "con",
    "lone \udc80 surrogate",
)
FLAG = "for the teacher alone: "


def invented_class(notebook="01 convolution", honest=20, seed=0):
    """Return the results of a class in one notebook, the same for a seed."""
    chance = random.Random(seed)
    honest_names = [*NAMES, *(f"student {n:02}" for n in range(len(NAMES), honest))][:honest]
    graded = [_graded(name, notebook, chance) for name in honest_names]
    graded += [_graded(name, notebook, chance, hostile=True) for name in HOSTILE]
    graded.append(Graded("nothing", "nothing/essay.ipynb", "", troubles=("It is no notebook.",)))
    return graded


def _graded(name, notebook, chance, hostile=False):
    results = tuple(_result(item, chance) for item in by_notebook()[notebook])
    if hostile:
        evil = f"</style></code></pre>{name}"
        bad = {"source": evil, "trouble": evil, "flags": (f"{FLAG}{evil}",), "mistake": evil}
        first = ExerciseResult(results[0].id, 0, results[0].out_of, "not yet", **bad)
        results = (first, *results[1:])
    path = f"{name}/{notebook.replace(' ', '-')}.ipynb"
    return Graded(name, path, notebook, exercises=results, seconds=chance.random())


def _result(item, chance):
    if not isinstance(item, Exercise):
        answer = chance.choice([item.answer, item.answer, ..., item.mistakes[0].mimic])
        return _of(item, judge(item.id, answer), f"{item.name} = {answer!r}")
    of = "_written_tests" if isinstance(item, WrittenTest) else item.id[:2]
    answers = import_module(f"n{of}_answers")
    wrong = list(answers.WRONG[item.id])
    answer = chance.choice([*3 * list(answers.RIGHT[item.id]), *wrong[:4], _stub])
    return _of(item, judge(item.id, answer), _source(answer, item.name))


def _of(item, verdict, source):
    parts = tuple(PartResult(part.name, part.points, part.out_of) for part in verdict.parts)
    card = Card(verdict)
    return ExerciseResult(
        item.id,
        verdict.points,
        verdict.out_of,
        verdict.state,
        verdict.mistake,
        repr(card),
        card._repr_html_(),
        source,
        parts=parts,
        fingerprint=sha256(source.encode()).hexdigest() if source.count("\n") > 4 else "",
    )


def _source(answer, name):
    try:
        return inspect.getsource(answer).replace(answer.__name__, name)
    except (OSError, TypeError):
        return ""


def _stub(*args):
    raise NotImplementedError
