"""The teacher's commands as they are typed; they load what they need when they run."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer


def grade(
    submissions: Annotated[
        Path, typer.Argument(help="A folder, or a zip file as Canvas or Moodle export it.")
    ],
    out: Annotated[Path, typer.Option(help="The folder of the report.")],
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Submissions at a time; by default, one a core.")
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, help="Inputs are drawn from it: a new one for each report by default."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a call may take.")] = 10,
    memory: Annotated[int, typer.Option(min=64, help="MB that an answer may take.")] = 1024,
    only: Annotated[str, typer.Option(help="Grade this notebook alone, such as 01.")] = "",
    again: Annotated[
        bool, typer.Option(help="Also what is graded in that folder already.")
    ] = False,
    sandbox: Annotated[
        bool, typer.Option(help="Without it, strangers' code can do to your files what you can.")
    ] = True,
    dask: Annotated[
        str, typer.Option(help="Grade on a Dask cluster: its scheduler's address, tcp://…")
    ] = "",
    gradebook: Annotated[
        str, typer.Option(help="Write the marks into nbgrader's gradebook too: gradebook.db")
    ] = "",
) -> None:
    """Grade a class, each submission in a sandbox; after a kill, the same command goes on."""
    from cnnnotes.classroom.command import grade_command

    memory *= 2**20
    grade_command(
        submissions, out, jobs, seed, timeout, memory, only, again, sandbox, dask, gradebook
    )


def add_commands(app: typer.Typer, notebooks: Callable[[], Path]) -> None:
    """Add the teacher's commands; `notebooks` finds the folder of the course's own."""
    app.command()(grade)

    @app.command()
    def nbgrader(
        course: Annotated[Path, typer.Argument(help="The folder of a course of nbgrader.")],
    ) -> None:
        """Write the notebooks with solutions into nbgrader's source folder, and the settings."""
        from cnnnotes.classroom.nbgrader import write_course

        written = write_course(course, notebooks())
        print(f"{len(written)} files written into {course}; what was there already stays.")
