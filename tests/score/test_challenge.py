"""The challenge: its passages hold together, and those that are open are read as well as they once were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kg.errors import GoldError
from kg.extract import extract
from kg.score.challenge import Item, load_items, rows_of, score_items
from kg.score.gold import squeeze
from tests.support import ROOT

if TYPE_CHECKING:
    from spacy.language import Language

CHALLENGE = ROOT / "tests" / "challenge"
FLOOR: dict[str, float] = yaml.safe_load(Path(__file__).with_name("floor.yml").read_text(encoding="utf-8"))["challenge"]
PASSAGE = """
- id: {id}
  part: {part}
  issued: 2023-05-09
  home: 青石县
  text: |
    禾光公司年产轴承3万套。
  entities: [{{name: 禾光公司, type: Firm}}, {{name: 轴承, type: Product}}]
  relations: [{{s: 禾光公司, p: produces, o: {object}, date: 2023}}]
"""


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return load_items(CHALLENGE)


def test_there_are_enough_passages_of_enough_kinds(items: list[Item]) -> None:
    assert len(items) >= 300
    assert len({item.phenomenon for item in items}) >= 20


def test_a_third_is_kept_of_every_kind(items: list[Item]) -> None:
    for name in {item.phenomenon for item in items}:
        parts = [item.part for item in items if item.phenomenon == name]
        assert 0.25 <= parts.count("kept") / len(parts) <= 0.4, name


def test_an_id_tells_its_kind_and_what_is_kept_lies_apart(items: list[Item]) -> None:
    for item in items:
        assert item.id.startswith(f"{item.phenomenon}.")
        assert (item.gold.path.parent.name == "kept") == (item.part == "kept"), item.id


def test_names_stand_in_the_text(items: list[Item]) -> None:
    """The place that a paper is of need not: 市长 alone is its mayor."""
    for item in items:
        text = squeeze(item.page.text)
        home = (item.page.paper or "").removesuffix("日报")
        for entity in item.gold.entities:
            for name in {entity.name, *entity.aliases} - {home}:
                assert squeeze(name) in text, (item.id, name)


def write(folder: Path, text: str) -> Path:
    (folder / "turns.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_passage_is_a_page_of_its_own(tmp_path: Path) -> None:
    (item,) = load_items(write(tmp_path, PASSAGE.format(id="turns.001", part="open", object="轴承")), "open")
    assert (item.phenomenon, item.page.issued, item.page.paper) == ("turns", "2023-05-09", "青石县日报")
    assert item.gold.relations[0].qualifiers == (("date", "2023"),)


def test_parts_are_told_apart(tmp_path: Path) -> None:
    folder = write(tmp_path, "".join(PASSAGE.format(id=f"turns.{p}", part=p, object="轴承") for p in ("open", "kept")))
    assert [item.id for item in load_items(folder, "kept")] == ["turns.kept"]
    assert len(load_items(folder)) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [", "no YAML"),
        ("a: b", "list of mappings"),
        ("[]", "no passages here"),
        (PASSAGE.format(id="turns.001", part="half", object="轴承"), "'part' must be one of"),
        (PASSAGE.format(id="turns.001", part="open", object="齿轮"), "'齿轮' is not the name of an entity"),
        (PASSAGE.format(id="turns.001", part="open", object="轴承") * 2, "turns.001 stands twice"),
        ("- {id: turns.001, part: open}", "'text' must be a text"),
    ],
)
def test_wrong_passages_are_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(GoldError, match=told) as caught:
        load_items(write(tmp_path, text))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", FLOOR)
def test_no_figure_of_the_open_part_falls_below_its_floor(name: str, marks: dict[str, float]) -> None:
    assert marks[name] >= FLOOR[name]


@pytest.fixture(scope="module")
def marks(items: list[Item], nlp: Language) -> dict[str, float]:
    opened = [item for item in items if item.part == "open"]
    row = rows_of(opened, score_items(opened, lambda page: extract(page, nlp)))[-1]
    return {"entities": 100 * row.entities.f1, "relations": 100 * row.relations.f1}
