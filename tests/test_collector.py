"""The collector of cycles rests, and goes on as it was."""

from __future__ import annotations

import gc

from kg.collector import settle, uncollected


def test_it_rests_and_goes_on() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_is_settled_is_old_and_is_still_collected() -> None:
    cycle: list[object] = []
    cycle.append(cycle)
    gc.disable()
    try:
        settle()
        assert gc.get_count()[0] < 1_000
        assert not gc.get_freeze_count()
        assert gc.is_tracked(cycle)
        assert any(one is cycle for one in gc.get_objects(generation=2))
    finally:
        gc.enable()


def test_what_somebody_else_has_frozen_stays_so() -> None:
    gc.freeze()
    try:
        settle()
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
