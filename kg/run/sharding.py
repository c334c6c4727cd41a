"""Many pages into shards: any engine extracts them, and nothing is joined, so that memory does not grow with them.

Pages are cut into parts in the order of their names. A part is written when all its pages are done; after a stop, parts
that are there are not made again, as long as their pages are the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DamagedInput
from kg.page import page_bytes
from kg.records import Issue
from kg.run.engines import Choice
from kg.run.issues import nothing
from kg.run.manifest import fingerprint
from kg.run.shards import Index, Made, Shards
from kg.run.sources import STDIN, Source, gather
from kg.run.staging import output_error
from kg.run.work import Outcome, Setup, Task

PAGES = 500
"""Pages of a part."""


@dataclass(slots=True)
class ShardReport:
    """What was extracted into shards."""

    folder: Path
    pages: int = 0
    """Pages in the shards."""
    reused: int = 0
    """Pages that were there already, unchanged."""
    characters: int = 0
    """How many were read anew."""
    articles: int = 0
    statements: int = 0
    """Articles and statements of the pages that were read anew."""
    parts: int = 0
    failed: tuple[Issue, ...] = ()
    """The issues of pages and sources that could not be read."""


def shard(
    sources: Iterable[str | Path],
    folder: str | Path,
    *,
    model: bool = True,
    choice: Choice | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> ShardReport:
    """Extract all pages under `sources` into shards in `folder`, and return what was done.

    `choice` says who works on the pages, if not this process alone. Raises `InputError` where no page at all can be
    read, `BusyError` where another run writes or reads the shards, `OutputError` where they cannot be written,
    `OptionError` where a library is not installed, and `EngineError` where the engine does not work.
    """
    shards = Shards(Path(folder))
    pages, issues = gather(sources, shards.folder)
    if not pages:
        raise nothing(issues)
    setup = Setup(model, fingerprint(model=model), archive=False)
    engine = (choice or Choice()).engine(setup, pages)
    with _held(shards):
        run = _Run(shards, pages, setup.state)
        tell = progress or _silent
        tell(pages[0].doc, 0, len(pages))
        with closing(engine.outcomes(run.tasks())) as outcomes:
            for done, outcome in enumerate(outcomes, start=1):
                run.take(outcome)
                tell(f"{outcome.doc}, {run.report.characters:,} characters read", done, len(pages))
        report = run.report
        report.failed = tuple(sorted([*issues, *run.failed], key=lambda issue: (issue.doc, issue.kind, issue.message)))
        if not report.pages:
            shards.cut(0)
            raise nothing(list(report.failed))
        shards.finish(Index(setup.state, report.parts, report.pages, tuple(issues)))
    return report


def _silent(_what: str, _done: int, _steps: int) -> None:
    """Tell nobody."""


class _Run:
    """Pages on their way into parts."""

    def __init__(self, shards: Shards, pages: Sequence[Source], state: str) -> None:
        self._shards = shards
        self._pages = pages
        self._state = state
        self._numbers = {page.doc: place // PAGES for place, page in enumerate(pages)}
        self._open: dict[int, dict[str, Outcome]] = {}
        """The outcomes of parts that are not complete, by page."""
        self.failed: list[Issue] = []
        self.report = ShardReport(shards.folder, parts=-(-len(pages) // PAGES))

    def tasks(self) -> Iterator[Task]:
        """Give what is to be done, part after part."""
        for number in range(self.report.parts):
            known = self._shards.known(number, self._state)
            for page in self._of(number):
                given = (known[page.doc],) if page.doc in known else ()
                if page.path is None and not page.url:
                    yield Task(page.doc, page.where, given, page_bytes(STDIN))
                else:
                    yield Task(page.doc, page.where, given)

    def _of(self, number: int) -> Sequence[Source]:
        return self._pages[number * PAGES : (number + 1) * PAGES]

    def take(self, outcome: Outcome) -> None:
        """Take in what became of a page, and write its part when that is complete."""
        number = self._numbers[outcome.doc]
        part = self._open.setdefault(number, {})
        part[outcome.doc] = outcome
        self.report.characters += outcome.characters
        if len(part) == len(self._of(number)):
            self._write(number, self._open.pop(number))

    def _write(self, number: int, part: dict[str, Outcome]) -> None:
        """Write a part, unless all its pages are there as they are."""
        before: dict[str, Made] = {}
        anew = all(outcome.result is not None for outcome in part.values())
        if not anew:
            try:
                before = {made.extraction.doc: made for made in self._shards.read(number)}
                anew = bool(self._shards.failures(number)) or before.keys() != part.keys()
            except DamagedInput:
                # It seemed sound: the next run, which the message asks for, makes it anew.
                self._shards.drop(number)
                raise
        made, failed = [], []
        for page in self._of(number):
            outcome = part[page.doc]
            if outcome.result is None:
                made.append(before[page.doc])
                self.report.reused += 1
                continue
            anew = True
            if isinstance(outcome.result, Issue):
                failed.append(outcome.result)
                continue
            made.append(Made(outcome.source, outcome.result))
            self.report.articles += len(outcome.result.articles)
            self.report.statements += len(outcome.result.statements)
        if anew:
            self._shards.write(number, self._state, made, failed)
        self.report.pages += len(made)
        self.failed += failed


@contextmanager
def _held(shards: Shards) -> Iterator[None]:
    """Hold the folder of shards to write into; tell in one line what the file system refuses."""
    made = not shards.folder.exists()
    try:
        shards.folder.mkdir(parents=True, exist_ok=True)
        with shards.held():
            shards.begin()
            yield
    except OSError as error:
        raise output_error(shards.folder, error) from error
    finally:
        if made:
            # Empty, where nothing was written.
            with suppress(OSError):
                shards.folder.rmdir()
