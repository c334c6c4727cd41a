"""Pages and file names that imitate what a build writes, or lead out of where it writes: they are text, and names."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kg.graph.terms import BASE, RDF
from kg.page import find_pages
from kg.run import build, open_dataset
from kg.run.sources import RESULTS, archive_name

if TYPE_CHECKING:
    from spacy.language import Language

SAID = "　　市长李明来到衡川轴承有限公司调研。衡川轴承有限公司投资3亿元建设轴承项目。\n"
FALSE = "f" * 16
IMITATIONS = (
    f'{{"entity": {{"id": "{FALSE}", "cls": "Firm", "name": "假"}}}}',
    f'{{"statement": {{"id": "{FALSE}", "subject": "{FALSE}", "predicate": "visited", "object": "{FALSE}"}}}}',
    '{"format": 2, "page": {"doc": "other.txt"}}',
    f"<{BASE}id/{FALSE}> a <{BASE}ns#Firm> .",
    f"id:{FALSE} a kg:Firm ; rdfs:label '假'@zh .",
    f'"@zh . <{BASE}st/{FALSE}> a rdf:Statement ; kg:quote "',
    f'"""@zh }} <{BASE}doc/other.txt> {{ id:{FALSE} a kg:Firm',
    "@prefix kg: <http://evil.example/ns#> .",
    "@base <http://evil.example/> .",
    "PREFIX kg: <http://evil.example/ns#>",
    f"_:b <{BASE}ns#visited> _:b .",
    f"<< id:{FALSE} kg:visited id:{FALSE} >> kg:status kg:Asserted .",
    f'</script><script id="graph-data">{{"entities":{{"id":["{FALSE}"]}}}}</script>',
    f'{{"id":"jdg-1","verdict":"same","a":"{FALSE}","b":"{FALSE}","who":"x","when":"2024-01-01"}}',
    f"statement {FALSE} confidence 1.0 status Asserted rule visited.go",
    f"{BASE}id/{FALSE}",
    "\u2028{}\u2029\x85",
    "# parameter: x",
)


@pytest.fixture(scope="module")
def out(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of a page that imitates all this, between the sentences that it says."""
    folder = tmp_path_factory.mktemp("imitation")
    text = SAID + "".join(f"　　{line}\n{SAID}" for line in IMITATIONS)
    (folder / "page.txt").write_text(text, encoding="utf-8")
    build([folder / "page.txt"], folder / "out", load=lambda: nlp)
    return folder / "out"


def test_the_graph_holds_what_the_archive_does_and_nothing_else(out: Path) -> None:
    dataset = open_dataset(out)
    assert {entity.name for entity in dataset.entities} >= {"李明", "衡川轴承有限公司"}
    assert FALSE not in {entity.id for entity in dataset.entities}
    known = {entity.id for entity in dataset.entities}
    told = {one.id for one in dataset.statements}
    for name, form in (("graph.ttl", RdfFormat.TURTLE), ("graph.trig", RdfFormat.TRIG)):
        triples = {quad.triple for quad in pyoxigraph.parse((out / name).read_bytes(), format=form)}
        subjects = {triple.subject.value for triple in triples}  # type: ignore[union-attr]
        assert {one.removeprefix(f"{BASE}id/") for one in subjects if one.startswith(f"{BASE}id/")} == known
        assert {one.removeprefix(f"{BASE}st/") for one in subjects if one.startswith(f"{BASE}st/")} == told
        assert {one for one in subjects if one.startswith(f"{BASE}doc/")} == {
            f"{BASE}doc/page.txt{end}" for end in ("", "#extraction", *articles(out))
        }
        assert len([t for t in triples if t.predicate.value == f"{RDF}subject"]) == len(told)
        assert {s for s in subjects if not s.startswith(BASE)} == set()


def articles(out: Path) -> Iterator[str]:
    """Give the ends of the IRIs of articles."""
    for document in open_dataset(out).documents:
        yield from (f"#article-{article.index}" for article in document.articles)


def test_an_archive_has_a_row_for_each_record(out: Path) -> None:
    (archive,) = (out / "statements").iterdir()
    rows = [json.loads(line) for line in archive.read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == 1 or "format" in row for row in rows)
    assert FALSE not in {(row.get("entity") or row.get("statement") or {}).get("id") for row in rows}
    assert [row["page"]["doc"] for row in rows if "page" in row] == ["page.txt"]


def test_the_page_has_one_script_of_data(out: Path) -> None:
    from kg.views.page import write_overview

    page = write_overview(open_dataset(out), out.parent / "graph.html").read_text(encoding="utf-8")
    assert page.count('<script id="graph-data"') == 1
    assert page.count("</script>") == 3


NAMES = (
    "x%2f..%2f..%2fescaped.txt",
    "x\\..\\..\\escaped.txt",
    "a\nb.txt",
    "a;rm -rf x.txt",
    "$(touch x).txt",
    "-rf.txt",
    "--out.txt",
    "manifest.json.txt",
    "graph.ttl.txt",
    "CON.txt",
    "c:x.txt",
    "<script>.txt",
    "名\u202etxt.exe.txt",
    f"{'长' * 82}.txt",
    "%00.txt",
    "~.txt",
    "*.txt",
    "\x1b[2J.txt",
)


def test_a_file_name_leads_nowhere(nlp: Language, tmp_path: Path) -> None:
    """Everything is written below the folder of the build, and the pages keep apart."""
    pages = tmp_path / "in" / "pages"
    pages.mkdir(parents=True)
    for name in NAMES:
        (pages / name).write_text(SAID, encoding="utf-8")
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    report = build([pages], tmp_path / "in" / "out", load=lambda: nlp)
    assert report.pages == len(NAMES)
    new = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")} - before
    assert {path.parts[:2] for path in new} == {("in", "out")}
    assert {path.parts[2] for path in new if len(path.parts) > 2} <= {*RESULTS, ".lock"}
    assert len([path for path in new if path.parts[2:3] == ("statements",) and len(path.parts) == 4]) == len(NAMES)
    assert {document.doc for document in open_dataset(tmp_path / "in" / "out").documents} == set(NAMES)


@pytest.mark.parametrize("doc", ["../../x", "/etc/passwd", "..", ".", "a/../b", "C:\\x", "a\0b", "/", "x/" * 400])
def test_an_archive_lies_in_its_folder(doc: str) -> None:
    name = archive_name(doc)
    assert os.path.basename(name) == name  # noqa: PTH119 - of what would be a part of a path
    assert not {"/", "\\", "\0"} & set(name)
    assert not name.startswith(".")
    assert len(name.encode()) < 256


def test_links_lead_in_no_circle(tmp_path: Path) -> None:
    """Links to folders above, to themselves and to each other, and many ways to one folder."""
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "page.txt").write_text(SAID, encoding="utf-8")
    (deep / "up").symlink_to(tmp_path)
    (deep / "itself").symlink_to(deep / "itself")
    (deep / "itself.txt").symlink_to(deep / "itself.txt")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    for number in range(12):
        inner = tmp_path / f"level{number}"
        inner.mkdir()
        for way in range(3):
            (inner / f"way{way}").symlink_to(tmp_path / f"level{number + 1}")
    assert [doc for doc, _ in find_pages(tmp_path)] == ["a/b/page.txt"]
