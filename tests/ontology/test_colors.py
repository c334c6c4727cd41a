"""Colours of classes and predicates can be told from the ground and from each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.ontology import load_ontology

GROUNDS = ("#ffffff", "#16191d")
LEAST_CONTRAST = 3.0
"""What WCAG 2 asks of pictures and lines (1.4.11)."""
LEAST_DISTANCE = 25.0
"""In CIELAB; two colours closer than about 10 are taken for one at the size of a dot."""

ONTOLOGY = load_ontology()
COLORS = {
    "classes": {name: ONTOLOGY.classes[name].color for name in ONTOLOGY.concrete},
    "predicates": {name: term.color for name, term in ONTOLOGY.predicates.items()},
}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("kind", COLORS)
def test_every_color_stands_out_from_the_ground(kind: str, ground: str) -> None:
    pale = {name: color for name, color in COLORS[kind].items() if contrast(color, ground) < LEAST_CONTRAST}
    assert pale == {}


@pytest.mark.parametrize("kind", COLORS)
def test_no_two_colors_are_taken_for_one(kind: str) -> None:
    near = [
        pair for pair in combinations(COLORS[kind], 2) if distance(*(COLORS[kind][n] for n in pair)) < LEAST_DISTANCE
    ]
    assert near == []


def contrast(color: str, ground: str) -> float:
    """Return the contrast ratio of WCAG 2, from 1 to 21."""
    low, high = sorted((xyz(color)[1], xyz(ground)[1]))
    return (high + 0.05) / (low + 0.05)


def distance(one: str, other: str) -> float:
    """Return the distance of two colours in CIELAB (CIE 1976)."""
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def lab(color: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB, daylight as white."""
    x, y, z = (
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116
        for v in (a / b for a, b in zip(xyz(color), (0.9505, 1.0, 1.089), strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def xyz(color: str) -> tuple[float, float, float]:
    """Return a colour of sRGB in CIE XYZ; the second is its luminance."""
    red, green, blue = (linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return (
        0.4124 * red + 0.3576 * green + 0.1805 * blue,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        0.0193 * red + 0.1192 * green + 0.9505 * blue,
    )


def linear(part: float) -> float:
    """Return the light of one part of an sRGB colour."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
