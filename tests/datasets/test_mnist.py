"""Finding, downloading and refusing MNIST, against a real server that misbehaves."""

import gzip
import http.server
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnnotes.datasets import DataError, load_mnist, load_mnist_or_digits, mnist


def idx(array):
    header = b"\0\0\x08" + bytes([array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return gzip.compress(header + array.astype(np.uint8).tobytes())


RNG = np.random.default_rng(0)
ARRAYS = [
    RNG.integers(0, 256, (5, 28, 28)),
    np.arange(5),
    RNG.integers(0, 256, (2, 28, 28)),
    np.array([7, 9]),
]
CONTENT = dict(zip(mnist.FILES, map(idx, ARRAYS), strict=True))
HASHES = {name: sha256(gzip.decompress(content)).hexdigest() for name, content in CONTENT.items()}
FIRST = next(iter(CONTENT))


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves /<behaviour>/<name>."""

    def do_GET(self):
        _, behaviour, name = self.path.split("/")
        self.server.asked.append(self.path)
        if behaviour == "absent":
            return self.send_error(404)
        if behaviour == "together" and name == FIRST:
            self.server.both_here.wait(20)
        content = CONTENT[name]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if behaviour in ("cut", "stalled"):
            content = content[: len(content) // 2]
        if behaviour == "corrupt":
            content = content[:-1] + bytes([content[-1] ^ 1])
        self.wfile.write(content)
        if behaviour == "stalled":
            self.server.closing.wait(20)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.closing = [], threading.Event()
        server.both_here = threading.Barrier(2)
        server.url = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty data folder, and FILES that are small."""
    monkeypatch.setenv("CNNNOTES_DATA", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(mnist, "FILES", HASHES)
    monkeypatch.setattr(mnist, "MIRRORS", ())
    monkeypatch.setattr(mnist, "TIMEOUT", (2, 0.5))
    return tmp_path / "mnist"


def fill(folder):
    folder.mkdir()
    for name, content in CONTENT.items():
        (folder / name).write_bytes(content)


def assert_is_whole(loaded):
    for images, labels, (x, y) in zip(ARRAYS[::2], ARRAYS[1::2], loaded, strict=True):
        assert (x.dtype, y.dtype) == (np.float32, np.int64)
        np.testing.assert_array_equal(x, (images / np.float32(255))[..., None].astype(np.float32))
        np.testing.assert_array_equal(y, labels)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_local_files_are_used_without_a_network(folder):
    fill(folder)
    assert_is_whole(load_mnist())


def test_downloads_once_and_keeps_only_the_four_files(folder, server, monkeypatch):
    monkeypatch.setattr(mnist, "MIRRORS", (server.url + "good/",))
    assert_is_whole(load_mnist())
    assert names(folder) == sorted(CONTENT)
    assert len(server.asked) == 4
    load_mnist()
    assert len(server.asked) == 4


def test_only_what_is_missing_is_downloaded(folder, server, monkeypatch):
    fill(folder)
    (folder / FIRST).unlink()
    monkeypatch.setattr(mnist, "MIRRORS", (server.url + "good/",))
    assert_is_whole(load_mnist())
    assert server.asked == ["/good/" + FIRST]


FAILURES = {
    "absent": "answered 404 Not Found",
    "cut": "could not be reached, or broke off",
    "corrupt": "sent another file than expected (its SHA-256 differs)",
    "stalled": "did not answer in time",
    "refusing": "could not be reached, or broke off",
}


def mirror(server, behaviour):
    if behaviour != "refusing":
        return f"{server.url}{behaviour}/"
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return f"http://127.0.0.1:{unused.getsockname()[1]}/"


@pytest.mark.parametrize("behaviour", FAILURES)
def test_the_second_mirror_helps_out(behaviour, folder, server, monkeypatch):
    monkeypatch.setattr(mnist, "MIRRORS", (mirror(server, behaviour), server.url + "good/"))
    assert_is_whole(load_mnist())
    assert names(folder) == sorted(CONTENT)


@pytest.mark.parametrize(("behaviour", "reason"), FAILURES.items())
def test_a_failed_download_says_why_and_leaves_nothing(
    behaviour, reason, folder, server, monkeypatch
):
    bad = mirror(server, behaviour)
    monkeypatch.setattr(mnist, "MIRRORS", (bad, server.url + "absent/"))
    with pytest.raises(DataError) as caught:
        load_mnist()
    message = str(caught.value)
    assert f"tried: {bad} {reason}\n" in message
    assert f"tried: {server.url}absent/ answered 404" in message
    assert all(word in message for word in (str(folder), *CONTENT, "load_digits()"))
    assert names(folder) == []


def test_what_came_before_a_failure_is_kept(folder, server, monkeypatch):
    monkeypatch.setattr(mnist, "MIRRORS", (server.url + "good/",))
    monkeypatch.setitem(HASHES, list(HASHES)[2], "0" * 64)
    with pytest.raises(DataError, match=r"missing: t10k-images-\S+, t10k-labels-\S+\n"):
        load_mnist()
    assert names(folder) == sorted(list(CONTENT)[:2])


def test_a_killed_download_harms_nobody(folder, server, monkeypatch):
    process = start(server.url + "stalled/", folder, timeout=20)
    while not (folder.exists() and any(folder.glob("download-*/*"))):
        assert process.poll() is None
    process.kill()
    process.wait()
    assert not (folder / FIRST).exists()
    monkeypatch.setattr(mnist, "MIRRORS", (server.url + "good/",))
    assert_is_whole(load_mnist())


def test_two_processes_at_once(folder, server):
    processes = [start(server.url + "together/", folder) for _ in range(2)]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert not server.both_here.broken
    assert names(folder) == sorted(CONTENT)


def start(url, folder, timeout=10):
    code = (
        "import json, sys; from cnnnotes.datasets import mnist;"
        "mnist.MIRRORS, mnist.FILES, mnist.TIMEOUT = json.loads(sys.argv[1]);"
        "mnist.load_mnist()"
    )
    arguments = json.dumps([[url], HASHES, timeout])
    return subprocess.Popen([sys.executable, "-c", code, arguments], stderr=subprocess.PIPE)


def test_without_download_nobody_is_asked(folder, server, monkeypatch):
    monkeypatch.setattr(mnist, "MIRRORS", (server.url + "good/",))
    with pytest.raises(DataError, match=r"MNIST is not in .*\n  missing: train-images"):
        load_mnist(download=False)
    assert server.asked == []
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_named(folder):
    folder.parent.joinpath("mnist").write_text("a file where the folder should be")
    with pytest.raises(DataError, match=r"the folder cannot be written \(.+\)"):
        load_mnist()


def test_a_read_only_folder_is_named(folder):
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write anywhere")
    with pytest.raises(DataError, match=r"the folder cannot be written \(Permission denied\)"):
        load_mnist()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (CONTENT[FIRST][:200], "truncated or damaged (200 bytes)"),
        (b"", "it is empty"),
        (b"<html>Please log in</html>", "starts with 3c 68 74 6d: neither gzip"),
        (gzip.compress(b"\x89PNG pictures"), "starts with 89 50 4e 47"),
        (gzip.compress(b"\0\0\x08\x01\0\0\0\x09\1\2"), "promises 9 bytes, 2 follow"),
        (gzip.compress(b"\0\0\x08\x03\0\0"), "it ends within its header (6 bytes)"),
        (gzip.compress(b"\0\0\x08\0"), "its header names no axes"),
        (gzip.compress(b""), "it is empty"),
        (CONTENT[FIRST][:-8] + bytes(8), "it does not match its checksum"),
        (idx(ARRAYS[2]), "it is whole, but not MNIST's (its SHA-256 differs; Fashion-MNIST"),
    ],
    ids=[
        *("cut", "empty", "a web page", "not IDX", "too short", "cut header", "no axes"),
        *("empty inside", "checksum", "another IDX file"),
    ],
)
def test_a_damaged_file_is_named_and_kept(content, reason, folder, server, monkeypatch):
    fill(folder)
    (folder / FIRST).write_bytes(content)
    monkeypatch.setattr(mnist, "MIRRORS", (server.url + "good/",))
    with pytest.raises(DataError) as caught:
        load_mnist()
    message = str(caught.value)
    assert message.startswith(f"{folder / FIRST} cannot be used: ")
    assert reason in message
    assert "Move it elsewhere, or let CNNNOTES_DATA name another folder" in message
    assert "elete" not in message  # it may be somebody's Fashion-MNIST
    assert (folder / FIRST).read_bytes() == content


SPELLINGS = {
    "unpacked": lambda folder, name: folder / name.removesuffix(".gz"),
    "dotted": lambda folder, name: folder / name.removesuffix(".gz").replace("-idx", ".idx"),
    "torchvision's": lambda folder, name: folder.parent / "MNIST" / "raw" / name[:-3],
}


@pytest.mark.parametrize("spelled", SPELLINGS.values(), ids=SPELLINGS)
def test_the_same_files_unpacked_are_found(spelled, folder):
    for name, content in CONTENT.items():
        path = spelled(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.decompress(content))
    assert_is_whole(load_mnist(download=False))


def test_the_same_content_compressed_again_is_as_good(folder):
    fill(folder)
    again = gzip.compress(gzip.decompress(CONTENT[FIRST]), compresslevel=1)
    assert again != CONTENT[FIRST]
    (folder / FIRST).write_bytes(again)
    assert_is_whole(load_mnist())


def test_falls_back_to_the_digits_in_one_line(folder, capsys):
    name, (x_train, _), _ = load_mnist_or_digits()
    assert (name, len(x_train)) == ("digits", 1438)
    assert capsys.readouterr().out == (
        "Going on with the 1,797 small digits that come with the course: "
        f"MNIST is not in {folder}.\n"
    )


def test_no_fallback_without_need(folder, capsys):
    fill(folder)
    name, *loaded = load_mnist_or_digits(download=False)
    assert name == "mnist"
    assert_is_whole(loaded)
    assert capsys.readouterr() == ("", "")


@settings(deadline=None)
@given(st.binary() | st.binary().map(lambda tail: b"\0\0\x08" + tail))
def test_parse_idx_returns_all_bytes_or_refuses(raw):
    try:
        array = mnist.parse_idx(gzip.compress(raw))
    except ValueError:
        return
    assert gzip.decompress(idx(array)) == raw


@settings(deadline=None)
@given(st.integers(0, len(CONTENT[FIRST]) - 1), st.integers(0, 255))
def test_parse_idx_survives_any_changed_byte(position, value):
    content = bytearray(CONTENT[FIRST])
    content[position] = value
    try:
        array = mnist.parse_idx(bytes(content))
    except ValueError:
        return
    np.testing.assert_array_equal(array, ARRAYS[0])


@pytest.mark.skipif(not os.environ.get("CNNNOTES_DATA"), reason="CNNNOTES_DATA is not set")
def test_the_real_mnist():
    (x_train, y_train), (x_test, y_test) = load_mnist(download=False)
    assert (x_train.shape, x_test.shape) == ((60_000, 28, 28, 1), (10_000, 28, 28, 1))
    assert (x_train.dtype, x_train.min(), x_train.max()) == (np.float32, 0, 1)
    assert y_train[:5].tolist() == [5, 0, 4, 1, 9]
    assert np.bincount(y_test).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_a_home_that_may_not_be_looked_into_has_no_mnist(tmp_path, monkeypatch):
    stat = os.stat

    def refuse(path, *args, **kwargs):
        if str(path).startswith(str(tmp_path / "closed")):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, *args, **kwargs)

    monkeypatch.setattr("os.stat", refuse)
    monkeypatch.setenv("CNNNOTES_DATA", str(tmp_path / "closed"))
    assert load_mnist_or_digits(download=False)[0] == "digits"
