"""MNIST: found on this machine, or downloaded once."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from cnnnotes import browser, resources
from cnnnotes.datasets.digits import load_digits
from cnnnotes.datasets.folders import DataError, Split, Splits
from cnnnotes.datasets.idx import parse_idx, unpack

FILES = {  # in the order that load_mnist reads them, with the SHA-256 of each, unpacked
    "train-images-idx3-ubyte.gz": (
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
    ),
    "train-labels-idx1-ubyte.gz": (
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"
    ),
    "t10k-images-idx3-ubyte.gz": (
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
    ),
    "t10k-labels-idx1-ubyte.gz": (
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
    ),
}
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
TIMEOUT = (5, 20)  # seconds to connect, and seconds without a byte


def load_mnist(*, download: bool = True) -> Splits:
    """Load MNIST as `(x_train, y_train), (x_test, y_test)`, downloading it the first time.

    Images are float32 `(60000, 28, 28, 1)` and `(10000, 28, 28, 1)` from 0 (paper) to 1 (ink),
    labels int64. The files lie in `$CNNNOTES_DATA/mnist`, else in a clone's `data/mnist`, else in
    the user's cache, compressed or unpacked; nothing is asked of the network with
    `download=False`. Missing or damaged files are a `DataError` that says what to do.
    Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits".

    >>> (x_train, y_train), (x_test, y_test) = load_mnist()  # doctest: +SKIP
    """
    folder = resources.data_folder() / "mnist"
    failures = []
    if download and not browser.HERE and _missing(folder):
        failures = _download(folder)
    missing = _missing(folder)
    if missing and browser.HERE:
        raise DataError(browser.NO_DOWNLOAD)
    if missing:
        raise DataError(_advice(folder, missing, failures))
    x_train, y_train, x_test, y_test = (_read(folder, name) for name in FILES)
    return (_images(x_train), y_train.astype(np.int64)), (_images(x_test), y_test.astype(np.int64))


def load_mnist_or_digits(*, download: bool = True) -> tuple[str, Split, Split]:
    """Load MNIST, or the embedded digits with one printed line: `name, (x, y), (x_test, y_test)`.

    `name` is `"mnist"` or `"digits"`; the arrays are those of `load_mnist` or `load_digits`.

    >>> name, (x_train, y_train), (x_test, y_test) = load_mnist_or_digits()  # doctest: +SKIP
    """
    try:
        return "mnist", *load_mnist(download=download)
    except DataError as error:
        why = str(error).splitlines()[0]
        print(f"Going on with the 1,797 small digits that come with the course: {why}")
        if browser.HERE:
            print(browser.SHORT)
        return "digits", *load_digits()


def _find(folder: Path, name: str) -> Path | None:
    """One of MNIST's files, whether compressed, unpacked, or named and placed as others do."""
    plain = name.removesuffix(".gz")
    dotted = plain.replace("-idx", ".idx")  # as some archives spell it
    torchvision = folder.parent / "MNIST" / "raw"
    for place in (folder, torchvision):
        for spelled in (name, plain, f"{dotted}.gz", dotted):
            if os.path.isfile(place / spelled):  # where one may not even look, there is none
                return place / spelled
    return None


def _missing(folder: Path) -> list[str]:
    return [name for name in FILES if _find(folder, name) is None]


def _download(folder: Path) -> list[str]:
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


def _fetch(url: str, part: Path, path: Path) -> None:
    """Download to `part`; move it to `path` in one step once it is whole."""
    import pooch
    from tqdm import tqdm

    # pooch wants a bar with a total, and corrects it when the server has answered
    with tqdm(desc=path.name, total=1, unit="B", unit_scale=True, leave=False) as bar:
        get = pooch.HTTPDownloader(progressbar=bar, chunk_size=2**16, timeout=TIMEOUT)
        get(url, part, None)
    if _sha256(unpack(part.read_bytes())) != FILES[path.name]:
        raise ValueError(url)
    part.replace(path)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return "sent another file than expected (its SHA-256 differs)"
    if (response := getattr(error, "response", None)) is not None:
        return f"answered {response.status_code} {response.reason}"
    if error.errno:
        return f"could not be saved here ({error.strerror})"
    if "timed out" in str(error):
        return "did not answer in time"
    return "could not be reached, or broke off"


def _advice(folder: Path, missing: Sequence[str], failures: Sequence[str]) -> str:
    tried = "".join(f"\n  tried: {failure}" for failure in failures)
    return (
        f"MNIST is not in {folder}{' and could not be downloaded' if failures else ''}.{tried}\n"
        f"  missing: {', '.join(missing)}\n"
        "Run this again with a network, or put the missing files into that folder, or let\n"
        "CNNNOTES_DATA name a folder whose subfolder mnist has them, or go on with load_digits()."
    )


def _read(folder: Path, name: str) -> np.ndarray:
    path = _find(folder, name) or folder / name
    try:
        raw = unpack(path.read_bytes())
        array = parse_idx(raw)
        if _sha256(raw) != FILES[name]:
            raise ValueError(
                "it is whole, but not MNIST's (its SHA-256 differs; Fashion-MNIST and KMNIST give "
                "their files the same names)"
            )
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path} cannot be used: {error}.\n"
            "Move it elsewhere, or let CNNNOTES_DATA name another folder, and run this again to\n"
            "download MNIST, or go on with load_digits()."
        ) from error
    return array


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _images(pixels: np.ndarray) -> np.ndarray:
    return np.divide(pixels, np.float32(255), dtype=np.float32)[..., None]
