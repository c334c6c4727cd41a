"""Pages of statements with sums, capacities and titles, for tests that count by hand; `told` has the plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.analysis.evidence import every
from kg.analysis.table import Table
from kg.records import Entity, Extraction, Statement, digest
from tests.analysis.told import extraction

CLASSES = {
    "公司": "Firm",
    "集团": "Firm",
    "园": "Park",
    "县": "Place",
    "镇": "Place",
    "局": "Agency",
    "项目": "Project",
    "期": "Project",
    "办法": "Policy",
    "书记": "Official",
}
"""The class of a name by how it ends; other names are products."""
MONEY = {"亿元": ("CNY", 1e8), "亿港元": ("HKD", 1e8)}


@dataclass(frozen=True)
class Said:
    """What a page says: two names, a predicate, and the fields of a statement."""

    subject: str
    predicate: str
    object: str
    fields: dict[str, Any] = field(default_factory=dict)


def invests(who: str, what: str, amount: str, status: str = "Asserted", **fields: Any) -> Said:
    """Say that somebody puts a sum (``3亿元``) into something."""
    unit = next(unit for unit in ("亿港元", "亿元") if amount.endswith(unit))
    number = amount.removesuffix(unit)
    currency, factor = MONEY[unit]
    value = None if number == "数" else float(number) * factor
    known = {"amount": amount, "amount_value": value, "currency": currency, "status": status}
    return Said(who, "investedIn", what, known | fields)


def makes(who: str, what: str, value: float | None = None, unit: str = "吨/年", **fields: Any) -> Said:
    """Say that somebody makes something, with a capacity where there is one."""
    known = {"capacity": f"{value:g}{unit}", "capacity_value": value, "capacity_unit": unit} if value else {}
    return Said(who, "produces", what, known | fields)


def says(subject: str, predicate: str, obj: str, **fields: Any) -> Said:
    """Say anything else."""
    return Said(subject, predicate, obj, fields)


def page(doc: str, *said: Said, issued: str | None = "2025-03-01", text: str = "") -> Extraction:
    """Return a page; each thing said is a sentence of its own, unless it gives ``quote`` and ``quote_start``."""
    named = {name: Entity(digest(name), _cls(name), name) for one in said for name in (one.subject, one.object)}
    made = []
    for number, one in enumerate(said):
        known: dict[str, Any] = {
            "status": "Asserted",
            "confidence": 0.8,
            "rule": "test",
            "quote": f"{one.subject}{one.fields.get('amount', '')}{one.object}",
            "quote_start": 100 * number,
            "quote_end": 100 * number + 50,
            "article": 0,
        }
        ends = named[one.subject].id, one.predicate, named[one.object].id
        made.append(Statement(digest(doc, number), doc, *ends, **(known | one.fields)))
    return extraction(doc, named.values(), made, text=text or doc, issued=issued)


def copied(one: Extraction, doc: str) -> Extraction:
    """Return the same page under another name, its statements with ids of their own."""
    said = tuple(replace(s, id=digest(doc, s.id), doc=doc) for s in one.statements)
    return replace(one, doc=doc, statements=said)


def cells(table: Table, *columns: str) -> list[tuple[Any, ...]]:
    """Return columns of a table by name, row by row."""
    places = [[column.name for column in table.columns].index(name) for name in columns]
    return [tuple(row.cells[place] for place in places) for row in table.rows]


def behind(table: Table, statements: Sequence[Statement]) -> bool:
    """Return whether every row names statements that there are, the surest first."""
    known = {s.id: s for s in statements}
    return all(row.statements and row.statements == every(known[one] for one in row.statements) for row in table.rows)


def _cls(name: str) -> str:
    return next((cls for end, cls in CLASSES.items() if name.endswith(end)), "Product")
