"""Marks of identity: right, false and missed are counted as they are, and what is no case is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import GoldError
from kg.extract import extract
from kg.records import Dataset, Extraction
from kg.resolve.merge import merge
from kg.score.identity import IDENTITY, judge, load_cases, rows_of
from tests.support import ROOT

if TYPE_CHECKING:
    from spacy.language import Language

CASE = """
- about: one firm on two pages, and another
  pages:
    a: "乌海日报 2024年3月16日\\n项目投产\\n3月15日，内蒙古云澜能源科技有限公司在乌海市投产。"
    b: "乌海日报 2024年4月16日\\n企业观察\\n4月15日，内蒙古云澜能源科技有限公司在乌海市举行发布会。"
    c: "乌海日报 2024年5月16日\\n企业观察\\n5月15日，乌海衡川轴承有限公司在乌海市举行发布会。"
  same:
    - [a, 内蒙古云澜能源科技有限公司, b, 内蒙古云澜能源科技有限公司]
    - [a, 无名轴承有限公司, b, 无名轴承有限公司]
  different:
    - [a, 内蒙古云澜能源科技有限公司, c, 乌海衡川轴承有限公司]
"""


def apart(pages: list[Extraction]) -> Dataset:
    """Merge nothing: every page has entities of its own."""
    from dataclasses import replace

    own = [
        replace(page, entities=tuple(replace(e, id=f"{page.doc}{e.id}") for e in page.entities), statements=())
        for page in pages
    ]
    return Dataset(tuple(own), ())


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "firms.yml").write_text(CASE, encoding="utf-8")
    return tmp_path


def test_what_is_right_false_missed_and_not_found_is_counted(cases: Path, nlp: Language) -> None:
    loaded = load_cases(cases)
    (row, total) = rows_of(judge(loaded, lambda page: extract(page, nlp), merge))
    assert (row.right, row.false, row.missed, row.unfound) == (1, 0, 0, 1)
    assert (total.phenomenon, total.f1) == ("total", 1.0)
    (row, _) = rows_of(judge(loaded, lambda page: extract(page, nlp), lambda pages: apart(list(pages))))
    assert (row.right, row.false, row.missed, row.recall) == (0, 0, 1, 0.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- [", "no YAML"),
        ("a: b", "no cases"),
        ("- about: x", "a case wants 'pages'"),
        ("- pages: {a: x}\n  same: [[a, x, z, y]]", "no pair"),
        ("[]", "no cases here"),
    ],
)
def test_what_is_no_case_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=told) as caught:
        load_cases(tmp_path)
    assert "\n" not in str(caught.value)


def test_every_name_of_the_set_stands_on_its_page() -> None:
    cases = load_cases(ROOT / IDENTITY)
    pairs = [pair for case in cases for pair in case.pairs]
    texts = {page.doc: page.text for case in cases for page in case.pages}
    assert len(pairs) >= 200
    for pair in pairs:
        assert pair.name in texts[pair.doc]
        assert pair.other_name in texts[pair.other_doc]


def test_the_set_is_resolved_without_a_false_merge(nlp: Language) -> None:
    """The figures of docs/identity.md are those with the trained components; without them names are missed more."""
    *_, total = rows_of(judge(load_cases(ROOT / IDENTITY), lambda page: extract(page, nlp), merge))
    assert total.false == 0
    assert total.f1 >= 0.95
