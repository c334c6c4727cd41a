"""Several commands at once in one folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from kg.graph.archive import read_archive
from tests.faults.conftest import Prepared
from tests.faults.material import files
from tests.faults.scenarios import Judge, Load, NextBuild, Tables
from tests.faults.started import Forked


def test_of_several_builds_at_once_one_builds_and_the_others_say_so(
    prepared: Prepared, forks: Forked, tmp_path: Path
) -> None:
    scenario = prepared(NextBuild)
    work = tmp_path / "work"
    shutil.copytree(scenario.before, work)
    started = [forks.start(scenario.command, work) for _ in range(4)]
    ended = [one.wait() for one in started]
    assert {one.code for one in ended} <= {0, 2}
    assert any(one.code == 0 for one in ended)
    told = {one.err for one in ended if one.code}
    assert told <= {"kg: out: another build is at work here; wait until it is done, or choose another folder\n"}
    assert files(work) == files(scenario.after)


def test_judgements_made_at_once_and_while_a_build_is_at_work_are_all_there(
    prepared: Prepared, forks: Forked, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    shutil.copytree(prepared(Judge).before, work)
    pages = (read_archive(path) for path in sorted((work / "out" / "statements").iterdir()))
    known = [statement.id for page in pages for statement in page.statements][2:]
    building = forks.start(("build", "pages", "--out", "out"), work)
    judging = [forks.start(("review", "accept", one, "--out", "out"), work) for one in known]
    ended = [one.wait() for one in (building, *judging)]
    assert [one.code for one in ended] == [0] * len(ended), [one.err for one in ended]
    assert len(known) > 4
    rows = [json.loads(line) for line in (work / "out" / "judgements.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["statement"] for row in rows} >= set(known)
    assert len(rows) == 2 + len(known)


def test_of_several_loads_at_once_each_loads_or_says_that_another_does(
    prepared: Prepared, forks: Forked, tmp_path: Path
) -> None:
    scenario = prepared(Load)
    work = tmp_path / "work"
    shutil.copytree(scenario.before, work)
    ended = [one.wait() for one in [forks.start(scenario.command, work) for _ in range(4)]]
    assert any(one.code == 0 for one in ended)
    told = {one.err for one in ended if one.code}
    assert told <= {"kg: oxigraph:store: another program has this store open; wait until it is done\n"}
    scenario.check_again(work)


def test_exports_at_once_into_one_folder_leave_a_whole_one(prepared: Prepared, forks: Forked, tmp_path: Path) -> None:
    scenario = prepared(Tables)
    work = tmp_path / "work"
    shutil.copytree(scenario.before, work)
    ended = [one.wait() for one in [forks.start(scenario.command, work) for _ in range(4)]]
    assert any(one.code == 0 for one in ended), ended
    assert all(one.err.count("\n") == 1 for one in ended if one.code)
    scenario.check_again(work)


def test_a_lock_outlives_no_holder(tmp_path: Path) -> None:
    from kg.locks import locked

    code = (
        "import os\nfrom pathlib import Path\nfrom kg.locks import locked\n"
        f"with locked(Path({str(tmp_path)!r}), ''): os.abort()"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode < 0
    with locked(tmp_path, "held"):
        pass
