"""The library as other programs use it: build a graph, open it, ask it, look at it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.errors import NotFound
from kg.records import Dataset, Entity, Extraction, Page, Statement

# Named in signatures only, or loaded when they are asked for: one page is read without what builds need.
if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from rdflib import Dataset as RdflibDataset

    from kg.analysis.questions import Given
    from kg.analysis.review import Review
    from kg.analysis.table import Table
    from kg.extract.why import Account
    from kg.graph.validate import Finding
    from kg.run import BuildReport, Progress, ShardReport, open_dataset, open_paged, open_stream

__all__ = [
    "Analysis",
    "Evidence",
    "Graph",
    "build",
    "extract",
    "open_dataset",
    "open_paged",
    "open_review",
    "open_stream",
    "read_stage",
    "shard",
    "validate",
    "watch",
    "why",
]

_CONTEXT = 120
"""Code points shown on either side of a quote."""
_OF_RUN = {"open_dataset", "open_paged", "open_stream"}


def __getattr__(name: str) -> Any:
    """Return a function of `kg.run` that is one of ours too."""
    if name not in _OF_RUN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("kg.run"), name)


def build(
    sources: str | Path | Iterable[str | Path],
    out: str | Path = "out",
    *,
    base: str | None = None,
    model: bool = True,
    workers: int | None = 1,
    engine: str = "local",
    cluster: str = "",
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph of all pages under `sources` into the folder `out`, and return what was found.

    A source is a file, a folder, a pattern, a URL, a folder of shards or ``-`` for standard input; `base` is the base
    of all IRIs; `model` says whether the trained component takes part, as in `load_pipeline`. `workers` is the number
    of processes that read pages, None for as many as there are cores and work for; a script that asks for more than one
    must be guarded by ``if __name__ == "__main__"``. `engine` and `cluster` name another engine, as `kg build` does.
    A page that cannot be read is among ``report.failed`` and stops no other.
    Raises `InputError` where no page at all can be read, `OutputError` where `out` cannot be written, and `OptionError`
    or `EngineError` where the engine cannot be had or does not work.
    """
    from kg.run import Choice
    from kg.run import build as run_build

    named = [sources] if isinstance(sources, str | Path) else list(sources)
    choice = Choice(engine, workers, cluster)
    return run_build(named, out, base=base, model=model, writers=_writers(), choice=choice, progress=progress)


def shard(
    sources: str | Path | Iterable[str | Path],
    folder: str | Path,
    *,
    model: bool = True,
    workers: int | None = 1,
    engine: str = "local",
    cluster: str = "",
    progress: Progress | None = None,
) -> ShardReport:
    """Extract all pages under `sources` into Parquet shards in `folder`, and return what was done.

    `build` takes the folder in as a source. The arguments are those of `build`. Pages that are there already, of the
    same bytes and program, are not read again.
    Raises what `build` does, and `OptionError` where pyarrow is not installed.
    """
    from kg.run import Choice
    from kg.run import shard as run_shard

    named = [sources] if isinstance(sources, str | Path) else list(sources)
    return run_shard(named, folder, model=model, choice=Choice(engine, workers, cluster), progress=progress)


def watch(
    sources: str | Path | Iterable[str | Path],
    out: str | Path = "out",
    *,
    base: str | None = None,
    model: bool = True,
    workers: int | None = 1,
    engine: str = "local",
    cluster: str = "",
    every: float = 1.0,
) -> Iterator[BuildReport]:
    """Build as `build` does, and again whenever a page or the ledger in `out` has changed; give each report.

    Looks every `every` seconds and ends only when it is stopped. Raises what `build` does at the first build; what
    stands in the way of a later one is waited for.
    """
    from kg.run import Choice
    from kg.run.watch import watch as run_watch

    named = [sources] if isinstance(sources, str | Path) else list(sources)
    choice = Choice(engine, workers, cluster)
    return run_watch(named, out, base=base, model=model, writers=_writers(), choice=choice, every=every)


def open_review(out: str | Path = "out") -> Review:
    """Return what there is to judge in the build in the folder `out`: see `kg.analysis.review.Review`.

    Raises `NotFound` where there is no build and `DamagedInput` where it or its ledger cannot be read.
    """
    from kg.analysis.review import Review
    from kg.resolve.ledger import read_ledger
    from kg.resolve.published import read_published
    from kg.run import open_pages

    folder = Path(out)
    return Review(folder, open_pages(folder), read_ledger(folder), read_published(folder))


