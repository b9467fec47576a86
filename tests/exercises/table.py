"""How well the checks know mistakes: `make exercises`, or `python tests/exercises/table.py 05 06`.

With `--jobs 1` in one process; else one for each core. Each row is printed as soon as it is known.

Judged on several seeds are the known mistakes, and the answers of `nNN_answers.py`: wrong ones as
people write them, and right ones in other styles. Then pairs of known mistakes, drawn at random,
references spoilt in general ways, and the answers of `fresh/`, written without lists. Of pairs and
spoilt references, another name than theirs counts as true if fresh inputs bring the same name, or
if the mistakes that are named give the same there: the wrong function is then the same.
"""

import argparse
import os
import re
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from itertools import permutations, product
from pathlib import Path

import numpy as np
from spoilt import BY_SHARE, SPOILT, each, spoilt

from cnnnotes.exercises import all_exercises, get
from cnnnotes.exercises.spoiling import composed
from cnnnotes.exercises.written_tests import WrittenTest
from cnnnotes.grading import judge, judging, predicting
from cnnnotes.runner.call import call, call_all

HERE = Path(__file__).parent
ANSWERS = [import_module(file.stem) for file in HERE.glob("n*_answers.py")]
RIGHT = {name: styles for module in ANSWERS for name, styles in module.RIGHT.items()}
WRONG = {name: styles for module in ANSWERS for name, styles in module.WRONG.items()}
MAY_PASS = {name: why for module in ANSWERS for name, why in module.MAY_PASS.items()}
SEEDS = (0, 1, 2)  # a class is graded on fresh seeds
FRESH = 101
PAIRS = 20
HEAD = (
    "| right | accused | known | caught | named | in people's words | caught | named "
    "| pairs | both named | one named | false | spoilt and caught | told "
    "| fresh | caught | some name |"
)


class Row:
    """The counts of one exercise, with what was told otherwise, and how long each check took."""

    def __init__(self, exercise_id):
        self.exercise = get(exercise_id)
        self.otherwise, self.told, self.seconds = [], [], []
        fresh = [import_module(f"fresh.{which}{exercise_id[:2]}") for which in "fghijkl"]
        self.fresh = [one for each in fresh for one in each.FRESH if one.id == exercise_id]
        right = [a for each in fresh for name, a in each.RIGHT if name == exercise_id]
        right += RIGHT[exercise_id]
        accused = sum(not all(self.timed(a, seed).passed for seed in SEEDS) for a in right)
        reference, mistakes = self.exercise.reference, self.exercise.mistakes
        self.counts = (
            len(right),
            accused,
            *self.of_one(((m.of(reference), m.name) for m in mistakes), self.judge),
            *self.of_one(WRONG[exercise_id].items(), self.timed),
            *self.of_pairs(),
            *self.of_spoilt(),
            *self.of_fresh(),
        )

    def judge(self, answer, seed=0):
        """Judge a machine-made answer."""
        return judge(self.exercise.id, answer, seed=seed)

    def timed(self, answer, seed=0):
        """Judge a person's answer as a kernel does that has just begun; note how long that takes.

        Noted is the whole check, and what the judge alone takes: an answer may train a network.
        """
        for kept in (predicting.right, predicting._called, judging._expected, judging.cases_of):
            kept.cache_clear()
        begun = time.process_time()
        cases = judging.cases_of(self.exercise, seed)
        called = time.process_time()
        records = list(call_all(answer, [(case.args, case.count_lines) for case in cases]))
        answered = time.process_time()
        verdict = judging.judge_records(self.exercise, records, seed)
        ended = time.process_time()
        self.seconds.append((ended - begun, ended - begun - (answered - called), self.exercise.id))
        return verdict

    def note(self, what, verdict):
        """Keep what is told of an answer that is not called by its name."""
        self.otherwise.append(f"{self.exercise.id}, {what}: {_says(verdict)}")

    def same_on_others(self, answer, verdict):
        """Tell whether an answer is told the same on other inputs."""
        if set(self.judge(answer, FRESH).mistakes) == set(verdict.mistakes):
            return True
        known = self.exercise.mistakes
        mimics = [[m.mimic for m in known if m.name == name] for name in verdict.mistakes]
        made = (
            both
            for pair in product(*mimics)
            for both in (composed(*order) for order in permutations(pair))
            if len(pair) == 2 and both
        )
        cases = self.exercise.cases_from(FRESH)
        return any(
            all(_same(answer, partial(both, self.exercise.reference), case.args) for case in cases)
            for both in made
        )

    def of_one(self, wrong, judge):
        """Count wrong answers, those caught, and those named on all seeds."""
        count = caught = named = 0
        for answer, name in wrong:
            verdicts = [judge(answer, seed) for seed in SEEDS]
            count += 1
            others = [verdict for verdict in verdicts if verdict.mistake != name]
            caught += not any(verdict.passed for verdict in verdicts)
            named += not others
            for other in others[:1]:
                self.note(name, other)
        return count, caught, named

    def of_pairs(self):
        """Count pairs: drawn, with both named, with at least one, and with a false name."""
        count = both = one = false = 0
        for names, answer, verdict in self._pairs():
            told = set(verdict.mistakes)
            true = told <= names or self.same_on_others(answer, verdict)
            count += 1
            both += told == names or (true and len(told) > 1) or (true and not told <= names)
            one += bool(told) and true
            false += not true
            if not told or not true:
                self.note(f"pair of {names}", verdict)
        return count, both, one, false

    def _pairs(self):
        """Draw pairs of known mistakes that are wrong in another way than each of them alone."""
        exercise = self.exercise
        rng = np.random.default_rng(int(exercise.id[:2]))
        known = () if exercise.properties else [m for m in exercise.mistakes if not m.shows]
        drawn = 0
        for i, j in rng.permutation([(i, j) for i in range(len(known)) for j in range(len(known))]):
            outer, inner = known[i], known[j]
            both = composed(outer.mimic, inner.mimic) if outer.name != inner.name else None
            if both is None or drawn == PAIRS:
                continue
            answer = partial(both, exercise.reference)
            if _crashes(exercise, answer) or _as_one(exercise, (outer, inner), answer):
                continue
            verdict = self.judge(answer)
            if not verdict.passed:
                drawn += 1
                yield {outer.name, inner.name}, answer, verdict

    def of_spoilt(self):
        """Count spoilt references: those that are caught, and those of them that are told."""
        caught = told = 0
        for name, spoil in () if self.exercise.id in BY_SHARE else SPOILT.items():
            answer = partial(spoilt, each(spoil), self.exercise.reference)
            verdict = self.judge(answer)
            if verdict.passed:
                continue
            true = bool(verdict.mistakes) and self.same_on_others(answer, verdict)
            caught, told = caught + 1, told + true
            if not true:
                self.note(f"spoilt, {name}", verdict)
        return caught, told

    def of_fresh(self):
        """Count fresh answers, those caught, and those that are given some name."""
        verdicts = [self.timed(fresh.answer) for fresh in self.fresh]
        for fresh, verdict in zip(self.fresh, verdicts, strict=True):
            wrong = f"{fresh.wrong} & {fresh.second}" if fresh.second else fresh.wrong
            self.told.append(f"{self.exercise.id}, {wrong}: {_says(verdict)}")
        named = sum(bool(verdict.mistakes) for verdict in verdicts)
        return len(verdicts), sum(not verdict.passed for verdict in verdicts), named


