"""What only seems a visit: who is cited, sits in a list of those who signed, or only sent somebody."""

from __future__ import annotations

import re

from kg.frames.marks import TITLE, mark_of, marks_of
from kg.frames.outsiders import holder_of
from kg.frames.reader.model import Reading
from kg.frames.reader.seen import Seen
from kg.frames.rules import settings
from kg.frames.spans import division_kinds, firm_kinds, organ_kinds
from kg.frames.template import ANY, people

_SENT = re.compile(
    f"[^，。；]{{0,24}}?(?:负责|主要领导|分管领导|相关领导|有关领导|籍|等[^，。；]{{0,8}}?的?(?:主要)?{mark_of(TITLE)})"
)
"""What follows a division whose people come along, or come from it."""
_PEOPLE = f"(?:负责人|代表|企业家|客商|人员|同志|{mark_of(TITLE)})"
_ATTENDED = re.compile(
    f"[^，。；]{{0,60}}?{_PEOPLE}(?:[，、及和][^，。；]{{0,40}}?{_PEOPLE}){{0,3}}[^，。；]{{0,12}}?(?:参加|出席|随同|列席)"
)
"""What follows a body whose people come to a meeting or ceremony."""
_SIGNED = re.compile("(?:与|和|同|跟)[^，。；]{0,40}$")
_SIGNING = re.compile("[^，。；]{0,40}?签(?:订|署|约|下|定)")
_PARTNER = re.compile("(?:与|(?<![共会一陪随])同(?![志时行])|跟)(?:(?!到|赴|走进|察看|调研|考察|来)[^，。；]){0,40}$")
_CEREMONY = re.compile("(?:(?!调研|察看|考察|了解)[^，。；]){0,40}?(?:签约|签字|签订|签署|合作)[^，。；]{0,10}?仪式")
"""What stands before and behind those with whom others sign at a ceremony that is attended."""
"""What stands before and behind those with whom a firm signed."""
_STEAD = re.compile("[^，。；受]{0,60}?的?(?:委托|委派|指派|嘱托)")
"""What follows those who sent somebody in their stead."""
_OPENED = re.compile("[^。；]{0,80}?(?:剪彩|揭牌|揭幕|培土|奠基|鸣锣|启动)(?:[，。；]|$)")
"""What follows those who opened something."""
_TOLD_OF = re.compile("(?:了解|听取|介绍|汇报|探讨)了?[^，。；]{0,30}$")
"""What stands before divisions that are only told of."""
_GOVERNS = re.compile("[省市县区州旗盟地]委$|政府$|党工委$|党委$")
_SENDER = re.compile(f"(?:[、，]?[^，。；、{ANY}]{{0,8}}[{ANY}]?){{0,2}}?[{mark_of(TITLE)}]")
"""Organs that govern, and the post behind one that says who of it came: 平川县委书记林知远."""
_HEAD = re.compile(f"[^，。；、{ANY}]{{0,4}}{mark_of(TITLE)}?[{marks_of(people())}]")
"""What follows an organ whose head is named, and comes: 省林业局局长林知远到云城调研."""
_MET = re.compile("(?:会上|会议|座谈|交流会|发布会)[^。；]*$")
_SPOKE = re.compile(f"[^，。；]{{0,80}}?等[^，。；]{{0,10}}?{_PEOPLE}")
"""What stands before and behind firms whose people spoke at a meeting."""
_SEES = re.compile("察看|查看|走访|考察|调研|参观|来到|走进|看望|检查")
_SAID = re.compile(f"(?:说|介绍|表示|指出|强调)道?[，：“](?:(?!{_SEES.pattern})[^。；]){{0,80}}$")
"""What stands before those of whom somebody only speaks."""
_CITED = re.compile(
    "[^，。；学贯落传]{0,24}?"
    "(?:重要(?:指示|讲话|论述|批示|思想|嘱托)|指示批示|(?:回信|贺信|讲话|指示|批示|报告)精神|讲话要求|殷殷嘱托)"
)
"""What follows who is cited, and comes to no other place than he is cited from: 甲总书记视察青山省重要指示精神."""
_WELCOMED = re.compile("[^。；]{0,12}?(?:对|向)[^。；]{0,40}?表示[^，。；]{0,8}欢迎")
"""What follows those who only say that others are welcome."""
_ON_BEHALF = re.compile(f"代表(?:[^，。；、{ANY}]{{0,4}}[{ANY}][、和]?){{0,2}}$")
"""What stands before the organs in whose name somebody speaks."""
_TRADED = re.compile("(?:出口|销往|远销|畅销|行销|运往|发往|卖到|卖往|销到|输往|进口自)[^，。；]{0,12}$")
"""What stands before where goods go or come from."""
_INVITED = re.compile("(?:邀请|诚邀|恳请|欢迎|希望|期待)(?!了)(?:(?!参加|出席|参观了|考察了)[^。；]){0,100}$")
_TO_COME = re.compile(
    "[^。；]{0,80}?(?:[到来赴]|前来|莅临)[^，。；了]{0,14}?(?:考察|投资|做客|指导|参观|洽谈|兴业|发展|落户|走走|看看)"
)
"""What stands before and behind those who are asked to come: 邀请甲、乙等企业来我县考察."""