def validate(out: str | Path = "out", *, engine: str | None = None, shapes_only: bool = False) -> list[Finding]:
    """Return what is wrong in the build in the folder `out`: against the shapes first, then pages against each other.

    `engine` is ``shacl`` or ``sparql``, by default the one that suits the size; `shapes_only` leaves out what pages
    say. Raises `NotFound` where there is no build and `DamagedInput` where it cannot be read.
    """
    from kg.analysis.consistency import conflicts
    from kg.graph.store import base_at
    from kg.graph.terms import Names
    from kg.graph.validate import Finding, validate_build
    from kg.run import open_dataset

    found = validate_build(out, engine=engine)
    if shapes_only:
        return found
    names = Names(base_at(out))
    return found + [
        Finding(
            node=names.entity(one.entity).value,
            path=one.kind,
            value=one.name,
            message=one.message,
            severity="Warning",
            evidence=tuple((e.statement, e.doc, e.quote) for e in one.evidence),
        )
        for one in conflicts(open_dataset(out))
    ]


def _writers() -> dict[str, Any]:
    from kg.views.page import write_overview

    return {"graph.html": write_overview}


def extract(page: Page | str | Path, nlp: Any = None) -> Extraction:
    """Return the articles, entities and statements of one page: a `Page`, or the path of one.

    `nlp` is what `load_pipeline` gives; pass it when there is more than one page. Raises `InputError`.
    """
    from kg.extract import extract as extract_page

    return extract_page(_page(page), nlp or _load())


def read_stage(page: Page | str | Path, stage: str, nlp: Any = None) -> Iterator[dict[str, Any]]:
    """Return the rows of one stage of a page: ``articles``, ``mentions``, ``entities`` or ``relations``."""
    from kg.extract import read_stage as rows

    return rows(_page(page), nlp or _load(), stage)


def why(page: Page | str | Path, subject: str, predicate: str, obj: str, nlp: Any = None) -> list[Account]:
    """Return how a page comes to a statement, or what is missing for it: one account each, as `kg extract --why` tells.

    `subject` and `obj` are names, other names or parts of names. Raises `InputError`, and `UnknownTerm`.
    """
    from kg.extract.why import why as account_for

    return account_for(_page(page), nlp or _load(), subject, predicate, obj)


def _page(page: Page | str | Path) -> Page:
    from kg.page import read

    return page if isinstance(page, Page) else read(page)


def _load() -> Any:
    from kg.nlp import load_pipeline

    return load_pipeline()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement is written."""

    doc: str
    article: str
    """Title of the article."""
    quote: str
    """The sentence as printed, its lines joined."""
    start: int
    end: int
    """Where the quote stands in the source text, in Unicode code points."""
    before: str
    after: str
    """The source text on either side."""

    def _repr_html_(self) -> str:
        return (
            f"<p>…{escape(self.before)}<mark>{escape(self.quote)}</mark>{escape(self.after)}…<br>"
            f"<small>{escape(self.article)}, {escape(self.doc)} {self.start}–{self.end}</small></p>"
        )


class Analysis:
    """The answer of a graph to a question of `kg analyze`. Made by `Graph.analyze`."""

    def __init__(self, graph: Graph, answer: Table) -> None:
        self._graph = graph
        self.answer = answer
        """The answer as a record: columns, rows with the ids of their statements, notes."""

    @cached_property
    def table(self) -> pd.DataFrame:
        """Return the rows as a table."""
        import pandas as pd

        return pd.DataFrame([row.cells for row in self.answer.rows], columns=[c.name for c in self.answer.columns])

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what a reader must know: what was sampled, left out or counted how."""
        return self.answer.notes

    def evidence(self, row: int) -> list[Evidence]:
        """Return where the statements behind a row, counted from 0, are written; raises `IndexError`."""
        return [self._graph.evidence(statement) for statement in self.answer.rows[row].statements]

    def plot(self, file: str | Path) -> Path:
        """Draw the answer as a ``.png`` or ``.svg``, and return the file.

        Raises `OptionError` where there is no way to draw it and `OutputError` where it cannot be written.
        """
        from kg.analysis.questions import question_named
        from kg.views.plot import check_plot, write_plot

        return write_plot(self.answer, check_plot(question_named(self.answer.name), Path(file)), Path(file))

    def __repr__(self) -> str:
        return f"<Analysis {self.answer.name}: {len(self.answer.rows)} rows>"

    def _repr_html_(self) -> str:
        from kg.analysis.table import written

        head = "".join(f"<th>{escape(column.called)}</th>" for column in self.answer.columns)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(written(cell))}</td>' for cell in row.cells)}</tr>" for row in self.answer.rows
        )
        title = escape(f"{self.answer.title_zh} · {self.answer.title}")
        notes = "".join(f"<p><small>{escape(note)}</small></p>" for note in self.notes)
        return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}"


