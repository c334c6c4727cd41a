"""The page as a file: what it holds, what it can never hold."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from benchmarks.page import evidence_bytes, made
from kg.errors import OutputError, UnknownTerm
from kg.records import Dataset
from kg.views.page import fitting, json_for_html, page_html, vis_network, write_page
from tests.views.material import LOOK, dataset, entity, statement

TEXT = "　　甲公司落户乙园，\n计划投资3亿元，与丙公司合作。\n"
FIRM, PARK, OTHER = entity("甲公司", aliases=("甲",)), entity("乙园", "Park"), entity("丙公司")
STATEMENTS = [
    statement(1, FIRM, "locatedIn", PARK, text=TEXT, quote="甲公司落户乙园"),
    statement(
        2,
        FIRM,
        "investedIn",
        PARK,
        text=TEXT,
        quote="甲公司落户乙园，\n计划投资3亿元",
        amount="3亿元",
        status="Planned",
    ),
    statement(3, FIRM, "locatedIn", PARK, text=TEXT, quote="落户乙园", status="Reported"),
    statement(4, OTHER, "cooperatesWith", FIRM, text=TEXT, quote="与丙公司合作", status="Denied"),
    statement(5, FIRM, "cooperatesWith", OTHER, text=TEXT, quote="与丙公司合作", status="Denied"),
]


@pytest.fixture
def small() -> Dataset:
    """Return a dataset with several statements of one edge."""
    return dataset([FIRM, PARK, OTHER], STATEMENTS, text=TEXT)


class Elements(HTMLParser):
    """The elements of a page, with their attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}, ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)


