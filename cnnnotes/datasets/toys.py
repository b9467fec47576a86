"""Small synthetic images, for ideas that need no real data."""

import numpy as np


def house() -> np.ndarray:
    """A small image in colour: float64 `(48, 64, 3)`, red, green and blue from 0 to 1.

    A red house with a door and a roof, a yellow sun in a blue sky, a brown fence on green grass.

    >>> house().shape
    (48, 64, 3)
    """
    picture = np.zeros((48, 64, 3))
    row, column = np.indices((48, 64))
    picture[:] = (0.45, 0.7, 1.0)  # sky
    picture[(row - 9) ** 2 + (column - 53) ** 2 < 36] = (1.0, 0.9, 0.1)  # sun
    picture[row > 38] = (0.3, 0.6, 0.2)  # grass
    wall = (row > 21) & (row < 42) & (column > 9) & (column < 36)
    picture[wall] = (0.8, 0.3, 0.2)
    picture[wall & (row % 4 == 0)] = (0.6, 0.2, 0.15)  # rows of bricks
    roof = (row > 8) & (row <= 21) & (abs(column - 22.5) < 1.3 * (row - 8))
    picture[roof] = (0.4, 0.2, 0.2)
    picture[30:42, 14:20] = (0.35, 0.2, 0.1)  # door
    picture[26:33, 25:32] = (1.0, 1.0, 0.8)  # window
    picture[26:33, 28] = picture[29, 25:32] = (0.4, 0.2, 0.2)
    fence = (row > 33) & (row < 44) & (column > 38)
    picture[fence & ((column % 4 < 2) | (row == 37))] = (0.6, 0.4, 0.25)
    return picture
