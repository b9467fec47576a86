"""Intervals against their definition, verdicts on differences, and what a claim says."""

import numpy as np
import pytest

from cnnnotes import chance


@pytest.mark.parametrize(("right", "of"), [(0, 10), (1, 10), (298, 359), (9_911, 10_000), (5, 5)])
def test_an_end_of_the_interval_is_where_the_count_is_just_not_rare(right, of):
    """Wilson's interval solves |p̂ − p| = z·√(p(1 − p)/n); clipped, it is 0 or 1."""
    for end in chance.interval(right, of):
        error = abs(right / of - end) - chance.Z * np.sqrt(end * (1 - end) / of)
        assert end in (0, 1) or abs(error) < 1e-12


def test_it_holds_the_true_fraction_in_about_95_of_100_cases():
    rng = np.random.default_rng(0)
    for true in (0.5, 0.9, 0.99):
        ends = [chance.interval(int(right), 400) for right in rng.binomial(400, true, 2000)]
        inside = np.mean([low <= true <= high for low, high in ends])
        assert 0.92 < inside < 0.98


@pytest.mark.parametrize(("right", "of"), [(-1, 3), (4, 3), (0, 0)])
def test_counts_that_cannot_be_are_refused(right, of):
    with pytest.raises(ValueError, match=f"got {right} of {of}"):
        chance.interval(right, of)


def test_equal_results_differ_by_chance_alone_and_far_ones_do_not():
    assert not chance.compare((90, 100), (90, 100)).survives
    assert chance.compare((990, 1000), (900, 1000)).survives
    assert chance.compare((900, 1000), (990, 1000)).survives


def test_the_false_alarms_are_few():
    rng = np.random.default_rng(1)
    counts = rng.binomial(300, 0.9, (400, 2)).tolist()
    runs = rng.normal(0.9, 0.02, (400, 2, 5))
    assert np.mean([chance.compare((a, 300), (b, 300)).survives for a, b in counts]) < 0.09
    assert np.mean([chance.compare(list(a), list(b)).survives for a, b in runs]) < 0.09


def test_three_runs_each_can_never_say():
    verdict = chance.compare([0.9, 0.91, 0.92], [0.1, 0.11, 0.12])
    assert not verdict.survives
    assert "2 of 20 ways" in verdict.words
    assert "so few runs" in verdict.words
    assert chance.compare([0.9, 0.91, 0.92, 0.93], [0.1, 0.11, 0.12, 0.13]).survives


def test_many_runs_are_dealt_at_random():
    a = np.linspace(0.8, 0.9, 20)
    assert chance.compare(a, a + 0.2).survives
    assert not chance.compare(a, a + 0.001).survives


def test_two_results_of_one_kind_are_needed():
    with pytest.raises(ValueError, match="two of a kind"):
        chance.compare((1, 2), [0.5])
    with pytest.raises(ValueError, match="got no runs"):
        chance.compare([], [0.5])


def test_a_picture_shows_counts_and_runs():
    fig = chance.picture({"dense": (9_780, 10_000), "convnet": [0.991, 0.990, 0.992]})
    assert "dense: 97.8 %, 97.5 to 98.1 %." in fig.alt
    assert "convnet: 99.1 %, 99.0 to 99.2 %." in fig.alt
