"""How well the checks know mistakes: `make exercises`.

Judged on several seeds are the known mistakes, and the answers of `nNN_answers.py`: wrong ones as
people write them, and right ones in other styles.
"""

from importlib import import_module
from pathlib import Path

from cnnnotes.exercises import all_exercises
from cnnnotes.grading import judge

ANSWERS = [import_module(file.stem) for file in Path(__file__).parent.glob("n*_answers.py")]
RIGHT = {name: styles for module in ANSWERS for name, styles in module.RIGHT.items()}
WRONG = {name: styles for module in ANSWERS for name, styles in module.WRONG.items()}
SEEDS = (0, 1, 2)  # a class is graded on fresh seeds


def row(exercise, otherwise):
    """Return the counts of one exercise; what is told in place of a name goes to `otherwise`."""

    def counts(wrong):
        caught = named = 0
        for answer, name in wrong:
            verdicts = [judge(exercise.id, answer, seed=seed) for seed in SEEDS]
            others = [verdict for verdict in verdicts if verdict.mistake != name]
            caught += not any(verdict.passed for verdict in verdicts)
            named += not others
            otherwise.extend(f"{exercise.id}, {name}: {verdict.hint}" for verdict in others[:1])
        return len(wrong), caught, named

    right = [all(judge(exercise.id, a, seed=s).passed for s in SEEDS) for a in RIGHT[exercise.id]]
    known = [(mistake.of(exercise.reference), mistake.name) for mistake in exercise.mistakes]
    return len(right), right.count(False), *counts(known), *counts(WRONG[exercise.id].items())


def main():
    """Print the table as Markdown, and below it what is told of mistakes that are not named."""
    otherwise = []
    rows = [(exercise.id, *row(exercise, otherwise)) for exercise in all_exercises()]
    rows.append(("**all**", *(sum(column) for column in [*zip(*rows, strict=True)][1:])))
    print("| | right | accused | known | caught | named | in people's words | caught | named |")
    print(f"|---|{'--:|' * 8}")
    for cells in rows:
        print(f"| {' | '.join(map(str, cells))} |")
    print("\nTold something else than their name:", *(otherwise or ["none"]), sep="\n")


if __name__ == "__main__":
    main()
