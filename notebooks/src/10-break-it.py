# %% [markdown]
# # 10 Break it
#
# > **What you will do:** break the network of notebook 07 in five ways, write digits for it by
# > hand, and repair it.
# >
# > **What you will learn:** what a convnet takes for granted; which changes it survives and which
# > it does not, and why; two ways to repair one of them.
# >
# > **What you need:** [09 Look inside](09-look-inside.ipynb). 45 minutes, about 4 of them training
# > and measuring on two cores.

# %%
import os

import numpy as np

from cnnnotes import chance, datasets, figures, nn, ops
from cnnnotes.explorers import accuracy_against_shift, draw_a_digit
from cnnnotes.grading import check
from cnnnotes.predict import covered, wait_for
from cnnnotes.recall import recall

# %% [markdown]
# **Recall.** Three questions on what came before, with numbers of your own. Put answers in place of
# the dots, run the cell, and see.

# %%
recall("10", ..., ..., ...)

# %% tags=["nbval-ignore-output"]
QUICK = "CNNNOTES_QUICK" in os.environ  # fewer images and fewer steps, to try things out
data, train, test = datasets.load_mnist_or_digits(download=not QUICK)
FULL = data == "mnist" and not QUICK
if QUICK:
    train, test = ([array[:1000] for array in train], [array[:200] for array in test])
(x, y), (x_test, y_test) = train, test
print(f"{data}: {x.shape} to train on, {x_test.shape} to test on")

# %% [markdown]
# Two networks: the trained convnet of notebook 07, which comes with the course, and a dense one
# that is trained here for the same number of epochs.


# %% tags=["nbval-ignore-output"]
def trained(model, x, y, rate=2e-3, epochs=5, **how):
    model.compile(nn.Adam(nn.OneCycle(rate)))
    epochs = 2 if QUICK else epochs if FULL else 20 * epochs  # the course's digits are few
    model.fit(x, y, epochs=epochs, batch_size=128, seed=0, **how)
    return model


convnet = nn.load(datasets.embedded_path("convnet.npz"))  # trained on MNIST
if data != "mnist" and not QUICK:  # then on the digits that are broken here
    convnet = trained(nn.models.convnet(seed=0), x, y)
dense = trained(nn.models.dense(seed=0), x, y)
networks = {"convnet": convnet, "dense": dense}
for name, network in networks.items():
    print(f"{name}: {network.evaluate(x_test, y_test)[1]:.2%} correct")
assert not FULL or convnet.evaluate(x_test, y_test)[1] > 0.99

# %% [markdown]
# ## Moved digits
#
# Each digit of MNIST is in the middle of its image. What if it is not?
#
# **Predict.** The convnet is given digits that were moved by 4 pixels. Its accuracy **a)** stays,
# **b)** falls a little, **c)** falls by a quarter or more? Write "a", "b" or "c".

# %% tags=["exercise:10_predict_shifted"]
after_the_shift = ...

# %%
check("10_predict_shifted", after_the_shift)

# %% [markdown]
# **Move** the digits, sideways, up and down, along the diagonal. Which network stays accurate
# longer? (To be quick, the explorer measures on a small part of the test images.) Choose a digit,
# and find the shift at which it is misread.

# %% tags=["nbval-ignore-output"]
covered("10_predict_shifted", accuracy_against_shift(networks, x_test, y_test))

# %% [markdown]
# ### Exercise: accuracy_by_shift
# *medium · 6 minutes · 5 points*
#
# Measure it yourself. What leaves an image is lost; what comes in is 0.


# %% tags=["exercise:10_accuracy_by_shift"]
def accuracy_by_shift(model: object, x: np.ndarray, y: np.ndarray, shifts: list[int]) -> np.ndarray:
    """Measure a model's accuracy on images that were moved to the right.

    x (N, H, W, C), labels y (N,), shifts [columns to the right, …] → an accuracy per shift.
    `model.predict(x)` gives a row of probabilities for each image. A shift below 0 moves to the
    left.

    Example: one image [[1, 2, 3]], moved by 1, is [[0, 1, 2]]
    """
    raise NotImplementedError


# %%
check("10_accuracy_by_shift", accuracy_by_shift)

