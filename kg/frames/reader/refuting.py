"""What speaks against a relation that the trained reader takes for likely: the words around its two names."""

from __future__ import annotations

import re
from functools import cache

from kg.frames.marks import AMOUNT, mark_of, marks_of
from kg.frames.outsiders import is_outsider
from kg.frames.post_patterns import holding
from kg.frames.post_words import kin, relieved
from kg.frames.posts import is_followed
from kg.frames.reader.model import Reading
from kg.frames.reader.places import is_apart
from kg.frames.reader.visits import is_no_visit
from kg.frames.respective import crosses, is_of_another
from kg.frames.rules import idle, settings
from kg.frames.served import is_served
from kg.frames.spans import firm_kinds, place_kinds
from kg.frames.status import is_asked
from kg.frames.template import ANY
from kg.frames.unnamed import by_unnamed, draws_unnamed
from kg.frames.worked import is_bought, is_worked_up

_FOR = re.compile(f"(?:(?<![作成视名认行称因])为|给|向)(?:[^，。；{ANY}]{{0,8}}[、和及]?[{ANY}]?){{0,4}}$")
_SUPPLIED = re.compile("[^，。；]{0,24}?(?:提供|配套|供应|供货|代工|定制|贴牌)")
"""What stands before and behind those for whom something is made."""


def _is_asked(reading: Reading) -> bool:
    """Return whether the words that seem to say a relation only ask: 县住建局是否出台了《供热办法》？."""
    who, what = reading.pair.subject, reading.pair.object
    if who is None or what is None or who.line is not what.line or reading.predicate == settings()["scene"]["gives"]:
        return False
    low, high = sorted((who.position, what.position))
    return is_asked(who.line.told.masked.text, low, high)


def _is_buyer(reading: Reading) -> bool:
    """Return whether who seems to make something is one of those for whom it is made: 为甲、乙等车企提供空调."""
    pair = reading.pair
    if reading.predicate != settings()["made"] or pair.subject is None:
        return False
    text, at = pair.subject.line.told.masked.text, pair.subject.position
    return _FOR.search(text, 0, at) is not None and _SUPPLIED.match(text, at + 1) is not None


def _is_of_others(reading: Reading) -> bool:
    """Return whether firms without a name make what a firm seems to: 云澜铝业生产铝锭，下游企业将其加工成铝箔."""
    who, what = reading.pair.subject, reading.pair.object
    if reading.predicate != settings()["made"] or who is None or what is None or who.mention.cls not in firm_kinds():
        return False
    return by_unnamed(what.line.told.masked.text, what.position)


def _is_drawer(reading: Reading) -> bool:
    """Return whether a firm only draws others to where it seems to lie: 云澜铝业引来20多家企业落户平川县."""
    who, where = reading.pair.subject, reading.pair.object
    if reading.predicate != settings()["scene"]["gives"] or who is None or where is None or who.line is not where.line:
        return False
    return draws_unnamed(who.line.told.masked.text, who.position + 1, where.position)


def _is_seller(reading: Reading) -> bool:
    """Return whether who seems to own a line is whom another firm bought it from: 平川水泥厂引进甲公司水泥生产线."""
    pair = reading.pair
    if pair.subject is None or reading.predicate not in {settings()["owning"], settings()["invested"]}:
        return False
    return _bought().search(pair.subject.line.told.masked.text, 0, pair.subject.position) is not None


def _is_stuff(reading: Reading) -> bool:
    """Return whether what seems to be made is what things are made from: 主要原料是小麦, 所用的小麦全部从本地收购."""
    pair = reading.pair
    if reading.predicate != settings()["made"] or pair.object is None:
        return False
    if pair.subject is not None and is_bought(pair.subject.mention, pair.object.mention):
        return True
    masked, at = pair.object.line.told.masked, pair.object.position
    text = masked.text
    told = _STUFF.search(text, 0, at) or _GATHERED.match(text, at + 1)
    if told is None and pair.subject is not None and pair.subject.mention.cls not in place_kinds():
        told = _TAKEN.search(text, 0, at) or _TURNED.match(text, at + 1)
    return told is not None or is_worked_up(masked, at)


_STUFF = re.compile("(?:原料|原材料|主料)(?:主要|全部)?(?:是|为|有|包括)[^，。；]{0,30}$")
_GATHERED = re.compile("[^，。；]{0,12}?[从向][^，。；]{1,12}(?:收购|采购|购进)")

_TAKEN = re.compile(
    "(?:(?<!回)收|收购|采购|购进|购买|买进|买来|买回|进口|消化|消纳|运来|拉来|储存|转运|装卸)(?:了|当地|本地|农户|周边|优质|的){0,3}"
    f"(?:[^，。；一-龥{ANY}]{{0,2}}[{ANY}]?[、和及与]){{0,3}}[^，。；一-龥{ANY}]{{0,2}}$"
)
"""What stands before what a body takes in: 每年采购|石榴原汁."""
_TURNED = re.compile(
    "等?的?(?:采购|收购|原料|原材料|做成|制成|加工成|磨成|压成|酿成|炼成|织成|[为作做](?:主要)?(?:原料|填料|辅料))"
)
"""What stands behind it: 把|碎米|做成了米乳."""


