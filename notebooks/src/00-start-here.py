# %% [markdown]
# # 00 Start here
#
# > **What you will do:** run cells, move sliders, write three short functions, and watch a network
# > read handwriting.
# >
# > **What you will learn:** how this course works; arrays by their shapes; what a convolutional
# > network is, seen from far away.
# >
# > **What you need:** NumPy at the level of `x[:, 0]` and `x.mean(axis=0)`. 30 minutes.

# %% [markdown]
# ## Run a cell
#
# Click into the cell below and press <kbd>Shift</kbd>+<kbd>Enter</kbd>. It runs, and the next is
# selected. Run every cell, from top to bottom. A cell that shows [\*] is still running; ■ stops it.
# If you get lost: *Run → Restart Kernel and Run All Cells* never deletes what you wrote.

# %%
import numpy as np

from cnnnotes import datasets, figures, nn
from cnnnotes.explorers import digit_naming
from cnnnotes.grading import check, progress
from cnnnotes.predict import wait_for

(x_train, y_train), (x_test, y_test) = datasets.load_digits()
network = nn.load(datasets.embedded_path("convnet.npz"))
print(f"{len(x_train)} digits to learn from, {len(x_test)} to be tested on")

# %% [markdown]
# ## The end first: a network reads
#
# This network comes with the course. It was trained on a large collection of digits, MNIST; it has
# never seen these ones, nor the people who wrote them. In notebook 07 you will train it yourself.
#
# **Move.** Drag the sliders, or click on one and use the arrow keys. Choose a digit, then push it
# to the right and down. How far can you go before the name changes?

# %%
digit_naming()

# %% [markdown]
# It is not always right: different writers, different pens. Notebook 10 measures this, and repairs
# some of it.

# %%
named = network.predict(x_test).argmax(axis=1)
wrong = np.flatnonzero(named != y_test)
print(f"{(named == y_test).mean():.0%} of {len(y_test)} classified correctly; some of the others:")
figures.digit_grid(x_test[wrong[:8]], y_test[wrong[:8]], named[wrong[:8]])

# %% [markdown]
# ## What it replaced: features made by hand
#
# To a computer an image is a table of numbers, and a single pixel says almost nothing. So people
# used to invent **features**: a few numbers that say more. Here are four, measured for each image.
# A simple **classifier** then names the class whose average is nearest.


# %%
def by_hand(x):
    """x (N, 28, 28, 1) → (N, 4): ink in all, in the upper half, the left half, the middle."""
    parts = x, x[:, :14], x[:, :, :14], x[:, 10:18, 10:18]
    return np.stack([part.mean(axis=(1, 2, 3)) for part in parts], axis=1)


features = by_hand(x_train)
averages = np.stack([features[y_train == c].mean(axis=0) for c in range(10)])
distances = ((by_hand(x_test)[:, None] - averages) ** 2).sum(axis=2)
by_features = (distances.argmin(axis=1) == y_test).mean()
assert by_features < (named == y_test).mean()
print(f"features made by hand: {by_features:.0%} correct")

# %% [markdown]
# Experts needed years to find better features. A convolutional network learns its own, from
# examples. That is the whole point of it.
#
# ## The big picture
#
# The network is a row of layers. A **convolution** slides small windows over its input and writes
# down what they find, one **feature map** for each thing it looks for: height × width × channels.
# **Pooling** keeps the strongest answer of each 2×2 window; it *downsamples*. So space shrinks
# while channels grow. At the end the maps are *flattened* into one list of learned features, and a
# small classifier, a *fully connected* layer, reads it.
#
# **Predict.** The first convolution turns an image of 28×28×1 into maps of 26×26×32. Does it hold
# fewer numbers than the image? Put how many it holds in place of the dots.

# %% tags=["exercise:00_predict_numbers"]
numbers = ...

# %%
check("00_predict_numbers", numbers)

# %%
wait_for("00_predict_numbers")
digit = x_test[1:2]  # a slice, so that it stays a batch: (1, 28, 28, 1)
outputs = network.activations(digit)
names = ["convolution", "pooling", "convolution", "pooling", "convolution", "flat", "probabilities"]
for name, output in zip(["image", *names], [digit, *outputs], strict=True):
    print(f"{name:<15}{output.shape!s:<18}{output.size:>7,} numbers")

