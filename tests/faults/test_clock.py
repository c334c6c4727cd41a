"""Clocks that jump: nothing but the time written beside a judgement depends on what time it is."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from kg.resolve.ledger import UNDO, Judgement, Ledger
from kg.run.manifest import state_of
from tests.faults.conftest import Prepared
from tests.faults.material import FULL, SHORT, files
from tests.faults.scenarios import FirstBuild, Judge
from tests.faults.started import Forked

YEAR = 365 * 86400


@pytest.mark.parametrize("clock", [-30 * YEAR, 30 * YEAR], ids=["thirty years back", "thirty years ahead"])
def test_a_build_gives_the_same_whatever_the_time_and_the_times_of_files(
    clock: int, prepared: Prepared, forks: Forked, tmp_path: Path
) -> None:
    scenario = prepared(FirstBuild)
    work = tmp_path / "work"
    shutil.copytree(scenario.before, work)
    for page in (work / "pages").iterdir():
        os.utime(page, (2 * YEAR if page.name == "a.txt" else 100 * YEAR,) * 2)
    for _ in range(2):
        assert forks.run(scenario.command, work, faults={"clock": clock}).code == 0
    assert files(work / "out") == files(scenario.after / "out")


def test_a_judgement_made_after_the_clock_was_set_back_holds(prepared: Prepared, forks: Forked, tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(prepared(Judge).before, work)
    same = forks.run(("review", "same", FULL, SHORT, "--out", "out"), work, faults={"clock": YEAR})
    assert same.code == 0, same.err
    key = same.out.partition(":")[0]
    assert forks.run(("review", "undo", key, "--out", "out"), work).code == 0
    different = forks.run(("review", "different", FULL, SHORT, "--out", "out"), work, faults={"clock": -YEAR})
    assert different.code == 0, different.err
    listed = forks.run(("review", "log", "--json", "--out", "out"), work).out
    held = [json.loads(line) for line in listed.splitlines()]
    assert [one["verdict"] for one in held] == ["accept", "reject", "different"]
    assert len((work / "out" / "judgements.jsonl").read_bytes().splitlines()) == 5


def test_an_undo_takes_back_what_was_judged_before_it_and_not_the_same_judgement_after_it() -> None:
    one = Judgement("same", "tester", "2026-01-01T00:00:00+00:00", a="1", b="2")
    undo = Judgement(UNDO, "tester", one.when, of=one.id)
    assert Ledger((one, undo)).standing == ()
    assert Ledger((one, undo, one)).standing == (one,)
    assert Ledger((one, undo, one, undo)).standing == ()


def test_a_judgement_is_seen_to_come_after_a_build_whatever_the_times_of_the_files(
    prepared: Prepared, forks: Forked, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(prepared(Judge).after / "out", out)
    assert state_of(out)
    assert forks.run(("review", "different", FULL, "衡川轴承有限公司", "--out", "out"), tmp_path).code == 0
    os.utime(out / "judgements.jsonl", (0, 0))
    assert state_of(out) is None
