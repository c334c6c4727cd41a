"""``kg extract PAGE --why A PREDICATE B``: exit code 0 where the page says so, 1 where not, 2 for wrong input."""

from __future__ import annotations

import pytest

from kg import cli
from tests.support import SEEDS

Capture = pytest.CaptureFixture[str]
PAGE = str(SEEDS / "d01.txt")


def test_a_statement_is_explained_line_by_line(capfd: Capture) -> None:
    assert cli.run(["extract", PAGE, "--why", "沈砚秋", "visited", "泰兴市"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == "沈砚秋 visited 泰兴市"
    assert lines[1].startswith("  sentence: “")
    assert any(line.startswith("  rule: visited.") for line in lines)


def test_what_is_missing_is_exit_code_1(capfd: Capture) -> None:
    assert cli.run(["extract", PAGE, "--why", "沈砚秋", "visited", "查无此厂"]) == 1
    shown, said = capfd.readouterr()
    assert shown.startswith("nothing on the page says: 沈砚秋 visited 查无此厂\n  object: ")
    assert said == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([PAGE, "--why", "沈砚秋", "visitd", "泰兴市"], "did you mean 'visited'?"),
        ([PAGE, "--why", "沈砚秋", "visited"], "--why"),
        (["nowhere.txt", "--why", "沈砚秋", "visited", "泰兴市"], "nowhere.txt: no such file"),
        ([PAGE, "--why", "沈砚秋", "visited", "泰兴市", "--stage", "mentions"], "--why"),
    ],
)
def test_wrong_input_is_exit_code_2_and_one_line(arguments: list[str], message: str, capfd: Capture) -> None:
    assert cli.run(["extract", *arguments]) == 2
    shown, said = capfd.readouterr()
    assert (shown, said.count("\n")) == ("", 1)
    assert message in said
