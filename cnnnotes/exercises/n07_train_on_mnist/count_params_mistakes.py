"""What is known to go wrong in exercise 07_count_params."""

from dataclasses import replace
from math import prod

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.n07_train_on_mnist._counting import (
    conv_weights,
    counting,
    dense_weights,
    with_depth_of_the_image,
    with_square_image,
)
from cnnnotes.exercises.spoiling import finished

NO_BIAS = Mistake(
    "biases dropped",
    finished(counting(conv_weights, dense_weights)),
    "Your count is that of the weights alone.",
    "What does each filter, and each output of a dense layer, add at the end?",
    "Look for the `+ 1` in both formulas.",
)


MISTAKES = (
    NO_BIAS,
    replace(
        NO_BIAS,
        name="biases of the convolutions dropped",
        mimic=finished(counting(conv_weights)),
        observation="The convolutions have no biases in your count.",
    ),
    replace(
        NO_BIAS,
        name="biases of the dense layers dropped",
        mimic=finished(counting(dense=dense_weights)),
        observation="The dense layers have no biases in your count.",
    ),
    Mistake(
        "one bias per layer",
        finished(counting(lambda *a: conv_weights(*a) + 1, lambda *a: dense_weights(*a) + 1)),
        "Your count has one bias for a whole layer.",
        "How many biases do 32 filters have?",
        "Look at the brackets: `+ 1` belongs inside, before the last product.",
    ),
    Mistake(
        "one bias per input of a dense layer",
        finished(counting(dense=lambda shape, sizes, out: shape[0] * (sizes[0] + 1))),
        "Your dense layers have a bias for each input.",
        "Where is a bias added: where numbers come in, or where they go out?",
        "Look at the brackets of the dense formula: `(features + 1) * outputs`.",
    ),
    Mistake(
        "depth dropped",
        finished(counting(lambda shape, sizes, out: (sizes[1] ** 2 + 1) * sizes[0])),
        "Your convolutions see a single channel.",
        "How many channels does each filter span?",
        "Look for the channels of what comes in: do they occur in your formula?",
    ),
    Mistake(
        "depth of the image in every layer",
        finished(with_depth_of_the_image),
        "Every convolution spans as many channels as the image has.",
        "How many channels come into the second convolution?",
        "Look at the line that changes the shape: the channels become the filters.",
    ),
    Mistake(
        "window not squared",
        finished(counting(lambda shape, sizes, out: (sizes[1] * shape[2] + 1) * sizes[0])),
        "Your windows are k numbers large.",
        "How many pixels lie in a window of 3 by 3?",
        "Look for `k * k`.",
    ),
    Mistake(
        "channels and filters swapped",
        finished(counting(lambda shape, sizes, out: (sizes[1] ** 2 * sizes[0] + 1) * shape[2])),
        "Your convolutions have as many biases as channels come in.",
        "Does a bias belong to a channel that comes in, or to a filter?",
        "Look at the places of channels and filters in the formula.",
    ),
    Mistake(
        "filters counted again at each position",
        finished(counting(lambda *a: (conv_weights(*a) + a[1][0]) * prod(a[2][:2]))),
        "Your convolutions have filters of their own for each pixel.",
        "Does a filter change while it slides?",
        "Look for the height and width in the formula of the convolution: they do not matter.",
    ),
    Mistake(
        "numbers that come out, in place of parameters",
        finished(counting(*[lambda shape, sizes, out: prod(out)] * 2)),
        "You counted the numbers that convolutions and dense layers give on.",
        "Which numbers does training change: those that flow through, or the filters'?",
        "Look at the formula: window, depth and filters, not the size of the image.",
    ),
    Mistake(
        "size kept by the convolutions",
        finished(counting(slid=lambda n, k: n)),
        "Your convolutions keep height and width, as if they were padded.",
        "At how many places does a window of 3 fit into 28 pixels?",
        "Look at the line that changes the shape after a convolution: n - k + 1.",
    ),
    Mistake(
        "a convolution takes k off",
        finished(counting(slid=lambda n, k: n - k)),
        "Your convolutions leave one row and one column too few.",
        "At how many places does a window of 3 fit into 3 pixels?",
        "Look for `n - k`: there is a `+ 1` missing.",
    ),
    Mistake(
        "size kept by the poolings",
        finished(counting(pooled=lambda n, k: n)),
        "Your poolings keep height and width.",
        "How many windows of 2 lie side by side in 26 pixels?",
        "Look for the pooling: does it change the shape?",
    ),
    Mistake(
        "poolings that round up",
        finished(counting(pooled=lambda n, k: -(-n // k))),
        "Your poolings round up where the window does not fit.",
        "How many whole windows of 2 fit into 11 pixels?",
        "Look at the division: `//` rounds down.",
    ),
    Mistake(
        "poolings that do not round",
        finished(counting(pooled=lambda n, k: n / k)),
        "Your poolings leave half pixels behind.",
        "How many whole windows of 2 fit into 11 pixels?",
        "Look at the division: `//` rounds down.",
    ),
    Mistake(
        "a pooling that moves by one",
        finished(counting(pooled=lambda n, k: n - k + 1)),
        "Your poolings move by one pixel, as a convolution does.",
        "By how much does a window move on if the windows lie side by side?",
        "Look at the line that changes the shape after a pooling: n // k.",
    ),
    Mistake(
        "poolings with weights",
        finished(counting(other=lambda shape, sizes, out: sizes[0] ** 2 * (len(sizes) == 1))),
        "Your poolings learn k·k numbers.",
        "What would there be to learn in taking the largest of four?",
        "Look for the pooling: it adds nothing to the count.",
    ),
    Mistake(
        "flatten gives the channels alone",
        finished(counting(flat=lambda shape: shape[-1])),
        "The dense layer after `flatten` has one input for each channel.",
        "How many numbers does a (3, 3, 128) array have?",
        "Look at `flatten`: height and width belong into the product.",
    ),
    Mistake(
        "flatten gives one channel",
        finished(counting(flat=lambda shape: shape[0] * shape[1])),
        "The dense layer after `flatten` has one input for each pixel of one map.",
        "How many numbers does a (3, 3, 128) array have?",
        "Look at `flatten`: the channels belong into the product.",
    ),
    Mistake(
        "image taken as square, by its height",
        finished(with_square_image(0)),
        "Your image is as wide as it is high.",
        "Must an image be square?",
        "Look for the width: does it change from layer to layer too?",
    ),
    Mistake(
        "image taken as square, by its width",
        finished(with_square_image(1)),
        "Your image is as high as it is wide.",
        "Must an image be square?",
        "Look for the height: does it change from layer to layer too?",
    ),
    Mistake(
        "convolutions only",
        finished(counting(dense=lambda shape, sizes, out: 0)),
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
        finished(counting(total=lambda counts: counts[-1])),
        "Your count is that of the last layer alone.",
        "What becomes of the first layer's count when the next one is stored?",
        "Look for `=` where `+=` is meant.",
    ),
    Mistake(
        "one number per layer",
        finished(counting(total=list)),
        "Your result is one number for each layer; expected their sum.",
        "How many numbers say how large a whole network is?",
        "Look at the line with `return`: `sum`.",
    ),
)
