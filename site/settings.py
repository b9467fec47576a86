"""Where the site is, and where its notebooks run: the one place to change it, and none has to.

GitHub's own variables, which a workflow has, give a fork its own addresses. Without them the site
knows no address, as on a stick, and links to no service.
"""

import os

REPOSITORY = os.environ.get("GITHUB_REPOSITORY", "")  # owner/name
BRANCH = os.environ.get("GITHUB_REF_NAME", "main")
OWNER, _, NAME = REPOSITORY.partition("/")
ADDRESS = os.environ.get("CNNNOTES_SITE") or (NAME and f"https://{OWNER}.github.io/{NAME}/")

RUN = "run/notebooks/index.html?path={}.ipynb"
HOME = BINDER = COLAB = FILES = ""
if REPOSITORY:
    HOME = f"https://github.com/{REPOSITORY}"
    FILES = f"{HOME}/blob/{BRANCH}/"
    BINDER = f"https://mybinder.org/v2/gh/{REPOSITORY}/{BRANCH}?labpath=notebooks%2F{{}}.ipynb"
    COLAB = (
        f"https://colab.research.google.com/github/{REPOSITORY}/blob/{BRANCH}/notebooks/{{}}.ipynb"
    )
