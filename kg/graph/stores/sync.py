"""A store brought up to the state of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg.errors import DamagedInput, OutputError, StoreError
from kg.graph.stores.base import ENTITIES, FORMAT, Header, Part, Store
from kg.graph.stores.builds import read_build
from kg.graph.write import TRIG

BATCH = 8_000_000
"""Bytes of Turtle, some 200,000 triples, that a store gets at a time."""
Progress = Callable[[str, int, int], None]
"""Told what is at work, how many parts are done, and how many there are, a batch at a time."""


class Synced(NamedTuple):
    """What became of the documents of a store."""

    replaced: int
    """New ones too."""
    dropped: int
    unchanged: int


def sync(store: Store, out: str | Path, progress: Progress | None = None) -> Synced:
    """Bring a store up to the build in the folder `out`, and return what that took.

    Only documents that differ are written, those that are gone are dropped, and the entities are written where they
    differ. What was stopped half way is taken up again. Raises `NotFound` and `DamagedInput` for the build,
    `OutputError` where the store holds what no build put there, `StoreError` where it does not take what is written.
    """
    build = read_build(out)
    header = store.header()
    if header.graph == build.graph and header.base == build.base and not header.loading:
        return Synced(0, 0, len(build.spans))
    if not header.format and store.count():
        raise OutputError(f"{store.url}: holds triples that no build put there; choose an empty store")
    with build.parts() as parts:
        known = store.digests()
        names = {part.name for part in parts}
        changed = [part for part in parts if known.get(part.name) != part.digest]
        gone = sorted(name for name in known if name not in names)
        at_work = Header(FORMAT, build.base, loading=True)
        try:
            store.say(at_work)
            store.drop(gone)
            done = 0
            for several in batches(changed):
                if progress is not None:
                    progress(several[0].name, done, len(changed))
                store.replace(several)
                done += len(several)
            store.say(replace(at_work, graph=build.graph, loading=False))
        except StoreError as error:
            raise StoreError(f"{error}; the store may be half loaded: load it again") from error
        except SyntaxError as error:
            raise DamagedInput(f"{build.folder / TRIG}: cannot be read ({error}); run `kg build` again") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"{store.url}: cannot be written ({error}); it is half loaded: load it again") from error
    replaced = sum(part.name != ENTITIES for part in changed)
    return Synced(replaced, len(gone), len(build.spans) - replaced)


def batches(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Give parts in their order, several at a time: what is written together, and begun anew where it was stopped."""
    several: list[Part] = []
    size = 0
    for part in parts:
        if several and size + part.size > BATCH:
            yield several
            several, size = [], 0
        several.append(part)
        size += part.size
    if several:
        yield several
