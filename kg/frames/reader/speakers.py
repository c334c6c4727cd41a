"""Persons of whom an article only says that they spoke, or took part in a meeting: they went to see nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kg.frames.memory import Told
from kg.frames.trips import in_story

_GOES = (
    "(?!陪同|陪伴|考察|调研|走访|察看|查看|视察|检查|参观|观摩|督[导查]|来到|赴|前往"
    "|随行|同行|一行|带队|率|带领|参加活动|深入|实地)"
)
"""What takes a person somewhere."""
_HELD = (
    "座谈|会议|会见|会谈|大会|推介会|签约|开工|论坛|汇报会|动员会|见面会|联席会|交流会|洽谈会|对接会|现场会"
    "|[会式](?=[，。；]|$)"
)
_MET = re.compile(f"(?:{_GOES}[^。；]){{0,60}}?(?:参加|出席|列席)[^，。；]{{0,24}}?(?:{_HELD})")
"""What follows who takes part in a meeting or a ceremony."""
_SPOKE = re.compile(
    f"(?:{_GOES}[^。；]){{0,40}}?(?:讲话|致辞|致欢迎|发言|主持|汇报|通报|推介|宣读|宣布|代表[^，。；]{{0,10}}?签|签字|签署|签约"
    "|作了?[^，。；]{0,14}?(?:报告|介绍|说明|部署))"
)
"""What follows who speaks, leads a meeting or signs."""
_SAID = re.compile("[^，。；]{0,10}?(?:说|介绍|表示|指出|强调|认为|告诉|透露|坦言|希望|称)")
"""What follows who is only cited: by itself that says nothing of where he was."""


def speakers(told: Sequence[Told], asked: Collection[str | None]) -> frozenset[str | None]:
    """Return which of some persons the story of an article names only as speakers or as those present at a meeting."""
    found: set[str | None] = set()
    others: set[str | None] = set()
    for one in filter(in_story, told):
        text = one.masked.text
        for position, unit in one.masked.units.items():
            who = unit.mention.entity if unit.mention is not None else None
            if who not in asked or who in others or unit.mention is None or unit.mention.source.startswith("coref"):
                continue
            if _MET.match(text, position + 1) or _SPOKE.match(text, position + 1):
                found.add(who)
            elif not _SAID.match(text, position + 1):
                others.add(who)
    return frozenset(found - others)
