"""nbconvert's pages and slides show pictures with their alt text.

The templates of nbconvert leave out the alt text that stands in a picture's metadata.
`etc/jupyter` names this to nbconvert and to JupyterLab's own export.
"""

from typing import Any

from nbconvert.preprocessors import Preprocessor

from cnnnotes.figures.display import picture_html


class AltText(Preprocessor):
    """Give each picture that has only alt text in its metadata an `<img alt>`, too."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Return the cell, changed in place, and `resources` as they are."""
        for output in cell.get("outputs", []):
            about = output.get("metadata", {}).get("image/png", {})
            if "alt" in about and "text/html" not in output.data:
                png = output.data["image/png"]
                output.data["text/html"] = picture_html(png, about["alt"], about.get("width", 640))
        return cell, resources
