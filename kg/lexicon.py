"""The word lists under ``kg/resources/lexicon``: places, surnames, zones, and the words of everyday language.

Every list is a text file in UTF-8, one entry a line, fields divided by tabs, with its source in the comment at its
head.
Names here only suggest: what a page says decides what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.automaton import Scan, scan_for
from kg.errors import RuleError
from kg.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = RESOURCES / "lexicon"
_LONGEST = 12
"""Characters of the longest name of a division that another name is searched for at its head."""
_ONE_BY_ONE = 1_000_000
"""Names times characters of a text up to which that is quicker than to make an automaton."""
LEVELS = ("province", "city", "county")
"""Levels of divisions from the top; ``city`` takes in prefectures and leagues, ``county`` districts and banners."""


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division of China, down to counties, districts and banners."""

    code: str
    """GB/T 2260 code: two digits for a province, four for a city, six for a county."""
    name: str
    level: str
    """One of `LEVELS`."""
    parent: str | None
    """Code of the division it lies in; None for a province."""
    shorts: tuple[str, ...]
    """Short forms: 株洲, 内蒙古, 西乌旗."""
    ambiguous: frozenset[str]
    """Those of its names that are common words (合作, 平安) or shared by several places: use them with evidence."""
    former: tuple[str, ...] = ()
    """What it was called before, or what lies in it now: 章丘市 of 章丘区, 襄樊市 of 襄阳市."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return its full name, its short forms and its former names."""
        return (self.name, *self.shorts, *self.former)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, read once; `towns` and lists asked for by name are read when first asked for."""

    divisions: tuple[Division, ...]
    """In the order of their codes."""
    by_code: Mapping[str, Division]
    by_name: Mapping[str, tuple[Division, ...]]
    """For each full name and short form its divisions, the highest level first."""
    abbreviations: Mapping[str, Division]
    """Provinces by their one-character names (湘, 赣)."""
    surnames: frozenset[str]
    """Surnames of one character."""
    compound_surnames: frozenset[str]
    """Surnames of two characters and more."""
    given: Mapping[str, tuple[int, int, int]]
    """For a character how often it stood first, last or alone in given names."""
    minority_name_parts: Mapping[str, str]
    """Parts of Mongolian, Uyghur, Kazakh, Tibetan and Yi names, with their language."""
    translit: frozenset[str]
    """Characters of transliterated names."""
    verbs: frozenset[str]
    nouns: frozenset[str]
    function_words: frozenset[str]
    """Adverbs, prepositions, conjunctions, pronouns and particles of two characters and more."""
    function_chars: frozenset[str]
    """Single characters that end a name."""
    zones: frozenset[str]
    """Full names of development zones, high-tech zones and industrial parks."""

    @property
    def towns(self) -> frozenset[str]:
        """Return the names of all towns, townships, sumu and subdistricts."""
        return _all_towns()

    def towns_of(self, division: Division) -> frozenset[str]:
        """Return the names of the towns that lie in a county, or in a city without counties."""
        return _towns().get(division.code, frozenset())

    def having(self, town: str) -> tuple[str, ...]:
        """Return the codes of the counties, and cities without counties, in which a town of that name lies."""
        return _having().get(town, ())

    def words(self, name: str) -> tuple[str, ...]:
        """Return the entries (first fields) of the list `name`, in file order; raise RuleError if unknown."""
        return tuple(fields[0] for fields in rows(name))

    def division(self, name: str, *, within: str | None = None) -> Division | None:
        """Return the division of that full or short name, the highest level first; None if none or several fit.

        `within` is the code of a division that it must lie in, or be.
        """
        found = self.by_name.get(name, ())
        if within is not None:
            found = tuple(division for division in found if within in self.lineage(division))
        if len(found) > 1 and found[0].level == found[1].level:
            return None
        return found[0] if found else None

    def leading(self, text: str) -> str:
        """Return the longest name of a division, up to twelve characters, that a text begins with; "" if none."""
        return next((text[:n] for n in range(min(_LONGEST, len(text)), 1, -1) if text[:n] in self.by_name), "")

    def lineage(self, division: Division) -> tuple[str, ...]:
        """Return the codes of a division and of those it lies in, upwards."""
        codes = [division.code]
        while (parent := self.by_code[codes[-1]].parent) is not None:
            codes.append(parent)
        return tuple(codes)


class Matcher:
    """Finds many names in one pass over a text."""

    def __init__(self, names: Iterable[str], *, once: bool = False) -> None:
        """Keep `names` in their order; raise RuleError for an empty one.

        `once` says that they are looked for in one text only: the matcher is then made in less than half the time,
        and one name, or few in a short text, are looked for one by one.
        """
        self.names: tuple[str, ...] = tuple(names)
        if "" in self.names:
            raise RuleError(f"name {self.names.index('')} of {len(self.names)} to match is empty; leave it out")
        self._once = once

    def scan(self, text: str) -> list[tuple[int, int, int]]:
        """Return start, end and index of each name found: leftmost first, then longest, none overlapping."""
        if self._once and (len(self.names) == 1 or len(self.names) * len(text) <= _ONE_BY_ONE):
            return self._one_by_one(text)
        return self._automaton(text)

    @cached_property
    def _automaton(self) -> Scan:
        return scan_for(self.names)

    def _one_by_one(self, text: str) -> list[tuple[int, int, int]]:
        """Return what `scan` does, without an automaton."""
        found = []
        for index, name in enumerate(self.names):
            at = text.find(name)
            while at >= 0:
                found.append((at, -at - len(name), index))
                at = text.find(name, at + 1)
        kept = []
        last = 0
        for start, minus_end, index in sorted(found):
            if start >= last:
                last = -minus_end
                kept.append((start, last, index))
        return kept


def matcher(names: Iterable[str], *, once: bool = False) -> Matcher:
    """Return a `Matcher` of `names`; what it finds is given by their index. `once`: they are those of one text."""
    return Matcher(names, once=once)


@cache
def load() -> Lexicon:
    """Return the word lists; they are read at the first call. Raise RuleError where a list is wrong."""
    divisions = tuple(_divisions())
    by_code = {division.code: division for division in divisions}
    by_name: dict[str, list[Division]] = {}
    for division in sorted(divisions, key=lambda d: (LEVELS.index(d.level), d.code)):
        for name in division.names:
            by_name.setdefault(name, []).append(division)
    surnames = _words_of("surnames.txt")
    return Lexicon(
        divisions=divisions,
        by_code=MappingProxyType(by_code),
        by_name=MappingProxyType({name: tuple(found) for name, found in by_name.items()}),
        abbreviations=MappingProxyType({char: by_code[code] for char, code in _pairs("abbreviations.tsv").items()}),
        surnames=frozenset(name for name in surnames if len(name) == 1),
        compound_surnames=frozenset(name for name in surnames if len(name) > 1),
        given=MappingProxyType(
            {
                char: (int(first), int(last), int(alone))
                for char, first, last, alone in rows("given_chars.tsv", fields=4)
            }
        ),
        minority_name_parts=MappingProxyType(_pairs("minority_name_parts.tsv")),
        translit=_words_of("translit_chars.txt"),
        verbs=_words_of("verbs.txt"),
        nouns=_words_of("nouns.txt"),
        function_words=_words_of("function_words.txt"),
        function_chars=_words_of("function_chars.txt"),
        zones=_words_of("zones.txt"),
    )


def rows(name: str, *, fields: int | None = None, folder: Path = FOLDER) -> list[Sequence[str]]:
    """Return the lines of a list in `folder` as fields; raise RuleError for an unknown list or a line short of fields.

    `name` is that of the file, its ending may be left out.
    """
    path = next(
        (folder / (name + ending) for ending in ("", ".txt", ".tsv") if (folder / (name + ending)).is_file()), None
    )
    if path is None:
        known = ", ".join(sorted(file.name for file in folder.iterdir()))
        raise RuleError(f"no word list {name!r} under {folder}; there are {known}")
    found: list[Sequence[str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if fields is not None and len(row) != fields:
            raise RuleError(f"{path.name}, line {number}: {len(row)} fields, not {fields}; divide them by tabs")
        found.append(row)
    return found


@cache
def _zone_matcher() -> Matcher:
    """Return the `Matcher` of the names of development zones, built once."""
    return Matcher(sorted(load().zones))


@lru_cache(maxsize=1)
def zones_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text names development zones; the last text is not scanned anew."""
    return tuple((start, end) for start, end, _ in _zone_matcher().scan(text))


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(row[0] for row in rows(name))


