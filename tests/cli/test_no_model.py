"""``--no-model``: every command that reads pages does so by the rules alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import cli
from kg.nlp import load_pipeline, pipeline
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
def test_the_trained_component_is_not_asked_for(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> bool:
        pytest.fail("asked whether the component is there")

    monkeypatch.setattr(pipeline, "available", refuse)
    monkeypatch.chdir(tmp_path)
    assert cli.run([*command, "--no-model"]) in {0, 1}


def test_without_the_option_it_takes_part_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []
    monkeypatch.setattr(pipeline, "available", lambda: True)
    monkeypatch.setattr(pipeline, "load_tagger", lambda: loaded.append("tagger"))
    assert pipeline.MODEL in load_pipeline().pipe_names
    assert loaded == ["tagger"]


def test_a_build_with_it_is_not_taken_for_one_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "version", lambda _name: "1")
    assert manifest.fingerprint(model=True) != manifest.fingerprint(model=False)
