"""Measuring in a fresh process, which nothing has warmed up or tuned before."""

import json
import os
import subprocess
import sys


def fresh(module: str, *args, keep_memory: bool = True):
    """Run `python -m module args…`; return the JSON that it prints.

    Without `keep_memory`, the C library's own allocation settings stay, for both sides.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, args)],
        env=os.environ | {"CNNNOTES_KEEP_MEMORY": str(int(keep_memory))},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
