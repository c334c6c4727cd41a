"""A build that grew page by page is the one that is built from nothing with the same ledger, byte for byte."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import BusyError, DamagedInput
from kg.resolve.ledger import FILE as JUDGEMENTS
from kg.resolve.ledger import Judgement, append
from kg.resolve.published import FILE as IDS
from kg.run import open_dataset
from kg.run.build import Builder, build
from kg.run.staging import staging
from kg.run.watch import watch

if TYPE_CHECKING:
    from spacy.language import Language

HEAD = "乌海日报 2024年3月{day}日\n\n重点项目加快建设\n　　"
TEXTS = (
    "3月{day}日，乌海市市长周金辉来到内蒙古云澜能源科技有限公司调研。公司总经理郝永胜介绍了生产情况。",
    "云澜能源在乌海高新技术产业开发区投资5亿元建设年产3万吨负极材料项目。总经理郝永胜说，项目年底投产。",
    "市工信局局长周强来到乌海高新区，察看云澜能源生产车间。",
    "乌海市工业和信息化局印发《乌海市绿色制造行动方案》，支持内蒙古云澜能源科技有限公司生产负极材料。",
    "海勃湾区千里山镇居民王芳和王强参加了活动。",
)


def write(folder: Path, number: int, version: int) -> None:
    text = (HEAD + TEXTS[(number + version) % len(TEXTS)]).format(day=10 + number)
    (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def graph(out: Path) -> dict[str, bytes]:
    """Return every result of a build but for the ledger's own files."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and path.name not in {IDS, JUDGEMENTS})
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def load(nlp: Language) -> Callable[[], Language]:
    return lambda: nlp


STEPS = st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 1)), min_size=1, max_size=6)
"""Which page is written (in which version) or removed (-1)."""


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_order_of_adding_and_removing_gives_the_same_graph(
    load: Callable[[], Language], steps: list[tuple[int, int]]
) -> None:
    with TemporaryDirectory() as place:
        pages, grown, fresh = (Path(place) / name for name in ("pages", "grown", "fresh"))
        pages.mkdir()
        fresh.mkdir()
        builder = Builder(grown, load=load)
        for number, version in steps:
            if version < 0:
                (pages / f"{number}.txt").unlink(missing_ok=True)
            else:
                write(pages, number, version)
            if any(pages.iterdir()):
                builder.build([pages])
        if not any(pages.iterdir()):
            return
        shutil.copy(grown / IDS, fresh)
        build([pages], fresh, load=load)
        assert graph(grown) == graph(fresh)
        assert (grown / IDS).read_bytes() == (fresh / IDS).read_bytes()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(TEXTS))))
def test_without_a_ledger_the_order_of_pages_is_all_one(load: Callable[[], Language], order: list[int]) -> None:
    with TemporaryDirectory() as place:
        pages = Path(place) / "pages"
        pages.mkdir()
        for number in order:
            write(pages, number, 0)
        files = [pages / f"{number}.txt" for number in order]
        build(files, Path(place) / "a", load=load)
        build(files[::-1], Path(place) / "b", load=load)
        assert graph(Path(place) / "a") == graph(Path(place) / "b")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


def test_a_fuller_name_found_later_keeps_the_id(load: Callable[[], Language], pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages, 1, 0)
    build([pages], out, load=load)
    before = {e.name: e.id for e in open_dataset(out).entities}
    write(pages, 0, 0)
    build([pages], out, load=load)
    after = {form: e.id for e in open_dataset(out).entities for form in (e.name, *e.aliases)}
    assert before["云澜能源"] == after["云澜能源"] == after["内蒙古云澜能源科技有限公司"]


def test_a_merged_id_leads_to_the_one_that_stays(load: Callable[[], Language], pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages, 1, 0)
    build([pages], out, load=load)
    write(pages, 1, 2)
    write(pages, 4, 0)
    build([pages], out, load=load)
    wang = [e for e in open_dataset(out).entities if e.name in {"王芳", "王强"}]
    assert len(wang) == 2
    rows = [json.loads(line) for line in (out / IDS).read_text(encoding="utf-8").splitlines()]
    refs = [row["units"][0] for row in rows if row["id"] in {e.id for e in wang}]
    append(out, [Judgement("same", "tester", "2026-01-01T00:00:00+00:00", a=refs[0], b=refs[1])])
    build([pages], out, load=load)
    after = open_dataset(out)
    (one,) = [e for e in after.entities if e.name in {"王芳", "王强"}]
    gone = ({e.id for e in wang} - {one.id}).pop()
    assert after.replaced == {gone: one.id}
    turtle = (out / "graph.ttl").read_text(encoding="utf-8")
    assert f"id:{gone} owl:sameAs id:{one.id}" in turtle
    assert f"dct:isReplacedBy id:{one.id}" in turtle


