# %% [markdown]
# # 06 Backprop through a whole layer
#
# > **What you will do:** send gradients back through convolution, pooling and loss, a batch at a
# > time; check each of them; turn them into steps.
# >
# > **What you will learn:** who gets how much of a gradient, how to find a wrong one early, and how
# > SGD, momentum and Adam move.
# >
# > **What you need:** [05 Backprop by hand](05-backprop-by-hand.ipynb). 50 minutes.

# %%
from collections.abc import Callable

import numpy as np

from cnnnotes import chance, datasets, figures, nn, ops, own_code
from cnnnotes.explorers import backward_map, ravine_race, who_gets_the_gradient
from cnnnotes.grading import check
from cnnnotes.own_kernels import own_kernels
from cnnnotes.predict import covered, wait_for
from cnnnotes.recall import recall

# %% [markdown]
# **Recall.** Three questions on what came before, with numbers of your own. Put answers in place of
# the dots, run the cell, and see.

# %%
recall("06", ..., ..., ...)

# %% [markdown]
# ## An error, a gradient, a step
#
# Training is these three, repeated. The *error* is one number, the loss. The *gradient* tells
# for each weight how the loss changes with it. The *step* moves each weight a little, against its
# gradient.
#
# For a layer with input x, weights w, biases b and output y, write **dy** for ∂loss/∂y: an array
# shaped like y, which comes from the layer above. The layer returns three: **dx** goes on to the
# layer below, **dw** and **db** are kept for the step.
#
# **Predict.** 32 images of 28×28, one channel, under eight 3×3 filters. What is the shape of dw?

# %% tags=["exercise:06_predict_dw"]
dw_shape = ...

# %%
check("06_predict_dw", dw_shape)

# %% [markdown]
# ## First a habit: check it
#
# A wrong gradient raises no exception. So compare a, what your code returns, with n, the numerical
# gradient of notebook 05, entry by entry.
#
# $$n_i = \frac{f(x + h e_i) - f(x - h e_i)}{2h} \qquad
# \text{difference} = \frac{\lVert n - a \rVert}{\lVert n \rVert + \lVert a \rVert}$$
#
# $e_i$ is shaped like x, 1 at entry i and 0 elsewhere; ‖·‖ is the root of the sum of squares. The
# difference lies between 0 and 1. In float64, a right gradient stays far below `1e-6`.
#
# ### Exercise: grad_check
# *medium · 5 minutes · 5 points*


# %% tags=["exercise:06_grad_check"]
def grad_check(f: object, grad: object, x: np.ndarray) -> float:
    """Tell how far a gradient is from what the function itself says.

    f: x → a number, grad: x → an array → ‖n - a‖ / (‖n‖ + ‖a‖), n numerical, a = grad(x).
    Take h = 1e-5; x may have any shape, and may hold integers.

    Example: f = the sum of x², grad = 2x → almost 0; grad = x → 1/3
    """
    raise NotImplementedError


# %%
check("06_grad_check", grad_check)

# %% [markdown]
# That takes two calls of f for every entry. Quicker, for millions of weights: move a little along
# *one random direction* d, and compare the slope with Σ gradient · d. A wrong gradient almost never
# agrees there.


# %%
def direction_check(f, gradient, x, h=1e-5):
    """f: x → a number, gradient like x → relative difference of two slopes, 0 to 1."""
    d = np.random.default_rng(0).normal(size=x.shape)
    slope = (f(x + h * d) - f(x - h * d)) / (2 * h)
    claimed = (gradient * d).sum()
    return abs(slope - claimed) / (abs(slope) + abs(claimed))


weights = nn.models.convnet().count_params()
print(f"calls of f for the network of notebook 00: {2 * weights:,}, or 2")
x = np.array([1.0, 2, -3])
assert direction_check(lambda x: (x**3).sum(), 3 * x**2, x) < 1e-6
assert direction_check(lambda x: (x**3).sum(), x**2, x) > 0.1