class Graph:
    """A finished build: its entities, statements and evidence. Made by `Graph.open`."""

    def __init__(self, dataset: Dataset, folder: Path) -> None:
        self.dataset = dataset
        self.folder = folder
        self._built: str | None = None
        """The state of the build that this graph is the whole of."""

    @classmethod
    def open(cls, out: str | Path = "out", *, min_confidence: float = 0.0) -> Graph:
        """Return the graph that `build` wrote into the folder `out`; raises `NotFound` where there is none.

        Statements below `min_confidence` are left out, as by `confident`.
        """
        from kg.run import open_dataset
        from kg.run.manifest import state_of

        built = state_of(Path(out))
        graph = cls(open_dataset(out), Path(out))
        graph._built = built
        return graph.confident(min_confidence) if min_confidence else graph

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Return all entities in the order of their ids."""
        return self.dataset.entities

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return all statements in the order of pages."""
        return self.dataset.statements

    def sparql(self, query: str, **parameters: str | float) -> pd.DataFrame:
        """Return the rows of a SPARQL query, given by the name of a stored one or as its text.

        `parameters` fill in the query's parameters. Raises `QueryError`.
        """
        import pandas as pd

        from kg.graph.query import run_query

        answer = run_query(self._store, query, parameters)
        return pd.DataFrame(answer.rows, columns=list(answer.columns))

    def entity(self, name: str) -> Entity:
        """Return the entity with this id or name, else with this other name, else with this in its name.

        Raises `NotFound` where none or more than one answers to it.
        """
        from kg.analysis.names import entity_named

        return entity_named(self.dataset, name)

    def about(self, entity: Entity | str) -> list[Statement]:
        """Return every statement that names the entity on either side."""
        key = self._id(entity)
        return [s for s in self.statements if key in (s.subject, s.object)]

    def statement(self, key: str) -> Statement:
        """Return the statement with this id; raises `NotFound`."""
        return self._place(key)[1]

    def table(self, statements: Iterable[Statement | str] | None = None) -> pd.DataFrame:
        """Return statements, or those with these ids, by default all, as rows with the names of things.

        Raises `NotFound` for an id that no statement has.
        """
        import pandas as pd

        wanted = self.statements if statements is None else statements
        told = [self.statement(one) if isinstance(one, str) else one for one in wanted]
        names = {entity.id: entity.name for entity in self.entities}
        columns = {
            "subject": [names[s.subject] for s in told],
            "predicate": [s.predicate for s in told],
            "object": [names[s.object] for s in told],
        }
        fields = ("status", "date", "title", "amount", "capacity", "confidence", "quote", "doc", "id")
        return pd.DataFrame(columns | {field: [getattr(s, field) for s in told] for field in fields})

    def evidence(self, statement: Statement | str) -> Evidence:
        """Return where a statement (or the one with this id) is written; raises `NotFound`."""
        document, found = self._place(statement if isinstance(statement, str) else statement.id)
        text, start, end = document.text, found.quote_start, found.quote_end
        titles = {article.index: article.title for article in document.articles}
        return Evidence(
            doc=document.doc,
            article=titles.get(found.article, document.title),
            quote=found.quote,
            start=start,
            end=end,
            before=text[max(0, start - _CONTEXT) : start],
            after=text[end : end + _CONTEXT],
        )

    def path(self, a: Entity | str, b: Entity | str) -> list[Statement]:
        """Return a shortest chain of statements that leads from one entity to another, whatever their direction.

        Empty where nothing leads there, or where the two are one.
        """
        start, goal = self._id(a), self._id(b)
        came: dict[str, tuple[str, Statement] | None] = {start: None}
        queue = deque([start])
        while queue and goal not in came:
            here = queue.popleft()
            for statement in self._neighbours.get(here, ()):
                there = statement.object if statement.subject == here else statement.subject
                if there not in came:
                    came[there] = (here, statement)
                    queue.append(there)
        chain = []
        step = came.get(goal)
        while step is not None:
            chain.append(step[1])
            step = came[step[0]]
        return chain[::-1]

    def analyze(self, question: str, **options: Given) -> Analysis:
        """Return the answer to a question of `kg analyze`, whose options are keywords.

        Raises `OptionError` for a question or an option that there is none of, and what the question raises.
        """
        from kg.analysis.questions import question_named

        return Analysis(self, question_named(question).answer(self.dataset, **options))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return entities as nodes and statements as edges, with their fields as attributes."""
        from kg.analysis.network import to_networkx

        return to_networkx(self.dataset)

    def to_rdflib(self) -> RdflibDataset:
        """Return the graph as an rdflib dataset: a graph for each document, and a default graph that joins them all."""
        from kg.graph.store import as_rdflib

        return as_rdflib(self._store)

    def export(self, form: str, to: str | Path | None = None) -> Path:
        """Write the graph in a format of `kg.export.FORMATS` to a file or folder and return where that is.

        By default that is ``export/`` inside the folder of the build, under the name of the format. Raises
        `OptionError` for an unknown format, `OutputError` where something else stands there or nothing can be written.
        """
        from kg.export import export, place_of
        from kg.graph.store import base_at

        place = place_of(self.folder, form) if to is None else to
        return export(self.dataset, form, place, base=base_at(self.folder))

    def around(self, entity: Entity | str, hops: int = 1) -> Graph:
        """Return the part of the graph at most `hops` statements away from an entity."""
        from kg.analysis.neighbourhood import around

        return Graph(around(self.dataset, self._id(entity), hops), self.folder)

    def as_of(self, day: str) -> Graph:
        """Return what pages printed up to a day say (ISO day, month or year, its end). Raises `OptionError`."""
        from kg.analysis.when import as_of

        return Graph(as_of(self.dataset, day), self.folder)

    def between(self, first: str, last: str) -> Graph:
        """Return the statements that were so from one date to another, by their own date, else by their page's.

        Raises `OptionError`.
        """
        from kg.analysis.when import between

        return Graph(between(self.dataset, first, last), self.folder)

    def confident(self, least: float) -> Graph:
        """Return the part of the graph whose statements have at least this confidence, from 0 to 1.

        Entities that lose all their statements are not in it. Raises `OptionError`.
        """
        from kg.analysis.confident import confident

        return Graph(confident(self.dataset, least), self.folder)

    def show(self, *, height: int = 640) -> Any:
        """Return the interactive page as an object that a notebook draws inline, `height` pixels high."""
        from IPython.display import HTML

        return HTML(self._frame(height))  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        documents, entities, statements = len(self.dataset.documents), len(self.entities), len(self.statements)
        return f"<Graph {self.folder}: {documents} pages, {entities} entities, {statements} statements>"

    def _repr_html_(self) -> str:
        return self._frame(640)

    def _frame(self, height: int) -> str:
        """Return a frame that holds the page itself: its scripts can reach neither the notebook nor the network."""
        from kg.graph.store import base_at
        from kg.views.page import write_overview

        with TemporaryDirectory() as folder:
            page = Path(folder) / "graph.html"
            write_overview(self.dataset, page, base=base_at(self.folder))
            html = page.read_text(encoding="utf-8")
        return (
            f'<div><iframe srcdoc="{escape(html)}" title="{escape(repr(self))}" '
            f'sandbox="allow-scripts allow-downloads" style="width:100%;height:{height}px;border:0"></iframe></div>'
        )

    def _id(self, entity: Entity | str) -> str:
        return entity.id if isinstance(entity, Entity) else self.entity(entity).id

    @cached_property
    def _store(self) -> Any:
        """Return what this graph holds, all or a part of a build, as a store that answers SPARQL."""
        from kg.graph.store import base_at, open_built, store_of
        from kg.run.manifest import state_of

        whole = self._built is not None and self._built == state_of(self.folder)
        return (open_built(self.folder) if whole else None) or store_of(self.dataset, base=base_at(self.folder))

    def _place(self, key: str) -> tuple[Extraction, Statement]:
        if key not in self._places:
            raise NotFound(f"{key}: no statement with that id in {self.folder}; see Graph.statements")
        return self._places[key]

    @cached_property
    def _places(self) -> dict[str, tuple[Extraction, Statement]]:
        return {s.id: (document, s) for document in self.dataset.documents for s in document.statements}

    @cached_property
    def _neighbours(self) -> dict[str, list[Statement]]:
        neighbours: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for end in {statement.subject, statement.object}:
                neighbours.setdefault(end, []).append(statement)
        return neighbours
