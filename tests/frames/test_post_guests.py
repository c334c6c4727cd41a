"""Guests and hosts: who shows visitors around has no post at the bureau that one of them leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.frames.examples import tell_marked
from kg.frames.memory import Told
from kg.frames.post_guests import apart, single_of
from kg.frames.relations import Relation

BUREAU = "德安县市场监管局"


def article(post: str, behind: str) -> tuple[list[Told], list[Relation]]:
    """Return a guest and a host with their posts, both at the guest's bureau."""
    guest, host = f"[{BUREAU}|Agency]局长[林知远|Official]来访。", f"[市场监管局|Agency]{post}[周野|Official]{behind}。"
    told = tell_marked(guest, host)
    held = []
    for one, title in zip(told, ("局长", post), strict=True):
        body, who = sorted(one.mentions, key=lambda m: m.start)
        start, end = one.masked.start, one.masked.end
        body = replace(body, entity=BUREAU)
        held.append(Relation(who, "holdsPost", body, "test", "Asserted", 0.9, start, end, title=title))
    return told, held


@pytest.mark.parametrize(
    ("post", "behind", "names"),
    [
        ("局长", "陪同", ["林知远"]),
        ("局长", "等负责人一起陪同", ["林知远"]),
        ("党组书记、局长", "陪同", ["林知远"]),
        ("副局长", "陪同", ["林知远", "周野"]),
        ("局长", "说好", ["林知远", "周野"]),
    ],
)
def test_a_host_with_the_post_of_a_guest_is_at_a_bureau_of_his_own(post: str, behind: str, names: list[str]) -> None:
    told, held = article(post, behind)
    assert [relation.subject.text for relation in apart(held, told)] == names


def test_a_guest_may_be_named_again_with_the_short_name_of_his_bureau() -> None:
    told, held = article("局长", "陪同")
    again = [held[0], replace(held[1], subject=replace(held[1].subject, entity="林知远"))]
    assert apart(again, told) == again


@pytest.mark.parametrize(
    ("title", "single"), [("局长", "局长"), ("党组书记、局长", "局长"), ("副局长", None), ("科员", None)]
)
def test_a_bureau_has_one_head(title: str, single: str | None) -> None:
    _, held = article("局长", "陪同")
    assert single_of(replace(held[0], title=title)) == single


@pytest.mark.parametrize("status", ["Planned", "Denied", "Reported"])
def test_who_is_not_said_to_be_head_leaves_the_post_to_another(status: str) -> None:
    told, held = article("局长", "陪同")
    held[0] = replace(held[0], status=status)
    assert single_of(held[0]) is None
    assert apart(held, told) == held
