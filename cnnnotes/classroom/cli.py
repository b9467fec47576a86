"""The command `cnnnotes grade` as it is typed; it loads what it needs when it runs."""

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
