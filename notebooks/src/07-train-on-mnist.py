# %% [markdown]
# # 07 Train it on MNIST
#
# > **What you will do:** build the course's network layer by layer, count it, train it on tens of
# > thousands of handwritten digits, and find out what it does better than a dense one.
# >
# > **What you will learn:** what to check before, during and after training; what pooling saves;
# > why convolution needs fewer examples.
# >
# > **What you need:** [06 Backprop through a layer](06-backprop-through-a-layer.ipynb). 45 minutes,
# > plus about 8 minutes of training on two cores.

# %%
import os
import time

import numpy as np

from cnnnotes import chance, datasets, figures, nn
from cnnnotes.explorers import architecture_bench, training_dashboard
from cnnnotes.grading import check
from cnnnotes.own_kernels import OwnKernels, own_kernels
from cnnnotes.predict import wait_for
from cnnnotes.recall import recall

# %% [markdown]
# **Recall.** Three questions on what came before, with numbers of your own. Put answers in place of
# the dots, run the cell, and see.

# %%
recall("07", ..., ..., ...)

# %% [markdown]
# ## The data
#
# MNIST: digits written by clerks and pupils, scanned, centred, in grey from 0 (paper) to 1 (ink).
# It is downloaded once; without internet the course's own small digits take its place, and a line
# below says so. The **test** images are never used to train a network.

# %% tags=["nbval-ignore-output"]
QUICK = "CNNNOTES_QUICK" in os.environ  # fewer images and fewer steps, to try things out
data, train, test = datasets.load_mnist_or_digits(download=not QUICK)
FULL = data == "mnist" and not QUICK
if QUICK:
    train, test = ([array[:1500] for array in train], [array[:300] for array in test])
(x, y), (x_test, y_test) = train, test
print(f"{data}: {x.shape} to train on, {x_test.shape} to test on, as (N, H, W, C)")
assert x.shape[1:] == (28, 28, 1)
assert 0 <= x.min() < x.max() <= 1

# %% tags=["nbval-ignore-output"]
figures.digit_grid(x[:16], y[:16])

# %% [markdown]
# ## The network
#
# Three convolutions find ever larger patterns; two poolings between them halve the maps; `Flatten`
# makes one list of them, and a dense layer (*fully connected*) turns it into one score for each
# digit.
#
# **Predict.** Which layer has the most parameters: **a)** the first convolution, **b)** the second,
# **c)** the third, **d)** the dense layer? Write "a", "b", "c" or "d".

# %% tags=["exercise:07_predict_largest"]
most_parameters = ...

# %%
check("07_predict_largest", most_parameters)


# %%
def convnet():
    return nn.Sequential(
        [
            nn.Input((28, 28, 1)),
            nn.Conv2D(32, 3, activation="relu"),
            nn.MaxPooling2D(2),
            nn.Conv2D(64, 3, activation="relu"),
            nn.MaxPooling2D(2),
            nn.Conv2D(128, 3, activation="relu"),
            nn.Flatten(),
            nn.Dense(10, activation="softmax"),
        ],
        seed=0,
    )


wait_for("07_predict_largest")
model = convnet()
model.summary()

# %% [markdown]
# Count along. A filter has one weight for each pixel of its window in *each* channel below it, and
# a bias. A window of 3 makes a map smaller by 2; pooling halves it and drops what is left over. So
# 28 → 26 → 13 → 11 → 5 → 3, and the dense layer reads 3·3·128 numbers.

# %%
by_hand = [
    (3 * 3 * 1 + 1) * 32,
    (3 * 3 * 32 + 1) * 64,
    (3 * 3 * 64 + 1) * 128,
    (3 * 3 * 128 + 1) * 10,
]
print(" + ".join(f"{count:,}" for count in by_hand), "=", f"{sum(by_hand):,}")
assert sum(by_hand) == model.count_params() == 104_202

# %% [markdown]
# ### Exercise: count_params
# *medium · 8 minutes · 4 points*
#
# Count for any such network. Follow height, width and channels from layer to layer; images need not
# be square.


# %% tags=["exercise:07_count_params"]
def count_params(layers: list[tuple]) -> int:
    """Count what a network learns, biases included.

    Layers such as ("conv", 32, 3), the first ("input", 28, 28, 1) → an integer.
    ("input", height, width, channels); ("conv", filters, k): windows of k × k, stride 1, no
    padding; ("pool", k): stride k, no padding; ("flatten",); ("dense", outputs).

    Example: [("input", 28, 28, 1), ("conv", 32, 3), ("pool", 2)] → 320
    """
    raise NotImplementedError