def test_a_damaged_ledger_stops_the_build_and_changes_nothing(
    load: Callable[[], Language], pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write(pages, 0, 0)
    build([pages], out, load=load)
    before = graph(out)
    (out / JUDGEMENTS).write_text("{\n", encoding="utf-8")
    write(pages, 1, 0)
    with pytest.raises(DamagedInput, match="line 1"):
        build([pages], out, load=load)
    assert graph(out) == before
    (out / JUDGEMENTS).unlink()
    assert build([pages], out, load=load).pages == 2


def test_a_judgement_of_what_no_page_has_is_a_remark(load: Callable[[], Language], pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    append(out, [Judgement("same", "tester", "2026-01-01T00:00:00+00:00", a="0" * 16, b="1" * 16)])
    write(pages, 0, 0)
    report = build([pages], out, load=load)
    assert [issue.kind for issue in report.issues if issue.doc == JUDGEMENTS] == ["UnknownUnit"] * 2
    assert report.failed == ()


def test_a_damaged_manifest_and_ids_without_their_end_are_no_matter(
    load: Callable[[], Language], pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write(pages, 0, 0)
    build([pages], out, load=load)
    before = graph(out)
    manifest = out / "manifest.json"
    for wrong in ('"start": "12"', '"start": 0'):
        manifest.write_text(re.sub(r'"start": \d+', wrong, manifest.read_text(encoding="utf-8")), encoding="utf-8")
        (out / IDS).write_text((out / IDS).read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
        build([pages], out, load=load)
        assert graph(out) == before
    write(pages, 1, 0)
    build([pages], out, load=load)
    assert build([pages], out, load=load).pages == 2


def test_judgements_that_contradict_each_other_are_remarked(
    load: Callable[[], Language], pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for number in range(5):
        write(pages, number, 0)
    build([pages], out, load=load)
    one, two, three = [e.id for e in open_dataset(out).entities if e.cls == "Place"][:3]
    pairs = [("same", one, two), ("same", two, three), ("different", one, three)]
    append(out, [Judgement(v, "tester", "2026-01-01T00:00:00+00:00", a=a, b=b) for v, a, b in pairs])
    issues = build([pages], out, load=load).issues
    assert [issue.kind for issue in issues if issue.doc == JUDGEMENTS] == ["Contradiction"]


def test_a_watch_tries_again_when_the_folder_was_busy(
    load: Callable[[], Language], pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write(pages, 0, 0)
    reports = watch([pages], out, load=load, sleep=lambda _seconds: next(steps)())
    busy = ExitStack()
    steps = iter([lambda: (write(pages, 1, 0), busy.enter_context(staging(out))), busy.close])
    assert [next(reports).pages for _ in range(2)] == [1, 2]


def test_two_builds_at_once_are_told(load: Callable[[], Language], pages: Path, tmp_path: Path) -> None:
    write(pages, 0, 0)
    with staging(tmp_path / "out"), pytest.raises(BusyError, match="another build"):
        build([pages], tmp_path / "out", load=load)


def test_a_watched_folder_is_built_at_every_change(load: Callable[[], Language], pages: Path, tmp_path: Path) -> None:
    write(pages, 0, 0)
    changes: Iterator[Callable[[], None]] = iter([lambda: None, lambda: write(pages, 1, 0), (pages / "0.txt").unlink])
    reports = watch([pages], tmp_path / "out", load=load, sleep=lambda _seconds: next(changes)())
    assert [next(reports).pages for _ in range(3)] == [1, 2, 1]


def test_a_watch_goes_on_after_a_ledger_was_damaged(load: Callable[[], Language], pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(pages, 0, 0)
    changes = iter(
        [
            lambda: (out / JUDGEMENTS).write_text("{\n", encoding="utf-8"),
            lambda: ((out / JUDGEMENTS).unlink(), write(pages, 1, 0)),
        ]
    )
    reports = watch([pages], out, load=load, sleep=lambda _seconds: next(changes)())
    assert [next(reports).pages for _ in range(2)] == [1, 2]
