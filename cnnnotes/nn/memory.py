"""Asking the C library to keep freed memory, for speed."""

import ctypes
import os
import sys

# From glibc's malloc.h
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGEST = 32 * 2**20  # bytes; glibc takes no more as the limit for one array


def keep_freed_memory() -> bool:
    """Let this process reuse the memory of arrays that are done with; say whether that worked.

    Otherwise glibc hands large arrays back to the system at once, and gets every page anew, zeroed,
    for the next one: a third of a training step's time. On other systems than Linux nothing
    happens, nor with `CNNNOTES_KEEP_MEMORY=0` in the environment. At most 256 MB stay held.
    """
    if not sys.platform.startswith("linux") or os.environ.get("CNNNOTES_KEEP_MEMORY") == "0":
        return False
    try:
        mallopt = ctypes.CDLL("libc.so.6").mallopt
    except (OSError, AttributeError):  # another C library, musl for one
        return False
    return bool(mallopt(_M_MMAP_THRESHOLD, _LARGEST) and mallopt(_M_TRIM_THRESHOLD, 8 * _LARGEST))
