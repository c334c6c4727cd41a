"""Works called by the last characters of their name, where a clause turns to them: 该库 after 青石镇保鲜库."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.frames.memory import Memory
from kg.frames.spans import firm_kinds, owned_kinds, place_kinds
from kg.records import Mention, Sentence

_TOLD = "由(?!于)|总投资|计划总?投资|概算|占地|全长|总长|选址|位于|坐落|业主|投资[方商人]|建设单位|开发商"
"""What is told of works rather than of anything else."""
_DONE = (
    "投资|总面积|建筑面积|规划|设计|[年日]产|可[年日]|年[加处]|日[加处]|总?装机|建成|投产|投用|开工|动工"
    "|分[两三二]期|采用|引进|目前|预计"
)
_CLAUSE = re.compile("[，。；：！？“\n]")
_CALLED = re.compile(
    f"(?:(?P<this>该|这(?:一?[座条个家项处栋所]|一))(?P<one>[一-龥]{{1,6}}?)(?=(?:项目|工程)?(?:{_TOLD}|{_DONE}))"
    f"|(?P<bare>[一-龥]{{2,6}}?)(?=(?:项目|工程)?(?:{_TOLD})))"
)
_GENERAL = frozenset({"公司", "企业", "集团", "项目", "工程", "园区", "园内", "厂", "企", "区"})
"""What other rules read, by the firm, project or park in mind."""
_DIVISION = re.compile("(?:[省市县区旗州盟镇乡村团连]|街道|社区|苏木)$")
_NEAR = 120
"""How many characters ago the name may stand."""


def called(text: str, sentence: Sentence, inside: Sequence[Mention], memory: Memory) -> Iterator[Mention]:
    """Give the mentions that the heads of names make where a clause of a sentence begins with one.

    `inside` are the names of the sentence, in order; a head stands for the last name that ends so.
    """
    signs = _CLAUSE.finditer(text, sentence.start, sentence.end)
    for begin in (sentence.start, *(sign.end() for sign in signs)):
        match = _CALLED.match(text, begin, sentence.end)
        if match is None:
            continue
        head = match["one"] or match["bare"]
        if (
            head in _GENERAL
            or _DIVISION.search(head)
            or any(m.start < match.end() and match.start() < m.end for m in inside)
        ):
            continue
        start = match.start()
        earlier = chain((m for m in reversed(inside) if m.end <= start), memory.recent)
        meant = next((m for m in earlier if _is_works(m) and m.text.endswith(head) and m.text != head), None)
        if meant is not None and start - meant.end <= _NEAR:
            yield Mention(start, match.end(), meant.cls, match[0], "coref:called", meant.entity, meant.likely)


def _is_works(mention: Mention) -> bool:
    """Return whether a name can be that of works, a park or a plant."""
    return mention.cls in owned_kinds() | place_kinds() | firm_kinds()