def _says(verdict):
    return verdict.mistake or f"no name; {verdict.hint}"


def _crashes(exercise, answer):
    """Tell whether a pair raises on every input: two changes that do not go together."""
    return all(call(answer, case.args).kind == "raised" for case in exercise.cases_from(0))


def _as_one(exercise, mistakes, answer):
    """Tell whether a pair gives no more than one of its mistakes does."""
    return any(
        all(
            _same(answer, mistake.of(exercise.reference), case.args)
            for case in exercise.cases_from(0)
        )
        for mistake in mistakes
    )


def _same(f, g, args):
    a, b = call(f, args), call(g, args)
    if a.kind != b.kind or a.kind != "value":
        return a.kind == b.kind
    p, q = ([a.value], [b.value]) if a.value is not None else (a.items, b.items)
    return len(p) == len(q) and all(
        x is not None and y is not None and x.shape == y.shape and np.allclose(x, y, equal_nan=True)
        for x, y in zip(p, q, strict=True)
    )


def _row(exercise_id):
    """What a process can hand to another."""
    row = Row(exercise_id)
    return (exercise_id, *row.counts), row.otherwise, row.told, row.seconds


def main(begins, jobs):
    """Print the table as Markdown, and below it what is told of each answer that is not named."""
    functions = [one for one in all_exercises() if not isinstance(one, WrittenTest)]
    chosen = [one.id for one in functions if one.id.startswith(tuple(begins) or "")]
    print(f"| {HEAD}\n|---{re.sub(' [^|]+ ', '--:', HEAD)}")
    table, otherwise, told, took = [], [], [], []
    with ProcessPoolExecutor(jobs) as pool:
        for cells, *more in map(_row, chosen) if jobs == 1 else pool.map(_row, chosen):
            print(_line(cells), flush=True)
            table.append(cells)
            for kept, one in zip((otherwise, told, took), more, strict=True):
                kept += one
    print(_line(("**all**", *(sum(column) for column in [*zip(*table, strict=True)][1:]))))
    print("\nTold something else than their name:", *otherwise, sep="\n")
    print("\nFresh answers, and what is told of them; read whether it is true:", *told, sep="\n")
    checks, judges, ids = zip(*took, strict=True)
    print()
    for what, seconds in (("A check", checks), ("Of that the judge", judges)):
        median, most = (f"{np.quantile(seconds, share):.3f} s" for share in (0.5, 0.95))
        worst = f"{max(seconds):.3f} s at worst ({ids[np.argmax(seconds)]})"
        print(f"{what} takes of one processor {median} (median), {most} (95 %), {worst}.")


def _line(cells):
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("begins", nargs="*", help="how the ids of the exercises begin")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many processes")
    main(**vars(parser.parse_args()))
