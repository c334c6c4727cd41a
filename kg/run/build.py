"""Pages in, graph out: every page is read on its own, and the results are put in place together.

A page is extracted again only where its bytes, the program or its data have changed, and written again only where what
it says has; ``manifest.json`` remembers. The same pages with the same ledger give the same bytes, however they came.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from kg.errors import InputError, KgError
from kg.graph.archive import read_archive, write_archive
from kg.graph.terms import BASE
from kg.graph.write import TRIG, is_section, write_graph
from kg.page import LIMIT, read
from kg.records import Dataset, Extraction, Issue, digest
from kg.resolve.decide import resolve
from kg.resolve.ledger import read_ledger
from kg.resolve.merge import Renamed, in_order, joined
from kg.resolve.published import FILE as IDS
from kg.resolve.published import assign, lines_of, read_published
from kg.run.issues import ledger_issues, nothing, write_issues
from kg.run.manifest import FILE as MANIFEST
from kg.run.manifest import Digests, Entry, Manifest, file_digest, fingerprint, read_manifest
from kg.run.report import BuildReport, count_entities, count_statements
from kg.run.sources import STDIN, Source, archive_name, failure, gather
from kg.run.staging import put_in_place, staging

ISSUES = "issues.jsonl"
STATEMENTS = "statements"

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
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph of all pages under `sources` into the folder `out` and return what was found.

    `writers` add results: file name to function. `load` makes the spaCy pipeline, only where a page needs it;
    without it, `model` says whether the trained components take part, as in `load_pipeline`.
    A page that cannot be read is an issue of the report and stops no other.
    Raises `InputError` where no page at all can be read or the ledger in `out` is damaged, `BusyError` where another
    build is at work in `out`, and `OutputError` where `out` cannot be written; `out` is then as it was before.
    """
    return Builder(out, base=base, model=model, writers=writers, load=load).build(sources, progress)


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
    ) -> None:
        """Take what `build` takes."""
        self.out = Path(out)
        self.base = base or BASE
        self._writers = dict(writers or {})
        self._load = load or partial(_pipeline, model=model)
        self.state = fingerprint(model=model)
        self._nlp: Any = None
        self.held: dict[str, tuple[str, Extraction]] = {}
        self.renamed: dict[str, Renamed] = {}
        self.contents: dict[str, tuple[Extraction, str]] = {}
        self.digests = Digests()

    def build(self, sources: Iterable[str | Path], progress: Progress | None = None) -> BuildReport:
        """Build once and return what was found; raises what `build` does."""
        with _uncollected():
            return self._build(sources, progress or _silent)

    def _build(self, sources: Iterable[str | Path], tell: Progress) -> BuildReport:
        pages, issues = gather(sources, self.out)
        if not pages:
            raise nothing(issues)
        steps = len(pages) + 1 + len(self._writers)
        with staging(self.out) as staged:
            run = _Run(self, staged)
            for done, page in enumerate(pages):
                tell(page.doc, done, steps)
                run.take(page, issues)
            if not run.documents:
                raise nothing(issues)
            tell("graph", len(pages), steps)
            dataset = run.write_graph(issues)
            for done, (name, write) in enumerate(self._writers.items(), start=len(pages) + 1):
                tell(name, done, steps)
                write(dataset, staged / name, base=self.base)
            issues.sort(key=lambda i: (i.doc, i.kind, i.message))
            write_issues(issues, staged / ISSUES)
            run.manifest.write(staged)
            files = put_in_place(staged, self.out, last=MANIFEST, drop=run.leftovers())
            run.keep_digests()
        tell("", steps, steps)
        return BuildReport(
            out=self.out,
            pages=len(dataset.documents),
            reused=run.reused,
            articles=sum(len(document.articles) for document in dataset.documents),
            entities=count_entities(dataset),
            statements=count_statements(dataset),
            issues=tuple(issues),
            files=files,
        )

    def extract(self, page: Source) -> Extraction | Issue:
        """Return what a page gives or why it gives nothing: one bad page must not stop the others."""
        from kg.extract import extract

        try:
            text = replace(read(STDIN if page.path is None else page.path), doc=page.doc)
        except (InputError, OSError) as error:
            return failure(page.doc, error)
        if self._nlp is None:
            self._nlp = self._load()
        try:
            return extract(text, self._nlp)
        except InputError as error:
            return failure(page.doc, error)
        except KgError:
            raise
        except Exception as error:  # a fault met on one page is told, and the other pages still get built
            log.debug("%s", page.doc, exc_info=True)
            return failure(page.doc, error)


