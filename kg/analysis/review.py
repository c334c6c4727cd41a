"""What people are asked about a build, and what they answer: candidates with both sides' evidence, and judgements."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.analysis.names import entity_named
from kg.errors import NotFound, OptionError
from kg.folding import fold
from kg.records import Dataset, Extraction
from kg.resolve.apart import AT
from kg.resolve.candidate import Candidate, Reason
from kg.resolve.decide import PROPOSED, Resolution, resolve
from kg.resolve.ledger import DIFFERENT, SAME, UNDO, UNSURE, Judgement, Ledger, append
from kg.resolve.merge import in_order, joined
from kg.resolve.published import Published, assign

_NOT_ASKED = {DIFFERENT, UNSURE}
_SHOWN = 3
"""Quotes shown of each side."""
_LINE = 40
"""Characters shown on each side of a name where no statement has a quote."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entities that may be one."""

    ref: str
    id: str
    name: str
    cls: str
    names: tuple[str, ...]
    docs: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    """Some documents with a sentence that speaks of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two entities that a person should judge."""

    a: Side
    b: Side
    score: float
    reasons: tuple[Reason, ...]
    earlier: Judgement | None
    """A judgement that was made before one of its pages changed."""


class Review:
    """The pages of a build as they lie open to judgements; made by `kg.api.open_review`."""

    def __init__(self, folder: Path, pages: Iterable[Extraction], ledger: Ledger, published: Published) -> None:
        """Take the pages, and the ledger and published ids in `folder`, where judgements are written."""
        self.folder = folder
        self.ledger = ledger
        self.pages = in_order(pages)
        self.resolution: Resolution = resolve(self.pages, ledger)
        self.assigned = assign(self.resolution.clusters, published)
        self.dataset: Dataset = joined(self.pages, ledger, self.resolution, self.assigned)
        self._leader = {ref: leader for leader, refs in self.resolution.clusters.items() for ref in refs}
        self._of = {ref: unit for unit in self.resolution.units.values() for ref in unit.members}
        self._pages = {page.doc: page for page in self.pages}

    def questions(self) -> list[Question]:
        """Return what is open: proposed candidates, the surest first, before them judgements whose pages changed."""
        changed = {self._pair(*j.pair): j for j in self.ledger.standing if j.a and self.is_stale(j)}
        judged = {self._leaders(*j.pair) for j in self.ledger.standing if j.verdict in _NOT_ASKED}
        found = []
        for decided in self.resolution.decided:
            pair = (decided.candidate.a, decided.candidate.b)
            ends = self._leaders(*pair)
            if pair in changed:
                found.append(self._question(*pair, decided.candidate, changed.pop(pair)))
            elif decided.outcome == PROPOSED and ends[0] != ends[1] and ends not in judged:
                found.append(self._question(*pair, decided.candidate, None))
        # Judgements about names that are not alike, which nobody would have been asked about.
        found += [self._question(*pair, None, j) for pair, j in changed.items() if set(pair) <= self._of.keys()]
        return sorted(found, key=lambda q: (q.earlier is None, -q.score, q.a.ref, q.b.ref))

    def judge(self, verdict: str, a: str, b: str, *, why: str = "", who: str = "") -> Judgement:
        """Write into the ledger that two entities, given by refs, ids or names, are the same, different or unsure.

        Raises `NotFound` for what no entity answers to and `OptionError` where both are one entity already, cannot be,
        or where a judgement that holds says otherwise.
        """
        one, other = self._ref(a), self._ref(b)
        kinds = self._of[one].root, self._of[other].root
        if verdict == SAME and kinds[0] != kinds[1]:
            raise OptionError(f"{a} is a {kinds[0]} and {b} a {kinds[1]}; only entities of one class are the same")
        against = self._against(verdict, one, other)
        if against is not None:
            says = f"judgement {against.id} says that they are {against.verdict}"
            raise OptionError(f"{a} and {b}: {says}; `kg review undo {against.id}` takes it back")
        if one == other:
            raise OptionError(f"{a} and {b} are one entity; `kg review split` takes them apart")
        return self._write([self._made(verdict, a=one, b=other, seen=self._seen(one, other), why=why, who=who)])[0]

    def _against(self, verdict: str, one: str, other: str) -> Judgement | None:
        """Return a judgement that holds and stands against another verdict, made of other units of two entities."""
        ends = {self._leader[one], self._leader[other]}
        opposite = {SAME: DIFFERENT, DIFFERENT: SAME, UNSURE: SAME}[verdict]
        for judgement in self.ledger.standing:
            if judgement.verdict == opposite and set(self._leaders(*judgement.pair)) == ends:
                return judgement if set(judgement.pair) != {one, other} else None
        return None

    def split(self, entity: str, which: str, *, why: str = "", who: str = "") -> list[Judgement]:
        """Write into the ledger that of an entity what is called `which`, or what the page `which` says, is another.

        Raises `NotFound` where the entity has no such name or page and `OptionError` where nothing else would be left.
        """
        members = self.resolution.clusters[self._leader[self._ref(entity)]]
        wanted = fold(which)
        called = [ref for ref in members if wanted in map(fold, self._of[ref].names)]
        called = called or [ref for ref in members if any(wanted in form for form in self._of[ref].forms)]
        taken = called if len(called) < len(members) else []
        taken = taken or [at for ref in members if (at := self._at(ref, which)) is not None]
        if not taken and not called:
            names = "、".join(sorted({name for ref in members for name in self._of[ref].names}))
            docs = "、".join(sorted({doc for ref in members for doc in self._of[ref].docs})[:_SHOWN])
            raise NotFound(f"{which}: {entity} has no such name and no such page; names: {names}; pages: {docs}, …")
        others = [ref for ref in members if ref not in taken]
        if not taken or not others:
            raise OptionError(f"{which}: all of {entity} is called so, or on that page; name a part of it")
        pairs = [(one, other) for one in taken for other in others]
        return self._write([self._made(DIFFERENT, a=a, b=b, seen=self._seen(a, b), why=why, who=who) for a, b in pairs])

    def _seen(self, *refs: str) -> dict[str, str]:
        """Return the pages that some refs are on, with their SHA-256."""
        docs = {doc for ref in refs for doc in self._docs(ref)}
        return {doc: self._pages[doc].sha256 for doc in sorted(docs)}

    def _docs(self, ref: str) -> AbstractSet[str]:
        key, at, doc = ref.partition(AT)
        return {doc} if at else self._of[key].docs

    def judge_statement(self, verdict: str, statement: str, *, why: str = "", who: str = "") -> Judgement:
        """Write into the ledger that a statement, given by its id, is accepted or rejected; raises `NotFound`."""
        statement = statement.rpartition("/")[2].removeprefix("st:")
        known = {s.id: page for page in self.pages for s in page.statements}
        page = known.get(statement)
        if page is None:
            raise NotFound(f"{statement}: no statement with that id in {self.folder}; see `kg query sentences`")
        seen = {page.doc: page.sha256}
        return self._write([self._made(verdict, statement=statement, seen=seen, why=why, who=who)])[0]

    def undo(self, judgement: str, *, why: str = "", who: str = "") -> Judgement:
        """Write into the ledger that an earlier judgement, given by its id, is taken back; raises `NotFound`."""
        if judgement not in {one.id for one in self.ledger.standing}:
            raise NotFound(f"{judgement}: no judgement with that id holds; see `kg review log`")
        return self._write([self._made(UNDO, of=judgement, why=why, who=who)])[0]

    def name_of(self, ref: str) -> str:
        """Return the name of the unit that a ref of the ledger stands for, or the ref where no page has it."""
        unit = self._of.get(ref) or self._of.get(ref.partition(AT)[0])
        return unit.name if unit is not None else ref

    def _question(self, a: str, b: str, candidate: Candidate | None, earlier: Judgement | None) -> Question:
        score, reasons = (candidate.score, candidate.reasons) if candidate is not None else (0.0, ())
        return Question(self._side(a), self._side(b), score, reasons, earlier)

    def _side(self, ref: str) -> Side:
        unit = self.resolution.units[ref]
        evidence: list[tuple[str, str]] = []
        for doc in sorted(unit.docs):
            page = self._pages[doc]
            own = self.resolution.refs[doc]
            keys = {entity.id for entity in page.entities if self._of[own.get(entity.id, entity.id)] is unit}
            quotes = (s.quote for s in page.statements if s.subject in keys or s.object in keys)
            quote = next(quotes, "") or _around(page.text, unit.names)
            if quote:
                evidence.append((doc, quote))
            if len(evidence) == _SHOWN:
                break
        return Side(
            ref=ref,
            id=self.assigned.ids[self._leader[ref]],
            name=unit.name,
            cls=min(unit.classes, key=lambda cls: (-unit.classes[cls], cls)),
            names=tuple(sorted(unit.names)),
            docs=tuple(sorted(unit.docs)),
            evidence=tuple(evidence),
        )

    def _pair(self, a: str, b: str) -> tuple[str, str]:
        """Return the units of two refs, in order."""
        one, other = (self._of[ref].ref if ref in self._of else ref for ref in (a, b))
        return (min(one, other), max(one, other))

    def _leaders(self, a: str, b: str) -> tuple[str, str]:
        """Return the clusters of two refs, in order; a ref that no page has stands for itself."""
        one, other = (self._leader.get(ref, ref) for ref in self._pair(a, b))
        return (min(one, other), max(one, other))

    def is_stale(self, judgement: Judgement) -> bool:
        """Return whether a page that a person saw is another by now."""
        return any(doc in self._pages and self._pages[doc].sha256 != sha for doc, sha in judgement.seen.items())

    def _write(self, judgements: list[Judgement]) -> list[Judgement]:
        append(self.folder, judgements)
        return judgements

    def _made(self, verdict: str, *, who: str, why: str, **fields: object) -> Judgement:
        when = datetime.now(UTC).isoformat(timespec="seconds")
        return Judgement(verdict, _clean(who) or _user(), when, _clean(why), **fields)  # type: ignore[arg-type]

    def _ref(self, named: str) -> str:
        """Return the ref that somebody means: one of the ledger's, or by an entity's id or name.

        Of an entity of several units it is the one that bears the name itself.
        """
        if named in self._of:
            return named
        entity = entity_named(self.dataset, named)
        leader = next(leader for leader, key in self.assigned.ids.items() if key == entity.id)
        units = {self._of[ref].ref: self._of[ref] for ref in self.resolution.clusters[leader]}
        wanted = fold(named)
        for bearers in (
            [ref for ref, unit in units.items() if wanted in map(fold, unit.names)],
            [ref for ref, unit in units.items() if wanted in unit.forms],
            [ref for ref, unit in units.items() if any(wanted in form for form in unit.forms)],
        ):
            if len(bearers) == 1:
                return bearers[0]
        return self._of[leader].ref

    def _at(self, ref: str, doc: str) -> str | None:
        """Return the ref of what one page says under a ref; None where the page has nothing of it."""
        key, at, own = ref.partition(AT)
        if at:
            return ref if own == doc else None
        docs = self._of[ref].docs
        if doc not in docs:
            return None
        return ref if docs == {doc} else f"{key}{AT}{doc}"


def _around(text: str, names: Iterable[str]) -> str:
    """Return the line of a page around a name, shortened; empty where it stands in several lines."""
    at = min((place for name in names if (place := text.find(name)) >= 0), default=-1)
    if at < 0:
        return ""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[max(start, at - _LINE) : min(len(text) if end < 0 else end, at + _LINE)].strip()


def _user() -> str:
    """Return the name of the user of the system; its number where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"


def _clean(text: str) -> str:
    """Return text that UTF-8 can hold."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