# %%
check("07_count_params", count_params)

# %% [markdown]
# What a network costs is known before it is trained. Below is ours: a block for what each layer
# makes of an image, and under it the layer's parameters, the products that one image takes, the
# numbers that training must keep for the backward pass, and how many pixels one output sees.
#
# **Move.** Look at the layers one by one. Take both poolings away: where are most of the parameters
# now, and how many pixels does the last convolution see? Halve the maps with strides instead. Then
# build a network of your own, with fewer parameters than ours.

# %%
bench = architecture_bench(model)
assert bench.state["parameters"] == model.count_params()
bench

# %% [markdown]
# ## Scores, probabilities, loss
#
# From notebook 06: the last layer gives ten **scores** z (also *logits*), softmax makes them
# probabilities, and the loss is $-\log p_c$, large when the true class c got a small probability.
# It is computed from the scores, so that no p is rounded to 0:
# $-\log p_c = \log\sum_j e^{z_j} - z_c$.
#
# ### Exercise: first_loss
# *easy · 2 minutes · 2 points*
#
# A network that knows nothing gives every class the same probability. What is its loss?


# %% tags=["exercise:07_first_loss"]
def first_loss(n_classes: int) -> float:
    """Tell the loss of a network that has learned nothing yet.

    n_classes, an integer → a number: the loss of equal probabilities for all classes.

    Example: 1 class → 0, for there is nothing to guess
    """
    raise NotImplementedError


# %%
check("07_first_loss", first_loss)

# %% [markdown]
# Ours has just been made. Is its loss what you found?

# %% tags=["nbval-ignore-output"]
loss, accuracy = model.evaluate(x_test, y_test)
print(f"before training: loss {loss:.2f}, accuracy {accuracy:.0%}; -log(1/10) = {np.log(10):.2f}")
assert abs(loss - np.log(10)) < 0.1

# %% [markdown]
# It is log C for C classes. Make this a habit: a first loss far from what the start promises is a
# mistake in the data, the labels or the weights, found before an hour is spent on it.
#
# ## A step
#
# All of training is one step, again and again: compute the scores; compare the probabilities with
# the labels; go back to the weights; move them a little against their gradient. Write it for a
# single dense layer, z = xW + b, from two results of notebook 06, with t the one-hot labels:
# ∂loss/∂z = (p − t)/N, and the dense layer backwards.
#
# ### Exercise: train_step
# *hard · 10 minutes · 5 points*


# %% tags=["exercise:07_train_step"]
def train_step(
    w: np.ndarray, b: np.ndarray, x: np.ndarray, labels: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray, float]:
    """Take one step down the mean loss of a dense layer with softmax.

    w (D, C), b (C,), x (N, D), labels (N,) → new w, new b, loss before the step.

    Example: w and b all 0, C = 2 → the loss is log 2
    """
    raise NotImplementedError


# %%
check("07_train_step", train_step)

# %% [markdown]
# ## Train
#
# 128 images at a time (a **batch**): predict, compare, go back, take a step. A pass over all images
# is an **epoch**. Adam adapts the steps; the learning rate rises at first, then falls to almost
# nothing (*one cycle*). These hyperparameters were chosen on training images that were held out for
# it, so that the test stays a test.
#
# The picture shows the *test* images: here they are only looked at, nothing is chosen by them.
# (Notebook 08 holds out validation images, to choose by.) And why is training
# worse at first? Its value is the mean over the epoch, which began with an untrained network; the
# other one is measured after the epoch.

# %% tags=["nbval-ignore-output"]
EPOCHS = 2 if QUICK else 5


def trained(model, x, y, epochs, batch_size=128, **how):
    model.compile(nn.Adam(nn.OneCycle(2e-3)))
    return model.fit(x, y, epochs=epochs, batch_size=batch_size, seed=0, **how)


history = trained(model, x, y, EPOCHS, validation_data=test)
figures.training_curves(history.history, held_out="test")

# %% tags=["nbval-ignore-output"]
loss, accuracy = model.evaluate(x_test, y_test)
print(f"after training: loss {loss:.3f}, accuracy {accuracy:.2%}")
assert accuracy > (0.99 if FULL else 0.4)
assert loss < (0.05 if FULL else 2.2)

# %% [markdown]
# ### Exercise: evaluate
# *medium · 6 minutes · 6 points*
#
# Test images come in batches too, or memory runs out. The last batch may be smaller. And some
# layers behave differently in training, so the model must know that it is being tested.


