"""A notebook as a page of Markdown, from its stored outputs; nothing runs."""

import json
from base64 import b64decode
from html import escape
from pathlib import Path
from typing import Any

import nbformat
import players
from links import linked
from PIL import Image
from settings import BINDER, COLAB, HOME, RUN


def page(notebook: Path, frames: Path, pictures: Path) -> str:
    """Return a notebook as MyST Markdown; its pictures are written to `pictures`.

    An explorer moves where `frames` holds its frames.
    """
    parts = []
    for place, cell in enumerate(nbformat.read(notebook, 4).cells):
        stem = f"{notebook.stem}-{place}"
        if cell.cell_type == "markdown":
            parts.append(linked(cell.source, f"notebooks/{notebook.stem}.md"))
            continue
        parts.append(f"```python\n{cell.source}\n```")
        moving = frames / f"{stem}.json"
        if moving.exists():
            stored = (one.get("metadata", {}).get("image/png") for one in cell.outputs)
            [alt] = (about["alt"] for about in stored if about)
            told = json.loads(moving.read_text("utf-8"))
            parts.append(_raw(players.player(stem, told, notebook.stem, alt)))
        else:
            outputs = enumerate(cell.outputs)
            shown = [_shown(one, pictures / f"{stem}-{n}.png") for n, one in outputs]
            parts += [_raw(one) for one in shown if one]
    title, _, rest = "\n\n".join(parts).partition("\n")
    return f"{title}\n\n{_raw(ways(notebook.stem))}\n{rest}\n"


def ways(stem: str) -> str:
    """Return the links to run a notebook: here, on one's own machine, elsewhere."""
    links = [
        f'<a href="../{RUN.format(stem)}">Run this notebook</a>',
        f'<a href="../files/{stem}.ipynb" download>Download</a>',
    ]
    elsewhere = {"Binder": BINDER, "Colab": COLAB}
    links += [f'<a href="{way.format(stem)}">{name}</a>' for name, way in elsewhere.items() if way]
    if COLAB:
        first = f"%pip install git+{HOME}"
        links.append(f"<span>Colab wants this in a first cell: <code>{first}</code></span>")
    return f'<nav class="ways" aria-label="Run it">{" ".join(links)}</nav>'


def picture(path: Path, alt: str, width: int) -> str:
    """Return an `<img>` of a file beside the pages, shown `width` browser pixels wide."""
    across, down = Image.open(path).size
    return (
        f'<div class="picture"><img src="../{path.parent.name}/{path.name}" alt="{escape(alt)}" '
        f'width="{width}" height="{round(width * down / across)}" loading="lazy"></div>'
    )


def _shown(output: Any, path: Path) -> str:
    """Return an output as HTML."""
    if output.output_type == "stream":
        return _text(output.text)
    if "image/png" in output.data:
        path.write_bytes(b64decode(output.data["image/png"]))
        about = output.metadata["image/png"]
        return picture(path, about["alt"], about["width"])
    if "text/html" in output.data:
        return f'<div class="card">{output.data["text/html"]}</div>'
    return _text(output.data["text/plain"])


def _text(text):
    kind = "said" if "\n" in text.rstrip() else "said line"  # which may wrap
    return f'<pre class="{kind}">{escape(text.rstrip())}</pre>'


def _raw(html):
    return f"````{{raw}} html\n{html}\n````"
