"""Tables: every row is there, every cell comes back, and no cell is a formula."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from kg.export.rows import plain
from kg.export.tables import FILES, write_tables
from kg.formulas import unguarded
from kg.graph.terms import BASE
from kg.records import Dataset
from tests.export.hostile import hostile_dataset
from tests.graph.gold import gold_dataset

DATASETS = {"gold": gold_dataset, "hostile": hostile_dataset}
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def read(folder: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for name in FILES:
        with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
            found[name.removesuffix(".csv")] = list(csv.DictReader(stream))
    return found


@pytest.mark.parametrize("name", DATASETS)
def test_every_record_has_a_row(name: str, tmp_path: Path) -> None:
    dataset = DATASETS[name]()
    write_tables(dataset, tmp_path, BASE)
    found = read(tmp_path)
    assert [row["id"] for row in found["entities"]] == [e.id for e in dataset.entities]
    assert [row["id"] for row in found["statements"]] == [s.id for s in dataset.statements]
    assert len(found["documents"]) == len(dataset.documents)
    assert len(found["articles"]) == sum(len(d.articles) for d in dataset.documents)
    assert len(found["aliases"]) == sum(len(e.aliases) + len(e.hidden) for e in dataset.entities)


def test_the_text_of_every_cell_comes_back(tmp_path: Path) -> None:
    dataset = hostile_dataset()
    write_tables(dataset, tmp_path, BASE)
    found = read(tmp_path)
    assert [unguarded(row["name"]) for row in found["entities"]] == [plain(e.name) for e in dataset.entities]
    quotes = [unguarded(row["quote"]) for row in found["statements"]]
    assert quotes == [plain(s.quote) for s in dataset.statements]
    assert {row["amountValue"] for row in found["statements"]} == {"1000000000000000"}
    assert {row["capacityValue"] for row in found["statements"]} == {"0.000001"}


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    write_tables(hostile_dataset(), tmp_path, BASE)
    cells = [cell for rows in read(tmp_path).values() for row in rows for cell in row.values()]
    assert cells
    assert [cell for cell in cells if cell.startswith(FORMULA)] == []


def test_a_spreadsheet_is_told_the_encoding(tmp_path: Path) -> None:
    write_tables(Dataset((), ()), tmp_path, BASE)
    assert {(tmp_path / name).read_bytes()[:3] for name in FILES} == {b"\xef\xbb\xbf"}


def test_pandas_reads_numbers_as_numbers(tmp_path: Path) -> None:
    write_tables(gold_dataset(), tmp_path, BASE)
    table = pd.read_csv(tmp_path / "statements.csv")
    assert len(table) == len(gold_dataset().statements)
    assert table["confidence"].dtype == float
    assert table["quoteStart"].dtype == int
    assert table["amountValue"].max() > 1e8
