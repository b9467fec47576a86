"""Each kernel alone, in both libraries, on the arrays that the reference model hands to it."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from benchmarks.clock import Contender
from benchmarks.reference import images
from cnnnotes import nn, ops
from cnnnotes.nn import parallel

BATCH = 128
AGREE = 1e-4  # relative: what one kernel's output may differ by


@dataclass
class Call:
    """What a step of the model met on the way there and back, for one part of the batch."""

    step: nn.Layer
    x: np.ndarray
    y: np.ndarray
    cache: object
    need_dx: bool
    dy: np.ndarray | None = None
    dx: np.ndarray | None = None

    def forward(self):
        """Run the forward kernel again."""
        return self.step.forward(self.x, training=True)

    def backward(self):
        """Run the backward kernel again."""
        return self.step.backward(self.dy, self.cache, need_dx=self.need_dx)


def calls(model, x, labels) -> list[Call]:
    """Follow one part of a batch through the model, there and back."""
    way, x = [], x[model._seen]
    for step in model._steps:
        y, cache = step.forward(x, training=True)
        way.append(Call(step, x, y, cache, need_dx=bool(way)))
        x = y
    dy = ops.cross_entropy_backward(x, labels)
    for call in reversed(way):
        call.dy = dy
        dy = call.dx = call.backward()[0]
    return way


def contenders() -> dict:
    """Both sides of every kernel, `{kernel: {side: …}}`, for one thread and 128 images.

    cnnnotes takes the images in parts, as it does in training; PyTorch takes them at once.
    """
    import torch

    model, (x, labels) = nn.models.convnet(seed=0), images(BATCH)
    cuts, groups = parallel.parts(BATCH), {}
    one_thread = partial(torch.set_num_threads, 1)

    def add(name, ours, theirs):
        """Add a kernel's way there and its way back."""
        for way, run, twin in zip(("", ", backward"), ours, theirs, strict=True):
            pair = {"cnnnotes": Contender(run), "torch": Contender(twin, one_thread)}
            groups[name + way] = pair

    ways = [calls(model, x[cut], labels[cut]) for cut in cuts]
    for parts in zip(*ways, strict=True):
        first = parts[0]
        if isinstance(first.step, nn.Flatten):
            continue
        x, y, dy = (_tensor([getattr(p, name) for p in parts]) for name in ("x", "y", "dy"))
        function, weights = _twin(first.step)
        theirs = _there_and_back(function, x.requires_grad_(first.need_dx), *weights, dy=dy)
        _assert_close(theirs[0](), y)
        if first.need_dx:
            _assert_close(theirs[1]()[0], _tensor([p.dx for p in parts]))
        add(_name(first), (_each(parts, "forward"), _each(parts, "backward")), theirs)

    scores = [way[-1].y for way in ways]
    pairs = [(s, labels[cut]) for s, cut in zip(scores, cuts, strict=True)]
    loss = partial(torch.nn.functional.cross_entropy, target=torch.from_numpy(labels))
    add(
        "softmax + cross-entropy",
        [
            lambda: [ops.cross_entropy(*pair) for pair in pairs],
            lambda: [ops.cross_entropy_backward(*pair) for pair in pairs],
        ],
        _there_and_back(loss, _tensor(scores).requires_grad_()),
    )
    return groups


def _each(parts, method):
    """Run a method of every part."""
    runs = [getattr(part, method) for part in parts]
    return lambda: [run() for run in runs]


def _there_and_back(function, *inputs, dy=None):
    """PyTorch's forward without a graph, and its backward alone."""
    import torch

    y, learned = function(*inputs), [t for t in inputs if t.requires_grad]
    forward = torch.no_grad()(partial(function, *inputs))
    return forward, partial(torch.autograd.grad, y, learned, dy, retain_graph=True)


def _name(call):
    """What a kernel does, and to which numbers.

    >>> _name(Call(nn.MaxPooling2D(2), np.ones((1, 4, 4, 8)), np.ones(()), None, True))
    'MaxPooling2D 4×4×8'
    """
    activates = isinstance(call.step, nn.Activation)
    kind = call.step.in_words() if activates else type(call.step).__name__
    name = f"{kind} {'×'.join(map(str, call.x.shape[1:]))}"
    return f"{name} → {call.y.shape[-1]}" if call.step.weights else name


def _twin(step):
    """PyTorch's function for a step of the model, and the weights that it takes."""
    import torch
    from torch.nn import functional

    # filters (KH, KW, C, F) → (F, C, KH, KW), dense weights (D, M) → (M, D)
    weights = [
        torch.from_numpy(np.array(a.transpose(3, 2, 0, 1) if a.ndim == 4 else a.T, order="C"))
        for a in step.weights.values()
    ]
    functions = {
        nn.Conv2D: functional.conv2d,
        nn.MaxPooling2D: lambda x: functional.max_pool2d(x, 2),
        nn.Activation: functional.relu,
        nn.Dense: functional.linear,
    }
    return functions[type(step)], [w.requires_grad_() for w in weights]


def _tensor(arrays):
    """The parts of a batch as one tensor, channels first."""
    import torch

    joined = np.concatenate(arrays)
    if joined.ndim == 4:
        joined = joined.transpose(0, 3, 1, 2)
    return torch.from_numpy(np.array(joined, order="C"))


def _assert_close(theirs, ours):
    difference = ((theirs - ours).abs().max() / ours.abs().max()).item()
    assert difference < AGREE, f"a kernel differs by {difference:.1e} from PyTorch's"
