"""The ledger: nothing is lost, the last word holds, and a damaged line is told with its number."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from kg.errors import DamagedInput, OutputError
from kg.resolve.ledger import ACCEPT, DIFFERENT, FILE, REJECT, SAME, UNDO, Judgement, append, read_ledger

WHEN = "2026-01-01T00:00:00+00:00"


def one(verdict: str = SAME, **fields: str) -> Judgement:
    about = {SAME: {"a": "x", "b": "y"}, DIFFERENT: {"a": "y", "b": "x"}}.get(verdict, {})
    return Judgement(verdict, "tester", WHEN, **{**about, **fields})  # type: ignore[arg-type]


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    made = [one(), one(DIFFERENT, why="two managers"), one(ACCEPT, statement="s")]
    append(tmp_path, made[:1])
    append(tmp_path, made[1:])
    assert list(read_ledger(tmp_path).judgements) == made


def test_what_would_end_a_line_elsewhere_does_not_here(tmp_path: Path) -> None:
    made = one(why="a\u2028b\x85c")
    append(tmp_path, [made])
    assert list(read_ledger(tmp_path).judgements) == [made]


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert read_ledger(tmp_path).judgements == ()


def test_the_last_judgement_of_a_pair_holds_whichever_way_round(tmp_path: Path) -> None:
    append(tmp_path, [one(SAME), one(DIFFERENT)])
    ledger = read_ledger(tmp_path)
    assert (ledger.pairs(SAME), ledger.pairs(DIFFERENT)) == (frozenset(), {("x", "y")})


def test_an_undone_judgement_leaves_the_one_before_it(tmp_path: Path) -> None:
    wrong = one(DIFFERENT)
    append(tmp_path, [one(SAME), wrong, one(UNDO, of=wrong.id)])
    assert read_ledger(tmp_path).pairs(SAME) == {("x", "y")}


def test_statements_are_accepted_and_rejected(tmp_path: Path) -> None:
    append(tmp_path, [one(ACCEPT, statement="s"), one(REJECT, statement="t"), one(REJECT, statement="s")])
    ledger = read_ledger(tmp_path)
    assert (ledger.statements(ACCEPT), ledger.statements(REJECT)) == (frozenset(), {"s", "t"})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"verdict": "same", "a": "\\ud800", "b": "y", "who": "x", "when": "y"}', "not JSON"),
        ("[]", "no judgement"),
        ('{"verdict": "maybe", "who": "x", "when": "y"}', "'maybe' is no verdict"),
        ('{"verdict": "same", "a": "x", "who": "x", "when": "y"}', "same wants a, b, who, when"),
        ('{"verdict": "same", "a": "x", "b": 3, "who": "x", "when": "y"}', "same wants a, b"),
        (
            '{"verdict": "same", "a": "x", "b": "y", "who": "x", "when": "y", "mood": "good"}',
            "a field that no judgement",
        ),
        ('{"verdict": "same", "a": "x", "b": "y", "who": "x", "when": "y", "id": "0"}', "the line was changed"),
        ('{"verdict": "same", "a": "x", "b": "y", "who": "x", "when": "y", "a\\nb": "c"}', "a field that no judgement"),
        ('{"verdict": "same", "a": "x", "b": "y", "who": "x", "when": "y", "seen": {"p": NaN}}', "same wants a, b"),
    ],
)
def test_a_damaged_line_is_told_with_its_number_and_nothing_is_lost(tmp_path: Path, line: str, told: str) -> None:
    append(tmp_path, [one()])
    path = tmp_path / FILE
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    before = path.read_bytes()
    for work in (lambda: read_ledger(tmp_path), lambda: append(tmp_path, [one()])):
        with pytest.raises(DamagedInput, match="line 2") as caught:
            work()
        assert told in str(caught.value)
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_last_line_without_its_end_does_not_swallow_the_next(tmp_path: Path) -> None:
    append(tmp_path, [one()])
    path = tmp_path / FILE
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    append(tmp_path, [one(DIFFERENT)])
    assert len(read_ledger(tmp_path).judgements) == 2


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    threads = [Thread(target=append, args=(tmp_path, [one(ACCEPT, statement=str(n))])) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_ledger(tmp_path).statements(ACCEPT) == {str(n) for n in range(20)}


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/self").exists(), reason="needs /proc")
def test_a_ledger_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises((OutputError, OSError)):
        append(Path("/proc/self"), [one()])
    assert not (tmp_path / FILE).exists()


def test_a_ledger_that_is_a_link_is_written_where_the_link_leads_and_keeps_its_rights(tmp_path: Path) -> None:
    shared, own = tmp_path / "shared", tmp_path / "own"
    shared.mkdir()
    own.mkdir()
    append(shared, [one()])
    (shared / FILE).chmod(0o664)
    (own / FILE).symlink_to(shared / FILE)
    append(own, [one(DIFFERENT)])
    assert (own / FILE).is_symlink()
    assert len(read_ledger(shared).judgements) == 2
    assert (shared / FILE).stat().st_mode & 0o777 == 0o664


def test_what_a_killed_writer_left_is_written_over(tmp_path: Path) -> None:
    append(tmp_path, [one()])
    (tmp_path / f".{FILE}.draft").write_text("{", encoding="utf-8")
    append(tmp_path, [one(DIFFERENT)])
    assert len(read_ledger(tmp_path).judgements) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".{FILE}.lock", FILE]


def test_a_line_is_plain_json_with_its_id(tmp_path: Path) -> None:
    made = one(why="同一家企业")
    append(tmp_path, [made])
    row = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert row == {
        "id": made.id,
        "verdict": "same",
        "who": "tester",
        "when": WHEN,
        "why": "同一家企业",
        "a": "x",
        "b": "y",
    }
