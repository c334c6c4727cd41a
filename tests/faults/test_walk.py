"""Answers given at the terminal are in the ledger once the next question is asked."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.fault import FAULTS
from tests.faults.material import write_pages
from tests.faults.started import HOOK, Forked
from tests.support import ROOT

NAMES = ("云澜能源", "恒彩纺织", "衡川轴承", "青石机械", "金穗食品")
_ASKED = b"quit (q)? "


def ask(out: Path, faults: dict[str, object], verdicts: bytes) -> int:
    """Answer the questions of ``kg review`` at a terminal until it is killed, and return how many it took."""
    ours, theirs = pty.openpty()
    path = os.pathsep.join([str(HOOK), str(ROOT)])
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "review", "--out", str(out), "--who", "tester"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": path, FAULTS: json.dumps(faults)},
    )
    os.close(theirs)
    shown, answered = b"", 0
    end = time.monotonic() + 120
    try:
        while time.monotonic() < end and select.select([ours], [], [], 60)[0]:
            try:
                shown += os.read(ours, 4096)
            except OSError:
                break
            if shown.count(_ASKED) > answered:
                os.write(ours, verdicts[answered : answered + 1] + b"\n")
                answered += 1
    finally:
        os.close(ours)
        code = process.wait(60)
    assert code == -9, shown.decode()
    # The last answer may have been read and not yet written.
    return answered - 1


@pytest.mark.parametrize("nth", [2, 4])
def test_a_walk_that_is_killed_has_kept_every_answer_before_the_last(nth: int, forks: Forked, tmp_path: Path) -> None:
    pages = {}
    for name in NAMES:
        full = f"内蒙古{name}有限公司"
        pages[f"{name}-1.txt"] = ("乌海日报", f"3月15日，{full}在乌海高新技术产业开发区投产。")
        pages[f"{name}-2.txt"] = ("包头日报", f"5月5日，{name}在包头市举行发布会，{name}总经理郝永胜说。")
    write_pages(tmp_path / "pages", pages)
    assert forks.run(("build", "pages", "--out", "out"), tmp_path).code == 0
    out = tmp_path / "out"
    acts = [{"event": "os.rename", "nth": nth, "kill": 0}]
    taken = ask(out, {"under": str(out), "acts": acts}, b"sdusdusdu")
    rows = [json.loads(line) for line in (out / "judgements.jsonl").read_text(encoding="utf-8").splitlines()]
    assert taken == nth - 1
    assert [row["verdict"] for row in rows] == ["same", "different", "unsure", "same"][:taken]
    assert forks.run(("build", "pages", "--out", "out"), tmp_path).code == 0
