"""Have jobs done by a runner in a process of its own, with an empty environment."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
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
    request = Request(list(jobs), limits or Limits(), list(path))
    return outcomes(_frames(request, command, environment or {}, folder), request.jobs)


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
    over = threading.Timer(GRACE + len(request.jobs) * request.limits.seconds, process.kill)
    over.daemon = True
    over.start()
    frames = Frames()
    try:
        while data := os.read(process.stdout.fileno(), 2**20):
            yield from frames.feed(data)
            most -= len(data)
            if frames.broken or most < 0:
                break
    finally:
        over.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