# %% tags=["exercise:07_evaluate"]
def evaluate(model: object, x: np.ndarray, labels: np.ndarray, batch_size: int) -> float:
    """Measure the accuracy of a model.

    model, x (N, D), labels (N,), batch_size → the fraction of x that is recognized, 0 to 1.
    `model.predict(x)` gives a row of probabilities for each of at most `batch_size` images.
    `model.training` is True: switch it off while you measure, and on again afterwards.

    Example: 3 of 4 images recognized → 0.75
    """
    raise NotImplementedError


# %%
check("07_evaluate", evaluate)

# %% [markdown]
# ## Against a dense network
#
# Two dense layers, 512 units between them, four times as many weights, trained in the same way. It
# sees 784 numbers and does not know which of them are neighbours.

# %% tags=["nbval-ignore-output"]
dense = nn.models.dense(seed=0)
assert dense.layers[1].weights["w"].shape == (784, 512)
assert dense.count_params() == 407_050 > 3.9 * model.count_params()
trained(dense, x, y, EPOCHS)
accuracies = {"convnet": accuracy, "dense": dense.evaluate(x_test, y_test)[1]}
for name, network in (("convnet", model), ("dense", dense)):
    wrong = round((1 - accuracies[name]) * len(x_test))
    print(
        f"{name:8}{network.count_params():>9,} parameters {accuracies[name]:>8.2%} correct, "
        f"{wrong} of {len(x_test):,} wrong"
    )
if FULL:
    assert accuracies["convnet"] > accuracies["dense"] > 0.975

# %% [markdown]
# ## What it gets wrong
#
# One number hides much. A **confusion matrix** has a row for each digit that was written and a
# column for each that was read: the correct answers are its diagonal.
#
# ### Exercise: confusion
# *medium · 5 minutes · 4 points; it can wait for a second reading*


# %% tags=["exercise:07_confusion"]
def confusion(y: np.ndarray, p: np.ndarray, n: int) -> np.ndarray:
    """Count which class is taken for which.

    y, p (N,), classes from 0 to n - 1 → (n, n): counts; y's class is the row, p's the column.

    Example: y = [0, 1, 1], p = [0, 0, 0], n = 2 → [[1, 0], [2, 0]]
    """
    raise NotImplementedError


# %%
check("07_confusion", confusion)

# %% tags=["nbval-ignore-output"]
read = model.predict(x_test).argmax(axis=1)
counts = np.zeros((10, 10), dtype=int)
np.add.at(counts, (y_test, read), 1)
assert counts.sum() == len(y_test)
assert np.isclose(counts.trace() / counts.sum(), accuracy)
figures.confusion_matrix(counts)

# %% [markdown]
# Look at the digits themselves. Here are those whose true class got the smallest probability. How
# many would you have read as they were meant?

# %% tags=["nbval-ignore-output"]
of_the_right_class = model.predict(x_test)[np.arange(len(y_test)), y_test]
worst = of_the_right_class.argsort()[:16]
assert (read[worst[0]] != y_test[worst[0]]).all()
figures.digit_grid(x_test[worst], y_test[worst], read[worst])

# %% [markdown]
# ### Exercise: classify
# *easy · 3 minutes · 4 points*
#
# Wrap your trained network in a function. It is judged by its answers alone, on the course's own
# small digits. They come from other writers and another scanner than MNIST's, so a network trained
# on MNIST reads fewer of them than above.


# %% tags=["exercise:07_classify"]
def classify(images: np.ndarray) -> np.ndarray:
    """Read digits.

    images (N, 28, 28, 1), digits such as `datasets.load_digits` gives → labels (N,).

    Example: eight images → eight integers from 0 to 9
    """
    raise NotImplementedError


# %%
check("07_classify", classify)

# %% [markdown]
# ## With pooling, with strides, with neither
#
# Pooling halves the maps. Convolutions with a stride of 2 halve them too. What if nothing does? All
# three, as they are, are trained for one epoch.

# %% tags=["nbval-ignore-output"]
as_they_are = {
    "pooling": nn.models.convnet(seed=0),
    "strides": nn.models.strided(seed=0),
    "neither": nn.models.no_pooling(seed=0),
}


def compared(networks, epochs):
    right, n = {}, len(x) if FULL else 128
    for name, network in networks.items():
        run = trained(network, x[:n], y[:n], epochs)
        right[name] = network.evaluate(x_test, y_test)[1]
        count = f"{network.count_params():,} parameters"
        print(f"{name}: {count}, {right[name]:.2%} correct after {run.seconds:.0f} seconds")
    return right


right = compared(as_they_are, epochs=1)
assert not FULL or min(right.values()) > 0.95

# %% [markdown]
# Their cost can be counted. A filter is used again at each place of its map; so the products for
# one image are places times weights.


