"""IDX, the format of MNIST's files: a header with the shape, then one byte for each number."""

import gzip
import math
import zlib

import numpy as np

GZIP, BYTES = b"\x1f\x8b", b"\0\0\x08"  # how the files begin


def unpack(content: bytes) -> bytes:
    """Undo gzip; what is not compressed stays as it is. Damage is a `ValueError`."""
    if not content.startswith(GZIP):
        return content
    try:
        return gzip.decompress(content)
    except gzip.BadGzipFile:
        raise ValueError("its content is damaged: it does not match its checksum") from None
    except (EOFError, zlib.error):
        raise ValueError(f"it is truncated or damaged ({len(content):,} bytes)") from None


def parse_idx(content: bytes) -> np.ndarray:
    """Decode an IDX file of bytes, gzipped or not, to a uint8 array of its own shape.

    Anything but a whole file is a `ValueError` that says what is wrong.

    >>> parse_idx(gzip.compress(bytes([0, 0, 8, 1, 0, 0, 0, 2, 7, 9])))
    array([7, 9], dtype=uint8)
    """
    raw = unpack(content)
    if not raw:
        raise ValueError("it is empty")
    if not raw.startswith(BYTES[: len(raw)]):
        raise ValueError(
            f"it starts with {raw[:4].hex(' ')}: neither gzip (1f 8b) nor IDX of bytes (00 00 08)"
        )
    axes = raw[3] if len(raw) > 3 else 1
    start = 4 + 4 * axes
    if len(raw) < start:
        raise ValueError(f"it ends within its header ({len(raw)} bytes)")
    if axes == 0:
        raise ValueError("its header names no axes")
    shape = [int.from_bytes(raw[i : i + 4]) for i in range(4, start, 4)]
    if len(raw) != start + math.prod(shape):
        promised = " × ".join(map(str, shape))
        raise ValueError(f"its header promises {promised} bytes, {len(raw) - start:,} follow")
    return np.frombuffer(raw, np.uint8, offset=start).reshape(shape)
