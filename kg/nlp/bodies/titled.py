"""Firms named by a coined word right before a post of their head: 云港电力|总经理."""

from __future__ import annotations

from kg.lexicon import load
from kg.naming.words import words
from kg.nlp.bodies.edges import is_coined, walk
from kg.nlp.bodies.scene import Scene
from kg.patterns import Quick

_CHIEF = Quick(
    r"(?:党[委组](?:副?书记)、)?(?:副?董事长|(?:常务)?副?总经理|(?:高级|执行)?副?总裁|首席执行官|创始人|副?总工程师)"
)
_FORMER = frozenset("原前时现新该")
"""Before a post: 原|总裁."""
_DEPARTMENTS = (
    "部",
    "处",
    "科",
    "室",
    "中心",
    "车间",
    "分公司",
    "公司",
    "集团",
    "企业",
    "园区",
    "开发区",
    "局",
    "委",
    "会",
    "镇",
    "村",
    "院",
    "任",
    "代理",
    "国",
    "组织",
    "亚太区",
    "洋区",
    "州区",
    "华东区",
    "华南区",
    "大区",
    "区域",
)


def find_titled(scene: Scene) -> list[tuple[int, int]]:
    """Return the spans of coined names whose head is named: 云港电力|总经理."""
    found = []
    for match in _CHIEF.finditer(scene.text):
        edge = walk(scene, match.start(), "firm", reach=9)
        own = [token for token in edge.tokens if token.kind != "place"]
        begun = edge.start == 0 or scene.tokens[scene.before(edge.start)].kind in {"break", "stop", "func"}
        text = scene.text[edge.start : match.start()]
        marked = len(text) > 3 or any(token.kind in {"trade", "place", "proper", "latin"} for token in edge.tokens)
        if (
            marked
            and begun
            and 3 <= len(text) <= 8
            and text.isalnum()
            and own
            and is_coined(scene, own)
            and not _is_part(text)
        ):
            found.append((edge.start, match.start()))
    return found


def _is_part(text: str) -> bool:
    """Return whether words are a division of the world or a department of a firm, and no firm."""
    return text.endswith(_DEPARTMENTS) or text[0] in _FORMER or text in load().by_name or text in words("generic")
