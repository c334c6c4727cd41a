"""Policies: titles in 《》, quoted programmes, and campaigns and strategies named without either."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from kg.lexicon import Matcher, load, matcher
from kg.nlp.candidates import Candidate, longest
from kg.nlp.things.documents import find_documents
from kg.nlp.things.lists import marked, with_mark, word_set, words
from kg.nlp.things.phrases import phrase_before
from kg.nlp.things.titles import TITLE, is_title
from kg.patterns import alternation

CLASS = "Policy"
_QUOTED = re.compile(r"“([^“”\n]{2,70})”|‘([^‘’\n]{2,40})’")
_HEADED = re.compile(r"(?:工程|行动|计划|战略|规划|机制)$")
_SENTENCE = re.compile(r"[。！？；：]|，.*，.*，|[，、…]$|^[，、]")
_JOINTS = ("", "和", "及", "与", "、")
_BRAND = re.compile(r"品牌|招牌|名片|商标|资源|优势|平台|称号|荣誉|之乡|之都|基因|精神|作用")
"""“冷谷”|品牌: what is used and no policy."""
_MORE = re.compile(r"(?:建设)?(?:规划|工程|行动(?:方案|计划)?|计划|方案|攻坚战)(?![师局])")
"""“51020”现代产业集群|规划: the name goes on."""
_PLACE = r"(?:全?[省市县区州盟旗]|自治区|我[省市县区国州盟旗]|国家|中央|全[省市县区国])?"
_LIST_NAME = re.compile(r"[一二三四五六七八九十]+条$")
_LIST_LEFT = re.compile(
    r"(?:出台|印发|发布|推出|实施|落实|制定|执行|[和、的了，。；》）\n])((?:(?!出台|印发|发布|推出)[\u4e00-\u9fff](?<![和的了])){2,12})$"
)
_REPORT = re.compile(r"(?:\d{4}年)?(?:我?[省市县区州盟旗]|国务院)?政府工作报告")
_LEADER = re.compile(r"(?:河湖|湖河|[河湖林湾田路链街山塘警])长制")
_MANY = re.compile(r"[一二三四五六七八九十百千]{1,4}大$")
_COUNTED = re.compile(r"[三四五六七八九十](?:大(?:任务|攻坚战)|件大事)|两件大事")
_STRATEGY = re.compile(
    r"(?:(?<=实施|推进|落实|贯彻|深化)|(?<=[市省县区州]委)|(?<=[市省县区州]委、[市省县区州]政府)|(?<=以)"
    r"|(?<=[市省县区州]政府的)|(?<=[市省县区州]委的)|(?<=战略[、和及与]))(?![、的])[\u4e00-\u9fff0-9+]{2,12}?战略(?![性合支定部机资转新眼高布伙])"
)
_NUMBERED = re.compile(
    r"(?<!》（)新?(?:国|国办|[省市县区]|[省市县区][委府]|[\u4e00-\u9fff]政)办?发(?:〔\d{4}〕|\[\d{4}\]|（\d{4}）)?\d{1,3}号(?:文件|文)?"
)
"""新国发2号文件, 国发〔2012〕2号文件."""


def find_policies(text: str) -> list[Candidate]:
    """Return the policies that `text` names, in the order of their offsets (code points)."""
    taken: list[Candidate] = []
    titles = list(TITLE.finditer(text))
    taken += [Candidate(m.start(), m.end(), CLASS, "things:policy.title") for m in titles if is_title(m[1])]
    documents = find_documents(text, CLASS)
    spans = _Spans([(m.start(), m.end()) for m in titles])
    periods = [c for c in documents if c.source.endswith("period") and not spans.hold(c.start)]
    taken += periods
    spans = _Spans(sorted([(m.start(), m.end()) for m in titles] + [(c.start, c.end) for c in periods]))
    quoted = [c for c in _quoted(text) if not spans.hold(c.start)]
    fixed = [*((m.start(), m.end()) for m in titles), *((c.start, c.end) for c in (*periods, *quoted))]
    spans = _Spans(sorted(fixed))
    bare = [c for c in (*_bare(text), *documents) if not spans.hold(c.start)]
    return sorted({*taken, *quoted, *longest(bare)})


_DONE = re.compile(
    "(?:认真|深入|全面|扎实|切实|坚决|持续|积极|大力|严格|全力)?(?:学习|贯彻)?"
    "(?:落实|实施|推进|开展|制定|印发|出台|执行|启动|抓好|组织)[好了]?(?=[\u4e00-\u9fff]{4})"
)
"""认真落实|辽宁…行动方案: what is done with a programme."""


class _Spans:
    """Tells whether an offset lies in one of some spans that are in order."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def _quoted(text: str) -> list[Candidate]:
    found: list[Candidate] = []
    last_end = previous_end = previous_start = -1
    for match in _QUOTED.finditer(text):
        inner = (match[1] or match[2]).strip()
        start, end = match.span()
        joined = last_end >= 0 and start - 1 <= last_end <= start and text[last_end:start] in _JOINTS
        source, head_end = _judge(text, inner, start, end, joined=joined)
        pair = previous_start if previous_end == start else start
        previous_start, previous_end = match.span()
        if not source:
            continue
        if source == "things:policy.quoted.head" and pair < start:
            # “三好”“四有”要求 is one name.
            found = [candidate for candidate in found if candidate.start != pair]
            start = pair
        if _LIST_NAME.fullmatch(inner):
            left = _LIST_LEFT.search(text, max(0, start - 14), start)
            start = left.start(1) if left else start
        found.append(Candidate(start, head_end, CLASS, source))
        last_end = head_end
    return found


