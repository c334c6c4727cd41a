"""Reading a page takes time in proportion to its length, also one that no paper would print."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.nlp import load_pipeline
from kg.records import Page
from tests.fuzz.timing import MOST, TIMES, growth

_LENGTH = 2000
_WARM = 300
_FLOOR = 0.02
_FAMILY, _FIRST, _SECOND = "赵钱孙李周吴郑王冯陈", "明建国志伟海文丽华", "涛军平红燕强磊洋艳勇"


@pytest.fixture(scope="module")
def whole() -> Language:
    """The pipeline with all that it has."""
    return load_pipeline()


def _person(number: int) -> str:
    return _FAMILY[number % 10] + _FIRST[number // 10 % 9] + _SECOND[number // 90 % 10]


def _firm(number: int) -> str:
    return f"{_person(number)[1:]}{_person(7 * number)[1:]}科技有限公司"


def _listed(sign: str, name: Callable[[int], str], head: str = "", tail: str = "") -> Callable[[int], str]:
    """Return how a list of names gets as long as is asked for."""
    size = len(sign + name(0))
    return lambda length: head + sign.join(map(name, range(length // size))) + tail


def _again(text: str) -> Callable[[int], str]:
    return lambda length: text * (length // len(text))


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(_listed("、", _person, "县长", "来到江城市调研。"), id="persons"),
        pytest.param(_listed("、", lambda _: "林知远"), id="a person"),
        pytest.param(_listed("、", _firm, "", "落户清江经济开发区。"), id="firms"),
        pytest.param(_listed("", _firm), id="firms without a sign"),
        pytest.param(_listed("。", lambda number: f"{_person(number)}来到{_firm(number)}"), id="visits"),
        pytest.param(_listed("", lambda number: f"《{_person(number)}县管理办法》"), id="documents"),
        pytest.param(_listed("", lambda number: f"{_firm(number)}（以下简称“{_person(number)}”）"), id="short names"),
        pytest.param(_again("衡川轴承有限公司（以下简称“衡川”）"), id="a short name"),
        pytest.param(_again("生产轴承、齿轮、"), id="goods"),
        pytest.param(_again("年产3万吨轴承、"), id="capacities"),
        pytest.param(_again("投资8亿元建设年产30万吨轴承钢项目，"), id="projects"),
        pytest.param(_again("建设年产30万吨轴承钢项目"), id="projects without a sign"),
        pytest.param(_again("清江经济开发区的"), id="a park in itself"),
        pytest.param(_again("市委书记、市长"), id="titles"),
        pytest.param(_again("“项目攻坚年”行动"), id="campaigns"),
        pytest.param(_again("与衡川轴承有限公司签约，"), id="contracts"),
        pytest.param(_again("他说：“好。”"), id="speech"),
        pytest.param(_again("巴赫蒂亚尔·"), id="a name from abroad"),
        pytest.param(_again("记者林知远"), id="reporters"),
        pytest.param(_again("被"), id="a word of grammar"),
        pytest.param(_again("1"), id="digits"),
        pytest.param(_again("（"), id="open brackets"),
        pytest.param(_again("中\n\n"), id="short lines"),
        pytest.param(lambda length: "中" + " " * length + "中", id="blanks"),
    ],
)
def test_time_grows_as_the_page_does(shape: Callable[[int], str], whole: Language) -> None:
    def work(text: str) -> object:
        return extract(Page("a.txt", text), whole)

    work(shape(_WARM))
    ratio, _ = growth(work, shape(_LENGTH), shape(TIMES * _LENGTH), least=_FLOOR)
    assert ratio <= MOST
