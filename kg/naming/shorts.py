"""Short names by which a page may call a body after its full name."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load
from kg.naming.anatomy import LEVEL_ENDS, anatomy
from kg.naming.words import kinds, words

BRIEF = "开区"
"""How a development zone is called behind the first character of its name: 青开区."""
_FIRM = "Firm"
_CHINA = "中国"
_NATIONAL = 4
"""The fewest characters of the core of a group of the whole country: 中国 and two of its own."""
_INNER_NAME = re.compile(r"[（(]([^（）()]{3,10})[）)]")


def short_forms(name: str, cls: str) -> list[str]:
    """Return the short names that a page may use for the body `name` of class `cls`, the likeliest first."""
    found = _firm_forms(name) if cls == _FIRM else _contracted(name)
    return [form for form in dict.fromkeys(found) if form != name and not _is_bare(form)]


def _firm_forms(name: str) -> list[str]:
    inner = _INNER_NAME.search(name)
    if inner is not None and inner[1] not in load().by_name:
        return [name[: inner.start()], inner[1]]
    parts = anatomy(name)
    core, trade = parts.core, parts.trade
    if not core:
        place = without_level(parts.place) if len(parts.place) > 2 else parts.place
        tails = ("集团", "公司") if "集团" in parts.form else ("公司",)
        return [place + t + tail for tail in tails for t in (trade, *_trade_parts(trade)) if place and t]
    trades = [trade, *_trade_parts(trade)] if trade else []
    forms = [core + t for t in trades] + [core]
    forms += [core + tail for tail in ("公司", "集团", "股份") if tail == "公司" or tail in parts.form]
    if parts.place and name.startswith(parts.place):
        forms += [parts.place + core, parts.place + core + trade, name[len(parts.place) :]]
    if trade:
        forms += [core + trade + "公司", core + (_trade_parts(trade) or [trade])[0] + "公司"]
    if parts.form.endswith("集团有限公司"):
        forms.append(name.removesuffix("有限公司"))
    if core.startswith(_CHINA) and "集团" in parts.form and len(core) >= _NATIONAL:
        forms.append(core.removeprefix(_CHINA) + "集团")  # 国澜集团 of 中国国澜集团有限公司
    return forms


def _trade_parts(trade: str) -> list[str]:
    """Return shorter words for a trade: of 精细化学 化学, of 能源科技 能源."""
    contracted = _contractions().get(trade, ())
    sizes = range(len(trade) - 1, 1, -1)
    heads = [trade[:n] for n in sizes if trade[:n] in words("trades")]
    tails = [trade[-n:] for n in sizes if trade[-n:] in words("trades")]
    return list(dict.fromkeys([*contracted, *heads, *tails, trade[:2]]))


def _contracted(name: str) -> list[str]:
    """Return a name with its long words shortened, and without the place before it."""
    forms = []
    for long, shorts in _contractions().items():
        if long in name and name != long:
            forms += [name.replace(long, short) for short in shorts]
    bases = [name, *forms]
    for base in bases:
        place = load().leading(base[:-2])
        if place[-1:] in LEVEL_ENDS and len(place) > 2:
            forms += [without_level(place) + base[len(place) :], place[-1] + base[len(place) :]]
        if place and len(base) - len(place) > 4:
            forms.append(base[len(place) :])
    short = brief(name)
    return [*forms, short] if short is not None else forms


def brief(name: str) -> str | None:
    """Return a development zone shortened to its first character, 青开区 for 青石经济开发区; None for another name."""
    return name[0] + BRIEF if name.endswith("开发区") and load().leading(name) else None


def _is_bare(form: str) -> bool:
    """Return whether a form is only a place, a trade or a head of a name, and so names nothing."""
    return len(form) < 2 or form in load().by_name or form in load().nouns or form in _no_names()


@cache
def _no_names() -> frozenset[str]:
    heads = (kinds(f"{table}_heads") for table in ("firm", "park", "org", "place"))
    return frozenset().union(*heads, *(words(name) for name in ("trades", "regions", "generic", "roles")))


@cache
def _contractions() -> dict[str, tuple[str, ...]]:
    table = kinds("contractions")
    return {long: tuple(table[long].split(",")) for long in sorted(table, key=lambda w: (-len(w), w))}


def without_level(name: str) -> str:
    """Return the name of a division without its level, and no more: 滁州 of 滁州市, 义乌 of 义乌市."""
    return name[:-1] if name[:-1] in load().by_name else name.rstrip(LEVEL_ENDS)
