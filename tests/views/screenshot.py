"""Take the picture of a page: ``python -m tests.views.screenshot out/graph.html docs/images/graph.png``.

A third argument names what is chosen, as in the page's address: ``node=ID`` or ``statement=ID``. Without it the page
opens on the evidence that says most: date, amount and capacity, between two entities of many relations.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import sync_playwright

from tests.browsing import ARGUMENTS, CHROMIUM

RICHEST = """() => {
  const { links, statements } = JSON.parse(document.getElementById("graph-data").textContent);
  const degree = {};
  for (const { from, to } of links) for (const end of [from, to]) degree[end] = (degree[end] || 0) + 1;
  const worth = (link) => {
    const told = statements[link.statements[0]];
    const filled = [told.amount, told.date, told.capacity, told.passage].filter((x) => x !== undefined).length;
    return filled * 40 + link.statements.length * 10 + Math.min(degree[link.from], 30) + Math.min(degree[link.to], 30);
  };
  const best = links.reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return `statement=${encodeURIComponent(statements[best.statements[0]].id)}`;
}"""


def screenshot(page: Path, picture: Path, chosen: str | None = None) -> None:
    """Write a PNG of the page at 1280 by 800 pixels, six bits a colour: a picture for a README is to be small."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, reduced_motion="reduce")
        tab = context.new_page()
        tab.goto(page.resolve().as_uri())
        address = chosen or tab.evaluate(RICHEST)
        tab.goto(f"{page.resolve().as_uri()}#{address}")
        tab.wait_for_timeout(800)
        shot = tab.screenshot()
        browser.close()
    with Image.open(BytesIO(shot)) as image:
        ImageOps.posterize(image.convert("RGB"), 6).save(picture, optimize=True)


if __name__ == "__main__":
    screenshot(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