# %%
def products(network):
    layers = zip(network.layers, network.shapes, strict=True)
    return sum(np.prod(s[:-1]) * a.weights["w"].size for a, s in layers if a.weights)


print(f"{'':10}{'parameters':>11}{'features':>10}{'products':>12}")
for name, network in as_they_are.items():
    features = len(network.layers[-1].weights["w"])
    print(f"{name:10}{network.count_params():>11,}{features:>10,}{products(network):>12,.0f}")
assert [network.count_params() for network in as_they_are.values()] == [104_202, 113_162, 712_202]
assert 22 * 22 * 128 == 61_952 == features
assert 1 + (3 - 1) + (3 - 1) + (3 - 1) == 7
assert products(as_they_are["neither"]) > 10 * products(as_they_are["pooling"])

# %% [markdown]
# Without pooling, most of the weights are in the last layer, which now reads each of 61,952 numbers
# at its place: what convolution saved is spent again. Each of these numbers has seen only 7×7
# pixels, through three windows of 3: too little for a whole digit. So its large dense layer must
# put the pieces together; and it can, after one epoch it is even first.
#
# Is that fair? The third has by far the most weights and takes the longest. So once more with
# equally many weights, by fewer filters, and two epochs.
#
# **Predict.** Pooling will be first. On MNIST, which lead will be more than chance: **a)** that
# over strides, **b)** that over neither, **c)** both?

# %% tags=["exercise:07_predict_survives"]
survives = ...

# %%
check("07_predict_survives", survives)

# %% tags=["nbval-ignore-output"]
wait_for("07_predict_survives")
matched = {
    "pooling": nn.models.convnet(seed=0),
    "strides": nn.models.strided((32, 64, 116), seed=0),
    "neither": nn.models.no_pooling((12, 24, 20), seed=0),
}
counts = [network.count_params() for network in matched.values()]
assert max(counts) < 1.01 * min(counts)
right = compared(matched, epochs=2)
assert not FULL or right["pooling"] == max(right.values())
hits = {name: (round(share * len(x_test)), len(x_test)) for name, share in right.items()}
for name in ("strides", "neither"):
    print(f"pooling and {name}: {chance.compare(hits['pooling'], hits[name])}")
chance.picture(hits)

# %% [markdown]
# With equally many weights pooling is first, at a fraction of the products of "neither". How sure
# is that? On other test images the accuracies would be others: in 19 of 20 cases within the lines
# of the picture. And these are single runs; another seed moves them, too.
#
# ## On your own kernels
#
# What you wrote in the notebooks before can train this network. Below is what passed its check; the
# course's functions do the rest. Both must find the same gradients. Loops over pixels take their
# time, so a few images must be enough, and half a minute.

# %%
YOURS = True  # False: the course's functions alone
kernels = own_kernels() if YOURS else OwnKernels({})
kernels

# %% tags=["nbval-ignore-output"]
mine, course = nn.models.convnet(seed=0, kernels=kernels), nn.models.convnet(seed=0)
for own, known in zip(
    mine.gradients(x[:2], y[:2])[2], course.gradients(x[:2], y[:2])[2], strict=True
):
    assert np.allclose(own, known, atol=1e-4)


class StopAfter(nn.Callback):
    def on_train_begin(self):
        self.end = time.monotonic() + 30

    def on_batch_end(self, batch, logs):
        self.model.stop_training = time.monotonic() > self.end
        self.loss = logs["loss"]


mine.compile(kernels.adam(1e-3))
watch = StopAfter()
run = mine.fit(x[:512], y[:512], batch_size=8, seed=0, callbacks=[watch])
print(f"{run.images} images in {run.seconds:.1f} seconds, mean loss {watch.loss:.2f}")

# %% [markdown]
# ## Few examples
#
# Convolution comes with knowledge (an **inductive bias**): neighbours belong together, and what is
# worth finding in one place is worth finding in another. A dense network must learn this from
# examples.
#
# **Predict.** With a small part of the images, the convnet's lead over the dense network, in
# percentage points, **a)** shrinks, **b)** stays, **c)** grows?

# %% tags=["exercise:07_predict_lead"]
lead = ...

# %%
check("07_predict_lead", lead)

# %% tags=["nbval-ignore-output"]
wait_for("07_predict_lead")
epochs_by_images = {500: 30, 5_000: 10} if FULL else {500: 2}
mistakes = {"convnet": [], "dense": []}
for n, epochs in epochs_by_images.items():
    for name in mistakes:
        network = getattr(nn.models, name)(seed=0)
        trained(network, x[:n], y[:n], epochs, batch_size=32)
        mistakes[name].append(1 - network.evaluate(x_test, y_test)[1])
