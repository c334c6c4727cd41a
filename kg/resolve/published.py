"""Ids that were given out once and stay: ``ids.jsonl`` beside the ledger, a line for each that a build published.

A line holds an id and the units it was published for, the founder first. Where units are merged later, the id that was
published first stays and the others lead to it; where a fuller name is found, the label changes and the id does not.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.errors import DamagedInput
from kg.records import digest, row_of
from kg.resolve.apart import AT

FILE = "ids.jsonl"
_ID = re.compile("[0-9A-Za-z]+")


@dataclass(slots=True)
class Published:
    """The ids that builds gave out, in the order in which they did."""

    units: dict[str, dict[str, None]] = field(default_factory=dict)
    """For each id the units it was published for, its founder first."""

    def add(self, key: str, refs: Iterable[str]) -> None:
        """Note that the id `key` stands for these units too."""
        self.units.setdefault(key, {}).update(dict.fromkeys(refs))


class Assigned(NamedTuple):
    """The ids of some clusters."""

    ids: dict[str, str]
    """By the unit that names the cluster."""
    replaced: dict[str, str]
    """Published ids that another one stands for now, with that one."""
    new: list[tuple[str, tuple[str, ...]]]
    """Ids and units that were not published so yet."""


def read_published(folder: Path) -> Published:
    """Return the ids published in a folder; raise `DamagedInput` in one line for a line that is wrong."""
    path = folder / FILE
    published = Published()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return published
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedInput(f"{path}: the published ids cannot be read ({error}); mend the file") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            published.add(*_read(line))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedInput(f"{path}: line {number}: no published id ({error}); mend the line") from error
    return published


def _read(line: str) -> tuple[str, list[str]]:
    """Return the id and units of a line; raise ValueError, KeyError or TypeError for another."""
    row = json.loads(line)
    key, refs = row["id"], row["units"]
    if not (isinstance(refs, list) and refs and all(isinstance(ref, str) for ref in refs)):
        raise ValueError("its units are no list of texts")
    if not (isinstance(key, str) and _ID.fullmatch(key)):
        raise ValueError("its id is none")
    return key, refs


def lines_of(new: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """Return the lines that publish some ids."""
    return "".join(row_of({"id": key, "units": refs}) for key, refs in new)


def assign(clusters: Mapping[str, tuple[str, ...]], published: Published) -> Assigned:
    """Return the ids of clusters, given as the units of each under the one that names it, in any order.

    An id stays with its founder; where the founder's pages are gone, with the first of its units that is left. Of
    several ids of one cluster the one that was published first stands for all. No id goes to a cluster that has one of
    its own: that would be a namesake of what is gone.
    """
    home = {ref: leader for leader, refs in sorted(clusters.items()) for ref in refs}
    owned: dict[str, list[str]] = defaultdict(list)
    homeless = []
    for key, refs in published.units.items():
        leader = next((home[ref] for ref in refs if ref in home), None)
        if leader is not None:
            owned[leader].append(key)
        else:
            homeless.append(key)
    for key, leader in _moved(homeless, published, home):
        if leader not in owned:
            owned[leader].append(key)
    found = Assigned({}, {}, [])
    for leader in sorted(clusters):
        first, *others = owned.get(leader) or [id_of(leader)]
        found.ids[leader] = first
        found.replaced.update(dict.fromkeys(others, first))
        known = published.units.get(first, ())
        fresh = [ref for ref in clusters[leader] if ref not in known]
        if fresh:
            found.new.append((first, tuple(sorted(fresh, key=lambda ref: (ref != leader, ref)))))
    return found


def _moved(keys: Iterable[str], published: Published, home: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give ids whose units are no more with the cluster that their pages are in.

    The pages of a key may be told apart later, or be one again: its id stays with the first of them.
    """
    first: dict[str, str] = {}
    for ref in sorted(home):
        first.setdefault(ref.partition(AT)[0], home[ref])
    for key in keys:
        for ref in published.units[key]:
            own, at, _ = ref.partition(AT)
            leader = home.get(own) if at else first.get(own)
            if leader is not None:
                yield key, leader
                break


def id_of(ref: str) -> str:
    """Return the id of a unit that was never published: its key, or one made of its key and page."""
    key, at, doc = ref.partition(AT)
    return digest("entity", key, doc) if at else key
