"""The archive of a page gives back what went in, and says when it is not whole."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DamagedInput
from kg.graph.archive import read_archive, write_archive
from kg.records import ArticleInfo, Entity, Extraction, Issue, Statement
from tests.support import extraction_from_gold

# Surrogates, control characters and line breaks of every kind are text too.
ANY = st.text(st.characters(codec=None), max_size=8) | st.sampled_from(
    ["", "\ud83d\ude00", "\udcff", "\u2028\x85\r\n", "\x00", "沃谷"]
)
COUNT = st.integers(0, 10**9)
AMOUNT = st.none() | st.floats(0, 1e15, allow_nan=False)


def maybe(one: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | one


ENTITIES = st.builds(
    Entity, ANY, ANY, ANY, st.lists(ANY, max_size=3).map(tuple), st.lists(ANY, max_size=2).map(tuple), maybe(ANY)
)
STATEMENTS = st.builds(
    Statement,
    id=ANY,
    doc=ANY,
    subject=ANY,
    predicate=ANY,
    object=ANY,
    status=ANY,
    confidence=st.floats(0, 1),
    rule=ANY,
    quote=ANY,
    quote_start=COUNT,
    quote_end=COUNT,
    article=COUNT,
    date=maybe(ANY),
    title=maybe(ANY),
    amount=maybe(ANY),
    amount_value=AMOUNT,
    currency=maybe(ANY),
    capacity=maybe(ANY),
    capacity_value=AMOUNT,
    capacity_unit=maybe(ANY),
    subject_mention=ANY,
    object_mention=ANY,
)
ARTICLES = st.builds(ArticleInfo, COUNT, ANY, ANY, maybe(ANY), COUNT, COUNT)
EXTRACTIONS = st.builds(
    Extraction,
    doc=ANY,
    sha256=ANY,
    text=ANY,
    title=ANY,
    issued=maybe(ANY),
    paper=maybe(ANY),
    home=maybe(ANY),
    division=maybe(ANY),
    articles=st.lists(ARTICLES, max_size=2).map(tuple),
    entities=st.lists(ENTITIES, max_size=3).map(tuple),
    statements=st.lists(STATEMENTS, max_size=2).map(tuple),
    issues=st.lists(st.builds(Issue, ANY, ANY, ANY, ANY), max_size=2).map(tuple),
)


@given(EXTRACTIONS)
def test_every_page_comes_back_as_it_was(extraction: Extraction) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.jsonl"
        write_archive(extraction, path)
        assert read_archive(path) == extraction


def test_a_row_is_a_line_for_every_reader(tmp_path: Path) -> None:
    page = extraction_from_gold("d01")
    write_archive(page, tmp_path / "a.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[0]["page"]["doc"] == "d01.txt"
    assert len(rows) == 1 + len(page.entities) + len(page.statements)


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_archive(extraction_from_gold("d02"), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


HEAD = '{"format": 1, "page": {"doc": "a", "sha256": "", "text": "", "title": ""}}\n'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\xff\xfe\x00",
        b"not json\n",
        b"[]\n",
        b"[" * 100_000 + b"\n",
        b'{"format": 1}\n',
        b'{"format": 1, "page": 3}\n',
        HEAD.encode() + b'{"entity": {"id": 1, "cls": "Firm", "name": "a"}}\n',
        HEAD.encode() + b'{"entity": {"id": "x"}}\n',
        HEAD.encode() + b'{"entity": {"id": "x", "cls": "Firm", "name": "a", "colour": "red"}}\n',
        HEAD.encode() + b'{"other": {}}\n',
        HEAD.encode() + b'{"entity": {"id": "x", "cls": "F',
    ],
)
def test_a_damaged_archive_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(DamagedInput) as caught:
        read_archive(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "run `kg build` again" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_archive_of_another_version_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"format": 99, "page": {}}\n')
    with pytest.raises(DamagedInput, match="another version"):
        read_archive(tmp_path / "a.jsonl")
