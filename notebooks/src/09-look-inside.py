# %% [markdown]
# # 09 Look inside
#
# > **What you will do:** open a trained network: see its filters and maps, hide parts of its input,
# > climb its gradients, and watch the classes come apart.
# >
# > **What you will learn:** how to ask a network what it has learned, what each answer leaves out,
# > and what nobody can read.
# >
# > **What you need:** [07 Train it on MNIST](07-train-on-mnist.ipynb). 45 minutes; training takes
# > under a minute on two cores.

# %% tags=["nbval-ignore-output"]
import copy
import os
from itertools import pairwise

import numpy as np
from threadpoolctl import threadpool_limits

from cnnnotes import chance, datasets, figures, nn, ops
from cnnnotes.explorers import feature_space, layer_browser, occluder
from cnnnotes.grading import check
from cnnnotes.predict import wait_for
from cnnnotes.recall import recall

QUICK = "CNNNOTES_QUICK" in os.environ  # fewer images and fewer steps, to try things out
data, train, test = datasets.load_mnist_or_digits(download=not QUICK)
FULL = data == "mnist" and not QUICK
if QUICK:
    train, test = ([array[:1000] for array in train], [array[:300] for array in test])
(x, y), (x_test, y_test) = train, test
network = nn.load(datasets.embedded_path("convnet.npz"))
accuracy = network.evaluate(x_test, y_test)[1]
print(f"{data}: {accuracy:.1%} of {len(x_test):,} test images are read correctly")
assert accuracy > (0.99 if FULL else 0.8)

# %% [markdown]
# **Recall.** Three questions on what came before, with numbers of your own. Put answers in place of
# the dots, run the cell, and see.

# %%
recall("09", ..., ..., ...)

# %% [markdown]
# ## Filters and maps
#
# This is the network of notebook 07, trained. A filter of its first layer has 3×3 weights and looks
# at pixels. A filter of its second layer has 3×3×32 and looks at the maps of the first. **Move** up
# through the layers. What becomes of the maps? How much of the digit lies in the frame, the
# receptive field of the map's strongest place?

# %% tags=["nbval-ignore-output"]
layer_browser(network, x_test[:100], y_test[:100])

# %% [markdown]
# In the first layer a filter explains its map. Blue weights are positive and respond to ink, orange
# ones are negative: both side by side find an edge, and the map says where. Below each picture is
# its largest number.


# %% tags=["nbval-ignore-output"]
def by_map(array):
    """array (H, W, maps) → (maps, H, W)."""
    return np.moveaxis(array, -1, 0)


outputs = network.activations(x_test[:1])  # one array (1, H, W, maps) for each layer
filters = network.layers[0].weights["w"][:, :, 0]  # (3, 3, 32)
pairs = {"filter": by_map(filters[..., :8]), "its map": by_map(outputs[0][0, ..., :8])}
figures.picture_rows(pairs, maps=pairs)

# %% [markdown]
# Further up, a filter's weights belong to maps, not to pixels, and cannot be read as a picture. Its
# map still can. Here are the strongest eight of each layer: fewer places, and less like the digit.

# %% tags=["nbval-ignore-output"]
layers = {"convolution 1": 0, "convolution 2": 2, "convolution 3": 4}
strongest = {}
for name, place in layers.items():
    maps = outputs[place][0]
    best = maps.max(axis=(0, 1)).argsort()[::-1][:8]
    strongest[name] = by_map(maps[..., best])
    print(f"{name}: {maps.shape}, {(maps == 0).mean():.0%} of the numbers are 0")
    assert 0.2 < (maps == 0).mean() < 0.95
figures.picture_rows(strongest, maps=strongest)

# %% [markdown]
# A **unit** is one place of one map; all units of a map (of a **channel**) have the same filter.
# Instead of one image and all units, take one channel and all images. Which pieces excite its units
# most?

# %% tags=["nbval-ignore-output"]
figures.exciting_patches(network, x_test[:1000])

# %% [markdown]
# What excites a channel has something in common: an edge, then a stroke, then a part of a digit.
# But look at the last row. Do the pieces of one channel always come from one digit?
#
# ## What does it look at?
#
# **Occlusion**: hide a patch of the digit. If the probability of the true class falls, the network
# needed what was there. Do this at every place, and you have a map.
#
# **Predict.** A patch of 7×7 visits every place of a 28×28 digit. What is the shape of the map?

