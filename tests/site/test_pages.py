"""Every page of the site: it opens, fits, asks for nothing outside, and everyone can read it."""

import json
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.stem for path in ROOT.glob("notebooks/*.ipynb"))
# Code, formulas and navigation look alike everywhere: one page alone is looked at with them.
SEEN_WHOLE = "notebooks/01-convolution.html"
ONE_OF_EACH = {SEEN_WHOLE, "index.html", "search.html", "docs/teachers.html"}
ONE_OF_EACH |= {"reference/datasets.html", "_modules/cnnnotes/ops/conv.html"}
MADE_ALIKE = ("_modules/", "reference/")
ALIKE = [".highlight", ".sidebar-drawer", ".katex"]
AXE = """alike => axe.run(
    {include: document, exclude: alike.filter(one => document.querySelector(one))},
    {resultTypes: ["violations"]})"""
FRAMES = 40_000_000  # bytes


class Page(HTMLParser):
    """Collects what a page points at, what can be pointed at, and pictures without a word."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.wordless = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids |= {attrs.get("id"), attrs.get("name")}
        self.links += [attrs[name] for name in ("href", "src", "data-frames") if attrs.get(name)]
        if tag == "img" and "alt" not in attrs:
            self.wordless.append(attrs["src"])


@pytest.fixture(scope="module")
def pages(site):
    """Every page of ours by its path; JupyterLite's own are in `run`."""
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    paths = [path for path in found if not path.startswith("run/")]
    return {path: Page((site / path).read_text("utf-8")) for path in paths}


def test_links_lead_to_what_is_there(site, pages):
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    broken = set()
    for path, page in pages.items():
        for link in page.links:
            to = urlsplit(link)
            if to.scheme in ("http", "https", "mailto", "data"):
                continue
            target = normpath(join(dirname(path), unquote(to.path))) if to.path else path
            if target.startswith("run/") and "run/index.html" not in files:
                continue  # the site was built to be read alone
            found = {target, f"{target}/index.html"} & files
            lost = to.fragment and target in pages and unquote(to.fragment) not in pages[target].ids
            if not found or lost:
                broken.add((path, link))
    assert broken == set()


def test_every_picture_says_what_it_shows(pages):
    assert {path: page.wordless for path, page in pages.items() if page.wordless} == {}


def test_every_notebook_is_a_page_and_a_file(site, pages):
    for name in NOTEBOOKS:
        assert f"notebooks/{name}.html" in pages
        assert (site / "files" / f"{name}.ipynb").exists()


def test_frames_are_few_enough(site):
    assert sum(path.stat().st_size for path in (site / "frames").iterdir()) <= FRAMES


@pytest.mark.browser
def test_pages_open_fit_and_can_be_read_by_all(visit, address, pages, axe):
    """On a phone in the dark and on a desk in the light: opened at one, made the other, in turn."""
    wrong, page = {}, visit("index.html")
    ways = [(360, "dark"), (1400, "light")]
    for path in pages:
        for place, (width, scheme) in enumerate(ways):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if place == 0:
                page.goto(address + path, wait_until="load")
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                page.problems.append(f"is {wide} pixels wide, in {width}")
            if path in ONE_OF_EACH or (scheme == "light" and not path.startswith(MADE_ALIKE)):
                page.problems += _barriers(page, axe, ALIKE if path != SEEN_WHOLE else [])
        if page.problems:
            wrong[path] = page.problems[:]
            page.problems.clear()
        ways.reverse()
    assert wrong == {}


def _barriers(page, axe, alike):
    """What keeps people from reading a page, as axe-core sees it; `alike` is not looked at."""
    page.add_script_tag(path=axe)
    found = page.evaluate(AXE, alike)["violations"]
    return [
        json.dumps([one["id"], [node["html"][:200] for node in one["nodes"][:3]]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.browser
def test_the_search_finds_words_of_a_notebook(visit):
    page = visit("search.html?q=im2col")
    page.wait_for_selector("#search-results li a")
    links = page.locator("#search-results li a").evaluate_all("all => all.map(one => one.href)")
    assert any("01-convolution" in link for link in links)
    assert page.problems == []
