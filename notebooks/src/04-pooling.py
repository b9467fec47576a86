# %% [markdown]
# # 04 Pooling and translation invariance
#
# > **What you will do:** write max, average and blur pooling; move digits about and measure what a
# > network forgets; train three small networks that shrink their maps in three ways.
# >
# > **What you will learn:** what pooling keeps and what it throws away; that *moving along*
# > (equivariance) and *staying the same* (invariance) are two things; what it costs not to pool.
# >
# > **What you need:** [03 ReLU](03-relu.ipynb). 45 minutes.

# %%
import os
from collections.abc import Callable

import numpy as np

from cnnnotes import chance, datasets, figures, nn, ops, own_code
from cnnnotes.explorers import pool, shift_and_compare, two_dots
from cnnnotes.grading import check
from cnnnotes.predict import covered, wait_for
from cnnnotes.recall import recall

(x_train, y_train), (x_test, y_test) = datasets.load_digits()
network = nn.load(datasets.embedded_path("convnet.npz"))
outputs = network.activations(x_test)  # of every layer, activation included: (N, H, W, C)

# %% [markdown]
# **Recall.** Three questions on what came before, with numbers of your own. Put answers in place of
# the dots, run the cell, and see.

# %%
recall("04", ..., ..., ...)

# %% [markdown]
# ## The largest of each window
#
# A feature map says where a pattern was found, and how clearly. **Max pooling** *downsamples* it:
# only the largest number y of each window is kept. Windows of K×K are s apart, the *stride*. Every
# channel c is pooled alone.
#
# $$y_{ijc} = \max_{0 \le a, b < K} x_{is+a,\, js+b,\, c}$$
#
# **Average pooling** keeps the mean instead. Usually K = s = 2, so that height and width are
# halved. In Keras: `MaxPooling2D(2)`, `AveragePooling2D(2)`.
#
# **Predict.** How many parameters does max pooling learn, 2×2 on 64 channels?

# %% tags=["exercise:04_predict_weights"]
pool_parameters = ...

# %%
check("04_predict_weights", pool_parameters)

# %% [markdown]
# This map comes from the trained network. **Move** the window's size alone, then the stride alone.
# When do windows overlap? Which pixels are in no window? Where do maximum and average differ most?

# %%
pool()

# %% [markdown]
# ### Exercise: max_pool
# *medium · 6 minutes · 6 points*
#
# What is left over at the end, too narrow for a window, is ignored.