# %% tags=["exercise:09_predict_map"]
map_shape = ...

# %%
check("09_predict_map", map_shape)

# %% [markdown]
# **Move** the patch on; each row that it visits fills a row of the map. Where does hiding lower the
# probability most? Can hiding something raise it? Then hide with ink.

# %% tags=["nbval-ignore-output"]
hiding = occluder(network, x_test[:100], y_test[:100])
hiding.image.value, hiding.column.value = 8, 7
for row in range(12):  # a line of Python moves a slider too
    hiding.row.value = row
hiding

# %% [markdown]
# ### Exercise: occlusion_map
# *medium · 8 minutes · 4 points*
#
# $m_{ij} = p(x) - p(x_{\text{hidden at } i, j})$, with p the probability of the image's label.


# %% tags=["exercise:09_occlusion_map"]
def occlusion_map(
    model: object, x: np.ndarray, labels: np.ndarray, size: int, fill: float
) -> np.ndarray:
    """Tell what hiding each patch costs.

    x (N, H, W, C), labels (N,) → (N, H - size + 1, W - size + 1): what hiding each patch costs.
    `model.predict(x)` gives probabilities (N, classes). Place (i, j) holds by how much that of the
    label falls when the size by size patch that begins there is set to fill, in all channels.

    Example: a patch as large as the image → one number for each image
    """
    raise NotImplementedError


# %%
check("09_occlusion_map", occlusion_map)

# %% [markdown]
# A map answers the question that was asked, and `fill` is part of the question. Paper hidden by
# paper changes nothing. Paper hidden by ink adds a stroke, and the map shows strokes that were
# never there.

# %% tags=["nbval-ignore-output"]
chosen = [(y_test == c).argmax() for c in (2, 3, 4, 5, 7, 9)]  # the first of each
digits, labels, size = x_test[chosen], y_test[chosen], 7
fills = {"paper": 0, "grey": 0.5, "ink": 1}
places = list(np.ndindex(22, 22))
costs = {name: [] for name in fills}
for name, fill in fills.items():
    for image, label in zip(digits, labels, strict=True):
        tries = np.repeat(image[None], len(places) + 1, axis=0)
        for one, (i, j) in zip(tries, places, strict=False):  # the last stays whole
            one[i : i + size, j : j + size] = fill
        p = network.predict(tries)[:, label]
        costs[name].append((p[-1] - p[:-1]).reshape(22, 22))
figures.picture_rows({"digit": digits, **costs}, labels, maps=costs, limit=1, over="digit")

# %% tags=["nbval-ignore-output"]
windows = np.lib.stride_tricks.sliding_window_view(digits[..., 0], (size, size), axis=(1, 2))
bare = windows.max(axis=(3, 4)) == 0  # (6, 22, 22): no ink beneath the patch
for name, cost in costs.items():
    print(f"a patch on bare paper, hidden by {name}: costs up to {np.array(cost)[bare].max():.2f}")
assert np.abs(np.array(costs["paper"])[bare]).max() < 1e-4
assert np.array(costs["ink"])[bare].max() > 0.3

# %% [markdown]
# ## Saliency: the gradient with respect to the pixels
#
# One map took hundreds of predictions. Backpropagation answers for all pixels at once: if this
# pixel changed a little, how much would the score z of the label c change?
#
# $$s_{ij} = \max_{\text{channels}} \left| \frac{\partial z_c}{\partial x_{ij}} \right|$$
#
# The weights stay as they are; the gradient goes one step further than in training, down to x.
# `scores_backward(dy, x)` does that: dy `(N, classes)` says how much each score counts.
#
# **Predict.** The network gives the digit `p = 0.9999`. Is the gradient of p with respect to the
# pixels **a)** as large as that of the score, **b)** nearly 0 everywhere, **c)** large on the
# strokes? Write "a", "b" or "c".

# %% tags=["exercise:09_predict_certain"]
gradient_of_p = ...

# %%
check("09_predict_certain", gradient_of_p)

# %%
wait_for("09_predict_certain")
for p in (0.5, 0.9, 0.9999):
    print(f"p = {p}: the slope of the softmax, p(1 - p), is {p * (1 - p):.4f}")

