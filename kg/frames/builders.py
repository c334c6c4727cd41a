"""Who builds or pays where a sentence leaves it unsaid: the body in mind, unless the sentence tells of another."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.frames.marks import Masked
from kg.frames.memory import PEOPLE, Memory
from kg.frames.spans import division_kinds, firm_kinds
from kg.frames.template import ANY
from kg.records import Mention

_SAYS = re.compile("[说称讲]|表示|介绍|透露|告诉|指出|带领|率领|领着")
_PARTNER = re.compile(f"(?:^|[。；，])[^，。；{ANY}]{{2,10}}[与和同][^，。；{ANY}]{{0,6}}$")
_SIGNED = re.compile("[^，。；]{0,6}(?:签约|签订|签署|签下|达成|牵手)")
_LOCAL = re.compile(
    "(?:去年|今年|近年来)?(?:[镇村乡县市区省州]里|镇上|村上|村集体|街道办?|当地|国家|财政|中央|省级|市级|县级|村民|农户|群众|政府)"
)
"""Who builds and pays without a name of its own."""
_UNREAD = re.compile("(?:公司|集团|控股|合作社|厂)(?![里家房区长])[^，。；]{0,12}$")
"""A firm that no finder knows, as the subject of a clause."""
_BY = re.compile(f"由[^，。；{ANY}]{{0,10}}$")
_BUILDS = re.compile("[^，。；]{0,6}(?:投资|建设|承建|实施|开发|运营)")
_SIGNS = "，。；：！？“”"


def builders(
    masked: Masked,
    match: re.Match[str],
    memory: Memory,
    bodies: Mapping[str | None, Mention],
    *,
    kinds: tuple[str, ...],
    topic: tuple[Mention, ...],
) -> tuple[Mention, ...]:
    """Return who builds or pays by the words of `match`: `topic`, the firm of the one who speaks, or nobody known.

    `kinds` are the classes that can, `bodies` the body of the post of each person of the article.
    """
    firm = _spoken_for(memory, bodies, kinds)
    if firm is not None:
        return (firm,)
    by = _built_by(masked, match.start())
    if by is not None:
        return (by,)
    if _acts_alone(masked, match, memory, kinds) or _names_another(masked, match.start(), topic):
        return ()
    return topic


def _acts_alone(masked: Masked, match: re.Match[str], memory: Memory, kinds: tuple[str, ...]) -> bool:
    """Return whether one who is no body in mind is the subject of the clause: 客商X投资建设Y, 镇里投入100万元修建Z.

    One who only says so (张某表示将投资) speaks for the body.
    """
    text = masked.text
    head = max(text.rfind(sign, 0, match.start()) for sign in _SIGNS) + 1
    if _LOCAL.match(text, head, match.end()) or _UNREAD.search(text, head, match.start()):
        return True
    told = {slot for slot, (clock, _) in memory.topics.items() if clock == memory.clock}
    return (
        bool(told & {PEOPLE, *division_kinds()})
        and not told & set(kinds)
        and not _SAYS.search(text, head, match.start())
    )


def _built_by(masked: Masked, start: int) -> Mention | None:
    """Return the firm that a sentence says before a match to build something: 由X公司投资建设，主要建设…."""
    for at, unit in reversed(masked.placed_in(0, start)):
        if unit.kind in firm_kinds() and unit.mention is not None:
            by = _BY.search(masked.text[:at]) and _BUILDS.match(masked.text, at + 1, start)
            return unit.mention if by else None
    return None


def _spoken_for(memory: Memory, bodies: Mapping[str | None, Mention], kinds: tuple[str, ...]) -> Mention | None:
    """Return the firm of the manager whose plans a sentence tells: 董事长张某表示，将投资8亿元建设X."""
    told = memory.topics.get(PEOPLE)
    if told is None or told[0] < memory.sentence:
        return None
    if any(clock >= memory.sentence for slot, (clock, _) in memory.topics.items() if slot in kinds):
        return None
    held = {bodies[person.entity] for person in told[1] if person.entity in bodies}
    return next(iter(held)) if len(held) == 1 and all(body.cls in firm_kinds() for body in held) else None


def _names_another(masked: Masked, start: int, topic: tuple[Mention, ...]) -> bool:
    """Return whether a sentence says before a match with whom one signs, not in mind: 某社与X公司签约，投资…."""
    known = {mention.entity for mention in topic}
    return any(
        unit.kind in firm_kinds()
        and unit.mention
        and unit.mention.entity not in known
        and _PARTNER.search(masked.text[:at])
        for at, unit in masked.placed_in(0, start if topic else 0)
        if _SIGNED.match(masked.text, at + 1)
    )
