"""Networks as XML: GraphML and GEXF, entities as nodes and statements as edges, written as they are come upon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import TextIOBase
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from kg.export.rows import QUALIFIERS, edges, joined, label_of, number, plain, qualifiers
from kg.graph.terms import Names
from kg.records import Entity, Readable
from kg.version import __version__

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_NODE: Mapping[str, type] = {"class": str, "name": str, "aliases": str, "misprints": str, "code": str, "iri": str}
_EDGE: Mapping[str, type] = {"predicate": str, "label": str, **QUALIFIERS, "iri": str}
_GRAPHML_TYPES = {str: "string", float: "double", int: "int"}
_GEXF_TYPES = {str: "string", float: "double", int: "integer"}

Values = Mapping[str, str | float | None]


def write_graphml(dataset: Readable, stream: IO[bytes], base: str) -> None:
    """Write GraphML 1.0 (graphdrawing.org): a directed graph with a key for each attribute."""
    names = Names(base)
    xml = _Xml(stream)
    with xml.document(), xml.element("graphml", xmlns=_GRAPHML):
        for kind, prefix, attributes in (("node", "n", _NODE), ("edge", "e", _EDGE)):
            for name, held in attributes.items():
                about = {"attr.name": name, "attr.type": _GRAPHML_TYPES[held]}
                xml.empty("key", id=f"{prefix}.{name}", **{"for": kind}, **about)
        with xml.element("graph", id="yuanqu", edgedefault="directed"):
            for entity in dataset.entities:
                with xml.element("node", id=entity.id):
                    _data(xml, "n", _entity(entity, names))
            for key, ends, values in _edges(dataset, names):
                with xml.element("edge", id=key, source=ends[0], target=ends[1]):
                    _data(xml, "e", values)


def write_gexf(dataset: Readable, stream: IO[bytes], base: str) -> None:
    """Write GEXF 1.3 (gexf.net): a static, directed graph; ``kind`` of an edge is its predicate."""
    names = Names(base)
    xml = _Xml(stream)
    # Gephi makes room by these counts, which stand before what they count.
    entities, statements = (sum(1 for _ in some) for some in (dataset.entities, edges(dataset)))
    with xml.document(), xml.element("gexf", xmlns=_GEXF, version="1.3"):
        with xml.element("meta"):
            xml.leaf("creator", f"yuanqu {__version__}")
        with xml.element("graph", defaultedgetype="directed", idtype="string", mode="static"):
            for kind, attributes in (("node", _NODE), ("edge", _EDGE)):
                with xml.element("attributes", mode="static", **{"class": kind}):
                    for name, held in attributes.items():
                        xml.empty("attribute", id=name, title=name, type=_GEXF_TYPES[held])
            with xml.element("nodes", count=str(entities)):
                for entity in dataset.entities:
                    with xml.element("node", id=entity.id, label=plain(entity.name)):
                        _attvalues(xml, _entity(entity, names))
            with xml.element("edges", count=str(statements)):
                for key, ends, values in _edges(dataset, names):
                    about = {"label": str(values["label"]), "kind": str(values["predicate"])}
                    with xml.element("edge", id=key, source=ends[0], target=ends[1], **about):
                        _attvalues(xml, values)


def _entity(entity: Entity, names: Names) -> Values:
    return {
        "class": entity.cls,
        "name": entity.name,
        "aliases": joined(entity.aliases) or None,
        "misprints": joined(entity.hidden) or None,
        "code": entity.code,
        "iri": names.entity(entity.id).value,
    }


def _edges(dataset: Readable, names: Names) -> Iterator[tuple[str, tuple[str, str], Values]]:
    """Give each statement as the id, the two ends and the attributes of an edge."""
    for _, s, _, _ in edges(dataset):
        said = {"predicate": s.predicate, "label": label_of(s.predicate)}
        yield s.id, (s.subject, s.object), {**said, **qualifiers(s), "iri": names.statement(s.id).value}


def _data(xml: _Xml, prefix: str, values: Values) -> None:
    for name, value in values.items():
        if value is not None:
            xml.leaf("data", _text(value), key=f"{prefix}.{name}")


def _attvalues(xml: _Xml, values: Values) -> None:
    with xml.element("attvalues"):
        for name, value in values.items():
            if value is not None:
                xml.empty("attvalue", value=_text(value), **{"for": name})


def _text(value: str | float) -> str:
    return plain(value) if isinstance(value, str) else number(value)


class _Utf8(TextIOBase):
    """Text into a binary stream, which stays open: the wrapper that XMLGenerator would make closes it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(text.encode())
        return len(text)


class _Xml:
    """A document of XML that goes into a stream as it is written, with a line for each element that is not a leaf."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._out = XMLGenerator(_Utf8(stream), encoding="utf-8", short_empty_elements=True)

    @contextmanager
    def document(self) -> Iterator[None]:
        self._out.startDocument()
        yield
        self._out.endDocument()

    @contextmanager
    def element(self, name: str, **attributes: str) -> Iterator[None]:
        self._out.startElement(name, AttributesImpl(attributes))
        self._out.characters("\n")
        yield
        self._out.endElement(name)
        self._out.characters("\n")

    def leaf(self, name: str, text: str, **attributes: str) -> None:
        self._out.startElement(name, AttributesImpl(attributes))
        self._out.characters(text)
        self._out.endElement(name)
        self._out.characters("\n")

    def empty(self, name: str, **attributes: str) -> None:
        self._out.startElement(name, AttributesImpl(attributes))
        self._out.endElement(name)
        self._out.characters("\n")
