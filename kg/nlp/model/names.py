"""From tagged words to candidates: what the tagger takes for an organisation or person, where the policy trusts it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from kg.nlp.candidates import Candidate
from kg.nlp.model.lac import Word
from kg.nlp.model.policy import ModelPolicy, load_policy

FREE, WHOLE = "model:free", "model:whole"
"""Sources: a name where the rules found none, and one around all that they found. ``arbiter.yml`` ranks them."""
_LONGEST = 400
"""Longer sentences (tables, lists without a full stop) are tagged in parts."""
_NOUNS = frozenset({"n", "nz", "vn", "an"})


class Tags(Protocol):
    """What tags words: `kg.nlp.model.lac.Tagger`, or what a test puts in its place."""

    def words(self, texts: Sequence[str]) -> list[list[Word]]:
        """Return the words of each text."""


def propose(
    text: str,
    spans: Iterable[tuple[int, int]],
    tagger: Tags,
    *,
    filed: Sequence[Candidate] = (),
    taken: Iterable[tuple[int, int]] = (),
    titles: Mapping[int, str] | None = None,
) -> list[Candidate]:
    """Return the names that the tagger finds in the sentences `spans` of a text and the policy trusts.

    `filed` are the candidates of the rules, `taken` spans that are no names (dates, sums of money), `titles` the kinds
    of titles by where they end.
    """
    policy = load_policy()
    parts = [part for span in spans for part in _parts(text, *span)]
    tagged = tagger.words([text[start:end] for start, end in parts])
    busy = _Busy(text, filed, taken)
    found = []
    for (start, _), words in zip(parts, tagged, strict=True):
        moved = [Word(start + word.start, start + word.end, word.tag) for word in words]
        for name in _names(text, moved, titles or {}, policy):
            source = busy.source(name, policy)
            if source is not None:
                found.append(Candidate(name.start, name.end, name.cls, source))
    return found


class _Name(NamedTuple):
    start: int
    end: int
    cls: str
    headed: bool
    """Whether its last words say what it is."""


class _Busy:
    """What the rules have found in a text."""

    def __init__(self, text: str, filed: Sequence[Candidate], taken: Iterable[tuple[int, int]]) -> None:
        self._filed = filed
        self._names = bytearray(len(text))
        self._others = bytearray(len(text))
        for candidate in filed:
            self._names[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
        for start, end in taken:
            self._others[start:end] = b"\x01" * (end - start)

    def source(self, name: _Name, policy: ModelPolicy) -> str | None:
        """Return how a name may be filed beside what the rules found, or None."""
        start, end = name.start, name.end
        if any(self._others[start:end]):
            return None
        if not any(self._names[start:end]):
            return FREE
        over = [c for c in self._filed if c.start < end and start < c.end]
        inside = all(start <= c.start and c.end <= end and (c.start, c.end) != (start, end) for c in over)
        return WHOLE if name.headed and inside and _takes_in(name, over, policy) else None


def _takes_in(name: _Name, over: Collection[Candidate], policy: ModelPolicy) -> bool:
    """Return whether a name is more than a row of the names inside it."""
    for inner in over:
        same_end = inner.cls == name.cls and inner.end == name.end
        if inner.cls == name.cls and inner.start == name.start:
            return False
        if inner.cls in policy.complete and not same_end:
            return False
        if same_end and any(c.cls in policy.containers and c.end <= inner.start for c in over):
            return False
    return True


def _names(text: str, words: Sequence[Word], titles: Mapping[int, str], policy: ModelPolicy) -> Iterator[_Name]:
    """Return the names among the words of a sentence."""
    for index, (start, end, tag) in enumerate(words):
        name = text[start:end]
        if tag == "PER" and start in titles and _is_person(name, policy):
            yield _Name(start, end, policy.persons.get(titles[start], policy.person), headed=False)
        elif tag == "ORG" and (head := policy.head_of(name)):
            cls = policy.heads[head]
            if cls is not None and _is_proper(name, head, policy):
                yield _Name(start, end, cls, headed=True)
        elif tag == "ORG" and (last := _firm(text, words, index, policy)):
            yield _Name(start, last, policy.firm.cls, headed=False)


def _is_person(name: str, policy: ModelPolicy) -> bool:
    return 2 <= len(name) <= policy.longest_person and all("㐀" <= char <= "鿿" for char in name)


def _is_proper(name: str, head: str, policy: ModelPolicy) -> bool:
    return len(name) >= policy.shortest and name not in policy.common and name[: -len(head)] not in policy.common


def _firm(text: str, words: Sequence[Word], index: int, policy: ModelPolicy) -> int | None:
    """Return where a firm's name without a legal form ends, or None where it is none.

    Either it stands between signs or such verbs, with the nouns after it, or the tagged word alone is enough.
    """
    rule = policy.firm
    start, tagged, _ = words[index]
    if text[start:tagged] in policy.common or rule.never.search(text[start:tagged]):
        return None
    end = _with_nouns(text, words, index, policy)
    before = start == 0 or text[start - 1] == "\n" or text.endswith(rule.before, 0, start)
    after = end == len(text) or text[end] == "\n" or text.startswith(rule.after, end)
    if before and after and rule.shortest <= end - start <= rule.longest:
        name = text[start:end]
        return end if name.endswith(rule.trades) and name not in policy.common else None
    name = text[start:tagged]
    alone = index + 1 == len(words) or words[index + 1].tag not in {"n", "nz"}
    fits = rule.shortest <= len(name) <= rule.longest and name.endswith(rule.trades) and not name.endswith(rule.unsure)
    return tagged if alone and fits else None


def _with_nouns(text: str, words: Sequence[Word], index: int, policy: ModelPolicy) -> int:
    """Return where the nouns after a word end that may belong to its name."""
    rule = policy.firm
    start, end, _ = words[index]
    for word in words[index + 1 :]:
        if word.tag not in _NOUNS or word.end - start > rule.longest or text.startswith(rule.stops, word.start):
            break
        end = word.end
    return end


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return a sentence in parts that the tagger takes, cut at signs where there are any."""
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        cut = start + (max(window.rfind(sign) for sign in "，；、\n ") + 1 or _LONGEST)
        yield start, cut
        start = cut
    if start < end:
        yield start, end
