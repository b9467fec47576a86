"""What others make of a stored notebook, nbconvert and JupyterLab's export, keeps its alt text."""

import json

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter, SlidesExporter
from solved import NOTEBOOKS
from traitlets.config import Config

SETTINGS = NOTEBOOKS.parent / "etc" / "jupyter"


@pytest.mark.parametrize("exporter", [HTMLExporter, SlidesExporter])
@pytest.mark.parametrize(
    "settings", ["jupyter_nbconvert_config.json", "jupyter_server_config.d/cnnnotes.json"]
)
def test_every_picture_is_exported_with_its_alt_text(exporter, settings):
    notebook = nbformat.read(NOTEBOOKS / "00-start-here.ipynb", as_version=4)
    alts = [
        output.metadata["image/png"]["alt"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    config = Config(json.loads((SETTINGS / settings).read_text()))
    page, _ = exporter(config=config).from_notebook_node(notebook)
    assert "No description" not in page
    assert alts
    assert [alt for alt in alts if f'alt="{alt}"' not in page] == []
