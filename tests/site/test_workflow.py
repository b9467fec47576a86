"""The workflow that publishes the site: what it does is what is done here."""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_it_publishes_the_folder_that_make_site_makes():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"))
    [job] = workflow["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs == ["make site"]
    assert {"path": "build/site"} in [step.get("with") for step in job["steps"]]
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
