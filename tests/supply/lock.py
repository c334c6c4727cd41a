"""Write the hashes of what `constraints.txt` pins into ``locks``: ``python -m tests.supply.lock``.

``run.txt`` has all that the program needs to run, ``test.txt`` what the tests need beside it, and each other extra of
`pyproject.toml` that needs more a file of its own. uv asks the package index; nothing of it is named in the files.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support import ROOT

LOCKS = ROOT / "locks"
CONSTRAINTS = ROOT / "constraints.txt"
RUN = "run"
_FIRST = ("test",)
"""Extras that come before the others."""
_OLDEST = "3.11.5"
"""What the tools of the tests need; the program itself runs with every 3.11."""
_PIN = re.compile(r"([\w.-]+)==([^ ;\\]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_HEAD = """\
# {what}
# pip install --require-hashes --no-deps {files}
# Made by `make lock` of constraints.txt and pyproject.toml.
"""


def plain(name: str) -> str:
    """Return the name of a package as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, str]:
    """Return the versions that a file of requirements pins, by plain name."""
    found = (_PIN.match(line) for line in text.splitlines())
    return {plain(match[1]): match[2] for match in found if match}


def entries(text: str) -> dict[str, str]:
    """Return the pins of a file with their hashes, as they stand there, by plain name."""
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        match = _PIN.match(line)
        if match:
            name = plain(match[1])
            found[name] = ""
        if name and not line.startswith("#"):
            found[name] += f"{line}\n"
    return found


def hashes(entry: str) -> list[str]:
    """Return the hashes of an entry."""
    return _HASH.findall(entry)


def extras() -> list[str]:
    """Return the extras of the project in the order in which they are locked."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = list(told["project"]["optional-dependencies"])
    return [*_FIRST, *(name for name in named if name not in _FIRST)]


def resolved(extra: str) -> dict[str, str]:
    """Return what an extra needs, with what the program needs; raise SystemExit where uv objects."""
    with TemporaryDirectory() as folder:
        lock = Path(folder) / "lock.txt"
        command = ["uv", "pip", "compile", "pyproject.toml", "--constraints", str(CONSTRAINTS), "--universal"]
        command += ["--python-version", _OLDEST, "--generate-hashes", "--no-header", "--no-annotate", "--no-config"]
        command += ["--output-file", str(lock), *(["--extra", extra] if extra else [])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        # A version that its authors took back is told by a warning only.
        if done.returncode or "yanked" in done.stderr:
            raise SystemExit(done.stderr)
        return entries(lock.read_text(encoding="utf-8"))


def lock() -> dict[str, dict[str, str]]:
    """Return the entries of each file by its name."""
    known = resolved("")
    found = {RUN: dict(known)}
    for extra in extras():
        more = {name: entry for name, entry in resolved(extra).items() if name not in known}
        known |= more
        if more:
            found[extra] = more
    return found


def main() -> None:
    """Write the files."""
    LOCKS.mkdir(exist_ok=True)
    found = lock()
    for old in LOCKS.glob("*.txt"):
        old.unlink()
    for name, told in found.items():
        files = "-r locks/run.txt" + (f" -r locks/{name}.txt" if name != RUN else "")
        what = "All that the program needs to run." if name == RUN else f"What the extra `{name}` needs beside it."
        text = _HEAD.format(what=what, files=files) + "".join(told[one] for one in sorted(told))
        (LOCKS / f"{name}.txt").write_text(text, encoding="utf-8")
        sys.stdout.write(f"locks/{name}.txt: {len(told)} packages\n")


if __name__ == "__main__":
    main()
