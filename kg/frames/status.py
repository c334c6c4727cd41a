"""Whether a statement is a fact, a plan, denied or hearsay: words around it, and how far its project has come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.errors import RuleError
from kg.frames.marks import DATE, mark_of, marks_of
from kg.frames.memory import Told
from kg.frames.rules import FOLDER, read_yaml, settings
from kg.frames.template import ANY
from kg.ontology import load_ontology

_BEFORE = 40
"""How many characters before a project can tell how far it has come."""
ASSERTED, PLANNED, DENIED, REPORTED = "Asserted", "Planned", "Denied", "Reported"
BUILDING = "Building"
"""How far a project has come that is being built. It is no status: it makes nothing yet, but has its place."""
_KEYS = (
    "denied",
    "asked",
    "intent",
    "planned",
    "wished",
    "taken",
    "reported",
    "refuted",
    "done",
    "runs",
    "ended",
    "underway",
    "building",
    "stages",
    "sited",
)


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of ``status.yml`` as expressions over masked text."""

    denied: re.Pattern[str]
    asked: re.Pattern[str]
    """Before the words of a rule, in the same clause: it only asks."""
    intent: re.Pattern[str]
    """Right after the words of a rule: 达成合作意向."""
    planned: re.Pattern[str]
    """Right before the words of a rule, in the same clause."""
    wished: re.Pattern[str]
    """Before what a project does: it does not yet."""
    taken: re.Pattern[str]
    """将 where it takes an object, as 把 does, and tells no plan."""
    reported: re.Pattern[str]
    refuted: re.Pattern[str]
    """After hearsay: it is not so."""
    done: re.Pattern[str]
    """A project works: 建成投产."""
    ran: re.Pattern[str]
    """A project works since a day, told behind that of its beginning, or by now: 去年8月开工，今年4月投产; 已投产."""
    ended: re.Pattern[str]
    """A project is given up: 终止合作, 解除协议."""
    underway: re.Pattern[str]
    """A project is planned or being built: 开工, 签约, 预计."""
    building: re.Pattern[str]
    """A project is being built: 开工, 封顶."""
    stages: frozenset[str]
    """Predicates whose status is that of the project they speak of."""
    sited: frozenset[str]
    """Those of them that hold as soon as it is being built."""


@cache
def cues() -> Cues:
    """Return the cues; raise RuleError where the file is wrong."""
    data = read_yaml(FOLDER / "status.yml")
    try:

        def either(key: str) -> re.Pattern[str]:
            return re.compile("|".join(sorted(data[key], key=lambda w: (-len(w), w))))

        return Cues(
            either("denied"),
            either("asked"),
            either("intent"),
            either("planned"),
            either("wished"),
            _taking(either("taken").pattern),
            either("reported"),
            either("refuted"),
            either("done"),
            _running(either("runs").pattern),
            either("ended"),
            either("underway"),
            either("building"),
            frozenset(data["stages"]),
            frozenset(data["sited"]),
        )
    except (KeyError, TypeError, re.error) as error:
        raise RuleError(f"status.yml: {error!r}; lists of words under {', '.join(_KEYS)} are wanted") from error


def _taking(verbs: str) -> re.Pattern[str]:
    """Return the expression for 将 before a name, or before other words and what is done to what they name."""
    names = marks_of(load_ontology().concrete)
    return re.compile(f"(?<![{_AHEAD}])将(?=[{names}]|(?![{_ACTS}])[^，。；！？将]{{1,14}}?(?:{verbs}))")


_AHEAD = "即必也还仍亦均都计料来后年月日底初"
"""What 将 stands behind where it tells what is to come."""
_ACTS = (
    "投在于由以与和同为从向对引启新打继进大实开推全不被联采购达年形再利成加扩改建是有会可按根通围依重逐陆正主共聚着积努持"
    "充深给带使让能用拟提"
)
"""How what somebody does begins."""


def _running(works: str) -> re.Pattern[str]:
    """Return the expression for what works since a day; a day alone may be one to come."""
    day = mark_of(DATE)
    begun = f"(?:{day}|当年|同年)[^，。；{day}]{{0,4}}(?:开工|动工|签约|破土|奠基|立项|启动|落地|落户)"
    begun += f"(?:(?!正|目前|计划|预计|力争|[拟将])[^。；{day}]){{0,12}}{day}(?:[上下]半年|[底初])?"
    since = f"{begun}|已(?:经|于)?{day}?|当年|同年|次年|翌年|[仅只]用了?[^，。；]{{1,8}}?|到(?=[^，。；]{{0,6}}仅用)"
    quick = "(?:顺利|正式|全面|如期|建成|竣工|就|便|即|、|并){0,3}"
    return re.compile(f"(?:{since}){quick}(?:{works})(?![后仪活动暨式])")


