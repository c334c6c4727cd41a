"""The archive of one page as JSON lines: the page, then its entities, then its statements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.errors import DamagedInput
from kg.records import ArticleInfo, Entity, Extraction, Issue, Statement, to_json

FORMAT = 1


def write_archive(extraction: Extraction, path: Path) -> None:
    """Write what a page gave into the file `path`, the same bytes for the same page."""
    page = to_json(extraction)
    entities, statements = page.pop("entities", ()), page.pop("statements", ())
    rows: list[dict[str, Any]] = [{"format": FORMAT, "page": page}]
    rows += [{"entity": row} for row in map(to_json, extraction.entities)]
    rows += [{"statement": row} for row in map(to_json, extraction.statements)]
    if len(rows) != 1 + len(entities) + len(statements):
        raise AssertionError("an archive must hold every entity and statement")
    # Half of a surrogate pair has no UTF-8 form: such a character is written as its JSON escape.
    lines = [_json(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_archive(path: Path) -> Extraction:
    """Return what a page gave; raise DamagedInput in one line where the file is no archive."""
    try:
        with path.open(encoding="utf-8") as stream:
            rows = [json.loads(line) for line in stream]
        head, rest = rows[0], rows[1:]
        if head["format"] != FORMAT:
            raise DamagedInput(f"{path}: an archive of another version; run `kg build` again")
        page = head["page"]
        return Extraction(
            doc=page["doc"],
            sha256=page["sha256"],
            text=page.get("text", ""),
            title=page.get("title", ""),
            issued=page.get("issued"),
            paper=page.get("paper"),
            home=page.get("home"),
            articles=tuple(
                ArticleInfo(
                    a.get("index", 0), a.get("kind", ""), a.get("title", ""), a.get("issued"), a["start"], a["end"]
                )
                for a in page.get("articles", ())
            ),
            entities=tuple(_entity(row["entity"]) for row in rest if "entity" in row),
            statements=tuple(_statement(row["statement"]) for row in rest if "statement" in row),
            issues=tuple(Issue(**row) for row in page.get("issues", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise DamagedInput(f"{path}: not an archive that can be read ({error!r}); run `kg build` again") from error


def _json(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row, sort_keys=True)
    # A line break of Unicode inside a string would end the line for some readers.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def _entity(row: dict[str, Any]) -> Entity:
    lists = {name: tuple(row.get(name, ())) for name in ("aliases", "hidden")}
    return Entity(**(row | lists))


def _statement(row: dict[str, Any]) -> Statement:
    return Statement(**({"quote": "", "subject_mention": "", "object_mention": ""} | row))
