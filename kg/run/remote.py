"""Pages that lie elsewhere: object stores and other places with a URL, by fsspec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from kg.errors import EmptyInput, InputError, NotFound, OptionError
from kg.page import is_page, page_bytes
from kg.page.source import LIMIT, SUFFIXES, too_large

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MAGIC = re.compile(r"[*?\[]")


class Found(NamedTuple):
    """A page that lies elsewhere."""

    doc: str
    url: str
    size: int
    """Bytes."""


def is_url(source: object) -> bool:
    """Return whether a source is a URL and no path."""
    return isinstance(source, str) and _URL.match(source) is not None


def find_remote(url: str) -> list[Found]:
    """Return the pages at a URL: a file, a folder, or a pattern such as ``s3://papers/1998/*/*.txt``, in order.

    Names are as `kg.page.find_pages` gives them. Raises NotFound, EmptyInput or another InputError, and `OptionError`
    where the library for such a URL is not installed.
    """
    with _told(url):
        system, path = _opened(url)
        sign = _MAGIC.search(path)
        if sign:
            root = path[: path.rfind("/", 0, sign.start()) + 1]
            files = system.glob(path, detail=True)
        elif system.isfile(path):
            return [Found(PurePosixPath(path).name, url, int(system.size(path) or 0))]
        else:
            root = path
            files = system.find(path, detail=True)
    pages = []
    for name, details in files.items():
        doc = name.removeprefix(root.rstrip("/")).lstrip("/")
        if details["type"] == "file" and is_page(doc):
            pages.append(Found(doc, system.unstrip_protocol(name), int(details.get("size") or 0)))
    if not files:
        raise NotFound(f"{url}: nothing there; check the address")
    if not pages:
        raise EmptyInput(f"{url}: no page there; pages are {', '.join(sorted(SUFFIXES))} files")
    return sorted(pages)


def fetch(where: str) -> bytes:
    """Return the bytes of a page by its path or URL; raises InputError, and `OptionError` as `find_remote` does."""
    if not is_url(where):
        return page_bytes(where)
    with _told(where):
        system, path = _opened(where)
        data: bytes = system.cat_file(path, end=LIMIT + 1)
    if len(data) > LIMIT:
        raise too_large(where)
    return data


def _opened(url: str) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise OptionError(f"{url}: addresses need fsspec; run `pip install 'yuanqu[cluster]'`") from error
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        raise OptionError(f"{url}: {' '.join(str(error).split())}") from error
    except ValueError as error:
        raise InputError(f"{url}: {error}; see docs/scale.md for addresses that can be read") from error
    return system, str(path)


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Tell in one line what a file system says, whatever error it has for it."""
    try:
        yield
    except (InputError, OptionError):
        raise
    except FileNotFoundError as error:
        raise NotFound(f"{url}: nothing there; check the address") from error
    except Exception as error:  # each kind of store has errors of its own
        said = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{url}: cannot be read ({said}); check the address and your rights") from error
