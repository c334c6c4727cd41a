"""From the bytes of a text file to its characters."""

from __future__ import annotations

import codecs
import re

from kg.errors import UnknownEncoding, UnknownFormat
from kg.page.quiet import quiet

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Level 1 of GB 2312, by frequency the first 3,755 characters, lies in rows B0 to D7; signs in A1 and A3.
_COMMON = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|[\xa1\xa3][\xa1-\xfe]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ufffe\uffff]")
_CHINESE = re.compile("[\u3400-\u9fff\u3000-\u303f\uff01-\uff5e]")
_SAMPLE = 1 << 16


def decode(data: bytes, path: str) -> str:
    """Return the characters of a text file; raise UnknownEncoding or UnknownFormat where there is no telling."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, path), path)
    try:
        return _checked(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        pass
    text = _utf16(data) or _gb18030(data) or _guessed(data)
    if text is None:
        if _binary(data):
            raise UnknownFormat(f"{path}: no text, HTML or PDF; give a page as .txt, .html or .pdf")
        raise UnknownEncoding(f"{path}: its characters are neither UTF-8, UTF-16 nor GB18030; save it as UTF-8")
    return _checked(text, path)


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(
            f"{path}: begins as {encoding} and breaks at byte {error.start}; save it as UTF-8"
        ) from error


def _checked(text: str, path: str) -> str:
    """Return the text unless it is full of control characters, as a file that is no text."""
    if len(_CONTROL.findall(text[:_SAMPLE])) > 0.02 * min(len(text), _SAMPLE):
        raise UnknownFormat(f"{path}: no text, HTML or PDF; give a page as .txt, .html or .pdf")
    return text


def _binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample) > 0.01 * len(sample)


def _utf16(data: bytes) -> str | None:
    """Return the text of UTF-16 without a mark: zero bytes of ASCII and line ends all on one side."""
    if len(data) % 2:
        return None
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if not zeros.count(0):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text):
            return text
    return None


def _plausible(text: str) -> bool:
    """Return whether a text is made of Chinese and ASCII."""
    known = len(_CHINESE.findall(text)) + sum(c.isascii() and (c.isprintable() or c.isspace()) for c in text)
    return known >= 0.9 * len(text)


def _gb18030(data: bytes) -> str | None:
    """Return the text of GB18030, where most of its pairs of bytes are common characters."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    pairs = sum(not c.isascii() for c in text)
    common = len(_COMMON.findall(text.encode("gb18030", "replace")))
    return text if pairs and common >= 0.75 * pairs and _plausible(text) else None


def _guessed(data: bytes) -> str | None:
    """Return the text in the encoding that charset-normalizer holds the best, such as Big5 or Windows-1252."""
    from charset_normalizer import from_bytes

    if _binary(data):
        return None
    with quiet():
        best = from_bytes(data).best()
    return str(best) if best is not None and best.chaos < 0.2 else None