def stages(told: Iterable[Told], kind: str) -> dict[str, str]:
    """Return for each entity of a class what the article says of it: `PLANNED`, `BUILDING`, `ASSERTED` or `DENIED`.

    The clause that names it and those up to the next one named decide; what works once is no plan any more.
    """
    found: dict[str, str] = {}
    for one in told:
        text = one.masked.text
        spots = [(i, u.mention) for i, u in sorted(one.masked.units.items()) if u.kind == kind and u.mention]
        places = [position for position, _ in spots]
        lists = _lists(text, places)
        for number, (_, mention) in enumerate(spots):
            if mention.entity is None:
                continue
            first, last = lists[number]
            end = places[last + 1] if last + 1 < len(places) else len(text)
            stretch = text[places[last] + 1 : end].split("；")[0]
            if number < last:
                stretch = _CLAUSES.split(stretch)[0]
            before = re.split("[。；]", text[: places[first]])[-1]
            if mark_of(kind) in before:
                # What stands before the comma is said of the project before.
                before = re.split(f"[，{mark_of(kind)}]", before)[-1]
            before = before[-_BEFORE:]
            if stage := _stage(before, stretch):
                found[mention.entity] = further(found.get(mention.entity), stage)
    return found


def further(one: str | None, other: str) -> str:
    """Return the stage that stands of two that are told of a project: how far it has come, or that it is given up."""
    return max(one or PLANNED, other, key=_FURTHER.index)


_FURTHER = (PLANNED, BUILDING, ASSERTED, DENIED)


