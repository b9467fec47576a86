# %% [markdown]
# # 02 Padding and stride
#
# > **What you will do:** put zeros around pictures, let windows jump, count their positions, and
# > measure which pixels a network sees.
# >
# > **What you will learn:** which size comes out; which pixels count little, or not at all; why
# > networks stack small kernels; how far an output sees.
# >
# > **What you need:** [01 Convolution](01-convolution.ipynb). 45 minutes.

# %%
import os
from collections.abc import Callable

import numpy as np

from cnnnotes import chance, datasets, explorers, figures, nn, ops, own_code
from cnnnotes.grading import check
from cnnnotes.predict import covered, wait_for
from cnnnotes.recall import recall

# %% [markdown]
# **Recall.** Three questions on what came before, with numbers of your own. Put answers in place of
# the dots, run the cell, and see.

# %%
recall("02", ..., ..., ...)

# %% [markdown]
# ## Every position of a window
#
# Height and width are treated alike, so look at one row of n pixels and a kernel of k. Three more
# numbers say how the window moves:
#
# - **stride** s: how many pixels from one position to the next;
# - **padding** p: how many zeros are put on *each* side;
# - **dilation** d: how many pixels from one number of the window to the next. 1 leaves no gaps.
#
# You choose these numbers, and k; training does not learn them. They are **hyperparameters**.
#
# **Predict.** 12 pixels, a window of 3, a stride of 2: how many positions? Is every pixel read?
# Then **move** one slider at a time. Which ones shrink the output, which one makes it larger?

# %%
covered("02_predict_positions", explorers.geometry(n=12, kernel=3, stride=2))

# %% tags=["exercise:02_predict_positions"]
positions = ...

# %%
check("02_predict_positions", positions)

# %% [markdown]
# ### Exercise: output_size
# *easy · 6 minutes · 5 points*
#
# Over how many pixels does a window with gaps reach? How many are left for it to move over, and how
# many whole steps is that? One position was there before the first step.


# %% tags=["exercise:02_output_size"]
def output_size(n: int, k: int, stride: int, padding: int, dilation: int) -> int:
    """Count the positions of a window.

    n pixels in a row, a window of k, `padding` pixels on each side → the number of positions.

    Example: 5 pixels, a window of 3, stride 2, padding 0, dilation 1 → 2
    """
    raise NotImplementedError


# %%
check("02_output_size", output_size)

# %% [markdown]
# ### Exercise: test_output_size
# *medium · 6 minutes · 10 points; it can wait for a second reading*
#
# Three right implementations must all pass your test (2 points), and eight wrong ones should fail
# it (1 point each). How few calls are enough?


# %% tags=["exercise:02_test_output_size"]
def test_output_size(output_size: Callable) -> None:
    """Assert what a right `output_size` returns.

    output_size, an implementation → nothing: fails where it is wrong.
    """
    raise NotImplementedError


# %%
check("02_test_output_size", test_output_size)

# %% [markdown]
# As a formula (⌊ ⌋: rounded down):
#
# $$\text{output size} = \left\lfloor \frac{n + 2p - d(k-1) - 1}{s} \right\rfloor + 1$$
#
# **Predict.** Notebook 01 slid ten 5×5×3 filters over 32×32×3. Give them padding 2 and stride 2.
# Which shape comes out, as `(H, W, C)`?

# %% tags=["exercise:02_predict_shape"]
output_shape = ...

# %%
check("02_predict_shape", output_shape)

# %%
wait_for("02_predict_shape")
house = datasets.house()
picture = house[None, 8:40, 4:36]  # (1, 32, 32, 3)
w = np.random.default_rng(0).normal(size=(5, 5, 3, 10))
for padding, stride in ((0, 1), (2, 1), (2, 2)):
    y = ops.conv2d(picture, w, padding=padding, stride=stride)
    print(f"padding {padding}, stride {stride}: {y.shape[1:]}")

