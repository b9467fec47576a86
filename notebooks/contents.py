"""Print what each notebook holds: words, minutes, exercises, explorers, figures with alt text.

`make contents` prints the table, from the notebooks as they are stored.
"""

import re
from pathlib import Path

import nbformat

from cnnnotes import explorers
from cnnnotes.exercises import Exercise, all_exercises, all_questions

NOTEBOOKS = Path(__file__).parent


def words(notebook):
    """Count the words of the prose, without addresses of links and formulas."""
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    prose = re.sub(r"\$\$?[^$]+\$\$?", " ", re.sub(r"\]\([^)]*\)", "]", prose))
    return len(re.findall(r"\w[\w'’-]*", prose))


def minutes(notebook, exercises, questions, explorers):
    """Estimate a learner's minutes: each exercise's own, 180 words a minute, a pause to predict.

    Two minutes for each explorer; long trainings are told apart, in the notebook's first cell. What
    can wait for a second reading is not counted.
    """
    cards = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    labelled = map(int, re.findall(r"\*(?:easy|medium|hard) · (\d+) minutes(?!.*can wait)", cards))
    return round(sum(labelled) + words(notebook) / 180 + questions + 2 * explorers)


def row(path):
    """Return the cells of the table for one notebook."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    asked = [one for one in (*all_exercises(), *all_questions()) if one.id[:2] == path.name[:2]]
    exercises = sum(isinstance(one, Exercise) for one in asked)
    source = "\n".join(cell.source for cell in code)
    shown = [
        name
        for name in explorers.__all__
        if re.search(rf"(?<![\w.])(explorers\.)?{name}\(", source)
    ]
    outputs = [out for cell in code for out in cell.outputs if "image/png" in out.get("data", {})]
    with_alt = sum(bool(out.metadata["image/png"].get("alt")) for out in outputs)
    return (
        path.stem,
        words(notebook),
        re.search(r"(\d+) minutes", notebook.cells[0].source).group(1),
        minutes(notebook, exercises, len(asked) - exercises, len(shown)),
        exercises,
        len(asked) - exercises,
        sum(one.points for one in asked),
        len(shown),
        f"{with_alt} of {len(outputs)}",
    )


def main():
    """Print the table as Markdown."""
    print("| notebook | words | minutes | estimated | exercises | questions ", end="")
    print("| points | explorers | with alt |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        print(f"| {' | '.join(map(str, row(path)))} |")


if __name__ == "__main__":
    main()