# %% [markdown]
# ## A convolution, backwards
#
# Forwards, on a batch of N images with C channels, under F filters:
#
# $$y_{nijf} = b_f + \sum_{abc} x_{n,\,i+a,\,j+b,\,c}\; w_{abcf}$$
#
# Each product is a pixel times a weight. Backwards, the pixel gets dy times the weight, and the
# weight gets dy times the pixel. Where a value was used several times, its gradients add up.
#
# $$dw_{abcf} = \sum_{nij} x_{n,\,i+a,\,j+b,\,c}\; dy_{nijf}$$
#
# $$dx_{nuvc} = \sum_{abf} dy_{n,\,u-a,\,v-b,\,f}\; w_{abcf} \qquad
# db_f = \sum_{nij} dy_{nijf}$$
#
# (dy counts as 0 where there is no output.)
#
# **Predict.** A pixel in the middle of an image, 32 filters of 3×3, stride 1. How many outputs does
# it reach?

# %% tags=["exercise:06_predict_reach"]
outputs_reached = ...

# %%
check("06_predict_reach", outputs_reached)

# %% [markdown]
# **Move.** Pick an output. Which pixels and which weights get its gradient, and how much? Which
# pixels get something from *one* output only?

# %%
covered("06_predict_reach", who_gets_the_gradient())

# %% [markdown]
# Look at the formulas again. dw is a convolution: **dy slides over x**. And dx is one too, but
# its indices run backwards: **w, turned by 180°, slides over dy**, with a frame of zeros around it,
# so that the corner pixels get theirs. Two convolutions and a sum.

# %%
rng = np.random.default_rng(6)
x, w, dy = (rng.integers(-2, 4, shape).astype(float) for shape in ((4, 4), (2, 2), (3, 3)))
dx, dw, db = ops.conv2d_backward(dy[None, ..., None], x[None, ..., None], w[..., None, None])
dx, dw = dx.reshape(4, 4), dw.reshape(2, 2)
figures.show(figures.equation({"x (4, 4)": x, "dy (3, 3)": dy, "dw (2, 2)": dw}, ["⋆", "="]))
arrays = {"dy in its frame (5, 5)": np.pad(dy, 1), "w turned": np.rot90(w, 2), "dx (4, 4)": dx}
figures.show(figures.equation(arrays, ["⋆", "="]))
figures.equation({"dy": dy, "db, its sum": db}, ["→"])

# %% [markdown]
# With a stride s, the window of output (i, j) starts at (i·s, j·s): read i·s + a for i + a. With
# padding, x is the padded image, and its border is cut off from dx at the end.
#
# ### Exercise: conv2d_backward
# *hard · 10 minutes · 8 points, 1 of them for no loop over images or pixels*
#
# A loop over the kernel is allowed.


