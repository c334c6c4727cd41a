"""Pages as nobody prints them: strategies of hypothesis for texts, their bytes, web pages and PDFs.

Texts are made of what fires rules: the example sentences of the project's own rules, its word lists, dates and sums,
cut and joined anywhere, with signs between them that nobody sees or that stand for nothing.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from hypothesis import strategies as st

from kg.frames.marks import FIRST
from kg.frames.rules import load_rules
from kg.frames.template import LAST
from kg.paths import RESOURCES
from tests.page import bombs

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = "\u00ad\u034f\u115f\u17b4\u180e\u200b\u200c\u200d\u2060\ufe0f\ufeff\U000e0001"
BREAKS = "\x00\n\r\t\x0b\x0c\x1c\x1e\x85\u2028\u2029\u3000\xa0"
PAIRS = "《》〈〉（）()【】[]{}“”‘’「」『』<>\"'"
MARKS = "".join(map(chr, (FIRST, FIRST + 1, FIRST + 0x20, LAST, LAST + 1, 0xF8FF)))
"""Characters for private use: what rules see in the place of names."""
STOPS = "，。；：、！？…—·～%／/＋.-,:;!?"
DATES = ("2024年2月30日", "去年底", "3月5日至9日", "二〇二四年", "日前", "1月32日", "0000年", "9999年12月31日", "次日")
SUMS = (
    "8亿元",
    "近300万美元",
    "数千亿",
    "年产30万吨",
    "2×350MW",
    "千百万亿亿亿",
    "１２,３４５.６万元",
    "0元/吨",
    "日处理4万立方米",
)
LARGE = (
    "9" * 400 + "元",
    "1亿" + "亿" * 60 + "元",
    "年产" + "８" * 400 + "吨",
    "2×" + "9" * 308 + "MW",
    "九" * 400 + "亿元",
)
"""Numbers that no computer has."""
ODD_TEXT = st.text(st.characters(codec=None), max_size=6)
"""Any characters at all, halves of surrogate pairs too."""
SURROGATES = st.text(st.characters(categories=["Cs"]), min_size=1, max_size=3)
_MARKED = re.compile(r"\[([^\[\]|]+)\|\w+\]")
_PLAIN = re.compile(r"[\w·]+")


@cache
def sentences() -> tuple[str, ...]:
    """Return the sentences of the examples of all rules, without marks."""
    return tuple(_MARKED.sub(r"\1", example.text) for rule in load_rules().rules for example in rule.examples)


@cache
def words() -> tuple[str, ...]:
    """Return the plain words that rules name, and those that the names and titles of the genre end with."""
    found = [word for several in load_rules().words.values() for word in several if _PLAIN.fullmatch(word)]
    lists = [RESOURCES / "people" / "heads.tsv", RESOURCES / "lexicon" / "units.tsv"]
    lists += sorted((RESOURCES / "bodies").glob("*_heads.tsv"))
    for path in lists:
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [line.partition("\t")[0] for line in lines if line and not line.startswith("#")]
    return tuple(dict.fromkeys(found))


def floods() -> st.SearchStrategy[str]:
    """Return one sign many times over: combining marks on one letter, brackets that nobody closes."""
    signs = st.sampled_from(
        ["\u0301", "\u20dd", "\u0e49", "《", "（", "“", "》", "【（", "《》", "、", "市", "的", "0", "\u200d"]
    )
    return st.builds(lambda sign, times: "园" + sign * times, signs, st.integers(2, 120))


def pieces() -> st.SearchStrategy[str]:
    """Return stretches of what papers print, and of what they never do."""
    whole = st.sampled_from(sentences())
    cut = st.builds(lambda text, a, b: text[min(a, b) : max(a, b)], whole, st.integers(0, 40), st.integers(0, 40))
    signs = st.text(st.sampled_from(STOPS + PAIRS + BIDI + UNSEEN + BREAKS + MARKS), max_size=4)
    values = st.sampled_from(DATES + SUMS + LARGE)
    return st.one_of(whole, cut, st.sampled_from(words()), signs, values, ODD_TEXT, SURROGATES, floods())


def texts(most: int = 12) -> st.SearchStrategy[str]:
    """Return texts of up to so many pieces."""
    return st.lists(pieces(), max_size=most).map("".join)


def _cesu8(text: str) -> bytes:
    """Return a text as databases write it that know no character above U+FFFF: two surrogates, each as three bytes."""
    pairs = text.encode("utf-16-le", "surrogatepass")
    halves = (pairs[i : i + 2].decode("utf-16-le", "surrogatepass") for i in range(0, len(pairs), 2))
    return b"".join(half.encode("utf-8", "surrogatepass") for half in halves)


_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CODECS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-7")
_LOCAL = ("gb18030", "gb2312", "big5", "hz", "shift_jis", "cp1252")


def encodings(text: str) -> st.SearchStrategy[bytes]:
    """Return the bytes of a text in the encodings of papers and of bad programs, the mark at its head right or not."""
    plain = st.sampled_from(_CODECS).map(
        lambda name: text.encode(name, "replace" if name == "utf-7" else "surrogatepass")
    )
    local = st.sampled_from(_LOCAL).map(lambda name: text.encode(name, "replace"))
    body = st.one_of(plain, local, st.just(_cesu8(text)))
    return st.builds(bytes.__add__, st.sampled_from([b"", b"", *_BOMS]), body)


@st.composite
def damaged(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Return bytes that broke off, were written over, doubled or filled with zeros somewhere, or were left whole."""
    data = draw(whole)
    for _ in range(draw(st.integers(0, 3))):
        at, size = draw(st.integers(0, len(data))), draw(st.integers(0, 12))
        what = draw(st.sampled_from(["cut", "end", "over", "twice", "zeros", "number"]))
        part = data[at : at + size]
        put = {"twice": part * 2, "zeros": bytes(size), "number": b"%d" % (1 << 8 * size), "end": b"", "cut": b""}
        data = data[:at] + put.get(what, draw(st.binary(max_size=4))) + (b"" if what == "end" else data[at + size :])
    return data


