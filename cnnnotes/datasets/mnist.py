"""MNIST: found on this machine, or downloaded once."""

import gzip
import hashlib
import math
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from cnnnotes.datasets.digits import load_digits
from cnnnotes.datasets.folders import DataError, data_folder

FILES = {  # in the order that load_mnist reads them, with the SHA-256 of each
    "train-images-idx3-ubyte.gz": (
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"
    ),
    "train-labels-idx1-ubyte.gz": (
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"
    ),
    "t10k-images-idx3-ubyte.gz": (
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"
    ),
    "t10k-labels-idx1-ubyte.gz": (
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"
    ),
}
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
TIMEOUT = (5, 20)  # seconds to connect, and seconds without a byte


def load_mnist(*, download=True):
    """Load MNIST as `(x_train, y_train), (x_test, y_test)`, downloading it the first time.

    Images are float32 `(60000, 28, 28, 1)` and `(10000, 28, 28, 1)` from 0 (paper) to 1 (ink),
    labels int64. The files lie in `$CNNNOTES_DATA/mnist`, else in a clone's `data/mnist`, else in
    the user's cache. Missing or damaged files are a `DataError` that says what to do.
    Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits".

    >>> (x_train, y_train), (x_test, y_test) = load_mnist()  # doctest: +SKIP
    """
    folder = data_folder() / "mnist"
    failures = []
    if download and _missing(folder):
        failures = _download(folder)
    if missing := _missing(folder):
        raise DataError(_advice(folder, missing, failures))
    x_train, y_train, x_test, y_test = (_read(folder / name) for name in FILES)
    return (_images(x_train), y_train.astype(np.int64)), (_images(x_test), y_test.astype(np.int64))


def load_mnist_or_digits(*, download=True):
    """Load MNIST, or the embedded digits with one printed line: `name, (x, y), (x_test, y_test)`.

    `name` is `"mnist"` or `"digits"`; the arrays are those of `load_mnist` or `load_digits`.

    >>> name, (x_train, y_train), (x_test, y_test) = load_mnist_or_digits()  # doctest: +SKIP
    """
    try:
        return "mnist", *load_mnist(download=download)
    except DataError as error:
        why = str(error).splitlines()[0]
        print(f"Going on with the 1,797 small digits that come with the course: {why}")
        return "digits", *load_digits()


def parse_idx(compressed: bytes):
    """Decode a gzipped IDX file of bytes, MNIST's format, to a uint8 array of its own shape.

    Anything but a whole file is a `ValueError` that says what is wrong.

    >>> parse_idx(gzip.compress(bytes([0, 0, 8, 1, 0, 0, 0, 2, 7, 9])))
    array([7, 9], dtype=uint8)
    """
    try:
        raw = gzip.decompress(compressed)
    except gzip.BadGzipFile:
        raise ValueError("it is not a gzip file, or its content is damaged") from None
    except (EOFError, zlib.error):
        raise ValueError(f"it is cut or damaged ({len(compressed):,} bytes)") from None
    if len(raw) < 4 or raw[:3] != b"\0\0\x08":
        raise ValueError(
            f"it starts with {raw[:4].hex(' ')}, not 00 00 08 as IDX files of bytes do"
        )
    start = 4 + 4 * raw[3]
    shape = [int.from_bytes(raw[i : i + 4]) for i in range(4, start, 4)]
    if len(raw) != start + math.prod(shape):
        promised = " × ".join(map(str, shape))
        raise ValueError(f"its header promises {promised} bytes, {len(raw) - start:,} follow")
    return np.frombuffer(raw, np.uint8, offset=start).reshape(shape)


def _missing(folder):
    return [name for name in FILES if not (folder / name).exists()]


def _download(folder):
    """Fetch what is missing, mirror after mirror; return what went wrong, a line for each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = TemporaryDirectory(dir=folder, prefix="download-")
    except OSError as error:
        return [f"the folder cannot be written ({error.strerror})"]
    failures = []
    with scratch:
        for mirror in MIRRORS:
            try:
                for name in _missing(folder):
                    _fetch(mirror + name, Path(scratch.name, name), folder / name)
            except (OSError, ValueError) as error:
                failures.append(f"{mirror} {_reason(error)}")
    return failures


def _fetch(url, part, path):
    """Download to `part`; move it to `path` in one step once it is whole."""
    import pooch
    from tqdm import tqdm

    # pooch wants a bar with a total, and corrects it when the server has answered
    with tqdm(desc=path.name, total=1, unit="B", unit_scale=True, leave=False) as bar:
        get = pooch.HTTPDownloader(progressbar=bar, chunk_size=2**16, timeout=TIMEOUT)
        get(url, part, None)
    if _sha256(part.read_bytes()) != FILES[path.name]:
        raise ValueError(url)
    part.replace(path)


def _reason(error):
    if isinstance(error, ValueError):
        return "sent another file than expected (its SHA-256 differs)"
    if (response := getattr(error, "response", None)) is not None:
        return f"answered {response.status_code} {response.reason}"
    if error.errno:
        return f"could not be saved here ({error.strerror})"
    if "timed out" in str(error):
        return "did not answer in time"
    return "could not be reached, or broke off"


def _advice(folder, missing, failures):
    tried = "".join(f"\n  tried: {failure}" for failure in failures)
    return (
        f"MNIST is not in {folder}{' and could not be downloaded' if failures else ''}.{tried}\n"
        f"  missing: {', '.join(missing)}\n"
        "Run this again with a network, or put the missing files into that folder, or let\n"
        "CNNNOTES_DATA name a folder whose subfolder mnist has them, or go on with load_digits()."
    )


def _read(path):
    try:
        compressed = path.read_bytes()
        array = parse_idx(compressed)
        if _sha256(compressed) != FILES[path.name]:
            raise ValueError("it is not MNIST's own file (its SHA-256 differs)")
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path} cannot be used: {error}.\n"
            "Delete it and run this again to download it, or go on with load_digits()."
        ) from error
    return array


def _sha256(content):
    return hashlib.sha256(content).hexdigest()


def _images(pixels):
    return np.divide(pixels, np.float32(255), dtype=np.float32)[..., None]
