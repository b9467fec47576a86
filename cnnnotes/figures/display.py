"""How a figure leaves Python: into a notebook or a file, always with its alt text.

In JupyterLab the picture is an `<img alt>` in HTML, because JupyterLab gives image outputs no alt
text. Beside it stand the plain picture, with its alt text in the metadata, and the alt text alone.
A stored notebook keeps those two: some viewers on the web drop pictures from HTML.
"""

from base64 import b64encode
from html import escape
from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as MatplotlibFigure
from PIL import Image

CSS_DPI = 96  # a browser's pixels per inch


def show(fig: MatplotlibFigure, alt: str | None = None) -> None:
    """Show a figure in the notebook; `alt` says in words what it shows (default: `fig.alt`)."""
    from IPython import get_ipython
    from IPython.display import display

    data, metadata = mimebundle(fig, alt)
    if get_ipython():
        display(data, metadata=metadata, raw=True)
    else:
        print(data["text/plain"])


def save(fig: MatplotlibFigure, path: str | Path | BytesIO, alt: str | None = None) -> None:
    """Write a figure as a PNG file that carries its alt text as its description."""
    words = {"Description": _alt(fig, alt), "Software": None}
    fig.savefig(path, format="png", facecolor="auto", metadata=words)


def mimebundle(fig: MatplotlibFigure, alt: str | None = None) -> tuple[dict, dict]:
    """Return a figure's `(data, metadata)` for IPython's display."""
    words = _alt(fig, alt)
    return picture_bundle(_in_few_colours(_pixels(fig)), words, css_width(fig))


def picture_bundle(png: bytes, alt: str, width: int) -> tuple[dict, dict]:
    """Return `(data, metadata)` of a PNG shown `width` browser pixels wide."""
    encoded = b64encode(png).decode()
    html = picture_html(encoded, alt, width)
    data = {"text/html": html, "image/png": encoded, "text/plain": alt}
    return data, {"image/png": {"alt": alt, "width": width}}


def picture_html(encoded: str, alt: str, width: int) -> str:
    """Return a PNG in base64 as an `<img alt>`."""
    return (
        f'<img alt="{escape(alt)}" src="data:image/png;base64,{encoded}" '
        f'width="{width}" style="max-width:max(100%,32em);height:auto">'
    )


class _SavingCanvas(FigureCanvasAgg):
    """Draws what is animated as well, as all canvases do for a file."""

    def is_saving(self):
        return True


def _pixels(fig):
    """Return a figure as an image; `savefig` would lay it out and draw it twice."""
    before, canvas = fig.canvas, _SavingCanvas(fig)  # which is now its canvas
    try:
        canvas.draw()
    finally:
        fig.set_canvas(before)
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def _in_few_colours(picture):
    """Return a PNG with 256 colours: a third of the size, and alike to the eye."""
    few = picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(written := BytesIO(), "png", optimize=True)
    return written.getvalue()


def css_width(fig: MatplotlibFigure) -> int:
    """Return the width in browser pixels at which a figure is shown."""
    return round(fig.get_figwidth() * CSS_DPI)


def _alt(fig, alt):
    alt = alt or getattr(fig, "alt", "")
    if not alt:
        raise ValueError("alt: got none; say in a sentence what the picture shows")
    return alt