# %% [markdown]
# Kernels without padding shrink the picture layer by layer; strides do it in a few steps. Making
# maps smaller is called **downsampling**.

# %%
sizes = {}
kinds = {
    "3×3": (3, 1, 0),
    "5×5": (5, 1, 0),
    "3×3, stride 2": (3, 2, 0),
    "3×3, padding 1": (3, 1, 1),
}
for name, (k, s, p) in kinds.items():
    sizes[name] = [28]
    while len(sizes[name]) < 9 and sizes[name][-1] + 2 * p >= k:
        sizes[name].append(ops.output_size(sizes[name][-1], k, s, p))
figures.compared_lines(sizes, "layer", "pixels in a row")

# %% [markdown]
# ## Padding
#
# Padding keeps the size. It also preserves information at the border: without it, a pixel in the
# corner is read by a single window, one in the middle by nine. And a frame of zeros tells the
# layers above where the border is.


# %%
def windows_over(padding):
    """How many 3×3 windows read each pixel of a 5×5 picture: (5, 5)."""
    starts = range(-padding, 5 + padding - 2)
    along_a_row = [sum(start <= i < start + 3 for start in starts) for i in range(5)]
    return np.outer(along_a_row, along_a_row)


without, padded = windows_over(0), windows_over(1)
assert (without[0, 0], padded[0, 0], padded[2, 2]) == (1, 4, 9)
figures.equation({"windows over each pixel": without, "with padding 1": padded}, ["→"])

# %% [markdown]
# ### Exercise: pad2d
# *easy · 5 minutes · 4 points*
#
# Each side has its own number of zeros, and it may be none. Careful: what is `x[2:-0]`?


# %% tags=["exercise:02_pad2d"]
def pad2d(x: np.ndarray, top: int, bottom: int, left: int, right: int) -> np.ndarray:
    """Put zeros around an image.

    x (H, W), pixels for each side → (top + H + bottom, left + W + right): zeros around x.

    Example: x = [[5, 6]], top 1, bottom 0, left 0, right 2 → [[0, 0, 0, 0], [5, 6, 0, 0]]
    """
    raise NotImplementedError


# %%
check("02_pad2d", pad2d)

# %% [markdown]
# ## Stride
#
# Rows and columns may each have their own stride and their own padding.
#
# ### Exercise: conv_strided
# *medium · 9 minutes · 6 points*
#
# Start from your `conv_channels`: pad, count the positions, and find where each window begins.


# %% tags=["exercise:02_conv_strided"]
def conv_strided(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: tuple[int, int],
    padding: tuple[int, int],
) -> np.ndarray:
    """Slide F filters over a padded image, with a stride.

    x (H, W, C), w (KH, KW, C, F), b (F,), stride and padding (rows, columns) → (OH, OW, F).

    Example: x of shape (6, 7, 3), w (3, 3, 3, 8), stride (2, 1), padding (1, 0) → (3, 5, 8)
    """
    raise NotImplementedError


# %%
check("02_conv_strided", conv_strided)

# %% [markdown]
# Yours at work: left edges of the house, in all its channels. Why is the house so flat?

# %%
left_edges = np.ones((3, 3, 3, 1)) * np.array([-1, 0, 1])[:, None, None] / 9
own_code.beside("02_conv_strided", house, left_edges, np.zeros(1), (2, 1), (1, 0))

# %% [markdown]
# A stride leaves positions out; it computes nothing new. The map with stride 2 is every second row
# and column of the map with stride 1, at a quarter of the work.

# %%
x = np.arange(36.0).reshape(1, 6, 6, 1) % 7
edge = np.array([[-1.0, 0, 1]] * 3)[:, :, None, None]
every, second = (ops.conv2d(x, edge, stride=s, padding=1)[0, :, :, 0] for s in (1, 2))
assert (every[::2, ::2] == second).all()
figures.equation({"stride 1": every, "stride 2": second}, ["→"])