class _Run:
    """One build: what is known from the build before, and what this one adds."""

    def __init__(self, builder: Builder, staged: Path) -> None:
        self._builder = builder
        self._staged = staged
        self._old = builder.out / STATEMENTS
        self._new = staged / STATEMENTS
        self._new.mkdir()
        self._ledger = read_ledger(builder.out)
        self._published = read_published(builder.out)
        self._known = read_manifest(builder.out, fingerprint=builder.state)
        self.manifest = Manifest(self._known.fingerprint, base=builder.base)
        self.documents: list[Extraction] = []
        self.reused = 0
        self._archives: set[str] = set()
        self._written: dict[str, str] = {}

    def take(self, page: Source, issues: list[Issue]) -> None:
        """Add what a page gives to the documents, or why it could not be read to the issues."""
        result = self._extraction(page)
        if isinstance(result, Issue):
            issues.append(result)
        else:
            self.documents.append(result)
            issues.extend(result.issues)

    def _extraction(self, page: Source) -> Extraction | Issue:
        """Return what a page gives, from its archive where that still holds, or why it could not be read."""
        source = None if page.path is None else self._builder.digests.of(page.path, most=LIMIT)
        name = archive_name(page.doc)
        known = self._known.pages.get(page.doc)
        self._archives.add(name)
        if known is not None and source and known.source == source:
            extraction = self._archived(name, known.archive)
            if extraction is not None:
                self.reused += 1
                self.manifest.pages[page.doc] = Entry(source, known.archive)
                return extraction
        result = self._builder.extract(page)
        if isinstance(result, Issue):
            self._archives.discard(name)
            return result
        write_archive(result, self._new / name)
        archive = file_digest(self._new / name) or ""
        self.manifest.pages[page.doc] = Entry(source or "", archive)
        self._builder.held[name] = archive, result
        self._written[name] = archive
        return result

    def _archived(self, name: str, wanted: str) -> Extraction | None:
        """Return the page in an archive that still holds these bytes."""
        path = self._old / name
        if self._builder.digests.of(path) != wanted:
            return None
        held = self._builder.held.get(name)
        if held is not None and held[0] == wanted:
            return held[1]
        try:
            extraction = read_archive(path, checked=True)
        except KgError:
            log.info("%s: archive unreadable, extracting again", name)
            return None
        self._builder.held[name] = wanted, extraction
        return extraction

    def write_graph(self, issues: list[Issue]) -> Dataset:
        """Write the graph of the documents and the ids it publishes, and return the dataset."""
        pages = in_order(self.documents)
        resolution = resolve(pages, self._ledger)
        assigned = assign(resolution.clusters, self._published)
        dataset = joined(pages, self._ledger, resolution, assigned, self._builder.renamed)
        issues.extend(ledger_issues(resolution))
        contents = {
            page.doc: self._content(page, resolved) for page, resolved in zip(pages, dataset.documents, strict=True)
        }
        sections = write_graph(dataset, self._staged, base=self._builder.base, kept=self._kept(contents))
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

    def _content(self, page: Extraction, resolved: Extraction) -> str:
        """Return a digest of what a document says in the graph: its archive, and what the dataset makes of it."""
        archive = self.manifest.pages[page.doc].archive
        if page is resolved:
            return archive
        held = self._builder.contents.get(page.doc)
        if held is None or held[0] is not resolved:
            said = digest(archive, *((s.id, s.subject, s.object, s.confidence) for s in resolved.statements))
            held = self._builder.contents[page.doc] = resolved, said
        return held[1]

    def _kept(self, contents: Mapping[str, str]) -> dict[str, bytes]:
        """Return the sections of the graph of the build before that still say what their documents say."""
        trig = self._builder.out / TRIG
        same = self._known.graph and self._known.base == self._builder.base
        if not same or file_digest(trig) != self._known.graph:
            return {}
        text = trig.read_bytes()
        return {
            doc: text[entry.start : entry.end]
            for doc, entry in self._known.pages.items()
            if entry.content
            and contents.get(doc) == entry.content
            and is_section(text, entry.start, entry.end, doc, self._builder.base)
        }

    def keep_digests(self) -> None:
        """Note the digests of the archives that lie in their places now."""
        for name, archive in self._written.items():
            self._builder.digests.moved(self._old / name, archive)

    def leftovers(self) -> list[Path]:
        """Return the archives of pages that are no longer among the sources."""
        return [archive for archive in sorted(self._old.glob("*.jsonl")) if archive.name not in self._archives]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles from walking over all records again and again: there are no cycles among them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _pipeline(*, model: bool) -> Any:
    from kg.nlp import load_pipeline

    return load_pipeline(model=model)


def _silent(_what: str, _done: int, _steps: int) -> None:
    """Tell nobody."""
