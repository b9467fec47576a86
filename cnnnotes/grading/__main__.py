"""Print the table of all exercises: `python -m cnnnotes.grading`."""

from collections.abc import Iterator

from cnnnotes.exercises import all_exercises
from cnnnotes.grading import judge


def rows() -> Iterator[tuple]:
    """Give one row per exercise: id, signature, shapes, points, mistakes known, caught, named."""
    for exercise in all_exercises():
        verdicts = [
            (mistake, judge(exercise.id, mistake.of(exercise.reference)))
            for mistake in exercise.mistakes
        ]
        caught = sum(not verdict.passed for _, verdict in verdicts)
        named = sum(verdict.mistake == mistake.name for mistake, verdict in verdicts)
        counts = (exercise.points, len(verdicts), caught, named)
        yield (exercise.id, exercise.signature, exercise.shapes, *counts)


def main() -> None:
    """Print the table as Markdown."""
    table = list(rows())
    print("| Exercise | To write | Shapes | Points | Mistakes known | caught | named |")
    print("|---|---|---|--:|--:|--:|--:|")
    for name, signature, shapes, *counts in table:
        print(f"| {name} | `{signature}` | {shapes} | {' | '.join(map(str, counts))} |")
    totals = [sum(row[column] for row in table) for column in range(3, 7)]
    print(f"| **{len(table)} exercises** | | | {' | '.join(f'**{n}**' for n in totals)} |")


if __name__ == "__main__":
    main()
