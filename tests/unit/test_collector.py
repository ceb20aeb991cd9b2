from __future__ import annotations

import gc

from hocket.app.collector import CALM, calm_collector


def test_collector_thresholds_change_within_the_block_only():
    before = gc.get_threshold()
    with calm_collector():
        assert gc.get_threshold() == CALM
        with calm_collector():
            assert gc.get_threshold() == CALM
        assert gc.get_threshold() == CALM
    assert gc.get_threshold() == before


def test_collector_with_higher_thresholds_is_left_alone():
    before = gc.get_threshold()
    higher = 2 * CALM[0], 1, 1
    gc.set_threshold(*higher)
    try:
        with calm_collector():
            assert gc.get_threshold() == higher
    finally:
        gc.set_threshold(*before)
