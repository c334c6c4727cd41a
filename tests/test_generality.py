"""No word, pattern or rule names a person, firm, park or project of the pages the rules are measured on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kg.frames.reader.model import WEIGHTS
from kg.paths import RESOURCES
from tests.support import GOLD, ROOT

SHARED = ROOT.parent / "shared" / "gold"
PUBLIC = {"divisions.tsv", "towns.tsv", "zones.txt", "surname_counts.tsv", "minority_name_parts.tsv"}
"""Lists of what many bear or what is public: names of the pages may stand in them like all others."""
GENERIC = {
    "产业园",
    "原料基地",
    "工业园区",
    "高新区",
    "县高新区",
    "经开区",
    "综保区",
    "创新港",
    "飞地园",
    "客运车间",
    "5G工厂",
    "新华社",
}
"""Words that pages use as short names and that are no names: what a park, a workshop, a plant of a kind is called."""
STATE = {"习近平", "习近平总书记"}
"""Part of the set phrases that papers all over the country print."""
LISTED = {"松山湖"}
"""What a public list that is carried whole names: 东莞松山湖高新技术产业开发区 stands in ``zones.txt``."""
KINDS = {"Official", "Person", "Firm", "Park", "Project", "Organization"}
SHORTEST = 3
"""Shorter names are words of everyday language too often to tell anything."""


def names(folder: Path) -> set[str]:
    """Return the names and other names of the gold entities under a folder."""
    found: set[str] = set()
    for path in sorted(folder.glob("*.json")):
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
            if entity["type"] in KINDS and not entity.get("optional"):
                found |= {entity["name"], *entity.get("aliases", ())}
    return {name for name in found if len(name) >= SHORTEST}


RESOURCE_FILES = [
    p for p in sorted(RESOURCES.rglob("*")) if p.suffix in {".txt", ".tsv", ".yml"} and p.name not in PUBLIC
]


@pytest.mark.parametrize("folder", [GOLD, SHARED], ids=["own", "shared"])
def test_no_resource_names_what_the_pages_name(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name}: the pages that are kept beside the project are not here")
    wanted = names(folder)
    assert wanted
    leaks = {
        f"{path.relative_to(RESOURCES)}: {name}"
        for path in RESOURCE_FILES
        for name in wanted - GENERIC - STATE
        if name in path.read_text(encoding="utf-8")
    }
    assert not sorted(leaks)


def test_the_trained_reader_goes_by_no_name_of_the_pages() -> None:
    with np.load(WEIGHTS) as data:
        features = bytes(data["features"]).decode("utf-8").split("\n")
    told = "\n".join(features)
    assert not {name for name in names(GOLD) - GENERIC - STATE - LISTED - {"二期项目", "新港园区"} if name in told}
