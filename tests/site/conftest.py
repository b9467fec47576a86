"""The site as `make site` left it, behind a server, and a browser that reaches nothing else."""

import functools
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "build" / "site"


class Quiet(SimpleHTTPRequestHandler):
    """Any host's answers: no compression, no special headers, files known by their date."""

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
def keep_inside(address):
    """Return a function that lets a browser's context reach the site alone.

    What else is asked for is added to the list that it is given.
    """

    def keep(context, asked):
        def gate(route):
            if route.request.url.startswith((address, "data:", "blob:")):
                return route.continue_()
            asked.append(f"asked for {route.request.url}")
            return route.abort()

        context.route("**", gate)

    return keep


@pytest.fixture
def visit(browser, address, keep_inside):
    """Return a function that opens a page of the site; what goes wrong is in `page.problems`."""
    contexts = []

    def open_page(path, width=1400, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, service_workers="block"
        )
        contexts.append(context)
        page, page.problems = context.new_page(), []
        page.on("console", lambda message: page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        keep_inside(context, page.problems)
        page.goto(address + path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()
