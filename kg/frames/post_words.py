"""What ``posts.yml`` says of titles and of the bodies that have them, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.frames.marks import TITLE, mark_of
from kg.frames.rules import FOLDER, read_yaml
from kg.frames.template import concrete


@cache
def data() -> dict[str, Any]:
    """Return what ``posts.yml`` says."""
    return dict(read_yaml(FOLDER / "posts.yml"))


@cache
def zones() -> dict[str, re.Pattern[str]]:
    """Return what the names of parks look like, by the word for one."""
    return {zone: re.compile(fits) for zone, fits in data()["zones"].items()}


@cache
def committee() -> re.Pattern[str]:
    """Return the pattern of a Party committee by its name, with the body that it leads."""
    return re.compile(data()["committee"])


@cache
def employers() -> list[frozenset[str]]:
    """Return the classes that a title of business without a body may belong to, the likeliest first."""
    return [concrete((kind,)) for kind in data()["employers"]]


@cache
def offices() -> frozenset[str]:
    """Return the classes that a public post without a body may belong to."""
    return concrete(tuple(data()["offices"]))


@cache
def places() -> frozenset[str]:
    """Return the classes where a farmer or resident lives, and holds no post."""
    return concrete(tuple(data()["homes"]))


@cache
def unnamed() -> re.Pattern[str]:
    """Return the pattern of a body that nothing took for a name, before its title: 县投促局|局长."""
    return re.compile(data()["unnamed"])


@cache
def governs() -> re.Pattern[str]:
    """Return the pattern of the organs that act for a division as a whole: 市委, 县人民政府."""
    return re.compile(data()["governs"])


@cache
def zone() -> re.Pattern[str]:
    """Return the pattern of a park without a name of its own before a title: 园区|主任."""
    return re.compile(f"(?:^|[^\u4e00-\u9fff]|[省市县区州盟旗的])(?:{'|'.join(data()['zones'])})$")


@cache
def zone_office() -> re.Pattern[str]:
    """Return the pattern of the management body of a park without a name of its own."""
    known = "|".join(data()["zones"])
    return re.compile(f"(?P<zone>{known})(?:管委会|管理委员会|党工委|工委|党委)")


@cache
def government() -> re.Pattern[str]:
    """Return the pattern of a government by its name, with the division that it governs."""
    return re.compile(data()["government"])


@cache
def between() -> re.Pattern[str]:
    """Return the pattern of what joins the posts of a list, with the department of the next one."""
    return re.compile(data()["between"])


@cache
def chairs() -> re.Pattern[str]:
    """Return the pattern of posts at associations, which a list of them names once: 会长甲、副会长乙."""
    return re.compile(data()["chairs"])


@cache
def chamber() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a chamber that meets, and of the posts there that reports of it name without it."""
    row = data()["chamber"]
    return re.compile(row["body"]), re.compile(row["title"])


@cache
def staff() -> re.Pattern[str]:
    """Return the pattern of trades that one has at a firm, told of by what they do there: 质检员."""
    return re.compile(data()["staff"])


@cache
def bodiless() -> re.Pattern[str]:
    """Return the pattern of words beside a name that tell of no post: 总书记, 先生."""
    return re.compile(data()["bodiless"])


@cache
def kin() -> re.Pattern[str]:
    """Return the pattern of what says, before a name, whose relative somebody is."""
    return re.compile(data()["kin"])


@cache
def followed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before and behind whoever leaves his post to another: 接替|甲, 甲|手中."""
    return _beside(data()["followed"])


@cache
def relieved() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns before and behind whoever is relieved of a post, and of what gives him another."""
    row = data()["relieved"]
    return *_beside(row), re.compile(row["after"])


