"""The challenge: single passages of one to four sentences with their gold, sorted by what makes them hard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.errors import GoldError
from kg.plain_yaml import load_yaml
from kg.records import Extraction, Page
from kg.score.gold import Gold, gold_of
from kg.score.marks import Figure, Tally, figures, total
from kg.score.page import PageScore, score_page

CHALLENGE = Path("tests") / "challenge"
"""Where the passages of the project lie, from its root."""
PARTS = ("open", "kept")
"""The passages that rules are tuned with, and those that only judge them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One passage, as a page of its own, and its gold."""

    id: str
    phenomenon: str
    """What it tries: the name of its file."""
    part: str
    """One of `PARTS`."""
    page: Page
    gold: Gold


@dataclass(frozen=True, slots=True)
class Row:
    """The marks of all passages of one phenomenon."""

    phenomenon: str
    items: int
    entities: Figure
    """Typed: found under a name of theirs and as the right class."""
    relations: Figure


def load_items(source: str | Path = CHALLENGE, part: str = "all") -> list[Item]:
    """Return the passages of a file or folder that are of `part` (``open``, ``kept``, ``all``), in order.

    Raises GoldError in one line where there are none, or where a file is not what it should be.
    """
    source = Path(source)
    paths = sorted(source.rglob("*.yml"), key=lambda path: (path.name, path)) if source.is_dir() else [source]
    items = [item for path in paths for item in _read(path)]
    if not items:
        raise GoldError(f"{source}: no passages here; they are lists in .yml files")
    twice = [name for name, times in Counter(item.id for item in items).items() if times > 1]
    if twice:
        raise GoldError(f"{source}: the id {twice[0]} stands twice; each passage needs one of its own")
    return [item for item in items if part in ("all", item.part)]


def _read(path: Path) -> list[Item]:
    try:
        rows = load_yaml(path)
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror or error}); check its path and rights") from error
    except (ValueError, yaml.YAMLError) as error:
        told = " ".join(str(error).split())
        raise GoldError(f"{path}: no YAML ({told}); passages are a list of mappings") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GoldError(f"{path}: no passages; the file must be a list of mappings")
    return [_item(row, path) for row in rows]


def _item(row: dict[str, Any], path: Path) -> Item:
    for key in ("id", "text"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise GoldError(f"{path}: {row.get('id', 'a passage')}: {key!r} must be a text")
    name = row["id"]
    if row.get("part") not in PARTS:
        raise GoldError(f"{path}: {name}: 'part' must be one of {', '.join(PARTS)}")
    home, issued = row.get("home"), row.get("issued")
    page = Page(
        doc=name,
        text=row["text"],
        issued=str(issued) if issued else None,
        paper=f"{home}日报" if home else None,
    )
    return Item(name, path.stem, row["part"], page, gold_of(_texts(row), name, path))


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    """Return the gold of a passage with its dates as texts: YAML reads 2024-06-03 as a day and 2024 as a number."""
    relations = row.get("relations")
    if not isinstance(relations, list) or not all(isinstance(each, dict) for each in relations):
        return row
    dated = [{**each, "date": str(each["date"])} if "date" in each else each for each in relations]
    return {**row, "relations": dated}


def score_items(items: Iterable[Item], extract: Callable[[Page], Extraction]) -> list[PageScore]:
    """Return the marks of each passage, in the order given; `extract` is the pipeline."""
    return [score_page(item.gold, extract(item.page)) for item in items]


def rows_of(items: Sequence[Item], scores: Sequence[PageScore]) -> list[Row]:
    """Return a row for each phenomenon, in order of name, and one for all (``total``) at the end."""
    names = sorted({item.phenomenon for item in items})
    by_name = [[s for i, s in zip(items, scores, strict=True) if i.phenomenon == name] for name in names]
    return [*map(_row, names, by_name), _row("total", list(scores))]


def _row(name: str, scores: list[PageScore]) -> Row:
    tally: Tally = {"typed": Counter(), **total(score.tally for score in scores)}
    both = Counter[str]()
    for bucket in ("core", "more"):
        both.update(tally.get(bucket, Counter()))
    relations = figures({"relations": both})["relations"]
    return Row(name, len(scores), figures(tally)["typed"], relations)
