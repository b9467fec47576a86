"""The command `cnnnotes grade`: what it prints, and where it keeps what."""

import json
import os
import platform
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cnnnotes import __version__
from cnnnotes.classroom.cluster import Cluster, cluster
from cnnnotes.classroom.files import shown
from cnnnotes.classroom.grade import Rules
from cnnnotes.classroom.gradebook import write_marks
from cnnnotes.classroom.reports import write_reports
from cnnnotes.classroom.reports.writing import write_whole
from cnnnotes.classroom.results import Run, as_json, from_json
from cnnnotes.classroom.sandbox import NO_SANDBOX, wall
from cnnnotes.classroom.schedule import Results, grade_class, processes
from cnnnotes.classroom.submissions import find_submissions, notebook_called

LOUD = "[bold red]No sandbox:[/] what is handed in runs with your rights, on your files."


def grade_command(
    source: Path,
    out: Path,
    jobs: int | None,
    seed: int | None,
    timeout: float,
    memory: int,
    only: str,
    again: bool,
    sandbox: bool,
    dask: str = "",
    gradebook: str = "",
) -> None:
    """Grade a class and write its report."""
    console = Console(stderr=True)
    if out.exists() and not out.is_dir():
        raise ValueError(f"{out} is no folder: choose another one for the report")
    if not sandbox:
        console.print(LOUD)
    if gradebook:
        write_marks(gradebook, [])  # what is missing is told before the work, not after it
    with ExitStack() as stack:
        if dask:
            machines = stack.enter_context(cluster(dask, sandbox))
        else:
            machines = _this_machine(jobs or os.cpu_count() or 1, sandbox)
        rules = Rules(machines.wall, _seed(out, seed), timeout, memory)
        run, results = _graded(source, out, only, again, rules, machines, console)
    write_reports(out, run, results, str(source))
    if gradebook:
        print(f"{write_marks(gradebook, results)} submissions written into {gradebook}")
    for line in summary(results):
        print(shown(line))
    print(f"The report: {out / 'index.html'}")


def _this_machine(jobs: int, sandbox: bool) -> Cluster:
    return Cluster(lambda: processes(jobs), 2 * jobs, wall() if sandbox else NO_SANDBOX)


def _graded(
    source: Path,
    out: Path,
    only: str,
    again: bool,
    rules: Rules,
    machines: Cluster,
    console: Console,
) -> tuple[Run, Results]:
    """Grade what is not graded yet, and say with a bar how far it is."""
    only = notebook_called(only) if only else ""
    submissions = find_submissions(source, only, report=out)
    out.mkdir(parents=True, exist_ok=True)
    if again:
        shutil.rmtree(out / "work", ignore_errors=True)
    run = Run(
        rules.seed,
        __version__,
        platform.python_version(),
        np.__version__,
        rules.wall.name,
        rules.timeout,
        rules.memory,
        only,
    )
    write_whole(out / "run.json", json.dumps(as_json(run), indent=1))
    with _bar(console) as bar:
        task = bar.add_task("", total=len(submissions), who="")

        def progress(graded, anew):
            bar.update(task, advance=1, who=graded.student[:30])

        results = grade_class(
            submissions,
            rules,
            out,
            executor=machines.executor,
            at_once=machines.at_once,
            progress=progress,
        )
    return run, results


def summary(results: Results) -> Iterator[str]:
    """Yield what is printed in the end: how many, how well, and who needs to be looked at."""
    shares, troubled = [], []
    for one in results:
        if one.out_of:
            shares.append(one.points / one.out_of)
        if one.troubles:
            troubled.append(one)
    students = len({one.student for one in results})
    yield f"{len(results)} submissions of {students} students."
    if shares:
        yield f"Points: {np.mean(shares):.0%} on average, {np.median(shares):.0%} in the middle."
    for one in troubled[:10]:
        yield f"  {one.student}, {one.path}: {' '.join(one.troubles)}"
    if len(troubled) > 10:
        yield f"  and {len(troubled) - 10} more"


def _seed(out, seed):
    """Return the seed that was asked for, or that of the report that is there, or a new one."""
    if seed is not None:
        return seed
    try:
        return from_json(Run, json.loads((out / "run.json").read_text("utf-8"))).seed
    except (OSError, ValueError):
        return secrets.randbelow(2**31)


def _bar(console):
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[who]}", markup=False),
        console=console,
        transient=True,
    )