def text_files() -> st.SearchStrategy[bytes]:
    """Return the bytes of pages of plain text."""
    return damaged(texts().flatmap(encodings))


_TAGS = ("p", "div", "table", "tr", "td", "a href=x", "li", "h1", "title", "script", "style", "svg", "math", "template")
_TAGS += ("noscript", "iframe", "select", "textarea", "plaintext", "frameset", "br", "body", "html", "meta charset=gbk")
_ODDITIES = (
    *("&nbsp;", "&#0;", "&#xD800;", "&#x110000;", "&#99999999999999;", "&没有;", "&amp", "&lt;p&gt;", "&zwnj;"),
    *("<!--", "-->", "<!-- -- --!>", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<!doctype html>", "<!ENTITY a 'b'>"),
    *("<script>document.write('</p>')</script>", "<style>p{}", "</", "<", "<>", "<p", "<p a='", "\x00", "\x1e"),
    *("<meta charset=utf-16>", '<meta http-equiv=content-type content="text/html; charset=hz">', "<meta charset=idna>"),
    *('<meta name=PubDate content="2024-02-30">', '<meta property=og:site_name content="｜_-">', "<title>-|_—</title>"),
    *("发布时间：2024-13-45", "<meta charset=unicode_escape>", "<meta charset=undefined>", "<meta charset=rot13>"),
)


def html() -> st.SearchStrategy[str]:
    """Return the source of web pages: elements that nobody closes or opened, and text between them."""
    opened, closed = st.sampled_from(_TAGS).map("<{}>".format), st.sampled_from(_TAGS).map("</{}>".format)
    deep = st.builds(lambda tag, depth: f"<{tag}>" * depth, st.sampled_from(_TAGS), st.integers(2, 700))
    part = st.one_of(opened, closed, st.sampled_from(_ODDITIES), pieces(), pieces(), deep)
    heads = st.sampled_from(["<!doctype html>", "<html><body>", "<html>", ""])
    return st.builds(lambda head, parts: head + "".join(parts), heads, st.lists(part, max_size=16))


def html_files() -> st.SearchStrategy[bytes]:
    """Return the bytes of web pages."""
    return damaged(html().flatmap(encodings))


_DRAWN = (
    b"/F 12 Tf",
    b"72 720 Td",
    b"(Qingjiang) Tj",
    b"<4e00ff> Tj",
    b"[(a) -99999999 (b)] TJ",
    b"BT",
    b"ET",
    b"q",
    b"Q",
)
_DRAWN += (
    b"1e38 0 0 1e38 0 0 cm",
    b"0 0 0 0 0 0 Tm",
    b"-1 Tr",
    b"1e9 Tz",
    b"(\\777) '",
    b"/X Do",
    b"BI ID EI",
    b"/F 0 Tf",
)


def pdf_files() -> st.SearchStrategy[bytes]:
    """Return small PDFs whose page draws whatever it likes, and whose bytes were damaged."""
    content = st.lists(st.sampled_from(_DRAWN) | st.binary(max_size=6), max_size=14).map(b" ".join)
    return damaged(st.builds(_pdf, content, st.integers(0, 2), st.integers(1, 3)))


def _pdf(content: bytes, packed: int, sheets: int) -> bytes:
    return bombs.pdf(bombs.sheet(bombs.stream(b"BT /F 12 Tf 72 720 Td " + content, times=packed), times=sheets))


def templates() -> st.SearchStrategy[str]:
    """Return templates of rules: those of the project cut and joined anywhere, slots and signs between them."""
    whole = st.sampled_from([rule.template for rule in load_rules().rules])
    cut = st.builds(lambda text, a, b: text[min(a, b) : max(a, b)], whole, st.integers(0, 90), st.integers(0, 90))
    names = st.sampled_from(["subject", "object", "date", "amount", "title", ".", "其", "x1", "Subject", "speaker"])
    kinds = st.sampled_from(["", "", ":Firm", ":Firm|Park", ":", ":|", ":Agent", ":没有", ":Firm|Firm"])
    slots = st.builds("{{{}{}{}}}".format, names, st.sampled_from(["", "+", "!", "*"]), kinds)
    signs = st.sampled_from(
        [*r"()[]{}|?*+^$\.-…~_&<>!", "(?:", "(?P<", "(?<=", "(?!", "(?>", "{0,9}", "{2}", "*+", "(?i)", "<go>"]
    )
    numbers = st.integers(0, 1 << 70).map("a{{{}}}".format)
    return st.lists(st.one_of(whole, cut, slots, signs, numbers, ODD_TEXT), max_size=8).map("".join)


LONG = {
    "a line of a megabyte": "园" * 999_000,
    "a megabyte of sentences in one line": "县长来到园区，察看项目。" * 80_000,
    "a megabyte of blanks": "园区" + " " * 990_000 + "开工",
    "a hundred thousand lines": "园\n" * 100_000,
    "combining marks": "园" + "\u0301" * 990_000,
}
"""Texts about as long as a page may be."""
NESTED = {
    **{f"ten thousand {sign}": "园区" + sign * 10_000 + "开工。" for sign in "（）《》“”‘’【】[({<"},
    "titles within titles": "《园区" * 5_000 + "》" * 5_000 + "出台。",
    "titles within brackets": "（《园区" * 5_000 + "》开工）" * 5_000,
    "quotations across titles": "“《园区”开工》" * 5_000,
    "the wrong way round": "）园区（" * 5_000,
}
"""Brackets by the ten thousand."""