def _lists(text: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """Return for each project the numbers of the first and last item of its list: A项目、B项目签约."""
    found: list[tuple[int, int]] = []
    first = 0
    for number, place in enumerate(places):
        after = places[number + 1] if number + 1 < len(places) else None
        if after is None or not _BETWEEN.fullmatch(text, place + 1, after):
            found += [(first, number)] * (number + 1 - first)
            first = number + 1
    return found


_BETWEEN = re.compile("(?:（[^（）]{0,20}）)?(?:、|和|及|以及)[^，。；、：]{0,24}")


def _stage(before: str, after: str) -> str | None:
    marks = cues()
    if marks.ended.search(after):
        return DENIED
    before, after = _untaken(before), _untaken(after)
    if any(not _is_wished(_CLAUSES.split(after[: ran.end()])[-1]) for ran in marks.ran.finditer(after)):
        return ASSERTED
    if (works := _RUNS.search(after)) and not marks.planned.search(re.split("[，。]", after[: works.end()])[-1]):
        return ASSERTED
    since = _since().search(after)
    if since and not marks.planned.search(after, 0, since.end()) and _MOVED.search(since[0]):
        return ASSERTED
    if _BUILT.search(before) and not _is_wished(_CLAUSES.split(before)[-1]) and not _goes_on(after):
        return ASSERTED
    done = marks.done.search(before + after)
    end = done.end() if done else len(before) + since.end() if since else 0
    plan = marks.underway.search(before + after)
    if (done or since) and not (plan and (plan.start() < end + 1 or _is_to_work(after))):
        return ASSERTED
    if _is_building(before + after):
        return BUILDING
    return PLANNED if plan or marks.planned.search(before) else None


def _is_building(said: str) -> bool:
    """Return whether words around a project say that it is being built: 正在施工, but not 计划3月开工 or 推动开工."""
    found = cues().building.finditer(said)
    return any(not _is_wished(_CLAUSES.split(said[: cue.start()])[-1]) for cue in found)


def _is_wished(clause: str) -> bool:
    """Return whether what a clause says of a project is to come, asked for or denied."""
    marks = cues()
    return any(cue.search(clause) is not None for cue in (marks.wished, marks.planned, marks.denied, _NOT_YET))


_NOT_YET = re.compile("[未待]|(?<![主重需])要|年底前|年内")


def _is_to_work(after: str) -> bool:
    """Return whether it is to come that a project works; what comes of it (产值将突破…) may be to come anyway."""
    clauses = _CLAUSES.split(after)
    return any(cues().planned.search(clause) and _WORKS.search(clause) for clause in clauses)


def _goes_on(after: str) -> bool:
    """Return whether a project is still being built, or is to work only later."""
    marks = cues()
    clauses = _CLAUSES.split(after)
    return _is_to_work(after) or any(
        marks.underway.search(clause) and not marks.planned.search(clause) for clause in clauses
    )


_BUILT = re.compile("(?:建成|建起|(?:建设|新建|扩建|兴建|新上|投建|上马|开发|打造|实施)了)了?[^，。；]{0,6}$")
"""What stands before a project that is there."""
_WORKS = re.compile("投产|达产|建成|竣工|开工|动工|完工|投用|投运|运营|投入|建设|落地|通车|并网|点火")
_RUNS = re.compile(
    "(?:日前|近日|上月|上周|刚刚?|现已|今日|今天|昨日|昨天)(?:正式|顺利|全面|建成|竣工)*(?:投产|投运|投用|竣工|启用)(?![后仪活动暨式])"
)
"""What began to work the other day."""
_MOVED = re.compile("搬|启用")


@cache
def _since() -> re.Pattern[str]:
    """Return the expression for a day on which a project began to work: 2023年4月投产."""
    day = mark_of(DATE)
    return re.compile(
        f"(?<![计力预将])(?<!计划)(?<!预计)(?<!力争){day}(?:[上下]半年|起|初)?(?:顺利|正式|全面|如期)*(?:建成)?"
        "(?:投产|投运|竣工|点火|并网|完工|投用|建成投|整体搬入|搬入|整体搬迁|启用)(?!后)"
    )


def _untaken(masked: str) -> str:
    """Return a sentence in which 将 tells only what is to come."""
    return cues().taken.sub("把", masked) if "将" in masked else masked


_CLAUSES = re.compile("[，。；]")
_CLOSE = re.compile("[，。；！？]")
_MARK = re.compile(f"[{ANY}]")


def is_asked(masked: str, start: int, end: int) -> bool:
    """Return whether a match only asks: 何时出台…, 与…签约了吗？."""
    close = _CLOSE.search(masked, end)
    if close is not None and close[0] == "？" and masked[close.start() - 1] in "吗么没":
        return True
    head = max(masked.rfind(sign, 0, start) for sign in "，。；：！？“")
    return cues().asked.search(masked, head + 1, end) is not None


def status_of(masked: str, start: int, end: int, *, wide: bool = False) -> str | None:
    """Return what the words around a match say: denied, planned, reported; None where they say nothing.

    `wide` looks back over the clauses of the sentence, for what is built and paid: 拟投资8亿元，在园区建设….
    """
    marks = cues()
    masked = _untaken(masked)
    head = start
    while head and masked[head - 1] not in "，。；：！？":
        head -= 1
    close = _CLOSE.search(masked, end)
    inside, after = masked[start:end], masked[end : close.start() if close else len(masked)]
    near = _MARK.sub("", masked[head:start])[-12:]
    # What an earlier clause denies is something else: 没有自己的团队，与高校共建….
    own = "" if inside[:1] == "，" else near
    if marks.denied.search(own) or marks.denied.search(inside, inside.rfind("，") + 1):
        return DENIED
    if wide:
        while head and masked[head - 1] not in "。；！？：":
            head -= 1
        near = _MARK.sub("", masked[head:start])[-24:]
    if marks.planned.search(near) or marks.planned.search(inside) or marks.intent.match(after):
        return PLANNED
    if marks.reported.search(masked[:start]):
        return DENIED if marks.refuted.search(masked[end:]) else REPORTED
    if marks.denied.match(after[:6]):
        return DENIED
    return None


def combine(stated: str | None, stage: str | None, predicate: str) -> str:
    """Return the status of a statement from what its sentence says and how far its project has come."""
    if stated == DENIED or (stage == DENIED and predicate in cues().stages):
        return DENIED
    if stated == PLANNED and predicate == settings()["made"]:
        # A line that works may have an output to come: 全部建成后，年产能将达到27万吨.
        return PLANNED
    if predicate in cues().stages and stage is not None:
        return come(stage, predicate)
    return stated or ASSERTED


def come(stage: str | None, predicate: str) -> str:
    """Return the status of what a predicate says of a project that has come so far; a fact where nothing tells."""
    if stage == BUILDING:
        return ASSERTED if predicate in cues().sited else PLANNED
    return stage or ASSERTED


Stages = Mapping[str, str]
