"""Killed at moments from the first to the last thing it does, a command is mended by its next run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.conftest import Prepared
from tests.faults.kill import lost, moments, shares, watched
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.started import Forked

KILLS = 16
SEED = 20260101


@pytest.mark.parametrize("kind", SCENARIOS, ids=lambda kind: kind.name)
def test_the_next_run_mends_all_and_nothing_is_lost(
    kind: type[Scenario], prepared: Prepared, forks: Forked, tmp_path: Path
) -> None:
    scenario = prepared(kind)
    undisturbed = watched(forks, scenario, tmp_path)
    draw = random.Random(f"{SEED} {kind.name}")  # noqa: S311 - moments, no secrets
    for moment in moments(draw, shares(KILLS)[kind], undisturbed):
        assert not lost(forks, scenario, moment, undisturbed, tmp_path), moment


def test_moments_are_spread_from_the_first_event_to_the_last(prepared: Prepared, forks: Forked, tmp_path: Path) -> None:
    kind = next(iter(SCENARIOS))
    undisturbed = watched(forks, prepared(kind), tmp_path)
    drawn = moments(random.Random(1), 40, undisturbed)  # noqa: S311 - moments, no secrets
    events = [moment.event for moment in drawn if moment.event]
    assert len(events) == 30
    assert events == sorted(events)
    assert all(1 <= event <= len(undisturbed.events) for event in events)
    assert events[-1] - events[0] > 0.9 * len(undisturbed.events)
    assert {event.partition(" ")[0] for event in undisturbed.events} >= {"open", "os.mkdir", "os.rename", "fcntl.flock"}