# %%
scores = outputs[-1][:, None, None]  # (1, 10) → (1, 1, 1, 10): a box like the others
boxes = zip(["image", *names[:5], "names"], [digit, *outputs[:5], scores], strict=True)
figures.network_stages([(name, box[0]) for name, box in boxes])

# %% [markdown]
# 784 → 21,632 → 5,408 → 7,744 → 1,600 → 1,152: the row does not simply get shorter. The first layer
# writes down *more numbers* than there are pixels. They hold no new information, but now each says
# what was found, and where. Pooling throws away where exactly; then the next layer writes more
# again.
#
# Why layers? The visual world is a **hierarchy** of parts: edges form strokes, strokes form digits.
# A **unit** is one number of a feature map: one filter at one place. Below is what excites the
# units of three channels of each convolution most, cut out of our test images. Nobody told the
# network to look for these.

# %%
figures.exciting_patches(network, x_test)

# %% [markdown]
# ## Shapes, as a habit
#
# Most mistakes with arrays are mistakes of shape. In this course images are always
# `(N, H, W, C)`: N images, H rows, W columns, C channels. Grey has one channel, colour has three:
# red, green, blue.
#
# **Predict.** What is the shape of the first 32 training images? Write it as a tuple.

# %% tags=["exercise:00_predict_batch"]
batch_shape = ...

# %%
check("00_predict_batch", batch_shape)

# %%
wait_for("00_predict_batch")
batch = x_train[:32]
figures.batch_axes(batch)

# %% [markdown]
# ## How a check talks
#
# You write a function, run it, then run the check below it. It tries your function on many small
# inputs, and when something is wrong it tells you *which mistake* it is, if it knows it. Hints come
# in three steps: what was observed, a question, where to look. Open only as many as you want.
#
# This function is broken on purpose. It should subtract the mean of each *column*. Read its card;
# all three hints are open.


# %%
def broken_center(x):
    return x - x.mean(axis=1, keepdims=True)


check("00_center", broken_center, hint=3)

# %% [markdown]
# ### Exercise: center
# *easy · 4 minutes · 3 points*
#
# Now write it correctly. Replace the last line. Two things to care for: `x` belongs to whoever
# called you, so do not change it; and it may hold integers.


# %% tags=["exercise:00_center"]
def center(x: np.ndarray) -> np.ndarray:
    """Subtract from each column its mean.

    x (N, D), of any number type → floats (N, D): each column without its mean.

    Example: [[1, 10], [3, 30]] → [[-1, -10], [1, 10]]
    """
    raise NotImplementedError


# %%
check("00_center", center)

# %% [markdown]
# ### Exercise: to_batch
# *easy · 4 minutes · 2 points*
#
# Networks want batches, even of one image. Give a plain image its two missing axes. `None` in an
# index makes a new axis of length one.


# %% tags=["exercise:00_to_batch"]
def to_batch(img: np.ndarray) -> np.ndarray:
    """Make an image a batch.

    img (H, W) → (1, H, W, 1): a batch of one image with one channel.

    Example: [[5, 6, 7]], of shape (1, 3) → [[[[5], [6], [7]]]], of shape (1, 1, 3, 1)
    """
    raise NotImplementedError


# %%
check("00_to_batch", to_batch)

# %% [markdown]
# ### Exercise: one_hot
# *medium · 6 minutes · 2 points*
#
# A network answers with one number for each class. To compare its answer with a label, the label
# becomes a row with a single 1 in its column.


# %% tags=["exercise:00_one_hot"]
def one_hot(labels: np.ndarray, n: int) -> np.ndarray:
    """Write labels as rows with a single 1.

    labels (N,), integers from 0 to n - 1 → (N, n): 1 in the label's column, else 0.

    Example: labels [2, 0], n = 3 → [[0, 0, 1], [1, 0, 0]]
    """
    raise NotImplementedError


# %%
check("00_one_hot", one_hot)

# %% [markdown]
# Your points so far, in all notebooks:

# %% tags=["nbval-ignore-output"]
progress()  # its rows grow with the course

# %% [markdown]
# ## Where it comes from
#
# 1980, Fukushima's Neocognitron stacks local detectors, but cannot yet be trained from labels.
# [1989](https://doi.org/10.1162/neco.1989.1.4.541), LeCun and colleagues train such a network by
# backpropagation, to read post codes; by [1998](https://doi.org/10.1109/5.726791) it reads cheques,
# and MNIST is born. [2012](https://doi.org/10.1145/3065386), Krizhevsky, Sutskever and Hinton's
# AlexNet wins the ImageNet contest by a wide margin, and features made by hand go out of use.
# Today convolutions find tumours in scans, read number plates, sharpen telescope pictures and
# listen to speech.
#
# The network above is a descendant of these. It fits into a small file, and
# [this command made it](../data/README.md).