# %% [markdown]
# ## Dilation
#
# Dilation spreads a kernel's numbers, so that the same few see further. It gives the same result as
# a larger kernel with zeros in between.


# %%
def spread(k, d):
    """k (KH, KW) with gaps: a larger kernel, zeros between its numbers."""
    large = np.zeros(d * (np.array(k.shape) - 1) + 1)
    large[::d, ::d] = k
    return large


nine = np.arange(1.0, 10).reshape(3, 3)
kernels = {f"dilation {d}": spread(nine, d) for d in (1, 2, 3)}
for d, large in enumerate(kernels.values(), 1):
    dilated = ops.conv2d(picture[..., :1], nine[:, :, None, None], dilation=d)
    assert np.allclose(dilated, ops.conv2d(picture[..., :1], large[:, :, None, None]))
figures.equation(kernels, ["", ""])

# %% [markdown]
# ## What the floor throws away
#
# When the last step does not fit, the last pixels are never read. Measure it: put a NaN ("not a
# number") into one pixel. Whatever is computed from it becomes NaN as well. Do this for every
# pixel, and see which ones reach the output.


# %%
def seen_by(network, layer, output=None):
    """(H, W) booleans: the pixels that reach an output (row, column) of a layer, or any of them."""
    h, w, _ = network.input_shape
    images = np.zeros((h * w, h, w, 1))  # one for each pixel
    images.reshape(h * w, h * w)[np.diag_indices(h * w)] = np.nan
    maps = network.activations(images)[layer]
    chosen = maps[:, output[0], output[1]] if output else maps
    return np.isnan(chosen).reshape(h * w, -1).any(axis=1).reshape(h, w)


reference = nn.load(datasets.embedded_path("convnet.npz"))  # from notebook 00
strided = nn.Sequential([nn.Input((28, 28, 1)), nn.Conv2D(4, 3, strides=2)], seed=0)
_, (x_test, y_test) = datasets.load_digits()
digit = x_test[2, :, :, 0]
read = {"3×3, stride 2": seen_by(strided, -1), "reference network": seen_by(reference, -1)}
assert [pixels.sum() for pixels in read.values()] == [27 * 27, 26 * 26]
figures.pixel_views(digit, read)

# %% [markdown]
# In the trained network of notebook 00, two rows and two columns never reach the ten scores. Digits
# have nothing there. A photograph may have.
#
# ## "valid" and "same"
#
# Libraries have two words for padding: `"valid"` is none at all, `"same"` is as much as ⌈n/s⌉
# positions need (⌈ ⌉: rounded up). With stride 1 the size stays the same.
#
# An odd kernel has a centre, and needs (k − 1)/2 zeros on each side. An even one has no centre, so
# the extra zero goes to the end, and the map is shifted: here a single dot passes through two
# layers.

# %%
for n, k, s in ((7, 3, 1), (7, 2, 1), (7, 4, 2), (8, 3, 3)):
    assert ops.output_size(n, k, s, padding="same") == np.ceil(n / s)
dot = np.zeros((1, 7, 7, 1))
dot[0, 3, 3] = 1
after = {}
for k in (3, 2):
    once = ops.conv2d(dot, np.ones((k, k, 1, 1)), padding="same")
    after[f"{k}×{k} twice"] = ops.conv2d(once, np.ones((k, k, 1, 1)), padding="same")[0, :, :, 0]
assert (after["3×3 twice"] == after["3×3 twice"][::-1, ::-1]).all()
assert after["2×2 twice"][:4, :4].sum() == after["2×2 twice"].sum()
figures.equation({"a dot": dot[0, :, :, 0]} | after, ["→", ""])

# %% [markdown]
# ### Exercise: same_padding
# *medium · 7 minutes · 5 points; it can wait for a second reading*
#
# Where does the last window begin, and how far does it reach? A stride longer than the window may
# need no padding at all.


