"""Files that are small and make much work: PDFs and HTML as whoever wants to stop a build would write them."""

from __future__ import annotations

import zlib

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F 12 Tf 72 720 Td (Qingjiang Daily) Tj ET "
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"


def pdf(objects: list[bytes]) -> bytes:
    """Return a PDF of objects, numbered from 1; the first is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + rows
    out += b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, start)
    return bytes(out)


def stream(data: bytes, about: bytes = b"", *, times: int = 1) -> bytes:
    """Return a stream, packed so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode " * times
    return b"<<%s/Filter[%s]/Length %d>>stream\n%s\nendstream" % (about, filters, len(data), data)


def sheet(content: bytes, *, times: int = 1, forms: bytes = b"") -> list[bytes]:
    """Return the objects of a PDF whose one page, listed so many times, has this content; more are number 6 on."""
    kids = b"3 0 R " * times
    resources = b"/Resources<</Font<</F 5 0 R>>/XObject<<%s>>>>" % forms
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, times),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R%s>>" % resources,
        content,
        _FONT,
    ]


def packed(size: int) -> bytes:
    """Return a PDF of a line and `size` spaces, packed twice: of a gigabyte two kilobytes are left."""
    return pdf(sheet(stream(_TEXT + b" " * size, times=2)))


def laughs(levels: int) -> bytes:
    """Return a PDF whose page draws a form ten times, which draws another ten times, and so on."""
    objects = sheet(stream(b"/X Do"), forms=b"/X 6 0 R")
    for level in range(levels):
        last = level == levels - 1
        inner = b"/Font<</F 5 0 R>>" if last else b"/XObject<</X %d 0 R>>" % (level + 7)
        objects.append(stream(_TEXT if last else b"/X Do " * 10, _FORM + b"/Resources<<%s>>" % inner))
    return pdf(objects)


def sheets(number: int) -> bytes:
    """Return a PDF that lists its one page so many times."""
    return pdf(sheet(stream(_TEXT), times=number))


def within_itself() -> bytes:
    """Return a PDF whose list of pages holds itself."""
    objects = sheet(stream(_TEXT))
    objects[1] = b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"
    return pdf(objects)


def nested(tags: str, depth: int) -> bytes:
    """Return HTML with elements inside each other, never closed."""
    return f"<!doctype html><html><body>{tags * depth}园区开工。".encode()


def attributes(number: int) -> bytes:
    """Return HTML with one element that has so many attributes."""
    return f"<!doctype html><html><body><p {' '.join(f'a{i}=1' for i in range(number))}>园区开工。".encode()
