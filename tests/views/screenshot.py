"""Take the pictures of the documentation: ``python -m tests.views.screenshot out/graph.html docs/images``.

The page is to be that of the pages in ``seeds``: each picture shows what `PICTURES` says, by names that stand there.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps
from playwright.sync_api import sync_playwright

from tests.browsing import ARGUMENTS, CHROMIUM

IDS = """() => {
  const { entities } = JSON.parse(document.getElementById("graph-data").textContent);
  return Object.fromEntries(entities.name.map((name, i) => [name, entities.id[i]]));
}"""
RICHEST = """() => {
  const { statements } = JSON.parse(document.getElementById("graph-data").textContent);
  const says = (s) => ["date", "amount", "capacity"].filter((name) => statements[name][s] !== undefined).length;
  const best = statements.id.map((_, s) => s).reduce((a, b) => (says(b) > says(a) ? b : a));
  return statements.id[best];
}"""


@dataclass(frozen=True)
class Picture:
    """What a picture shows: an address in which {names} stand for their ids, and how large, how dark."""

    address: str
    width: int = 1280
    height: int = 800
    dark: bool = False


PICTURES = {
    "graph": Picture("statement={richest}"),
    "overview": Picture("hulls=1"),
    "entity": Picture("node={曲靖经济技术开发区}&view=around&hops=2"),
    "tour": Picture("node={保知微}&view=tour"),
    "chain": Picture("node={曲靖经济技术开发区}&view=chain"),
    "path": Picture("view=path&pins={保知微},{光伏边框}"),
    "table": Picture("node={沈砚秋}&table=1"),
    "dark": Picture("node={缪长庚}&lang=en", dark=True),
    "phone": Picture("node={缪长庚}", width=390, height=844),
}


def screenshot(page: Path, folder: Path) -> None:
    """Write the pictures as PNG, six bits a colour: pictures for a README are to be small."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for name, picture in PICTURES.items():
            shot = _taken(browser, page, picture)
            with Image.open(BytesIO(shot)) as image:
                ImageOps.posterize(image.convert("RGB"), 6).save(folder / f"{name}.png", optimize=True)
        browser.close()


def _taken(browser: Any, page: Path, picture: Picture) -> bytes:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        offline=True,
        reduced_motion="reduce",
        color_scheme="dark" if picture.dark else "light",
    )
    tab = context.new_page()
    tab.goto(page.resolve().as_uri())
    known = tab.evaluate(IDS) | {"richest": tab.evaluate(RICHEST)}
    tab.goto("about:blank")
    tab.goto(f"{page.resolve().as_uri()}#{picture.address.format(**known)}")
    tab.wait_for_timeout(800)
    shot: bytes = tab.screenshot()
    context.close()
    return shot


if __name__ == "__main__":
    screenshot(Path(sys.argv[1]), Path(sys.argv[2]))
