"""Pictures of one size cut into tiles, each different tile kept once, in lossless sheets."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

SIDE, ACROSS, DOWN = 32, 64, 64  # pixels of a tile, tiles of a sheet


class Sheets:
    """The pictures of one explorer.

    >>> sheets = Sheets()
    >>> Image.new("L", (40, 30), "white").save(white := BytesIO(), "png")
    >>> sheets.add(white.getvalue()), sheets.add(white.getvalue()), len(sheets.tiles)
    (0, 0, 1)
    """

    def __init__(self) -> None:
        self.size = (0, 0)
        self.tiles: dict[bytes, int] = {}
        self._pictures: dict[tuple[int, ...], int] = {}

    def add(self, png: bytes) -> int:
        """Return the number of a picture; pictures that are the same have the same number."""
        picture = Image.open(BytesIO(png)).convert("RGB")
        self.size = picture.size
        columns, rows = (-(-n // SIDE) for n in self.size)
        pixels = np.full((rows * SIDE, columns * SIDE, 3), 255, np.uint8)
        pixels[: self.size[1], : self.size[0]] = picture
        tiles = pixels.reshape(rows, SIDE, columns, SIDE, 3).swapaxes(1, 2)
        known = self.tiles
        numbers = tuple(known.setdefault(t.tobytes(), len(known)) for row in tiles for t in row)
        return self._pictures.setdefault(numbers, len(self._pictures))

    def write(self, path: Path) -> dict[str, Any]:
        """Write the sheets beside `path`, and return how they make pictures.

        `pictures` holds the first one's tiles, and for the others what differs from it: where, and
        which tile, in turn.
        """
        first, *others = self._pictures
        pictures = [list(first)]
        for tiles in others:
            pairs = enumerate(zip(tiles, first, strict=True))
            pictures.append([n for i, (new, old) in pairs if new != old for n in (i, new)])
        sheets, tiles = [], [*self.tiles]
        for at in range(0, len(tiles), ACROSS * DOWN):
            sheets.append(f"{path.name}-{len(sheets)}.webp")
            sheet = _sheet(tiles[at : at + ACROSS * DOWN])
            sheet.save(path.with_name(sheets[-1]), lossless=True, method=4)
        return {
            "size": self.size,
            "side": SIDE,
            "across": ACROSS,
            "down": DOWN,
            "sheets": sheets,
            "pictures": pictures,
        }


def _sheet(tiles):
    rows = -(-len(tiles) // ACROSS)
    pixels = np.full((rows * ACROSS, SIDE, SIDE, 3), 255, np.uint8)
    pixels[: len(tiles)] = np.frombuffer(b"".join(tiles), np.uint8).reshape(-1, SIDE, SIDE, 3)
    pixels = pixels.reshape(rows, ACROSS, SIDE, SIDE, 3).swapaxes(1, 2)
    return Image.fromarray(pixels.reshape(rows * SIDE, ACROSS * SIDE, 3))
