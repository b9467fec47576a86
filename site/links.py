"""Links between the project's files, as links between the site's pages."""

import re
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath

from settings import FILES, HOME

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/teachers.md",
    "docs/attacks.md",
    "docs/broken-grounds.md",
    "data/README.md",
]
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#:]+)(#[^)\s]*)?\)")


def linked(markdown: str, page: str) -> str:
    """Let the links of a page's Markdown lead to pages; `page` is where it lies in the project.

    A notebook is a page, and so is the source of a module. What is neither is a link to the
    repository, where the site knows one, and plain text otherwise. So is a page of GitHub's own:
    `../../deployments`, which leads there from every fork's README.

    >>> linked("[next](02-padding-and-stride.ipynb#recap)", "notebooks/01-convolution.md")
    '[next](02-padding-and-stride.md#recap)'
    >>> linked("[`conv.py`](../cnnnotes/ops/conv.py)", "notebooks/01-convolution.md")
    '<a href="../_modules/cnnnotes/ops/conv.html"><code>conv.py</code></a>'
    """

    def replaced(link):
        text, target, anchor = link.group(1), link.group(2), link.group(3) or ""
        file, up = normpath(join(dirname(page), target)), "../" * page.count("/")
        if target.startswith("../../"):
            return f"[{text}]({HOME}/{target[6:]})" if HOME else text
        if file in PAGES or not (ROOT / file).exists():
            return link.group()
        if file.startswith("notebooks/") and file.endswith(".ipynb"):
            return f"[{text}]({target.removesuffix('.ipynb')}.md{anchor})"
        if file == "notebooks":
            return f"[{text}]({up}index.md)"
        if file.startswith("LICENSE"):
            return f"[{text}]({up}licences.md)"
        if file.startswith("cnnnotes/") and file.endswith(".py"):
            said = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
            return f'<a href="{up}_modules/{file.removesuffix(".py")}.html">{said}</a>'
        return f"[{text}]({FILES}{file})" if FILES else text

    return LINK.sub(replaced, markdown)
