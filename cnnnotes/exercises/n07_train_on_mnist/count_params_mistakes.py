"""What is known to go wrong in exercise 07_count_params."""

from dataclasses import replace
from math import prod

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n07_train_on_mnist._counting import counting
from cnnnotes.exercises.spoiling import knobs


def _none(*sizes):
    return 0


def _one(*sizes):
    return 1


def _square(axis):
    """The image as wide as it is high, or as high as it is wide."""

    def mimic(right, layers):
        name, *shape = layers[0]
        return right([(name, shape[axis], shape[axis], shape[2]), *layers[1:]])

    return mimic


NO_BIAS = Mistake(
    "biases dropped",
    knobs(counting, biases=_none, dense_biases=_none),
    "Your count is that of the weights alone.",
    "What does each filter, and each output of a dense layer, add at the end?",
    "Look for the `+ 1` in both formulas.",
)


def _to_the_first_dense(right, layers):
    kinds = [kind for kind, *_ in layers]
    return right(layers[: kinds.index("dense") + 1] if "dense" in kinds else layers)


MISTAKES = (
    NO_BIAS,
    replace(
        NO_BIAS,
        name="biases of the convolutions dropped",
        mimic=knobs(counting, biases=_none),
        observation="The convolutions have no biases in your count.",
    ),
    replace(
        NO_BIAS,
        name="biases of the dense layers dropped",
        mimic=knobs(counting, dense_biases=_none),
        observation="The dense layers have no biases in your count.",
    ),
    Mistake(
        "one bias per layer",
        knobs(counting, biases=_one, dense_biases=_one),
        "Your count has one bias for a whole layer.",
        "How many biases do 32 filters have?",
        "Look at the brackets: `+ 1` belongs inside, before the last product.",
    ),
    Mistake(
        "one bias per input of a dense layer",
        knobs(counting, dense_biases=lambda features, outputs: features),
        "Your dense layers have a bias for each input.",
        "Where is a bias added: where numbers come in, or where they go out?",
        "Look at the brackets of the dense formula: `(features + 1) * outputs`.",
    ),
    Mistake(
        "depth dropped",
        knobs(counting, depth=_one),
        "Your convolutions see a single channel.",
        "How many channels does each filter span?",
        "Look for the channels of what comes in: do they occur in your formula?",
    ),
    Mistake(
        "depth of the image in every layer",
        knobs(counting, depth=lambda channels, of_image: of_image),
        "Every convolution spans as many channels as the image has.",
        "How many channels come into the second convolution?",
        "Look at the line that changes the shape: the channels become the filters.",
    ),
    Mistake(
        "window not squared",
        knobs(counting, window=lambda k: k),
        "Your windows are k numbers large.",
        "How many pixels lie in a window of 3 by 3?",
        "Look for `k * k`.",
    ),
    Mistake(
        "channels and filters swapped",
        knobs(counting, biases=lambda channels, filters: channels),
        "Your convolutions have as many biases as channels come in.",
        "Does a bias belong to a channel that comes in, or to a filter?",
        "Look at the places of channels and filters in the formula.",
    ),
    Mistake(
        "filters counted again at each position",
        knobs(counting, repeated=lambda height, width: height * width),
        "Your convolutions have filters of their own for each pixel.",
        "Does a filter change while it slides?",
        "Look for the height and width in the formula of the convolution: they do not matter.",
    ),
    Mistake(
        "numbers that come out, in place of parameters",
        knobs(counting, counted=lambda learned, out: prod(out)),
        "You counted the numbers that convolutions and dense layers give on.",
        "Which numbers does training change: those that flow through, or the filters'?",
        "Look at the formula: window, depth and filters, not the size of the image.",
    ),
    Mistake(
        "size kept by the convolutions",
        knobs(counting, slid=lambda n, k: n),
        "Your convolutions keep height and width, as if they were padded.",
        "At how many places does a window of 3 fit into 28 pixels?",
        "Look at the line that changes the shape after a convolution: n - k + 1.",
    ),
    Mistake(
        "a convolution takes k off",
        knobs(counting, slid=lambda n, k: n - k),
        "Your convolutions leave one row and one column too few.",
        "At how many places does a window of 3 fit into 3 pixels?",
        "Look for `n - k`: there is a `+ 1` missing.",
    ),
    Mistake(
        "size kept by the poolings",
        knobs(counting, pooled=lambda n, k: n),
        "Your poolings keep height and width.",
        "How many windows of 2 lie side by side in 26 pixels?",
        "Look for the pooling: does it change the shape?",
    ),
    Mistake(
        "poolings that round up",
        knobs(counting, pooled=lambda n, k: -(-n // k)),
        "Your poolings round up where the window does not fit.",
        "How many whole windows of 2 fit into 11 pixels?",
        "Look at the division: `//` rounds down.",
    ),
    Mistake(
        "poolings that do not round",
        knobs(counting, pooled=lambda n, k: n / k),
        "Your poolings leave half pixels behind.",
        "How many whole windows of 2 fit into 11 pixels?",
        "Look at the division: `//` rounds down.",
    ),
    Mistake(
        "a pooling that moves by one",
        knobs(counting, pooled=lambda n, k: n - k + 1),
        "Your poolings move by one pixel, as a convolution does.",
        "By how much does a window move on if the windows lie side by side?",
        "Look at the line that changes the shape after a pooling: n // k.",
    ),
    Mistake(
        "windows of 2 in every pooling",
        knobs(counting, pooled=lambda n, k: n // 2),
        "All your poolings halve the image, whatever their window.",
        "What does a pooling by 3 make of 12 rows?",
        "Look at the line that changes the shape after a pooling: does its k occur?",
    ),
    Mistake(
        "poolings with weights",
        knobs(counting, of_pool=lambda k, channels: k * k),
        "Your poolings learn k·k numbers.",
        "What would there be to learn in taking the largest of four?",
        "Look for the pooling: it adds nothing to the count.",
    ),
    Mistake(
        "flatten gives the channels alone",
        knobs(counting, flat=lambda shape: shape[-1]),
        "The dense layer after `flatten` has one input for each channel.",
        "How many numbers does a (3, 3, 128) array have?",
        "Look at `flatten`: height and width belong into the product.",
    ),
    Mistake(
        "flatten gives one channel",
        knobs(counting, flat=lambda shape: shape[0] * shape[1]),
        "The dense layer after `flatten` has one input for each pixel of one map.",
        "How many numbers does a (3, 3, 128) array have?",
        "Look at `flatten`: the channels belong into the product.",
    ),
    Mistake(
        "size not passed on by the dense layers",
        knobs(counting, passed_on=lambda features, outputs: features),
        "All your dense layers have as many inputs as the first one.",
        "How many numbers come into a dense layer that follows one of 10 outputs?",
        'Look at what the case `"dense"` leaves for the next layer: its outputs.',
    ),
    Mistake(
        "dense layers without their inputs",
        lambda right, layers: (
            right([layer for layer in layers if layer[0] != "dense"])
            + sum(layer[1] for layer in layers if layer[0] == "dense")
        ),
        "Your dense layers count their outputs alone.",
        "With how many weights does one output look at all that comes in?",
        'Look for the case `"dense"`: how many numbers come in?',
    ),
    Mistake(
        "the image counted too",
        lambda right, layers: right(layers) + prod(layers[0][1:]),
        "Your count holds the numbers of the image as well.",
        "Which numbers does training change?",
        'Look for the case `"input"`: it adds nothing to the total.',
    ),
    Mistake(
        "image taken as square, by its height",
        _square(0),
        "Your image is as wide as it is high.",
        "Must an image be square?",
        "Look for the width: does it change from layer to layer too?",
    ),
    Mistake(
        "image taken as square, by its width",
        _square(1),
        "Your image is as high as it is wide.",
        "Must an image be square?",
        "Look for the height: does it change from layer to layer too?",
    ),
    Mistake(
        "convolutions only",
        lambda right, layers: right([layer for layer in layers if layer[0] != "dense"]),
        "Your count is that of the convolutions alone.",
        "Does a dense layer learn too?",
        'Look for the case `"dense"`: what does it add to the total?',
    ),
    Mistake(
        "last layer missing",
        lambda right, layers: right(layers[:-1]),
        "The last layer is not counted.",
        "Does your loop reach the last layer?",
        "Look at the end of the loop.",
    ),
    Mistake(
        "last layer only",
        knobs(counting, total=lambda counts: counts[-1]),
        "Your count is that of the last layer alone.",
        "What becomes of the first layer's count when the next one is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "one number per layer",
        knobs(counting, total=list),
        "Your result is one number for each layer; expected their sum.",
        "How many numbers say how large a whole network is?",
        "Look at the line with `return`: `sum`.",
    ),
    Mistake(
        "a bias for each kernel of a filter",
        knobs(counting, biases=lambda channels, filters: channels * filters),
        "Each filter of your convolutions has a bias for every channel that comes in.",
        "The answers of a filter's kernels are added. How often is the bias added to their sum?",
        "Look at the brackets: the channels multiply the window alone, not the `+ 1`.",
    ),
    Mistake(
        "ends at the first dense layer",
        _to_the_first_dense,
        "Your total holds nothing of what comes after the first dense layer.",
        "How many dense layers may a network have?",
        "Look for a `return` or a `break` inside the loop over the layers.",
    ),
    Mistake(
        "every convolution takes 2 off",
        knobs(counting, slid=lambda n, k: n - 2),
        "Each convolution makes the image smaller by 2, whatever its windows.",
        "How many positions has a window of 5 in a row of 13?",
        "Look for a 2 beside the height and the width: it holds for windows of 3 alone.",
    ),
)