def is_no_visit(reading: Reading) -> bool:
    """Return whether what is around the two ends of a visit says that it is none."""
    who, where = reading.pair.subject, reading.pair.object
    if reading.predicate != settings()["scene"]["visited"]:
        return False
    if who is not None and (_stayed(who, where, once=reading.pair.named < 2) or _is_asked(who)):
        return True
    if who is not None and who.mention.cls in organ_kinds():
        masked = who.line.told.masked
        if _GOVERNS.search(who.mention.text) and _SENDER.match(masked.text, who.position + 1):
            return True
        if _ON_BEHALF.search(masked.text, 0, who.position) or _HEAD.match(masked.text, who.position + 1):
            return True
    if where is None:
        return False
    text, at = where.line.told.masked.text, where.position
    if _sends(where) or _is_told_of(text, at) or (_PARTNER.search(text, 0, at) and _CEREMONY.match(text, at + 1)):
        return True
    if where.mention.cls in division_kinds():
        return _TRADED.search(text, 0, at) is not None or _TOLD_OF.search(text, 0, at) is not None
    return _is_guest_at_home(text, at)


def _is_asked(who: Seen) -> bool:
    """Return whether a firm is only asked to come."""
    return who.mention.cls in firm_kinds() and _comes_if_asked(who.line.told.masked.text, who.position)


def _comes_if_asked(text: str, at: int) -> bool:
    return _INVITED.search(text, 0, at) is not None and _TO_COME.match(text, at + 1) is not None


def _is_guest_at_home(text: str, at: int) -> bool:
    """Return whether what stands at `at` is somebody who is asked to come, or spoke at a meeting."""
    return _comes_if_asked(text, at) or (
        _MET.search(text, 0, at) is not None and _SPOKE.match(text, at + 1) is not None
    )


def _is_told_of(text: str, at: int) -> bool:
    """Return whether a sentence only tells of what stands at `at`: in a speech, or as what a place has."""
    if _SAID.search(text, 0, at) is not None:
        return True
    return holder_of(text, at) is not None and _SEES.search(text, at) is None


def _stayed(who: Seen, where: Seen | None, *, once: bool) -> bool:
    """Return whether a sentence says of a person what takes him nowhere: `once` where it is all that is said of him."""
    text, after = who.line.told.masked.text, who.position + 1
    together = where is not None and where.line is who.line
    cited = _CITED.match(text, after)
    if cited is not None:
        return not (together and where is not None and after <= where.position < cited.end())
    if once and _WELCOMED.match(text, after):
        return True
    if together and where is not None:
        signs = where.position < who.position and _SIGNED.search(text, where.position + 1, who.position) is not None
        return (signs and _SIGNING.match(text, after) is not None) or (once and _STEAD.match(text, after) is not None)
    opens = where is not None and where.mention.cls in firm_kinds() and _OPENED.match(text, after) is not None
    return once and (opens or _STEAD.match(text, after) is not None)


_PRINTS = re.compile("[ 　]*(?:主办|承办|制作|出品|供稿|供图|版权)")
"""What follows who only publishes a page."""


def _sends(where: Seen) -> bool:
    """Return whether what seems a site visited only sends people along: A县、B区及市直有关部门负责同志随团考察."""
    text, after = where.line.told.masked.text, where.position + 1
    sent = _SENT if where.mention.cls in division_kinds() else _ATTENDED
    return sent.match(text, after) is not None or _PRINTS.match(text, after) is not None