# %% tags=["exercise:04_max_pool"]
def max_pool(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Keep the largest number of each window, channel by channel.

    x (H, W, C), integers size, stride → (OH, OW, C), OH = (H - size) // stride + 1.

    Example: x = [[[1], [2], [4]], [[3], [0], [0]]], size 2, stride 1 → [[[3], [4]]]
    """
    raise NotImplementedError


# %%
check("04_max_pool", max_pool)

# %%
own_code.beside("04_max_pool", outputs[0][0], 2, 2)  # on the network's first maps of a digit

# %% [markdown]
# ### Exercise: test_max_pool
# *medium · 8 minutes · 10 points; it can wait for a second reading*
#
# Three right implementations must all pass your test (2 points), and eight wrong ones should fail
# it (1 point each). In which picture does a maximum that starts from 0 show?


# %% tags=["exercise:04_test_max_pool"]
def test_max_pool(max_pool: Callable) -> None:
    """Assert what a right `max_pool` returns.

    max_pool, an implementation → nothing: fails where it is wrong.
    """
    raise NotImplementedError


# %%
check("04_test_max_pool", test_max_pool)

# %% [markdown]
# ## A convolution whose sum became a maximum
#
# Write the windows as rows, as in notebook 01. A convolution multiplies each row by weights and
# adds. Weights of ¼ make that the average: average pooling *is* a convolution, channel by channel.
# Max pooling goes through the same windows, with a maximum in place of the sum. And a maximum is
# not linear: pooling a sum is not the same as adding what was pooled.

# %%
x = np.array([[1, 3, 0, 2], [0, 2, 5, 1], [4, 0, 1, 1], [2, 6, 0, 3]])
rows = np.lib.stride_tricks.sliding_window_view(x, (2, 2))[::2, ::2].reshape(-1, 4)
results = {"¼ · row,\nsummed": rows @ np.full(4, 1 / 4), "largest\nof row": rows.max(axis=1)}
for title, column in results.items():
    steps = {"x (4, 4)": x, "windows (4, 4)": rows, title: column[:, None]}
    steps["map (2, 2)"] = column.reshape(2, 2)
    figures.show(figures.equation(steps, ["→", "→", "→"]))

# %%
batch, other = x_test[:8].astype(float), x_test[8:16].astype(float)
quarters = np.full((2, 2, 1, 1), 1 / 4)
assert np.allclose(ops.conv2d(batch, quarters, stride=2), ops.avg_pool2d(batch))
pooled_sum = ops.max_pool2d(batch + other)
sum_of_pooled = ops.max_pool2d(batch) + ops.max_pool2d(other)
assert not np.allclose(pooled_sum, sum_of_pooled)
print("average pooling is a convolution with weights of 1/4; max pooling is none")

# %% [markdown]
# ### Exercise: avg_pool
# *medium · 7 minutes · 6 points*
#
# Now with padding, on all four sides. Padding is not part of the image: where a window reaches over
# the edge, average only the pixels that are there.


# %% tags=["exercise:04_avg_pool"]
def avg_pool(x: np.ndarray, size: int, stride: int, padding: int) -> np.ndarray:
    """Average the pixels of each window, channel by channel.

    x (H, W, C) → (OH, OW, C), OH = (H + 2·padding - size) // stride + 1: mean of real pixels.

    Example: x = [[[1], [3]], [[5], [7]]], size 2, stride 2, padding 1 → x itself
    """
    raise NotImplementedError


# %%
check("04_avg_pool", avg_pool)

# %% [markdown]
# ## What is left
#
# After ReLU many pixels are 0. A pooled window is 0 only if *all* its pixels are; so in pooled maps
# a larger fraction is active.

# %%
for place in (0, 2):
    before, after = ((outputs[layer] > 0).mean() for layer in (place, place + 1))
    assert after > before
    print(f"convolution {place // 2 + 1}: {before:.0%} active; pooled: {after:.0%}")

# %%
w, b = network.layers[0].weights.values()
answers = ops.conv2d(x_test[2:3], w, b)
both_signs = np.minimum(answers.max(axis=(0, 1, 2)), -answers.min(axis=(0, 1, 2)))
channel = (both_signs * (b <= 0)).argmax()  # with b ≤ 0, plain paper is not active
answer, activated = answers[0, :, :, channel], outputs[0][2, :, :, channel]
pooled = outputs[1][2, :, :, channel]
figures.map_row({"convolution": answer, "ReLU": activated, "max pooling": pooled}, ["→", "→"])

# %% [markdown]
# With stride 1 the map almost keeps its size: every strong response now spreads to its neighbours.
# Averages are paler: one strong response among weak ones drowns.

# %%
maps = activated[None, :, :, None]
kinds = {
    "map": maps,
    "maximum, stride 2": ops.max_pool2d(maps, 2, stride=2),
    "maximum, stride 1": ops.max_pool2d(maps, 2, stride=1),
    "average, stride 2": ops.avg_pool2d(maps, 2, stride=2),
}
assert kinds["maximum, stride 1"].shape == (1, 25, 25, 1)
assert kinds["average, stride 2"].max() < kinds["maximum, stride 2"].max()
figures.map_row({name: one[0, :, :, 0] for name, one in kinds.items()})

# %% [markdown]
# **Global pooling** takes the whole map as one window: `(N, H, W, C)` → `(N, C)`. One number for
# each channel says *how much* was found, and nothing about *where*. It takes images of any size.
# The other way is to **flatten** the maps: one list of all their numbers, each still at its place
# (in Keras `GlobalAveragePooling2D` and `Flatten`). After global pooling, Dense(10) needs few
# weights:

# %%
last = outputs[4]
for way, features in {"flat": last[0].ravel(), "averaged": ops.global_avg_pool2d(last)[0]}.items():
    parameters = (len(features) + 1) * 10
    print(f"{last[0].shape} {way:<8} → {len(features):>5,} features, {parameters:>6,} parameters")

# %% [markdown]
# ## To move along, or to stay the same
#
# Move the input (a **translation**). A function f can answer in two good ways:
#
# $$\text{equivariant:}\quad f(\text{moved } x) = \text{moved } f(x)$$
#
# $$\text{invariant:}\quad f(\text{moved } x) = f(x)$$
#
# To *find* a digit, the answer should move along: **translation equivariance**. To *name* it, the
# answer should stay: **translation invariance**.
#
# **Predict.** x moves by one pixel. Which output moves along exactly, away from the border: **a)**
# that of a convolution, **b)** that of max pooling by 2, **c)** both?

# %% tags=["exercise:04_predict_shift"]
moves_along = ...

# %%
check("04_predict_shift", moves_along)

# %% [markdown]
# **Move** the digit by 1, 2, 3, 4 pixels. The last line compares after moving the maps back; where
# the move is not an integer number of their pixels, that cannot be done. Which layers move along by
# 1, which by 2, which by 4? And does the output stay?

# %%
covered("04_predict_shift", shift_and_compare(network, x_test[2]))

# %% [markdown]
# Convolutions move along with every move, pooling by 2 only with even ones. Below, a row x is moved
# by 0, 1 and 2. Moved by 2, the pooled row moves by 1. Moved by 1, the 5 stays in its window, as if
# nothing had happened, but the 2 goes into the next. The row neither moves along nor stays.

# %%
x = np.array([0, 0, 5, 0, 0, 2, 0, 0])
moved = np.stack([x, np.roll(x, 1), np.roll(x, 2)])
pooled = ops.max_pool2d(moved[None, :, :, None].astype(float), (1, 2))[0, :, :, 0]
assert (pooled[2] == np.roll(pooled[0], 1)).all()
assert not any((pooled[1] == np.roll(pooled[0], d)).all() for d in range(4))
figures.equation({"x, moved by 0, 1, 2": moved, "max pooling by 2": pooled}, ["→"])

# %% [markdown]
# So max pooling gives a little invariance. Global pooling gives all of it: as long as nothing
# leaves the picture, its features stay.

# %%
# The border is empty: np.roll brings in nothing from the other side.
images = np.concatenate([np.roll(x_test[2:3], d, axis=2) for d in (0, 3)])
maps = ops.relu(ops.conv2d(images, w, b, padding=1))
averages = ops.global_avg_pool2d(maps)
assert not np.allclose(maps[0], maps[1], atol=1e-4)
assert np.allclose(averages[0], averages[1], atol=1e-4)
(still, moved), (features, again) = maps[..., channel], averages.reshape(2, 4, 8)
row = {"a map": still, "32 averages": features, "moved by 3": moved, "the same 32": again}
figures.map_row(row, ["→", "", "→"], one_scale=False)

# %% [markdown]
# ### Exercise: shift_error
# *medium · 6 minutes · 5 points*
#
# Measure how far f is from equivariance: move before f, or after it, and take the largest
# difference. What comes in from outside is 0.


# %% tags=["exercise:04_shift_error"]
def shift_error(f: Callable, x: np.ndarray, d: int) -> float:
    """Measure the equivariance error of f.

    f: (H, W) → (H, W), x (H, W) → max |f(x moved) - f(x) moved|: d to the right, 0 comes in.
    With a negative d, move to the left; on the right, 0 comes in.

    Example: f doubles each number → 0
    """
    raise NotImplementedError


# %%
check("04_shift_error", shift_error)

# %% [markdown]
# Measured on a digit, moved by 0 to 4 pixels. Its border is empty, so it does not matter what comes
# in. Pooled maps are enlarged again, as input and output must have the same size.


# %%
def one(kernel, **how):
    """The same for a single picture: (H, W) → (OH, OW)."""
    return lambda x: kernel(x[None, :, :, None], **how)[0, :, :, 0]


def enlarged(f):
    return lambda x: np.kron(f(x), np.ones((2, 2)))


digit = x_test[2, :, :, 0].astype(float)
edges = np.array([[-1.0, 0, 1]] * 3)[:, :, None, None]
layers = {
    "convolution": one(ops.conv2d, w=edges, padding=1),
    "max pooling": enlarged(one(ops.max_pool2d)),
    "average pooling": enlarged(one(ops.avg_pool2d)),
}
errors = {}
for name, f in layers.items():
    pairs = [(f(np.roll(digit, d, 1)), np.roll(f(digit), d, 1)) for d in range(5)]
    errors[name] = np.array([np.abs(first - last).max() for first, last in pairs]).round(2)
assert (errors["convolution"] == 0).all()
assert ((errors["max pooling"] == 0) == [True, False, True, False, True]).all()
figures.equation(errors, ["", ""], columns=range(5))

# %% [markdown]
# ## Two dots
#
# What is forgotten is gone. Take two bright dots, `gap` columns apart, the first in column
# `offset`, and pool by 2 again and again. Once they share a window, no later layer can tell that
# they were two.
#
# **Predict.** Dots in columns 5 and 8: which pooling is the first that merges them?

# %% tags=["exercise:04_predict_merge"]
merged_at = ...

# %%
check("04_predict_merge", merged_at)

# %% [markdown]
# **Move** the offset. The gap stays 3; why is it not enough to know the gap?

# %%
covered("04_predict_merge", two_dots())

# %% [markdown]
# ### Exercise: survives
# *medium · 4 minutes · 4 points*


# %% tags=["exercise:04_survives"]
def survives(gap: int, offset: int, levels: int) -> bool:
    """Tell whether two dots are still two.

    Dots at columns offset, offset + gap; levels times 2 by 2 pooling → True if still two.

    Example: gap 1, offset 1, levels 1 → True: columns 1 and 2 fall into two windows
    """
    raise NotImplementedError


# %%
check("04_survives", survives)

# %% [markdown]
# After n poolings, one pixel stands for 2ⁿ columns. Dots survive if they lie in different blocks of
# this width. So dots three apart merge at the second pooling from column 4, and survive three
# poolings from column 5 (framed). A gap of 2, 4, 8 survives one, two, three poolings *from every
# column*; a smaller gap needs luck.


# %%
def poolings_survived(gap, offset, most=5):
    row = np.zeros((1, 32, 64, 1))
    row[0, 0, [offset, offset + gap]] = 1
    for levels in range(most):
        row = ops.max_pool2d(row)
        if row.sum() < 2:
            return levels
    return most


survived = np.array(
    [[poolings_survived(gap, offset) for offset in range(14)] for gap in range(1, 9)]
)
assert survived[3 - 1, 4] == 1
assert survived[3 - 1, 5] == 3
assert all(survived[2**levels - 1].min() == levels for levels in (1, 2, 3))
figures.dots_apart(survived, [(3, 4), (3, 5)])

# %% [markdown]
# ## Blur before you skip
#
# Downsampling by a stride alone is worse: every second pixel is never read. A line one pixel wide
# may vanish (**aliasing**). Signal processing has long known the cure: **blur first**, then skip.
#
# ### Exercise: blur_pool
# *medium · 5 minutes · 4 points*
#
# Pad by 1 with zeros. The blur weighs neighbours 1, 2, 1, both ways, and the sum of all weights is
# 1.


# %% tags=["exercise:04_blur_pool"]
def blur_pool(x: np.ndarray) -> np.ndarray:
    """Blur, then keep every second pixel.

    x (H, W) → (⌈H / 2⌉, ⌈W / 2⌉): blurred by 1, 2, 1 both ways over 16, every second pixel.

    Example: x = [[16, 0], [0, 0]] → [[4]]
    """
    raise NotImplementedError


# %%
check("04_blur_pool", blur_pool)

# %%
blur = np.outer([1, 2, 1], [1, 2, 1])[:, :, None, None] / 16
shrink = {
    "every second pixel": lambda x: x[::2, ::2],
    "maximum": one(ops.max_pool2d),
    "blur, then skip": one(ops.conv2d, w=blur, stride=2, padding=1),
}
lines = np.zeros((4, 16, 16))
for column, line in enumerate(lines, 8):
    line[2:14, column] = 1
print(f"{'line in column':<20}" + "  ".join(f"{column:>3}" for column in (8, 9, 10, 11)))
for name, f in shrink.items():
    print(f"{name:<20}" + "  ".join(f"{f(line).sum():>3.0f}" for line in lines))
shrunk = {name: f(lines[1]) for name, f in shrink.items()}
assert shrunk["every second pixel"].sum() == 0
assert np.ptp([shrink["blur, then skip"](line).sum() for line in lines]) == 0
figures.map_row({"line in column 9": lines[1], **shrunk})

# %% [markdown]
# The numbers are sums of what is left. Skipping sees every second line only. The maximum keeps the
# line, but it jumps; blurred, it glides.
#
# ## Which one is best?
#
# Compare three small networks with the same budget: almost equally many parameters, the same images
# and steps. One halves its maps by maximum, one by average, one by convolutions of stride 2
# (*learned* downsampling). Each is trained from three seeds, in a browser from two (small marks;
# the lines join their medians). Then the test digits are moved.


# %%
def shrinking(pooling, seed):
    """Two convolutions, each with a pooling or, without one, a stride of 2."""
    stride, filters = (1, (8, 16)) if pooling else (2, (8, 12))
    layers = [nn.Input((28, 28, 1))]
    for count in filters:
        layers.append(nn.Conv2D(count, 3, strides=stride, activation="relu"))
        layers += [pooling(2)] if pooling else []
    return nn.Sequential([*layers, nn.Flatten(), nn.Dense(10, "softmax")], seed=seed)


def products(model):
    layers = zip(model.layers, model.shapes, strict=True)
    return sum(np.prod(s[:-1]) * a.weights["w"].size for a, s in layers if a.weights)


ways = {"maximum": nn.MaxPooling2D, "average": nn.AveragePooling2D, "strides": None}
moves = [0, 1, 2, 3]
seeds, epochs, rate = 3, 5, 1e-2
if "CNNNOTES_QUICK" in os.environ:  # in a browser: fewer seeds, and fewer, larger steps
    seeds, epochs, rate = 2, 3, 2e-2
read = {name: [] for name in ways}
for name, pooling in ways.items():
    for seed in range(seeds):
        model = shrinking(pooling, seed)
        model.compile(nn.Adam(nn.OneCycle(rate)))
        model.fit(x_train, y_train, epochs=epochs, batch_size=64, seed=seed, verbose=0)
        pushed = [np.roll(x_test, d, axis=2) for d in moves]
        read[name].append([model.evaluate(images, y_test)[1] for images in pushed])
    print(f"{name:<8} {model.count_params():,} parameters, {products(model):>7,.0f} products")

# %% tags=["nbval-ignore-output"]
middle = {name: np.median(shares, axis=0) for name, shares in read.items()}
assert min(share[0] for share in middle.values()) > 0.9
assert middle["maximum"][2] > middle["strides"][2]
pooling, strides = shrinking(nn.MaxPooling2D, 0), shrinking(None, 0)
assert abs(strides.count_params() / pooling.count_params() - 1) < 0.01
assert 4 * products(strides) < products(pooling)
for place, columns in enumerate(moves):
    by_max, by_strides = ([run[place] for run in read[name]] for name in ("maximum", "strides"))
    print(f"moved by {columns}, maximum and strides: {chance.compare(by_max, by_strides)}")
figures.right_by_move(moves, read)

# %% [markdown]
# Where the digits lie as in training, the three differ hardly more than their seeds do: by chance.
# Three seeds each can never prove a difference, only hint at it: train more before you claim it.
# And strides need only a quarter of the products. When the digits move, max pooling stays accurate
# longest: it is invariant to *small* moves. With large ones all three fail. Notebook 10 repairs
# that.
#
# ## What it costs not to pool
#
# The network of this course has three convolutions of 3×3, without padding, and these filters:

# %%
print([layer.filters for layer in network.layers if isinstance(layer, nn.Conv2D)])

# %% [markdown]
# **Predict.** Leave out its poolings. An image of 28×28 then becomes maps of which shape?
# Write `(H, W, C)`.

# %% tags=["exercise:04_predict_no_pooling"]
features_shape = ...

# %%
check("04_predict_no_pooling", features_shape)

# %%
wait_for("04_predict_no_pooling")
for name, model in {"pooling": network, "no pooling": nn.models.no_pooling(seed=0)}.items():
    shape, dense = model.shapes[-3], model.layers[-1].weights["w"]
    print(f"{name:<11}{shape!s:<14} = {np.prod(shape):>6,} numbers, {dense.size:>7,} weights")

# %% [markdown]
# 61,952 numbers for an image, and 619,520 weights in the Dense(10) that reads them. And each
# of these numbers has a small receptive field. Measure it: give such layers one bright pixel at a
# time, each pixel once, and note which ones reach the output in the middle.


# %%
def view(poolings):
    y, ones = np.eye(28 * 28).reshape(-1, 28, 28, 1), np.ones((3, 3, 1, 1))
    for layer in range(3):
        y = ops.conv2d(y, ones)
        y = ops.max_pool2d(y) if layer < poolings else y
    middle = y.shape[1] // 2
    return y[:, middle, middle, 0].reshape(28, 28) > 0


seen = {"no pooling": view(0), "two poolings": view(2)}
assert [int(mask.sum()) for mask in seen.values()] == [7 * 7, 18 * 18]
figures.views(digit, seen)

# %% [markdown]
# ## One digit, by your own layers
#
# The network of notebook 00 reads a digit. Where your function passed, in this notebook or an
# earlier one, yours does it: convolution (02 or 01), ReLU (03), max pooling (04).

# %%
own_code.read_a_digit(3)

# %% [markdown]
# ## Recap
#
# | | Formula | Shapes |
# |---|---|---|
# | max pooling | $\max_{ab} x_{is+a,\,js+b,\,c}$ | `(H, W, C)` → `((H − K) // s + 1, …, C)` |
# | average pooling | $\frac{1}{K^2}\sum_{ab} x_{is+a,\,js+b,\,c}$ | the same; of real pixels |
# | blur pooling | weights 1, 2, 1 both ways / 16, stride 2 | `(H, W)` → `(⌈H / 2⌉, ⌈W / 2⌉)` |
# | global pooling | mean over $i, j$ | `(N, H, W, C)` → `(N, C)` |
# | equivariant | $f(\text{moved } x) = \text{moved } f(x)$ | convolution; pooling: moves of s |
# | invariant | $f(\text{moved } x) = f(x)$ | global pooling; pooling: small moves, nearly |
#
# Parameters: none.
#
# **Break it.** Pool until you can no longer read the digits: 0, 1, 2, 3 times. Then use the
# average: better or worse? Then max pooling of `1 - pooled`, where paper is 1 and ink 0: what
# happens to the strokes?

# %%
pooled = x_test[:8]
for _ in range(2):
    pooled = ops.max_pool2d(pooled)
figures.digit_grid(pooled, y_test[:8])

# %% [markdown]
# **Your claim.** Make one about pooling and moved digits, with more seeds than three. Do the
# numbers carry it?

# %%
chance.claim("Moved by 2, max pooling reads more digits than strides", ..., ...)

# %% [markdown]
# Behind it: [`cnnnotes/ops/pooling.py`](../cnnnotes/ops/pooling.py). Read on: Zhang,
# [Making convolutional networks shift-invariant again](https://arxiv.org/abs/1904.11486), on blur
# pooling; Springenberg and others,
# [Striving for simplicity](https://arxiv.org/abs/1412.6806), on strides in place of pooling; Lin,
# Chen and Yan, [Network in network](https://arxiv.org/abs/1312.4400), on global pooling;
# [CNN Explainer](https://poloclub.github.io/cnn-explainer/).
#
# **Before:** [03 ReLU](03-relu.ipynb). **Next:**
# [05 Backprop by hand, in 1-D](05-backprop-by-hand.ipynb).