def _beside(row: dict[str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the words right before and right behind a person, with a title of his between or not."""
    title = f"{mark_of(TITLE)}?"
    return re.compile(f"(?:{row['before']}){title}$"), re.compile(f"{title}(?:{row['behind']})")


@cache
def own() -> re.Pattern[str]:
    """Return the pattern of posts at bodies that each division has one of, named without it: 妇联主席."""
    return re.compile(data()["own"])


@cache
def planned() -> re.Pattern[str]:
    """Return the pattern of what says that somebody is to get a post: 拟|任."""
    return re.compile(data()["planned"])


@cache
def league() -> re.Pattern[str]:
    """Return the pattern of posts at the committees of the youth league."""
    return re.compile(data()["league"])


@cache
def nameless() -> re.Pattern[str]:
    """Return the pattern of titles of people without a name, where those of another follow."""
    return re.compile(data()["nameless"])


@cache
def studies() -> re.Pattern[str]:
    """Return the pattern of titles of those who learn or have learnt at a body: 毕业生, 硕士."""
    return re.compile(data()["studies"])


def house_of(title: str) -> re.Pattern[str] | None:
    """Return the pattern of the names of bodies that a title speaks of, of schools for 校长; None for other titles."""
    return next((body for head, body in _by_title("houses") if head.search(title)), None)


def hint_of(title: str) -> re.Pattern[str] | None:
    """Return the pattern of the names of bodies that a title hints at: of cooperatives for 理事长; else None."""
    return next((body for head, body in _by_title("hints") if head.search(title)), None)


@cache
def _by_title(key: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return the patterns of the titles of a list, each with that of the names of the bodies it tells of."""
    return [(re.compile(row["title"]), re.compile(row["body"])) for row in data()[key]]


def kind_of(before: str) -> re.Pattern[str] | None:
    """Return the pattern of the names of bodies of the kind that stands before a title: 合作社|理事长; else None."""
    match = _kinds().search(before)
    return None if match is None else _bodies()[match["kind"]]


@cache
def _bodies() -> dict[str, re.Pattern[str]]:
    """Return for each word for a body the pattern of the names of bodies of that kind."""
    return {word: re.compile(body) for word, body in data()["kinds"].items()}


@cache
def _kinds() -> re.Pattern[str]:
    """Return the pattern of a word for a body, without a name, at the end of what stands before a title."""
    words = "|".join(sorted(data()["kinds"], key=len, reverse=True))
    return re.compile(f"(?:^|[^\u4e00-\u9fff]|[该本与和由向])(?P<kind>{words})的?$")


@cache
def runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of posts at what runs a zone, and of the names of the offices that do."""
    row = data()["runs"]
    return re.compile(row["title"]), re.compile(row["body"])


@cache
def towns() -> tuple[str, ...]:
    """Return how the names of towns end."""
    return tuple(data()["towns"])


@cache
def party() -> re.Pattern[str]:
    """Return the pattern of posts in a committee of the Party that do not say so: 书记."""
    return re.compile(data()["party"])


@cache
def leads() -> re.Pattern[str]:
    """Return the pattern of posts of whoever leads a town or park, which say nothing of it: 书记, 主任."""
    return re.compile(data()["leads"])


@cache
def home_offices() -> re.Pattern[str]:
    """Return the pattern of posts that each division has, named without it: 公安局局长, 纪委书记."""
    return re.compile(data()["home"])


@cache
def spoken() -> re.Pattern[str]:
    """Return the pattern of the characters before a title that belong to no mention."""
    return re.compile("[\u4e00-\u9fff]{0,16}$")


@cache
def levels() -> list[tuple[str, re.Pattern[str]]]:
    """Return the levels of divisions with the expression of titles that speak of one."""
    rows = data()["levels"]
    return [(level, re.compile(pattern)) for level, pattern in rows.items()]


def level_of(text: str) -> str | None:
    """Return the level of the division that a title or an organ speaks of; None where it speaks of none."""
    title = _stages().sub("", text)
    return next((level for level, pattern in levels() if pattern.search(title)), None)


@cache
def _stages() -> re.Pattern[str]:
    """Return the pattern of what may stand before a post and says nothing of whose it is: 代|县长, 原|县委书记."""
    return re.compile(data()["stages"])
