"""How pytest reads this folder: notebooks are executed and compared, their sources are no tests."""

collect_ignore = ["build.py", "contents.py", "src"]


def pytest_collectstart(collector):
    """Compare pictures and cards by their words, `text/plain`; the HTML says the same."""
    if collector.nodeid.endswith(".ipynb"):
        collector.skip_compare += ("text/html",)


def pytest_terminal_summary(terminalreporter):
    """Say how many notebooks were executed, cell by cell."""
    cells = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
        if report.when == "call" and ".ipynb::" in report.nodeid
    ]
    notebooks = {report.nodeid.partition("::")[0] for report in cells}
    same = sum(report.passed for report in cells)
    terminalreporter.write_line(
        f"{len(notebooks)} notebooks executed: {same} of {len(cells)} cells gave what is stored"
    )
