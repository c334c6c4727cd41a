"""Pages become documents of a build: from archives that still hold, from what a stopped build had done, or anew."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from kg.errors import InputError, KgError
from kg.graph.archive import archive_bytes, read_archive
from kg.page import LIMIT, page_bytes
from kg.records import Extraction, Issue
from kg.resolve.outline import Outline, Outliner
from kg.run.engines import Choice
from kg.run.kept import Kept
from kg.run.manifest import Digests, Entry, Manifest
from kg.run.shards import Shards
from kg.run.sources import STDIN, Source, archive_name, failure
from kg.run.work import Outcome, Setup, Task

STATEMENTS = "statements"
LONG = 1 << 20
"""Bytes of pages, some ten seconds of work, from which on what is done is kept should the build be stopped."""
Held = dict[str, tuple[str, Outline]]
"""Outlines by the name of the archive of their page, each with the digest of that."""

log = logging.getLogger(__name__)


class Intake:
    """The pages of one build: what is known of them from the build before, and what this one adds."""

    def __init__(
        self, out: Path, staged: Path, known: Manifest, *, digests: Digests, held: Held, outliner: Outliner
    ) -> None:
        """Take the folder of results and the one that they are made in, and what the build before left."""
        self._old = out / STATEMENTS
        self._new = staged / STATEMENTS
        self._new.mkdir()
        self._known = known
        self._digests = digests
        self._held = held
        self._outliner = outliner
        self._finished = Kept(out, known.fingerprint)
        self.manifest = Manifest(known.fingerprint)
        self.pages: list[Outline] = []
        self.issues: list[Issue] = []
        self.reused = 0
        self.characters = 0
        """How many were read anew."""
        self._archives: set[str] = set()
        self._written: dict[str, str] = {}

    def take(self, pages: Sequence[Source], choice: Choice, setup: Setup, load: Callable[[], Any]) -> Generator[str]:
        """Take in all pages and give the name of each when it is done; `load` makes the pipeline of this process.

        Why a page gives nothing is told among the issues. Raises `KgError` where the program itself is wrong, or the
        engine does not work.
        """
        waiting = []
        for page in pages:
            source = None if page.path is None else self._digests.of(page.path, most=LIMIT)
            if source and self._taken_over(page.doc, source):
                yield page.doc
            else:
                waiting.append(page)
        keep = sum(page.size for page in waiting) >= LONG
        places = {page.doc: page.where for page in waiting}
        tasks = list(self._tasks(waiting))
        while tasks:
            again = []
            with closing(choice.engine(setup, waiting, load).outcomes(tasks)) as outcomes:
                for outcome in outcomes:
                    if outcome.result is not None:
                        self._add(outcome, keep=keep)
                    elif not self._taken_over(outcome.doc, outcome.source):
                        again.append(Task(outcome.doc, places[outcome.doc]))
                        continue
                    yield outcome.doc
            tasks = again

    def take_made(self, shards: Shards, state: str) -> Generator[str]:
        """Take in the pages of a folder of shards; those of another state of the program are known apart from our own.

        Raises `DamagedInput` where a shard cannot be read.
        """
        index = shards.index()
        if index.state != state:
            message = f"{shards.folder}: extracted by another version or with other options than a build here would be"
            self.issues.append(Issue(shards.folder.name, "OtherVersion", message))
        self.issues.extend(index.issues)

        def named(source: str) -> str:
            return source if index.state == state else hashlib.sha256(f"{index.state} {source}".encode()).hexdigest()

        for number in range(index.parts):
            listed = shards.listed(number)
            done = {doc for doc, source in listed.items() if self._taken_over(doc, named(source))}
            yield from sorted(done)
            self.issues.extend(shards.failures(number))
            for source, page in shards.read(number) if done != listed.keys() else ():
                if page.doc not in done:
                    self._add(Outcome(page.doc, page, named(source), archive_bytes(page)), keep=False)
                    yield page.doc

    def _tasks(self, pages: Sequence[Source]) -> Iterator[Task]:
        """Give what is to be done for each page."""
        for page in pages:
            if page.path is not None and page.path.is_file():
                yield Task(page.doc, str(page.path))
            elif page.url:
                known = self._known.pages.get(page.doc)
                yield Task(page.doc, page.url, (*self._finished.sources(page.doc), *([known.source] if known else ())))
            else:
                try:
                    # A pipe is open in this process only, as standard input is.
                    yield Task(page.doc, page.where, data=page_bytes(page.path or STDIN))
                except InputError as error:
                    self.issues.append(failure(page.doc, error))

    def _taken_over(self, doc: str, source: str) -> bool:
        """Take over a page of these bytes from an archive that still holds, and return whether there is one."""
        name = archive_name(doc)
        known = self._known.pages.get(doc)
        if known is not None and known.source == source and self._digests.of(self._old / name) == known.archive:
            outline = self._read(self._old / name, known.archive)
            if outline is not None:
                self.reused += 1
                self._put(name, Entry(source, known.archive), outline)
                return True
        archive = self._finished.take(doc, source, self._new / name)
        outline = None if archive is None else self._read(self._new / name, archive)
        if archive is None or outline is None:
            return False
        self._written[name] = archive
        self._put(name, Entry(source, archive), outline)
        return True

    def _read(self, path: Path, archive: str) -> Outline | None:
        """Return the outline of the page in an archive with this digest; None where it cannot be read all the same."""
        held = self._held.get(path.name)
        if held is not None and held[0] == archive:
            return held[1]
        try:
            return self._outliner.outline(read_archive(path, checked=True))
        except KgError:
            log.info("%s: archive unreadable, extracting again", path.name)
            return None

    def _add(self, outcome: Outcome, *, keep: bool) -> None:
        """Add what a page gave, or why it gave nothing."""
        if not isinstance(outcome.result, Extraction):
            if outcome.result is not None:
                self.issues.append(outcome.result)
            return
        name = archive_name(outcome.doc)
        (self._new / name).write_bytes(outcome.archive)
        archive = hashlib.sha256(outcome.archive).hexdigest()
        if keep:
            self._finished.add(outcome.doc, outcome.source, archive, self._new / name)
        self.characters += len(outcome.result.text)
        self._written[name] = archive
        # What comes from standard input cannot be known again before it is read.
        entry = Entry("" if outcome.doc == STDIN else outcome.source, archive)
        self._put(name, entry, self._outliner.outline(outcome.result))

    def _put(self, name: str, entry: Entry, page: Outline) -> None:
        """Add a page, of which the outline stays in memory and the page itself does not."""
        self._archives.add(name)
        self._held[name] = entry.archive, page
        self.manifest.pages[page.doc] = entry
        self.pages.append(page)
        self.issues.extend(page.issues)

    def archive(self, doc: str) -> Path:
        """Return where the archive of a page lies while the build is at work."""
        name = archive_name(doc)
        return (self._new if name in self._written else self._old) / name

    def leftovers(self) -> list[Path]:
        """Return the archives of pages that are no longer among the sources."""
        return [archive for archive in sorted(self._old.glob("*.jsonl")) if archive.name not in self._archives]

    def settle(self) -> None:
        """Note that the archives lie in their places now, and that nothing need be kept besides."""
        self._finished.drop()
        for name, archive in self._written.items():
            self._digests.moved(self._old / name, archive)
