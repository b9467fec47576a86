# %% [markdown]
# # 01 Convolution
#
# > **What you will do:** slide a window over a signal, a picture and a stack of channels; write the
# > sliding yourself, first with loops, then without.
# >
# > **What you will learn:** what a convolution computes, why it is a search for a pattern, how many
# > numbers it learns, and why one matrix product is enough.
# >
# > **What you need:** [00 Start here](00-start-here.ipynb). 45 minutes.

# %%
from collections.abc import Callable

import numpy as np

from cnnnotes import datasets, figures, nn, ops, own_code
from cnnnotes.explorers import channels, kernel_studio, window_walk
from cnnnotes.grading import check
from cnnnotes.predict import covered, wait_for

# %% [markdown]
# ## One dimension
#
# A **kernel** is a short row of numbers, k with K of them. Lay it on the first K numbers of a
# signal x: that part of the signal is the **window**. Multiply each number by the one it lies on,
# add the products (this is a **dot product**), write the sum down. Move one place to the right and
# do it again.
#
# $$y_i = \sum_{j=0}^{K-1} x_{i+j}\, k_j \qquad i = 0, \dots, L-K$$
#
# **Predict.** Slide the kernel (−1, 0, 1) over these steps. At how many positions will its answer
# be positive? The answers stay covered until you have run your guess and its check.

# %%
steps = np.array([0, 0, 0, 2, 2, 2, 5, 5, 1, 1])
edge = np.array([-1, 0, 1])
covered("01_predict_steps", window_walk(steps, edge), 2, 3)

# %% tags=["exercise:01_predict_steps"]
positive_answers = ...

# %%
check("01_predict_steps", positive_answers)

# %% [markdown]
# **Move** the window. Where nothing changes, the sum is 0. The kernel responds to *steps*: positive
# to a step up, negative to a step down. And the output is shorter than the input: a window of K
# fits into L numbers at L − K + 1 positions.

# %%
wait_for("01_predict_steps")
figures.signal_response(steps, edge)

# %% [markdown]
# ### Exercise: slide1d
# *easy · 6 minutes · 4 points*
#
# One loop over the window positions will do.


# %% tags=["exercise:01_slide1d"]
def slide1d(x: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Slide k along x; at every position, sum window · kernel.

    x (L,), k (K,) → (L - K + 1,): the sum of window · kernel at each position.

    Example: x = [1, 2, 4], k = [-1, 1] → [1, 2]
    """
    raise NotImplementedError


# %%
check("01_slide1d", slide1d)

# %% [markdown]
# ## Two dimensions
#
# Now x is a picture and the kernel a small square. The window walks along a row, then along the
# next. What it leaves behind is called a **feature map**, or response map: it says where, and how
# strongly, the picture looks like the kernel.
#
# $$y_{ij} = \sum_{a}\sum_{b} x_{i+a,\, j+b}\; k_{ab}$$
#
# **Predict.** This kernel is negative on its left and positive on its right. On which side of the
# house will the answer be positive: **a)** left, **b)** right, **c)** both? Write a letter, check
# it, then **move** the window.

# %%
covered("01_predict_house", window_walk(), 2, 3)

# %% tags=["exercise:01_predict_house"]
positive_side = ...

# %%
check("01_predict_house", positive_side)

# %% [markdown]
# ### Exercise: slide2d
# *medium · 8 minutes · 6 points*
#
# Picture and kernel need not be square.


# %% tags=["exercise:01_slide2d"]
def slide2d(x: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Slide k over x; at every position, sum window · kernel.

    x (H, W), k (KH, KW) → (H - KH + 1, W - KW + 1): sum of window · kernel at each position.

    Example: x = [[1, 2, 4], [3, 3, 3]], k = [[-1, 1]] → [[1, 2], [0, 0]]
    """
    raise NotImplementedError


# %%
check("01_slide2d", slide2d)

# %% [markdown]
# ### Exercise: test_slide2d
# *medium · 8 minutes · 10 points; it can wait for a second reading*
#
# How does one know that such a function is right? By a **test**: it calls the function on an input
# whose answer was worked out by hand, and asserts that this comes back. Yours gets eleven
# implementations in turn. Three are right, each in its own way, and must all pass: that earns 2
# points. Eight make one mistake each, and earn 1 point each if caught: choose numbers on which
# every mistake *shows*. Compare with `np.allclose`, for right results may differ by rounding.


# %% tags=["exercise:01_test_slide2d"]
def test_slide2d(slide2d: Callable) -> None:
    """Assert what a right `slide2d` returns.

    slide2d, an implementation → nothing: fails where it is wrong.
    """
    raise NotImplementedError


# %%
check("01_test_slide2d", test_slide2d)

# %% [markdown]
# ### The kernel zoo
#
# Nine numbers decide what is found. Kernels that sum to 0 find changes and are blind to plain areas
# (blue: positive, orange: negative, white: 0). Kernels that sum to 1 leave plain areas as they are.
#
# In this picture 1 is *white* (in digits, 1 is ink), and the house is darker than the sky. So at
# its left wall the numbers step down, and "left edges" answers negative there.

# %%
zoo = {
    "left edges": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "top edges": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "Sobel": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "outline": [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]],
    "blur": np.full((3, 3), 1 / 9),
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
}
house = datasets.house()
figures.kernel_zoo(house.mean(axis=2), zoo)

