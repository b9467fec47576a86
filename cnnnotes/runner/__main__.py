"""A runner: `python -m cnnnotes.runner`, or by its folder's path, `python -I …/runner`.

It reads a request on stdin and writes frames to stdout, as `jobs` describes them.
"""

import os
import sys
from importlib import import_module


def main() -> None:
    """Find this folder's own modules, which need no package around them, and serve."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # a fork of a process with threads may hang
    package = __package__
    if not package:
        folder = os.path.dirname(os.path.abspath(__file__))
        sys.path[0], package = os.path.split(folder)
    serve = import_module(".serve", package)
    if not __package__:
        del sys.path[0]
    serve.serve(sys.argv[1:])


if __name__ == "__main__":
    main()