# %% tags=["exercise:02_same_padding"]
def same_padding(n: int, k: int, s: int) -> tuple[int, int]:
    """Tell how many zeros "same" puts before and after a row.

    n pixels, window k, stride s → (before, after): for ⌈n/s⌉ positions, the odd pixel after.

    Example: 5 pixels, a window of 2, stride 1 → (0, 1)
    """
    raise NotImplementedError


# %%
check("02_same_padding", same_padding)

# %% [markdown]
# ## Small kernels or large ones?
#
# A **stack** of two 3×3 layers, one on the other, sees 5×5 pixels, as far as one 5×5 layer.
#
# **Predict.** From one channel to 32 maps, which has fewer weights: **a)** two 3×3 layers,
# 1 → 32 → 32, **b)** one 5×5 layer, 1 → 32, **c)** it is the same?

# %% tags=["exercise:02_predict_stack"]
fewer_weights = ...

# %%
check("02_predict_stack", fewer_weights)

# %%
wait_for("02_predict_stack")
width = np.arange(0, 65, 8)
lines = {"5×5": (width, 5 * 5 * width**2), "3×3 twice": (width, 2 * 3 * 3 * width**2)}
small, large = 3 * 3 * 1 * 32 + 3 * 3 * 32 * 32, 5 * 5 * 1 * 32
print(f"1 → 32 → 32 by 3×3: {small:,} weights; 1 → 32 by 5×5: {large:,}")
figures.compared_lines(lines, "channels in and out", "weights")

# %% [markdown]
# It depends on the channels. Where C go in and C come out, two small layers win: 18·C² weights
# against 25·C². From a single channel to 32 it is the other way round.
#
# Which kernel recognizes digits best? Measure it on a small network of two blocks: **convolution,
# pooling**, or **convolution, convolution, pooling**. Its last layer reads only one average of each
# map, so whatever it knows about shapes must come from the kernels. To be quick, the digits are
# halved to 14×14.
#
# > **Training in one minute** (notebooks 05 to 07 build all of it). The last layer gives a
# > probability for each class (*softmax*). The **loss** is one number for how wrong these are.
# > Training looks at a **batch** of images, finds for each weight whether more of it would raise
# > the loss (the **gradient**), and moves it a little the other way; how far is set by the
# > **learning rate**. One pass over all images is an **epoch**. `compile` chooses the
# > **optimizer**, which makes the steps (here *Adam*, with a rate that first rises, then falls:
# > *OneCycle*), `fit` trains, `evaluate` measures on images that were not trained on. The first
# > weights are random: a **seed** makes them repeatable.


# %%
def small_network(kernel, convolutions=1, seed=0):
    layers = [nn.Input((14, 14, 1))]
    for filters in (8, 16):
        for _ in range(convolutions):
            layers.append(nn.Conv2D(filters, kernel, padding="same", activation="relu"))
        layers.append(nn.MaxPooling2D(2))
    layers += [nn.GlobalAveragePooling2D(), nn.Dense(10, activation="softmax")]
    return nn.Sequential(layers, seed=seed)


small_network(3, convolutions=2).summary()

# %% [markdown]
# Chance has its part in a training: other first weights, another result. So each network is trained
# from three seeds (in a browser from one). The bars show the median; before you compare two bars,
# look how far the seeds lie apart.
#
# **Predict.** Which difference will be more than chance: **a)** that of 3×3 and 5×5, **b)** that of
# 5×5 and 7×7, **c)** both?

# %% tags=["exercise:02_predict_chance"]
more_than_chance = ...

# %%
check("02_predict_chance", more_than_chance)

