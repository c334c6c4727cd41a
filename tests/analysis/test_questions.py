"""The list of questions: each takes what it says it takes and answers with what the command can write."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from kg.analysis.questions import QUESTIONS, Question, question_named
from kg.errors import OptionError
from kg.records import Dataset
from kg.run import build, open_dataset
from tests.analysis.told import Said, dataset, page
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

ASKED = {"route": {"a": "沈砚秋", "b": "电子级双氧水"}}
"""What a question must be told."""


@pytest.fixture(scope="module")
def read(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """What is read from the seed pages: unlike the gold it has sums and capacities as numbers."""
    out = tmp_path_factory.mktemp("read")
    build([SEEDS], out, load=lambda: nlp)
    return open_dataset(out)


@pytest.fixture(params=QUESTIONS.values(), ids=list(QUESTIONS))
def question(request: pytest.FixtureRequest) -> Question:
    asked: Question = request.param
    return asked


def test_its_function_takes_its_options_with_their_defaults(question: Question) -> None:
    module, _, function = question.function.partition(":")
    taken = dict(inspect.signature(getattr(import_module(module), function)).parameters)
    taken.pop("dataset")
    assert {option.name for option in question.options} <= set(taken)
    for option in question.options:
        default = taken[option.name].default
        assert option.required == (default is inspect.Parameter.empty)
        assert option.required or option.default == default
        assert not option.choices or option.default is None or option.default in option.choices


def test_its_answer_is_called_by_its_name_and_can_be_written(question: Question, read: Dataset) -> None:
    table = question.answer(read, **ASKED.get(question.name, {}))
    names = [column.name for column in table.columns]
    known = {one.id for one in read.statements}
    assert table.name == question.name
    assert table.rows
    assert len(set(names)) == len(names)
    assert not {"statements", "evidence"} & set(names)
    assert all(len(row.cells) == len(names) and row.statements and known >= set(row.statements) for row in table.rows)
    if question.picture is not None:
        assert set(question.picture.columns) <= set(names)


def test_what_it_is_told_in_the_report_is_right(question: Question) -> None:
    assert question.reported == (question.name not in ASKED)
    question.check({**ASKED.get(question.name, {}), **question.report})


def test_nothing_has_an_answer_without_rows(question: Question) -> None:
    if question.reported:
        assert question.answer(Dataset((), ())).rows == ()


def test_options_are_checked() -> None:
    made = dataset(page("a", [Said("甲", "visited", "一厂")]))
    for options, message in (
        ({"tip": 3}, "matter: no option 'tip'; there are measure, kind, by, top"),
        ({"top": 0}, "matter: top cannot be 0; give a number from 1"),
        ({"top": "3"}, "matter: top cannot be '3'"),
        ({"by": "day"}, "matter: by cannot be 'day'; give year, quarter, month"),
    ):
        with pytest.raises(OptionError, match=message):
            question_named("matter").answer(made, **options)  # type: ignore[arg-type]


def test_an_unknown_question_is_told_with_the_nearest() -> None:
    with pytest.raises(OptionError, match="no question is named 'mater'; did you mean 'matter'"):
        question_named("mater")
    with pytest.raises(OptionError, match="there are matter"):
        question_named("xyz")
