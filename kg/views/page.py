"""The page: one HTML file with its data, its scripts and vis-network inside, and no request to any host."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.analysis.overview import overview
from kg.documents import claims_of, in_memory
from kg.graph.terms import BASE
from kg.views.data import page_data
from kg.views.files import write_file
from kg.views.look import Look, default_look
from kg.views.picture import picture
from kg.views.pinyin import readings

if TYPE_CHECKING:
    from kg.records import Dataset

MOST, MOST_STATEMENTS = 20_000, 60_000
"""Entities and statements up to which a page holds all: 55 MB with its evidence, usable within 3 s."""
OVERVIEW = 600
"""Entities that the page of a build of more holds. A page of all would hold up a build of one page more by 8 s."""
TITLE = "园区知识图谱"
TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = (
    "editor", "words", "element", "colours", "data", "filters", "graph", "scenes", "looks", "labels", "canvas",
    "search", "legend", "panel", "evidence", "exports", "table", "address", "main",
)  # fmt: skip
"""Our modules in the order in which they are put into the page; they share one scope. The first is the editor."""
STYLES = ("editor", "frame", "controls", "panel", "print")

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write_overview(
    dataset: Dataset,
    path: Path,
    *,
    title: str = TITLE,
    focus: str | None = None,
    base: str = BASE,
    patient: bool = False,
) -> Path:
    """Write the graph of a dataset as `write_page` does; of a very large one what `fitting` leaves."""
    kept = fitting(dataset, patient=patient)
    return write_page(kept, path, title=title, focus=focus, base=base, of=len(dataset.entities))


def fitting(dataset: Dataset, *, patient: bool = False) -> Dataset:
    """Return what a page can hold of a dataset.

    Above `MOST` entities or `MOST_STATEMENTS` statements that is `OVERVIEW` entities; who is `patient` gets `MOST`,
    with whatever is said of them.
    """
    large = not patient and sum(map(len, claims_of(dataset))) > MOST_STATEMENTS
    if len(dataset.entities) <= MOST and not large:
        # The page goes through all of it several times.
        return in_memory(dataset)
    return overview(dataset, MOST if patient else OVERVIEW)


def write_page(
    dataset: Dataset,
    path: Path,
    *,
    title: str = TITLE,
    focus: str | None = None,
    look: Look | None = None,
    base: str = BASE,
    of: int = 0,
) -> Path:
    """Write the graph of a dataset as one HTML file and return its path; the same dataset gives the same bytes.

    `focus` is the id of the entity the page opens on, `base` the base of the IRIs it names; `of` says how many entities
    there are, where the dataset holds the busiest of more. Raises `OutputError` if the file cannot be written; what
    stood there before stays.
    """
    html = page_html(dataset, title=title, focus=focus, look=look or default_look(), base=base, of=of)
    write_file(path, html.encode(), what="the page")
    return path


def page_html(
    dataset: Dataset,
    *,
    title: str,
    look: Look,
    focus: str | None = None,
    base: str = BASE,
    of: int = 0,
    endpoint: str | None = None,
    queries: Sequence[Mapping[str, object]] = (),
) -> str:
    """Return the page as text; with `endpoint`, a SPARQL endpoint of its own server, it may ask there.

    `queries` are those that its editor offers; `of` is the number of entities of which the dataset holds the busiest.
    """
    title = clean(title)
    data = page_data(dataset, look, base=base)
    drawn, columns = picture(dataset)
    data |= drawn | {"title": title, "focus": focus}
    data["entities"] |= columns
    data["pinyin"] = readings(name for e in dataset.entities for name in (e.name, *e.aliases, *e.hidden))
    if of > len(dataset.entities):
        data["busiest"] = [len(dataset.entities), of]
    if endpoint is not None:
        data |= {"endpoint": endpoint, "queries": list(queries)}
    # The editor is of no use without a server.
    scripts = [vis_network(), own_script(*(SCRIPTS if endpoint else SCRIPTS[1:]))]
    style = _joined(STYLES if endpoint else STYLES[1:], "css")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template("graph.html.j2").render(
        title=title,
        policy=policy(scripts, style, asks=endpoint is not None),
        style=style,
        data=json_for_html(data),
        scripts=scripts,
    )


def json_for_html(data: Any) -> str:
    """Return JSON that can stand inside a script element: nothing in it can end the element or start a tag."""
    text = clean(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return re.sub("[<>&\u2028\u2029]", lambda match: _ESCAPES[match[0]], text)


def clean(text: str) -> str:
    """Return text that UTF-8 can hold: a replacement character for half of a surrogate pair; offsets stay."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def own_script(*names: str) -> str:
    """Return our modules, by default all of them, as one script with one scope."""
    return f'(() => {{\n"use strict";\n{_joined(names or SCRIPTS, "js")}}})();\n'


def _joined(names: Sequence[str], kind: str) -> str:
    return "\n".join((TEMPLATES / f"{name}.{kind}").read_text(encoding="utf-8") for name in names)


def vis_network() -> str:
    """Return the vis-network that comes inside pyvis, licence comment included."""
    library = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    # Without the line that sends a browser's tools looking for a source map.
    return re.sub(r"//# sourceMappingURL=\S*\s*$", "", library.read_text(encoding="utf-8"))


def policy(scripts: Sequence[str], style: str, *, asks: bool = False) -> str:
    """Return a Content-Security-Policy that allows these scripts and this style, pictures in the page, no more.

    A page that `asks` may send requests to its own server.
    """

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    none = "'none'"
    connect = "connect-src 'self'; " if asks else ""
    return (
        f"default-src 'none'; script-src {' '.join(map(source, scripts)) or none}; style-src {source(style)}; "
        f"img-src data:; {connect}base-uri 'none'; form-action 'none'"
    )