# %% [markdown]
# And your own `slide2d`, on the same house?

# %%
own_code.beside("01_slide2d", house.mean(axis=2), zoo["left edges"])

# %% [markdown]
# **Move.** Make one of your own: find only the roof's right edge; brighten the picture without a
# blur; move it one pixel to the side. (⋆ and ∗ are explained below.) `kernel_studio(picture)` takes
# a picture of your own.

# %%
kernel_studio()

# %% [markdown]
# ### Why a sum of products?
#
# Because a dot product measures similarity. Take window and kernel as two long vectors, with an
# angle θ between them:
#
# $$\text{window} \cdot \text{kernel} = |\text{window}| \; |\text{kernel}| \, \cos\theta$$
#
# Of all windows with the same norm |window|, the one that points the same way as the kernel gives
# the largest sum. So *a kernel is a small picture of what it looks for*, and its map says where
# that is.
#
# Here a kernel is cut out of a digit. Its mean is subtracted, so that plain paper and plain ink
# both give 0. It finds its own place again.

# %%
_, (x_test, _) = datasets.load_digits()
digit = x_test[2, :, :, 0]
piece = digit[9:14, 13:18] - digit[9:14, 13:18].mean()
figures.found_at(digit, piece)

# %% [markdown]
# ## Convolution or cross-correlation?
#
# What you wrote is, in mathematics, the **cross-correlation** x ⋆ k. A true **convolution** x ∗ k
# turns the kernel by 180° first (`kernel_studio` does both). Give both a picture with a single 1:
# the convolution answers with the kernel, the cross-correlation with the kernel turned around.


# %%
def correlate(x, k):
    """x (H, W), k (KH, KW) → x ⋆ k, by the course's own kernel, which takes batches."""
    return ops.conv2d(x[None, :, :, None], k[:, :, None, None])[0, :, :, 0]


one = np.zeros((5, 5))
one[2, 2] = 1
k = np.arange(1.0, 10).reshape(3, 3)
turned, kept = correlate(one, k), correlate(one, k[::-1, ::-1])
assert (turned == k[::-1, ::-1]).all()
assert (kept == k).all()
figures.equation({"x": one, "k": k, "x ⋆ k": turned, "x ∗ k": kept}, ["", "→", ""])

# %% [markdown]
# Deep-learning libraries compute x ⋆ k and call it convolution, and so will we. The kernels are
# *learned*: if turned ones were needed, turned ones would be learned.
#
# **Predict.** You blur a picture, once with ⋆ and once with ∗. The results are **a)** alike,
# **b)** mirrored, **c)** of opposite sign. Write "a", "b" or "c".

# %% tags=["exercise:01_predict_flip"]
blur_flipped = ...

# %%
check("01_predict_flip", blur_flipped)

# %% [markdown]
# ### Exercise: convolve
# *easy · 3 minutes · 3 points*


