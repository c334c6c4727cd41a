"""A dataset whose names, quotes and documents hold what breaks readers."""

from __future__ import annotations

from functools import cache

from kg.records import ArticleInfo, Dataset, Entity, Extraction, Statement

TEXTS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\t=x",
    "\r=x",
    "＝1",
    'a"b',
    "a'b",
    "''",
    "a,b;c|d",
    "line\nbreak",
    "cr\rlf\r\nend",
    "nul\x00bell\x07esc\x1b",
    "]]>",
    "<&>&amp;",
    "\ud800半",
    "半\udfff",
    "\ufffe\uffff",
    "长" * 10_000,
    "\\",
    "x\\",
    '\\"',
    "“”",
    " ",
    "\u2028\u2029\x85",
    '{"a": 1}',
    "<<( s p o )>>",
    "@prefix kg: <x> .",
    "🀄甲",
    "e\u0301",
    "-->",
)
CLASSES = ("Official", "Firm", "Agency", "Organization", "Park", "Place", "Project", "Policy", "Product", "Person")
PREDICATES = ("holdsPost", "investedIn", "visited", "develops", "issued", "implements", "produces", "locatedIn")
STATUSES = ("Asserted", "Planned", "Denied", "Reported")


@cache
def hostile_dataset() -> Dataset:
    """Return a dataset with an entity and a page for each text, the class, predicate and status changing each time."""
    entities = tuple(
        Entity(
            id=f"{number:016x}",
            cls=CLASSES[number % len(CLASSES)],
            name=text,
            aliases=(text + "别", f"别{text}"),
            hidden=(f"误{text}",),
        )
        for number, text in enumerate(TEXTS)
    )
    documents = tuple(_page(number, text, entities) for number, text in enumerate(TEXTS))
    return Dataset(documents, entities, {"f" * 16: entities[0].id})


def _page(number: int, text: str, entities: tuple[Entity, ...]) -> Extraction:
    doc = f"{number:02}{text[:40]}.txt"
    source = f"前文{text}后文"
    statements = tuple(
        Statement(
            id=f"{number:08x}{other:08x}",
            doc=doc,
            subject=entities[number].id,
            predicate=PREDICATES[(number + other) % len(PREDICATES)],
            object=entities[other].id,
            status=STATUSES[other % len(STATUSES)],
            confidence=0.5,
            rule="made.up",
            quote=text,
            quote_start=2,
            quote_end=2 + len(text),
            article=0,
            date=("2024-10-19", "2024-10", "2024", None, "2024-13")[other % 5],
            title=text,
            amount=text,
            amount_value=1e15,
            currency="CNY",
            capacity=text,
            capacity_value=0.000001,
            capacity_unit=text,
            subject_mention=text,
            object_mention=text,
        )
        for other in range(len(entities))
        if other != number and (number + other) % 3 == 0
    )
    return Extraction(
        doc=doc,
        sha256="0" * 64,
        text=source,
        title=text,
        issued="2024-10-20",
        paper=text,
        home=text,
        division=None,
        articles=(ArticleInfo(0, "news", text, None, 0, len(source)),),
        entities=(entities[number],),
        statements=statements,
    )