def data_of(html: str) -> dict[str, Any]:
    """Return the data inside a page."""
    (text,) = [text for _, attributes, text in Elements(html).found if attributes.get("id") == "graph-data"]
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def rows_of(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Return columns as the rows that the scripts make of them."""
    rows: list[dict[str, Any]] = [{} for _ in columns["id"]]
    for name, column in columns.items():
        filled = enumerate(column) if isinstance(column, list) else ((int(i), value) for i, value in column.items())
        for i, value in filled:
            rows[i][name] = value
    return rows


def test_the_same_dataset_gives_the_same_bytes(small: Dataset, tmp_path: Path) -> None:
    first = write_page(small, tmp_path / "a.html", look=LOOK).read_bytes()
    assert write_page(small, tmp_path / "b.html", look=LOOK).read_bytes() == first
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.html", "b.html"]


def test_nothing_in_the_page_names_a_host(small: Dataset) -> None:
    """No element loads or links to anything outside; the only address is the icon inside the page."""
    addresses = [
        (tag, value)
        for tag, attributes, _ in Elements(page_html(small, title="图", look=LOOK)).found
        for name, value in attributes.items()
        if name in {"src", "href", "action", "srcset", "data", "poster", "ping", "formaction"}
    ]
    assert [tag for tag, _ in addresses] == ["link"]
    assert str(addresses[0][1]).startswith("data:image/svg+xml,")


def test_the_policy_allows_these_scripts_and_no_others(small: Dataset) -> None:
    elements = Elements(page_html(small, title="图", look=LOOK)).found
    (policy,) = [
        str(a["content"]) for tag, a, _ in elements if tag == "meta" and "content-security-policy" in str(a).lower()
    ]
    scripts = [text for tag, attributes, text in elements if tag == "script" and not attributes]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert len(scripts) == 2
    assert policy.startswith("default-src 'none'; script-src " + " ".join(f"'sha256-{h}'" for h in hashes) + ";")
    assert "unsafe" not in policy


def test_no_markup_from_a_page_stands_in_the_file() -> None:
    name = "</script><script>alert(1)</script><!--&amp;\u2028"
    page = dataset([entity(name), PARK], [], text="无", title=name)
    html = page_html(page, title=name, look=LOOK)
    assert "alert(1)</script>" not in html
    assert name in data_of(html)["entities"]["name"]
    assert Elements(html).found[[tag for tag, _, _ in Elements(html).found].index("title")][2] == name


def test_json_survives_inside_a_script_element() -> None:
    value = {"a": "<!--<script>&]]>\u2028\u2029\x00𬭚"}
    text = json_for_html(value)
    assert not re.search("[<>&\u2028\u2029\x00]", text)
    assert json.loads(text) == value


def test_half_a_surrogate_pair_does_not_stop_the_page(tmp_path: Path) -> None:
    page = dataset([entity("甲\ud86e公司")], [], text="甲\ud86e公司")
    html = write_page(page, tmp_path / "graph.html", look=LOOK).read_text(encoding="utf-8")
    assert data_of(html)["entities"]["name"][0] == "甲\N{REPLACEMENT CHARACTER}公司"


def test_statements_name_their_ends_and_terms_by_position(small: Dataset) -> None:
    data = data_of(page_html(small, title="图", look=LOOK))
    names = data["entities"]["name"]
    predicates, statuses = list(data["predicates"]), list(data["statuses"])
    told = [
        (names[s["subject"]], predicates[s["predicate"]], names[s["object"]], statuses[s["status"]])
        for s in rows_of(data["statements"])
    ]
    assert told[1] == ("甲公司", "investedIn", "乙园", "Planned")
    assert len(told) == 5


def test_what_few_rows_have_is_kept_by_the_number_of_the_row(small: Dataset) -> None:
    data = data_of(page_html(small, title="图", look=LOOK))
    assert data["statements"]["amount"] == {"1": "3亿元"}
    assert "capacity" not in data["statements"]
    firm = data["entities"]["name"].index("甲公司")
    assert data["entities"]["aliases"] == {str(firm): ["甲"]}


def test_a_mention_is_kept_only_where_it_is_not_the_name(small: Dataset) -> None:
    first = replace(small.documents[0].statements[0], subject_mention="该公司")
    told = replace(small.documents[0], statements=(first, *small.documents[0].statements[1:]))
    data = data_of(page_html(replace(small, documents=(told,)), title="图", look=LOOK))
    assert data["statements"]["subjectMention"] == {"0": "该公司"}
    assert "objectMention" not in data["statements"]


def test_a_passage_is_stored_once_and_its_mark_is_the_quote(small: Dataset) -> None:
    data = data_of(page_html(small, title="图", look=LOOK))
    assert data["passages"] == ["甲公司落户乙园，计划投资3亿元，与丙公司合作。"]
    rows = rows_of(data["statements"])
    assert [data["passages"][s["passage"]][slice(*s["mark"])] for s in rows] == [s.quote for s in small.statements]
    assert not any("quote" in s for s in rows)


def test_a_quote_that_is_not_its_stretch_of_the_passage_is_kept(small: Dataset) -> None:
    first = replace(small.documents[0].statements[0], quote="甲公司 落户乙园")
    told = replace(small.documents[0], statements=(first,))
    data = data_of(page_html(replace(small, documents=(told,)), title="图", look=LOOK))
    assert rows_of(data["statements"])[0]["quote"] == "甲公司 落户乙园"


def test_every_character_of_a_name_comes_with_its_readings(small: Dataset) -> None:
    data = data_of(page_html(small, title="图", look=LOOK))
    assert data["pinyin"]["公"] == "gong"
    assert set(data["pinyin"]) <= set("甲公司乙园丙")


def test_more_entities_than_can_be_drawn_at_once_open_on_their_communities(small: Dataset) -> None:
    assert data_of(page_html(small, title="图", look=LOOK))["large"] is False
    large = data_of(page_html(made(2100, 3000), title="图", look=LOOK))
    assert large["large"] is True
    assert 1 < len(large["communities"]) < 1000
    places = list(zip(large["entities"]["x"], large["entities"]["y"], strict=True))
    assert len(set(places)) > 1000


def test_of_a_very_large_graph_a_build_shows_the_busiest_and_a_command_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The head of the page says so."""
    monkeypatch.setattr("kg.views.page.MOST", 40)
    monkeypatch.setattr("kg.views.page.MOST_STATEMENTS", 100)
    monkeypatch.setattr("kg.views.page.OVERVIEW", 10)
    few, title = fitting(made(50, 60))
    assert (len(few.entities), title) == (10, "园区知识图谱：50 个实体中关系最多的 10 个")
    more, title = fitting(made(50, 60), "图", patient=True)
    assert (len(more.entities), title) == (40, "图：50 个实体中关系最多的 40 个")
    told = made(30, 120)
    assert len(fitting(told)[0].entities) == 10
    assert fitting(told, "图", patient=True) == (told, "图")


def test_iris_stand_under_the_base_of_the_build(small: Dataset) -> None:
    data = data_of(page_html(small, title="图", look=LOOK, base="https://example.org/g/"))
    assert data["base"] == "https://example.org/g/"
    assert data["documents"][0]["path"] == "doc/page.txt"


def test_the_file_is_hardly_larger_than_its_evidence(tmp_path: Path) -> None:
    """At most 1.3 times the evidence as UTF-8 and a megabyte, most of which is vis-network."""
    dataset_ = made(1000, 3000)
    assert write_page(dataset_, tmp_path / "graph.html", look=LOOK).stat().st_size <= (
        1.3 * evidence_bytes(dataset_) + 1_000_000
    )


def test_a_class_the_ontology_does_not_have_is_told_in_one_line() -> None:
    with pytest.raises(UnknownTerm, match=r"^甲公司 \(.+\): no class or predicate 'Firma'; did you mean 'Firm'\?$"):
        page_html(dataset([entity("甲公司", "Firma")], [], text="无"), title="图", look=LOOK)


def test_an_empty_dataset_is_a_page_too(tmp_path: Path) -> None:
    page = write_page(Dataset((), ()), tmp_path / "graph.html", look=LOOK)
    assert data_of(page.read_text(encoding="utf-8"))["entities"]["id"] == []


def test_a_page_that_cannot_be_written_leaves_the_old_one(small: Dataset, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match=r"graph\.html: cannot write the page \(.+\); choose another folder"):
        write_page(small, tmp_path / "folder" / "graph.html", look=LOOK)
    assert (tmp_path / "folder").read_text(encoding="utf-8") == "a file"


def test_vis_network_keeps_its_licence_and_asks_for_no_source_map() -> None:
    script = vis_network()
    assert "@license" in script[:2000]
    assert "sourceMappingURL" not in script
    assert "</script" not in script.lower()
