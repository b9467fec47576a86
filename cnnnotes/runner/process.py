"""Have jobs done by a runner in a process of its own, with an empty environment."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .jobs import Frames, Job, Outcome, Request, outcomes
from .limits import Limits

COMMAND = (sys.executable, "-I", "-X", "utf8", str(Path(__file__).parent))
GRACE = 15.0  # seconds to start and to end in, beyond what the jobs may take


def run(
    jobs: Sequence[Job],
    limits: Limits | None = None,
    *,
    command: Sequence[str] = COMMAND,
    path: Sequence[str] = (),
    environment: dict[str, str] | None = None,
    folder: str | Path | None = None,
) -> list[Outcome]:
    """Do jobs in a fresh process and return what became of each; hostile ones cost themselves.

    `command` starts the runner, perhaps inside a sandbox. The process gets `environment` and
    nothing else of this one, starts in `folder`, and may import from `path`.
    """
    limits = limits or Limits()
    done: list[Outcome] = []
    while len(done) < len(jobs):
        left = list(jobs[len(done) :])
        request = Request(left, limits, list(path))
        found = outcomes(_frames(request, command, environment or {}, folder), left)
        reached = [one.ended != Outcome.ended for one in found]
        ended = found[: reached.index(False) if False in reached else None]
        done += ended
        if len(ended) < len(left):  # the runner itself is gone, and this job was at work
            culprit = found[len(ended)]
            done.append(replace(culprit, ended="it ended the process that watched it"))
    return done


def _frames(request, command, environment, folder) -> Iterator:
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows
    most = sum(request.limits.output for _ in request.jobs)
    with tempfile.TemporaryFile() as file:
        file.write(request.to_bytes())
        file.seek(0)
        process = subprocess.Popen(
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**needed, **environment},
            start_new_session=True,
        )
    seconds = request.limits.patience * request.limits.seconds
    over = threading.Timer(GRACE + len(request.jobs) * seconds, process.kill)
    over.daemon = True
    over.start()
    frames = Frames()
    with process, process.stdout as out:  # type: ignore[union-attr]
        try:
            while not frames.broken and most > 0 and (data := os.read(out.fileno(), 2**20)):
                yield from frames.feed(data)
                most -= len(data)
        finally:
            over.cancel()
            process.kill()
