"""``kg validate``: a sound graph passes, and a broken one is told node by node."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from kg import cli
from kg.graph.archive import write_archive
from kg.graph.validate import validate_build
from kg.graph.write import write_graph
from kg.records import ArticleInfo, Dataset, Entity, Extraction, Statement

Capture = pytest.CaptureFixture[str]

FIRM, PRODUCT = Entity("firm", "Firm", "青石轴承有限公司"), Entity("product", "Product", "轴承")
STATEMENT = Statement(
    id="one",
    doc="a.txt",
    subject="firm",
    predicate="produces",
    object="product",
    status="Asserted",
    confidence=0.9,
    rule="produces.make",
    quote="青石轴承有限公司年产轴承3万套。",
    quote_start=0,
    quote_end=16,
    article=0,
    date="2024",
    capacity="3万套",
    capacity_value=30000,
    capacity_unit="套",
)


def build(folder: Path, statement: Statement = STATEMENT, *, base: str = "https://w3id.org/yuanqu/") -> Path:
    """Write a graph of one statement into `folder` and return the folder."""
    page = Extraction(
        doc="a.txt",
        sha256="0" * 64,
        text=STATEMENT.quote,
        title="青石",
        issued="2024-10-19",
        paper=None,
        home=None,
        division=None,
        articles=(ArticleInfo(0, "news", "青石", None, 0, 16),),
        entities=(FIRM, PRODUCT),
        statements=(statement,),
    )
    write_graph(Dataset((page,), (FIRM, PRODUCT)), folder, base=base)
    (folder / "statements").mkdir(exist_ok=True)
    write_archive(page, folder / "statements" / "a.txt.jsonl")
    return folder


@pytest.mark.parametrize("base", ["https://w3id.org/yuanqu/", "https://example.org/x/"])
def test_a_sound_graph_passes_with_a_sentence(base: str, tmp_path: Path, capfd: Capture) -> None:
    build(tmp_path, base=base)
    assert cli.run(["validate", "--out", str(tmp_path)]) == 0
    shown, said = capfd.readouterr()
    assert shown == f"{tmp_path}: the graph keeps to every shape, and no page speaks against another\n"
    assert said == ""


@pytest.mark.parametrize("base", ["https://w3id.org/yuanqu/", "https://example.org/x/"])
def test_an_object_of_the_wrong_class_is_found(base: str, tmp_path: Path, capfd: Capture) -> None:
    build(tmp_path, replace(STATEMENT, object="firm"), base=base)
    assert cli.run(["validate", "--out", str(tmp_path)]) == 1
    shown, said = capfd.readouterr()
    rows = [json.loads(line) for line in shown.splitlines()]
    assert any(row["node"].startswith(f"{base}id/firm") and "produces" in row["message"] for row in rows)
    assert said == ""


def test_a_statement_without_a_sentence_is_found(tmp_path: Path) -> None:
    graph = build(tmp_path) / "graph.ttl"
    turtle = graph.read_text(encoding="utf-8")
    graph.write_text(turtle.replace("kg:quote ", "kg:unquoted "), encoding="utf-8")
    assert any(finding.node.endswith("st/one") and finding.message for finding in validate_build(tmp_path))


def test_what_pages_say_against_each_other_is_a_warning_with_its_sentence(tmp_path: Path, capfd: Capture) -> None:
    build(tmp_path, replace(STATEMENT, date="2031-01-01"))
    assert cli.run(["validate", "--out", str(tmp_path)]) == 1
    (row,) = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert (row["severity"], row["message"]) == ("Warning", "dated 2031-01-01, printed 2024-10-19")
    assert row["evidence"] == [["one", "a.txt", STATEMENT.quote]]
    assert cli.run(["validate", "--out", str(tmp_path), "--shapes-only"]) == 0


@pytest.mark.parametrize("engine", ["shacl", "sparql"])
def test_a_report_in_turtle_is_a_validation_report(engine: str, tmp_path: Path, capfd: Capture) -> None:
    build(tmp_path, replace(STATEMENT, object="firm", date="2031-01-01"))
    assert cli.run(["validate", "--out", str(tmp_path), "--format", "turtle", "--engine", engine]) == 1
    report = rdflib.Graph().parse(data=capfd.readouterr().out, format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    (whole,) = report.subjects(rdflib.RDF.type, sh.ValidationReport)
    assert report.value(whole, sh.conforms) == rdflib.Literal("false", datatype=rdflib.XSD.boolean)
    assert {report.value(result, sh.resultSeverity) for result in report.objects(whole, sh.result)} == {
        sh.Violation,
        sh.Warning,
    }


def test_findings_come_in_a_fixed_order(tmp_path: Path) -> None:
    build(tmp_path, replace(STATEMENT, object="firm"))
    found = validate_build(tmp_path)
    assert found == sorted(found) == validate_build(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"), [(None, "no build here"), (b"<a> <b", "not Turtle"), (b"\xff", "graph.ttl")]
)
def test_what_is_no_graph_is_told_in_one_line(
    content: bytes | None, message: str, tmp_path: Path, capfd: Capture
) -> None:
    if content is not None:
        (tmp_path / "graph.ttl").write_bytes(content)
    assert cli.run(["validate", "--out", str(tmp_path)]) == 2
    shown, said = capfd.readouterr()
    assert (shown, said.count("\n")) == ("", 1)
    assert message in said
