"""Which paper or website printed a page, as its masthead, its source line or its own news say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.lexicon import LEVELS, load
from kg.page.lines import Line

_PAPER = re.compile(r"(?:^|\s|\d)([一-鿿]{2,8}(?:日报|晚报|晨报|早报|时报|导报|商报|周报|报|网))(?=$|\s|\d)")
_OWN_NEWS = re.compile(r"([一-鿿]{2,6}(?:报|网))讯")
_SITE = re.compile(
    r"^([一-鿿（）]{2,16}?(?:人民政府(?:门户网站|网站)?|政府网|门户网站|新闻网))(?=$|[\s|>_—-]|网站|首页|欢迎)"
)
_TITLE = re.compile(
    r"^(今日[一-鿿]{2,4}|[一-鿿]{2,14}(?:简报|快报|通讯|动态|信息|月报|专报|融媒|发布|新闻中心|融媒体中心))(?=$|\s|\d)"
)
"""Bulletins, and papers that are called 今日 and the name of their county."""
_CALLED = re.compile("(?P<place>[一-鿿]{2,10})(?:报|新闻|网|讯)")
"""A line that may be the whole masthead of the paper of a county or city: 云城报, 云城新闻."""
_SOURCE = re.compile(
    r"来源[：:]\s*([一-鿿]{2,12}(?:人民政府|政府办|政府网|日报社?|报社?|融媒体?(?:中心)?|传媒(?:集团)?|电视台|新闻网|发布))"
)
HEAD = 6
"""How many lines at the top of a page may name it."""
_MEDIUM = (
    "(?:(?:侨乡|商务|经济|广播|政务)?"
    "(?:日报|晚报|晨报|早报|时报|导报|商报|周报|报|新闻|时讯|新讯|乡讯|快讯|通讯|讯|视窗|之窗|观察|在线|发布|融媒|新闻网|网))"
)
_HERE = re.compile(
    "[^一-鿿]{0,4}(?:来源[：:]|稿源[：:]|[—-]*(?:摘|转|原载)自?|信息来源[：:]|文章来源[：:])?[《“]?"
    rf"(?P<name>今日(?P<today>[一-鿿]{{2,4}})|(?P<place>[一-鿿]{{2,10}}?){_MEDIUM})(?:数字[报版]|客户端)?"
    "(?=[》”|｜·（(】〔\\[第总A-DＡ-Ｄ0-9０-９一二发日期]|$)"
)
"""A line that begins with the paper of a county or city: 云城新闻　第12期, 云城视窗, ——摘自《云城报》."""
_NAMED = re.compile(r"(?:来源|稿源|发布人|发布机构|发布单位|发布者)[：:]\s*(?P<name>[一-鿿]{2,16})")
"""Who published a report, as websites print it: 来源：云城县政协."""
_PART = re.compile("(?<=[一-鿿])[·•](?P<place>[一-鿿]{2,5}?)(?:专刊|专版|周刊|周报|视窗|新闻|时讯|县区版)")
"""The pages of a county in the paper of its city: 云城日报·青石专刊."""
_TODAY = re.compile("今日(?P<today>[一-鿿]{2,4}?)(?![一-鿿])")
_LISTED = frozenset({"furniture", "meta"})
_TOP, _BOTTOM = 3, 2
"""How many lines at either end of a page may be a masthead that looks like nothing else."""
_WIDE = 60
"""The longest of them."""


def paper_of(lines: Sequence[Line]) -> str | None:
    """Return the paper or website as its masthead prints it, or as it signs its own news (山城早报讯)."""
    for line in lines[:HEAD]:
        if found := _SITE.match(line.text) or _TITLE.match(line.text):
            return found[1]
    for line in lines:
        if line.kind == "furniture" and (found := _SITE.match(line.flat) or _PAPER.search(line.text)):
            return found[1]
        if line.kind == "furniture" and is_masthead(line):
            return line.flat
    for line in lines:
        if line.kind == "lead" and (own := _OWN_NEWS.match(line.flat)) and own[1] not in {"本报", "本网"}:
            return own[1]
    for line in lines:
        if line.kind == "meta" and (found := _SOURCE.search(line.text)):
            return found[1]
    return next((name for line in _told(lines) if (name := _named_after(line)) is not None), None)


def is_masthead(line: Line) -> bool:
    """Return whether a line is no more than the name of a paper that is called after a county or city."""
    found = _CALLED.fullmatch(line.flat)
    return found is not None and _level(found["place"]) in LEVELS[1:]


def _level(name: str) -> str | None:
    """Return the level of the division that has a name; None for any other name."""
    divisions = load().by_name.get(name, ())
    return divisions[0].level if divisions else None


def _told(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines that may say whose page this is: those at both ends, and what sites and papers print around."""
    for number, line in enumerate(lines):
        ends = number < _TOP or number >= len(lines) - _BOTTOM
        if line.kind in _LISTED or (ends and len(line.flat) <= _WIDE):
            yield line


def _is_county(name: str) -> bool:
    """Return whether a name is that of a county, or of a city that is none of counties.

    The paper of a prefecture prints pages of its counties, and says so in ways that are not known.
    """
    return _level(name) == LEVELS[-1]


def _named_after(line: Line) -> str | None:
    """Return the paper that a line names, if it is called after a county or city, or the organ of one."""
    if (part := _PART.search(line.flat)) is not None and _is_county(part["place"]):
        return part[0][1:]
    if (here := _HERE.match(line.flat)) is not None and _is_county(here["today"] or here["place"]):
        return here["name"]
    if (today := _TODAY.search(line.text)) is not None and _is_county(today["today"]):
        return today[0]
    named = _NAMED.search(line.text)
    if named is None:
        return None
    place = load().leading(named["name"])
    return named["name"] if place and place[-1] in "市县区旗州盟" and _is_county(place) else None
