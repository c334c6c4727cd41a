"""Ids that were given out once and stay: ``ids.jsonl`` beside the ledger, a line for each that a build published.

A line holds an id and the units it was published for, the founder first. Where units are merged later, the id that was
published first stays and the others lead to it; where a fuller name is found, the label changes and the id does not.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.errors import DamagedInput
from kg.records import digest
from kg.resolve.apart import AT

FILE = "ids.jsonl"


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
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return published
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedInput(f"{path}: the published ids cannot be read ({error}); mend the file") from error
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            published.add(str(row["id"]), [str(ref) for ref in row["units"]])
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedInput(f"{path}: line {number}: no published id ({error}); mend the line") from error
    return published


def lines_of(new: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """Return the lines that publish some ids."""
    return "".join(json.dumps({"id": key, "units": refs}, ensure_ascii=False) + "\n" for key, refs in new)


def assign(clusters: Mapping[str, tuple[str, ...]], published: Published) -> Assigned:
    """Return the ids of clusters, given as the units of each under the one that names it, in any order.

    An id stays with its founder; where the founder's pages are gone, with the first of its units that is left. Of
    several ids of one cluster the one that was published first stands for all.
    """
    home = {ref: leader for leader, refs in sorted(clusters.items()) for ref in refs}
    # The pages of a key may be told apart later, or be one again: its id stays with the first of them.
    keys: dict[str, str] = {}
    for ref in sorted(home):
        keys.setdefault(ref.partition(AT)[0], home[ref])
    owned: dict[str, list[str]] = defaultdict(list)
    for key, refs in published.units.items():
        leader = next((at for ref in refs if (at := home.get(ref) or keys.get(ref.partition(AT)[0]))), None)
        if leader is not None:
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


def id_of(ref: str) -> str:
    """Return the id of a unit that was never published: its key, or one made of its key and page."""
    key, at, doc = ref.partition(AT)
    return digest("entity", key, doc) if at else key
