"""What of a name that the tagger sees is the name: less what leads or ends it, and each of several by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.frames.template import people
from kg.nlp.bodies.communes import is_of_communes, parts_of_commune
from kg.nlp.bodies.firms import CLASS as _FIRM
from kg.nlp.bodies.places import CLASS as _PLACE
from kg.nlp.people.deeds import told_behind, told_end
from kg.nlp.things.documents import parts_of, without_verbs
from kg.nlp.things.named import CLASS as _GOODS
from kg.nlp.things.named import after_lead
from kg.nlp.things.policies import CLASS as _POLICY
from kg.nlp.things.projects import CLASS as _WORKS

if TYPE_CHECKING:
    from kg.nlp.model.lattice import Tagged

_SIGNED = re.compile("(?<=项目)(?:投资|合作|框架|意向|战略|招商)*(?:协议|合同|意向)书?$")
_OURS = re.compile("(?:[我本该](?:省|市|县|区|旗|盟|州|镇|乡|街道?|村|自治[区州县])|我国|暨)的?")
"""Words before a name that say whose it is, or join it to another."""
_KIND = re.compile(
    "(?:国家|全国|世界|[省市县区])(?:级|[0-9A-ZＡ]{1,5}级|重点)"
    "(?:[\u4e00-\u9fff]{0,8}?(?:景区|公园|旅游区|度假区|保护区|保护单位)(?=[\u4e00-\u9fff]{3})"
    "|[\u4e00-\u9fff]{0,10}?企业(?=[\u4e00-\u9fff]{2,}(?:公司|集团|厂)))"
)
"""国家3A级景区|云澜公园, 省级专精特新企业|云澜机械有限公司: of which kind something is, before its name."""
_SITE = re.compile("项目(?:经理)?部$")
"""云澜大桥|项目部: those who build it, where they work."""
_BUILDER = re.compile("(?<=集团)|(?<=公司)|(?<=局)")
_POST = ("经理", "副经理", "负责人", "总工", "书记", "党支部", "常务", "执行", "生产经理", "安全")
_COMMUNE = "公社"
_SHORTEST = 2
"""Characters that a name of a person has at least."""
_CROSSING = re.compile("(?<=[路街道巷])(?:交叉|交汇|交会)[口处]$")
_COURSE = re.compile(
    "[路街道巷线][东南西北]{1,2}[起至]|^[东南西北]{1,2}[起至接连](?!县)[\u4e00-\u9fff]{1,6}[路街道]|^[东南西北]{1,2}起"
)
"""云澜路|东起清江路: where a road begins and ends is no name; those of the roads the rules give."""


def names_of(text: str, seen: Tagged) -> list[Tagged]:
    """Return the names in what the tagger sees as one, most often the one."""
    name = _without_ends(text, _without_lead(text, seen))
    if name.cls in (_PLACE, _WORKS) and _COURSE.search(text[name.start : name.end]):
        return []
    if communes := _communes(text, name):
        return communes
    if name.cls == _POLICY and (parts := parts_of(text[name.start : name.end])):
        return [name._replace(start=name.start + start, end=name.start + end) for start, end in parts]
    return [name]


def _without_lead(text: str, name: Tagged) -> Tagged:
    """Return a name without what leads it: 我区|规划展馆, 落细|稳岗返还政策, of goods 中的|四氯化硅."""
    lead = _OURS.match(text, name.start, name.end - 1)
    if lead is not None:
        name = name._replace(start=lead.end())
    if name.cls in (_FIRM, _PLACE) and (kind := _KIND.match(text, name.start, name.end)) is not None:
        return name._replace(start=kind.end())
    if name.cls == _POLICY:
        return name._replace(start=without_verbs(text, name.start, name.end))
    return name._replace(start=after_lead(text, name.start, name.end)) if name.cls == _GOODS else name


def _without_ends(text: str, name: Tagged) -> Tagged:
    """Return a name without what follows it: 刘伟|来永, 刘伟|升任, of works 项目|协议, of who builds 集团|…项目部."""
    if name.cls in people():
        office = name.end - name.start > _SHORTEST and told_behind(text, name.start, name.end - 1)
        return name._replace(end=name.end - 1 if office else told_end(text, name.start, name.end))
    site = _SITE.search(text, name.start, name.end)
    if name.cls == _FIRM and site is not None and text.startswith(_POST, name.end):
        builders = [match.end() for match in _BUILDER.finditer(text, name.start + 2, site.start())]
        return name._replace(end=builders[-1]) if builders else name
    if name.cls == _PLACE:
        end = _CROSSING.search(text, name.start, name.end)
    else:
        end = (site or _SIGNED.search(text, name.start, name.end)) if name.cls == _WORKS else None
    return name if end is None else name._replace(end=end.start())


def _communes(text: str, name: Tagged) -> list[Tagged]:
    """Return the commune, brigade and team that a name is made of, each a place: 碧溪公社|东张大队."""
    whole = text[name.start : name.end]
    if _COMMUNE not in whole or not is_of_communes(text):
        return []
    spans = list(parts_of_commune(whole))
    if not spans or spans[-1][1] != len(whole):
        return []
    return [name._replace(start=name.start + a, end=name.start + b, cls=_PLACE) for a, b in spans]
