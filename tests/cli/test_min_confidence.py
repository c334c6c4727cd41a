"""``--min-confidence`` on every command that reads statements."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg import Graph, cli
from kg.errors import OptionError
from kg.graph.archive import write_archive
from kg.graph.write import write_graph
from kg.records import Dataset, Extraction
from kg.resolve.merge import merge
from tests.support import GOLD, SEEDS, extraction_from_gold

Capture = pytest.CaptureFixture[str]
BASE = "https://example.org/x/"
LEAST = 0.7


def pages() -> Dataset:
    """Return a page whose statements are by turns sure and unsure."""
    page = extraction_from_gold("d01")
    marked = (replace(s, confidence=(0.9, 0.5)[n % 2], status="Asserted") for n, s in enumerate(page.statements))
    return merge([replace(page, statements=tuple(marked))])


DATASET = pages()
PAGE: Extraction = DATASET.documents[0]
SURE = [s for s in PAGE.statements if s.confidence > LEAST]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("confident")
    (folder / "statements").mkdir()
    write_archive(PAGE, folder / "statements" / "d01.jsonl")
    write_graph(DATASET, folder, base=BASE)
    return folder


def ask(capfd: Capture, *arguments: str) -> list[dict[str, object]]:
    assert cli.run(list(arguments)) == 0
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_a_query_counts_sure_statements_only(out: Path, capfd: Capture) -> None:
    text = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a rdf:Statement } }"
    (every,) = ask(capfd, "query", text, "-o", str(out))
    (sure,) = ask(capfd, "query", text, "-o", str(out), "--min-confidence", str(LEAST))
    assert (every["n"], sure["n"]) == (len(PAGE.statements), len(SURE))


def test_a_direct_triple_stands_on_a_sure_statement(out: Path, capfd: Capture) -> None:
    text = "SELECT DISTINCT ?s ?o { ?s kg:visited ?o }"
    rows = ask(capfd, "query", text, "-o", str(out), "--min-confidence", str(LEAST))
    assert len(rows) == len({(s.subject, s.object) for s in SURE if s.predicate == "visited"})


def test_the_base_of_the_build_stays(out: Path, capfd: Capture) -> None:
    (row,) = ask(capfd, "query", "SELECT ?s { ?s kg:visited ?o } LIMIT 1", "-o", str(out), "--min-confidence", "0.7")
    assert str(row["s"]).startswith(BASE)


def test_the_page_shows_sure_statements_only(out: Path, capfd: Capture) -> None:
    assert cli.run(["view", "--out", str(out), "--min-confidence", str(LEAST)]) == 0
    assert f", {len(SURE)} statements" in capfd.readouterr().out


def test_a_graph_is_opened_with_sure_statements_only(out: Path) -> None:
    graph = Graph.open(out, min_confidence=LEAST)
    assert [s.id for s in graph.statements] == [s.id for s in SURE]
    assert [s.id for s in Graph.open(out).confident(LEAST).statements] == [s.id for s in SURE]


def test_an_extract_leaves_out_what_is_less_sure(capfd: Capture) -> None:
    page = str(SEEDS / "sanyuan.txt")
    every = ask(capfd, "extract", page)
    limit = sorted(float(str(row["confidence"])) for row in every)[len(every) // 2]
    sure = ask(capfd, "extract", page, "--min-confidence", str(limit))
    assert sure == [row for row in every if float(str(row["confidence"])) >= limit]
    assert 0 < len(sure) < len(every)


def test_marks_are_those_of_sure_statements(capfd: Capture) -> None:
    gold = str(GOLD / "sanyuan.json")
    marks = {str(row["figure"]): row for row in ask(capfd, "score", gold, "--min-confidence", "1")}
    assert marks["core"]["tp"] == 0
    assert marks["entities"]["tp"] != 0


@pytest.mark.parametrize(
    "arguments", [["query", "pages"], ["view"], ["extract", str(SEEDS / "d01.txt")], ["score", str(GOLD)]]
)
@pytest.mark.parametrize("value", ["1.5", "-1", "nan", "much"])
def test_what_is_no_share_is_told_in_one_line(arguments: list[str], value: str, capfd: Capture) -> None:
    assert cli.run([*arguments, f"--min-confidence={value}"]) == 2
    shown, said = capfd.readouterr()
    assert (shown, said.count("\n")) == ("", 1)
    assert "min-confidence" in said


def test_stages_without_statements_have_no_confidence(capfd: Capture) -> None:
    page = str(SEEDS / "d01.txt")
    assert cli.run(["extract", page, "--stage", "mentions", "--min-confidence", "0.9"]) == 2
    assert "mentions have none" in capfd.readouterr().err


def test_a_graph_refuses_what_is_no_share(out: Path) -> None:
    with pytest.raises(OptionError):
        Graph.open(out, min_confidence=2)
