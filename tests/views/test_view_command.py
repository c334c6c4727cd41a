"""``kg view``: the page of the whole graph, or of the part around one entity."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.view import view
from kg.errors import NotFound
from tests.views.material import LOOK, dataset, entity, statement

TEXT = "甲厂落户乙园，乙园在丙县。"
PLANT, PARK, COUNTY = entity("甲厂", aliases=("甲",)), entity("乙园", "Park"), entity("丙县", "Place")
DATASET = dataset(
    [PLANT, PARK, COUNTY],
    [
        statement(1, PLANT, "locatedIn", PARK, text=TEXT, quote="甲厂落户乙园"),
        statement(2, PARK, "locatedIn", COUNTY, text=TEXT, quote="乙园在丙县"),
    ],
    text=TEXT,
)


@pytest.fixture(autouse=True)
def _finished_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.api.open_paged", lambda _: DATASET)
    monkeypatch.setattr("kg.views.page.default_look", lambda: LOOK)


def test_without_an_entity_the_page_holds_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    view(None, hops=2, out=tmp_path)
    assert capsys.readouterr().out == f"{tmp_path / 'view.html'}: 3 entities, 2 statements\n"
    assert "丙县" in (tmp_path / "view.html").read_text(encoding="utf-8")


def test_around_an_entity_only_its_neighbourhood_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    view("甲", hops=1, out=tmp_path)
    assert "2 entities, 1 statement\n" in capsys.readouterr().out
    page = (tmp_path / "view.html").read_text(encoding="utf-8")
    assert "<title>甲厂 · 园区知识图谱</title>" in page
    assert f'"focus":"{PLANT.id}"' in page
    assert COUNTY.id not in page


def test_an_unknown_entity_leaves_no_page(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="did you mean"):
        view("甲厂子", hops=1, out=tmp_path)
    assert list(tmp_path.iterdir()) == []
