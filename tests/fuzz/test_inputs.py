"""Templates, rules, values, ledgers, records and queries that nobody would write: read, or refused in one line."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError, RuleError
from kg.frames.template import compile_template
from kg.resolve.ledger import ACCEPT, DIFFERENT, REJECT, SAME, UNDO, UNSURE, Judgement, append, read_ledger
from tests.fuzz import corpus, strategies, targets

SOME = settings(max_examples=150)
SAID = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
PAIRED = st.builds(Judgement, st.sampled_from([SAME, DIFFERENT, UNSURE]), SAID, SAID, why=SAID, a=SAID, b=SAID)
STATED = st.builds(Judgement, st.sampled_from([ACCEPT, REJECT]), SAID, SAID, statement=SAID)
JUDGEMENTS = st.lists(
    PAIRED | STATED | st.builds(Judgement, st.just(UNDO), SAID, SAID, of=SAID, seen=st.dictionaries(SAID, SAID)),
    max_size=5,
)


def changed(target: str) -> st.SearchStrategy[bytes]:
    """What the fuzzer begins with, damaged."""
    return strategies.damaged(st.sampled_from(list(corpus.seeds_of(f"targets:{target}"))))


@SOME
@given(strategies.templates())
@pytest.mark.filterwarnings("ignore:Possible (nested set|set):FutureWarning")
def test_any_template_is_an_expression_or_no_rule(template: str) -> None:
    targets.check_template(template)


@pytest.mark.parametrize(
    "template",
    ["{.}", "{.:没有}", "{subject:|}", "{object!:Firm|}", "a{99999999999999999999}", "(" * 9_000, "(?P<\n>a)"],
)
def test_a_template_that_is_none_is_told_in_one_line_that_names_the_rule(template: str) -> None:
    with pytest.raises(RuleError) as caught:
        compile_template(template, ends=targets.ENDS, words={}, where="rule x")
    assert str(caught.value).startswith("rule x: ")
    assert len(str(caught.value).splitlines()) == 1


@given(st.text(), st.sampled_from("\n\r\v\f\x1c\x85\u2028"), st.text())
def test_every_error_is_one_line(before: str, sign: str, after: str) -> None:
    assert len(str(KgError(f"{before}{sign}{after}")).splitlines()) <= 1


@SOME
@given(strategies.texts())
def test_values_of_any_text_are_finite_and_stand_where_they_say(text: str) -> None:
    targets.values(text.encode("utf-8", "ignore"))


@SOME
@given(changed("ledgers"))
def test_any_bytes_are_a_ledger_or_refused(data: bytes) -> None:
    targets.ledgers(data)


@settings(max_examples=40)
@given(JUDGEMENTS, JUDGEMENTS)
def test_what_was_judged_is_read_back(first: list[Judgement], second: list[Judgement]) -> None:
    with TemporaryDirectory() as folder:
        append(Path(folder), first)
        append(Path(folder), second)
        assert list(read_ledger(Path(folder)).judgements) == first + second


@SOME
@given(changed("rules"))
@pytest.mark.filterwarnings("ignore:Possible (nested set|set):FutureWarning")
def test_any_bytes_are_rules_or_refused(data: bytes) -> None:
    targets.rules(data)


@SOME
@given(changed("records"))
def test_any_bytes_are_records_or_refused(data: bytes) -> None:
    targets.records(data)


@SOME
@given(changed("queries"))
def test_any_characters_are_looked_at_as_a_query(data: bytes) -> None:
    targets.queries(data)
