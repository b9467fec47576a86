"""IPython's configuration in a browser: what happens before the first cell of a notebook runs."""

c = get_config()  # noqa: F821  IPython's own name
c.InteractiveShellApp.exec_lines = [
    # The folder of the notebooks answers slowly: an import looks there last.
    "__import__('sys').path.sort(key=lambda folder: folder == '')",
    # Completions come from the objects themselves, for jedi is left out: see packages.py.
    "get_ipython().Completer.use_jedi = False",
    # What every notebook imports is there while its reader still reads the first lines.
    "__import__('cnnnotes.explorers')",
    "__import__('cnnnotes.grading')",
]