for name, accuracy in accuracies.items():
    mistakes[name].append(1 - accuracy)
sizes = [*epochs_by_images, len(x)]
leads = np.subtract(mistakes["dense"], mistakes["convnet"])
for n, points in zip(sizes, 100 * leads, strict=True):
    print(f"{n:>6,} images: the convnet leads by {points:.1f} points")
assert not FULL or leads[0] == leads.max() > 0

# %% tags=["nbval-ignore-output"]
wait_for("07_predict_lead", tells=False)
figures.mistakes_by_images(sizes, mistakes)

# %% [markdown]
# Read the picture along a horizontal line, too: how many images does each network need for the same
# mistakes? With 5,000 images the convnet makes about as few as the dense network with all of them.
#
# ## Train it yourself
#
# Here training runs in the background: other cells can run meanwhile. **Move.** Press *Start*.
# Pause it, and the numbers stay; choose another test image, and its feature maps change at once.
# Raise the learning rate while it runs: how far can you go? A network that was stopped keeps what
# it has learned. To compare: start again with other settings, and the previous run stays, dashed.

# %% tags=["nbval-ignore-output"]
some = 12_000 if FULL else 500
some_images = x[:some], y[:some], x_test[:1000], y_test[:1000]
training_dashboard(*some_images, epochs=2)

# %% [markdown]
# What a button does, a line of Python does too. Here is a second dashboard, which makes two runs by
# itself; its picture shows the last one, with the previous one dashed.

# %% tags=["nbval-ignore-output"]
dashboard = training_dashboard(*some_images, epochs=2)
for rate in (0.001, 0.01):
    dashboard.learning_rate.value = rate
    dashboard.start()
    dashboard.wait()
for run in dashboard.runs:
    assert run.state["status"] == "finished"
    assert run.state["val_accuracy"] > (0.9 if FULL else 0.2)
figures.show(dashboard.fig)

# %% [markdown]
# ## Recap
#
# | | Formula | Here |
# |---|---|---|
# | parameters, convolution | $(k_h \cdot k_w \cdot C + 1) \cdot F$ | `(3, 3, C, F)` and `(F,)` |
# | parameters, dense | $(D + 1) \cdot M$ | `(1152, 10)` and `(10,)` |
# | softmax | $p_k = e^{z_k} / \sum_j e^{z_j}$ | `(N, 10)` → `(N, 10)` |
# | loss | $-\frac{1}{N}\sum_n \log p_{n, c_n}$ | `(N, 10)`, `(N,)` → a number |
# | at the start | $\log C$ for C classes | C = 10 |
#
# **Break it.** Shuffle the labels of some images, so that there is nothing to understand, and train
# on them. **Predict.** The network **a)** learns nothing, **b)** memorizes them, **c)** learns as
# before.

# %% tags=["exercise:07_predict_shuffled"]
shuffled = ...

# %%
check("07_predict_shuffled", shuffled)

# %% tags=["nbval-ignore-output"]
wait_for("07_predict_shuffled")
labels = np.random.default_rng(0).permutation(y[:500])
network = nn.models.convnet(seed=0)
run = trained(network, x[:500], labels, epochs=3 if QUICK else 60, batch_size=32)
remembered, understood = run.history["accuracy"][-1], network.evaluate(x_test, y_test)[1]
print(f"correct in training: {remembered:.0%}, in the test: {understood:.0%}")
assert understood < 0.3
assert not FULL or remembered > 0.9

# %% [markdown]
# It memorized them: it **overfits**. A falling training loss alone proves nothing.

# %% [markdown]
# **Your claim.** Does a wider network, a larger kernel or a fourth epoch read more digits? Put two
# counts `(right, of)`, or two lists, a number for each seed, in place of the dots. Do the numbers
# carry it?

# %%
chance.claim("Twice as many filters read more digits", ..., ...)

# %% [markdown]
# Behind it: [`cnnnotes/nn/training.py`](../cnnnotes/nn/training.py) trains, and
# [`cnnnotes/nn/models.py`](../cnnnotes/nn/models.py) has these networks. Read on: LeCun and others,
# [Gradient-based learning applied to document
# recognition](https://ieeexplore.ieee.org/document/726791) (1998), where MNIST comes from;
# Karpathy, [A recipe for training neural networks](https://karpathy.github.io/2019/04/25/recipe/).
#
# **Before:** [06 Backprop through a layer](06-backprop-through-a-layer.ipynb). **Next:**
# [08 Regularization](08-regularization.ipynb), which keeps a network honest.
