"""Clusters: which namings of a page are of the same entity, by what name and in what class."""

from __future__ import annotations

import pytest

from kg.folding import fold
from kg.link.cluster import Cluster, Links, Named, cluster, link_persons, link_places


def clusters(*names: tuple[str, str], joined: tuple[tuple[str, str], ...] = ()) -> dict[str, Cluster]:
    """The clusters of names, told in this order, some joined as forms of another."""
    links = Links()
    for form, full in joined:
        links.join(fold(form), fold(full))
    return cluster([Named(cls, text, start) for start, (cls, text) in enumerate(names)], links)


def places(*texts: str) -> Links:
    links = Links()
    link_places(links, texts)
    return links


# Folding


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("《招商办法》", "招商办法"),
        ("“四上”行动", "四上行动"),
        ("云澜（江城）纺织厂", "云澜(江城)纺织厂"),
        ("ＡＢＣ科技", "abc科技"),
        ("云 澜\n纺织厂", "云澜纺织厂"),
        ("叶尔兰·哈德尔", "叶尔兰•哈德尔"),
        ("5—8号楼", "5-8号楼"),
    ],
)
def test_what_is_printed_one_way_or_the_other_folds_alike(printed: str, same: str) -> None:
    assert fold(printed) == fold(same)


def test_names_of_other_characters_do_not_fold_alike() -> None:
    assert fold("云澜纺织厂") != fold("云岚纺织厂")


def test_a_folded_name_folds_to_itself() -> None:
    assert fold(fold("《ＡＢＣ（江城）办法》")) == fold("《ＡＢＣ（江城）办法》")


# Links


def test_forms_joined_one_after_the_other_have_one_root() -> None:
    links = Links()
    links.join("甲", "乙")
    links.join("乙", "丙")
    assert {links.root(form) for form in "甲乙丙"} == {"丙"}


def test_a_form_joined_late_brings_its_own_forms() -> None:
    links = Links()
    links.join("甲", "乙")
    links.join("丙", "甲")
    assert links.root("丙") == "乙"


def test_a_ring_of_joins_ends() -> None:
    links = Links()
    links.join("甲", "乙")
    links.join("乙", "甲")
    assert links.root("甲") == links.root("乙")


def test_a_form_that_was_never_joined_is_its_own_root() -> None:
    assert Links().root("甲") == "甲"


# Clusters


def test_namings_that_fold_alike_are_one_entity() -> None:
    (one,) = clusters(("Policy", "《招商办法》"), ("Policy", "招商办法")).values()
    assert one.forms == {"《招商办法》": 1, "招商办法": 1}


def test_forms_that_are_joined_are_one_entity_under_its_root() -> None:
    found = clusters(("Firm", "云澜"), ("Firm", "云澜纺织厂"), joined=(("云澜", "云澜纺织厂"),))
    assert list(found) == ["云澜纺织厂"]


def test_the_fullest_form_is_the_name_and_the_others_are_aliases() -> None:
    (one,) = clusters(
        ("Firm", "云澜"), ("Firm", "云澜纺织厂"), ("Firm", "云澜"), joined=(("云澜", "云澜纺织厂"),)
    ).values()
    assert (one.name, one.aliases) == ("云澜纺织厂", ("云澜",))


def test_of_forms_equally_long_the_one_with_its_marks_is_fuller() -> None:
    for order in (("招商办法", "《招商办法》"), ("《招商办法》", "招商办法")):
        (one,) = clusters(*(("Policy", form) for form in order)).values()
        assert one.name == "《招商办法》"


def test_length_is_told_without_marks() -> None:
    found = clusters(("Firm", "“（云澜）”"), ("Firm", "云澜厂"), joined=(("云澜", "云澜厂"),))
    assert found["云澜厂"].name == "云澜厂"


def test_a_cluster_knows_where_it_is_named_first() -> None:
    named = [Named("Firm", "云澜", 9), Named("Firm", "云澜", 4)]
    assert cluster(named, Links())["云澜"].first == 4


def test_the_class_is_the_one_given_most() -> None:
    (one,) = clusters(("Firm", "云澜"), ("Organization", "云澜"), ("Firm", "云澜")).values()
    assert one.cls == "Firm"


def test_a_naming_that_only_repeats_weighs_less() -> None:
    named = [Named("Firm", "云澜", 0), *(Named("Organization", "云澜", n, weight=0.3) for n in range(1, 4))]
    assert cluster(named, Links())["云澜"].cls == "Firm"


def test_of_classes_given_alike_the_first_in_the_alphabet_stands_in_either_order() -> None:
    for order in (("Park", "Firm"), ("Firm", "Park")):
        (one,) = clusters(*((cls, "云澜") for cls in order)).values()
        assert one.cls == "Firm"


def test_the_more_specific_class_stands_for_its_parent() -> None:
    (one,) = clusters(("Person", "林知远"), ("Person", "林知远"), ("Official", "林知远")).values()
    assert one.cls == "Official"


# Places and persons


def test_a_short_name_of_a_division_is_the_full_one() -> None:
    assert places("安吉", "安吉县").root("安吉") == "安吉县"


def test_a_short_name_alone_stays_as_it_is() -> None:
    assert places("安吉").root("安吉") == "安吉"


def test_divisions_whose_names_begin_alike_stay_apart() -> None:
    links = places("吉林省", "吉林市")
    assert links.root("吉林省") != links.root("吉林市")


def test_the_first_part_of_a_name_of_several_parts_is_the_whole() -> None:
    links = Links()
    link_persons(links, ["叶尔兰", "叶尔兰·哈德尔"])
    assert links.root("叶尔兰") == fold("叶尔兰·哈德尔")


def test_the_first_part_of_two_names_is_neither() -> None:
    links = Links()
    link_persons(links, ["叶尔兰", "叶尔兰·哈德尔", "叶尔兰·木拉提"])
    assert links.root("叶尔兰") == "叶尔兰"


def persons(*texts: str, shorts: tuple[str, ...]) -> Links:
    links = Links()
    link_persons(links, (*texts, *shorts), shorts)
    return links


def test_a_surname_with_a_post_is_the_one_person_of_that_surname() -> None:
    links = persons("沈砚秋", "林知远", shorts=("沈书记",))
    assert links.root(fold("沈书记")) == fold("沈砚秋")


def test_of_two_persons_of_a_surname_it_is_neither() -> None:
    assert persons("沈砚秋", "沈知远", shorts=("沈书记",)).root(fold("沈书记")) == fold("沈书记")


def test_a_surname_with_a_post_is_nobodys_fullest_name() -> None:
    links = persons("沈砚", shorts=("沈书记",))
    names = [Named("Official", "沈书记", 0), Named("Official", "沈砚", 5)]
    (one,) = cluster(names, links).values()
    assert (one.name, one.aliases) == ("沈砚", ("沈书记",))
