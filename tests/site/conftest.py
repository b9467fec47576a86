"""The site as `make site` left it, behind a server, and a browser that reaches nothing else."""

import functools
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "build" / "site"


class Quiet(SimpleHTTPRequestHandler):
    """A plain host's answers, without compression; kept for ten minutes, as GitHub Pages asks."""

    protocol_version = "HTTP/1.1"

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def site():
    """The folder of the site."""
    if (SITE / "index.html").exists():
        return SITE
    if os.environ.get("CNNNOTES_SITE"):
        pytest.fail("no site in build/site: make site")
    pytest.skip("left out: no site in build/site (make site)")


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served, `http://127.0.0.1:…/`."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def flags():
    """How a browser is started for which there is no other host."""
    nowhere = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    return ("--no-sandbox", "--disable-gpu", nowhere)


@pytest.fixture(scope="module")
def browser(running_chromium, flags):
    with running_chromium(flags) as browser:
        yield browser


@pytest.fixture(scope="session")
def watch(address):
    """Return a function that adds to a list what a browser's context asks other hosts for."""

    def note(context, asked):
        def look(request):
            if not request.url.startswith((address, "data:", "blob:")):
                asked.append(f"asked for {request.url}")

        context.on("request", look)

    return note


@pytest.fixture
def visit(browser, address, watch):
    """Return a function that opens a page of the site, for somebody who was never there.

    What goes wrong is in `page.problems`, what the page asked for in `page.asked`.
    """
    contexts = []

    def open_page(path, width=1400, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, service_workers="block"
        )
        contexts.append(context)
        page = context.new_page()
        page.problems, page.asked = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        watch(context, page.problems)
        page.goto(address + path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()
