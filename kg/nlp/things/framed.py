"""What stands around the name of a project: whose it is, what it costs, where it lies, who builds it."""

from __future__ import annotations

import re

_BACK = 60
_AHEAD = 40
_OWNER = re.compile(
    r"(?:公司|集团|合作社(?!会)|股份)(?:（[^（）]{1,10}）)?"
    r"(?:(?:去年|今年|此次|正在|计划|拟)?(?:投资|建设|投资建设|实施|新建|在建|规划|承建|签约|开工|投建|筹建|推进)?的)?\Z"
)
_MADE_BY = re.compile(r"(?:投资|建设|兴建|承建|实施|新建|投建|筹建|开发|援建|代建)的\Z")
_SUM = r"\d[\d.]{0,15}余?[万亿](?:元人民币|元|人民币|美元|欧元|港元)"
_COSTS = re.compile(rf"{_SUM}(?:左右|以上)?(?:的|建设的|兴建的|打造的|新建的)\Z")
_PAID = re.compile(
    rf"(?:投资|投入|出资|斥资|投)[^。；！？\n]{{0,6}}{_SUM}[^。；！？\n]{{0,30}}?"
    r"(?:建设|新建|兴建|投建|上马|新上|实施|打造|启动|用于|开发|扩建|改建|建成|建起|盖起|修建|上)了?(?:[一两1-9][个条座家处])?\Z"
)
_BUILT = re.compile(r"(?:建设|新建|兴建|投建|上马|新上|投资|签约|落户|引进|扩建)了?(?:[一两1-9][个条座家处])?\Z")
_TOLD = re.compile(
    r"(?:（[^（）\n]{1,20}）)?(?:[一二三四]期)?[，：]?(?:[^，。；：！？、\n]{0,6}?)"
    r"(?:总投资|投资总额|投资额|投资约?\d|计划投资|拟投|概算投资|完成投资|位于|选址|坐落|占地|总建筑面积|总用地面积|破土|奠基"
    r"|分[一二两三四]期|由[^，。；\n]{2,30}?(?:投资|承建|建设|实施)"
    r"|是(?:由)?[^，。；\n]{2,30}?(?:投资|承建)(?:建设|兴建)?)"
)


def is_framed(text: str, start: int, end: int) -> bool:
    """Return whether the words around a description, at offsets in code points, tell of it as of one project."""
    low = max(0, start - _BACK)
    return costs_or_is_owned(text, start) or bool(
        (_BUILT.search(text, low, start) and end - start > len("一一一一项目")) or _TOLD.match(text, end, end + _AHEAD)
    )


def costs_or_is_owned(text: str, start: int) -> bool:
    """Return whether the words before a description give its owner, its builder or what is paid for it."""
    low = max(0, start - _BACK)
    return paid_for(text, start) or any(pattern.search(text, low, start) for pattern in (_OWNER, _MADE_BY))


def paid_for(text: str, start: int) -> bool:
    """Return whether the words before a description say what is paid for it."""
    low = max(0, start - _BACK)
    return bool(_COSTS.search(text, low, start) or _PAID.search(text, low, start))
