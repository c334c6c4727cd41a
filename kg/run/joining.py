"""The pages of a build as one dataset of which no page is in memory: their outlines say which entities are one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from kg.documents import Documents
from kg.graph.archive import read_archive
from kg.records import Dataset, Extraction, Issue
from kg.resolve.decide import resolve
from kg.resolve.ledger import Ledger
from kg.resolve.merge import Identities
from kg.resolve.outline import Outline, outlines
from kg.resolve.published import Assigned, Published, assign
from kg.run.issues import ledger_issues


class Joined(NamedTuple):
    """A dataset, and how it came about."""

    dataset: Dataset
    changes: dict[str, list[str]]
    """What the dataset makes of the statements of each document, in words; nothing where they stay as they are."""
    assigned: Assigned
    issues: list[Issue]
    """What there is to say of the ledger."""


def join(pages: Iterable[Outline], ledger: Ledger, published: Published, archive: Callable[[str], Path]) -> Joined:
    """Return the dataset of some pages, each of which is read from its archive whenever it is asked for.

    `archive` tells where the archive of a document lies. Asking for a page raises `DamagedInput` where it is gone.
    """
    known = outlines(pages)
    resolution = resolve(known, ledger)
    assigned = assign(resolution.clusters, published)
    identities = Identities(ledger, resolution, assigned)
    issues = list(ledger_issues(resolution))
    # What is known of every pair that was compared is as much again as the outlines, and not needed any more.
    del resolution

    def read(number: int) -> Extraction:
        return identities.renamed(read_archive(archive(known[number].doc), checked=True))

    documents = Documents([page.doc for page in known], read, lambda number: identities.claims(known[number]))
    changes = {page.doc: identities.changes(page) for page in known}
    return Joined(identities.dataset(documents, known), changes, assigned, issues)
