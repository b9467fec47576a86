"""Answers that attack whoever runs and judges them: name → code, the points that remain, words.

All stand in the place of `slide1d` (4 points) unless the code defines `im2col` (6 points, 2 of them
for no loop). The words are looked for in the card, the trouble and the flags of that exercise.
"""

from handing_in import right

WRONG = "def slide1d(x, k):\n    return 0 * x\n"
RIGHT = right()
LOOPS = """
def im2col(x, kh, kw):
    {before}
    rows = []
    for i in range(x.shape[0] - kh + 1):
        for j in range(x.shape[1] - kw + 1):
            rows.append(x[i : i + kh, j : j + kw].reshape(-1))
    {after}
    return np.array(rows)
"""


def does(*lines, then="return 0 * x"):
    """Return an answer that does something when it is called."""
    body = "\n".join(f"    {line}" for text in lines for line in text.splitlines())
    return f"def slide1d(x, k):\n{body}\n    {then}\n"


def forever(line):
    return does(f"while True:\n    {line}")


EVERY_FD = """
import os, struct
for fd in range(3, 64):
    for kind in (b"r", b"e", b"l", b"t", b"?"):
        try: os.write(fd, struct.pack("<cII", kind, 0, 7) + b"garbage")
        except OSError: pass
"""
LIAR = """
import numpy as np
class Liar(np.ndarray):
    __eq__ = __ne__ = __lt__ = lambda *a: np.True_
    def __array__(self, *a, **k): raise KeyboardInterrupt
    def __getattribute__(self, name): return (lambda *a, **k: True)
    def __reduce__(self): return os.system, ("true",)
def slide1d(x, k):
    return np.zeros(len(x)).view(Liar)
"""