# %%
size = datasets.embedded_path("convnet.npz").stat().st_size
assert size < 500_000
print(f"{network.count_params():,} learned numbers in {size / 1e6:.1f} MB")

# %% [markdown]
# ## Recap
#
# | Idea | Shape |
# |---|---|
# | a batch of images | `(N, H, W, C)` |
# | one image of it, `x[0]` | `(H, W, C)` |
# | the same image as a batch, `x[0:1]` | `(1, H, W, C)` |
# | labels, and one-hot labels | `(N,)`, `(N, n)` |
# | probabilities, `network.predict(x)` | `(N, n)` |
#
# **Break it.** A network must answer, whatever it is shown. Which name does it give to an empty
# image, to noise, to a digit that is upside down, and how sure is it? Change the line and see.

# %%
strange = x_test[1:2, ::-1]
probabilities = network.predict(strange)[0]
print(f"named {probabilities.argmax()}, {probabilities.max():.0%} sure")
figures.digit_grid(strange, predictions=[probabilities.argmax()])

# %% [markdown]
# Behind it: [the model](../cnnnotes/nn/model.py) is a list of layers,
# [the reference network](../cnnnotes/nn/models.py) one such list. To watch a network in your
# browser: [CNN Explainer](https://poloclub.github.io/cnn-explainer/).
#
# **Next:** [01 Convolution](01-convolution.ipynb), the one idea on which all the others rest.

# %% [markdown]
# ## Notation
#
# All notebooks use the same letters. Come back here when you meet one that you have forgotten.
#
# | Letter | Meaning |
# |---|---|
# | N, H, W, C | images in a batch, rows, columns, channels |
# | F | filters of a layer: the channels that it puts out |
# | KH, KW | rows and columns of a kernel |
# | OH, OW | rows and columns of an output |
# | L, K | length of a signal, and of its kernel |
# | n, k, s, p, d | along one axis: size of the input, of the kernel; stride, padding, dilation |
# | x `(N, H, W, C)` | input of a layer |
# | w `(KH, KW, C, F)`, b `(F,)` | filters and biases: what is learned |
# | z, a | a layer's sums, before and after its activation function |
# | y | output; in training, the true label |
# | P `(N, n)` | probabilities of n classes |
# | dx, dw, db | gradient of the loss with respect to x, w, b; shaped like them |
# | ⋆, ∗ | cross-correlation, which libraries call convolution; true convolution |
#
# Axes are counted from 0. Channels come last. In digits, pixels go from 0 (paper) to 1 (ink).
#
# ## The field's words
#
# What other books call it, and Keras; `cnnnotes.nn` uses Keras' names.
#
# | In plain words | Standard term | Keras | In |
# |---|---|---|---|
# | a window slides, multiplies and adds | convolution | `Conv2D` | 01 |
# | multiply pairs of numbers and add them | dot product | | 01 |
# | the same weights at every place | weight sharing | | 01 |
# | every output is connected to every input | dense, fully connected layer | `Dense` | 01 |
# | maps become smaller | downsampling | `strides=2` | 02 |
# | zeros around the image | padding | `padding="same"` | 02 |
# | the pixels that one output sees | receptive field | | 02 |
# | what you choose, not what is learned | hyperparameter | | 02 |
# | the function after a layer's sums | activation function, nonlinearity | `Activation` | 03 |
# | where a classifier changes its answer | decision boundary | | 03 |
# | the largest, or the mean, of each window | max, average pooling | `MaxPooling2D` | 04 |
# | maps move along with the input | translation equivariance | | 04 |
# | the answer stays when the input moves | translation invariance | | 04 |
# | maps become one list of numbers | flatten | `Flatten` | 04 |
# | how wrong the network is, as a number | loss | | 06 |
# | gradients, layer by layer, from the loss back | backpropagation | | 06 |
# | scores before the softmax | logits | | 07 |
# | one pass over all training images | epoch | `fit(epochs=…)` | 07 |
# | it knows its examples and nothing else | overfitting | | 08 |
# | images held out to choose by | validation set | `validation_data` | 08 |
