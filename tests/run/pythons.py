"""The seeds built by every supported Python that is here, and compared byte for byte: ``python -m tests.run.pythons``.

Each gets an environment of its own below ``build/pythons``, with the versions of ``constraints.txt``.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support import ROOT

PLACE = ROOT / "build" / "pythons"
_CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.\d+)")
_FINGERPRINT = re.compile(rb'"fingerprint": "\w+"')
"""The manifest says which Python it was."""


def supported() -> list[str]:
    """Return the versions that pyproject.toml names."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [found[1] for line in told["project"]["classifiers"] if (found := _CLASSIFIER.fullmatch(line))]


def interpreter(version: str) -> str | None:
    """Return the path of a Python of this version; None where there is none."""
    return next((path for path in _candidates(version) if _version(path).startswith(f"{version}.")), None)


def _candidates(version: str) -> Iterator[str]:
    yield sys.executable
    if found := shutil.which(f"python{version}"):
        yield found
    if pyenv := shutil.which("pyenv"):
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False).stdout.strip()
        yield from map(str, sorted(Path(root, "versions").glob(f"{version}.*/bin/python")))


def _version(python: str) -> str:
    asked = [python, "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def ready(version: str, python: str) -> str:
    """Return a Python of this version that has what the program needs, installed where it is not yet."""
    if python == sys.executable:
        return python
    place = PLACE / version
    wanted = hashlib.sha256((ROOT / "constraints.txt").read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    stamp = place / ".installed"
    own = str(place / "bin" / "python")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted.hexdigest():
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run([python, "-m", "venv", str(place)], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt", "-e", "."]
        subprocess.run([own, *install], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        stamp.write_text(wanted.hexdigest(), encoding="utf-8")
    return own


def results(python: str) -> dict[str, bytes]:
    """Return all that the seeds give, exports too, by the names of the files."""
    with TemporaryDirectory() as place:
        out = Path(place) / "out"

        def kg(*arguments: str) -> str:
            command = [python, "-m", "kg", *arguments, "--out", str(out)]
            return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout

        kg("build", "seeds")
        for line in kg("export").splitlines():
            form = json.loads(line)
            kg("export", form["format"], "--to", str(out / "export" / f"{form['format']}{form['suffix'] or ''}"))
        kg("view")
        files = (path for path in sorted(out.rglob("*")) if path.is_file())
        found = {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
    found["manifest.json"] = _FINGERPRINT.sub(b"", found["manifest.json"])
    return found


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the names of the files that two builds do not have in common byte for byte."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def main() -> int:
    """Tell for each supported Python whether it gives the same; return 1 where one does not."""
    found = {version: python for version in supported() if (python := interpreter(version))}
    first: dict[str, bytes] = {}
    code = 0
    for version in supported():
        if version not in found:
            sys.stdout.write(f"Python {version}: not here, and so not compared\n")
            continue
        given = results(ready(version, found[version]))
        first = first or given
        wrong = differing(first, given)
        told = f"other bytes in {', '.join(wrong)}" if wrong else f"{len(given)} files, the same bytes"
        sys.stdout.write(f"Python {_version(found[version])}: {told}\n")
        sys.stdout.flush()
        code |= bool(wrong)
    return code


if __name__ == "__main__":
    sys.exit(main())
