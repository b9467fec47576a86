"""A prediction comes first, in a browser: what is covered opens with a guess, or its button."""


def test_a_covered_explorer_opens_by_the_guess_and_by_its_button(open_cells, screenshot, tmp_path):
    page = open_cells(
        f"import os\nos.environ['CNNNOTES_ANSWERS'] = {str(tmp_path)!r}\n"
        "from cnnnotes.explorers import geometry, window_walk\n"
        "from cnnnotes.grading import check\nfrom cnnnotes.predict import covered, wait_for\n"
        "from cnnnotes.recall import recall",
        "covered('01_predict_house', window_walk(), 2, 3)",
        "covered('02_predict_positions', geometry(n=12, kernel=3, stride=2))",
        "wait_for('01_predict_house')\n'the map says it'",
        "recall('02', [0], 5, ...)",
        "def test_slide2d(slide2d):\n    assert slide2d([[1, 2], [3, 4]], [[1]])[0][0] == 1\n"
        "check('01_test_slide2d', test_slide2d)",
    )
    screenshot(page, "predictions-covered")
    covered = page.get_by_text("Covered until you have predicted")
    assert covered.count() == 2
    assert page.get_by_text("the map says it", exact=True).count() == 0
    page.get_by_role("button", name="look without a guess").last.click()
    page.get_by_text("5 window positions").wait_for(timeout=20_000)
    assert covered.count() == 1
    assert '"saw_solution": true' in (tmp_path / "02_predict_positions.json").read_text()
    screenshot(page, "predictions-opened")
