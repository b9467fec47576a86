# %% [markdown]
# # 05 Backprop by hand, in 1-D
#
# > **What you will do:** take the smallest convolutional network there is, write each of its
# > derivatives as a matrix, multiply them, and let the network learn.
# >
# > **What you will learn:** how an error finds its way back to every weight (**backpropagation**),
# > how to check a gradient numerically, and that the gradient of a convolution is a convolution.
# >
# > **What you need:** [04 Pooling](04-pooling.ipynb), and the chain rule. 45 minutes.

# %%
import numpy as np

from cnnnotes import chance, figures, ops, own_code
from cnnnotes.explorers import finite_differences, graph_steps
from cnnnotes.grading import check
from cnnnotes.predict import covered, wait_for
from cnnnotes.recall import recall

# %% [markdown]
# **Recall.** Three questions on what came before, with numbers of your own. Put answers in place of
# the dots, run the cell, and see.

# %%
recall("05", ..., ..., ...)

# %% [markdown]
# ## The network
#
# A signal X, also called A⁰, of n numbers. One filter W¹ of k numbers, k odd, without a bias; zeros
# on both sides of X, ⌊k/2⌋ each, so that nothing gets shorter. One dense output. The raised numbers
# count the layers; they are not powers (but for the square of the loss).
#
# $$Z^1_i = {W^1}^T A^0[i-\lfloor k/2 \rfloor \,\dots\, i+\lfloor k/2 \rfloor]$$
#
# $$A^1 = \mathrm{ReLU}(Z^1) \qquad A^2 = {W^2}^T A^1 \qquad L = (A^2 - y)^2$$
#
# Z¹, A¹ and W² have n numbers each; the output A², the target y and the loss L are one number each.
#
# Step 1 shows Z¹. Say where A¹ will be 0, then **move** the first slider step by step down to L.
# The second slider chooses a number, counted from 1; dashed frames show what it was computed from.

# %%
x, y = np.array([2.0, 0, -1, 3, 1, -2]), 1.0
w1, w2 = np.array([1.0, 2, -1]), np.array([1.0, -1, 2, 1, -1, 3])
graph_steps(x, w1, w2, y)

# %% [markdown]
# ### Exercise: forward
# *easy · 5 minutes · 6 points*