@cache
def _towns() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({code: frozenset(names.split(",")) for code, names in _pairs("towns.tsv").items()})


@cache
def _having() -> Mapping[str, tuple[str, ...]]:
    """Return for each town the codes of the divisions that have one of its name."""
    found: dict[str, list[str]] = {}
    for code, names in _towns().items():
        for name in names:
            found.setdefault(name, []).append(code)
    return MappingProxyType({name: tuple(codes) for name, codes in found.items()})


@cache
def _all_towns() -> frozenset[str]:
    return frozenset().union(*_towns().values())


def _pairs(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(name, fields=2)}


def _divisions() -> Iterable[Division]:
    lines = rows("divisions.tsv")
    codes = {line[0] for line in lines}
    former: dict[str, list[str]] = {}
    for name, code in _pairs("former.tsv").items():
        former.setdefault(code, []).append(name)
    for line in lines:
        code, name, level = line[:3]
        shorts = tuple(line[3].split(",")) if len(line) > 3 and line[3] else ()
        ambiguous = frozenset(line[4].split(",")) if len(line) > 4 else frozenset()
        if level not in LEVELS or not ambiguous <= {name, *shorts}:
            raise RuleError(
                f"divisions.tsv: the line of {code} {name} has a wrong level or an ambiguous name not its own"
            )
        parent = next((code[:length] for length in (4, 2) if length < len(code) and code[:length] in codes), None)
        yield Division(code, name, level, parent, shorts, ambiguous, tuple(former.get(code, ())))
