# %% [markdown]
# # 03 ReLU
#
# > **What you will do:** merge two convolutions into one, put a nonlinearity between them, train
# > networks with three activation functions, and send a gradient down through forty layers.
# >
# > **What you will learn:** why a network needs nonlinearities; why gradients vanish or explode and
# > units die; what a good start has to do with it.
# >
# > **What you need:** [02 Padding and stride](02-padding-and-stride.ipynb). 45 minutes.

# %%
import os
import warnings

import numpy as np

from cnnnotes import chance, datasets, figures, nn, ops, own_code
from cnnnotes.explorers import collapse, depth
from cnnnotes.grading import check
from cnnnotes.predict import covered, wait_for
from cnnnotes.recall import recall


# %%
def correlate(x, k, padding=0):
    """x (H, W), k (KH, KW) → x ⋆ k, with `padding` zeros on every side of x."""
    x, k = np.asarray(x, dtype=float), np.asarray(k, dtype=float)
    return ops.conv2d(x[None, :, :, None], k[:, :, None, None], padding=padding)[0, :, :, 0]


(x_train, y_train), (x_test, y_test) = datasets.load_digits()
digit, other = x_test[2, :, :, 0], x_test[3, :, :, 0]

# %% [markdown]
# **Recall.** Three questions on what came before, with numbers of your own. Put answers in place of
# the dots, run the cell, and see.

# %%
recall("03", ..., ..., ...)

# %% [markdown]
# ## Two layers, one kernel
#
# Convolution is **linear**: the response to a sum of two pictures is the sum of the responses to
# each.

# %%
edges = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
smooth = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])
both, one_by_one = (
    correlate(digit + other, edges),
    correlate(digit, edges) + correlate(other, edges),
)
assert np.allclose(both, one_by_one)

# %% [markdown]
# So what do two layers in a row compute? On a signal x `(L,)`, first with $k^1$ `(K1,)`, then with
# $k^2$ `(K2,)`:
#
# $$y_i = \sum_b k^2_b \sum_a k^1_a\, x_{i+b+a} = \sum_c m_c\, x_{i+c}$$
#
# $$m_c = \sum_{a+b=c} k^1_a\, k^2_b$$
#
# This is again a sum of window times kernel, with the kernel m. Two layers are one layer.
#
# **Predict.** A 3×3 kernel and then another, nothing between. What is the shape of the one kernel
# that does both?

# %% tags=["exercise:03_predict_merged"]
merged_shape = ...

# %%
check("03_predict_merged", merged_shape)

# %% [markdown]
# ### Exercise: merge_kernels
# *medium · 8 minutes · 4 points*
#
# The same in two dimensions: each number of k1 is multiplied by each number of k2. Where does the
# product go?


# %% tags=["exercise:03_merge_kernels"]
def merge_kernels(k1: np.ndarray, k2: np.ndarray) -> np.ndarray:
    """Merge two kernels into one.

    k1 (H1, W1), k2 (H2, W2) → (H1 + H2 - 1, W1 + W2 - 1): does what k1 and then k2 do.

    Example: k1 = [[1, 2]], k2 = [[3, 5]] → [[3, 11, 10]]
    """
    raise NotImplementedError


# %%
check("03_merge_kernels", merge_kernels)

# %% [markdown]
# You can also *see* the merged kernel. In 01, a picture with a single 1 gave the kernel turned
# around. Send it through both layers, and turn the result back.

# %%
wait_for("03_predict_merged")
one = np.zeros((9, 9))
one[4, 4] = 1
merged = correlate(correlate(one, edges), smooth)[::-1, ::-1]
assert np.allclose(correlate(correlate(digit, edges), smooth), correlate(digit, merged))
figures.equation({"k1": edges, "k2": smooth, "merged": merged}, ["∗", "="])

