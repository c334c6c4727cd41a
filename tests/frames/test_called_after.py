"""Documents called after a county or city are its own, where nobody is told that issued them."""

from __future__ import annotations

import pytest

from kg.frames.called_after import by_name
from kg.frames.examples import tell_marked
from kg.frames.relations import Relation
from kg.frames.status import ASSERTED
from kg.records import Mention

ISSUES = "issued"


def lookup(name: str) -> Mention | None:
    """The division of a name, as the page has it; of no other than these."""
    return (
        Mention(0, len(name), "Place", name, "test", name) if name in {"于都县", "广东省", "赣州市", "赣州"} else None
    )


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("《于都县招商引资办法》", "于都县"),
        ("《关于于都县稳就业的若干措施（试行）》", "于都县"),
        ("《赣州市稀土产业发展规划（2021—2025年）》", "赣州市"),
        ("《广东省中小企业促进办法》", None),
        ("《兴国县招商引资办法》", None),
        ("《招商引资办法》", None),
        ("《于都县志》", None),
        ("《于都县高新区入园管理办法》", None),
        ("《赣州医药城招商办法》", None),
    ],
)
def test_a_document_is_of_the_county_or_city_of_the_page_that_its_name_begins_with(
    name: str, issuer: str | None
) -> None:
    found = by_name(tell_marked(f"林知远说，要落实[{name}|Policy]。"), [], lookup)
    assert [relation.subject.text for relation in found] == ([] if issuer is None else [issuer])


def test_a_document_that_was_refused_is_nobodys() -> None:
    assert by_name(tell_marked("[《于都县招商引资办法》|Policy]会议未予通过。"), [], lookup) == []


def test_a_document_whose_issuer_is_told_is_nobody_elses() -> None:
    told = tell_marked("[县财政局|Agency]印发[《于都县招商引资办法》|Policy]。")
    office, document = told[0].mentions
    said = Relation(office, ISSUES, document, "issued.subject", ASSERTED, 0.8, 0, 1)
    assert by_name(told, [said], lookup) == []
