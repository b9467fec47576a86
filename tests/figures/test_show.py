import subprocess
import sys
from html.parser import HTMLParser

import nbformat
import pytest
from matplotlib.figure import Figure as MatplotlibFigure
from nbclient import NotebookClient
from PIL import Image

from cnnnotes.figures import new_figure, save, show
from cnnnotes.figures.display import mimebundle

WORDS = 'Loss falls from 3 × "much" to <1 & stays.'


def images_in(html):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(html)
    return found


def test_a_notebook_holds_the_picture_and_its_words():
    code = f"from cnnnotes.figures import *\nfig = new_figure(alt={WORDS!r})"
    cells = [nbformat.v4.new_code_cell(cell) for cell in (code, "show(fig)", "fig")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook).execute()
    for cell in cells[1:]:
        [output] = cell.outputs
        assert set(output.data) == {"text/html", "image/png", "text/plain"}
        assert output.data["text/plain"] == output.metadata["image/png"]["alt"] == WORDS
        [(tag, image)] = images_in(output.data["text/html"])
        assert (tag, image["alt"]) == ("img", WORDS)
        assert image["src"] == f"data:image/png;base64,{output.data['image/png'].strip()}"


def test_words_may_be_given_to_any_matplotlib_figure():
    data, metadata = mimebundle(MatplotlibFigure(), "A line.")
    assert data["text/plain"] == metadata["image/png"]["alt"] == "A line."


@pytest.mark.parametrize("fig", [new_figure(), MatplotlibFigure()])
def test_a_picture_without_words_is_refused(fig, tmp_path):
    for leave in (show, lambda fig: save(fig, tmp_path / "picture.png")):
        with pytest.raises(ValueError, match="alt"):
            leave(fig)


def test_a_terminal_gets_the_words(capsys):
    show(new_figure(alt=WORDS))
    assert capsys.readouterr().out == WORDS + "\n"


def test_a_file_carries_the_words_on_an_opaque_ground(tmp_path):
    save(new_figure(2, 1, alt="−1 → 1"), tmp_path / "picture.png")
    picture = Image.open(tmp_path / "picture.png")
    assert picture.text["Description"] == "−1 → 1"
    assert picture.convert("RGBA").getextrema() == ((255, 255),) * 4


def test_figures_need_no_widgets_and_no_pyplot():
    code = (
        "import sys, cnnnotes.figures\n"
        "print({'ipywidgets', 'IPython', 'matplotlib.pyplot'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
