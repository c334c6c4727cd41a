"""Who says what an article quotes, where the quotation comes before its speaker: “…。”林知远说."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.frames.marks import Masked, marks_of
from kg.frames.memory import Memory, Told, slot_of
from kg.frames.spans import firm_kinds, heads
from kg.frames.template import ANY, listing, people
from kg.records import Mention

_OURS = re.compile("我们|咱们?|我[厂司]|公司|企业|厂里")
"""What tells that a quotation speaks for the speaker's firm."""


def spoken(told: Sequence[Told]) -> list[Told]:
    """Return sentences with who says what they quote, and the firm spoken for in mind where they do."""
    found = list(told)
    for number, one in enumerate(told):
        own = _within().search(one.masked.text)
        if own is not None and (firm := _firm(one.masked, own, "says")) and _OURS.search(own["quoted"]):
            found[number] = _for(one, firm, *own.span("quoted"))
        said = _says().match(one.masked.text) if number and told[number - 1].masked.text.endswith("”") else None
        if said is None:
            continue
        back = _quoted(told, number)
        speakers, firm = heads(one.masked, *said.span("speaker"), people()), _firm(one.masked, said)
        ours = any(_OURS.search(told[place].masked.text) for place in back)
        for place in back:
            if speakers:
                found[place] = replace(found[place], speaker=speakers[0].mention)
            if firm is not None and ours:
                text = told[place].masked.text
                found[place] = _for(found[place], firm, text.rfind("“") + 1, len(text))
    return found


def _quoted(told: Sequence[Told], number: int) -> list[int]:
    """Return the numbers of the sentences before one that its paragraph quotes."""
    found: list[int] = []
    for back in range(number - 1, -1, -1):
        if told[back].sentence.paragraph != told[number].sentence.paragraph:
            break
        found.append(back)
        if "“" in told[back].masked.text:
            break
    return found


def _firm(masked: Masked, match: re.Match[str], group: int | str = 0) -> Mention | None:
    """Return the only firm that the words name which tell who speaks."""
    units = masked.units_in(*match.span(group))
    firms = {u.mention.entity: u.mention for u in units if u.mention is not None and u.kind in firm_kinds()}
    return next(iter(firms.values())) if len(firms) == 1 else None


def _for(one: Told, firm: Mention, start: int, end: int) -> Told:
    """Return a sentence with a firm as the topic of what stands between two places, unless that names another."""
    slot = slot_of(firm.cls)
    ends = [*(at for at, _ in one.clauses[1:]), len(one.masked.text)]
    said = [at < end and start < stop for (at, _), stop in zip(one.clauses, ends, strict=True)]
    since = one.clauses[said.index(True)][1].clock - 1 if True in said else 0
    clauses = [
        (at, _minding(memory, slot, firm, since=since) if quoted else memory)
        for (at, memory), quoted in zip(one.clauses, said, strict=True)
    ]
    return replace(one, clauses=tuple(clauses))


def _minding(memory: Memory, slot: str, firm: Mention, *, since: int) -> Memory:
    """Return a memory with a firm as the topic, unless one has been told since a clause."""
    if memory.topics.get(slot, (0, ()))[0] > since:
        return memory
    return memory._replace(topics={**memory.topics, slot: (memory.clock, (firm,))})


_SAYING = "说|表示|介绍|告诉|坦言|感慨|透露|笑|解释|补充|回忆|直言"


def _speaking() -> str:
    """Return the expression for who has said something: 平川公司经理林知远介绍, 在平川公司，经理林知远说."""
    place = f"(?:在[{marks_of(firm_kinds())}][^，。；“{ANY}]{{0,8}}，)?"
    return f"{place}[^，。；“{ANY}]{{0,6}}?(?P<speaker>{listing(people())})[^。；“{ANY}]{{0,12}}?(?:{_SAYING})"


@cache
def _says() -> re.Pattern[str]:
    """Return the expression for a sentence that tells who has said what stands before it."""
    return re.compile(_speaking())


@cache
def _within() -> re.Pattern[str]:
    """Return the expression for a quotation with who has said it behind, in one sentence: “…，”林知远说."""
    return re.compile(f"“(?P<quoted>[^“”]{{6,}})[，！？]?”，?(?P<says>{_speaking()})")
