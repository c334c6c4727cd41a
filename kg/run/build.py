"""Pages in, graph out: every page is read on its own, and the results are put in place together.

A page is extracted again only where its bytes, the program or its data have changed, and written again only where what
it says has; ``manifest.json`` remembers. The same pages with the same ledger give the same bytes, however they came.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from kg.collector import uncollected
from kg.graph.sections import Earlier, Section
from kg.graph.terms import BASE
from kg.graph.write import TRIG, write_graph
from kg.records import Dataset, Issue, digest
from kg.resolve.ledger import FILE as JUDGEMENTS
from kg.resolve.ledger import read_ledger
from kg.resolve.outline import Outliner
from kg.resolve.published import FILE as IDS
from kg.resolve.published import lines_of, read_published
from kg.run.engines import Choice
from kg.run.intake import Held, Intake
from kg.run.issues import nothing, write_issues
from kg.run.joining import join
from kg.run.manifest import FILE as MANIFEST
from kg.run.manifest import Digests, file_digest, fingerprint, read_manifest
from kg.run.report import BuildReport, count_entities, count_statements
from kg.run.shards import Shards
from kg.run.sources import Source, count_pages, gather, shards_among
from kg.run.staging import put_in_place, staging
from kg.run.work import Setup

ISSUES = "issues.jsonl"

Progress = Callable[[str, int, int], None]
"""Told what is at work, how many steps are done, and how many there are."""


class Writer(Protocol):
    """Writes the whole dataset into one file."""

    def __call__(self, dataset: Dataset, path: Path, /, *, base: str) -> object:
        """Write it; `base` is the base of all IRIs."""


log = logging.getLogger(__name__)


def build(
    sources: Iterable[str | Path],
    out: str | Path,
    *,
    base: str | None = None,
    model: bool = True,
    writers: Mapping[str, Writer] | None = None,
    load: Callable[[], Any] | None = None,
    choice: Choice | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph of all pages under `sources` into the folder `out` and return what was found.

    `writers` add results: file name to function. `load` makes the spaCy pipeline, only where a page needs it;
    without it, `model` says whether the trained components take part, as in `load_pipeline`. `choice` says who works on
    the pages, if not this process alone; a pipeline made by `load` stays in this process.
    A page that cannot be read is an issue of the report and stops no other.
    Raises `InputError` where no page at all can be read or the ledger in `out` is damaged, `BusyError` where another
    build is at work in `out`, and `OutputError` where `out` cannot be written; `out` is then as it was before.
    """
    builder = Builder(out, base=base, model=model, writers=writers, load=load, choice=choice)
    return builder.build(sources, progress)


