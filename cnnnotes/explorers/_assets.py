"""JavaScript and CSS of the widgets, which lie in files of their own beside this one."""

from importlib.resources import files

from cnnnotes import palette


def script(name: str) -> str:
    """Return a file's JavaScript."""
    return files(__package__).joinpath(name).read_text("utf-8")


def style(*names: str) -> str:
    """Return the CSS of some files, with the palette as variables before it."""
    return palette.css(":root") + "".join(map(script, names))