# %% tags=["exercise:01_convolve"]
def convolve(x: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Convolve x with k as mathematics does.

    x (H, W), k (KH, KW) → (H - KH + 1, W - KW + 1): slid under the kernel turned by 180°.

    Example: x = [[1, 2, 4]], k = [[-1, 1]] → [[-1, -2]]
    """
    raise NotImplementedError


# %%
check("01_convolve", convolve)

# %% [markdown]
# ## Channels
#
# A colour picture has three channels. A **filter** then has three kernels, one for each: it spans
# *all* channels. Each kernel slides over its own channel, and the three answers are **added**. To
# this sum one number, the **bias**, is added, once. One filter, one map.
#
# **Point** at a number of the feature map, or go there with the arrow keys, to see its windows and
# its sum.

# %%
channels(names=["red", "green", "blue"])

# %% [markdown]
# The next filter is for red and green, and against blue. What is yellow in this picture?

# %%
yellow = np.ones((3, 3, 3)) * [1, 1, -2] / 9
figures.channel_sum(house, yellow, b=-0.5, names=["red", "green", "blue"])

# %% [markdown]
# F filters leave F maps, and these are the channels of the next layer. Here are three filters on
# two channels: a kernel for each pair. Each row is one filter; what its kernels find is added.

# %%
red, _, blue = np.moveaxis(house, 2, 0)
edge, mean, nothing = np.array([[-1, 0, 1]] * 3) / 3, np.full((3, 3), 1 / 9), np.zeros((3, 3))
rows = {
    "left edges,\nin both": [edge, edge],
    "red, and\nno blue": [mean, -mean],
    "blue alone,\nblurred": [nothing, mean],
}
filters = {name: np.stack(kernels, axis=2) for name, kernels in rows.items()}
figures.filter_bank({"red": red, "blue": blue}, filters)

# %% [markdown]
# **Predict.** Ten filters of 5×5×3 slide over a picture of 32×32×3. Which shape comes out, as
# `(H, W, C)`? And how many **parameters** (numbers to learn) do they have, biases included?

# %% tags=["exercise:01_predict_size"]
output_shape = ...

# %%
check("01_predict_size", output_shape)

# %% tags=["exercise:01_predict_params"]
parameters = ...

# %%
check("01_predict_params", parameters)

# %%
wait_for("01_predict_size", "01_predict_params")
rng = np.random.default_rng(0)
picture = house[None, 8:40, 4:36]  # (1, 32, 32, 3)
w, b = rng.normal(size=(5, 5, 3, 10)), np.zeros(10)
print("filters:", w.shape, "+", b.shape, "=", w.size + b.size, "numbers")
print("maps:", ops.conv2d(picture, w, b).shape)
print("with padding 2, of which notebook 02 tells:", ops.conv2d(picture, w, b, padding=2).shape)

# %% [markdown]
# ### Exercise: conv_channels
# *medium · 8 minutes · 6 points*
#
# Your `slide2d` may help.


# %% tags=["exercise:01_conv_channels"]
def conv_channels(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Slide F filters over all channels of x; add to each map its bias.

    x (H, W, C), w (KH, KW, C, F), b (F,) → (H - KH + 1, W - KW + 1, F).

    Example: x = [[[1, 10]]], one pixel, two channels; w = [[[[2], [3]]]], b = [4] → [[[36]]]
    """
    raise NotImplementedError


# %%
check("01_conv_channels", conv_channels)

# %% [markdown]
# ### Exercise: n_params
# *easy · 2 minutes · 2 points*
#
# Count what a layer learns.


# %% tags=["exercise:01_n_params"]
def n_params(kw: int, kh: int, kd: int, c_out: int) -> int:
    """Count the parameters of c_out filters of kw × kh × kd, a bias each.

    Window kw × kh over kd channels, c_out filters, all integers → an integer.

    Example: one filter of 1 × 1 × 1 has 2, a weight and a bias
    """
    raise NotImplementedError


# %%
check("01_n_params", n_params)

# %% [markdown]
# ## Filters are learned, not designed
#
# Nobody writes kernels for a network; it learns them in training. Here are the first eight of the
# 32 in the network of notebook 00. Some look for edges, some for spots; most have no name.

# %%
network = nn.load(datasets.embedded_path("convnet.npz"))
first = network.layers[0].weights["w"]
assert first.shape == (3, 3, 1, 32)
figures.feature_maps(first[:, :, 0, :8], title="learned kernels")

# %% [markdown]
# ## Why not a dense layer?
#
# In a **dense** (fully connected) layer each output is connected with every pixel, by a weight of
# its own. It learns *global* patterns: a 7 in the middle, and another 7 for the corner. A
# convolution learns *local* patterns and looks for them everywhere. When its input moves, its
# output moves along (**translation equivariance**); and the same few weights serve at every
# position (**weight sharing**).

# %%
x = x_test[2:3]
moved = np.roll(x, 3, axis=2)  # three pixels to the right; the border is empty
maps, moved_maps = (ops.conv2d(image, first) for image in (x, moved))
assert np.allclose(moved_maps[:, :, 3:], maps[:, :, :-3], atol=1e-5)
print("move the digit by 3: the convolution's maps move by 3 and stay the same")

inputs, outputs = x[0].size, maps[0].size
print(f"weights, dense:       {inputs} · {outputs:,} = {inputs * outputs:,}")
print(f"weights, convolution: 3 · 3 · 1 · 32 = {first.size}")

# %% [markdown]
# ## All windows at once: im2col
#
# Python's loops are slow; matrix products are what computers do best. So write every window as a
# *row* of a matrix. The kernel, written as a column, then meets all of them in a single matrix
# product, `@` in NumPy. With F filters the column becomes F columns.

# %%
small = np.array([[1, 0, 2, 0], [3, 4, 1, 7], [0, 2, 6, 5]])
rows = np.lib.stride_tricks.sliding_window_view(small, (2, 2)).reshape(-1, 4)
column = np.array([[-1], [0], [0], [1]])
titles = ["x (3, 4)", "windows (6, 4)", "kernel (4, 1)", "(6, 1)", "map (2, 3)"]
arrays = [small, rows, column, rows @ column, (rows @ column).reshape(2, 3)]
figures.equation(dict(zip(titles, arrays, strict=True)), ["→", "@", "=", "→"])

# %% [markdown]
# ### Exercise: im2col
# *hard · 10 minutes · 6 points, 2 of them for no loop over pixels; it can wait for a second
# reading*
#
# With channels. `np.lib.stride_tricks.sliding_window_view` gives all windows without copying
# anything, but look at the order of the axes in its result.


# %% tags=["exercise:01_im2col"]
def im2col(x: np.ndarray, kh: int, kw: int) -> np.ndarray:
    """Write each window of x as a row.

    x (H, W, C) → (OH·OW, KH·KW·C): a row per window, its pixels row by row, channels last.

    Example: the first row is x[:kh, :kw, :] in one line
    """
    raise NotImplementedError


# %%
check("01_im2col", im2col)

# %% [markdown]
# Windows as rows show one thing more: if you have a picture and its feature map, but not the
# kernel, you can *learn* it. Find the column that brings the product nearest to the map (least
# squares). Training a network does the same, in many small steps.

# %%
grey = house.mean(axis=2)
windows = np.lib.stride_tricks.sliding_window_view(grey, (3, 3)).reshape(-1, 9)
hidden = np.array(zoo["Sobel"], dtype=float)
answers = windows @ hidden.ravel()
learned = np.linalg.lstsq(windows, answers)[0].reshape(3, 3)
assert np.allclose(learned, hidden)
figures.equation({"hidden": hidden, "learned": learned.round(3)}, ["≈"])

# %% [markdown]
# ## Recap
#
# | | Formula | Shapes |
# |---|---|---|
# | window on a signal | $y_i = \sum_j x_{i+j} k_j$ | `(L,)`, `(K,)` → `(L − K + 1,)` |
# | on a picture | $y_{ij} = \sum_{ab} x_{i+a,j+b} k_{ab}$ | `(H, W)` → `(H − KH + 1, W − KW + 1)` |
# | F filters | $y_{ijf} = b_f + \sum_{abc} x_{i+a,j+b,c} w_{abcf}$ | `(H, W, C)` → `(OH, OW, F)` |
# | parameters | $(k_w \cdot k_h \cdot k_d + 1) \cdot C_{out}$ | |
# | im2col | `windows @ w.reshape(-1, F)` | `(OH·OW, KH·KW·C)` @ `(KH·KW·C, F)` |
#
# **Break it.** Make this kernel as large as the picture, 5×7. What is left of the map? What does
# `window_walk` say when the kernel is one larger still? Then try a kernel of a single 1, and one
# whose numbers are all negative.

# %%
large = np.ones((4, 6))
window_walk(np.eye(5, 7), large)

# %% [markdown]
# Behind it: [`cnnnotes/ops/conv.py`](../cnnnotes/ops/conv.py) is this notebook in a few lines, with
# stride, padding and batches. Read on: Dumoulin and Visin,
# [A guide to convolution arithmetic](https://arxiv.org/abs/1603.07285);
# [CNN Explainer](https://poloclub.github.io/cnn-explainer/), to see one at work.
#
# **Before:** [00 Start here](00-start-here.ipynb). **Next:**
# [02 Padding and stride](02-padding-and-stride.ipynb), on where a window goes.
