"""A build read page by page says what the whole of it says, and is only read so where it is up to date."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import cli
from kg.analysis.confident import confident
from kg.analysis.when import as_of, between
from kg.documents import claims_of
from kg.errors import DamagedInput
from kg.export import FORMATS, Counted
from kg.records import Dataset, Readable
from kg.resolve.ledger import ACCEPT, REJECT, SAME, Judgement, append
from kg.run import build, open_dataset, open_paged, open_stream
from kg.run.stream import Stream
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

BASE = "https://example.org/g/"
PAGES = {"d01.txt": "a b.txt", "d02.txt": "a!b.txt", "d05.txt": "a/b.txt"}
"""Seeds under names that stand in one order as they are and in another as IRIs."""
PARTS: dict[str, Callable[[Readable], Readable]] = {
    "all": lambda whole: whole,
    "sure": lambda whole: confident(whole, 0.8),
    "known": lambda whole: as_of(whole, "2025-05"),
    "so": lambda whole: between(confident(whole, 0.3), "2025-03", "2025-12"),
}


def judged(verdict: str, **about: str) -> Judgement:
    return Judgement(verdict, "me", "2025-06-01T08:00:00+08:00", **about)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Path:
    """A build in which something is judged: an id that leads to another, a statement that is sure, one that is gone."""
    folder = tmp_path_factory.mktemp("stream")
    for seed, name in PAGES.items():
        (folder / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SEEDS / seed, folder / "pages" / name)
    out = folder / "out"
    build([folder / "pages"], out, base=BASE, load=lambda: nlp)
    first = open_dataset(out)
    one, other = [entity.id for entity in first.entities if entity.cls == "Firm"][:2]
    accepted, rejected = first.statements[0].id, first.statements[1].id
    append(out, [judged(SAME, a=one, b=other)])
    append(out, [judged(ACCEPT, statement=accepted), judged(REJECT, statement=rejected)])
    build([folder / "pages"], out, base=BASE, load=lambda: nlp)
    assert open_dataset(out).replaced
    assert first.statements[0].confidence < 1
    return out


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """A copy of the build, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "out"))


def written(whole: Readable, form: str, folder: Path) -> dict[str, bytes]:
    """Return the files of an export."""
    known = FORMATS[form]
    if known.stream is not None:
        stream = io.BytesIO()
        known.stream(whole, stream, BASE)
        return {"": stream.getvalue()}
    assert known.folder is not None
    folder.mkdir(parents=True)
    known.folder(whole, folder, BASE)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_gives_what_the_dataset_holds(made: Path) -> None:
    stream, whole = open_stream(made), open_dataset(made)
    assert isinstance(stream, Stream)
    assert tuple(stream.entities) == whole.entities
    assert stream.replaced == whole.replaced
    assert list(stream.documents) == [replace(page, entities=()) for page in whole.documents]
    assert {one.confidence for page in stream.documents for one in page.statements} > {1.0}


def test_paged_it_is_the_dataset_and_tells_its_claims_without_its_pages(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paged, whole = open_paged(made), open_dataset(made)
    assert (paged.entities, paged.replaced) == (whole.entities, whole.replaced)
    assert list(paged.documents) == [replace(page, entities=()) for page in whole.documents]
    monkeypatch.delattr("kg.run.stream.read_archive")
    told = [sorted(claims) for claims in claims_of(paged)]
    assert told == [
        sorted((s.subject, s.predicate, s.object, s.status, None, None) for s in p.statements) for p in whole.documents
    ]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("form", FORMATS)
def test_exports_are_the_same_bytes(form: str, part: str, made: Path, tmp_path: Path) -> None:
    streamed, whole = PARTS[part](open_stream(made)), PARTS[part](open_dataset(made))
    assert not isinstance(streamed, Dataset)
    assert isinstance(whole, Dataset)
    assert whole.statements
    counted = Counted(streamed)
    assert written(counted, form, tmp_path / "a") == written(whole, form, tmp_path / "b")
    assert (counted.entity_count, counted.statement_count) == (len(whole.entities), len(whole.statements))


def test_the_command_opens_no_whole_build(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("kg.run.stream.open_dataset")
    for form in ("nq", "csv"):
        assert cli.run(["export", form, "--out", str(made), "--to", str(tmp_path / form), "--as-of", "2025"]) == 0


def drop_manifest(out: Path) -> None:
    (out / "manifest.json").unlink()


def judge(out: Path) -> None:
    append(out, [judged(REJECT, statement=open_dataset(out).statements[0].id)])


def edit_page(out: Path) -> None:
    path = min((out / "statements").iterdir())
    path.write_text(path.read_text(encoding="utf-8").replace('"confidence": 0.', '"confidence": 0.1'), "utf-8")


def drop_page(out: Path) -> None:
    min((out / "statements").iterdir()).unlink()


def edit_graph(out: Path) -> None:
    with (out / "graph.trig").open("ab") as stream:
        stream.write(b"\n")


def other_program(out: Path) -> None:
    path = out / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"fingerprint": "', '"fingerprint": "0'), "utf-8")


@pytest.mark.parametrize(
    "change",
    [drop_manifest, judge, edit_page, drop_page, edit_graph, other_program],
    ids=lambda f: f.__name__,
)
def test_what_is_not_up_to_date_is_opened_whole(change: Callable[[Path], None], out: Path) -> None:
    assert isinstance(open_stream(out), Stream)
    change(out)
    assert open_stream(out) == open_paged(out) == open_dataset(out)


@pytest.mark.parametrize("change", [edit_page, edit_graph, drop_page], ids=lambda f: f.__name__)
def test_what_changes_meanwhile_is_told(change: Callable[[Path], None], out: Path) -> None:
    stream, paged = open_stream(out), open_paged(out)
    change(out)
    for one in (stream, paged):
        with pytest.raises(DamagedInput, match="changed while it was read"):
            list(one.documents)


@pytest.mark.parametrize("change", [edit_graph, lambda out: (out / "graph.trig").unlink()], ids=["edited", "gone"])
def test_claims_of_a_graph_that_changes_meanwhile_are_not_told(change: Callable[[Path], None], out: Path) -> None:
    paged = open_paged(out)
    change(out)
    with pytest.raises(DamagedInput, match="changed while it was read"):
        list(claims_of(paged))