# %% tags=["exercise:05_forward"]
def forward(x: np.ndarray, w1: np.ndarray, w2: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Send a signal through the network.

    x (n,), w1 (k,), k odd, w2 (n,) → z1 (n,), a1 (n,), a2: one filter, ReLU, one dense output.

    Example: x = [1, 2], w1 = [0, 1, -1], w2 = [1, 1] → [-1, 2], [0, 2], 2
    """
    raise NotImplementedError


# %%
check("05_forward", forward)

# %% [markdown]
# ## Estimating a slope numerically
#
# How much does a result f change when one number x grows a little? Try it, with a small step h to
# both sides. This is a **central difference**:
#
# $$\frac{\partial f}{\partial x} \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# **Predict.** Which step is the most exact: **a)** 1e-1, **b)** 1e-5, **c)** 1e-15? Write "a", "b"
# or "c".

# %% tags=["exercise:05_predict_step"]
best_step = ...

# %%
check("05_predict_step", best_step)

# %% [markdown]
# **Move** the step. Here f is x³, at 3. With a *large* step the curvature of f makes the error; it
# shrinks with h², or only with h if you step to one side. With a *small* step rounding makes it:
# numbers in a computer have about 16 digits, and the rounding error is divided by h.

# %%
covered("05_predict_step", finite_differences())

# %% [markdown]
# **The kink.** ReLU has slope 0 on the left of 0, and 1 on the right. At z = 0.001 the central
# difference is wrong as long as its step reaches across 0. (The one-sided one looks exact only
# because it steps to the right, away from the kink; at z = −0.001 it would be wrong too.) At 0
# itself there is no slope; the central difference says one half, and by convention we use 0. So a
# check that fails at one place may have met a kink: repeat it with other numbers.

# %%
at_0 = [(max(h, 0) - max(-h, 0)) / (2 * h) for h in (0.1, 1e-5, 1e-15)]
assert at_0 == [0.5, 0.5, 0.5]
finite_differences(lambda z: max(z, 0), lambda z: float(z > 0), x=0.001)

# %% [markdown]
# ### Exercise: numerical_gradient
# *medium · 6 minutes · 5 points*


# %% tags=["exercise:05_numerical_gradient"]
def numerical_gradient(f: object, x: np.ndarray) -> np.ndarray:
    """Find the gradient of f at x by central differences.

    f takes an array like x and gives a number, x any shape → floats like x: central differences.

    Example: f = np.sum, x = [[5, 7]] → [[1, 1]]
    """
    raise NotImplementedError


# %%
check("05_numerical_gradient", numerical_gradient)

# %% [markdown]
# When f gives n numbers, the numerical derivative is a matrix: a row for each number of x, a column
# for each result. We use it to check all that follows.


# %%
def slopes(f, x, h=1e-5):
    """x (m,), f(x) (n,) → (m, n): row j, column i tells how fast f(x)[i] grows with x[j]."""
    return np.array([np.atleast_1d(f(x + h * e) - f(x - h * e)) for e in np.eye(len(x))]) / (2 * h)


def z_of(x, w1):
    return np.correlate(np.pad(x, len(w1) // 2), w1)


def loss_of(x, w1, w2):
    return (w2 @ ops.relu(z_of(x, w1)) - y) ** 2


# %% [markdown]
# ## Back, in three matrices
#
# W¹ changes Z¹, that changes A¹, that changes L. The chain rule multiplies:
#
# $$\underbrace{\frac{\partial L}{\partial W^1}}_{k \times 1} =
# \underbrace{\frac{\partial Z^1}{\partial W^1}}_{k \times n} \cdot
# \underbrace{\frac{\partial A^1}{\partial Z^1}}_{n \times n} \cdot
# \underbrace{\frac{\partial L}{\partial A^1}}_{n \times 1}$$
#
# Each row belongs to a variable that we differentiate with respect to, each column to a value that
# is differentiated. (Many books transpose all of it.) Between matrices, · is the matrix product,
# NumPy's
# `@`.
#
# ### The first: ∂Z¹/∂W¹
#
# Zᵢ is a sum of weights times numbers of X. So its derivative with respect to Wⱼ is the number of X
# that Wⱼ is multiplied by:
#
# $$\frac{\partial Z_i}{\partial W_j} = X[i - \lfloor k/2 \rfloor + j - 1]$$
#
# Column i is the window around place i. **Formulas count from 1, code counts from 0:** i, j and the
# place in X all become one smaller, so the −1 disappears, and row j, column i holds
# `x[i - k // 2 + j]`.
#
# **Predict.** Counting from 1, with k = 5: which number of X does column 10 begin with?

# %% tags=["exercise:05_predict_window"]
first = ...

# %%
check("05_predict_window", first)

# %%
wait_for("05_predict_window")
count = np.arange(1.0, 17)  # X₁ = 1, X₂ = 2, …, X₁₆ = 16
tried = slopes(lambda w: z_of(count, w), np.ones(5)).round(6)
print("matrix:", tried.shape, " column 10:", tried[:, 10 - 1])

# %% [markdown]
# ### Exercise: dz_dw
# *medium · 4 minutes · 4 points*


# %% tags=["exercise:05_dz_dw"]
def dz_dw(x: np.ndarray, k: int) -> np.ndarray:
    """Build ∂Z¹/∂W¹.

    x (n,), k odd → (k, n): row j, column i holds x[i - k//2 + j], and 0 beyond the ends of x.

    Example: x = [5, 7], k = 3 → [[0, 5], [5, 7], [7, 0]]
    """
    raise NotImplementedError


# %%
check("05_dz_dw", dz_dw)

# %% [markdown]
# ### The second: ∂A¹/∂Z¹
#
# Aᵢ depends on Zᵢ alone, so everything off the diagonal is 0. The diagonal holds the slopes of the
# ReLU.
#
# ### Exercise: da_dz
# *easy · 2 minutes · 3 points*


# %% tags=["exercise:05_da_dz"]
def da_dz(z: np.ndarray) -> np.ndarray:
    """Build ∂A¹/∂Z¹.

    z (n,) → (n, n): on the diagonal 1 where z > 0, and 0 everywhere else.

    Example: z = [3, -2] → [[1, 0], [0, 0]]
    """
    raise NotImplementedError


# %%
check("05_da_dz", da_dz)

# %% [markdown]
# ### The third: ∂L/∂A¹
#
# The square contributes 2(A² − y), the sum W²ᵀA¹ contributes W²:
#
# $$\frac{\partial L}{\partial A^1} = 2\,(A^2 - y)\, W^2$$
#
# ### Exercise: dl_da
# *easy · 2 minutes · 2 points*


# %% tags=["exercise:05_dl_da"]
def dl_da(a2: float, y: float, w2: np.ndarray) -> np.ndarray:
    """Build ∂L/∂A¹.

    a2, y numbers, w2 (n,) → (n, 1), a column: the gradient of (a2 - y)² with respect to a1.

    Example: a2 = 5, y = 4, w2 = [1, -3] → [[2], [-6]]
    """
    raise NotImplementedError


# %%
check("05_dl_da", dl_da)

# %% [markdown]
# ### The product
#
# **Predict.** For a signal of 32 numbers and a filter of 5, what is the shape of the product of all
# three? Write `(rows, columns)`.

# %% tags=["exercise:05_predict_shape"]
gradient_shape = ...

# %%
check("05_predict_shape", gradient_shape)

# %% [markdown]
# ### Exercise: grad_w1
# *medium · 4 minutes · 4 points*
#
# Your functions above may help.


# %% tags=["exercise:05_grad_w1"]
def grad_w1(x: np.ndarray, w1: np.ndarray, w2: np.ndarray, y: float) -> np.ndarray:
    """Find the gradient of the loss by the filter.

    x (n,), w1 (k,), w2 (n,), y a number → (k,): the gradient of (a2 - y)² with respect to w1.

    Example: x = [1, 2], w1 = [0, 1, -1], w2 = [1, 1], y = 3 → [-2, -4, 0]
    """
    raise NotImplementedError


# %%
check("05_grad_w1", grad_w1)

# %% [markdown]
# Here are all three, built and multiplied; each is compared with its numerical estimate. Look at
# the zeros of the ReLU: places 3 and 6 were not active, so they did not contribute to the error,
# and their columns do not count.

# %%
wait_for("05_predict_shape")
n, k = len(x), len(w1)
z1 = z_of(x, w1)
a2 = w2 @ ops.relu(z1)
i, j = np.arange(n), np.arange(k)[:, None]
padded = np.pad(x, k // 2)

z_by_w = padded[i + j]  # x[i - k // 2 + j]: place 0 of x is place k // 2 of padded
a_by_z = np.diag(1.0 * (z1 > 0))
l_by_a = 2 * (a2 - y) * w2[:, None]
l_by_w = z_by_w @ a_by_z @ l_by_a

assert np.allclose(z_by_w, slopes(lambda w: z_of(x, w), w1))
assert np.allclose(a_by_z, slopes(ops.relu, z1))
assert np.allclose(l_by_a, slopes(lambda a: (w2 @ a - y) ** 2, ops.relu(z1)))
assert np.allclose(l_by_w, slopes(lambda w: loss_of(x, w, w2), w1))
names = ["∂Z¹/∂W¹", "∂A¹/∂Z¹", "∂L/∂A¹", "∂L/∂W¹"]
arrays = [z_by_w, a_by_z, l_by_a, l_by_w]
titled = {f"{name}\n{array.shape}": array for name, array in zip(names, arrays, strict=True)}
figures.equation(titled, ["@", "@", "="])

# %% [markdown]
# **Move** through the graph again, now backward, steps 5 to 10. Each gradient is shown beside the
# numbers it belongs to, and has their shape.

# %%
graph = graph_steps(x, w1, w2, y)
graph.step.value, graph.number.value = 9, 1
assert graph.state["all"] == l_by_w[:, 0].tolist()
graph

# %% [markdown]
# ## The whole is a correlation
#
# The second matrix times the third is a column: δ = ∂L/∂Z¹, one number for each place. And each row
# of the first is the padded signal, shifted by one more place. So row after row, δ lies on the
# padded signal, the products are added, and δ moves on by one: a sliding window, as in notebook 01.
#
# $$\frac{\partial L}{\partial W^1} = X_{\mathrm{padded}} \star \delta$$
#
# No matrix needs to be built, and no library builds them: see how many numbers they would hold for
# a signal of 1,000 and a filter of 5.

# %%
delta = (a_by_z @ l_by_a)[:, 0]
dw = np.correlate(padded, delta)
assert np.allclose(dw, l_by_w[:, 0])
print(f"{5 * 1000 + 1000 * 1000 + 1000 * 1:,} numbers")
figures.equation({"X, padded (8,)": padded, "δ (6,)": delta, "∂L/∂W¹ (3,)": dw}, ["⋆", "="])

# %% [markdown]
# ## One layer further down
#
# A layer below would need ∂L/∂X. One number of X lies in several windows, each time under another
# weight. The gradients that come back from them add up.
#
# ### Exercise: grad_x
# *hard · 6 minutes · 5 points; it can wait for a second reading*


# %% tags=["exercise:05_grad_x"]
def grad_x(x: np.ndarray, w1: np.ndarray, w2: np.ndarray, y: float) -> np.ndarray:
    """Find the gradient of the loss by the signal.

    x (n,), w1 (k,), w2 (n,), y a number → (n,): the gradient of (a2 - y)² with respect to x.

    Example: x = [1, 2], w1 = [0, 1, -1], w2 = [1, 1], y = 3 → [0, -2]
    """
    raise NotImplementedError


# %%
check("05_grad_x", grad_x)

# %% [markdown]
# Place i sends back δᵢ times the whole filter, laid around i. Seen from X, the filter is turned
# around: it is the *true* convolution of notebook 01, δ ∗ W¹. And this is all that the course's
# function `ops.conv1d_backward` does.

# %%
dx = np.convolve(delta, w1, "same")
assert np.allclose(dx[:, None], slopes(lambda x: loss_of(x, w1, w2), x))
kernel = ops.conv1d_backward(
    delta[None, :, None], x[None, :, None], w1[:, None, None], padding=k // 2
)
assert np.allclose(kernel[0][0, :, 0], dx)
assert np.allclose(kernel[1][:, 0, 0], dw)
figures.equation({"δ (6,)": delta, "W¹ (3,)": w1, "∂L/∂X (6,)": dx}, ["∗", "="])

# %% [markdown]
# ## Let it learn
#
# W² learns as well. Its gradient is the simplest: ∂L/∂W² = 2(A² − y)A¹. Compute both gradients at
# the same weights, then take both steps (**gradient descent**, with a **learning rate**):
#
# $$W \leftarrow W - \mathrm{rate} \cdot \frac{\partial L}{\partial W}$$

# %%
a1 = ops.relu(z1)
assert np.allclose((2 * (a2 - y) * a1)[:, None], slopes(lambda w: loss_of(x, w1, w), w2))

# %% [markdown]
# ### Exercise: train
# *medium · 6 minutes · 4 points*


# %% tags=["exercise:05_train"]
def train(
    x: np.ndarray, y: np.ndarray, w1: np.ndarray, w2: np.ndarray, rate: float, epochs: int
) -> tuple[np.ndarray, np.ndarray]:
    """Train the network, one signal after the other.

    x (N, n), y (N,), w1 (k,), w2 (n,), rate, epochs numbers → w1 (k,), w2 (n,): after training.
    In each epoch, each signal in its turn moves both weights one step against their gradients.

    Example: one signal, one epoch: one step
    """
    raise NotImplementedError


# %%
check("05_train", train)

# %% [markdown]
# Now a task. A signal is the height along a mountain path, at 12 places. The target y is the total
# climb: everything that goes up, added; what goes down does not count. The network is given the
# targets and nothing else. The loop is the one you wrote, with all N signals in one step.


# %%
def mountain_paths(rng, count):
    """→ heights (N, 12), climbs (N,)."""
    heights = rng.normal(size=(count, 12)).cumsum(axis=1)
    heights -= heights.mean(axis=1, keepdims=True)
    return heights, np.maximum(np.diff(heights), 0).sum(axis=1)


def learn(x, y, w1, w2, relu=True, rate=0.02, steps=1000):
    half = len(w1) // 2
    padded = np.pad(x, [(0, 0), (half, half)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(w1), axis=1)
    losses = []
    for _ in range(steps):
        z = windows @ w1  # (N, n, k) @ (k,) → (N, n)
        passes = z > 0 if relu else np.ones(z.shape)
        a = z * passes
        error = a @ w2 - y  # (N,)
        delta = 2 * error[:, None] * w2 * passes  # (N, n)
        dw1 = np.tensordot(delta, windows, 2) / len(x)  # (k,): the correlation, averaged
        dw2 = 2 * error @ a / len(x)  # (n,)
        w1, w2 = w1 - rate * dw1, w2 - rate * dw2
        losses.append((error**2).mean())
    return w1, w2, losses


# %% [markdown]
# **Predict.** Which filter would *you* choose? **a)** `[0, 0, 1, 0, 0]`, the height, **b)**
# `[0, 1, 1, 1, 0] / 3`, the mean height around, **c)** `[0, -1, 1, 0, 0]`, the difference to the
# place before. Write a letter.

# %% tags=["exercise:05_predict_filter"]
best_filter = ...

# %%
check("05_predict_filter", best_filter)

# %%
wait_for("05_predict_filter")
rng = np.random.default_rng(0)
paths, climbs = mountain_paths(rng, 200)
new_paths, new_climbs = mountain_paths(rng, 200)
start = 0.3 * rng.normal(size=5), np.full(12, 0.5)
*_, straight = learn(paths, climbs, *start, relu=False)
w1_learned, w2_learned, with_relu = learn(paths, climbs, *start)
outputs = np.array([ops.relu(z_of(path, w1_learned)) @ w2_learned for path in new_paths])
print(f"loss without ReLU: {straight[-1]:.0f}, with ReLU: {with_relu[-1]:.2f}")
print(f"on new paths, with ReLU: {np.mean((outputs - new_climbs) ** 2):.2f}")
losses = {"ReLU": with_relu, "no ReLU": straight}
figures.learned_weights(new_paths[0], w1_learned, w2_learned, losses)

# %% [markdown]
# It discovered a difference filter: this height minus the one before. ReLU drops what goes down; W²
# adds the rest, in the right unit. At the first place W² is 0: there the height before is a zero of
# the padding, and no rise. Without ReLU it cannot succeed: turn a path upside down, and its answer
# only changes its sign.

# %%
expected = [0, -w1_learned[2], w1_learned[2], 0, 0]
assert np.allclose(w1_learned, expected, atol=0.02)
assert np.allclose(w1_learned[2] * w2_learned, [0, *[1] * 11], atol=0.05)

# %% [markdown]
# Where would a little more height change the climb? Your `grad_x` says it: on a summit more, in a
# valley less. On a slope nothing: what is gained before is missing after.

# %%
ideal = np.array([0, -1.0, 1, 0, 0]), np.array([0, *[1.0] * 11])
target = new_climbs[0] - 0.5  # so that 2(A² − y) = 1: the gradient is that of the climb
own_code.beside("05_grad_x", new_paths[0], *ideal, target)

# %% [markdown]
# ## Recap
#
# | | Formula | Shape |
# |---|---|---|
# | ∂Z¹/∂W¹ | $X[i - \lfloor k/2 \rfloor + j - 1]$ in row j, column i, counted from 1 | `(k, n)` |
# | ∂A¹/∂Z¹ | 1 on the diagonal where Z¹ > 0, else 0 | `(n, n)` |
# | ∂L/∂A¹ | $2(A^2 - y)\,W^2$ | `(n, 1)` |
# | δ = ∂L/∂Z¹ | $2(A^2 - y)\,W^2$ where Z¹ > 0, else 0 | `(n,)` |
# | ∂L/∂W¹ | $X_{\mathrm{padded}} \star \delta$ | `(k,)` |
# | ∂L/∂X | $\delta * W^1$ | `(n,)` |
# | ∂L/∂W² | $2(A^2 - y)\,A^1$ | `(n,)` |
#
# **Break it.** Start with W¹ all 0. Start again, now with W² all 0 instead.
#
# **Predict.** Which of the two never moves? **a)** W¹ = 0, **b)** W² = 0, **c)** both, **d)**
# neither.

# %% tags=["exercise:05_predict_stuck"]
stuck_start = ...

# %%
check("05_predict_stuck", stuck_start)

# %%
wait_for("05_predict_stuck")
nothing, something = np.zeros(5), np.full(12, 0.5)
for name, weights in (("W¹", (nothing, something)), ("W²", (start[0], 0 * something))):
    *_, seen = learn(paths, climbs, *weights)
    print(f"{name} = 0 at the start: loss {seen[0]:.1f}, in the end {seen[-1]:.1f}")

# %% [markdown]
# With W¹ = 0 nothing passes the ReLU: δ and A¹ are 0, and so are both gradients.
#
# **Does every start find the difference filter?** Try thirty, and note *where* in W¹ it lies: a
# weight, and the next one, of opposite sign.
#
# **Predict.** It lies **a)** always at the same two weights, **b)** at different ones, each as good
# as the others, **c)** at different ones, and the outer ones are worse.

# %% tags=["exercise:05_predict_place"]
where_it_lies = ...

# %%
check("05_predict_place", where_it_lies)

# %% tags=["nbval-ignore-output"]
wait_for("05_predict_place")
found = {place: [] for place in range(1, 5)}
for seed in range(30):
    w1_start = 0.3 * np.random.default_rng(seed).normal(size=5)
    w, _, losses = learn(paths, climbs, w1_start, something)
    found[1 + np.diff(w).argmax()].append(losses[-1])
for place, losses in found.items():
    ends = f"loss {min(losses):.2f} to {max(losses):.2f}" if losses else ""
    print(f"weights {place} and {place + 1}: {len(losses):2} starts, {ends}")
assert max(found[2] + found[3]) < 0.05 < min(found[1] + found[4])

# %% [markdown]
# Every start finds a difference, but not in one place. A convolution is equivariant: the filter one
# place further along gives the same map, moved, and W² adapts. In the middle (weights 2 and 3, or 3
# and 4) every rise of the path still has its place in the map. At the filter's edge the map is
# moved by one more, one rise falls off its end, and the loss stays above 0.

# %% [markdown]
# **Your claim.** How often does the rise end up at the filter's edge? Count over thirty starts,
# then over thirty with other random numbers, each as `(count, 30)`. Do the numbers carry it?

# %%
chance.claim("A larger start ends at the edge less often", ..., ...)

# %% [markdown]
# Behind it: [`cnnnotes/ops/conv.py`](../cnnnotes/ops/conv.py), forward and backward side by side.
# Read on: Rumelhart, Hinton and Williams,
# [Learning representations by back-propagating errors](https://doi.org/10.1038/323533a0) (1986);
# the notes of a Stanford course,
# [Backpropagation, intuitions](https://cs231n.github.io/optimization-2/); Karpathy,
# [micrograd](https://github.com/karpathy/micrograd), a computation graph in a few lines.
#
# **Before:** [04 Pooling](04-pooling.ipynb). **Next:**
# [06 Backprop through a whole layer](06-backprop-through-a-layer.ipynb): the same for images,
# channels and batches.
