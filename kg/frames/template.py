"""Templates of relation rules, compiled to regular expressions over masked sentences.

``{subject}``, ``{object+}``     a mention, or a list of them, of the classes that the predicate admits there
``{object:Firm|Park}``           of these classes only
``{object!}``                    its mark alone, without what contains it
``{date}`` ``{amount}`` ``{capacity}`` ``{title}``   a value
``<word_list>``                  one of the words of a list in ``words.yml``
``…``                            up to 60 characters of the same sentence, fewest first
``~``                            up to 12 characters of the same clause
``_``                            up to 8 characters of the same clause without a mention or value
``{.:Firm|Park}``                the mark of such a mention, without making it an end
``&``                            what may stand between a container and what lies in it: nothing, 的, 内的

Everything else is a regular expression of Python's ``re``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from kg.errors import OntologyError, RuleError
from kg.frames.marks import FIRST, VALUES, mark_of, marks_of
from kg.ontology import load_ontology
from kg.patterns import Late

Made = TypeVar("Made")

LAST = FIRST + 0xFF
ANY = f"{chr(FIRST)}-{chr(LAST)}"
_OWNED = "(?:全资|控股|核心|骨干|重点|成员|上市)"
_BRANCH = "(?:子公司|公司|企业|单位)(?:——)?"
LINK = (
    f"(?:(?:所属|下属|旗下)的?(?:{_OWNED}*{_BRANCH})?|{_OWNED}{{1,2}}{_BRANCH}"
    "|辖区内?的?|境内的?|区内的?|园内的?|内的?|里的?|中的?|上的?|的)?"
)
"""What may stand between a container and what lies in it: 网岭片区的X公司, 园区内X公司, X集团控股子公司Y公司."""
GO = "(?:来到|前往|深入|走进|[到赴去在])"
"""What takes a person to a site."""
_TAIL = f"[^，。；、！？：:“”（）{ANY}]{{0,9}}?"
_BRACKET = "(?:（[^（）]{0,24}）|\\([^()]{0,24}\\))?+"
_SEPARATOR = "(?:、|和|及|以及|，以及|，还有|，和)"
_MOST = 40
"""Items of a list after its first, more than papers print: from each of them on, a longer list is read again."""
_SLOT = re.compile(
    r"\{(?P<name>[a-z]\w*|\.)(?P<form>[+!])?(?::(?P<kinds>[\w|]+))?\}|(?<!\?P)<(?P<words>\w+)>|(?P<gap>[…~&]|_+)"
)
_GAPS = {"…": "[^。！？；]{0,60}?", "~": "[^，。！？；：]{0,12}?", "&": LINK}
_SHORT = 8
"""The most characters of the gap ``_``; several are one that may be as long as all of them."""


@cache
def people() -> frozenset[str]:
    """Return the classes of persons: those that can hold a post."""
    ontology = load_ontology()
    titled = (term.domain for term in ontology.predicates.values() if "title" in term.qualifiers)
    return frozenset(kind for domain in titled for kind in concrete(tuple(domain)))


@cache
def concrete(kinds: tuple[str, ...]) -> frozenset[str]:
    """Return the concrete classes that are, or descend from, one of `kinds`."""
    ontology = load_ontology()
    return frozenset(c for c in ontology.concrete if any(ontology.is_a(c, kind) for kind in kinds))


@cache
def item(kinds: frozenset[str]) -> str:
    """Return the expression for one mention of these classes, with what contains it or titles before it."""
    mark = f"[{marks_of(kinds)}]"
    bodies = f"[{marks_of(set(load_ontology().concrete) - people())}]"
    title = mark_of("title")
    if kinds <= goods():
        quantity = mark_of("capacity")
        return f"(?:{quantity}(?:的|级)?)?{mark}(?:（[^（）]{{0,12}}）)?+(?:[^，。；、{ANY}]{{0,6}}?{quantity})?"
    if kinds <= people():
        # A title may follow the name as well: 林知远同志，.
        after = f"(?:{title}(?=[、，和与及等]|带|率|一行))?"
        return f"(?:(?:(?:{bodies}{LINK}){{0,3}}{title}[、，兼]?){{1,12}}|{bodies}{LINK})?{mark}{after}"
    return f"(?:{bodies}{LINK}|{title}{{0,4}}[{marks_of(people())}](?=[{title}])){{0,6}}{mark}{_BRACKET}"


def _mark(kinds: frozenset[str]) -> str:
    return f"[{marks_of(kinds)}]"


@cache
def listing(kinds: frozenset[str]) -> str:
    """Return the expression for a list of mentions of these classes."""
    one = item(kinds)
    if kinds <= people():
        # A comma joins two persons where a title of the second follows it.
        every = marks_of(load_ontology().concrete)
        # The body before the title may be no mention: ，石总场场长李波.
        body = f"[^，。；、：！？（）“”{ANY}在到赴与对向由被把说是]{{1,8}}(?={mark_of('title')})"
        comma = f"，(?=(?:[^，。]{{0,2}}?[{every}]?|{body}){mark_of('title')})"
        # 林知远一行与陈清河座谈 has one subject.
        return f"{one}(?:(?:(?:一行)?(?:、|和|及|以及|{comma})|与)(?:{body})?{one}){{0,{_MOST}}}"
    # Items that are no mention do not end a list: A公司、老粮仓、B公司等.
    unknown = f"(?:[^，。；、：！？（）“”{ANY}]{{1,14}}(?:、|和|及|以及|与)){{0,4}}"
    # A comma joins two items only where nothing is told between them.
    # So it does where each group of items stands behind its town: 甲镇A公司、B公司，乙镇C村.
    mark = marks_of(kinds)
    more = "(?:、|和|以及|等)"
    grouped = f"[{mark}](?:{more}|[{mark}](?:{more}|，)|[{mark}]?，[{mark}]{{1,2}}(?:{more}|，))"
    separator = f"(?:{_TAIL}{_SEPARATOR}|，(?={grouped}))"
    words, ware = f"[^，。；、：“”{ANY}]", f"[{marks_of(goods())}]的"
    plain = f"{separator}{unknown}(?:{words}{{0,6}}的|位于|坐落[于在]|地处|设在|建在)?(?=[{ANY}])"
    of_ware = f"{separator}{unknown}{words}{{0,6}}{ware}"
    return f"{one}(?:{_between(kinds, plain, of_ware)}{one}){{0,{_MOST}}}"


def _between(kinds: frozenset[str], plain: str, of_ware: str) -> str:
    """Return the expression for what stands between two items: up to the next mark, or behind goods and 的.

    Every such text is read in one way only, and what it is followed by is no second reading of it: of two ways for each
    item of a list, n items would have 2ⁿ.
    """
    more = f"[^，。；、：！？（）()“”和与及{ANY}]"
    if kinds <= goods():
        own = f"{mark_of('capacity')}{marks_of(goods())}"
        behind = f"(?:(?![的级]){more}{{1,10}}|[的级]{more}{{1,9}})"
        begun = f"(?:[{own}]{behind}|(?![{own}])[{ANY}]{more}{{1,10}})?"
        return f"(?:(?>{plain})|(?>{of_ware})){begun}"
    bodies = marks_of(set(load_ontology().concrete) - people())
    # 甲到A镇、乙到B镇 are two who go their own ways and no list.
    goes = f"(?<=[{marks_of(people())}])(?:则|也)?{GO}"
    begun = f"(?:[{ANY}](?!(?<=[{bodies}]){LINK[:-1]}[{ANY}]|{goes}){more}{{1,10}})?"
    return f"(?>{plain}|{of_ware}){begun}"


def compile_template(
    template: str, *, ends: Mapping[str, tuple[str, ...]], words: Mapping[str, Sequence[str]], where: str
) -> re.Pattern[str]:
    """Return the regular expression of a template.

    `ends` gives the classes of ``subject`` and ``object``; `words` the word lists; `where` names the rule in errors.
    Raises `RuleError`.
    """
    return _made(lambda: re.compile(_expanded(template, ends, words, where)), where)


def late_template(
    template: str, *, ends: Mapping[str, tuple[str, ...]], words: Mapping[str, Sequence[str]], where: str
) -> Late:
    """Return what `compile_template` does, to be made ready when it is first searched for."""

    def make() -> Late:
        whole = _expanded(template, ends, words, where)
        return Late(whole, _expanded(template, ends, words, where, brief=True))

    return _made(make, where)


def _made(make: Callable[[], Made], where: str) -> Made:
    """Return what is made of a template, or raise RuleError for whatever is wrong with it."""
    try:
        return make()
    except OntologyError as error:
        raise RuleError(f"{where}: {error}") from error
    except (re.error, OverflowError, RecursionError) as error:
        raise RuleError(f"{where}: template is no regular expression ({' '.join(str(error).split())})") from error


def _expanded(
    template: str,
    ends: Mapping[str, tuple[str, ...]],
    words: Mapping[str, Sequence[str]],
    where: str,
    *,
    brief: bool = False,
) -> str:
    """Return the regular expression that a template stands for; `brief` says nothing of its lists."""
    seen: set[str] = set()

    def expand(match: re.Match[str]) -> str:
        if match["gap"]:
            return _GAPS.get(match["gap"]) or f"[^，。！？；：{ANY}]{{0,{_SHORT * len(match['gap'])}}}?"
        if match["words"]:
            return _alternatives(match["words"], words, where)
        name, kinds = match["name"], match["kinds"]
        if name in seen:
            raise RuleError(f"{where}: {{{name}}} stands twice; a slot may stand once")
        seen.add(name)
        if name == ".":
            seen.discard(name)
            return _mark(concrete(tuple((kinds or "").split("|"))))
        if name in VALUES:
            return f"(?P<{name}>{mark_of(name)})"
        if name not in ends:
            raise RuleError(f"{where}: no slot {{{name}}}; there are subject, object, {', '.join(VALUES)}")
        admitted = concrete(tuple(kinds.split("|")) if kinds else ends[name])
        forms: dict[str | None, Callable[[frozenset[str]], str]] = {"+": listing, "!": _mark, None: item}
        body = "." if brief and match["form"] != "!" else forms[match["form"]](admitted)
        return f"(?P<{name}>{body})"

    return _SLOT.sub(expand, template)


def needs(template: str, ends: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], ...]:
    """Return the sets of marks of which a sentence must hold one each for a template to match it.

    Only slots that stand outside every group count: those inside one may be missing.
    """
    wanted = []
    depth = 0
    position = 0
    while position < len(template):
        slot = _SLOT.match(template, position)
        if slot is not None and slot["name"] and slot["name"] != ".":
            optional = depth > 0 or template[slot.end() : slot.end() + 1] in {"?", "*"}
            if not optional:
                name, kinds = slot["name"], slot["kinds"]
                admitted = concrete(tuple(kinds.split("|")) if kinds else ends[name]) if name in ends else {name}
                wanted.append(frozenset(mark_of(kind) for kind in admitted))
            position = slot.end()
            continue
        sign = template[position]
        depth += (sign == "(") - (sign == ")")
        position += 2 if sign == "\\" else 1
    return tuple(wanted)


def _alternatives(name: str, words: Mapping[str, Sequence[str]], where: str) -> str:
    if name not in words:
        raise RuleError(f"{where}: no word list <{name}>; there are {', '.join(sorted(words))}")
    return f"(?:{'|'.join(sorted(words[name], key=lambda w: (-len(w), w)))})"


@cache
def goods() -> frozenset[str]:
    """Return the classes of what is counted and made: the range of predicates that have a capacity."""
    ontology = load_ontology()
    return frozenset(
        kind for term in ontology.predicates.values() if "capacity" in term.qualifiers for kind in concrete(term.range)
    )
