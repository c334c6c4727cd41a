"""A web page: its main text, and what its head says about it."""

from __future__ import annotations

import codecs
import re
from html import unescape
from typing import TYPE_CHECKING

from kg.errors import EmptyInput, TooLarge
from kg.page.decode import decode
from kg.page.issued import full_date
from kg.records import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MEDIA = "text/html"
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*(?:["']\s*)?([\w-]{3,20})""", re.IGNORECASE)
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs of Python that no page is written in: what they make of one is no text, or half of a surrogate pair."""
_TITLES = ("ArticleTitle", "og:title", "twitter:title", "title")
_DATES = ("PubDate", "article:published_time", "publishdate", "publish_time", "pubdate", "datePublished", "date")
_SITES = ("SiteName", "og:site_name", "site", "application-name")
_DATED = re.compile(r"(?:发布时间|发布日期|发表时间|时间|日期)[：:]\s*((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")
_SITE_TAIL = re.compile(r"(?<!\s)\s*(?<![-_|—–－｜])[-_|—–－｜]+\s*([^-_|—–－｜]{2,24})$")
_NOISE = "script, style, noscript, template, nav, header, footer, aside, form, button, select, iframe, svg, textarea"
_BLOCKS = "p, div, section, article, li, tr, br, h1, h2, h3, h4, h5, h6, table, ul, ol, dd, dt, blockquote, hr, main"
_HOLDERS = frozenset({"div", "section", "article", "main", "td", "tr", "tbody", "table", "center", "form"})
_MOST = 0.7
"""Share of the words outside links that the part of the page with the main text has at the least."""
_DEEPEST = 60
DEPTH = 512
"""Elements inside each other, at the most; browsers give up there too."""
_BREAK = "\x1e"


def read_html(data: bytes, *, doc: str, name: str) -> Page:
    """Return a web page as its title and the paragraphs of its text.

    Raises EmptyInput where it has none, TooLarge where its elements lie more than `DEPTH` deep inside each other.
    """
    from selectolax.lexbor import LexborHTMLParser

    source = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace(_BREAK, " ")
    tree = LexborHTMLParser(source)
    if _deeper(tree.root, DEPTH):
        raise TooLarge(f"{name}: HTML nested more than {DEPTH} deep; save the page from a browser as text")
    told = _told(tree)
    title, site = _title(tree, told)
    text = _main(tree)
    if not text:
        raise EmptyInput(f"{name}: HTML without text, perhaps drawn by a script; save the page from a browser as text")
    first = text.split("\n", 1)[0]
    if title and _bare(title) not in _bare(first):
        text = f"{title}\n\n{text}"
    dated = _DATED.search(source)
    date = next((d for key in _DATES if (d := full_date(told.get(key.lower(), "")))), None)
    issued = date or (full_date(dated[1]) if dated else None)
    return Page(doc, text, MEDIA, title=title, issued=issued, paper=site)


def _decoded(data: bytes, name: str) -> str:
    """Return the characters, by what the page declares where that holds."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = declared[1].decode("ascii").lower()
        encoding = "gb18030" if encoding in {"gb2312", "gbk", "x-gbk"} else encoding
        try:
            if codecs.lookup(encoding).name not in _NO_CHARSETS:
                return data.decode(encoding)
        except (LookupError, UnicodeError):
            pass
    return decode(data, name)


def _deeper(root: LexborNode | None, most: int) -> bool:
    """Return whether anything lies more than `most` nodes below the root."""
    node, depth = root, 0
    while node is not None:
        inner = node.first_child
        if inner is not None:
            node, depth = inner, depth + 1
            if depth > most:
                return True
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None else None
    return False


def _told(tree: LexborHTMLParser) -> dict[str, str]:
    """Return the entries of the page's head, by their names in small letters."""
    told: dict[str, str] = {}
    for node in tree.css("meta"):
        key = node.attributes.get("name") or node.attributes.get("property") or node.attributes.get("itemprop")
        value = node.attributes.get("content")
        if key and value and value.strip():
            told.setdefault(key.lower(), _line(value))
    return told


def _title(tree: LexborHTMLParser, told: dict[str, str]) -> tuple[str | None, str | None]:
    """Return the headline and the name of the site."""
    site = next((told[key.lower()] for key in _SITES if key.lower() in told), None)
    node = tree.css_first("title")
    full = _line(node.text()) if node else ""
    heading = next((line for h in tree.css("h1") if (line := _line(h.text()))), None)
    title = next((told[key.lower()] for key in _TITLES if key.lower() in told), None) or heading or full
    tail = _SITE_TAIL.search(full)
    if tail and site is None:
        site = tail[1]
    if site and (end := _SITE_TAIL.search(title)) and end[1] == site:
        title = title[: end.start()]
    return title or None, site


def _line(text: str) -> str:
    return " ".join(unescape(text).split())


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def _words(node: LexborNode) -> int:
    """Return the number of characters below a node that are in no link."""
    links = sum(len(_bare(link.text())) for link in node.css("a"))
    return len(_bare(node.text())) - links


def _main(tree: LexborHTMLParser) -> str:
    """Return the paragraphs of the main text: of the smallest part that has most of the words outside links."""
    for node in tree.css(_NOISE):
        node.decompose()
    part = tree.body
    if part is None:
        return ""
    words = _words(part)
    for _ in range(_DEEPEST):
        inner = [child for child in part.iter() if child.tag in _HOLDERS]
        best = max(inner, key=_words, default=None)
        if best is None or _words(best) < _MOST * words:
            break
        part = best
    return _paragraphs(part)


def _paragraphs(part: LexborNode) -> str:
    """Return the text below a node, a block a line; lists of links are left out."""
    for block in part.css("li, p, td"):
        if block.css_first("a") and _words(block) == 0:
            block.decompose()
    for block in part.css(_BLOCKS):
        block.insert_before(_BREAK)
        block.insert_after(_BREAK)
    lines = (_line(line) for line in part.text().split(_BREAK))
    return "\n".join(line for line in lines if line)