# %% tags=["exercise:06_conv2d_backward"]
def conv2d_backward(
    dy: np.ndarray,
    x: np.ndarray,
    w: np.ndarray,
    stride: tuple[int, int],
    padding: tuple[int, int],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Send the gradient of a convolution's output back to its input, weights and biases.

    dy (N, OH, OW, F), x (N, H, W, C), w (KH, KW, C, F), two pairs → dx, dw, db (F,).
    dx is shaped like x, dw like w; `stride` and `padding` are (vertical, horizontal).

    Example: one image, one channel, one filter as large as it; dy = 3 → dx = 3w, dw = 3x, db = [3]
    """
    raise NotImplementedError


# %%
check("06_conv2d_backward", conv2d_backward)

# %% [markdown]
# The two convolutions in code (for a second reading). The trick is to exchange axes:
# for dw, let the batch axis take the channels' role, as it is what is summed over. A stride only
# spreads dy, with zeros between its numbers.


# %%
def by_convolutions(dy, x, w, stride):
    """dx, dw, db without padding, if the windows leave no pixel over."""
    (n, oh, ow, f), (kh, kw) = dy.shape, w.shape[:2]
    spread = np.zeros((n, stride * (oh - 1) + 1, stride * (ow - 1) + 1, f))
    spread[:, ::stride, ::stride] = dy
    dw = ops.conv2d(x.transpose(3, 1, 2, 0), spread.transpose(1, 2, 0, 3)).transpose(1, 2, 0, 3)
    turned = w[::-1, ::-1].transpose(0, 1, 3, 2)
    dx = ops.conv2d(spread, turned, padding=(kh - 1, kw - 1))
    return dx, dw, dy.sum(axis=(0, 1, 2))


x, w, b = rng.normal(size=(4, 7, 9, 2)), rng.normal(size=(3, 3, 2, 5)), rng.normal(size=5)
for stride in (1, 2):
    dy = rng.normal(size=ops.conv2d(x, w, stride=stride).shape)
    ours, theirs = by_convolutions(dy, x, w, stride), ops.conv2d_backward(dy, x, w, stride=stride)
    assert all(np.allclose(a, b) for a, b in zip(ours, theirs, strict=True))
    print(f"stride {stride}: dy {dy.shape} → dx, dw, db", *(g.shape for g in theirs))

# %% [markdown]
# `ops` itself does as you did in 01: all windows as rows, one matrix product.
#
# The habit. The loss Σ y · dy has dy as its gradient, so any dy will do for a test.

# %%
dy = rng.normal(size=ops.conv2d(x, w, b).shape)
dx, dw, db = ops.conv2d_backward(dy, x, w)
not_turned = ops.conv2d(dy, w.transpose(0, 1, 3, 2), padding=2)


def loss(x=x, w=w, b=b):
    return (ops.conv2d(x, w, b) * dy).sum()


checks = {
    "dx": direction_check(loss, dx, x),
    "dx, w not turned": direction_check(loss, not_turned, x),
    "dw": direction_check(lambda w: loss(w=w), dw, w),
    "dw, mean over the batch": direction_check(lambda w: loss(w=w), dw / len(x), w),
    "db": direction_check(lambda b: loss(b=b), db, b),
    "db, 1 % too large": direction_check(lambda b: loss(b=b), 1.01 * db, b),
}
assert [difference < 1e-6 for difference in checks.values()] == [True, False] * 3
figures.gradient_checks(checks)

# %% [markdown]
# ## Pooling: the gradient goes to the winner
#
# **Predict.** A window holds 1, 5, 3, 2, and max pooling keeps the 5. The gradient of this output
# is 4. What does the 3 get?

# %% tags=["exercise:06_predict_winner"]
gradient_of_the_3 = ...

# %%
check("06_predict_winner", gradient_of_the_3)

# %% [markdown]
# Change another one a little: the maximum stays. So the winner takes all; if several are tied, the
# first. Average pooling shares equally. **Move.** Find the tie. Then switch to average
# pooling.

# %%
w = np.array([[1, -1], [2, 0]])  # of it, pooling uses the size alone
covered("06_predict_winner", who_gets_the_gradient(w=w, stride=2, layer="max pooling"))

# %% [markdown]
# ### Exercise: max_pool2d_backward
# *hard · 7 minutes · 7 points, 1 of them for no loop over images or pixels; it can wait for a
# second reading*
#
# When the stride is smaller than the window, a pixel can win twice.


# %% tags=["exercise:06_max_pool2d_backward"]
def max_pool2d_backward(dy: np.ndarray, x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Send the gradient of max pooling's output back to its input.

    dy (N, OH, OW, C), x (N, H, W, C), integers → dx (N, H, W, C); the first tied wins.
    Windows of size × size, channel by channel; pixels left over at the end get 0.

    Example: x = [[1, 5], [3, 2]], dy = [[4]], size 2 → [[0, 4], [0, 0]]
    """
    raise NotImplementedError


# %%
check("06_max_pool2d_backward", max_pool2d_backward)

# %%
# Each window of a digit has a 1 to give: on paper the first of four wins, on a stroke the ink.
_, (x_test, y_test) = datasets.load_digits()
own_code.beside("06_max_pool2d_backward", np.ones((1, 14, 14, 1)), x_test[2:3], 2, 2)

# %% [markdown]
# ### Exercise: test_max_pool2d_backward
# *hard · 8 minutes · 10 points; it can wait for a second reading*
#
# A network with a wrong pooling gradient still learns, only worse: nothing but a test notices. Two
# right implementations must pass yours (2 points), eight wrong ones fail it (1 each). Work out a
# `dx` by hand, or compare with finite differences.


# %% tags=["exercise:06_test_max_pool2d_backward"]
def test_max_pool2d_backward(max_pool2d_backward: Callable) -> None:
    """Assert what a right `max_pool2d_backward` returns.

    max_pool2d_backward, an implementation → nothing: fails where it is wrong.
    """
    raise NotImplementedError


# %%
check("06_test_max_pool2d_backward", test_max_pool2d_backward)

# %%
x = rng.normal(size=(3, 8, 8, 2))
dy = rng.normal(size=(3, 4, 4, 2))
for pool in ("max", "avg"):
    forward, backward = getattr(ops, f"{pool}_pool2d"), getattr(ops, f"{pool}_pool2d_backward")
    dx = backward(dy, x)
    assert direction_check(lambda x, pool=forward: (pool(x) * dy).sum(), dx, x) < 1e-6
    print(f"{pool} pooling of 2×2: {np.count_nonzero(dx) / dx.size:.0%} of the pixels get a share")

# %% [markdown]
# ## A dense layer, backwards
#
# A dense layer has x `(N, D)`, W `(D, M)`, b `(M,)` and y `(N, M)`:
#
# $$y_{nm} = b_m + \sum_d x_{nd}\, W_{dm}$$
#
# Again each product gives dy times its partner, and uses add up. An input is used for M outputs, a
# weight and a bias in N images:
#
# $$dx_{nd} = \sum_m dy_{nm}\, W_{dm} \qquad dW_{dm} = \sum_n x_{nd}\, dy_{nm}$$
#
# $$db_m = \sum_n dy_{nm}$$
#
# In a matrix product, what is summed over stands inside: $dx = dy\, W^\top$, $dW = x^\top dy$.
#
# ### Exercise: dense_backward
# *medium · 4 minutes · 5 points*


# %% tags=["exercise:06_dense_backward"]
def dense_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Send the gradient of a dense layer's output back to its input, weights and biases.

    dy (N, M), x (N, D), w (D, M) → dx (N, D), dw (D, M), db (M,).

    Example: x = [[1, 2]], w = [[3], [4]], dy = [[5]] → [[15, 20]], [[5], [10]], [5]
    """
    raise NotImplementedError


# %%
check("06_dense_backward", dense_backward)

# %% [markdown]
# ## Softmax and cross-entropy, together
#
# N images, C classes; scores z and probabilities p are `(N, C)`; c holds the true classes.
#
# $$p_{nk} = \frac{e^{z_{nk}}}{\sum_j e^{z_{nj}}} \qquad
# \text{loss} = -\frac{1}{N}\sum_n \log p_{n c_n}$$
#
# Go back step by step, for one image. The loss gives −1/p to the true class and 0 to the others.
# Softmax has a C×C matrix, $\partial p_k / \partial z_j = p_k(1 - p_k)$ if j = k, else $-p_k p_j$.
# Multiply (`@`), and compare the result with p.

# %%
p = np.array([0.2, 0.5, 0.3])  # class 1 is right
by_z = np.diag(p) - np.outer(p, p)
by_p = np.array([0, -1 / p[1], 0])
arrays = {
    "p": p[:, None],
    "∂p/∂z (3, 3)": by_z,
    "∂loss/∂p": by_p[:, None],
    "∂loss/∂z": (by_z @ by_p)[:, None],
}
figures.equation({name: a.round(3) for name, a in arrays.items()}, ["", "@", "="])

# %% [markdown]
# What remains is simple: the probabilities, minus 1 for the true class. For a batch, with the
# labels as one-hot rows t `(N, C)` (many books call them y):
#
# $$\frac{\partial\,\text{loss}}{\partial z} = \frac{p - t}{N}$$
#
# The update goes against it: the true class's score up, the others down, the more so the larger
# their probability. Here are ten invented scores; the true class is 7, and the network says 2.

# %%
figures.score_gradient([0.2, -1, 2.2, 0.5, 0, -0.5, -0.3, 1.6, -0.3, 0.1], label=7)

# %% [markdown]
# ### Exercise: softmax_cross_entropy
# *medium · 6 minutes · 6 points, 2 of them for scores as large as `1000`*


# %% tags=["exercise:06_softmax_cross_entropy"]
def softmax_cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the mean loss of a batch, and its gradient with respect to the scores.

    logits (N, C), labels (N,) → loss, the mean of -log p[label], and dlogits (N, C).

    Example: logits = [[0, 0]], labels = [1] → log 2, [[0.5, -0.5]]
    """
    raise NotImplementedError


# %%
check("06_softmax_cross_entropy", softmax_cross_entropy)

# %% [markdown]
# Why together? A very small p is rounded to 0. Then −1/p and log p become infinite, while p − t and
# the loss, computed from the scores, are harmless.

# %%
z, labels = np.array([[0.0, 800]]), np.array([0])
with np.errstate(divide="ignore"):
    print("apart:   ", -np.log(ops.softmax(z)[0, 0]))
print("together:", ops.cross_entropy(z, labels), "and", ops.cross_entropy_backward(z, labels)[0])

z, labels = rng.normal(size=(8, 10)), rng.integers(0, 10, 8)
gradient = ops.cross_entropy_backward(z, labels)
assert direction_check(lambda z: ops.cross_entropy(z, labels), gradient, z) < 1e-6
assert np.allclose(gradient.sum(axis=1), 0)  # what one score gains, others lose

# %% [markdown]
# ## From the loss back to the pixels
#
# Now each layer of notebook 00's network can send its gradient back. Where your function passed,
# yours does it.
#
# **Move.** Step from the loss to the image. Where do most gradients become 0, and why? Then choose
# an image that is read right: what is there to learn from it?

# %%
backward_map(kernels=own_kernels())

# %% [markdown]
# ## Second habit: look at the first loss
#
# **Predict.** Ten classes, and an untrained network that gives all of them the same probability.
# Its loss: **a)** 0, **b)** about `0.1`, **c)** about `2.3`, **d)** about 10? Write a letter.

# %% tags=["exercise:06_predict_first_loss"]
first_loss = ...

# %%
check("06_predict_first_loss", first_loss)

# %% [markdown]
# Whether they are the same depends on the start. Ours is Keras' default, Glorot's: uniform in
# ±√(6/(inputs + outputs)). He's from notebook 03, √(2/inputs), keeps signals alive through many
# ReLUs. Measure both, on eight networks each.


# %%
def untrained(seed, he_layers):
    """The course's network; the last `he_layers` of its four layers with weights start as He's."""
    model, rng = nn.models.convnet(seed=seed), np.random.default_rng(seed)
    learning = [layer.weights["w"] for layer in model.layers if layer.weights]
    for w in learning[len(learning) - he_layers :]:
        w[...] = rng.normal(0, np.sqrt(2 / w[..., 0].size), w.shape)
    return model


wait_for("06_predict_first_loss")
(x_train, y_train), (x_test, y_test) = datasets.load_digits()
starts = {"Glorot everywhere": 0, "He in the last layer": 1, "He everywhere": 4}
losses = {
    name: [untrained(seed, layers).evaluate(x_test, y_test)[0] for seed in range(8)]
    for name, layers in starts.items()
}
glorot, last, everywhere = losses.values()
assert np.allclose([glorot, last], np.log(10), atol=0.02)
assert 2.3 < min(everywhere) < max(everywhere) < 3.3
assert np.mean(everywhere) > 2.7
print(f"log 10 = {np.log(10):.2f}; Glorot everywhere: {min(glorot):.2f} to {max(glorot):.2f}")
print(f"He everywhere: {min(everywhere):.1f} to {max(everywhere):.1f}")
figures.first_losses(losses, classes=10)

# %% [markdown]
# With Glorot's start the loss is log C for C classes; with He's it is more. Why? How large are the
# numbers after each layer?


# %%
def root_mean_square(array):
    return np.sqrt((array.astype(float) ** 2).mean())


print("root mean square:  image  conv  pool  conv  pool  conv  scores")
for name, he_layers in (("Glorot", 0), ("He", 4)):
    model = untrained(0, he_layers)
    sizes = map(root_mean_square, [x_test, *model.activations(x_test)[:5], model.scores(x_test)])
    print(f"{name:19}" + "  ".join(f"{size:.2f}" for size in sizes))

# %% [markdown]
# Glorot's start lets them shrink, so that all scores are near 0. He's was made to keep their size;
# here they even grow: max pooling keeps the largest of four, and empty borders are cut off. So the
# scores differ, and the network is *sure and wrong* before it has seen anything. Neither start is
# wrong. Know yours, and its first loss: any other is a sign of a mistake.


# %% [markdown]
# ## Third habit: overfit ten images
#
# Before you train on thousands of images, train on ten. A network that cannot memorize ten has a
# mistake in it somewhere. Here the mistake is in the data: the images were never filled in.


# %%
def overfit(images, labels, steps=40):
    model, optimizer, losses = nn.models.convnet(seed=0), nn.Adam(), []
    for _ in range(steps + 1):
        loss, _, gradients = model.gradients(images, labels)  # an error, a gradient,
        optimizer.update(model.weights, gradients)  # a step
        losses.append(loss)
    return losses


ten = [np.flatnonzero(y_train == digit)[0] for digit in range(10)]
curves = {
    "ten digits": overfit(x_train[ten], y_train[ten]),
    "ten empty images": overfit(0 * x_train[ten], y_train[ten]),
}
assert curves["ten digits"][-1] < 0.01
assert np.allclose(curves["ten empty images"], np.log(10), atol=0.01)
figures.loss_curves(curves, np.log(10), "log 10")

# %% [markdown]
# ## The step
#
# Plain **SGD** goes straight against the gradient, with the learning rate η:
# $w \leftarrow w - \eta\; dw$. A loss is often a **ravine**: steep across, nearly flat along.
# The same step is too large across it and too small along it.
#
# **Momentum** keeps a velocity v, shaped like w. Across, the gradients change sign and cancel;
# along, they add up. Each step keeps the fraction μ of the velocity:
#
# $$v \leftarrow \mu v + dw \qquad w \leftarrow w - \eta v$$
#
# **Adam** gives each weight its own step size. It averages the gradient (m) and its square (v), and
# divides: steps are no larger where gradients are. Both averages are shaped like w, begin at 0, and
# are corrected for that; t counts the steps from 1. The small ε avoids a division by 0.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, dw \qquad
# v \leftarrow \beta_2 v + (1 - \beta_2)\, dw^2$$
#
# $$w \leftarrow w - \eta\; \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}$$
#
# **Move.** Which is first at the goal? Find the best learning rate for each, then a better
# momentum. From which rate on does SGD diverge?

# %%
ravine_race()

# %% [markdown]
# ### Exercise: momentum_step
# *easy · 2 minutes · 3 points*


# %% tags=["exercise:06_momentum_step"]
def momentum_step(
    w: np.ndarray, dw: np.ndarray, v: np.ndarray, learning_rate: float, momentum: float
) -> tuple[np.ndarray, np.ndarray]:
    """Take one step with momentum; leave the arrays that came in as they are.

    w, dw, v of one shape → new w, new v: v = momentum·v + dw, w = w - learning_rate·v.

    Example: w = [1], dw = [2], v = [0], learning_rate 0.5 → [0], [2]
    """
    raise NotImplementedError


# %%
check("06_momentum_step", momentum_step)

# %% [markdown]
# ### Exercise: adam_step
# *medium · 4 minutes · 5 points; it can wait for a second reading*


# %% tags=["exercise:06_adam_step"]
def adam_step(
    w: np.ndarray,
    dw: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    learning_rate: float,
    beta_1: float,
    beta_2: float,
    epsilon: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Take one step of Adam; leave the arrays that came in as they are.

    w, dw, m, v of one shape, t = 1, 2, … → new w, m, v; both averages corrected in the step.

    Example: t = 1, m = v = [0], dw = [3], learning_rate 0.5 → w moves by almost -0.5
    """
    raise NotImplementedError


# %%
check("06_adam_step", adam_step)

# %% [markdown]
# A fair race: each with the learning rate and momentum that suit it best.

# %%
curvature, start = np.array([1.0, 25]), np.array([-9.0, 2])


def ravine(w):
    return (curvature * w**2).sum(axis=-1) / 2


def descent(optimizer, most=100):
    """The weights (T + 1, 2) on the way down to a loss below 0.01, or for `most` steps."""
    w, path = start.copy(), [start]
    while ravine(w) >= 0.01 and len(path) <= most:
        optimizer.update([w], [curvature * w])
        path.append(w.copy())
    return np.array(path)


rates, momenta = np.geomspace(0.01, 1, 41), (0.5, 0.6, 0.7, 0.8, 0.9)
tries = {
    "SGD": [nn.SGD(rate) for rate in rates],
    "momentum": [nn.SGD(rate, momentum=m) for rate in rates for m in momenta],
    "Adam": [nn.Adam(rate, beta_1=m) for rate in rates for m in momenta],
}
best = {name: min(map(descent, optimizers), key=len) for name, optimizers in tries.items()}
assert len(best["SGD"]) > 2 * max(len(best["momentum"]), len(best["Adam"]))
figures.ravine_paths(ravine, {f"{name}: {len(p) - 1} steps": p for name, p in best.items()})

# %% [markdown]
# ## All of it
#
# A whole network, on nothing but the functions of this course. If your own backward functions pass,
# replace ours by them.


# %%
def gradients_of(parameters, x, labels, pool_backward):
    """Loss, scores, and the gradient with respect to each of w, b, w2, b2."""
    w, b, w2, b2 = parameters
    z = ops.conv2d(x, w, b)  # (N, 24, 24, 8)
    a = ops.relu(z)
    pooled = ops.max_pool2d(a, 4)  # (N, 6, 6, 8)
    h = pooled.reshape(len(x), -1)  # (N, 288)
    scores = ops.dense(h, w2, b2)  # (N, 10)

    d_scores = ops.cross_entropy_backward(scores, labels)
    dh, dw2, db2 = ops.dense_backward(d_scores, h, w2)
    da = pool_backward(dh.reshape(pooled.shape), a)
    dz = ops.relu_backward(da, z)
    _, dw, db = ops.conv2d_backward(dz, x, w)
    return ops.cross_entropy(scores, labels), scores, [dw, db, dw2, db2]


def start_parameters(rng):
    w, w2 = rng.normal(0, 0.2, (5, 5, 1, 8)), rng.normal(0, 0.08, (288, 10))
    return [w, np.zeros(8), w2, np.zeros(10)]


def train(pool_backward, epochs=4):
    """The share of the test digits that are right after a training."""
    rng, optimizer = np.random.default_rng(0), nn.SGD(0.05, momentum=0.9)
    parameters = start_parameters(rng)
    for _ in range(epochs):
        for batch in np.array_split(rng.permutation(len(x_train)), 45):
            images, labels = x_train[batch], y_train[batch]
            _, _, gradients = gradients_of(parameters, images, labels, pool_backward)
            optimizer.update(parameters, gradients)
    _, scores, _ = gradients_of(parameters, x_test, y_test, pool_backward)
    return (scores.argmax(axis=1) == y_test).mean()


def to_the_winner(dy, x):
    return ops.max_pool2d_backward(dy, x, 4)


right = {to_the_winner: train(to_the_winner)}
assert right[to_the_winner] > 0.9
print(f"digits that it never saw: {right[to_the_winner]:.0%} correct")

# %% [markdown]
# ## Recap
#
# | | Formula | Shape |
# |---|---|---|
# | dw | x ⋆ dy, summed over the batch | `(KH, KW, C, F)` |
# | dx | dy in its frame ⋆ w turned | `(N, H, W, C)` |
# | db | the sum of dy over n, i, j | `(F,)` |
# | ReLU | dx = dy where x > 0, else 0 | any |
# | max pooling | the winner takes dy | `(N, H, W, C)` |
# | average pooling | each pixel gets dy/(KH·KW) | `(N, H, W, C)` |
# | dense | $dx = dy\, W^\top$, $dW = x^\top dy$, $db = \sum_n dy_n$ | `(N, D)`, `(D, M)`, `(M,)` |
# | softmax and loss | $(p - t)/N$ | `(N, C)` |
# | momentum | $v \leftarrow \mu v + dw$, $w \leftarrow w - \eta v$ | that of w |
# | Adam | $w \leftarrow w - \eta\, \hat m / (\sqrt{\hat v} + \epsilon)$, ^: corrected | that of w |
#
# Three habits: check the gradient, look at the first loss, overfit ten images.
#
# **Break it.** Give pooling's gradient to *every* pixel of the window. Will the network still
# learn? And which habit finds the mistake? Decide, then run.


# %%
def to_everyone(dy, x):
    return dy.repeat(4, axis=1).repeat(4, axis=2)


right[to_everyone] = train(to_everyone)
w, *rest = start_parameters(np.random.default_rng(0))
some = x_train[:20].astype(float), y_train[:20]
for pool_backward, accuracy in right.items():
    _, _, (dw, *_) = gradients_of([w, *rest], *some, pool_backward)
    difference = direction_check(lambda w: gradients_of([w, *rest], *some, to_the_winner)[0], dw, w)
    assert accuracy > 0.9
    assert (difference < 1e-6) == (pool_backward is to_the_winner)
    said = "below 1e-6" if difference < 1e-6 else f"{difference:.1f}"
    print(f"{pool_backward.__name__:14} {accuracy:.0%} correct, gradient check: {said}")

# %% [markdown]
# It learns all the same: a wrong gradient may still point downhill. Only the check sees it.

# %% [markdown]
# **Your claim.** Which optimizer gets a small network further in one epoch? Put two lists of
# accuracies, a number for each seed, in place of the dots. Do the numbers carry it?

# %%
chance.claim("With momentum it reads more digits after one epoch", ..., ...)

# %% [markdown]
# Behind it: [`cnnnotes/ops/conv.py`](../cnnnotes/ops/conv.py),
# [`pooling.py`](../cnnnotes/ops/pooling.py), [`losses.py`](../cnnnotes/ops/losses.py) and
# [`cnnnotes/nn/optimizers.py`](../cnnnotes/nn/optimizers.py). Read on: Kingma and Ba,
# [Adam](https://arxiv.org/abs/1412.6980); Goh,
# [Why momentum really works](https://distill.pub/2017/momentum/), with a ravine to play with;
# Karpathy, [A recipe for training neural
# networks](https://karpathy.github.io/2019/04/25/recipe/), where the habits come from.
#
# **Before:** [05 Backprop by hand](05-backprop-by-hand.ipynb). **Next:**
# [07 Train it on MNIST](07-train-on-mnist.ipynb), where all this trains the real thing.