# %% tags=["nbval-ignore-output"]
wait_for("02_predict_chance")
(x_train, y_train), _ = datasets.load_digits()
half_train, half_test = (
    images.reshape(-1, 14, 2, 14, 2, 1).mean(axis=(2, 4)) for images in (x_train, x_test)
)
kinds = {f"{k}×{k}": (k, 1) for k in (1, 3, 5, 7)} | {"3×3 twice": (3, 2)}
seeds, epochs, rate = [0, 1, 2], 7, 1e-2
if "CNNNOTES_QUICK" in os.environ:  # in a browser: one seed, and fewer, larger steps
    seeds, epochs, rate = [2], 3, 3e-2
accuracies = {}
for name, (kernel, convolutions) in kinds.items():
    runs = []
    for seed in seeds:
        network = small_network(kernel, convolutions, seed)
        network.compile(nn.Adam(nn.OneCycle(rate)))
        network.fit(half_train, y_train, epochs=epochs, batch_size=64, seed=seed, verbose=0)
        runs.append(network.evaluate(half_test, y_test)[1])
    accuracies[name] = runs
    print(f"{name:10}{network.count_params():>6,} parameters;", end=" ")
    print(f"from seeds {seeds}:", ", ".join(f"{accuracy:.0%}" for accuracy in runs))
middle = {name: np.median(runs) for name, runs in accuracies.items()}
assert middle["1×1"] < 0.3 < 0.6 < middle["3×3"]
larger = ("5×5", "7×7", "3×3 twice")
assert middle["3×3"] < min(middle[name] for name in larger)
assert np.ptp([middle[name] for name in larger]) < 0.06
figures.compared_accuracies(accuracies)

# %% [markdown]
# **Is it chance?** Of 359 digits, a network reads some right by luck. An interval tells between
# which fractions the true one lies, in 19 of 20 cases, and `chance.compare` does so for a
# difference.

# %% tags=["nbval-ignore-output"]
wait_for("02_predict_chance", tells=False)
counts = {name: (round(value * len(y_test)), len(y_test)) for name, value in middle.items()}
print("5×5 and 3×3:", chance.compare(counts["5×5"], counts["3×3"]))
print("7×7 and 5×5:", chance.compare(counts["7×7"], counts["5×5"]))
assert chance.compare(counts["5×5"], counts["3×3"]).survives
assert len(y_test) == 359
chance.picture(counts)

# %% [markdown]
# A 1×1 kernel sees no neighbours, and hardly does better than guessing. 3×3 sees too little of
# these digits. Among 5×5, 7×7 and two 3×3 layers chance decides which is first.
#
# So stacked 3×3 layers are as good as one larger kernel. With many channels they need fewer
# weights, as you saw, and they have one nonlinearity more (notebook 03). Therefore
# **conv–conv–pool** became the usual block: small kernels see more by being stacked, then pooling
# halves the map. Larger kernels suit larger features. Here is what one digit becomes.

# %%
blocks = network  # the last one: 3×3 twice
maps = [half_test[2], *(out[0] for out in blocks.activations(half_test[2:3])[:6])]
names = ["image", "conv", "conv", "pool", "conv", "conv", "pool"]
figures.network_stages(list(zip(names, maps, strict=True)))

# %% [markdown]
# ## How far an output sees
#
# The pixels that reach one output are its **receptive field**. It grows from layer to layer. And
# strides multiply: after a pooling by 2, neighbours in the map lie two pixels apart, so each layer
# above it adds twice as many pixels.
#
# **Predict.** 3×3, pooling by 2, 3×3, pooling by 2, 3×3, as in the network of notebook 00: one
# output sees how many pixels along a row?

# %% tags=["exercise:02_predict_field"]
pixels_seen = ...

# %%
check("02_predict_field", pixels_seen)

# %% [markdown]
# **Move** the output, then change the layers. What does a pooling at the bottom do, and one on top?

# %%
explorers.receptive_field([(3, 1), (3, 1), (3, 1)], digit)

# %% [markdown]
# ### Exercise: receptive_field
# *medium · 6 minutes · 4 points*
#
# Go up from the picture, and keep two numbers: how many pixels an output sees, and how many pixels
# lie between two neighbours.


