"""Pages in, graph out: every page is read on its own, and the results are put in place together.

A page is extracted again only where its bytes, the program or its data have changed; ``manifest.json`` remembers.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import EmptyInput, InputError, KgError
from kg.graph.archive import read_archive, write_archive
from kg.graph.write import write_graph
from kg.page import read
from kg.records import Dataset, Extraction, Issue, to_json
from kg.resolve.merge import merge
from kg.run.manifest import FILE as MANIFEST
from kg.run.manifest import Entry, Manifest, file_digest, fingerprint, read_manifest
from kg.run.report import BuildReport, count_entities, count_statements
from kg.run.sources import STDIN, Source, archive_name, failure, gather
from kg.run.staging import put_in_place, staging

ISSUES = "issues.jsonl"
STATEMENTS = "statements"

Progress = Callable[[str, int, int], None]
"""Told what is at work, how many steps are done, and how many there are."""
Writer = Callable[[Dataset, Path], object]
"""Writes the whole dataset into one file."""

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
    Raises `InputError` where no page at all can be read and `OutputError` where `out` cannot be written;
    `out` is then as it was before.
    """
    out = Path(out)
    pages, issues = gather(sources, out)
    if not pages:
        raise _nothing(issues)
    tell = progress or _silent
    steps = len(pages) + 1 + len(writers or {})
    with staging(out) as staged:
        run = _Run(out, staged, load or partial(_pipeline, model=model), fingerprint(model=model))
        documents = []
        for done, page in enumerate(pages):
            tell(page.doc, done, steps)
            result = run.extraction(page)
            if isinstance(result, Issue):
                issues.append(result)
            else:
                documents.append(result)
                issues.extend(result.issues)
        if not documents:
            raise _nothing(issues)
        tell("graph", len(pages), steps)
        dataset = merge(documents)
        write_graph(dataset, staged, **({"base": base} if base else {}))
        for done, (name, write) in enumerate((writers or {}).items(), start=len(pages) + 1):
            tell(name, done, steps)
            write(dataset, staged / name)
        issues.sort(key=lambda i: (i.doc, i.kind, i.message))
        _write_issues(issues, staged / ISSUES)
        run.manifest.write(staged)
        files = put_in_place(staged, out, last=MANIFEST, drop=run.leftovers())
    tell("", steps, steps)
    return BuildReport(
        out=out,
        pages=len(documents),
        reused=run.reused,
        articles=sum(len(document.articles) for document in documents),
        entities=count_entities(dataset),
        statements=count_statements(dataset),
        issues=tuple(issues),
        files=files,
    )


class _Run:
    """The pages of one build: what is known from the build before, and what this one adds."""

    def __init__(self, out: Path, staged: Path, load: Callable[[], Any], state: str) -> None:
        self.old = out / STATEMENTS
        self.new = staged / STATEMENTS
        self.new.mkdir()
        self.known = read_manifest(out, fingerprint=state)
        self.manifest = Manifest(self.known.fingerprint)
        self.archives: set[str] = set()
        self.reused = 0
        self._load = load
        self._nlp: Any = None

    def extraction(self, page: Source) -> Extraction | Issue:
        """Return what a page gives, from its archive where that still holds, or why it could not be read."""
        digest = None if page.path is None else file_digest(page.path)
        name = archive_name(page.doc)
        self.archives.add(name)
        if digest and self.known.knows(page.doc, source=digest, archive=self.old / name):
            try:
                extraction = read_archive(self.old / name)
            except (KgError, OSError, ValueError):
                log.info("%s: archive unreadable, extracting again", page.doc)
            else:
                self.reused += 1
                self.manifest.pages[page.doc] = self.known.pages[page.doc]
                return extraction
        result = self._extract(page)
        if isinstance(result, Issue):
            self.archives.discard(name)
            return result
        write_archive(result, self.new / name)
        if digest and (archive := file_digest(self.new / name)):
            self.manifest.pages[page.doc] = Entry(digest, archive)
        return result

    def _extract(self, page: Source) -> Extraction | Issue:
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
        except KgError:
            raise
        except Exception as error:  # a fault met on one page is told, and the other pages still get built
            log.debug("%s", page.doc, exc_info=True)
            return failure(page.doc, error)

    def leftovers(self) -> list[Path]:
        """Return the archives of pages that are no longer among the sources."""
        return [archive for archive in sorted(self.old.glob("*.jsonl")) if archive.name not in self.archives]


def _pipeline(*, model: bool) -> Any:
    from kg.nlp import load_pipeline

    return load_pipeline(model=model)


def _nothing(issues: list[Issue]) -> InputError:
    """Return the error for a build without a single page: the only reason, or the first of several."""
    if not issues:
        return EmptyInput("no sources given; name files, folders or - for standard input")
    more = f" (and {len(issues) - 1} more that could not be read)" if len(issues) > 1 else ""
    return InputError(f"{issues[0].message}{more}")


def _write_issues(issues: list[Issue], path: Path) -> None:
    lines = (json.dumps(to_json(issue), ensure_ascii=False) + "\n" for issue in issues)
    path.write_text("".join(lines), encoding="utf-8")


def _silent(_what: str, _done: int, _steps: int) -> None:
    """Tell nobody."""