# %% [markdown]
# On the digit both ways give the same map. (The merged kernel is $k^1 * k^2$, the true convolution
# of 01, in full.) However many layers you stack, with nothing between they can do no more than one.
#
# ## The outer ring
#
# That was without padding. Now the picture has 8×8 pixels, and each layer keeps its size: padding 1
# for a kernel of 3, padding 2 for one of 5.
#
# **Predict.** In how many of the 64 pixels do the two ways differ?

# %% tags=["exercise:03_predict_ring"]
differing_pixels = ...

# %%
check("03_predict_ring", differing_pixels)

# %%
wait_for("03_predict_ring")
small = np.random.default_rng(3).integers(0, 5, (8, 8))
two_layers = correlate(correlate(small, edges, padding=1), smooth, padding=1)
one_layer = correlate(small, merged, padding=2)
differ = two_layers != one_layer
assert not differ[1:-1, 1:-1].any()
print(f"they differ in {differ.sum()} of {differ.size} pixels, all of them on the outer ring")

# %% [markdown]
# Why? After the first layer, padding puts *zeros* around the map. In their place the merged kernel
# sees what the first kernel would have found there, half on the picture and half beyond it. Keep
# this ring instead of cutting it off, and the difference is gone:

# %%
with_its_ring = correlate(small, edges, padding=2)  # 10×10: one more on every side
assert (correlate(with_its_ring, smooth) == one_layer).all()

# %% [markdown]
# **Move** the window to the edge (grey: zeros), then switch the padding off. Leave the ReLU for
# later.

# %%
collapse(small)

# %% [markdown]
# ## A nonlinearity between them
#
# A layer is only worth having if a **nonlinearity** follows it, also called an **activation
# function** (in Keras `activation="relu"`). The simplest is the **ReLU** (rectified linear unit).
# It looks at each number alone:
#
# $$\mathrm{relu}(x) = \max(x, 0)$$
#
# ### Exercise: relu
# *easy · 2 minutes · 3 points, 1 of them for no loop over pixels*


# %% tags=["exercise:03_relu"]
def relu(x: np.ndarray) -> np.ndarray:
    """Set to 0 what is negative.

    x of any shape → the same shape: max(x, 0) for each number.

    Example: x = [-1, 0, 2] → [0, 0, 2]
    """
    raise NotImplementedError


# %%
check("03_relu", relu)

# %% [markdown]
# Here the ReLU stands between the two layers. **Move**: with which k1 does it change nothing, and
# why?

# %%
with_relu = collapse(small)
with_relu.relu.value = True
with_relu

# %% [markdown]
# Could another 5×5 kernel do the same? Find the best there is, by least squares, as in 01.

# %%
answers = correlate(ops.relu(correlate(digit, edges)), smooth).ravel()
windows = np.lib.stride_tricks.sliding_window_view(digit, (5, 5)).reshape(-1, 25).astype(float)
best = np.linalg.lstsq(windows, answers)[0]
missed = np.linalg.norm(answers - windows @ best) / np.linalg.norm(answers)
print(f"with a ReLU between, the best single kernel misses the map by {missed:.0%}")
assert missed > 0.2

# %% [markdown]
# ### What it leaves of a map
#
# The first layer of notebook 00's network makes 32 maps; here are the five that its ReLU empties
# most. What looks like the kernel is kept, everything else is set to 0: the maps are **sparse**.

# %%
network = nn.load(datasets.embedded_path("convnet.npz"))
w, b = network.layers[0].weights.values()
maps = ops.conv2d(x_test[2:3], w, b)[0]
silent = (maps <= 0).mean(axis=(0, 1))
figures.cut_off(digit, maps[:, :, silent.argsort()[-5:]])

# %% [markdown]
# The last of them again, by your own `relu`:

# %%
own_code.beside("03_relu", maps[:, :, silent.argmax()])

# %% [markdown]
# ### Decision boundaries
#
# A classifier changes its answer along its **decision boundary**. If all its layers are linear,
# that is a straight line. Here points inside a circle are to be told from points around it. Two
# networks, each with two dense layers, one with ReLU between them. (Training: the box in notebook
# 02.)

