"""The ledger of judgements: what people decided about entities and statements, line by line, never rewritten.

A line of ``judgements.jsonl`` is one judgement. ``same``, ``different`` and ``unsure`` are about two units of entities
(``KEY``, or ``KEY@DOC`` for what one page says under a key); ``accept`` and ``reject`` about a statement; ``undo``
takes an earlier judgement back. Of several about the same thing the last one holds.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.drafts import settle
from kg.errors import DamagedInput, OutputError
from kg.locks import locked
from kg.records import digest, row_of
from kg.resolve.apart import AT

FILE = "judgements.jsonl"
SAME, DIFFERENT, UNSURE, ACCEPT, REJECT, UNDO = "same", "different", "unsure", "accept", "reject", "undo"
_PAIRS = {SAME, DIFFERENT, UNSURE}
_FIELDS = {SAME: ("a", "b"), DIFFERENT: ("a", "b"), UNSURE: ("a", "b"), ACCEPT: ("statement",), REJECT: ("statement",)}
_FIELDS |= {UNDO: ("of",)}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person."""

    verdict: str
    who: str
    when: str
    """ISO date and time with its zone."""
    why: str = ""
    a: str = ""
    b: str = ""
    statement: str = ""
    of: str = ""
    """Id of the judgement that an undo takes back."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """The pages the person saw, with their SHA-256: where one has changed since, the judgement is up for review."""

    @property
    def id(self) -> str:
        """Return its id, made of all that it says."""
        return digest("judgement", *(json.dumps(value, sort_keys=True) for value in self.row.values()))

    @property
    def pair(self) -> tuple[str, str]:
        """Return the two units in order."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)

    @property
    def row(self) -> dict[str, Any]:
        """Return what its line holds, without its id."""
        return {name: value for name, value in asdict(self).items() if value not in ("", {})}


@dataclass(frozen=True)
class Ledger:
    """All judgements, in the order in which they were made."""

    judgements: tuple[Judgement, ...] = ()

    @cached_property
    def standing(self) -> tuple[Judgement, ...]:
        """Return the judgements that hold: not taken back, and the last about their units or statement."""
        last: dict[object, Judgement] = {}
        for judgement in self._kept:
            about = judgement.pair if judgement.verdict in _PAIRS else judgement.statement
            last.pop(about, None)
            last[about] = judgement
        return tuple(last.values())

    @property
    def _kept(self) -> list[Judgement]:
        """Return the judgements that no later line takes back.

        Two judgements of one second, or of a clock that was set back, may have one id: an undo is about earlier ones.
        """
        kept, undone = [], set()
        for judgement in reversed(self.judgements):
            if judgement.verdict == UNDO:
                undone.add(judgement.of)
            elif judgement.id not in undone:
                kept.append(judgement)
        return kept[::-1]

    def pairs(self, verdict: str) -> frozenset[tuple[str, str]]:
        """Return the pairs of units that are judged so."""
        return frozenset(judgement.pair for judgement in self.standing if judgement.verdict == verdict)

    def statements(self, verdict: str) -> frozenset[str]:
        """Return the ids of the statements that are judged so."""
        return frozenset(judgement.statement for judgement in self.standing if judgement.verdict == verdict)

    @property
    def apart(self) -> frozenset[tuple[str, str]]:
        """Return the keys and pages that are judged to be different from what else has that key."""
        own = [pair for pair in self.pairs(DIFFERENT) if pair[0].partition(AT)[0] == pair[1].partition(AT)[0]]
        return frozenset((ref.partition(AT)[0], ref.partition(AT)[2]) for pair in own for ref in pair if AT in ref)


def read_ledger(folder: Path) -> Ledger:
    """Return the ledger in a folder, empty where there is none; raise `DamagedInput` in one line for a wrong line."""
    path = folder / FILE
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return Ledger()
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedInput(f"{path}: the ledger cannot be read ({error}); mend it, nothing was changed") from error
    return Ledger(tuple(_judgement(line, f"{path}: line {n}") for n, line in enumerate(lines, 1) if line.strip()))


def append(folder: Path, judgements: Iterable[Judgement]) -> None:
    """Add judgements to the ledger in a folder, all or none; raise `OutputError` where it cannot be written.

    The ledger is written anew beside the old one and put in its place, so that no line is ever half written; it is on
    the disk when this returns. Where it is a link, the file that it leads to is the ledger.
    """
    path = folder / FILE
    place = Path(os.path.realpath(path))
    busy = f"{path}: somebody else is writing into the ledger; try again"
    added = "".join(row_of({"id": one.id, **one.row}) for one in judgements)
    try:
        with locked(place.with_name(f".{FILE}.lock"), busy, wait=True):
            read_ledger(folder)
            _replace(place, added.encode())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); the ledger is as it was") from error


def _replace(place: Path, added: bytes) -> None:
    """Put a ledger that has some lines more into the place of the old one. Whoever calls holds the lock."""
    # One name, which only the holder of the lock uses: what a killed one left is written over.
    draft = place.with_name(f".{FILE}.draft")
    before = place.read_bytes() if place.exists() else b""
    try:
        draft.write_bytes(before + (b"\n" if before and not before.endswith(b"\n") else b"") + added)
        if place.exists():
            shutil.copymode(place, draft)
        settle(draft)
        draft.replace(place)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    settle(place.parent)


def _judgement(line: str, where: str) -> Judgement:
    advice = "mend the line or take it out"
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise DamagedInput(f"{where}: not JSON ({error}); {advice}") from error
    if not isinstance(row, dict) or not isinstance(row.get("verdict"), str):
        raise DamagedInput(f"{where}: no judgement; {advice}")
    wanted = _FIELDS.get(row["verdict"])
    if wanted is None:
        raise DamagedInput(f"{where}: {row['verdict']!r} is no verdict, but one of {', '.join(_FIELDS)}; {advice}")
    told = row.pop("id", None)
    seen = row.pop("seen", {})
    texts = isinstance(seen, dict) and all(isinstance(value, str) for value in (*row.values(), *seen.values()))
    if not texts or any(not row.get(name) for name in (*wanted, "who", "when")):
        raise DamagedInput(f"{where}: {row['verdict']} wants {', '.join((*wanted, 'who', 'when'))}; {advice}")
    try:
        judgement = Judgement(**row, seen=seen)
    except TypeError as error:
        raise DamagedInput(f"{where}: a field that no judgement has ({error}); {advice}") from error
    if told is not None and told != judgement.id:
        raise DamagedInput(f"{where}: the line was changed after it was written (its id is {judgement.id}); {advice}")
    return judgement
