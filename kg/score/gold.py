"""Gold pages: what a careful reader, knowing nothing but the page, would put into the graph."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import GoldError
from kg.score.terms import load_terms

QUALIFIERS = ("date", "amount", "capacity", "title")
SEEDS = Path("seeds")
"""Where the pages of the project lie, from its root."""
STATUSES = ("asserted", "planned", "denied")
_UNHEEDED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•—\-–,，、()（）]")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A name that has to be found, with all its forms on the page."""

    name: str
    cls: str
    aliases: tuple[str, ...]
    also: tuple[str, ...]
    """Other classes that are right too."""
    optional: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name and the other forms, as they are compared."""
        return tuple(fold(name) for name in (self.name, *self.aliases))

    @property
    def classes(self) -> tuple[str, ...]:
        """Return every class that is right."""
        return (self.cls, *self.also)


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation that has to be found, or, where it is denied, that must not be."""

    subject: int
    """Position among the entities of the page; ``object`` likewise."""
    predicate: str
    object: int
    status: str
    """One of `STATUSES`."""
    optional: bool
    quote: str
    qualifiers: tuple[tuple[str, str], ...]
    """Those of `QUALIFIERS` that the page gives."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold graph of one page."""

    doc: str
    """Path of the page relative to the folder of the pages, with ``/``."""
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]
    path: Path


def fold(text: str) -> str:
    """Return a name as it is compared: width, case, white space, quotation and other marks do not count."""
    return _UNHEEDED.sub("", unicodedata.normalize("NFKC", text)).lower()


def squeeze(text: str) -> str:
    """Return `text` without white space, as quotes are compared with the page."""
    return "".join(text.split())


def find_gold(sources: Iterable[str | Path]) -> list[Path]:
    """Return the gold files given, and those of the folders given; raise GoldError where there is none."""
    found: list[Path] = []
    for source in map(Path, sources):
        if source.is_dir():
            inside = sorted(source.rglob("*.json"))
            if not inside:
                raise GoldError(f"{source}: no gold here; gold files are .json, one a page")
            found += inside
        elif source.exists():
            found.append(source)
        else:
            raise GoldError(f"{source}: no such gold file or folder; check the path")
    return list(dict.fromkeys(found))


def find_page(gold: Gold, pages: str | Path | None = None) -> Path:
    """Return the file of the page: in `pages`, beside the gold or in ``seeds/``; raise GoldError where it is not."""
    if pages is not None and not Path(pages).is_dir():
        raise GoldError(f"{pages}: no such folder of pages; check --pages")
    inside = PurePosixPath(gold.doc)
    if inside.is_absolute() or ".." in inside.parts:
        raise GoldError(f"{gold.path}: its page {gold.doc} leads out of the folder of pages; name a page inside")
    folders = [*([Path(pages)] if pages is not None else []), gold.path.parent, SEEDS]
    for folder in folders:
        if (folder / gold.doc).is_file():
            return folder / gold.doc
    told = ", ".join(map(str, folders))
    raise GoldError(f"{gold.path}: its page {gold.doc} is in none of {told}; give its folder with --pages")


def load_gold(path: str | Path) -> Gold:
    """Return the gold of one page; raise GoldError in one line where the file is not gold."""
    path = Path(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror or error}); check its rights") from error
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}: no JSON ({error}); gold is one JSON object a page") from error
    if not isinstance(data, dict) or not _text(data, "doc"):
        raise GoldError(f"{path}: no gold; it needs 'doc', and lists of objects 'entities' and 'relations'")
    return gold_of(data, data["doc"], path)


def gold_of(data: dict[str, Any], doc: str, path: Path) -> Gold:
    """Return the gold of the page `doc` from its 'entities' and 'relations'; raise GoldError in one line."""
    if not all(_rows(data, key) for key in ("entities", "relations")):
        raise GoldError(f"{path}: no gold; it needs 'doc', and lists of objects 'entities' and 'relations'")
    entities = tuple(_entity(row, path) for row in data["entities"])
    position = {fold(entity.name): i for i, entity in enumerate(entities)}
    relations = tuple(_relation(row, position, path) for row in data["relations"])
    return Gold(doc, entities, relations, path)


def _text(row: dict[str, Any], key: str) -> bool:
    return isinstance(row.get(key), str) and bool(row[key].strip())


def _rows(data: dict[str, Any], key: str) -> bool:
    return isinstance(data.get(key), list) and all(isinstance(row, dict) for row in data[key])


def _entity(row: dict[str, Any], path: Path) -> GoldEntity:
    """Return one entity, its classes checked against the ontology."""
    if not _text(row, "name") or not _text(row, "type"):
        raise GoldError(f"{path}: an entity without 'name' or 'type': {json.dumps(row, ensure_ascii=False)}")
    for key in ("aliases", "also"):
        if not (isinstance(told := row.get(key, []), list) and all(isinstance(value, str) for value in told)):
            raise GoldError(f"{path}: {row['name']}: {key!r} must be a list of texts")
    classes = load_terms().classes
    for cls in (row["type"], *row.get("also", [])):
        if cls not in classes:
            raise GoldError(f"{path}: {row['name']}: no class {cls!r}; it is one of {', '.join(sorted(classes))}")
    return GoldEntity(
        name=row["name"],
        cls=row["type"],
        aliases=tuple(row.get("aliases", ())),
        also=tuple(row.get("also", ())),
        optional=bool(row.get("optional")),
    )


def _relation(row: dict[str, Any], position: dict[str, int], path: Path) -> GoldRelation:
    """Return one relation, its ends found among the entities."""
    told = " ".join(str(row.get(key)) for key in "spo")
    if not all(_text(row, key) for key in "spo"):
        raise GoldError(f"{path}: a relation without 's', 'p' or 'o': {told}")
    for key in "so":
        if fold(row[key]) not in position:
            raise GoldError(f"{path}: {told}: {row[key]!r} is not the name of an entity of this page; add it")
    predicates = load_terms().predicates
    if row["p"] not in predicates:
        raise GoldError(f"{path}: {told}: no predicate {row['p']!r}; it is one of {', '.join(sorted(predicates))}")
    status = row.get("status") or "asserted"
    if status not in STATUSES:
        raise GoldError(f"{path}: {told}: no status {status!r}; it is one of {', '.join(STATUSES)}")
    if not all(isinstance(row.get(key, ""), str) for key in (*QUALIFIERS, "quote")):
        raise GoldError(f"{path}: {told}: qualifiers and quote must be texts")
    return GoldRelation(
        subject=position[fold(row["s"])],
        predicate=row["p"],
        object=position[fold(row["o"])],
        status=status,
        optional=bool(row.get("optional")),
        quote=row.get("quote", ""),
        qualifiers=tuple((key, row[key]) for key in QUALIFIERS if row.get(key)),
    )
