"""The reference model learns what PyTorch's would, where PyTorch is installed."""

import numpy as np
import pytest

from cnnnotes import datasets, nn

torch = pytest.importorskip("torch")


class Reference(torch.nn.Module):
    """The same layers, with the weights of `model`."""

    def __init__(self, model):
        super().__init__()
        w1, b1, w2, b2, w3, b3, w4, b4 = (torch.tensor(w.copy()) for w in model.weights)
        self.convolutions = torch.nn.ParameterList(
            [w.permute(3, 2, 0, 1).contiguous() for w in (w1, w2, w3)]
        )
        self.dense = torch.nn.Parameter(w4.T.contiguous())
        self.biases = torch.nn.ParameterList([b1, b2, b3, b4])

    def forward(self, x):
        f = torch.nn.functional
        x = x.permute(0, 3, 1, 2)
        for i, w in enumerate(self.convolutions):
            x = f.conv2d(x, w, self.biases[i]).relu()
            if i < 2:
                x = f.max_pool2d(x, 2)
        return f.linear(x.permute(0, 2, 3, 1).flatten(1), self.dense, self.biases[3])

    def ours(self, values):
        """Weights or gradients in the order and layout of `nn`: w, b, w, b, …"""
        matrices = [
            *(values(w).permute(2, 3, 1, 0) for w in self.convolutions),
            values(self.dense).T,
        ]
        return [
            array.numpy()
            for w, b in zip(matrices, self.biases, strict=True)
            for array in (w, values(b))
        ]


@pytest.fixture
def batch():
    (x, y), _ = datasets.load_digits()  # their flat background ties in every pooling
    return x[:32], y[:32]


def test_gradients_of_the_reference_model(batch):
    model = nn.models.convnet(seed=0)
    theirs, (x, y) = Reference(model), batch
    expected = torch.nn.functional.cross_entropy(theirs(torch.tensor(x)), torch.tensor(y))
    expected.backward()
    loss, _, gradients = model.gradients(x, y)
    assert loss == pytest.approx(expected.item(), rel=1e-6)
    for one, other in zip(gradients, theirs.ours(lambda w: w.grad), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6, rtol=1e-5)


def test_ten_steps_of_training(batch):
    model, (x, y) = nn.models.convnet(seed=0), batch
    theirs = Reference(model)
    optimizer = torch.optim.SGD(theirs.parameters(), lr=0.05, momentum=0.9)
    for _ in range(10):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(theirs(torch.tensor(x)), torch.tensor(y)).backward()
        optimizer.step()
    model.compile(nn.SGD(0.05, momentum=0.9))
    model.fit(x, y, epochs=10, batch_size=32, shuffle=False, verbose=0)
    for one, other in zip(model.weights, theirs.ours(lambda w: w.detach()), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5, rtol=1e-3)