class Builder:
    """Builds into one folder, as often as asked: what it has read stays in memory."""

    def __init__(
        self,
        out: str | Path,
        *,
        base: str | None = None,
        model: bool = True,
        writers: Mapping[str, Writer] | None = None,
        load: Callable[[], Any] | None = None,
        choice: Choice | None = None,
    ) -> None:
        """Take what `build` takes."""
        self.out = Path(out)
        self.base = base or BASE
        self._writers = dict(writers or {})
        self._load = load or partial(_pipeline, model=model)
        self.state = fingerprint(model=model)
        self._setup = Setup(model, self.state)
        # A pipeline of one's own cannot be handed to another process.
        self._choice = Choice(workers=1) if load or choice is None else choice
        self._nlp: Any = None
        self.held: Held = {}
        self.outliner = Outliner()
        self.digests = Digests()

    def build(self, sources: Iterable[str | Path], progress: Progress | None = None) -> BuildReport:
        """Build once and return what was found; raises what `build` does."""
        with uncollected():
            return self._build(sources, progress or _silent)

    def _build(self, sources: Iterable[str | Path], tell: Progress) -> BuildReport:
        named = list(sources)
        pages, issues = gather(named, self.out)
        made = shards_among(named)
        with ExitStack() as reading:
            for one in made:
                reading.enter_context(one.held())
            number = count_pages(pages, made)
            if not number:
                raise nothing(issues)
            return self._built(pages, made, issues, number, tell)

    def _built(
        self, pages: Sequence[Source], made: Sequence[Shards], issues: list[Issue], number: int, tell: Progress
    ) -> BuildReport:
        """Build `number` pages, read or made before."""
        steps = number + 1 + len(self._writers)
        with staging(self.out) as staged:
            run = _Run(self, staged)
            tell(pages[0].doc if pages else "", 0, steps)
            with closing(run.take(pages, self._choice, self._setup, self._pipeline)) as taken:
                for done, doc in enumerate(chain(taken, *(run.take_made(one, self.state) for one in made)), start=1):
                    tell(f"{doc}, {run.characters:,} characters read" if run.characters else doc, done, steps)
            issues += run.issues
            if not run.pages:
                raise nothing(issues)
            tell("graph", number, steps)
            dataset = run.write_graph(issues)
            for done, (name, write) in enumerate(self._writers.items(), start=number + 1):
                tell(name, done, steps)
                write(dataset, staged / name, base=self.base)
            issues.sort(key=lambda i: (i.doc, i.kind, i.message))
            write_issues(issues, staged / ISSUES)
            run.manifest.write(staged)
            files = put_in_place(staged, self.out, first=IDS, last=MANIFEST, drop=run.leftovers())
            run.settle()
        tell("", steps, steps)
        return BuildReport(
            out=self.out,
            pages=len(dataset.documents),
            reused=run.reused,
            articles=sum(page.articles for page in run.pages),
            entities=count_entities(dataset),
            statements=count_statements(dataset),
            issues=tuple(issues),
            files=files,
        )

    def _pipeline(self) -> Any:
        """Return the pipeline of this process, made when the first page needs it."""
        if self._nlp is None:
            self._nlp = self._load()
        return self._nlp


class _Run(Intake):
    """One build: its pages, and the graph made of them."""

    def __init__(self, builder: Builder, staged: Path) -> None:
        known = read_manifest(builder.out, fingerprint=builder.state)
        super().__init__(
            builder.out, staged, known, digests=builder.digests, held=builder.held, outliner=builder.outliner
        )
        self._builder = builder
        self._staged = staged
        # Before it is read: of a judgement that comes in between is thought that it was not heeded.
        heeded = file_digest(builder.out / JUDGEMENTS) or ""
        self._ledger = read_ledger(builder.out)
        self._published = read_published(builder.out)
        self.manifest.base, self.manifest.judgements = builder.base, heeded

    def write_graph(self, issues: list[Issue]) -> Dataset:
        """Write the graph of the documents and the ids it publishes, and return the dataset."""
        dataset, changes, assigned, found = join(self.pages, self._ledger, self._published, self.archive)
        issues.extend(found)
        archives = {doc: entry.archive for doc, entry in self.manifest.pages.items()}
        contents = {
            doc: digest(archives[doc], *changed) if changed else archives[doc] for doc, changed in changes.items()
        }
        earlier = Earlier(self._builder.out / TRIG, self._kept(contents))
        sections = write_graph(dataset, self._staged, base=self._builder.base, earlier=earlier)
        for doc, section in sections.items():
            entry = self.manifest.pages[doc]
            self.manifest.pages[doc] = replace(entry, content=contents[doc], start=section.start, end=section.end)
        self.manifest.graph = file_digest(self._staged / TRIG) or ""
        if assigned.new:
            old = self._builder.out / IDS
            before = old.read_text(encoding="utf-8") if old.exists() else ""
            if before and not before.endswith("\n"):
                before += "\n"
            (self._staged / IDS).write_text(before + lines_of(assigned.new), encoding="utf-8")
        return dataset

    def _kept(self, contents: Mapping[str, str]) -> dict[str, Section]:
        """Return the sections of the graph of the build before that still say what their documents say."""
        same = self._known.graph and self._known.base == self._builder.base
        if not same or file_digest(self._builder.out / TRIG) != self._known.graph:
            return {}
        return {
            doc: Section(entry.start, entry.end)
            for doc, entry in self._known.pages.items()
            if entry.content and contents.get(doc) == entry.content
        }


def _pipeline(*, model: bool) -> Any:
    from kg.nlp import load_pipeline

    return load_pipeline(model=model)


def _silent(_what: str, _done: int, _steps: int) -> None:
    """Tell nobody."""
