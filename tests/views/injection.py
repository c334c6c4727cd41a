"""Strings that run a script, or ask a server, on a page that takes them for its own.

They are ways out of where they stand × what they do there. Each that runs leaves a mark of its own, ``top.ran17``.
"""

from __future__ import annotations

from functools import cache

from kg.graph.terms import clean
from kg.records import ArticleInfo, Dataset, Entity, Extraction, Statement, digest

EVIL = "http://evil.example"

_WAYS_OUT = (
    "",
    '">',
    "'>",
    "`>",
    "</script>",
    "</style>",
    "</title>",
    "</textarea></select>",
    "</noscript></template>",
    "--><!--x-->",
    "]]></svg></math>",
    "\\\"'/>",
    "</bdi></button></td></table>",
    '&quot;&gt;">',
)
_THERE = (
    "<script>{js}</script>",
    "<ScRiPt/x>{js}</sCrIpT >",
    "<svg><script>{js}</script></svg>",
    "<img src=x: onerror={js}>",
    "<svg onload={js}>",
    "<body onload={js}>",
    "<audio src=x: onerror={js}></audio>",
    "<details open ontoggle={js}>x</details>",
    "<video><source onerror={js}></video>",
    "<iframe srcdoc='<script>{js}</script>'></iframe>",
    "<iframe src=javascript:{js}></iframe>",
    "<object data=x: onerror={js}></object>",
    "<a href=javascript:{js} id=x tabindex=0>x</a>",
    "<form action=javascript:{js}><button>x</button></form>",
    "<style onload={js}>p {{ color: red }}</style>",
    "<link rel=stylesheet href={evil} onerror={js}>",
    "<meta http-equiv=refresh content='0;url={evil}'><script>{js}</script>",
    "<base href={evil}><script>{js}</script>",
)
_INSIDE = (
    # In a string, a comment or a template of a script.
    '";{js};//',
    "';{js};//",
    "`;{js};//",
    "${{{js}}}",
    '\\";{js};//',
    "\u2028{js}\u2029",
    "*/{js}/*",
    "<!--<script>{js}//-->",
    "{{{{constructor.constructor('{js}')()}}}}",
    "{{% print({js}) %}}{{{{ policy }}}}",
    '"]}};{js};({{"a":["',
    # In an attribute that a browser runs or asks for.
    '" onmouseover={js} autofocus onfocus={js} x="',
    "' onmouseover={js} autofocus onfocus={js} x='",
    "x onerror={js} onload={js} onfocus={js} autofocus ",
    "javascript:{js}",
    "JaVa\tScRiPt:{js}",
    "\x01javascript:{js}",
    "data:text/html,<script>{js}</script>",
    "vbscript:{js}",
    "//evil.example/{n}",
    "{evil}/{n}",
    "file:///etc/passwd#{n}",
    # In a style.
    "x;background:url({evil}/{n})",
    "}}*{{background:url({evil}/{n})}}",
    "</style><style>@import url({evil}/{n});</style>",
    "expression({js})",
    # What a second reading makes of it.
    "&lt;script&gt;{js}&lt;/script&gt;",
    "&#60;script&#62;{js}&#60;/script&#62;",
    "&#x3c;img src=x: onerror={js}&#x3e;",
    "%3Cscript%3E{js}%3C/script%3E",
    "%253Cscript%253E{js}%253C/script%253E",
    "\\u003cscript\\u003e{js}\\u003c/script\\u003e",
    "\\x3cscript\\x3e{js}\\x3c/script\\x3e",
    "＜script＞{js}＜/script＞",
    "+ADw-script+AD4-{js}+ADw-/script+AD4-",
    "<scr\x00ipt>{js}</scr\x00ipt>",
    "<scr<script>ipt>{js}</scr</script>ipt>",
    "\ud83c<script>{js}</script>",
    # What a browser makes of markup that was made safe once and read again.
    '<noscript><p title="</noscript><img src=x: onerror={js}>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror={js}&gt;">',
    '<svg></p><style><a id="</style><img src=x: onerror={js}>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src=x: onerror={js}>",
    # Names that mean something to a script.
    "__proto__",
    "constructor",
    "<form id=graph-data><input name=textContent value='{{}}'></form>{js}",
    "<a id=data></a><a id=yuanqu></a>{js}",
)  # fmt: skip


@cache
def strings() -> tuple[str, ...]:
    """Return all strings, each with a mark of its own where it can leave one."""
    forms = [way + there for way in _WAYS_OUT for there in _THERE] + list(_INSIDE)
    return tuple(form.format(js=f"top.ran{n}=1", n=n, evil=EVIL) for n, form in enumerate(forms))


def hostile(*, ids: bool) -> Dataset:
    """Return a dataset with a page for each string, which stands wherever a page or its file name can put one.

    With `ids` the ids of statements are such strings too, as in an archive that somebody else has written.
    """
    park = Entity(digest("park"), "Park", "园区", aliases=strings()[:40], hidden=strings()[40:80])
    firms = tuple(
        Entity(digest("firm", n), "Firm", one, aliases=(one, one[::-1]), hidden=(one,), code=one)
        for n, one in enumerate(strings())
    )
    pages = tuple(_page(one, firm, park, ids=ids) for one, firm in zip(strings(), firms, strict=True))
    return Dataset(pages, tuple(sorted((*firms, park), key=lambda e: e.id)))


def statement_id(one: str, *, ids: bool) -> str:
    """Return the id of the statement about a string."""
    return clean(one) if ids else digest("statement", one)


def _page(one: str, firm: Entity, park: Entity, *, ids: bool) -> Extraction:
    doc = clean(f"{one}.txt")
    text = f"　　{one}来到园区。{one}"
    said = Statement(
        id=statement_id(one, ids=ids),
        doc=doc,
        subject=firm.id,
        predicate="locatedIn",
        object=park.id,
        status="Asserted",
        confidence=0.8,
        rule=one,
        quote=f"{one}来到园区。",
        quote_start=2,
        quote_end=2 + len(one) + 5,
        article=0,
        date=one,
        title=one,
        amount=one,
        amount_value=1.0,
        currency=one,
        capacity=one,
        capacity_value=1.0,
        capacity_unit=one,
        subject_mention=one,
        object_mention=one,
    )
    return Extraction(
        doc=doc,
        sha256="0" * 64,
        text=text,
        title=one,
        issued=one if ids else "2025-03-21",
        paper=one,
        home=one,
        division=None,
        articles=(ArticleInfo(0, "news", one, one if ids else None, 0, len(text)),),
        entities=(firm, park),
        statements=(said,),
    )
