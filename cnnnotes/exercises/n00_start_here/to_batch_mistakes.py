"""What is known to go wrong in exercise 00_to_batch."""

import numpy as np

from cnnnotes.exercises import families
from cnnnotes.exercises.kinds import Mistake

MISTAKES = (
    Mistake(
        "works for 28 by 28 pixels only",
        families.raises(ValueError, lambda img: img.shape != (28, 28)),
        "An image of 28 by 28 pixels works, others do not.",
        "How large is the image? Who knows it: you, or `img`?",
        "Look for 28: `img.shape` says how many rows and columns there are.",
    ),
    Mistake(
        "image transposed",
        lambda right, img: right(img.T),
        "Rows and columns of your image are swapped.",
        "Does `out[0, i, j, 0]` hold `img[i, j]` or `img[j, i]`?",
        "Look for `.T` or `transpose`: no axis needs to move.",
    ),
    Mistake(
        "reshaped to width before height",
        lambda right, img: right(img.reshape(img.shape[::-1])),
        "The numbers were regrouped into rows of another length: W rows of H numbers.",
        "Which comes first in `img.shape`, height or width?",
        "Look at the order of the sizes in `reshape`.",
    ),
    Mistake(
        "read in column order",
        lambda right, img: right(img.reshape(-1, order="F").reshape(img.shape)),
        "The shape is right, but the pixels were read down the columns.",
        "In which order does the image lie before and after your `reshape`?",
        'Look for `order="F"` or a `.T` before the `reshape`.',
    ),
    Mistake(
        "no axis for the channels",
        lambda right, img: right(img)[..., 0],
        "There is an axis for the batch and none for the channels.",
        "How many channels does a grey image have, and where does C stand?",
        "Look at the end of the index: one more `None` belongs there.",
    ),
    Mistake(
        "no axis for the batch",
        lambda right, img: right(img)[0],
        "There is an axis for the channels and none for the batch.",
        "How many images are in the batch, and where does N stand?",
        "Look at the beginning of the index: one more `None` belongs there.",
    ),
    Mistake(
        "nothing added",
        lambda right, img: right(img)[0, :, :, 0],
        "Your result is the image as it came: two axes, not four.",
        "What does `(N, H, W, C)` ask for beside H and W?",
        "Look at the line with `return`: is it the new array that you return?",
    ),
    Mistake(
        "channels first",
        lambda right, img: np.moveaxis(right(img), 3, 1),
        "Both new axes stand in front: (N, C, H, W).",
        "This course keeps channels last. Where does C stand then?",
        "Look at the two `None`s: one belongs in front, one at the end.",
    ),
    Mistake(
        "both new axes at the end",
        lambda right, img: np.moveaxis(right(img), 0, 2),
        "Both new axes stand at the end: (H, W, 1, 1) is a batch of H images.",
        "Which axis counts the images?",
        "Look at the two `None`s: one belongs in front, one at the end.",
    ),
    Mistake(
        "batch axis between height and width",
        lambda right, img: right(img).swapaxes(0, 1),
        "A new axis stands between H and W: each row has become an image of its own.",
        "Which axis counts the images?",
        "Look at where the first `None` stands.",
    ),
    Mistake(
        "pixels in one line",
        lambda right, img: right(img).reshape(1, -1),
        "The image was flattened: all its pixels stand in one line.",
        "Where did H and W go?",
        "Look at the `-1` in `reshape`.",
    ),
    Mistake(
        "pixels in one line, with four axes",
        lambda right, img: right(img).reshape(1, -1, 1, 1),
        "The image was flattened: its height is H·W and its width 1.",
        "Where did W go?",
        "Look at the `-1` in `reshape`.",
    ),
    Mistake(
        "upside down",
        lambda right, img: right(img[::-1]),
        "Your image stands on its head.",
        "Which row of `img` is row 0 of the result?",
        "Look for `[::-1]` or `np.flip`.",
    ),
    Mistake(
        "values scaled",
        lambda right, img: right(img) / 255,
        "The shape is right, but every value was divided by 255.",
        "Is anything but the shape to change?",
        "Look for a division.",
    ),
    *Mistake(
        "the image several times",
        lambda right, img: np.repeat(right(img), 2, axis=0),
        "Your batch holds the image more than once, or in several channels.",
        "How many images and how many channels is the batch to have?",
        "Look for `repeat`, `tile`, `stack` or a list with more than one item.",
    ).forms(
        lambda right, img: np.repeat(right(img), 3, axis=3),
        lambda right, img: np.repeat(right(img), 3, axis=0),
        lambda right, img: np.repeat(right(img), 2, axis=3),
    ),
)
