"""Gold files: what is read, and the line that a wrong one gets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import GoldError
from kg.score import find_gold, find_page, load_gold

FIRM = {"name": "禾光公司", "type": "Firm"}
GOODS = {"name": "轴承", "type": "Product"}


def write(folder: Path, data: Any) -> Path:
    path = folder / "a.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def gold(entities: list[Any], *relations: Any) -> dict[str, Any]:
    return {"doc": "a.txt", "entities": entities, "relations": list(relations)}


def test_a_page_of_gold_is_read(tmp_path: Path) -> None:
    row = {"s": "禾光公司", "p": "produces", "o": "轴承", "capacity": "3万套", "date": "", "quote": "年产轴承3万套"}
    (relation,) = load_gold(write(tmp_path, gold([FIRM, GOODS], row))).relations
    assert (relation.subject, relation.object, relation.status) == (0, 1, "asserted")
    assert relation.qualifiers == (("capacity", "3万套"),)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("{", "no JSON"),
        ([], "no gold"),
        ({"doc": "a.txt", "entities": []}, "no gold"),
        ({"doc": "a.txt", "entities": ["禾光公司"], "relations": []}, "no gold"),
        (gold([{"name": "禾光公司"}]), "without 'name' or 'type'"),
        (gold([{"name": "禾光公司", "type": "Firma"}]), "no class 'Firma'"),
        (gold([FIRM | {"also": ["Firma"]}]), "no class 'Firma'"),
        (gold([FIRM | {"aliases": [1]}]), "'aliases' must be a list of texts"),
        (gold([FIRM | {"aliases": 1}]), "'aliases' must be a list of texts"),
        (gold([FIRM | {"aliases": "云澜"}]), "'aliases' must be a list of texts"),
        (gold([FIRM], {"s": "禾光公司", "p": "produces"}), "without 's', 'p' or 'o'"),
        (gold([FIRM], {"s": "禾光公司", "p": "produces", "o": "轴承"}), "'轴承' is not the name of an entity"),
        (gold([FIRM, GOODS], {"s": "禾光公司", "p": "make", "o": "轴承"}), "no predicate 'make'"),
        (gold([FIRM, GOODS], {"s": "禾光公司", "p": "produces", "o": "轴承", "status": "maybe"}), "no status 'maybe'"),
        (gold([FIRM, GOODS], {"s": "禾光公司", "p": "produces", "o": "轴承", "date": 2024}), "must be texts"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path: Path, data: Any, told: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(GoldError) as caught:
        load_gold(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folders_give_the_gold_below_them_once(tmp_path: Path) -> None:
    path = write(tmp_path, gold([]))
    assert find_gold([tmp_path, path]) == [path]


@pytest.mark.parametrize("name", ["", "absent.json"])
def test_no_gold_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(GoldError):
        find_gold([tmp_path / name])


def test_a_page_is_found_in_the_folder_named_before_the_one_beside_its_gold(tmp_path: Path) -> None:
    one = load_gold(write(tmp_path, gold([])))
    with pytest.raises(GoldError, match="--pages"):
        find_page(one)
    beside, named = tmp_path / "a.txt", tmp_path / "pages" / "a.txt"
    beside.write_text("字", encoding="utf-8")
    assert find_page(one) == beside
    named.parent.mkdir()
    named.write_text("字", encoding="utf-8")
    assert find_page(one, named.parent) == named


def test_a_folder_of_pages_that_is_not_there_is_told(tmp_path: Path) -> None:
    one = load_gold(write(tmp_path, gold([])))
    (tmp_path / "a.txt").write_text("字", encoding="utf-8")
    with pytest.raises(GoldError, match="no such folder"):
        find_page(one, tmp_path / "absent")
