"""``kg view`` of one entity, over a build of real pages: that of its neighbourhood, of which alone pages are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import cli
from kg.analysis.names import entity_named
from kg.analysis.neighbourhood import around
from kg.cli._common import part_of
from kg.graph.archive import read_archive
from kg.records import Dataset, Extraction
from kg.run import open_dataset
from kg.views.page import TITLE, write_page

PERSON = "沈砚秋"
PARTS = {
    "all": [],
    "sure": ["--min-confidence", "0.9"],
    "known": ["--as-of", "2025-05"],
    "so": ["--between", "2025-05-12..2025-05-12"],
    "never": ["--as-of", "1990"],
}


def part(out: Path, options: list[str]) -> Dataset:
    """Return the part of the whole dataset, all of it read."""
    given = dict(zip(options[::2], options[1::2], strict=True))
    return part_of(
        open_dataset(out),
        least=float(given.get("--min-confidence", 0)),
        as_of=given.get("--as-of"),
        between=given.get("--between"),
    )


@pytest.mark.parametrize("options", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize("hops", [0, 1, 2, 3])
def test_it_is_the_neighbourhood_in_the_part_that_is_asked_for(
    hops: int, options: list[str], out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = part(out, options)
    entity = entity_named(open_dataset(out), PERSON)
    monkeypatch.delattr("kg.run.stream.open_dataset")
    code = cli.run(["view", PERSON, "--hops", str(hops), *options, "--out", str(out)])
    if entity not in whole.entities:
        assert (code, (out / "view.html").exists()) == (2, False)
        return
    near = around(whole, entity.id, hops)
    page = write_page(near, tmp_path / "near.html", title=f"{PERSON} · {TITLE}", focus=entity.id)
    assert code == 0
    assert (out / "view.html").read_bytes() == page.read_bytes()


def test_what_was_judged_since_the_build_holds(out: Path) -> None:
    judged = around(open_dataset(out), entity_named(open_dataset(out), PERSON).id, 1).statements[0]
    assert cli.run(["review", "reject", judged.id, "--out", str(out)]) == 0
    assert cli.run(["view", PERSON, "--hops", "1", "--out", str(out)]) == 0
    assert judged.id not in (out / "view.html").read_text(encoding="utf-8")


def test_pages_that_say_nothing_there_are_not_read(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def noted(path: Path, *, checked: bool = False) -> Extraction:
        read.append(path.name)
        return read_archive(path, checked=checked)

    monkeypatch.setattr("kg.run.stream.read_archive", noted)
    assert cli.run(["view", PERSON, "--hops", "1", "--out", str(out)]) == 0
    near = around(open_dataset(out), entity_named(open_dataset(out), PERSON).id, 1)
    assert read == [f"{page.doc}.jsonl" for page in near.documents]
    assert 0 < len(read) < 8
