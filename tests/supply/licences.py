"""Write the licences of what the program needs to run into `THIRD_PARTY.md`: ``python -m tests.supply.licences``."""

from __future__ import annotations

import re
import sys
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata

from tests.supply.lock import LOCKS, RUN, pins
from tests.support import ROOT

FILE = ROOT / "THIRD_PARTY.md"
ALLOWED = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MPL-2.0", "PSF-2.0", "W3C", "Zlib"}
)
"""Licences that let the program use a library, and whoever passes both on do so."""
EXCEPTIONS = {"igraph": "GPL-2.0-or-later"}
"""Those that ask more of who passes both on, by library; the head of the file says what."""
_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "GNU General Public License (GPL)": "GPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "W3C-20150513": "W3C",
}
"""What packages call their licences, where that is no SPDX identifier."""
_ROW = re.compile(r"\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|")
_HEAD = """\
# Licences of what the program needs to run

Made by `make lock`, of what the packages say of themselves: do not edit. None of them is part of this repository or of
the wheel; pip installs each from its own package. Word lists and their sources stand in [README.md](README.md).

- `igraph` is under the GNU General Public License, version 2 or later. The program uses it for centrality, communities
  and the picture. Whoever passes on the program together with it, as one work, has that licence to heed.
- `graph.html` and `view.html` hold vis-network (Apache-2.0 OR MIT), as it lies inside the package `pyvis`.

| package | version | licence |
| --- | --- | --- |
"""


def licence(told: Message) -> str:
    """Return the licence that the metadata of a package names, as SPDX where that can be told; empty for none."""
    if expression := str(told.get("License-Expression", "")):
        return expression
    field = str(told.get("License", "")).strip().partition("\n")[0]
    if field in _WORDS or parts(field) <= ALLOWED:
        return _WORDS.get(field, field)
    classes = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    return " OR ".join(_WORDS.get(name, name) for name in classes)


def parts(expression: str) -> set[str]:
    """Return the licences in an expression; a name of none where it is empty."""
    return {word for word in re.split(r"\s+(?:AND|OR|WITH)\s+|[()]", expression) if word} or {""}


def rows(text: str) -> dict[str, tuple[str, str]]:
    """Return version and licence of each package in a file made here."""
    return {match[1]: (match[2], match[3]) for line in text.splitlines() if (match := _ROW.fullmatch(line))}


def written(before: str) -> str:
    """Return the file: of packages that are not installed here what it said `before`, where it knew that version."""
    known = rows(before)
    lines = []
    for name, version in pins((LOCKS / f"{RUN}.txt").read_text(encoding="utf-8")).items():
        try:
            told = licence(metadata(name))
        except PackageNotFoundError:
            told = known[name][1] if known.get(name, ("", ""))[0] == version else "not installed where this was made"
        lines.append(f"| `{name}` | {version} | {told or 'none named'} |\n")
    return _HEAD + "".join(lines)


def main() -> None:
    """Write the file."""
    before = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    FILE.write_text(written(before), encoding="utf-8")
    sys.stdout.write(f"{FILE.name}: {len(rows(FILE.read_text(encoding='utf-8')))} packages\n")


if __name__ == "__main__":
    main()