# %% [markdown]
# Near 1 the softmax is flat (*saturated*). So use the score.
#
# ### Exercise: saliency
# *medium · 6 minutes · 4 points*


# %% tags=["exercise:09_saliency"]
def saliency(model: object, x: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Tell which pixels move the score.

    x (N, H, W, C), labels (N,) → (N, H, W): how strongly each pixel moves the label's score.
    `model.scores(x)` gives logits (N, classes), `model.scores_backward(dy, x)` the gradient of
    Σ dy · scores by x. Each pixel holds the largest absolute gradient among its channels.

    Example: a pixel that no window reads → 0
    """
    raise NotImplementedError


# %%
check("09_saliency", saliency)

# %% tags=["nbval-ignore-output"]
wait_for("09_predict_certain", tells=False)
truth, p = np.eye(10)[labels], network.predict(digits)
right = p[np.arange(len(p)), labels][:, None]  # (6, 1)
by_score = {"∂z / ∂x": truth, "∂p / ∂x": right * (truth - p)}  # by softmax's own gradient
maps = {name: network.scores_backward(dy, digits)[..., 0] for name, dy in by_score.items()}
maps = {"patch hidden": costs["paper"], **maps}
figures.picture_rows({"digit": digits, **maps}, titles=labels, maps=maps)

# %% [markdown]
# Blue: more ink here, a higher score. Your map holds absolute values, without the signs. See the
# numbers below the maps: where the network is certain, the gradient of p is almost 0.
#
# And two questions get two answers. Hiding asks about a large change of many pixels, the gradient
# about a tiny change of each alone.

# %% tags=["nbval-ignore-output"]
of_z, of_p = (np.abs(maps[name]).max(axis=(1, 2)) for name in by_score)
ratios = of_p / of_z
for label, share, ratio in zip(labels, right[:, 0], ratios, strict=True):
    print(f"the {label}: p = {share:.5f}, largest ∂p / largest ∂z = {ratio:.1e}")
assert np.median(ratios) < 0.1

# %% [markdown]
# ## The image that excites a unit
#
# Training goes *down* the gradient of the loss, in the weights. Now go *up* the gradient of one
# unit's activation a, in the pixels, with steps of size η (**feature visualization**). Start with
# plain grey, and take a unit in the middle of its map:
#
# $$x \leftarrow x + \eta\, \frac{\partial a / \partial x}{\max |\partial a / \partial x|}$$


# %% tags=["nbval-ignore-output"]
def up_to(network, place):
    """The network's layers up to `place`, with its weights; the last one without its ReLU."""
    parts = [type(layer)(**layer.config) for layer in network.layers[: place + 1]]
    parts[-1].activation = None
    part = nn.Sequential([nn.Input(network.input_shape), *parts])
    for own, trained in zip(part.weights, network.weights, strict=False):
        own[...] = trained
    return part


def climb(model, dy, x, steps, rate=0.1):
    """Change images x (N, H, W, C) so that Σ dy · scores grows."""
    for _ in range(steps):
        up = model.scores_backward(dy, x)
        x = (x + rate * up / np.abs(up).max(axis=(1, 2, 3), keepdims=True)).clip(0, 1)
    return x


grey = np.full((8, 28, 28, 1), 0.5, np.float32)
made = {}
for name, place in layers.items():
    part = up_to(network, place)
    answers = part.scores(x_test[:500])  # (500, H, W, units)
    units = answers.max(axis=(0, 1, 2)).argsort()[::-1][:8]
    middle = answers.shape[1] // 2
    dy = np.zeros((8, *answers.shape[1:]), np.float32)
    dy[range(8), middle, middle, units] = 1
    made[name] = climb(part, dy, grey, 8 if QUICK else 40)
    reached = part.scores(made[name])[range(8), middle, middle, units]
    real = answers[:, middle, middle, units].max(axis=0)
    sees = np.ptp(np.argwhere(made[name] != 0.5)[:, 1]) + 1
    print(f"{name}: channels {units[:4]} …, each unit sees {sees}×{sees} pixels;", end="")
    print(f" {np.median(reached / real):.1f} times the best answer to 500 digits")
    assert sees == {"convolution 1": 3, "convolution 2": 8, "convolution 3": 18}[name]
assert np.median(reached / real) > (1.2 if FULL else 0.5)
figures.picture_rows(made)

# %% [markdown]
# What lies outside a unit's receptive field stays grey: it sees 3×3, 8×8, 18×18 pixels. Edges at
# first, then strokes and corners, then arcs and crossings: a **hierarchy** of features, larger
# patterns made of smaller ones. Compare them with the pieces of real digits above: some channels
# are the same.
#
# ## The learned space
#
# Each layer turns a digit into numbers: a point in a space. The last layer can only draw straight
# decision boundaries in the space that it is given. So the layers below must move the classes
# apart.
#
# **Predict.** The last features of 500 digits, `(3, 3, 128)` each, are seen along two axes. Which
# shape has the result?

# %% tags=["exercise:09_predict_plane"]
plane_shape = ...

# %%
check("09_predict_plane", plane_shape)

# %% [markdown]
# ### Exercise: pca2
# *medium · 8 minutes · 4 points*
#
# Which plane? The one in which the points are spread most. Its axes are the first two **principal
# axes** of h (*PCA*): the right singular vectors v of the centred points (`np.linalg.svd` gives
# them as rows). A point's coordinate along an axis is the dot product $(h_n - \bar h) \cdot v$.


# %% tags=["exercise:09_pca2"]
def pca2(h: np.ndarray) -> np.ndarray:
    """See points of many features in a plane.

    h (N, D) → (N, 2): h without its mean, seen along its first two principal axes.
    An axis has two ends: the sign of each column is free.

    Example: h = [[0, 0], [2, 0], [4, 0]] → [[-2, 0], [0, 0], [2, 0]], or with other signs
    """
    raise NotImplementedError


# %%
check("09_pca2", pca2)

# %% [markdown]
# To see the space *form*, train a network from the start and keep it after every epoch. **Move** up
# through the layers, then through the epochs.

# %% tags=["nbval-ignore-output"]
some = 256 if QUICK else min(2_000, len(x))
models = [nn.models.convnet(seed=0)]
models[0].compile(nn.Adam(1e-3))
for epoch in range(2 if QUICK else 6):
    models.append(copy.deepcopy(models[-1]))
    models[-1].fit(x[:some], y[:some], batch_size=64, seed=epoch, verbose=0)
trained = models[-1].evaluate(x_test, y_test)[1]
print(f"{some:,} images, {len(models) - 1} epochs: {trained:.1%} correct")
assert trained > (0.9 if FULL else 0.2)
points, classes = x_test[:200], y_test[:200]
space = feature_space(models, points, classes)
space.layer.value = 6
shown = space.state
space

# %% [markdown]
# The plane shows only a part of the spread. This number measures all of it: what fraction of the
# squared distances from the mean m comes from the means $m_c$ of the classes?
#
# $$B = \frac{\sum_n |m_{c(n)} - m|^2}{\sum_n |h_n - m|^2}$$
#
# B is 0 if all classes share one mean, and 1 if each class is a single point.


# %% tags=["nbval-ignore-output"]
def between(h, labels):
    """h (N, D), labels (N,) → the share of the spread that lies between the classes."""
    m = h.mean(axis=0)
    own = np.array([h[labels == c].mean(axis=0) for c in range(10)])[labels]  # (N, D)
    return ((own - m) ** 2).sum() / ((h - m) ** 2).sum()


def spaces(model):
    """What the layers make of the points, (N, D) each."""
    outputs = model.activations(points)
    seen = {name: outputs[place] for name, place in layers.items()}
    seen = {"pixels": points, **seen, "scores": model.scores(points)}
    return {name: h.reshape(len(h), -1) for name, h in seen.items()}


by_epoch = {f"epoch {epoch}": spaces(model) for epoch, model in enumerate(models)}
shares = {e: [between(h, classes) for h in hs.values()] for e, hs in by_epoch.items()}
start, end = shares["epoch 0"], list(shares.values())[-1]
print("untrained:", *(f"{share:.0%}" for share in start))
print("trained:  ", *(f"{share:.0%}" for share in end))
assert shown["layer"] == "scores"
assert np.isclose(shown["between"], end[-1], atol=1e-3)
assert (np.diff(end) > 0).all() or QUICK
assert end[-1] > start[-1] + (0.2 if FULL else -0.1)
figures.separation(list(by_epoch["epoch 0"]), shares)

# %% tags=["nbval-ignore-output"]
few = ("pixels", "convolution 2", "convolution 3", "scores")
ends = {"untrained": by_epoch["epoch 0"], "trained": by_epoch[f"epoch {len(models) - 1}"]}
figures.feature_planes(
    {e: {name: h[name][:150] for name in few} for e, h in ends.items()}, classes[:150]
)

# %% [markdown]
# The classes come apart as you go up. Untrained layers help a little; training does the rest, and
# most of it near the top.
#
# ## A representation without labels
#
# A classifier keeps what tells digits apart. An **autoencoder** gets no labels: it must reconstruct
# its input x from a few numbers, its **code**. So the code must hold what is needed for that.
#
# `x (N, 784) → (N, 128) → code (N, k) → (N, 128) → x̂ (N, 784)`
#
# ### Exercise: reconstruction_error
# *easy · 4 minutes · 3 points*
#
# $e_n$ = the mean of $(x - \hat x)^2$ over all numbers of image n. Images may be given as bytes
# (`uint8`).


# %% tags=["exercise:09_reconstruction_error"]
def reconstruction_error(x: np.ndarray, rebuilt: np.ndarray) -> np.ndarray:
    """Measure how far each rebuilt image is from its original.

    x, rebuilt (N, H, W, C), floats or bytes → (N,): each image's mean squared difference.

    Example: an image of two pixels, [1, 3] rebuilt as [1, 1] → 2
    """
    raise NotImplementedError


# %%
check("09_reconstruction_error", reconstruction_error)

# %% [markdown]
# You know every line of this training from 06: an error, a gradient, a step.


# %% tags=["nbval-ignore-output"]
def new_weights(k):
    """A matrix and a bias for each of the four steps, in one list."""
    rng, weights = np.random.default_rng(0), []
    for d, m in pairwise([784, 128, k, 128, 784]):
        limit = np.sqrt(6 / (d + m))  # Glorot's start
        weights += [rng.uniform(-limit, limit, (d, m)), np.zeros(m)]
    return [w.astype(np.float32) for w in weights]


def rebuild(weights, x):
    w1, b1, w2, b2, w3, b3, w4, b4 = weights
    h1 = ops.relu(ops.dense(x, w1, b1))
    code = ops.dense(h1, w2, b2)
    h2 = ops.relu(ops.dense(code, w3, b3))
    return h1, code, h2, ops.sigmoid(ops.dense(h2, w4, b4))


def gradients(weights, x):
    (h1, code, h2, out), (_, _, w2, _, w3, _, w4, _) = rebuild(weights, x), weights
    dz = 2 * (out - x) / x.size * out * (1 - out)  # of the mean squared error, through the sigmoid
    dh2, dw4, db4 = ops.dense_backward(dz, h2, w4)
    dcode, dw3, db3 = ops.dense_backward(dh2 * (h2 > 0), code, w3)
    dh1, dw2, db2 = ops.dense_backward(dcode, h1, w2)
    _, dw1, db1 = ops.dense_backward(dh1 * (h1 > 0), x, weights[0])
    return [dw1, db1, dw2, db2, dw3, db3, dw4, db4]


flat, held = x[: 500 if QUICK else 20_000].reshape(-1, 784), x_test[:1000].reshape(-1, 784)
rng, coders = np.random.default_rng(0), {}
for k in (2, 8, 32):
    weights, adam = new_weights(k), nn.Adam(3e-3)
    with threadpool_limits(1):  # the products are small: two cores would wait for each other
        for _ in range(40 if QUICK else 100_000 // len(flat)):
            for batch in np.array_split(rng.permutation(len(flat)), len(flat) // 100):
                adam.update(weights, gradients(weights, flat[batch]))
    coders[k] = weights

# %% [markdown]
# To compare: the mean image, and the best *linear* code, the first k principal axes.

# %% tags=["nbval-ignore-output"]
mean = flat.mean(axis=0)
_, axes = np.linalg.eigh((flat - mean).T @ (flat - mean))  # columns, the most spread last
print(f"always the mean image: {((held - mean) ** 2).mean():.4f}")
errors, flat_errors, same, rebuilt = [], [], [], {"784 numbers": x_test[:8]}
for k, weights in coders.items():
    _, code, _, out = rebuild(weights, held)
    plane = (held - mean) @ axes[:, -k:] @ axes[:, -k:].T + mean
    errors.append(((out - held) ** 2).mean())
    flat_errors.append(((plane - held) ** 2).mean())
    rebuilt[f"{k} numbers"] = out[:8].reshape(-1, 28, 28)
    gaps = ((code[:, None] - code) ** 2).sum(axis=2) + np.diag([np.inf] * len(code))
    same.append((y_test[gaps.argmin(axis=1)] == y_test[: len(code)]).mean())
    print(f"{k:2} numbers: {errors[-1]:.4f}, by principal axes {flat_errors[-1]:.4f};", end=" ")
    print(f"the nearest code is of the same class for {same[-1]:.0%}")
assert errors[0] > errors[1] > errors[2] or QUICK
assert (np.array(errors) < flat_errors).all() or QUICK
assert same[-1] > 0.8 or QUICK
figures.picture_rows(rebuilt)

# %% [markdown]
# Two numbers keep a rough shape, 32 of 784 nearly everything: digits fill only a small, curved part
# of the space of all images, and the network has found it.
#
# No label was used, and yet similar digits have similar codes. Go from one digit to another: first
# mix their pixels, then mix their codes and reconstruct each mixture.

# %% tags=["nbval-ignore-output"]
share = np.linspace(0, 1, 8, dtype=np.float32)[:, None]  # (8, 1): of the second digit
start, end = held[0], held[3]
first, second = rebuild(coders[8], held)[1][[0, 3]]
_, _, w3, b3, w4, b4 = coders[8][2:]
mixed = ops.dense((1 - share) * first + share * second, w3, b3)
walk = {
    "pixels mixed": (1 - share) * start + share * end,
    "codes mixed": ops.sigmoid(ops.dense(ops.relu(mixed), w4, b4)),
}
figures.picture_rows({name: row.reshape(-1, 28, 28) for name, row in walk.items()})

# %% [markdown]
# Mixed pixels are two digits, one on top of the other. Mixed codes are mostly one shape that
# changes. It is the idea of every layer here: a smaller representation that keeps what the task
# needs.
#
# ## What stays uninterpretable
#
# **Certain of scribbles.** Start from grey and climb each of the ten scores. Some images show a few
# strokes of their digit. The network is as sure of them as of real ones. Are you? It has learned
# what tells digits *apart*, not what a digit is.

# %% tags=["nbval-ignore-output"]
scribbles = climb(network, np.eye(10), np.full((10, 28, 28, 1), 0.2, np.float32), 40, rate=0.05)
p = network.predict(scribbles)
certain = [f"{c}: {share:.0%}" for c, share in enumerate(p.diagonal())]
assert p.diagonal().min() > 0.95
print(f"of real digits: {np.median(network.predict(x_test[:1000]).max(axis=1)):.0%}")
figures.picture_rows({"made for": scribbles}, titles=certain)

# %% [markdown]
# **Channels without a name.** One channel, one meaning? Take the strongest activation of each of
# the 128 last maps, averaged over each class. Hardly any channel is excited by one class alone.
# Meaning is spread over many channels, and each channel serves many meanings.

# %% tags=["nbval-ignore-output"]
peaks = network.activations(x_test[:2000])[4].max(axis=(1, 2))  # (N, 128)
answers = np.array([peaks[y_test[:2000] == c].mean(axis=0) for c in range(10)])
answers = answers[:, answers.max(axis=0) > 0]
broad = (answers > answers.max(axis=0) / 2).sum(axis=0)
print(f"{answers.shape[1]} of 128 channels respond at all; {(broad == 1).sum()} to one class,")
print(f"{(broad >= 5).sum()} to five classes or more at least half as strongly as to any")
assert (broad == 1).mean() < 0.2
figures.unit_classes(answers)

# %% [markdown]
# **Maps that agree too easily.** How similar are the saliency maps of two networks? If they show
# what was learned, an *untrained* network's must look quite different.


# %% tags=["nbval-ignore-output"]
def looks_at(model, x, labels):
    return np.abs(model.scores_backward(np.eye(10)[labels], x)).reshape(len(x), -1)


def alike(one, other):
    """Mean correlation of maps (N, H·W)."""
    return np.mean([np.corrcoef(a, b)[0, 1] for a, b in zip(one, other, strict=True)])


asked = {"trained": network, "another trained": models[-1], "untrained": models[0]}
maps = {name: looks_at(model, points, classes) for name, model in asked.items()}
ours, theirs, nobodys = maps.values()
print(f"another trained network:   {alike(ours, theirs):.2f}")
print(f"an untrained network:      {alike(ours, nobodys):.2f}")
print(f"our own, of another digit: {alike(ours, np.roll(ours, 1, axis=0)):.2f}")
assert alike(ours, nobodys) > 0.2
assert alike(ours, theirs) > alike(ours, nobodys) or QUICK
looks = {name: seen[:7].reshape(-1, 28, 28) for name, seen in maps.items()}
figures.picture_rows({"digit": points[:7], **looks}, maps=looks)

# %% [markdown]
# Much of a saliency map is only the digit's outline, trained or not. A picture that looks
# convincing explains nothing, unless it changes when the network does.
#
# ## Recap
#
# | | Formula | Shapes |
# |---|---|---|
# | occlusion | $p(x) - p(x_{\text{hidden}})$ | `(N, H, W, C)` → `(N, H − s + 1, W − s + 1)` |
# | saliency | $\max_C \lvert \partial z_c / \partial x \rvert$ | `(N, H, W, C)` → `(N, H, W)` |
# | exciting image | $x \leftarrow x + \eta\, \partial a / \partial x$ | `(N, H, W, C)` |
# | plane | $(h - \bar h) \cdot v$ | `(N, D)` → `(N, 2)` |
# | apart | $\sum \lvert m_c - m \rvert^2 / \sum \lvert h - m \rvert^2$ | `(N, D)`, `(N,)` → 0…1 |
# | autoencoder | mean of $(x - \hat x)^2$ | `(N, 784)` → `(N, k)` → `(N, 784)` |
#
# **Break it.** Silence channels of the last convolution, one after the other: all their weights to
# the dense layer become 0. How many can go before you notice? Then look at the broken network with
# `layer_browser` and `occluder`.

# %% tags=["nbval-ignore-output"]
broken = copy.deepcopy(network)
weights = broken.layers[-1].weights["w"].reshape(3, 3, 128, 10)  # a view
order, still = np.random.default_rng(0).permutation(128), {}
for n in (0, 32, 64, 96, 128):
    weights[:, :, order[:n]] = 0
    still[n] = broken.evaluate(x_test[:1000], y_test[:1000])[1]
    print(f"{n:3} of 128 channels silent: {still[n]:.1%} correct")
assert still[0] > still[128]
assert still[32] > still[0] - 0.1
assert still[64] > still[0] - 0.05 or not FULL

# %% [markdown]
# A quarter of the channels can go unnoticed, half of them at the cost of a point or two of
# accuracy. What is spread over many channels depends on none of them.

# %% [markdown]
# **Your claim.** Silence channels that you choose: those that answer most, or least. Put two counts
# `(right, of)` in place of the dots. Do the numbers carry it?

# %%
chance.claim("The channels that answer most are missed most", ..., ...)

# %% [markdown]
# Behind it: `scores_backward` in [`cnnnotes/nn/model.py`](../cnnnotes/nn/model.py). Read on: Zeiler
# and Fergus, [Visualizing and understanding convolutional
# networks](https://arxiv.org/abs/1311.2901); Simonyan and others, [Deep inside convolutional
# networks](https://arxiv.org/abs/1312.6034); Olah and others, [Feature
# visualization](https://distill.pub/2017/feature-visualization/); Adebayo and others, [Sanity
# checks for saliency maps](https://arxiv.org/abs/1810.03292); Goodfellow and others, [Deep
# learning](https://www.deeplearningbook.org/contents/autoencoders.html), chapter 14.
#
# **Before:** [08 Regularization](08-regularization.ipynb). **Next:**
# [10 Break it](10-break-it.ipynb).
