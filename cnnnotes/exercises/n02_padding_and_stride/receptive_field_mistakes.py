"""What is known to go wrong in exercise 02_receptive_field."""

from math import prod

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished, knobs


def _field(
    layers,
    begin=1,
    adds=lambda kernel: kernel - 1,
    by=lambda jump, stride: jump,
    jumps=lambda jump, stride: jump * stride,
):
    """The size grows by `adds` of each kernel, times `by`; then the outputs lie `jumps` apart."""
    size, jump = begin, 1
    for kernel, stride in layers:
        size += adds(kernel) * by(jump, stride)
        jump = jumps(jump, stride)
    return size


def _strides_summed(layers):
    strides = [stride for _, stride in layers]
    return 1 + sum((k - 1) * (sum(strides[:i]) or 1) for i, (k, _) in enumerate(layers))


MISTAKES = (
    Mistake(
        "adds the whole kernel",
        knobs(_field, begin=0, adds=lambda kernel: kernel),
        "Each layer adds its whole kernel; it shares pixels with the layer before.",
        "One output of a 3 sees 3 pixels. How many more does a second 3 on top bring in?",
        "Look at what is added: kernel - 1, to a size that begins at 1.",
    ),
    Mistake(
        "adds the whole kernel, to one",
        knobs(_field, adds=lambda kernel: kernel),
        "Each layer adds its whole kernel, to a size that begins at 1.",
        "One output of a 3 sees 3 pixels. What does 1 + 3 count twice?",
        "Look at what is added: kernel - 1.",
    ),
    Mistake(
        "strides forgotten",
        knobs(_field, jumps=lambda jump, stride: 1),
        "Your result is that of layers without strides.",
        "After a stride of 2, how far apart do two neighbouring outputs look?",
        "Look for the stride: does it occur in your loop?",
    ),
    Mistake(
        "kernels added, strides forgotten",
        knobs(_field, begin=0, adds=lambda kernel: kernel, jumps=lambda jump, stride: 1),
        "Your result is the sum of all kernels.",
        "One output of a 3 sees 3 pixels. How many more does a second 3 on top bring in?",
        "Look at what is added: kernel - 1, times the strides of the layers before.",
    ),
    Mistake(
        "a layer's own stride counted",
        knobs(_field, by=lambda jump, stride: jump * stride),
        "Each layer's stride already spreads its own window.",
        "Does a stride move the window that has it apart, or the windows of later layers?",
        "Look at the order in the loop: first the size grows, then the jump.",
    ),
    Mistake(
        "stride of the layer before only",
        knobs(_field, jumps=lambda jump, stride: stride),
        "Each layer looks at the stride of the one before, and forgets the earlier ones.",
        "Two strides of 2: how many pixels apart do two neighbouring outputs look?",
        "Look at the line with the jump: `*=` where you have `=`.",
    ),
    Mistake(
        "a layer's own stride only",
        knobs(_field, by=lambda jump, stride: stride),
        "Each layer is spread by its own stride; those before it are forgotten.",
        "Which strides lie between a layer and the input: its own, or the earlier ones?",
        "Look at the factor of kernel - 1: it is the product of all strides before.",
    ),
    *Mistake(
        "strides added",
        knobs(_field, jumps=lambda jump, stride: jump + stride - 1),
        "The strides were added up.",
        "Two strides of 3: how many pixels apart do two neighbouring outputs look?",
        "Look at the line with the jump: strides multiply.",
    ).forms(
        knobs(_field, jumps=lambda jump, stride: jump + stride),
        finished(_strides_summed),
    ),
    Mistake(
        "all strides applied at once",
        finished(lambda layers: 1 + sum(k - 1 for k, _ in layers) * prod(s for _, s in layers)),
        "All layers are spread by the product of all strides.",
        "Which strides does the first layer know of?",
        "Look at the product of the strides: it grows inside the loop.",
    ),
    Mistake(
        "starts at zero",
        lambda right, layers: right(layers) - 1,
        "Your result is one too small.",
        "How many pixels does one output see without any layer?",
        "Look at the value that the size begins with: a pixel sees itself.",
    ),
    Mistake(
        "layers from the wrong end",
        lambda right, layers: right(layers[::-1]),
        "The layers were gone through from the last to the first.",
        "Which layer is `layers[0]`: the one at the input, or the one at the output?",
        "Look at the direction of the loop.",
    ),
    Mistake(
        "kernel and stride swapped",
        lambda right, layers: right([(stride, kernel) for kernel, stride in layers]),
        "Kernel and stride are swapped.",
        "Which of the two comes first in a layer?",
        "Look at the line that unpacks a layer: `for kernel, stride in layers`.",
    ),
    Mistake(
        "last layer left out",
        lambda right, layers: right(layers[:-1]),
        "The last layer is missing.",
        "Does the last layer widen the view as well?",
        "Look at the end of the loop.",
    ),
    Mistake(
        "first layer left out",
        lambda right, layers: right(layers[1:]),
        "The first layer is missing.",
        "Does the first layer widen the view as well?",
        "Look at the beginning of the loop.",
    ),
    Mistake(
        "first layer only",
        lambda right, layers: right(layers[:1]),
        "Your result is that of the first layer alone.",
        "What ends the loop after its first turn?",
        "Look for a `return` inside the loop: it stands too far to the right.",
    ),
    Mistake(
        "even kernels as if odd",
        knobs(_field, adds=lambda kernel: 2 * (kernel // 2)),
        "Kernels of even size count one pixel too many.",
        "How far does a window of 2 reach to each side?",
        "Look for `kernel // 2`: it is right for odd kernels only.",
    ),
    Mistake(
        "largest kernel",
        finished(lambda layers: max(kernel for kernel, _ in layers)),
        "Your result is the largest kernel.",
        "Does a second layer see more than the first?",
        "Look for `max`.",
    ),
    Mistake(
        "kernels multiplied",
        finished(lambda layers: prod(kernel for kernel, _ in layers)),
        "Your result is the product of all kernels.",
        "One output of a 3 sees 3 pixels. How many more does a second 3 on top bring in?",
        "Look at how a layer widens the view: by a sum.",
    ),
)
