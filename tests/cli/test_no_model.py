"""``--no-model``: every command that reads pages does so by the rules alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import cli
from kg.nlp import components
from kg.run import manifest
from tests.support import GOLD, SEEDS

PAGE = str(SEEDS / "sanyuan.txt")
COMMANDS = [
    ["extract", PAGE],
    ["extract", PAGE, "--why", "刘䶮", "visited", "三原县"],
    ["score", str(GOLD / "sanyuan.json"), "--pages", str(SEEDS)],
    ["score", "--challenge", "open", str(GOLD.parent / "challenge" / "hearsay.yml")],
    ["build", PAGE, "--quiet"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:1]))
def test_the_trained_components_are_not_asked_for(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("asked for the weights")

    monkeypatch.setattr(components, "load_names", refuse)
    monkeypatch.setattr(components, "load_reader", refuse)
    monkeypatch.chdir(tmp_path)
    assert cli.run([*command, "--no-model"]) in {0, 1}


def test_a_build_with_them_is_not_taken_for_one_without() -> None:
    assert manifest.fingerprint(model=True) != manifest.fingerprint(model=False)
