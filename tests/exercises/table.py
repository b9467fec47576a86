"""How well the checks know mistakes: `make exercises`, or `python tests/exercises/table.py 05`.

Judged on several seeds are the known mistakes, and the answers of `nNN_answers.py`: wrong ones as
people write them, and right ones in other styles. Then pairs of known mistakes, drawn at random,
and references spoilt in general ways. There a name other than expected counts as true if fresh
inputs bring the same name: the wrong function is then the same.
"""

import sys
import time
from functools import partial
from importlib import import_module
from pathlib import Path

import numpy as np
from spoilt import BY_SHARE, SPOILT, each, spoilt

from cnnnotes.exercises import all_exercises
from cnnnotes.exercises.spoiling import composed
from cnnnotes.grading import judge
from cnnnotes.runner.call import call

ANSWERS = [import_module(file.stem) for file in Path(__file__).parent.glob("n*_answers.py")]
RIGHT = {name: styles for module in ANSWERS for name, styles in module.RIGHT.items()}
WRONG = {name: styles for module in ANSWERS for name, styles in module.WRONG.items()}
MAY_PASS = {name: why for module in ANSWERS for name, why in module.MAY_PASS.items()}
SEEDS = (0, 1, 2)  # a class is graded on fresh seeds
FRESH = 101
PAIRS = 20

otherwise, seconds = [], []


def timed(exercise, answer, seed=0):
    """Judge, and note how long it takes."""
    begun = time.process_time()
    verdict = judge(exercise.id, answer, seed=seed)
    seconds.append((time.process_time() - begun, exercise.id))
    return verdict


def of_one(exercise, wrong):
    """Count wrong answers, those caught, and those named on all seeds."""
    caught = named = 0
    for answer, name in wrong:
        verdicts = [timed(exercise, answer, seed) for seed in SEEDS]
        others = [verdict for verdict in verdicts if verdict.mistake != name]
        caught += not any(verdict.passed for verdict in verdicts)
        named += not others
        otherwise.extend(f"{exercise.id}, {name}: {v.mistake or v.hint}" for v in others[:1])
    return len(wrong), caught, named


def pairs(exercise):
    """Draw pairs of known mistakes that are wrong in another way than each of them alone."""
    rng = np.random.default_rng(int(exercise.id[:2]))
    known = [m for m in exercise.mistakes if not m.shows]
    drawn = 0
    for i, j in rng.permutation([(i, j) for i in range(len(known)) for j in range(len(known))]):
        outer, inner = known[i], known[j]
        both = composed(outer.mimic, inner.mimic) if outer.name != inner.name else None
        if both is None or drawn == PAIRS or exercise.properties:
            continue
        answer = partial(both, exercise.reference)
        verdict = timed(exercise, answer)
        if (
            not verdict.passed
            and not _crashes(exercise, answer)
            and not _as_one(exercise, (outer, inner), answer)
        ):
            drawn += 1
            yield {outer.name, inner.name}, answer, verdict


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


def of_pairs(exercise):
    """Count pairs: drawn, with both named, with at least one, and with a false name."""
    count = both = one = false = 0
    for names, answer, verdict in pairs(exercise):
        told = set(verdict.mistakes)
        true = told <= names or timed(exercise, answer, FRESH).mistakes == verdict.mistakes
        count += 1
        both += told == names or (true and len(told) > 1) or (true and not told <= names)
        one += bool(told) and true
        false += bool(told) and not true
        if not told or not true:
            otherwise.append(f"{exercise.id}, pair of {names}: {verdict.mistake or verdict.hint}")
    return count, both, one, false


def of_spoilt(exercise):
    """Count spoilt references: those that are caught, and those of them that are told."""
    caught = told = 0
    for name, spoil in () if exercise.id in BY_SHARE else SPOILT.items():
        answer = partial(spoilt, each(spoil), exercise.reference)
        verdict = timed(exercise, answer)
        caught += not verdict.passed
        true = verdict.mistakes and timed(exercise, answer, FRESH).mistakes == verdict.mistakes
        told += not verdict.passed and bool(true)
        if not verdict.passed and not true:
            otherwise.append(f"{exercise.id}, spoilt, {name}: {verdict.mistake or verdict.hint}")
    return caught, told


def row(exercise):
    """Return the counts of one exercise."""
    right = [all(timed(exercise, a, s).passed for s in SEEDS) for a in RIGHT[exercise.id]]
    known = [(mistake.of(exercise.reference), mistake.name) for mistake in exercise.mistakes]
    return (
        len(right),
        right.count(False),
        *of_one(exercise, known),
        *of_one(exercise, WRONG[exercise.id].items()),
        *of_pairs(exercise),
        *of_spoilt(exercise),
    )


def main(begins=""):
    """Print the table as Markdown, and below it what is told of mistakes that are not named."""
    chosen = [exercise for exercise in all_exercises() if exercise.id.startswith(begins)]
    rows = [(exercise.id, *row(exercise)) for exercise in chosen]
    rows.append(("**all**", *(sum(column) for column in [*zip(*rows, strict=True)][1:])))
    head = (
        "right, accused, known, caught, named, in people's words, caught, named, pairs, both named"
    )
    head += ", one named, false, spoilt and caught, told"
    print(f"| | {head.replace(', ', ' | ')} |")
    print(f"|---|{'--:|' * len(head.split(', '))}")
    for cells in rows:
        print(f"| {' | '.join(map(str, cells))} |")
    print("\nTold something else than their name:", *(otherwise or ["none"]), sep="\n")
    took = sorted(seconds)
    places = (len(took) // 2, int(0.95 * len(took)), -1)
    median, most, worst = (f"{took[i][0]:.3f} s" for i in places)
    print(f"\nOf one processor a check takes {median} (median), {most} (95 %),")
    print(f"and {worst} at worst ({took[-1][1]}).")


if __name__ == "__main__":
    main(*sys.argv[1:])