# %% [markdown]
# ## Why it breaks
#
# From notebook 04: convolution is **equivariant** (its maps move along), and a network that names
# digits should be **translation invariant** (its answer stays). Take a digit that is misread when
# moved by 4. With two poolings by 2, 4 pixels are one column of the last maps: so these 3×3 maps
# are the same ones, moved by one column. Nothing that was found is lost, except the column that
# left.

# %% tags=["nbval-ignore-output"]
aside = ops.warp(x_test, right=4)
right_before = convnet.predict(x_test).argmax(axis=1) == y_test
[chosen, *_] = np.flatnonzero(right_before & (convnet.predict(aside).argmax(axis=1) != y_test))
LAST_MAPS = 4  # the third convolution, in a list of all layers
maps, moved = (convnet.activations(image[chosen, None])[LAST_MAPS][0] for image in (x_test, aside))
assert np.allclose(moved[:, 1:], maps[:, :-1], atol=1e-4)
figures.digit_grid(
    [x_test[chosen], aside[chosen]],
    [y_test[chosen]] * 2,
    [convnet.predict(image[chosen, None]).argmax() for image in (x_test, aside)],
)

# %% [markdown]
# What breaks comes after them. The dense layer has a weight for each number *at its place*: w
# `(1152, 10)`, reshaped to `(3, 3, 128, 10)`. Here is what each of the 9 places adds to the score
# of the true class c:
#
# $$z_c = b_c + \sum_{i,j} \Big( \sum_f a_{ijf}\, w_{ijfc} \Big)$$
#
# with a `(3, 3, 128)` the last maps and b `(10,)` the biases. In the middle grid the maps have
# moved, and are multiplied by weights that were learned for other places. On the right, the weights
# have moved along: the same numbers as on the left, one column further. Only the column that left
# the image is missing from the sum.

# %% tags=["nbval-ignore-output"]
w = convnet.weights[-2].reshape(3, 3, 128, 10)[..., y_test[chosen]]
home, met_others = (maps * w).sum(axis=2), (moved * w).sum(axis=2)
along = np.zeros((3, 3))
along[:, 1:] = (moved[:, 1:] * w[:, :-1]).sum(axis=2)
assert np.allclose(along[:, 1:], home[:, :-1], atol=1e-3)
figures.equation(
    {
        f"{name}\nsum {grid.sum():.2f}".replace("-", "−"): grid
        for name, grid in [
            ("in the middle", home),
            ("moved by 4", met_others),
            ("moved, weights too", along),
        ]
    },
    ["", ""],
)

# %% [markdown]
# ## Four ways to break it
#
# Now measure, on all test images: move, rotate, resize, add noise of a growing standard deviation.

# %% tags=["nbval-ignore-output"]
rng = np.random.default_rng(0)


def noisy(x, sigma):
    return (x + sigma * rng.normal(size=x.shape)).clip(0, 1).astype(x.dtype)


changes = {
    "moved right, pixels": ([-8, -6, -4, -2, 0, 2, 4, 6, 8], lambda x, v: ops.warp(x, right=v)),
    "turned left, degrees": (
        [-90, -60, -30, -15, 0, 15, 30, 60, 90],
        lambda x, v: ops.warp(x, angle=v),
    ),
    "resized, times": ([0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6], lambda x, v: ops.warp(x, scale=v)),
    "noise, standard deviation": ([0, 0.1, 0.2, 0.3, 0.5, 0.7, 1], noisy),
}


def measured(networks, values, change):
    """Return the values, a changed digit for each, and each network's accuracies."""
    examples, accuracies = [], {name: [] for name in networks}
    for value in values:
        changed = change(x_test, value)
        examples.append(changed[0])
        for name, network in networks.items():
            accuracies[name].append(network.evaluate(changed, y_test)[1])
    return values, np.array(examples), accuracies


curves = {title: measured(networks, *change) for title, change in changes.items()}
if FULL:
    values, _, by_network = curves["moved right, pixels"]
    by_shift = dict(zip(values, by_network["convnet"], strict=True))
    assert by_shift[0] - by_shift[4] > 0.25
figures.accuracy_curves(curves)