# %% tags=["exercise:02_receptive_field"]
def receptive_field(layers: list[tuple[int, int]]) -> int:
    """Tell how many pixels in a row one output sees.

    layers [(kernel, stride), …], first layer first → pixels in a row that one output sees.

    Example: [(3, 2), (3, 1)] → 7
    """
    raise NotImplementedError


# %%
check("02_receptive_field", receptive_field)

# %% [markdown]
# The same, as a formula, with $k_l$ and $s_l$ the kernel and the stride of layer l:
#
# $$r = 1 + \sum_{l} (k_l - 1) \cdot s_1 s_2 \cdots s_{l-1}$$
#
# Is it true? Measure, with the NaNs from above, what the middle output of a third 3×3 layer sees:
# without poolings, and in the reference network with its two poolings between.

# %%
plain = nn.Sequential([nn.Input((28, 28, 1)), *(nn.Conv2D(4, 3) for _ in range(3))], seed=0)
views = {
    "three 3×3 layers": seen_by(plain, 2, output=(11, 11)),
    "with two poolings": seen_by(reference, 4, output=(1, 1)),
}
assert [view.sum() for view in views.values()] == [7 * 7, 18 * 18]
assert 1 + 2 + 2 + 2 == 7
assert 1 + 2 * 1 + 1 * 1 + 2 * 2 + 1 * 2 + 2 * 4 == 18
figures.pixel_views(digit, views)

# %% [markdown]
# 7×7 pixels hold a stroke, 18×18 hold a digit.
#
# ## Recap
#
# | | Formula | Here |
# |---|---|---|
# | output size | $\lfloor (n + 2p - d(k-1) - 1)/s \rfloor + 1$ | `(H, W, C)` → `(OH, OW, F)` |
# | padding to keep the size, k odd | $p = (k-1)/2$ | stride 1 |
# | "same" | ⌈n/s⌉ positions | the extra zero at the end |
# | weights at width C | $k^2 C^2$ for each layer | 3×3 twice: $18\,C^2$; 5×5: $25\,C^2$ |
# | receptive field | $1 + \sum_l (k_l - 1)\, s_1 \cdots s_{l-1}$ | 7 and 18 |
#
# **Break it.** Paint the last two rows and columns black, and ask the network. Then go on, row by
# row: when does the network first notice?

# %%
first = 26
painted = x_test[2:3].copy()
painted[:, first:], painted[:, :, first:] = 1, 1
before, after = reference.predict(np.concatenate([x_test[2:3], painted]))
print("the network noticed:", not np.allclose(before, after))
figures.digit_grid(painted, predictions=[after.argmax()])

# %% [markdown]
# **Your claim.** Which kernel, stride or padding is better for these digits? Claim it, train both
# from four seeds or more, and put the two lists of accuracies, or two counts `(right, of)`, in
# place of the dots. Do the numbers carry it?

# %%
chance.claim("Two 3×3 layers read more digits than one 5×5 layer", ..., ...)

# %% [markdown]
# Behind it: [`cnnnotes/ops/geometry.py`](../cnnnotes/ops/geometry.py) counts the positions for all
# the kernels. Read on: Dumoulin and Visin,
# [A guide to convolution arithmetic](https://arxiv.org/abs/1603.07285), with moving pictures;
# Simonyan and Zisserman, [Very deep convolutional networks](https://arxiv.org/abs/1409.1556), who
# stacked 3×3; Araujo, Norris and Sim,
# [Computing receptive fields](https://distill.pub/2019/computing-receptive-fields/);
# [CNN Explainer](https://poloclub.github.io/cnn-explainer/), with sliders for all of this.
#
# **Before:** [01 Convolution](01-convolution.ipynb). **Next:** [03 ReLU](03-relu.ipynb), which puts
# a nonlinearity between two layers.
