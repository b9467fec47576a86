"""The reference model on both sides, from the same weights: a step of training, and inference."""

from functools import partial
from itertools import product

import numpy as np

from benchmarks.clock import Contender
from cnnnotes import datasets, nn
from cnnnotes.nn import parallel
from cnnnotes.nn.training import train_step

AGREE = 1e-5  # relative: what both sides may differ by


def images(n: int = 1024) -> tuple[np.ndarray, np.ndarray]:
    """The first `n` embedded digits, `(n, 28, 28, 1)`, and their classes."""
    (x, y), _ = datasets.load_digits()
    return x[:n], y[:n]


def torch_model(model):
    """Return the convnet in PyTorch, with the weights of `model`."""
    import torch
    from torch import nn as torch_nn

    relu, pool, conv = torch_nn.ReLU, torch_nn.MaxPool2d, torch_nn.Conv2d
    twin = torch_nn.Sequential(
        *(conv(1, 32, 3), relu(), pool(2)),
        *(conv(32, 64, 3), relu(), pool(2)),
        *(conv(64, 128, 3), relu()),
        *(torch_nn.Flatten(), torch_nn.Linear(1152, 10)),
    )
    for parameter, values in zip(twin.parameters(), as_torch(model.weights), strict=True):
        parameter.data = torch.from_numpy(values)
    return twin


def as_torch(weights) -> list[np.ndarray]:
    """The convnet's weights, or their gradients, in the order of axes that PyTorch has."""
    *convolutions, w, b = weights
    convolutions = [a.transpose(3, 2, 0, 1) if a.ndim == 4 else a for a in convolutions]
    w = w.reshape(3, 3, 128, 10).transpose(3, 2, 0, 1).reshape(10, 1152)  # channels come first
    return [np.array(a, order="C") for a in (*convolutions, w, b)]


def torch_images(x, size: int = 28):
    """Return images as PyTorch takes them, `(N, C, H, W)`, the upper left `size` × `size`."""
    import torch

    return torch.from_numpy(np.ascontiguousarray(x[:, :size, :size].transpose(0, 3, 1, 2)))


def seen(model) -> int:
    """The side of the part of an image that reaches the convnet's output."""
    return model._seen[1].stop


def assert_same(x, y, make_twin=torch_model) -> None:
    """Refuse to compare what is not the same: loss and gradients, with whole and cut images."""
    import torch

    model = nn.models.convnet(seed=0)
    loss, _, gradients = model.gradients(x, y)
    for size in (28, seen(model)):
        twin = make_twin(model)
        theirs = torch.nn.functional.cross_entropy(twin(torch_images(x, size)), torch.from_numpy(y))
        theirs.backward()
        pairs = [(loss, theirs.item())]
        pairs += zip(as_torch(gradients), (p.grad.numpy() for p in twin.parameters()), strict=True)
        for a, b in pairs:
            difference = np.abs(a - b).max() / np.abs(b).max()
            assert difference < AGREE, f"the two sides differ by {difference:.1e} at {size}×{size}"


class Ours:
    """cnnnotes: the convnet and a batch of `batch` images, for `run`, a map over parts of it."""

    def __init__(self, x, y, batch: int, run):
        self.x, self.y, self.run = x, y, run
        self.model = nn.models.convnet(seed=0)
        self.model.compile("adam")
        self.rng, self.batches = np.random.default_rng(0), _batches(len(x), batch)

    def train(self):
        """One step, as `fit` takes it."""
        train_step(self.model, self.x, self.y, next(self.batches), rng=self.rng, run=self.run)

    def infer(self):
        """The scores of one batch, as `predict` gets them."""
        x = self.x[next(self.batches)]
        return list(self.run(lambda part: self.model._forward(x[part])[0], parallel.parts(len(x))))


class Theirs:
    """PyTorch, eager: the same."""

    def __init__(self, x, y, batch: int, size: int = 28):
        import torch

        self.torch = torch
        self.x, self.y = torch_images(x, size), torch.from_numpy(y)
        self.model = torch_model(nn.models.convnet(seed=0))
        self.optimizer = torch.optim.Adam(self.model.parameters())
        self.batches = map(torch.from_numpy, _batches(len(x), batch))

    def train(self):
        """One step, as PyTorch's tutorials write it."""
        chosen = next(self.batches)
        self.optimizer.zero_grad()
        loss = self.torch.nn.functional.cross_entropy(self.model(self.x[chosen]), self.y[chosen])
        loss.backward()
        self.optimizer.step()
        loss.item()

    def infer(self):
        """The scores of one batch, without a graph for gradients."""
        with self.torch.inference_mode():
            return self.model(self.x[next(self.batches)])


def _batches(n: int, batch: int):
    """Shuffled numbers of images, without end, the same on both sides."""
    rng = np.random.default_rng(0)
    while True:
        order = rng.permutation(n)
        yield from (order[i : i + batch] for i in range(0, n - batch + 1, batch))


def contenders(tasks, batches, maps: dict) -> dict:
    """Both sides, as `{(task, batch, cores): {side: …}}`, for each number of cores in `maps`.

    A task is "train" or "infer". The side "cut" is PyTorch on that part of the images alone which
    reaches the output, and which cnnnotes computes.
    """
    import torch

    (x, y), groups = images(), {}
    cut = seen(nn.models.convnet())
    for cores, run in maps.items():
        threads = partial(torch.set_num_threads, cores)
        for task, batch in product(tasks, batches):
            groups[task, batch, cores] = {
                "cnnnotes": Contender(getattr(Ours(x, y, batch, run), task), threads),
                "torch": Contender(getattr(Theirs(x, y, batch), task), threads),
                "cut": Contender(getattr(Theirs(x, y, batch, cut), task), threads),
            }
    return groups