@cache
def _bought() -> re.Pattern[str]:
    """Return the expression for what stands before whom a firm buys from."""
    firms = marks_of(firm_kinds())
    return re.compile(
        f"[{firms}][^，。；{firms}]{{0,12}}(?:引进|购进|采用|选用|购置|购买|采购)了?[^，。；{ANY}]{{0,4}}$"
    )


def _is_idle(reading: Reading) -> bool:
    """Return whether such a body has no part in such a relation: a bank makes no goods."""
    barred = idle().get(reading.predicate)
    return barred is not None and any(barred.search(end.text) for end in reading.pair.ends)


def _is_reported(reading: Reading) -> bool:
    """Return whether somebody who seems to issue a document is only told of it: 听取《安全生产法》实施情况的报告."""
    pair = reading.pair
    if reading.predicate not in settings()["titled"] or pair.object is None:
        return False
    return _REPORT.match(pair.object.line.told.masked.text, pair.object.position + 1) is not None


_REPORT = re.compile("[^，。；！？]{0,14}?(?:情况|工作|执法检查)的?(?:专项|中期|综合)?(?:报告|汇报|说明)")


def _is_granted(reading: Reading) -> bool:
    """Return whether the money that seems to be invested is a grant or a loan: 获得扶持资金500万元."""
    pair = reading.pair
    if reading.predicate != settings()["invested"]:
        return False
    text = pair.anchor.line.told.masked.text
    return _granted().search(text) is not None and _INVESTS.search(text) is None


_INVESTS = re.compile("投资|投入|出资|注资|斥资|增资|收购|入股|参股|控股|拿出|设立|成立")


@cache
def _granted() -> re.Pattern[str]:
    """Return the expression for a sum that is given or lent."""
    grant, amount = "(?:奖补|奖励|补助|补贴|扶持|专项|贷款|授信|奖金|资助)(?:资金|款)?", mark_of(AMOUNT)
    return re.compile(f"{grant}[^，。；]{{0,6}}{amount}|{amount}的?{grant}")


def _is_another_s(reading: Reading) -> bool:
    """Return whether 分别 pairs the two off with others, or the words around the object name its firm, another one."""
    subject, obj = reading.pair.subject, reading.pair.object
    if subject is None or obj is None:
        return False
    masked = obj.line.told.masked
    if is_of_another(masked, subject.mention, reading.predicate, obj.mention):
        return True
    return subject.line is obj.line and crosses(masked, (subject.mention.entity, obj.mention.entity))


def _is_served(reading: Reading) -> bool:
    """Return whether others do it for who seems to carry something out: 县税务局为甲公司落实减税政策."""
    who, what = reading.pair.subject, reading.pair.object
    if reading.predicate not in settings()["served"] or who is None or what is None or who.line is not what.line:
        return False
    return who.position < what.position and is_served(who.line.told.masked.text, who.position)


def _is_outside(reading: Reading) -> bool:
    """Return whether a firm that seems to be visited, or to lie somewhere, is only a model, a buyer or the like."""
    scene, pair = settings()["scene"], reading.pair
    seen = {scene["visited"]: pair.object, scene["gives"]: pair.subject}.get(reading.predicate)
    if seen is None or seen.mention.cls not in firm_kinds():
        return False
    return is_outsider(seen.line.told.masked.text, seen.position)


def _is_of_kin(reading: Reading) -> bool:
    """Return whether a post seems to be a relative's, told of the head of the family: 甲是某局局长，妻子乙是护士."""
    pair = reading.pair
    if reading.predicate != holding() or pair.subject is None:
        return False
    text, at = pair.subject.line.told.masked.text, pair.subject.position
    if kin().search(text, 0, at) is None:
        return False
    body = pair.object
    if body is None or body.line is not pair.subject.line:
        return True
    return body.position < at or _PAUSE.search(text, at, body.position) is not None


_PAUSE = re.compile("[，；]")


def _is_over(reading: Reading) -> bool:
    """Return whether a post seems to be of one who leaves it: 乙接替|甲|担任, 免去|甲|的局长职务."""
    pair = reading.pair
    if reading.predicate != holding() or pair.subject is None:
        return False
    text, at = pair.subject.line.told.masked.text, pair.subject.position
    if is_followed(text, at):
        return True
    before, behind, again = relieved()
    if before.search(text, 0, at) is None and behind.match(text, at + 1) is None:
        return False
    body = pair.object
    if body is None or body.line is not pair.subject.line:
        return True
    return again.search(text, at, max(at, body.position)) is None


REFUTING = (
    _is_another_s,
    _is_granted,
    _is_idle,
    _is_reported,
    _is_asked,
    _is_served,
    _is_buyer,
    _is_of_others,
    _is_drawer,
    _is_of_kin,
    _is_over,
    _is_seller,
    _is_stuff,
    _is_outside,
    is_apart,
    is_no_visit,
)
"""What tells that the words around two names do not say what the reader takes for likely."""
