"""The policy's file: a wrong one is told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import KgError, RuleError, UnknownTerm
from kg.nlp.model import policy
from kg.nlp.model.policy import load_policy


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the file that a test may spoil."""
    path = tmp_path / "model.yml"
    path.write_text(policy._FILE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(policy, "_FILE", path)
    load_policy.cache_clear()
    yield path
    load_policy.cache_clear()


def test_the_longest_last_words_count() -> None:
    assert load_policy().head_of("云澜科技有限公司") == "有限公司"
    assert load_policy().head_of("有限公司") == "公司"
    assert load_policy().head_of("云澜") == ""


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("class: Firm", "class: Frim", UnknownTerm),
        ("longest: 8", "longest: many", RuleError),
        ("firm_heads.tsv", "no_such.tsv", RuleError),
        ("whole:", "while:", RuleError),
        ("heads:", "heads: [", RuleError),
    ],
)
def test_a_wrong_file_is_told(changed: Path, old: str, new: str, error: type[KgError]) -> None:
    changed.write_text(changed.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(error) as told:
        load_policy()
    assert str(told.value).startswith("model.yml: ")
    assert "\n" not in str(told.value)
