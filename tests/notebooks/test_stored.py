"""What people open is what the sources say, runs nothing, hides nothing, and shows to everyone."""

import os
import re
from pathlib import Path

import nbformat

from cnnnotes import __version__, explorers

# Where a machine keeps its own things; none of it belongs into a notebook.
MACHINE = re.compile(r"/(home|root|tmp|Users|var)/|[A-Z]:\\|site-packages|\.venv")


def outputs(notebook):
    return [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs]


def test_it_is_what_its_source_says(build, source, notebook):
    def said(notebook):
        return [(c.id, c.cell_type, c.source, dict(c.metadata)) for c in notebook.cells]

    assert said(notebook) == said(build.read(source)), "run `make notebooks`"
    assert notebook.metadata == build.METADATA
    assert notebook.metadata.cnnnotes.version == __version__


def test_it_is_a_valid_notebook_of_modest_size(build, path, notebook):
    nbformat.validate(notebook)
    assert path.stat().st_size < build.MOST_BYTES


def test_every_cell_has_run_in_order_without_an_error(notebook):
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert {out.output_type for out in outputs(notebook)} <= {
        "stream",
        "execute_result",
        "display_data",
    }
    assert [out.text for out in outputs(notebook) if out.get("name") == "stderr"] == []


def test_every_picture_has_words(notebook):
    pictures = [out for out in outputs(notebook) if "image/png" in out.get("data", {})]
    assert pictures
    for picture in pictures:
        assert picture.metadata["image/png"]["alt"] == picture.data["text/plain"]
        assert len(picture.data["text/plain"].split()) > 2


def test_below_an_explorers_picture_stands_how_to_move_it(build, notebook):
    for cell in notebook.cells:
        names = re.findall(r"^(?:\w+ = )?(?:explorers\.)?(\w+)\(", cell.source, re.MULTILINE)
        *_, last = cell.source.splitlines()
        is_picture = last.startswith("figures.show(")  # of an explorer, but not it itself
        if cell.cell_type == "code" and set(names) & set(explorers.__all__) and not is_picture:
            *_, picture, move = cell.outputs
            assert "image/png" in picture.data
            assert move.data == {"text/html": build.MOVE}


def test_cells_and_what_they_gave_are_of_one_run(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == [*range(1, len(cells) + 1)]
    for cell in cells:
        counts = {out.execution_count for out in cell.outputs if "execution_count" in out}
        assert counts <= {cell.execution_count}


def test_in_a_slide_show_each_heading_begins_a_slide(notebook):
    texts = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    kinds = [cell.metadata.slideshow.slide_type for cell in texts]
    headings = [cell.source.startswith(("# ", "## ")) for cell in texts]
    assert [kind == "slide" for kind in kinds] == headings
    assert set(kinds) == {"slide", "subslide"}


def test_no_widget_and_no_second_copy_of_a_picture_is_stored(notebook):
    for out in outputs(notebook):
        data = out.get("data", {})
        assert not any("widget" in mime for mime in data)
        assert "image/png" not in data or "text/html" not in data


def test_nothing_in_it_tells_of_the_machine_that_built_it(notebook):
    texts = [cell.source for cell in notebook.cells]
    for out in outputs(notebook):
        texts += [out.get("text", ""), *(out.get("data", {}).get(m, "") for m in ("text/plain",))]
    assert [found for text in texts if (found := MACHINE.search(text))] == []
    assert not any(str(Path(os.getcwd())) in text for text in texts)
