"""Places, parks and plants that are told of as works become projects."""

from __future__ import annotations

import pytest

from kg.errors import RuleError
from kg.nlp import built
from kg.nlp.candidates import Candidate
from kg.nlp.identity import identify


def kind(text: str, name: str, cls: str) -> str:
    """The class of a name of a text, found as one of `cls`."""
    start = text.index(name)
    mentions, _ = identify(text, [Candidate(start, start + len(name), cls, "test")], [])
    return mentions[0].cls


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("青澜水库由衡川水务公司投资建设，明年蓄水。", "青澜水库", "Place"),
        ("云岭物流园总投资3亿元，占地百亩。", "云岭物流园", "Park"),
        ("总投资3亿元的云岭产业园开门迎客。", "云岭产业园", "Park"),
        ("业主计划投资3亿元建设云岭产业园，明年完工。", "云岭产业园", "Park"),
        ("青石镇第二水厂由镇上出资兴建。", "青石镇第二水厂", "Firm"),
        ("青澜商贸城，业主为衡川置业公司。", "青澜商贸城", "Place"),
        ("一行人察看了青石镇保鲜库。该库由衡川供销社投资兴建。", "青石镇保鲜库", "Place"),
        ("青澜大桥8月开工。", "青澜大桥", "Place"),
    ],
)
def test_who_builds_it_makes_works_of_a_name(text: str, name: str, cls: str) -> None:
    assert kind(text, name, cls) == "Project"


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("青澜水库风光秀美，游人如织。", "青澜水库", "Place"),
        ("青澜镇由衡川集团投资建设的项目开工。", "青澜镇", "Place"),
        ("云岭工业园由衡川集团投资建设。", "云岭工业园", "Park"),
        ("云岭物流园总投资3亿元，已有五家企业入驻云岭物流园。", "云岭物流园", "Park"),
        ("云岭物流园内企业三十家，总投资3亿元。", "云岭物流园", "Park"),
        ("会场设在江北区云岭产业园，总投资3亿元的轴承项目动工。", "云岭产业园", "Park"),
        ("衡川水泥厂由县里投资建设。", "衡川水泥厂", "Firm"),
        ("一行人察看了青石镇保鲜库。该厂由衡川供销社投资兴建。", "青石镇保鲜库", "Place"),
    ],
)
def test_other_names_keep_their_class(text: str, name: str, cls: str) -> None:
    assert kind(text, name, cls) == cls


def test_a_wrong_file_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    built._policy.cache_clear()
    monkeypatch.setattr(built, "load_yaml", lambda _path: {"frames": {}})
    with pytest.raises(RuleError, match=r"built\.yml: 'names'"):
        built._policy()
    built._policy.cache_clear()