# %%
points = np.random.default_rng(0).uniform(-1, 1, (300, 2))
inside = (((points - [0.2, 0.2]) ** 2).sum(axis=1) < 0.4).astype(int)
networks, right = {}, {}
for name, activation in {"nothing between": None, "ReLU between": "relu"}.items():
    layers = [nn.Input((2,)), nn.Dense(8, activation), nn.Dense(2, "softmax")]
    networks[name] = nn.Sequential(layers, seed=0, dtype=float)
    networks[name].compile(nn.Adam(0.03))
    networks[name].fit(points, inside, epochs=60, batch_size=25, seed=0, verbose=0)
    right[name] = networks[name].evaluate(points, inside)[1]
outside = (inside == 0).mean()
print(f"baseline, always answering 'outside': {outside:.1%} correct")
assert right["nothing between"] < outside + 0.05 < 0.95 < right["ReLU between"]
figures.boundaries(points, inside, networks)

# %% [markdown]
# A straight line is of no use here: it is no better than the **baseline**, the constant answer
# "outside". With ReLU, each of the eight units has a kink along its own line (dashed). Between
# these lines everything is linear; so the boundary is made of straight pieces. More units, more
# pieces.
#
# ## Three activation functions
#
# For a long time networks used smooth ones, with y = f(x):
#
# $$\mathrm{sigmoid}(x) = \frac{1}{1 + e^{-x}} \qquad
# \tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}$$

# %%
figures.activation_functions()

# %% [markdown]
# A network learns from gradients that come back from the loss, through every activation function.
# The chain rule multiplies what arrives, dy, by the **slope** at the x of the forward pass:
# $dx = dy \cdot f'(x)$, for each number alone. Far from 0, sigmoid and tanh are flat (they
# *saturate*), and almost nothing passes.
#
# ### Exercise: relu_backward
# *easy · 4 minutes · 3 points*
#
# At x = 0, in the corner, there is no slope; by convention it is 0.


