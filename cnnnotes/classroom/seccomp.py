"""A second wall behind the first: calls of Linux that an answer has no use for are refused.

They make namespaces, mounts, other sockets than local ones (virtual machines reach their host by
one that no namespace holds back), memory that belongs to no process and that no limit counts, or
look into other processes. The filter is a classic BPF program, the form that `bwrap --seccomp`
reads: https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html
"""

import platform
import struct

# By machine, as Linux numbers them: the number of the architecture, of what is refused by its first
# argument, and of what is refused altogether.
_SHARED = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442, 447)  # the same everywhere
MACHINES = {
    "x86_64": (
        0xC000003E,
        {"clone": 56, "socket": 41, "prlimit64": 302},
        # shmget semget msgget ptrace personality pivot_root chroot mount umount2 init_module
        *(29, 64, 68, 101, 135, 155, 161, 165, 166, 175),
        # add_key request_key keyctl unshare perf_event_open name_to_handle_at open_by_handle_at
        *(248, 249, 250, 272, 298, 303, 304),
        # setns process_vm_readv process_vm_writev finit_module memfd_create bpf userfaultfd
        *(308, 310, 311, 313, 319, 321, 323),
    ),
    "aarch64": (
        0xC00000B7,
        {"clone": 220, "socket": 198, "prlimit64": 261},
        *(194, 190, 186, 117, 92, 41, 51, 40, 39, 105),
        *(217, 218, 219, 97, 241, 264, 265),
        *(268, 270, 271, 273, 279, 280, 282),
    ),
}
CLONE3 = 435
NAMESPACES = 0x7E020080  # the flags of `clone` that make one
AF_UNIX, EPERM, ENOSYS = 1, 1, 38

_LOAD, _EQUAL, _AT_LEAST, _HAS_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # where they lie in what the filter is shown
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000


def program(machine: str = "") -> bytes:
    """Return the filter for a machine, this one by default; empty where its numbers are unknown."""
    machine = machine or platform.machine()
    if machine not in MACHINES:
        return b""
    architecture, named, *refused = MACHINES[machine]
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, 0x40000000),  # a second numbering that 64-bit Intel has
        (_RETURN, 0, 0, _KILL),
        *_if_equal(CLONE3, (_RETURN, 0, 0, _REFUSE | ENOSYS)),  # then `clone` is tried
        *_if_equal(
            named["clone"],
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_HAS_BIT, 0, 1, NAMESPACES),
            (_RETURN, 0, 0, _REFUSE | EPERM),
            (_RETURN, 0, 0, _ALLOW),
        ),
        *_if_equal(
            named["socket"],
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_EQUAL, 1, 0, AF_UNIX),
            (_RETURN, 0, 0, _REFUSE | EPERM),
            (_RETURN, 0, 0, _ALLOW),
        ),
        *_if_equal(
            named["prlimit64"],
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_EQUAL, 1, 0, 0),  # its own limits, not those of another process
            (_RETURN, 0, 0, _REFUSE | EPERM),
            (_RETURN, 0, 0, _ALLOW),
        ),
    ]
    for number in (*refused, *_SHARED):
        steps += _if_equal(number, (_RETURN, 0, 0, _REFUSE | EPERM))
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _if_equal(number, *steps):
    return [(_EQUAL, 0, len(steps), number), *steps]
