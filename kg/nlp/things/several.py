"""What stands around a description of several projects, or of none: 一批循环项目, 陶瓷项目43个, 坚持大抓项目."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?:一大?批|一系列|一揽子|多个|诸多|众多|若干|各类|各项|部分|更多|所有|全部|一些)[^，。；、：！？]{0,8}?\Z"
)
_AFTER = re.compile(r"(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})[多余]?[个项](?!月)")
_URGED = re.compile(
    r"坚持|狠抓|大抓|抓好|紧抓|紧盯|聚焦|加大|加快|加强|强化|推动|推进|解决|谋划|争取|围绕|保障|做好|突出"
)
_KEY = re.compile(r"重点(?:项目|工程)\Z")
_NUMBER = "(?:[0-9]{1,3}|[二两三四五六七八九十]{1,3})"
COUNTED = rf"(?:(?<=等){_NUMBER}?[个大]?|{_NUMBER}[个大])(?:重点|产业|生产|加工)*项目"
"""An expression for what stands behind a list of goods by which projects are called: 等|15个重点项目."""
_IN_LIST = re.compile(rf"(?:、[^，。；：！？、]{{2,16}}){{1,8}}{COUNTED}")
_REACH = 14


def is_several(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]``, offsets in code points, tells of several projects, or of projects to come."""
    return bool(
        _BEFORE.search(text, max(0, start - _REACH), start)
        or _AFTER.match(text, end)
        or _URGED.match(text, start)
        or _KEY.search(text, start, end)
    )


def is_listed(text: str, end: int) -> bool:
    """Return whether what ends at an offset is an item, not the last, of a list of goods by which projects are called.

    尼龙切片、工程塑料等15个项目.
    """
    return _IN_LIST.match(text, end) is not None
