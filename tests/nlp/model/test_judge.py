"""How likely candidates are held to be names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.nlp.candidates import Candidate
from kg.nlp.model import JUDGE_WEIGHTS, inner_options, load_judge, load_names, options
from kg.nlp.model.judge import BETWEEN, INNER, Judge, Seen, features_of, inner_features_of, see
from kg.nlp.model.lattice import Tagged
from tests.support import refused_in_one_line

TEXT = "在青石镇，县长林知远走进云城县轴承产业园。"
TOWN = Candidate(1, 4, "Place", "bodies:place.town")
PARK = Candidate(12, 20, "Park", "bodies:park.park")
COUNTY = Candidate(12, 15, "Place", "bodies:place.full")


def seen(*candidates: Candidate) -> list[Seen]:
    return [Seen(candidate, 0.9, 10, 10, None) for candidate in sorted(candidates)]


def told(*candidates: Candidate, names: tuple[Tagged, ...] = ()) -> dict[Candidate, list[str]]:
    rows = seen(*candidates)
    return {one.candidate: found for one, found in zip(rows, features_of(TEXT, rows, names), strict=True)}


def test_a_candidate_that_overlaps_nothing_has_no_rivals() -> None:
    assert "rv:none|src:bodies:place.town" in told(TOWN, PARK)[TOWN]


def test_candidates_are_told_what_holds_them_and_what_they_hold() -> None:
    found = told(COUNTY, PARK)
    assert "rv:in:Park|cls:Place" in found[COUNTY]
    assert "rv:has:bodies:place.full|cls:Park" in found[PARK]
    assert "rv:=:Firm|cls:Park" in told(PARK, PARK._replace(cls="Firm", source="bodies:firm.list"))[PARK]
    assert "rv:x:Firm|cls:Park" in told(PARK, Candidate(15, 21, "Firm", "bodies:firm.list"))[PARK]


def test_candidates_are_told_what_the_tagger_sees_there() -> None:
    names = (Tagged(12, 20, "Park", 0.95),)
    found = told(COUNTY, PARK, TOWN, names=names)
    assert "v:none|cls:Place" in found[TOWN]
    assert "v:=|cls:Park|Park" in found[PARK]
    assert "v:in|cls:Place|Park" in found[COUNTY]


def test_the_same_characters_elsewhere_are_asked_for() -> None:
    text = "青石镇落雪。青石镇放晴。"
    filed = [Candidate(0, 3, "Place", "bodies:place.town"), Candidate(6, 9, "Place", "bodies:place.town")]
    lattice = load_names().read(text, [(0, 6), (6, 12)])
    first, second = see(text, options(text, filed, ()), lattice)
    assert (first.elsewhere, second.elsewhere) == (second.step, first.step)
    (alone,) = see(text, options(text, filed[:1], ()), lattice)
    assert alone.elsewhere is None
    assert see(text, {}, lattice) == []


def test_names_are_likelier_than_their_halves() -> None:
    lattice = load_names().read(TEXT, [(0, len(TEXT))])
    half = Candidate(17, 20, "Park", "bodies:park.tail")
    likely = load_judge().likely(TEXT, options(TEXT, [TOWN, PARK, half], lattice.names), lattice)
    assert all(0 <= value <= 1 for value in likely.values())
    assert likely[TOWN] > 0.8
    assert likely[PARK] > likely[half]


def test_candidates_inside_a_name_are_told_where_in_it_they_lie() -> None:
    zone = Candidate(15, 20, "Park", "bodies:park.tail")
    rows = seen(TOWN, COUNTY, zone)
    town, county, rest = inner_features_of(TEXT, rows, (Tagged(12, 20, "Park", 0.95),))
    assert "holder:none" in town
    assert "holder:Park|10|Place" in county
    assert "holder:Park|01|bodies:park.tail" in rest
    assert {"tail2:业园|Place", "rest:5|10|Place"} <= set(county)
    assert set(told(COUNTY, TOWN, zone, names=(Tagged(12, 20, "Park", 0.95),))[COUNTY]) < set(county)


def test_what_a_project_makes_is_likelier_inside_its_name_than_half_of_it() -> None:
    text = "一行来到云澜电子年产12万只连接器项目。"
    works, goods, half = (
        Candidate(start, end, cls, source)
        for start, end, cls, source in (
            (4, 19, "Project", "things:project.phase"),
            (14, 17, "Product", "things:product.in-project"),
            (14, 16, "Product", "things:product.in-project"),
        )
    )
    lattice = load_names().read(text, [(0, len(text))])
    inside = inner_options(text, [works, goods, half], lattice)
    assert works not in inside
    likely = load_judge().inside(text, inside, lattice)
    assert set(likely) == set(inside)
    assert likely[goods] > 0.5 > likely[half]


def test_weights_add_up_to_the_odds(tmp_path: Path) -> None:
    path = tmp_path / "candidates.npz"
    arrays = {
        "features": np.frombuffer(BETWEEN.join(["cls:Place", "L:\n"]).encode(), dtype=np.uint8),
        "weights": np.array([200, -100], dtype=np.int16),
        "scale": 0.01,
        "bias": -1.0,
    }
    inner = {INNER + name: array for name, array in arrays.items()} | {f"{INNER}bias": -3.0}
    np.savez(path, **arrays, **inner)
    lattice = load_names().read(TEXT, [(0, len(TEXT))])
    asked = options(TEXT, [TOWN, PARK], ())
    likely = Judge(path).likely(TEXT, asked, lattice)
    assert likely[TOWN] == pytest.approx(1 / (1 + np.exp(1 - 2)))
    assert likely[PARK] == pytest.approx(1 / (1 + np.exp(1)))
    assert Judge(path).inside(TEXT, asked, lattice)[TOWN] == pytest.approx(1 / (1 + np.exp(3 - 2)))


def test_missing_and_damaged_weights_are_told_in_one_line(tmp_path: Path) -> None:
    refused_in_one_line(Judge, tmp_path / "candidates.npz", b"other", JUDGE_WEIGHTS.read_bytes()[:2000])
