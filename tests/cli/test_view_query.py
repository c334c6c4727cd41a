"""``kg view --query``: the page of what a question is about, over a build of real pages."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from kg import cli
from kg.graph.query import named_queries
from kg.graph.store import Store, store_of
from kg.records import Dataset
from kg.resolve.ledger import REJECT, Judgement, append
from kg.run import open_dataset

Capture = pytest.CaptureFixture[str]


def title(out: Path) -> str:
    found = re.search("<title>(.*)</title>", (out / "view.html").read_text(encoding="utf-8"))
    assert found
    return found[1]


def sizes(capfd: Capture) -> tuple[int, int]:
    """Return how many entities and statements the page holds."""
    found = re.search(r"view\.html: (\d+) entit\w+, (\d+) statements?\n", capfd.readouterr().out)
    assert found
    return int(found[1]), int(found[2])


def test_a_named_question_with_a_value_shows_what_it_is_about(out: Path, capfd: Capture) -> None:
    assert cli.run(["view", "--query", "inside", "place=泰兴经济开发区", "-o", str(out)]) == 0
    narrow = sizes(capfd)
    assert title(out) == "园区（地方）内有什么 · 园区知识图谱"
    assert "江苏启蓝精细化学股份有限公司" in (out / "view.html").read_text(encoding="utf-8")
    assert cli.run(["view", "-q", "inside", "-o", str(out)]) == 0
    assert (0, 0) < narrow < sizes(capfd)


@pytest.mark.parametrize("name", named_queries())
def test_every_named_question_has_a_page(name: str, out: Path, capfd: Capture) -> None:
    """Gold marks what this page-by-page build may miss, so a question may be about nothing here."""
    code = cli.run(["view", "--query", name, "-o", str(out)])
    said = capfd.readouterr()
    assert (code, said.err) in {(0, ""), (2, "kg: nothing in the graph answers to that\n")}
    if code == 0:
        assert title(out) == f"{named_queries()[name].title_zh} · 园区知识图谱"


def test_a_file_gives_its_own_title_or_its_name(out: Path, tmp_path: Path) -> None:
    file = tmp_path / "firms.rq"
    text = "SELECT ?name { ?firm a kg:Firm ; skos:prefLabel ?name }"
    for head, expected in (("", "firms.rq"), ("# titleZh: 企业名单\n", "企业名单")):
        file.write_text(head + text, encoding="utf-8")
        assert cli.run(["view", "--query", str(file), "-o", str(out)]) == 0
        assert title(out) == f"{expected} · 园区知识图谱"


def test_a_query_comes_through_a_pipe_too(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT ?a { ?a kg:produces ?b }"))
    assert cli.run(["view", "--query", "-", "-o", str(out)]) == 0
    assert title(out) == "园区知识图谱"


def test_what_is_less_sure_or_of_another_time_is_not_shown(out: Path, capfd: Capture) -> None:
    shown = []
    for options in ([], ["--min-confidence", "0.9"], ["--as-of", "2025-05"], ["--between", "2025-05..2025-05"]):
        assert cli.run(["view", "--query", "sentences", *options, "-o", str(out)]) == 0
        shown.append(sizes(capfd)[1])
    assert all(0 < some < shown[0] for some in shown[1:])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--query", "inside", "place=没有这个地方"], "nothing in the graph answers to that"),
        (["--query", "inside", "plaze=泰兴"], "inside: no parameter 'plaze'; its parameters: place"),
        (["--query", "insid"], "no query is named 'insid'; did you mean inside?"),
        (["--query", "ASK { ?a ?b ?c }"], "query: ASK gives yes or no"),
        (["沈砚秋", "--query", "inside"], "沈砚秋: an entity does not go with --query"),
        (["--query", "inside", "place=泰兴", "沈砚秋"], "沈砚秋: an entity does not go with --query"),
        (["沈砚秋", "place=泰兴"], "place=泰兴: the page is drawn around one entity; KEY=VALUE goes with --query"),
    ],
)
def test_what_is_wrong_is_one_line_and_leaves_no_page(
    words: list[str], message: str, out: Path, capfd: Capture
) -> None:
    assert cli.run(["view", *words, "-o", str(out)]) == 2
    said = capfd.readouterr().err
    assert said.startswith(f"kg: {message}")
    assert said.count("\n") == 1
    assert not (out / "view.html").exists()


def test_of_very_many_entities_the_busiest_are_shown(
    out: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    monkeypatch.setattr("kg.views.page.MOST", 20)
    assert cli.run(["view", "--query", "about", "-o", str(out)]) == 0
    assert sizes(capfd)[0] > 20
    assert '"busiest":[20,' in (out / "view.html").read_text(encoding="utf-8")


def test_the_graph_of_a_build_is_asked_as_it_lies_there(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is in no file, nor is what was judged since: these need a store of their own."""
    made = []

    def noted(dataset: Dataset, *, base: str) -> Store:
        made.append(len(dataset.statements))
        return store_of(dataset, base=base)

    monkeypatch.setattr("kg.graph.store.store_of", noted)
    asked = ["view", "--query", "inside", "-o", str(out)]
    assert (cli.run(asked), len(made)) == (0, 0)
    assert (cli.run([*asked, "--min-confidence", "0.5"]), len(made)) == (0, 1)
    append(out, [Judgement(REJECT, "me", "2025-06-01T08:00:00+08:00", statement=open_dataset(out).statements[0].id)])
    assert (cli.run(asked), len(made)) == (0, 2)
