"""What is known to go wrong in exercise 00_to_batch."""

from cnnnotes.exercises.kinds import Mistake
from cnnnotes.exercises.spoiling import finished

MISTAKES = (
    Mistake(
        "image transposed",
        finished(lambda img: img.T[None, :, :, None]),
        "Rows and columns of your image have changed places.",
        "Does `out[0, i, j, 0]` hold `img[i, j]` or `img[j, i]`?",
        "Look for `.T` or `transpose`: no axis needs to move.",
    ),
    Mistake(
        "reshaped to width before height",
        finished(lambda img: img.reshape(1, *img.shape[::-1], 1)),
        "The numbers were cut anew into rows of another length: W rows of H numbers.",
        "Which comes first in `img.shape`, height or width?",
        "Look at the order of the sizes in `reshape`.",
    ),
    Mistake(
        "read in column order",
        finished(lambda img: img.reshape(-1, order="F").reshape(1, *img.shape, 1)),
        "The shape is right, but the pixels were read down the columns.",
        "In which order does the image lie before and after your `reshape`?",
        'Look for `order="F"` or a `.T` before the `reshape`.',
    ),
    Mistake(
        "no axis for the channels",
        finished(lambda img: img[None]),
        "There is an axis for the batch and none for the channels.",
        "How many channels has a grey image, and where does C stand?",
        "Look at the end of the index: one more `None` belongs there.",
    ),
    Mistake(
        "no axis for the batch",
        finished(lambda img: img[:, :, None]),
        "There is an axis for the channels and none for the batch.",
        "How many images are in the batch, and where does N stand?",
        "Look at the beginning of the index: one more `None` belongs there.",
    ),
    Mistake(
        "nothing added",
        finished(lambda img: img),
        "Your result is the image as it came: two axes, not four.",
        "What does `(N, H, W, C)` ask for beside H and W?",
        "Look at the line with `return`: is it the new array that you return?",
    ),
    Mistake(
        "channels first",
        finished(lambda img: img[None, None]),
        "Both new axes stand in front: (N, C, H, W).",
        "This course keeps channels last. Where does C stand then?",
        "Look at the two `None`s: one belongs in front, one at the end.",
    ),
    Mistake(
        "both new axes at the end",
        finished(lambda img: img[:, :, None, None]),
        "Both new axes stand at the end: (H, W, 1, 1) is a batch of H images.",
        "Which axis counts the images?",
        "Look at the two `None`s: one belongs in front, one at the end.",
    ),
    Mistake(
        "batch axis between height and width",
        finished(lambda img: img[:, None, :, None]),
        "A new axis stands between H and W: each row has become an image of its own.",
        "Which axis counts the images?",
        "Look at where the first `None` stands.",
    ),
    Mistake(
        "pixels in one line",
        finished(lambda img: img.reshape(1, -1)),
        "The image was flattened: all its pixels stand in one line.",
        "Where did H and W go?",
        "Look at the `-1` in `reshape`.",
    ),
    Mistake(
        "pixels in one line, with four axes",
        finished(lambda img: img.reshape(1, -1, 1, 1)),
        "The image was flattened: its height is H·W and its width 1.",
        "Where did W go?",
        "Look at the `-1` in `reshape`.",
    ),
    Mistake(
        "upside down",
        finished(lambda img: img[None, ::-1, :, None]),
        "Your image stands on its head.",
        "Which row of `img` is row 0 of the result?",
        "Look for `[::-1]` or `np.flip`.",
    ),
    Mistake(
        "values scaled",
        finished(lambda img: img[None, :, :, None] / 255),
        "The shape is right, but every value was divided by 255.",
        "Is anything but the shape to change?",
        "Look for a division.",
    ),
)