ATTACKS = {
    # what the judge compares with is changed where the answer runs
    "patched allclose": (
        f"np.allclose = np.isclose = np.array_equal = lambda *a, **k: True\n{WRONG}",
        {"01_test_slide2d": 0},  # its own test compares with this NumPy
        "",
    ),
    "patched testing": (
        f"np.testing.assert_allclose = lambda *a, **k: None\n{WRONG}",
        {"01_im2col": 4},
        "counted",
    ),
    "patched ufuncs": ("np.abs = np.max = np.all = lambda *a, **k: np.True_\n" + WRONG, 0, ""),
    "patched array": (  # its own other answers that make arrays are on this NumPy too
        f"np.array = np.asarray = lambda *a, **k: 1\n{RIGHT}",
        {"01_test_slide2d": 0, "01_im2col": 0},
        "",
    ),
    "patched builtins": (
        f"import builtins\nbuiltins.all = builtins.isinstance = lambda *a: True\n{WRONG}",
        0,
        "",
    ),
    "deleted builtins": ("import builtins\nvars(builtins).clear()\n" + WRONG, 0, ""),
    "patched import": (
        f"import builtins\nbuiltins.__import__ = lambda *a, **k: 1 / 0\n{WRONG}",
        0,
        "",
    ),
    "patched json and pickle": (
        "import json, pickle\njson.dumps = pickle.dumps = lambda *a, **k: 'passed'\n" + WRONG,
        0,
        "",
    ),
    "patched struct and os": (
        does("import os, struct", "os.write = struct.pack = lambda *a: 1 / 0"),
        0,
        "",
    ),
    "patched sys.modules": (
        does("import sys", "for name in list(sys.modules): del sys.modules[name]"),
        0,
        "",
    ),
    "patched runner": (
        does("import runner.record as r", "r.read = lambda v: 'passed'"),
        0,
        "import",
    ),
    "honest beside a patch": (f"np.array_equal = lambda *a, **k: True\n{RIGHT}", 4, ""),
    # values that lie about themselves
    "equal to everything": (
        "class Equal:\n    __eq__ = lambda a, b: True\ndef slide1d(x, k):\n    return Equal()",
        0,
        "",
    ),
    "array subclass that lies": (LIAR, 0, ""),
    "array that changes": (
        "class A:\n    n = 0\n    def __array__(self, dtype=None, copy=None):\n"
        "        A.n += 1; return np.ones(A.n)\ndef slide1d(x, k):\n    return A()",
        0,
        "",
    ),
    "object array": (does(then="return np.array([object()] * 3)"), 0, ""),
    "object array of numbers": (
        RIGHT.replace("np.array(", "np.array([*").replace(
            "range(positions)])", "range(positions)]], dtype=object)"
        ),
        4,
        "",
    ),
    "a dtype that is none": (does(then="return np.zeros(3, 'V8')"), 0, ""),
    "half numbers, half text": (does(then="return [1, 'a', None]"), 0, ""),
    "not a number": (does(then="return np.full(len(x) - len(k) + 1, np.nan)"), 0, ""),
    "a generator without end": ("def slide1d(x, k):\n    while True:\n        yield 1", 0, "yield"),
    "a string": (does(then="return 'passed, 4 of 4 points'"), 0, ""),
    "a card": (does(then="print('01_slide1d: passed, 4 of 4 points')"), 0, "None"),
    "a class": ("class slide1d:\n    def __init__(self, x, k): pass", 0, ""),
    "a number": ("slide1d = 4", 0, ""),
    "the module": ("import sys\nslide1d = sys.modules[__name__]", 0, ""),
    # bombs
    "a loop without end": (forever("pass"), 0, "while True"),
    "a loop that swallows": (
        forever("try:\n        while True: pass\n    except BaseException: pass"),
        0,
        "while True",
    ),
    "a loop that ignores signals": (
        does(
            "import signal",
            "for s in (2, 14, 15): signal.signal(s, signal.SIG_IGN)",
            "signal.setitimer(signal.ITIMER_REAL, 0)",
            "while True: pass",
        ),
        0,
        "",
    ),
    "a loop in C": (does("sum(iter(int, 1))"), 0, ""),
    "a number without end": (does("10 ** 10 ** 9"), 0, ""),
    "sleep": (does("import time", "time.sleep(1e6)"), 0, ""),
    "recursion": (does(then="return slide1d(x, k)"), 0, "RecursionError"),
    "recursion in C": (does("a = []", "for _ in range(10**6): a = [a]", then="return a"), 0, ""),
    "a list in itself": (does("a = []", "a.append(a)", then="return a"), 0, ""),
    "memory, bit by bit": (does("a = []", "while True: a.append(bytearray(10**7))"), 0, ""),
    "memory, at once": (does(then="return np.ones(10**11)"), 0, ""),
    "memory by children": (
        does("import os", "for _ in range(8): os.fork()", "a = np.ones(10**8)", "while True: pass"),
        0,
        "",
    ),
    "a result of 10 GB": (does(then="return np.broadcast_to(x[0], (10**5, 10**5))"), 0, "shape"),
    "a result of many pieces": (does(then="return [[1.0] * 1000] * 10_000"), 0, ""),
    "a huge integer": (does(then="return 10 ** 100_000"), 0, ""),
    "a huge text": (does(then="return 'x' * 10**8"), 0, ""),
    "output without end": (forever("print('x' * 10**6)"), 0, ""),
    "output past Python": (
        does(
            "import os",
            "while True:\n    for fd in range(64):\n        try: os.write(fd, b'x' * 9999)"
            "\n        except OSError: pass",
        ),
        0,
        "",
    ),
    "a fork bomb": (forever("__import__('os').fork()"), 0, ""),
    "a fork bomb that swallows": (
        forever("try: __import__('os').fork()\n    except BaseException: pass"),
        0,
        "",
    ),
    "threads": (
        does(
            "import threading",
            "def more():\n    while True:\n        try: threading.Thread("
            "target=more).start()\n        except BaseException: pass",
            "more()",
        ),
        0,
        "",
    ),
    "an unpacked bomb": (
        does("import bz2", "d = bz2.compress(bytes(10**7)) * 99", "bz2.decompress(d)"),
        0,
        "",
    ),
    "a regular expression": (does("import re", "re.match('(a*)*b', 'a' * 99)"), 0, ""),
    "a file without end": (
        does("f = open('/tmp/x', 'wb')", "while True: f.write(b'x' * 10**6)"),
        0,
        "",
    ),
    "memory without an owner": (
        does(
            "import ctypes",
            "c = ctypes.CDLL(None)",
            "assert c.shmget(0, 10**9, 0o1666) == -1",
            "assert c.memfd_create(b'a', 0) == -1",
        ),
        0,
        "",
    ),
    # ends of all kinds
    "exit": (does("raise SystemExit(0)"), 0, "exit"),
    "exit at once": (does("import os", "os._exit(0)"), 0, ""),
    "abort": (does("import os", "os.abort()"), 0, "signal 6"),
    "a segmentation fault": (does("import ctypes", "ctypes.string_at(0)"), 0, "signal 11"),
    "kills itself": (does("import os", "os.kill(os.getpid(), 9)"), 0, "signal 9"),
    "kills its parent": (does("import os", "os.kill(os.getppid(), 9)"), 0, ""),
    "interrupts its parent": (
        "import os\n" + RIGHT + "for n in range(1, 32):\n    os.kill(os.getppid(), n)\n",
        4,
        "",
    ),
    "limits its parent": (
        does("import os, resource", "resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))"),
        0,
        "not permitted",
    ),
    "slows its parent down": (
        "import os\nos.setpriority(os.PRIO_PROCESS, os.getppid(), 19)\n"
        "os.sched_setaffinity(os.getppid(), {min(os.sched_getaffinity(0))})\n" + RIGHT,
        4,
        "",
    ),
    "kills everybody": (does("import os", "os.kill(-1, 9)"), 0, ""),
    "kills the first process": (does("import os", "os.kill(1, 9)"), 0, ""),
    "stops its parent": (does("import os, time", "os.kill(os.getppid(), 19)"), 0, ""),
    "an exception that bites": (
        "class Bite(BaseException):\n    def __str__(self): raise Bite\n    __repr__ = __str__\n"
        + does("raise Bite"),
        0,
        "Bite",
    ),
    "an exit when all is done": (
        f"import atexit, os\natexit.register(os._exit, 1)\n{RIGHT}",
        4,
        "",
    ),
    "leaves processes behind": (
        "import os, time\ndef slide1d(x, k):\n    if os.fork() == 0:\n        os.setsid()\n"
        "        if os.fork() == 0: time.sleep(999)\n        os._exit(0)\n"
        + RIGHT.partition("\n")[2],
        4,
        "",
    ),
    "ends when its result is let go": (
        "import os\nclass Bomb(np.ndarray):\n    def __del__(self): os._exit(3)\n"
        + does(then="return np.zeros(2).view(Bomb)"),
        0,
        "ended with 3",
    ),
    "ends in another thread": (
        does("import os, threading", "threading.Timer(0.1, os._exit, [5]).start()", "while 1: 0"),
        0,
        "ended with 5",
    ),
    "writes to every pipe": (EVERY_FD + WRONG, 0, ""),
    "writes to every pipe, when called": (does(EVERY_FD), 0, ""),
    "closes every pipe": (does("import os", "os.closerange(0, 64)"), 0, ""),
    # the meter that counts lines
    "switches the meter off": (
        LOOPS.format(before="import sys; sys.settrace(None)", after=""),
        4,
        "could not be counted",
    ),
    "puts another meter on": (
        LOOPS.format(before="import sys; sys.settrace(lambda *a: None)", after=""),
        4,
        "loop",
    ),
    "counts itself down": (
        LOOPS.format(before="import sys", after="sys._getframe(2).f_locals['lines'].clear()"),
        4,
        "loop",
    ),
    "reports fewer lines": (  # by way of a module that a harmless one happens to hold
        "import re\nfrom random import _os as o\nwrite = o.write\no.write = lambda fd, data: write("
        """fd, re.sub(rb'"lines": .{3}', b'"lines":   1', bytes(data)))\n"""
        + LOOPS.format(before="", after=""),
        4,
        "loop",
    ),
    "asks for insides by their names": (
        "import operator\nos = operator.attrgetter('__globals__')(np.load)['os']\n"
        + LOOPS.format(before="os.write", after=""),
        4,
        "",
    ),
    "asks for insides by a pattern": (
        LOOPS.format(
            before="match np.load:\n        case object(__globals__=g): g['os'].write", after=""
        ),
        4,
        "",
    ),
    "loops in a thread": (
        "from threading import Thread\n"
        + LOOPS.format(before="", after="").replace("im2col", "slow")
        + "def im2col(*a):\n    out = []\n    t = Thread(target=lambda: "
        "out.append(slow(*a)))\n    t.start(); t.join()\n    return out[0]",
        4,
        "counted",
    ),
    "loops in a child": ("import os\n" + LOOPS.format(before="os.fork()", after=""), 0, ""),
    "loops and says so": (LOOPS.format(before="", after=""), 4, "loop"),
    # the right answer is elsewhere
    "calls the course": (
        "from cnnnotes import ops\ndef slide1d(x, k):\n    return ops.conv1d(x[None, :, None], "
        "k[:, None, None])[0, :, 0]",
        0,
        "cnnnotes.ops",
    ),
    "asks the course": (
        "from cnnnotes.exercises import get\nslide1d = get('01_slide1d').reference",
        0,
        "cnnnotes",
    ),
    "calls SciPy": (
        "from scipy import signal\ndef slide1d(x, k):\n    return signal.correlate(x, k, 'valid')",
        0,
        "scipy.signal.correlate",
    ),
    "calls SciPy in passing": (
        does("import scipy.signal", then="return scipy.signal.correlate(x, k, 'valid')"),
        0,
        "scipy",
    ),
    "calls PyTorch": (
        "import torch\ndef slide1d(x, k):\n    return torch.nn.functional.conv1d(x, k)",
        0,
        "torch",
    ),
    "looks for the answers": (
        does(
            "import gc",
            "for o in gc.get_objects():\n    if type(o) is dict and 'expected' in o:"
            "\n        return o['expected']",
        ),
        0,
        "",
    ),
    # right implementations of slide2d come with a later answer, the test of it
    "looks at what comes later": (
        does(
            "import gc, re, sys",
            "frame, seen = sys._getframe(), ''",
            "while frame := frame.f_back: seen += repr(frame.f_locals)",
            "seen += ''.join(map(repr, filter(gc.is_tracked, gc.get_objects())))",
            "found = re.findall('[d]ef slide2d', seen)",
            "raise ValueError(f'found {found}')",
        ),
        0,
        "found []",
    ),
    "looks through all memory": (
        does(
            "import ctypes, re",
            "found = []",
            "for line in open('/proc/self/maps'):",
            "    a, b, r = re.match('(.+?)-(.+?) (.)', line).groups()",
            "    a, size = int(a, 16), int(b, 16) - int(a, 16)",
            "    if r == 'r' and size < 1 << 26 and '[v' not in line:",
            "        found += re.findall(b'[d]ef slide2d', ctypes.string_at(a, size))",
            "raise ValueError(f'found {found}')",
        ),
        0,
        "found []",
    ),
    "looks around": (
        does(
            "import os, sys",
            "found = [d for d, _, f in os.walk('/') for n in f if 'slide1d' in n "
            "or 'digits' in n or n.endswith('.ipynb')]",
            "raise ValueError(f'found {found}')",
        ),
        0,
        "found []",
    ),
    "markup for who reads": (
        "bad = type('<script>alert(1)</script>', (Exception,), {})\n"
        + does("print('</pre><img src=x onerror=alert(2)>')", "raise bad('\"><script>alert(3)')"),
        0,
        "<script>alert(1)</script>",
    ),
    "signs for the terminal": (
        does("raise ValueError('\\x1b[2J\\x1b]0;passed\\x07\\u202e')"),
        0,
        "ValueError",
    ),
    # the machine
    "reads a secret": (does("open('SECRET').read()"), 0, "No such file"),
    "reads passwords": (does("open('/etc/passwd').read()"), 0, "No such file"),
    "reads the environment": (
        does("import os", "raise ValueError(os.environ.get('CNNNOTES_SECRET', 'nothing'))"),
        0,
        "nothing",
    ),
    "reads its parent": (does("open('/proc/1/environ').read()"), 0, ""),
    "writes into its parent": (
        does("import os", "open(f'/proc/{os.getppid()}/mem', 'r+b')"),
        0,
        "denied",
    ),
    "writes into Python": (
        does("import os", "open(os.__file__, 'a').write('1/0')"),
        0,
        "It raised",
    ),
    "writes elsewhere": (does("open('/course/x', 'w')"), 0, "Read-only"),
    "opens a connection": (
        does("import socket", "socket.create_connection(('127.0.0.1', 80))"),
        0,
        "not permitted",
    ),
    "asks for a name": (does("import socket", "socket.getaddrinfo('example.org', 80)"), 0, ""),
    "speaks to its host": (does("import socket", "socket.socket(40, 1)"), 0, "not permitted"),
    "becomes root": (does("import os", "os.setuid(0)"), 0, "It raised"),
    "makes a namespace": (
        does("import ctypes", "assert ctypes.CDLL(None).unshare(0x10000000) == 0"),
        0,
        "Assertion",
    ),
    "runs a command": (
        does("import subprocess", "subprocess.run(['sh', '-c', 'id'])"),
        0,
        "No such",
    ),
    "waits for an answer": (does("input()"), 0, ""),
    # right, and not quiet about it
    "right, with a warning": (
        "import warnings\ndef slide1d(x, k):\n    warnings.warn('!')\n    print('x' * 10**6)\n"
        + RIGHT.partition("\n")[2],
        4,
        "",
    ),
    "right, and errors for warnings": (f"np.seterr(all='raise')\n{RIGHT}", 4, ""),
    "right, with a helper of its own": (
        "def each(x, n):\n    return (x[i : i + n] for i in range(len(x) - n + 1))\n"
        "def slide1d(x, k):\n    return np.array([w @ k for w in each(x, len(k))])",
        4,
        "",
    ),
    "right, behind a decorator": (
        f"import functools\n@functools.lru_cache\ndef one(): return 1.0\n{RIGHT}",
        4,
        "",
    ),
    "changes what it is given": (
        "def slide1d(x, k):\n    y = np.array([np.sum(x[i : i + len(k)] * k) for i in "
        "range(len(x) - len(k) + 1)])\n    x[:] = 0\n    return y",
        0,
        "changed its input",
    ),
}
