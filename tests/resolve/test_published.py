"""Ids that were given out stay, whatever is found later."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DamagedInput
from kg.resolve.published import FILE, Published, assign, lines_of, read_published


def after(*clusters: dict[str, tuple[str, ...]]) -> tuple[Published, list[dict[str, str]], list[dict[str, str]]]:
    """Return what is published after some builds, and the ids and replacements of each."""
    published, ids, replaced = Published(), [], []
    for one in clusters:
        assigned = assign(one, published)
        for key, refs in assigned.new:
            published.add(key, refs)
        ids.append(assigned.ids)
        replaced.append(assigned.replaced)
    return published, ids, replaced


def test_a_fuller_name_found_later_does_not_change_the_id() -> None:
    _, ids, _ = after({"short": ("short",)}, {"full": ("full", "short")})
    assert ids[0]["short"] == ids[1]["full"] == "short"


def test_a_merged_id_leads_to_the_one_that_was_published_first() -> None:
    _, ids, replaced = after({"b": ("b",)}, {"a": ("a",), "b": ("b",)}, {"a": ("a", "b")})
    assert ids[2]["a"] == "b"
    assert replaced[2] == {"a": "b"}


def test_an_id_stays_with_its_founder_when_a_merge_is_taken_apart() -> None:
    _, ids, replaced = after({"a": ("a", "b")}, {"a": ("a",), "b": ("b",)})
    assert ids[1] == {"a": "a", "b": "b"}
    assert replaced[1] == {}


def test_an_id_outlives_the_page_that_founded_it() -> None:
    _, ids, _ = after({"a": ("a", "b")}, {"b": ("b",)})
    assert ids[1]["b"] == "a"


def test_a_namesake_does_not_inherit_the_id_of_what_is_gone() -> None:
    _, ids, replaced = after({"k@a": ("k@a",), "k@b": ("k@b",)}, {"k@b": ("k@b",)})
    assert ids[1]["k@b"] == ids[0]["k@b"] != ids[0]["k@a"]
    assert replaced[1] == {}


def test_what_was_split_off_does_not_inherit_the_id_of_the_rest() -> None:
    _, ids, replaced = after({"k": ("k",)}, {"k": ("k",), "k@b": ("k@b",)}, {"k@b": ("k@b",)})
    assert ids[2]["k@b"] == ids[1]["k@b"] != "k"
    assert replaced[2] == {}


def test_an_id_stays_with_the_first_page_where_the_pages_of_a_key_are_told_apart() -> None:
    _, ids, _ = after({"k": ("k",)}, {"k@1": ("k@1",), "k@2": ("k@2", "k@3")}, {"k": ("k",)})
    assert ids[1]["k@1"] == "k" != ids[1]["k@2"]
    assert ids[2]["k"] == "k"


REFS = st.lists(st.integers(0, 3), min_size=6, max_size=6)


def _clusters(parts: list[int]) -> dict[str, tuple[str, ...]]:
    groups: dict[int, list[str]] = {}
    for number, part in enumerate(parts):
        if part:
            groups.setdefault(part, []).append("abcdef"[number])
    return {refs[-1]: tuple(refs) for refs in groups.values()}


@given(st.lists(REFS, min_size=1, max_size=5))
def test_to_publish_changes_nothing_and_no_two_share_an_id(builds: list[list[int]]) -> None:
    published = Published()
    for parts in builds:
        clusters = _clusters(parts)
        assigned = assign(clusters, published)
        assert len(set(assigned.ids.values())) == len(clusters)
        assert not set(assigned.replaced) & set(assigned.ids.values())
        for key, refs in assigned.new:
            published.add(key, refs)
        again = assign(clusters, published)
        assert (again.ids, again.replaced, again.new) == (assigned.ids, assigned.replaced, [])


def test_what_would_end_a_line_elsewhere_does_not_here(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(lines_of([("x", ("k@a\u2028b.txt",))]) + "\n", encoding="utf-8")
    assert list(read_published(tmp_path).units["x"]) == ["k@a\u2028b.txt"]


def test_lines_come_back(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(lines_of([("x", ("a", "b")), ("y", ("c",)), ("x", ("d",))]), encoding="utf-8")
    assert {key: list(refs) for key, refs in read_published(tmp_path).units.items()} == {
        "x": ["a", "b", "d"],
        "y": ["c"],
    }


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": "x"}', "3", '{"id": "x", "units": "ab"}', '{"id": "a b", "units": ["c"]}', "[" * 100_000],
)
def test_a_damaged_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(lines_of([("x", ("a",))]) + line + "\n", encoding="utf-8")
    with pytest.raises(DamagedInput, match="line 2"):
        read_published(tmp_path)
