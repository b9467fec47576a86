import json
import math

import numpy as np
import pytest

from benchmarks import clock, flops, kernels, statistics, tables
from benchmarks.clock import Contender, Slice
from benchmarks.reference import as_torch, images
from cnnnotes import nn, ops


def test_flop_are_counted_from_shapes():
    model = nn.models.convnet()
    # places × weights of each convolution, and the dense layer
    first, second, third, dense = 26**2 * 288, 11**2 * 18432, 3**2 * 73728, 11520
    products = first + second + third + dense
    assert flops.flop(model, training=False, cut=False) == 2 * products
    assert flops.flop(model, training=True, cut=False) == 2 * (3 * products - first)
    first, second = 24**2 * 288, 10**2 * 18432
    assert flops.flop(model, training=False) == 2 * (first + second + third + dense)


def test_gflops_of_a_product():
    assert flops.gflops(2 * flops.SIDE**3 / 1e9) == pytest.approx(1)


@pytest.mark.parametrize("power", [-1, 0.5, 2])
def test_exponent_finds_the_power(power):
    sizes = np.array([3.0, 5.0, 8.0, 13.0])
    assert statistics.exponent(sizes, 0.7 * sizes**power) == pytest.approx(power)


def test_every_thread_is_in_the_run_queue_or_nothing_is_known():
    share = clock.delay_share(clock.run_queue(), clock.run_queue())
    assert math.isnan(share) or 0 <= share <= 1
    assert math.isnan(clock.delay_share({}, {}))
    assert not Slice(1.0, 1.0, math.nan, math.nan).quiet


def test_what_others_took_is_not_told_by_a_moment():
    assert clock.others_share((4.0, 10.0), (4.5, 11.0), 0.25) == 0.25
    assert clock.others_share((4.0, 10.0), (4.5, 11.0), 0.75) == 0
    assert math.isnan(clock.others_share((4.0, 10.0), (4.1, 10.2), 0.1))


def test_a_thread_that_ended_counts_no_more():
    assert clock.delay_share({"gone": (9.0, 9.0), "1": (1.0, 1.0)}, {"1": (2.0, 1.0)}) == 0


def test_contenders_take_turns_and_each_has_one_slice_a_round():
    calls = []
    groups = {
        "a": {side: Contender(lambda side=side: calls.append(side)) for side in ("ours", "theirs")},
        "b": {"alone": Contender(lambda: calls.append("alone"))},
    }
    slices = clock.take_turns(groups, budget=0, seconds=0)
    assert {len(taken) for sides in slices.values() for taken in sides.values()} == {3}
    assert sorted(calls) == sorted(["ours", "theirs", "alone"] * 6)  # each warms up once


def test_a_ratio_by_the_clock_needs_quiet_rounds_on_both_sides():
    quiet, disturbed = Slice(1.0, 1.0, 0.0, 0.5), Slice(9.0, 2.0, 0.5, 0.5)
    ratio = statistics.ratios([quiet] * 4, [disturbed, quiet, quiet, disturbed])
    assert (ratio["quiet"], ratio["quiet_rounds"], ratio["cpu"]) == (None, 2, 1.5)
    assert statistics.ratios([quiet] * 3, [Slice(2.0, 1.0, 0.5, 0.0)] * 3)["quiet"] == 2


def test_calls_of_kernels_are_the_models_own():
    model, (x, y) = nn.models.convnet(seed=0), images(8)
    way = kernels.calls(model, x, y)
    loss, scores, gradients = model.gradients(x, y)
    np.testing.assert_allclose(way[-1].y, scores, rtol=1e-5)
    assert ops.cross_entropy(way[-1].y, y) == pytest.approx(loss)
    np.testing.assert_allclose(way[0].backward()[1]["w"], gradients[0], rtol=1e-5)
    assert way[0].dx is None


def test_weights_in_the_order_that_torch_has():
    shapes = [a.shape for a in as_torch(nn.models.convnet(seed=0).weights)]
    assert shapes[::2] == [(32, 1, 3, 3), (64, 32, 3, 3), (128, 64, 3, 3), (10, 1152)]


def test_tables_hold_a_cell_for_every_column():
    medians = {"wall": 0.01, "cpu": 0.01, "delay": 0.0, "others": None}
    ratio = {"quiet": None, "wall": 1.0, "cpu": 1.0, "quiet_rounds": 0, "rounds": 3}
    row = dict.fromkeys(("cnnnotes", "torch", "cut", "without", "eager", "tuned"), medians)
    row["ratio"] = dict.fromkeys(("torch", "cut", "without", "eager", "tuned"), ratio)
    step = row | {"task": "train", "batch": 64, "cores": 1, "share_of_ceiling": 0.5}
    growth = {"what": "cores", "sizes": [1, 2], "theory": -1}
    growth |= {side: {"exponent": -0.9} for side in ("cnnnotes", "torch")}
    results = {
        "machine": {"cores": 2},
        "ceiling": {1: 100.0},
        "flop": {"whole": 100, "cut": 87},
        "steps": [step],
        "unkept": [step],
        "tuned": [step | {"busy": busy, "tuning": "channels_last"} for busy in (False, True)],
        "kernels": {"a": row},
        "choices": {"b": row},
        "growth": [growth],
        "memory": {"train": {"cnnnotes": 2**20, "torch": 2**21}},
    }
    json.dumps(results)
    for table in tables.tables(results):
        assert table.rows
        assert {len(cells) for cells in table.rows} == {len(table.columns)}
