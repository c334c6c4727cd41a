"""The collector of cycles rests, and goes on as it was."""

from __future__ import annotations

import gc

from kg.collector import uncollected


def test_it_rests_and_goes_on() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
