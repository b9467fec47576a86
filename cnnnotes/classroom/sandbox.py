"""The wall around a learner's code: bubblewrap, with nothing inside but Python, NumPy, the runner.

A process behind it has no network, no environment, no file of this machine that it does not need, a
user of its own, and sees no process but its own. What goes in and comes out are two pipes.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cnnnotes.classroom import mounts, seccomp

TMP_BYTES = 8 * 2**20
FILE_BYTES = 2**20

# The first lines that run behind the wall. Root becomes a user of its own first; then the kernel is
# told whom to end when memory runs out. Nothing of the learner's is known yet.
RUN = "from runner.__main__ import main; main()"
START = f"""
import ctypes, os, resource, sys
user, files, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(":")
if user:
    os.setgroups([]), os.setresgid(user, user, user), os.setresuid(user, user, user)
resource.setrlimit(resource.RLIMIT_FSIZE, (files, files))
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
try:
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
except OSError:
    pass
sys.path[:0], sys.argv[1:4] = path, []
ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # no process of the same user may look into another
{RUN}
"""

NO_WALL = """\
Class grading runs strangers' code, and here there is no wall to put around it: {why}

- Debian, Ubuntu, Fedora: install the package `bubblewrap`. Ubuntu 24.04 and later also forbid it to
  be used; allow it with the profile that the package `apparmor-profiles` brings:
      sudo apt install apparmor-profiles
      sudo ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/
      sudo systemctl reload apparmor
- macOS, Windows: grade in a Linux container or virtual machine; the teacher's page has a recipe.
- `--no-sandbox` grades without: every submission can then read and delete your files."""


class NoWallError(ValueError):
    """There is no sandbox on this machine; the message says what to do."""


@dataclass(frozen=True)
class Wall:
    """How to start a process behind the wall: what stands before its own command.

    Args:
        name: what it is, for the report.
        prefix: the words that stand before a command.
        as_root: whether what is behind it runs as root of its own.
    """

    name: str
    prefix: tuple[str, ...] = ()
    as_root: bool = False

    @contextmanager
    def opened(self, course: bool = False) -> Iterator[tuple[list[str], list[int]]]:
        """Give the command that starts the runner, and the files that it is to inherit.

        With `course`, the course's layers and data can be imported, without held-out labels.
        """
        user = 2_000_000_000 + secrets.randbelow(100_000_000) if self.as_root else 0
        path = [str(mounts.PACKAGES), mounts.INSIDE, *([mounts.COURSE] if course else [])]
        more, fds = list(self.prefix), list[int]()
        with ExitStack() as stack:
            if found := seccomp.program():
                more += ["--seccomp", _inherited(found, stack, fds)]
            if course:
                more += mounts.course_mounts(_inherited(mounts.digits(), stack, fds))
            more += ["--remount-ro", "/", "--"]
            python = [mounts.PYTHON, "-s", "-S", "-P", "-B", "-c", START]
            yield [*more, *python, str(user), str(FILE_BYTES), ":".join(path)], fds


def _inherited(content, stack, fds):
    """Put some bytes into a file that has no name and that a process can inherit."""
    fd = os.memfd_create("inherited")
    stack.callback(os.close, fd)
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    fds.append(fd)
    return str(fd)


def wall() -> Wall:
    """Return the wall of this machine, which has been tried. Raises `NoWallError` without one."""
    return _tried(os.geteuid() == 0 if hasattr(os, "geteuid") else False)


NO_SANDBOX = Wall("none")  # answers run on this machine as it is, within limits


@cache
def _tried(as_root):
    bwrap = shutil.which("bwrap")
    if not sys.platform.startswith("linux"):
        raise NoWallError(NO_WALL.format(why=f"bubblewrap needs Linux, this is {sys.platform}."))
    if bwrap is None:
        raise NoWallError(NO_WALL.format(why="the command `bwrap` is not installed."))
    version = _output([bwrap, "--version"]).split()[-1]
    found = Wall(f"bubblewrap {version}", tuple(_prefix(bwrap, as_root)), as_root)
    try:
        _try(found)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        told = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1]
        raise NoWallError(NO_WALL.format(why=f"`bwrap` does not work: {told}")) from error
    return found


def _try(found):
    """Look around behind the wall: whoever sees what is not to be seen makes it useless."""
    program = """
import json, socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 53))
    network = True
except OSError:
    network = False
seen = dict(user=os.getuid(), network=network, pid=os.getpid(), environment=list(os.environ))
print(json.dumps(seen))
"""
    with found.opened() as (command, fds):
        command[command.index("-c") + 1] = START.replace(RUN, program)
        seen = json.loads(_output(command, env={"SECRET": "1"}, pass_fds=fds))
    if seen["user"] == 0 or seen["network"] or seen["pid"] > 9 or "SECRET" in seen["environment"]:
        raise ValueError(f"from behind it is seen what should not be: {seen}")


def _prefix(bwrap, as_root):
    yield from (bwrap, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts")
    yield from ("--unshare-cgroup-try", "--die-with-parent", "--new-session", "--hostname", "box")
    yield "--as-pid-1"  # Linux lets no process end or stop the first one of its own namespace
    told = _output([bwrap, "--help"])
    if as_root:  # root behind a wall of names is root still: it becomes another user, for good
        yield from ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    else:
        yield from ("--unshare-user", "--uid", "65534", "--gid", "65534")
        if "--disable-userns" in told:
            yield "--disable-userns"
    yield from ("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev")
    if "--size" in told:
        yield from ("--perms", "1777", "--size", str(TMP_BYTES), "--tmpfs", "/tmp")
    bound = list(mounts.mounts())
    if as_root:  # or the folders above what is bound are root's alone
        above = {folder for name in bound if name[0] == "/" for folder in Path(name).parents}
        for folder in sorted(map(str, above - {Path("/"), *map(Path, mounts.LINKED)})):
            yield from ("--perms", "0755", "--dir", folder)
    yield from bound
    yield from ("--chdir", "/", "--clearenv")
    for name, value in ENVIRONMENT.items():
        yield from ("--setenv", name, value)


# One thread, one order of sets: the same answer gives the same result.
ENVIRONMENT = {
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "CNNNOTES_DATA": "/nowhere",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}


def _output(command, **how):
    done = subprocess.run(
        command, stdin=-3, capture_output=True, text=True, timeout=60, check=True, **how
    )
    return done.stdout
