"""The pages: hostile text stays text, nothing is asked for from outside, everyone can read them."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from invented_class import FLAG, HOSTILE, RUN, invented_class

from cnnnotes.classroom.reports import write_reports

WIDTHS = (1400, 800, 360)
VOID = {"br", "hr", "img", "input", "link", "meta", "line", "wbr"}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The folder of a report."""
    folder = tmp_path_factory.mktemp("report")
    write_reports(folder, RUN, [*invented_class(), *invented_class("00 start here", 9, seed=1)])
    return folder


@pytest.fixture(scope="module")
def pages(report):
    """Every page by its path."""
    return {path: path.read_text("utf-8") for path in report.rglob("*.html")}


class Page(HTMLParser):
    """Holds that elements nest, and collects tags, attributes and headings."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.links, self.ids, self.text = [], set(), [], set(), []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("src", "style", "srcset", "action"), name
            if name == "href":
                self.links.append(value)
            if name == "id":
                assert value not in self.ids, value
                self.ids.add(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


def test_what_was_handed_in_is_never_markup(pages):
    for text in pages.values():
        page = Page(text)
        assert not page.tags & {"script", "img", "iframe", "link", "form", "object", "base"}


def test_hostile_names_are_shown_as_they_are(report, pages):
    words = "".join(Page(pages[report / "index.html"]).text)
    for name in HOSTILE:
        shown = name.encode("utf-8", "backslashreplace").decode()
        assert shown[:50] in words


def test_links_lead_to_pages_that_are_there(report, pages):
    for path, text in pages.items():
        page = Page(text)
        for link in page.links:
            target, _, anchor = link.partition("#")
            other = path.parent / target if target else path
            assert other in pages
            assert not anchor or anchor in Page(pages[other]).ids


def test_the_policy_allows_the_one_style_sheet_and_nothing_else(pages):
    for text in pages.values():
        [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        digest = b64encode(sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}';"
        assert f'http-equiv="Content-Security-Policy" content="{policy}' in text
        assert "url(" not in style
        assert "@import" not in style


def test_a_student_sees_what_the_notebook_shows_and_nothing_for_the_teacher(report, pages):
    one = next(one for one in invented_class() if one.student == HOSTILE[0])
    [path] = report.glob("students/script*")
    words = "".join(Page(pages[path]).text)
    for result in one.exercises[1:]:
        assert result.card_text.splitlines()[0] in words
    assert one.exercises[0].trouble in words
    assert one.exercises[0].source in words
    assert FLAG not in words
    assert FLAG in pages[report / "index.html"]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_ask_for_nothing_and_can_be_read_by_all(scheme, browser, report, axe):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    asked, page = [], context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for path in (report / "index.html", report / "students" / "ada-lovelace.html"):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.add_script_tag(path=axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        assert serious == [], json.dumps(serious, indent=1)[:3000]
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []


@pytest.mark.browser
def test_the_browser_finds_nothing_to_object_to(browser, report):
    said = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in report.rglob("*.html"):
        page.goto(path.as_uri())
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    page.close()
    assert said == []