def _judge(text: str, inner: str, start: int, end: int, *, joined: bool) -> tuple[str, int]:
    """Return the source and the end of the policy that a quoted name gives, or an empty source."""
    after = _after().match(text, end)
    head_in = after is not None and after.lastgroup == "inside" and not _HEADED.search(inner)
    if after is not None and head_in:
        more = _MORE.match(text, after.end())
        stop = more.end() if more is not None else after.end()
        return ("", end) if _SENTENCE.search(inner) and len(inner) > 40 else ("things:policy.quoted.head", stop)
    if inner in word_set("policy_quoted_not") or _SENTENCE.search(inner) or _BRAND.match(text, end):
        return "", end
    if _form("alone").fullmatch(inner):
        return "things:policy.quoted.form", end
    if len(inner) > 20:
        return "", end
    form = _form("context").fullmatch(inner) is not None
    window = text[max(0, start - 12) : start]
    learnt = _practice().match(text, end) is not None and _learning().search(window) is not None
    if (learnt or _before("strong").search(window)) and not _ends_as_image(inner):
        return "things:policy.quoted.verb", end
    if form and (after is not None or joined or _before("weak").search(window) or _LIST_NAME.fullmatch(inner)):
        return "things:policy.quoted.slogan", end
    if (after is not None and _before("weak").search(window) and not _ends_as_image(inner)) or joined:
        return "things:policy.quoted.out", end
    return "", end


def _ends_as_image(inner: str) -> bool:
    return any(inner.endswith(word) for word in word_set("policy_quoted_not"))


def _bare(text: str) -> list[Candidate]:
    found = []
    names, kinds = words("programmes"), marked("programmes")
    for start, end, index in _programmes().scan(text):
        name = names[index]
        if name.isascii() and (_is_latin(text, start - 1) or _is_latin(text, end)):
            continue
        found.append(Candidate(start, end, CLASS, f"things:policy.{kinds[name]}"))
    for pattern, word, source in (
        (_REPORT, "政府工作报告", "report"),
        (_LEADER, "长制", "leader"),
        (_COUNTED, "大", "counted"),
        (_STRATEGY, "战略", "strategy"),
        (_NUMBERED, "号", "numbered"),
        (_cooperation(), "协作", "cooperation"),
    ):
        if word in text:
            found += [Candidate(m.start(), m.end(), CLASS, f"things:policy.{source}") for m in pattern.finditer(text)]
    for match in _campaigns().finditer(text):
        start = phrase_before(text, match.start(), allowed=word_set("campaign_inner"))
        told = _DONE.match(text, start, match.start())
        start = told.end() if told is not None else start
        counted = _MANY.search(text, max(0, start - 4), start)
        if match.start() - start >= 2:
            start = counted.start() if counted is not None else start
            found.append(Candidate(start, match.end(), CLASS, "things:policy.campaign"))
    return found


def _is_latin(text: str, offset: int) -> bool:
    return 0 <= offset < len(text) and text[offset].isascii() and text[offset].isalnum()


@cache
def _after() -> re.Pattern[str]:
    inside, outside = alternation(with_mark("policy_after", "in")), alternation(with_mark("policy_after", "out"))
    gap = r"[\u4e00-\u9fff](?<![的和在是了与为要及等])"
    return re.compile(
        rf"(?P<inside>{inside}|(?:{gap}){{0,12}}?(?:行动|体系|机制|工程)(?!师|塑|机)"
        rf"|(?:{gap}){{2,12}}?{alternation(words('policy_far'))})|(?P<outside>{outside})"
    )


@cache
def _practice() -> re.Pattern[str]:
    return re.compile(alternation(words("policy_practices")))


@cache
def _learning() -> re.Pattern[str]:
    """Return the pattern of a verb of learning, with the place that is learnt from behind it: 借鉴绍兴“…”经验."""
    return re.compile(alternation(with_mark("policy_before", "learn")) + r"[\u4e00-\u9fff]{0,8}$")


@cache
def _before(strength: str) -> re.Pattern[str]:
    return re.compile(alternation(with_mark("policy_before", strength)) + r"[了好以]?" + _PLACE + "$")


@cache
def _form(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in with_mark("policy_slogans", kind)))


@cache
def _programmes() -> Matcher:
    return matcher(words("programmes"))


@cache
def _campaigns() -> re.Pattern[str]:
    return re.compile(alternation(words("policy_bare_heads")))


@cache
def _cooperation() -> re.Pattern[str]:
    names = "".join(sorted(load().abbreviations))
    return re.compile(rf"[{names}]{{2}}协作|东西部协作")
