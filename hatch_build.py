"""The package's links: where it is known whose repository this is, they lead there.

GitHub's workflows tell it, and a fork then has its own addresses. Without, there are none.
"""

import os
import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

HERE = re.compile(r"\]\((?!https?://|#)([^)]+)\)")  # a link to a file of the repository


class CustomMetadataHook(MetadataHookInterface):
    """Gives the package its addresses, and a README whose links work outside the repository."""

    def update(self, metadata: dict) -> None:
        """Set `urls` and `readme`."""
        readme = Path(self.root, "README.md").read_text("utf-8")
        if repository := os.environ.get("GITHUB_REPOSITORY"):
            owner, _, name = repository.partition("/")
            branch = os.environ.get("GITHUB_REF_NAME", "main")
            home = f"https://github.com/{repository}"
            metadata["urls"] = {
                "Documentation": f"https://{owner}.github.io/{name}/",
                "Source": home,
                "Issues": f"{home}/issues",
                "Changelog": f"{home}/blob/{branch}/CHANGELOG.md",
            }
            # /raw/ gives a picture itself, and leads a reader to a text's page.
            readme = HERE.sub(rf"]({home}/raw/{branch}/\1)", readme)
        metadata["readme"] = {"content-type": "text/markdown", "text": readme}
