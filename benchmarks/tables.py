"""The results as tables of plain text: for the terminal, and for the page that tells of them."""

from typing import NamedTuple

from benchmarks.clock import QUIET

TASKS = {"train": "training", "infer": "inference"}


class Table(NamedTuple):
    """A title, the columns' headings, rows of text, and what one must know to read them."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    note: str = ""


def tables(results: dict) -> list[Table]:
    """All tables of a run."""
    return [
        _machine(results),
        _steps(results),
        _tuned(results),
        _kernels(results),
        _choices(results),
        _growth(results),
        _memory(results),
    ]


def markdown(table: Table) -> str:
    """Write a table as Markdown.

    >>> print(markdown(Table("Title", ["a", "b"], [["1", "2"]], "Note.")))
    **Title**
    <BLANKLINE>
    | a | b |
    | --- | --- |
    | 1 | 2 |
    <BLANKLINE>
    Note.
    """
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    body = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"**{table.title}**\n\n{body}\n\n{table.note}".rstrip()


def _machine(results):
    rows = [[name, str(fact)] for name, fact in results["machine"].items()]
    for cores, gflops in results["ceiling"].items():
        rows.append([f"sgemm, {cores} at work", f"{gflops:.0f} GFLOP/s a core"])
    return Table("Measured on", ["what", "which"], rows)


def _steps(results):
    rows = [_step(row) for row in results["steps"]]
    rows += [_step(row, ", unkept") for row in results["unkept"]]
    cut = 1 - results["flop"]["cut"] / results["flop"]["whole"]
    note = (
        "*cnnnotes*, *PyTorch*: images a second. *Quiet*, *CPU*: how many times as fast as PyTorch "
        "cnnnotes is, as the median over rounds in which both ran right after each other. *Quiet* "
        "is by the clock, over the rounds in which both sides stood in the run queue for less than "
        f"{QUIET:.0%} of the time that they were ready to run, or other processes took less than "
        "that of the machine; *rounds* says how many these were. *CPU* is by CPU time, over all "
        "rounds; with two cores it counts what PyTorch's threads spin while they wait, and is left "
        "out where no rounds were quiet. *=* is at equal work: of 28×28 pixels, only 26×26 reach "
        "the output, and cnnnotes computes only these, which saves "
        f"{cut:.0%} of the products of a training "
        "step; here, PyTorch too gets images cut to 26×26. Neither side computes a gradient for "
        "the image; cnnnotes pools before the activation, PyTorch after. *Queue*, *others*: time "
        "in the run queue, and what other processes took, for cnnnotes and PyTorch. *sgemm*: the "
        "share that cnnnotes reaches of the fastest matrix product on as many cores, measured in "
        "between; only products count, by their shapes. Both sides run in one process with the "
        "same allocation settings: freed memory is kept. *Unkept*: both with the C library's own "
        "settings, in a process of their own."
    )
    columns = ["step", "batch", "cores", "cnnnotes", "PyTorch", "quiet", "CPU", "rounds"]
    columns += ["quiet =", "CPU =", "queue", "others", "sgemm"]
    return Table("The reference model, float32", columns, rows, note)


def _step(row, suffix=""):
    ours, torch = row["cnnnotes"], row["torch"]
    return [
        TASKS[row["task"]] + suffix,
        str(row["batch"]),
        str(row["cores"]),
        *(f"{row['batch'] / side['wall']:,.0f}" for side in (ours, torch)),
        *_ratio(row["ratio"]["torch"], row["cores"]),
        *_ratio(row["ratio"]["cut"], row["cores"])[:2],
        *(f"{_share(ours[name])}, {_share(torch[name])}" for name in ("delay", "others")),
        f"{row['share_of_ceiling']:.0%}",
    ]


def _tuned(results):
    rows = [
        [
            TASKS[row["task"]],
            str(row["cores"]),
            "busy" if row["busy"] else "alone",
            *(f"{row['batch'] / row[s]['wall']:,.0f}" for s in ("cnnnotes", "eager", "tuned")),
            *(_by_the_clock(row["ratio"][side], row["busy"]) for side in ("eager", "tuned")),
            _ratio(row["ratio"]["tuned"], row["cores"])[1],
            row["tuning"],
        ]
        for row in results["tuned"]
    ]
    note = (
        "All at equal work, 128 images a step. *cnnnotes*, *eager*, *tuned*: images a second. "
        "*Tuned* is PyTorch that pools before the activation, with a fused Adam, for inference "
        "`torch.compile`, and the faster of two orders in memory, the last column. *To eager*, *to "
        "tuned*: how many times as fast cnnnotes is, by the clock, over quiet rounds; *busy*, "
        "beside another process that takes all it gets of one core, over all rounds. *CPU*: to "
        "tuned, by CPU time."
    )
    columns = ["step", "cores", "machine", "cnnnotes", "eager", "tuned"]
    columns += ["to eager", "to tuned", "CPU", "tuning"]
    return Table("Against PyTorch as fast as we could make it", columns, rows, note)


def _by_the_clock(ratio, busy):
    return f"{ratio['wall']:.2f}" if busy else _ratio(ratio)[0]


def _share(share):
    return "–" if share is None else f"{share:.0%}"


def _ratio(ratio, cores=1):
    quiet = "–" if ratio["quiet"] is None else f"{ratio['quiet']:.2f}"
    # on a busy machine, threads of PyTorch that spin while they wait would flatter cnnnotes
    cpu = "–" if ratio["quiet"] is None and cores > 1 else f"{ratio['cpu']:.2f}"
    return quiet, cpu, f"{ratio['quiet_rounds']}/{ratio['rounds']}"


def _kernels(results):
    note = (
        "Milliseconds of one core for 128 images, on the arrays that the reference model hands to "
        "the kernel: the same numbers in both libraries. cnnnotes takes them in parts, as in "
        "training. It finds a window's winner again on the way back; PyTorch keeps where it was."
    )
    columns = ["kernel", "cnnnotes ms", "PyTorch ms", "quiet", "CPU", "rounds"]
    return Table("Each kernel alone", columns, _pairs(results["kernels"], "torch"), note)


def _choices(results):
    note = (
        "How many times as fast a choice makes cnnnotes: a training step with 128 images on all "
        "cores measured; for the order in memory, the second convolution and pooling, there and "
        "back, on one core. What keeping freed memory brings is told by the rows above."
    )
    columns = ["choice", "with it, ms", "without, ms", "quiet", "CPU", "rounds"]
    rows = _pairs(results["choices"], "without")
    return Table("What each choice brings", columns, rows, note)


def _pairs(compared, other):
    return [
        [
            name,
            *(f"{row[side]['wall'] * 1e3:.2f}" for side in ("cnnnotes", other)),
            *_ratio(row["ratio"][other]),
        ]
        for name, row in compared.items()
    ]


def _growth(results):
    rows = [
        [
            row["what"],
            ", ".join(map(str, row["sizes"])),
            _signed(row["theory"], 0),
            *(_signed(row[side]["exponent"], 2) for side in ("cnnnotes", "torch")),
        ]
        for row in results["growth"]
    ]
    note = (
        "The p in cost ∝ sizeᵖ, least squares on logarithms of CPU time on one core; for cores, of "
        "time by the clock. *Images*: inference in batches of 128. *Batch*, *cores*: a step of "
        "training. The rest: one convolution there and back, of 8 images of 24×24×32 with 32 "
        "filters of 3×3, but for what varies. A p below theory's shows costs that do not grow "
        "with the size, one above it arrays that outgrow a cache."
    )
    return Table(
        "How cost grows", ["size", "from … to", "theory", "cnnnotes", "PyTorch"], rows, note
    )


def _signed(number, decimals):
    return f"{number:.{decimals}f}".replace("-", "−")


def _memory(results):
    rows = [
        [TASKS[task], *(f"{grown[side] / 2**20:.0f}" for side in ("cnnnotes", "torch"))]
        for task, grown in results["memory"].items()
    ]
    note = (
        "Growth of the process' peak memory over 10 steps with 128 images on all cores measured, "
        "after libraries, data and model were loaded; each in a process of its own."
    )
    return Table("Memory", ["step", "cnnnotes MB", "PyTorch MB"], rows, note)
