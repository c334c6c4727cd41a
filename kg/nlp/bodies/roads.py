"""Roads by where they begin and end, or where they cross: 云澜路东起清江路，西至白石大道; 云澜路与清江路交叉口."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.nlp.bodies.scene import Scene
from kg.nlp.candidates import Candidate

_ROAD = "(?:(?![，、。的])[\u4e00-\u9fff]){1,6}?(?:(?<![铁公马道线])路(?![口段])|[大小]?街(?![道区镇])|大道|巷|环线)"
_OWN = rf"(?![\u4e00-\u9fff]{{1,5}}[区镇县市园][\u4e00-\u9fff]{{2}}){_ROAD}"
"""A road by itself, without what it lies in."""
_SIDE = "[东南西北]{1,2}"
_COURSE = re.compile(
    rf"{_SIDE}起(?:自|于)?(?P<first>{_ROAD})[，、]?(?:{_SIDE})?[至到接](?P<last>{_ROAD})(?:的(?P<named>{_ROAD}))?"
)
_BOUNDS = re.compile(rf"{_SIDE}至(?P<first>{_ROAD})[，、]{_SIDE}至(?P<last>{_ROAD})")
_LED = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[的区镇县市园]))(?P<road>{_OWN})，?$")
_CROSSING = re.compile(rf"[与和](?P<last>{_ROAD})(?:交叉|交汇|交会)[口处]")
_CROSSED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?!位于|地处|坐落|在)|(?<=[在区镇县市园])(?!的)|(?<=位于)|(?<=地处)|(?<=坐落于))"
    rf"(?P<road>{_OWN})$"
)
_REACH = 12
"""How many characters before the course of a road its name may begin."""


def find_roads(scene: Scene, cls: str) -> Iterator[Candidate]:
    """Give the roads that a text tells the course of, those that bound it, and those that cross."""
    for course in _COURSE.finditer(scene.text):
        own = _LED.search(scene.text, max(0, course.start() - _REACH), course.start())
        for match, road in ((own, "road"), (course, "first"), (course, "last"), (course, "named")):
            if match is not None and match[road] is not None:
                yield Candidate(*match.span(road), cls, "bodies:place.together")
    for bounds in _BOUNDS.finditer(scene.text):
        yield from (Candidate(*bounds.span(road), cls, "bodies:place.together") for road in ("first", "last"))
    for crossing in _CROSSING.finditer(scene.text):
        other = _CROSSED.search(scene.text, max(0, crossing.start() - _REACH), crossing.start())
        if other is not None:
            yield Candidate(*other.span("road"), cls, "bodies:place.together")
            yield Candidate(*crossing.span("last"), cls, "bodies:place.together")