# %% [markdown]
# Small changes do little harm: handwriting has them too, so they were in the training images, and
# pooling forgets a pixel or two. The dense network has no pooling: moved by a pixel, a stroke falls
# on other weights. Larger changes break an assumption each. The kernels look for strokes of another
# direction or width than a rotated or resized digit has: convolution is equivariant to shifts, not
# to rotations. And noise activates units where there is no stroke.
#
# ## All pixels in another order
#
# Draw *one* random order of the 28×28 places, and shuffle every image by it. No information is
# lost. Train both networks from the start on shuffled images and test them on shuffled ones.
#
# **Predict.** Which one gets worse? **a)** both, **b)** the convnet, **c)** the dense network,
# **d)** neither. Write a letter.

# %% tags=["exercise:10_predict_permuted"]
who_loses = ...

# %%
check("10_predict_permuted", who_loses)

# %% [markdown]
# ### Exercise: permute_pixels
# *easy · 4 minutes · 4 points, 1 of them for no loop over images*


# %% tags=["exercise:10_permute_pixels"]
def permute_pixels(x: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Put the pixels of all images in another order, the same for each image.

    x (N, H, W, C), order (H·W,) → the same shape: pixel i is what was pixel order[i].
    Pixels are counted row by row; the channels of a pixel stay together.

    Example: x = [[[[5], [6]]]], order = [1, 0] → [[[[6], [5]]]]
    """
    raise NotImplementedError


# %%
check("10_permute_pixels", permute_pixels)

# %%
order = np.random.default_rng(0).permutation(28 * 28)
assert sorted(order) == list(range(784))


def shuffled(x):
    return x.reshape(len(x), 784)[:, order].reshape(x.shape)


# %% tags=["nbval-ignore-output"]
figures.digit_grid(np.concatenate([x_test[:8], shuffled(x_test[:8])]), [*y_test[:8]] * 2)

# %% tags=["nbval-ignore-output"]
wait_for("10_predict_permuted")
mistakes = {
    name: {"as they are": 1 - network.evaluate(x_test, y_test)[1]}
    for name, network in networks.items()
}
for name, of in mistakes.items():
    network = trained(getattr(nn.models, name)(seed=0), shuffled(x), y)
    of["shuffled"] = 1 - network.evaluate(shuffled(x_test), y_test)[1]
if FULL:
    assert mistakes["convnet"]["shuffled"] > 2 * mistakes["convnet"]["as they are"]
    assert abs(mistakes["dense"]["shuffled"] - mistakes["dense"]["as they are"]) < 0.005
figures.mistake_bars(mistakes)

# %% [markdown]
# For a dense layer there are no neighbours, only a list. Reorder the rows of its first weights w
# `(784, 512)` like the pixels, and each sum has the same terms: the *same* network, without any
# training.

# %%
same = nn.models.dense(seed=0)
for its, learned in zip(same.weights, dense.weights, strict=True):
    its[...] = learned
same.weights[0][...] = dense.weights[0][order]
assert np.allclose(same.predict(shuffled(x_test)), dense.predict(x_test), atol=1e-4)
print("dense: weights in the new order, answers as before")

# %% [markdown]
# Convolution *knows* something before it has seen a digit: neighbours belong together (its
# inductive bias). Here this is false, and it does harm. (On the course's own digits, few and easy,
# the difference is hard to see: the stored picture shows MNIST.)
#
# ## Your own handwriting
#
# **Draw** a digit on the page (*Clear* first). Then set *prepared* to "as drawn", and choose
# *Move*: drag the digit around. Write a small one in a corner. What helps the network to read it?

# %% tags=["nbval-ignore-output"]
draw_a_digit(convnet)

# %% [markdown]
# MNIST's makers fitted each digit into 20×20 pixels, and put its **centre of mass** in the middle
# of 28×28. Whoever uses the network must do the same: **preprocessing** is a part of the network.
#
# $$\bar i = \frac{\sum_{ij} i\, x_{ij}}{\sum_{ij} x_{ij}} \qquad
# \bar j = \frac{\sum_{ij} j\, x_{ij}}{\sum_{ij} x_{ij}}$$
#
# with x `(H, W)` the ink. The middle of 28×28 is pixel (14, 14), counted from 0: (H // 2, W // 2).
#
# ### Exercise: prepare_drawing
# *medium · 8 minutes · 5 points*


# %% tags=["exercise:10_prepare_drawing"]
def prepare_drawing(img: np.ndarray) -> np.ndarray:
    """Make of a drawing what the network knows.

    img (H, W), 255 paper to 0 ink → (H, W), 0 to 1, its mass in the middle, by whole pixels.
    The result has 0 for paper and 1 for ink. An empty page stays empty.

    Example: [[0, 255, 255]] → [[0, 1, 0]]
    """
    raise NotImplementedError


# %%
check("10_prepare_drawing", prepare_drawing)

# %% [markdown]
# Here your function prepares the page (until it is written, the course's does, and the line below
# says so). Write each digit from 0 to 9: how many of the ten are read correctly?

# %% tags=["nbval-ignore-output"]
draw_a_digit(convnet, prepare_drawing, digit=5)

# %% [markdown]
# ## Repair it
#
# Preprocessing hides the weakness. Can we make a network without it?
#
# ### Exercise: repair
# *hard · 12 minutes · 5 points*
#
# Digits will be moved by up to 4 pixels, along either axis or both. At least three in four must be
# read correctly, also among those that are not moved. How is up to you: notebook 08 made more
# images, notebook 04 forgot where things are. `fit` takes a function,
# `augment=lambda images, rng: …`. Train in a cell of your own, on the course's digits or on MNIST;
# the check uses held-out digits of the course.


# %% tags=["exercise:10_repair"]
def repair(x: np.ndarray) -> np.ndarray:
    """Read digits wherever they stand.

    x (N, 28, 28, 1), digits that were moved by up to 4 pixels → their labels (N,).

    Example: eight images → eight integers from 0 to 9
    """
    raise NotImplementedError


# %%
check("10_repair", repair)

# %% [markdown]
# ### Two repairs, measured
#
# **Show it more.** *Augmentation*: the same network, but each time an image is used it is moved by
# −4 to 4 pixels along both axes. So the dense layer learns every digit at every place.
#
# **Forget the place.** *Global average pooling*: instead of a weight for each place, one mean over
# all places,
#
# $$g_f = \frac{1}{H W} \sum_{i,j} a_{ijf}$$
#
# with a `(H, W, F)` the last maps and g `(F,)` what the dense layer reads. A mean does not depend
# on the order of its terms. Padding gives the maps room to move. This network sees *no* moved digit
# in training.
#
# **Predict.** Which of the two will read more digits that were moved by 8 pixels, twice as far as
# augmentation shows? **a)** augmentation, **b)** global pooling, **c)** as many, within chance.

# %% tags=["exercise:10_predict_repair"]
better_repair = ...

# %%
check("10_predict_repair", better_repair)

# %% [markdown]
# To keep this short, both train for few epochs.


# %% tags=["nbval-ignore-output"]
def move(images, rng):
    down, right = rng.integers(-4, 5, (2, len(images)))
    return ops.warp(images, down=down, right=right)


pooled = nn.Sequential(
    [
        nn.Input((28, 28, 1)),
        nn.Conv2D(32, 3, padding="same", activation="relu"),
        nn.MaxPooling2D(2),
        nn.Conv2D(64, 3, padding="same", activation="relu"),
        nn.MaxPooling2D(2),
        nn.Conv2D(128, 3, padding="same", activation="relu"),
        nn.GlobalAveragePooling2D(),
        nn.Dense(10, activation="softmax"),
    ],
    seed=0,
)
assert pooled.count_params() < convnet.count_params()
repaired = {
    "before": convnet,
    "augmentation": trained(nn.models.convnet(seed=0), x, y, epochs=3, augment=move),
    "global pooling": trained(pooled, x, y, rate=1e-2, epochs=2),
}

# %% tags=["nbval-ignore-output"]
wait_for("10_predict_repair")
change = changes["moved right, pixels"]
shifts, examples, accuracies = measured(repaired, *change)
for name, by_shift in accuracies.items():
    at = dict(zip(shifts, by_shift, strict=True))
    corner = repaired[name].evaluate(ops.warp(x_test, down=4, right=4), y_test)[1]
    print(f"{name:15} moved by 0: {at[0]:.1%}, by 4: {at[4]:.1%}, by 8: {at[8]:.1%};", end=" ")
    print(f"by 4 down as well: {corner:.1%}")
    if FULL and name != "before":
        assert min(at[0], at[4], at[-4]) > 0.95
far = ops.warp(x_test, right=8)
hits = [
    (round(repaired[name].evaluate(far, y_test)[1] * len(far)), len(far))
    for name in ("global pooling", "augmentation")
]
print("by 8, global pooling and augmentation:", chance.compare(*hits))
if FULL:
    assert accuracies["global pooling"][-1] > accuracies["augmentation"][-1] + 0.1
figures.accuracy_curves({"moved right, pixels": (shifts, examples, accuracies)})

# %% [markdown]
# Augmentation repairs what it shows, and little beyond. Global pooling needs no such examples, and
# has fewer weights; its price is to forget *where* things are, which also tells digits apart.
# **Move** and compare; then drag a digit of your own around in front of the repaired network, with
# no preprocessing at all.

# %% tags=["nbval-ignore-output"]
accuracy_against_shift(repaired, x_test, y_test)

# %% tags=["nbval-ignore-output"]
drawn = draw_a_digit(repaired["augmentation"], digit=7)
drawn.prepared.value = "as drawn"
drawn.right.value = 4
drawn

# %% [markdown]
# ## Recap
#
# | It takes for granted | Broken by | What breaks | Repaired by |
# |---|---|---|---|
# | the digit is in the middle | a shift | its dense layer | augmentation, global pooling |
# | strokes have their direction, their width | rotating, resizing | its kernels | augmentation |
# | paper is 0 | noise | its windows | noise in training (08) |
# | neighbours belong together | shuffled pixels | convolution itself | no convolution |
#
# | | Formula | Shapes |
# |---|---|---|
# | equivariant | f(move(x)) = move(f(x)) | maps `(H, W, F)` |
# | invariant | f(move(x)) = f(x) | g `(F,)` |
# | global average pooling | $g_f = \frac{1}{HW}\sum_{ij} a_{ijf}$ | `(H, W, F)` → `(F,)` |
# | centre of mass | $\bar i = \sum_{ij} i\,x_{ij} / \sum_{ij} x_{ij}$ | `(H, W)` → two numbers |
#
# **Break it.** Draw a letter, a face, nothing at all. The network has ten names and none for *none
# of them*. Here it reads pure noise. How sure is it? Did the repairs help?

# %% tags=["nbval-ignore-output"]
nonsense = np.random.default_rng(0).random((200, 28, 28, 1))
for name, network in repaired.items():
    p = network.predict(nonsense)
    names, counts = np.unique(p.argmax(axis=1), return_counts=True)
    most = names[counts.argmax()]
    print(
        f"{name:15} most often {most}; surest {p.max():.0%}, on average {p.max(axis=1).mean():.0%}"
    )
    assert np.allclose(p.sum(axis=1), 1, atol=1e-4)

# %% [markdown]
# They did not. The probabilities add up to 1 whatever is shown: softmax says which of ten is the
# most likely, not whether any is.
#
# ## Where to go next
#
# - **Repair more.** Zhang, [Making convolutional networks shift-invariant
#   again](https://arxiv.org/abs/1904.11486); Cohen and Welling, [Group equivariant convolutional
#   networks](https://arxiv.org/abs/1602.07576), for rotations; Mu and Gilmer,
#   [MNIST-C](https://arxiv.org/abs/1906.02337), many more ways to break a reader of digits.
# - **Break more.** Goodfellow and others, [Explaining and harnessing adversarial
#   examples](https://arxiv.org/abs/1412.6572): changes that nobody sees.
# - **Go deeper.** He and others, [Deep residual learning](https://arxiv.org/abs/1512.03385); the
#   notes of [CS231n](https://cs231n.github.io/); Chollet, [Deep learning with
#   Python](https://deeplearningwithpython.io/); Prince, [Understanding deep
#   learning](https://udlbook.github.io/udlbook/).
# - **Go faster.** The same networks in [PyTorch](https://pytorch.org/tutorials/) or
#   [Keras](https://keras.io/getting_started/), on colour images. You know what every line does.

# %% [markdown]
# **Your claim.** Which repair helps against turns, noise or thinner strokes? Put two counts
# `(right, of)` in place of the dots. Do the numbers carry it?

# %%
chance.claim("Trained on moved digits, it also reads more turned ones", ..., ...)

# %% [markdown]
# Behind it: [`cnnnotes/ops/warp.py`](../cnnnotes/ops/warp.py) moves, turns and resizes;
# [`cnnnotes/explorers/n10_draw_a_digit.py`](../cnnnotes/explorers/n10_draw_a_digit.py) prepares
# what you draw.
#
# **Before:** [09 Look inside](09-look-inside.ipynb). **From the start:**
# [00 Start here](00-start-here.ipynb).
