"""A server that is waited for, and a Chromium that asks for nothing but what it serves."""

import socket
import subprocess
import time
import urllib.request

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def answers(address: str, server: subprocess.Popen, seconds: float = 60) -> bool:
    """Wait until a server answers; False if it ends before, or does not within some seconds."""
    end = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=1)
            return True
        except OSError:
            time.sleep(0.1)
    return False
