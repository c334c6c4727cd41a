"""The same pages give the same bytes, whatever the seed of hashes, the locale, the time zone and the order of files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, SEEDS

COUNTY = "平川县/三月 十六日.txt"
"""A page whose name is no ASCII."""


def lay(folder: Path, *, backwards: bool) -> Path:
    """Copy the seeds into a folder, from the first to the last or backwards, each with a time of its own."""
    names = [path.relative_to(SEEDS) for path in sorted(SEEDS.rglob("*")) if path.suffix in {".txt", ".html", ".pdf"}]
    for number, name in enumerate([*names[:-1][:: -1 if backwards else 1], Path(COUNTY)]):
        place = folder / os.fsdecode(str(name).encode())
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SEEDS / (names[-1] if str(name) == COUNTY else name), place)
        os.utime(place, (1_000_000 * (number + 1),) * 2)
    return folder


def built(pages: Path, out: Path, **env: str) -> dict[bytes, bytes]:
    """Build, and return the bytes of all results by the bytes of their names."""
    for command in (
        ("build", str(pages)),
        ("export", "csv", "--to", str(out / "tables")),
        ("export", "gexf", "--to", str(out / "network")),
    ):
        subprocess.run(
            [sys.executable, "-m", "kg", *command, "--out", str(out)],
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            check=True,
            capture_output=True,
        )
    return {os.fsencode(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[bytes, bytes]:
    """What the seeds give here."""
    folder = tmp_path_factory.mktemp("usual")
    found = built(
        lay(folder / "pages", backwards=False), folder / "out", PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8"
    )
    assert f"statements/{COUNTY.replace('/', '%2F')}.jsonl".encode() in found
    return found


def test_another_seed_and_zone_in_ascii_with_the_pages_laid_the_other_way_round(
    usual: dict[bytes, bytes], tmp_path: Path
) -> None:
    pages = lay(tmp_path / "copy", backwards=True)
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert built(pages, tmp_path / "out", PYTHONHASHSEED="1", TZ="Asia/Shanghai", **plain) == usual


def test_the_locale_of_chinese_in_gb18030(usual: dict[bytes, bytes], tmp_path: Path) -> None:
    made = tmp_path / "locales" / "zh_CN.GB18030"
    made.parent.mkdir()
    try:
        subprocess.run(["localedef", "--input=zh_CN", "--charmap=GB18030", str(made)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this locale cannot be made here: {error}")
    env = {"LOCPATH": str(made.parent), "LC_ALL": made.name, "PYTHONUTF8": "0"}
    told = subprocess.run(
        [sys.executable, "-c", "import sys; print(sys.getfilesystemencoding())"],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "gb18030\n"
    pages = lay(tmp_path / "pages", backwards=False)
    assert built(pages, tmp_path / "out", PYTHONHASHSEED="4242", TZ="America/St_Johns", **env) == usual