# %% tags=["exercise:03_relu_backward"]
def relu_backward(dy: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Send a gradient back through a ReLU.

    dy and x of one shape → the same shape: dy where x > 0, else 0 (at zero too).

    Example: dy = [5, 5], x = [-1, 2] → [0, 5]
    """
    raise NotImplementedError


# %%
check("03_relu_backward", relu_backward)

# %% [markdown]
# ### Side by side
#
# The same network three times: four convolutions and a dense layer, the same first weights, the
# same images in the same order. Only the activation function differs. While they train, a
# *callback* (code that `fit` calls after every batch) notes the size of the gradient that reaches
# the *first* layer, the last on the way back.


# %%
def size(values):
    """Root of the mean square: how large numbers are, whatever their sign."""
    return np.sqrt((values**2).mean())


class Watch(nn.Callback):
    """Note, every fourth step, the loss and the size of the first layer's gradient."""

    def on_train_begin(self):
        self.run = {"step": [], "loss": [], "gradient": []}

    def on_batch_end(self, batch, logs):
        if batch % 4 == 0:
            loss, _, gradients = self.model.gradients(x_train[:100], y_train[:100])
            now = 4 * len(self.run["step"]), loss, size(gradients[0])
            for name, value in zip(self.run, now, strict=True):
                self.run[name].append(value)


def watched(model, rate, momentum=0.0, epochs=6):
    watch, how = Watch(), {"epochs": epochs, "batch_size": 50, "seed": 0, "verbose": 0}
    model.compile(nn.SGD(rate, momentum=momentum))
    model.fit(x_train, y_train, callbacks=[watch], **how)
    return watch.run


# %% tags=["nbval-ignore-output"]
def convnet(activation, seed=0):
    layers = [nn.Input((28, 28, 1)), nn.Conv2D(8, 3, strides=2, activation=activation)]
    layers += [nn.Conv2D(16, 3, strides=strides, activation=activation) for strides in (2, 1, 1)]
    return nn.Sequential([*layers, nn.Flatten(), nn.Dense(10, "softmax")], seed=seed, dtype=float)


epochs = 3 if "CNNNOTES_QUICK" in os.environ else 6  # fewer in a browser
runs, right = {}, {}
for activation in ("relu", "tanh", "sigmoid"):
    model = convnet(activation)
    runs[activation] = watched(model, rate=0.1, epochs=epochs)
    right[activation] = model.evaluate(x_test, y_test)[1]
    print(f"{activation:8} {right[activation]:.0%} of the test digits correct")
first = {name: run["gradient"][0] for name, run in runs.items()}
assert first["tanh"] > 100 * first["sigmoid"]
assert min(right["relu"], right["tanh"]) > 0.85 > 0.2 > right["sigmoid"]
figures.side_by_side(runs)

# %% [markdown]
# ReLU and tanh learn. The sigmoid's network still guesses: its first layer gets less than a
# hundredth of tanh's gradient. ReLU became the usual choice: its slope stays 1 however large x
# grows, and it costs one comparison. That tanh leads at first is due to the start, see below.
#
# ## Dead units
#
# A ReLU has a price. **Predict.** The sum of a unit is negative for *every* input. As training goes
# on, its weights **a)** drift back, **b)** stay, **c)** explode? Write "a", "b" or "c".

# %% tags=["exercise:03_predict_dead"]
dead_unit = ...

# %%
check("03_predict_dead", dead_unit)

# %% [markdown]
# ### Exercise: dead_fraction
# *easy · 4 minutes · 3 points*
#
# A unit is **dead** if it responds to *no* input. A unit that is 0 for many inputs does its work.


# %% tags=["exercise:03_dead_fraction"]
def dead_fraction(activations: np.ndarray) -> float:
    """Compute the fraction of units that are dead.

    activations (N, UNITS) after the ReLU, a row per input → fraction of units always 0.

    Example: [[0, 1, 0], [0, 0, 2]] → 1/3
    """
    raise NotImplementedError


# %%
check("03_dead_fraction", dead_fraction)

# %% [markdown]
# What kills units? Steps that are too large. Here a dense network with 64 units is trained with a
# small learning rate, with a large one, and with the large one on centred images: their mean is
# subtracted, in training and in the test.

# %%
wait_for("03_predict_dead")
trainings = {"rate 0.1": (0.1, 0), "rate 0.5": (0.5, 0), "centred": (0.5, x_train.mean())}
activations, dead = {}, {}
for name, (rate, mean) in trainings.items():
    x = x_train - mean
    layers = [nn.Flatten(), nn.Dense(64, "relu"), nn.Dense(10, "softmax")]
    model = nn.Sequential([nn.Input((28, 28, 1)), *layers], seed=0, dtype=float)
    model.compile(nn.SGD(rate))
    model.fit(x, y_train, epochs=6, batch_size=50, seed=0, verbose=0)
    activations[name] = model.activations(x)[1]
    silent = (activations[name] == 0).all(axis=0)
    gradient = model.gradients(x, y_train)[2][0]
    assert (gradient[:, silent] == 0).all()  # nothing reaches their weights: they stay
    dead[name] = silent.mean()
    accuracy = model.evaluate(x_test - mean, y_test)[1]
    print(f"{name}: {dead[name]:.0%} of the units dead, {accuracy:.0%} of the test digits correct")
assert dead["rate 0.1"] < 0.2 < dead["centred"] < dead["rate 0.5"]
figures.unit_answers(activations)

# %% [markdown]
# A network can do without some of its units; with most of them dead its accuracy falls. Why so many
# at once? Ink is never negative, and any two of these digits share some. A step that lowers a
# unit's sum for one digit lowers it for all; a large step pushes it below 0 for ever. So: smaller
# steps, centred inputs. A **leaky** ReLU, with a small slope on its left, cannot die.

# %%
rows = x_train.reshape(len(x_train), -1)
assert rows.min() == 0
assert (rows @ rows.T).min() > 0

# %% [markdown]
# ## Deep networks
#
# On its way down, the gradient is multiplied by a slope *and* by weights, in each layer again.
#
# **Predict.** A gradient of 1 goes down through ten sigmoids. What do their slopes leave of it, at
# best: **a)** a fortieth, **b)** a thousandth, **c)** a millionth?

# %% tags=["exercise:03_predict_vanishing"]
left_over = ...

# %%
check("03_predict_vanishing", left_over)

# %% [markdown]
# Here are up to forty dense layers of 64 units, with random weights: mean 0, standard deviation
# s/√D for D inputs. A factor a little below 1 in each layer, and gradients **vanish**; a little
# above, and they **explode**.
#
# **Move.** For each activation function: is there an s that keeps the gradient near 1, through all
# forty layers?

# %%
covered("03_predict_vanishing", depth())

# %% [markdown]
# For ReLU, s = √2 does: half of its units are at slope 0, so the root mean square of its slopes is
# √½, and s makes up for it. For tanh it is an s a little above 1. For sigmoid none does.
#
# ## A good start
#
# With which weights should a layer start (**initialization**)? One output of a convolution is a sum
# of n products, each a weight times an input; n is the **fan-in**. Let the weights have mean 0 and
# standard deviation σ, and the inputs the mean square q. Then the mean square of the sum is n·σ²·q.
# A ReLU sets half of the sums to 0: n·σ²·q/2 is left. He and others (2015) chose the σ that leaves
# q unchanged: s = √2 again.
#
# ### Exercise: he_std
# *medium · 3 minutes · 3 points*
#
# How many products make up one output of a convolution?


# %% tags=["exercise:03_he_std"]
def he_std(kh: int, kw: int, c_in: int) -> float:
    """Tell how widely the weights before a ReLU are scattered at the start.

    Window kh × kw over c_in channels → standard deviation of its weights, √(2 / fan-in).

    Example: 1 × 1 over 2 channels → 1
    """
    raise NotImplementedError


# %%
check("03_he_std", he_std)

# %% [markdown]
# Measure it: ten convolutions with ReLU, on noise, with half of He's σ, with σ, and with twice σ.

# %%
rng = np.random.default_rng(0)
grown = []
for times in (0.5, 1, 2):
    maps = rng.normal(size=(4, 26, 26, 16))
    before = size(maps)
    for _ in range(10):
        weights = times * np.sqrt(2 / (3 * 3 * 16)) * rng.normal(size=(3, 3, 16, 16))
        maps = ops.relu(ops.conv2d(maps, weights))
    grown.append(size(maps) / before)
    print(f"{times:3} · He: after ten layers the numbers are {grown[-1]:.3g} times as large")
assert grown[0] < 0.01 < 0.3 < grown[1] < 3 < 100 < grown[2]

# %% [markdown]
# The start decides whether a deep network learns at all. Eight dense layers with ReLU, the digits,
# the same steps, three starts:


# %%
def deep(times):
    layers = [nn.Dense(64, "relu") for _ in range(8)]
    layers = [nn.Input((28, 28, 1)), nn.Flatten(), *layers, nn.Dense(10, "softmax")]
    model = nn.Sequential(layers, seed=0, dtype=float)
    rng = np.random.default_rng(0)
    for layer in model.layers[1:-1]:
        w = layer.weights["w"]
        w[...] = times * np.sqrt(2 / len(w)) * rng.normal(size=w.shape)
    return model


runs = {}
with warnings.catch_warnings(action="ignore"):  # of numbers that grow beyond all bounds
    for name, times in {"He": 1, "half of He": 0.5, "twice He": 2}.items():
        runs[name] = watched(deep(times), rate=0.01, momentum=0.9)
assert runs["He"]["gradient"][0] > 100 * runs["half of He"]["gradient"][0]
losses = {name: run["loss"] for name, run in runs.items()}
assert losses["He"][-1] < 0.5 < 2 < losses["half of He"][-1]
assert losses["twice He"][0] > 100
assert not np.isfinite(losses["twice He"][-1])
figures.side_by_side(runs)

# %% [markdown]
# Half: the first layer gets less than a hundredth of He's gradient, and the network guesses. Twice:
# the first loss is enormous, and soon it becomes NaN (crosses mark what lies beyond the picture).
# For tanh one takes √(1/n). Keras, like `cnnnotes.nn`, uses Glorot and Bengio's rule unless you
# choose another; it was made for tanh. So repeat the race from above, for one epoch and three
# seeds:

# %% tags=["nbval-ignore-output"]
after_one = {"ReLU, Glorot's start": [], "tanh, Glorot's start": [], "ReLU, He's start": []}
for name, results in after_one.items():
    for seed in range(3):
        model, rng = convnet(name[:4].lower(), seed), np.random.default_rng(seed)
        if "He" in name:
            for w in [layer.weights["w"] for layer in model.layers[:4]]:
                w[...] = np.sqrt(2 / w[..., 0].size) * rng.normal(size=w.shape)
        model.compile(nn.SGD(0.1))
        model.fit(x_train, y_train, epochs=1, batch_size=50, seed=seed, verbose=0)
        results.append(model.evaluate(x_test, y_test)[1])
    print(f"{name}: " + ", ".join(f"{accuracy:.0%}" for accuracy in results))
glorot, tanh, he = after_one.values()
assert min(he) > max(glorot)
print("ReLU, He's start and Glorot's:", chance.compare(he, glorot))
print("ReLU and tanh, each with its own start:", chance.compare(he, tanh))

# %% [markdown]
# With the start that was made for it, ReLU learns as fast as tanh. `chance.compare` deals all runs
# into two groups in every possible way, and counts how often chance alone makes such a difference.
# From three and three runs it can never tell; run more seeds, and see.
#
# ## Recap
#
# | | Formula | Shapes |
# |---|---|---|
# | two kernels in a row | $m_c = \sum_{a+b=c} k^1_a k^2_b$ | H1, H2 → H1 + H2 − 1; widths too |
# | ReLU | $y = \max(x, 0)$ | any → the same |
# | its gradient | $dx = dy \cdot [x > 0]$ | the same |
# | slopes, at most | ReLU 1, tanh 1, sigmoid 1/4 | |
# | gradient through L layers | (s · slope)ᴸ, slope: the root mean square, for ReLU √½ | |
# | start before a ReLU | σ = √(2 / n), n = kh·kw·C | `(kh, kw, C, F)` |
#
# **Break it.** Before training begins, give every unit a bias far below 0. What is left of the
# network, and which loss is that? Then write `"leaky_relu"` for `"relu"`, and train again.

# %%
broken = convnet("relu")
for layer in broken.layers[:4]:
    layer.weights["b"] -= 5
run = watched(broken, rate=0.1, epochs=epochs)
answers = broken.activations(x_train)[3]
print(f"dead in the last convolution: {(answers == 0).all(axis=(0, 1, 2)).mean():.0%}")
print(f"loss: {run['loss'][-1]:.1f}, that of a guess: {np.log(10):.1f}")

# %% [markdown]
# **Your claim.** Make one about activation functions, starts or dead units, and put two lists of
# accuracies, a number for each seed, in place of the dots. Do the numbers carry it?

# %%
chance.claim("With He's start, ReLU learns faster than tanh", ..., ...)

# %% [markdown]
# Behind it: [`cnnnotes/ops/activations.py`](../cnnnotes/ops/activations.py), each one beside its
# gradient. Read on: Glorot and Bengio, [Understanding the difficulty of training deep feedforward
# neural networks](https://proceedings.mlr.press/v9/glorot10a.html) (2010); Glorot, Bordes and
# Bengio, [Deep sparse rectifier neural networks](https://proceedings.mlr.press/v15/glorot11a.html)
# (2011); He and others, [Delving deep into rectifiers](https://arxiv.org/abs/1502.01852) (2015).
#
# **Before:** [02 Padding and stride](02-padding-and-stride.ipynb). **Next:**
# [04 Pooling](04-pooling.ipynb).
