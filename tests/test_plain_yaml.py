"""YAML that a user may be handed by somebody else: data is read, everything else is told in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.errors import GoldError, KgError, OntologyError, RuleError
from kg.frames.rules import read_rules
from kg.ontology.load import read_ontology
from kg.plain_yaml import load_yaml
from kg.score import find_page, load_gold
from kg.score.challenge import load_items
from kg.score.identity import load_cases

TAGS = {
    "a call": '- !!python/object/apply:os.system ["touch {here}/ran"]\n',
    "a new object": '- !!python/object/new:subprocess.Popen [["touch", "{here}/ran"]]\n',
    "a module": "- !!python/module:os\n",
    "a name": "- !!python/name:os.system\n",
    "a tag of one's own": "- !rule {{}}\n",
}
_INSIDE = "".join(f"- &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n" for i in range(1, 30))
BOMBS = {
    "anchors within anchors": f"- &a0 [x, x, x]\n{_INSIDE}",
    "an anchor within itself": "&a [*a]\n",
    "lists within lists": "[" * 5000,
    "mappings within mappings": "".join(" " * i + "a:\n" for i in range(1000)),
    "no such day": "- 2024-99-99\n",
    "a number without end": "- " + "9" * 5000 + "\n",
    "no text": "- \0\n",
    "a merge with itself": "&a\n<<: *a\n",
}


def ontology(path: Path) -> Any:
    """Read a file as one of the ontology's."""
    (path.parent / "classes").mkdir()
    path.rename(path.parent / "classes" / path.name)
    return read_ontology(path.parent)


def rules(path: Path) -> Any:
    """Read a file as the word lists of relation rules."""
    path.rename(path.parent / "words.yml")
    return read_rules(path.parent)


READERS = [(load_items, GoldError), (load_cases, GoldError), (load_gold, GoldError), (ontology, OntologyError)]


def told(reader: Callable[[Path], Any], kind: type[KgError], path: Path) -> None:
    """Expect an error of one line that names the file."""
    with pytest.raises(kind) as caught:
        reader(path)
    assert path.stem in str(caught.value) or "words.yml" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("text", TAGS.values(), ids=TAGS)
@pytest.mark.parametrize(("reader", "kind"), [*READERS, (rules, RuleError)])
def test_a_tag_makes_nothing(tmp_path: Path, reader: Callable[[Path], Any], kind: type[KgError], text: str) -> None:
    path = tmp_path / "given.yml"
    path.write_text(text.format(here=tmp_path), encoding="utf-8")
    told(reader, kind, path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize(("reader", "kind"), READERS)
def test_what_is_no_plain_data_is_told(
    tmp_path: Path, reader: Callable[[Path], Any], kind: type[KgError], text: str
) -> None:
    path = tmp_path / "given.yml"
    path.write_text(text, encoding="utf-8")
    told(reader, kind, path)


def test_plain_data_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: [1, 2.5, 中文, 2024-03-05, no]\n&b: c\n", encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        load_yaml(path)
    path.write_text("a: [1, 2.5, 中文, no]\n'&b': c\n", encoding="utf-8")
    assert load_yaml(path) == {"a": [1, 2.5, "中文", False], "&b": "c"}


@pytest.mark.parametrize("doc", ["../secret.txt", "/etc/hostname", "a/../../secret.txt"])
def test_gold_names_no_page_outside_its_folder(tmp_path: Path, doc: str) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("机密")
    path = tmp_path / "in" / "gold.json"
    path.write_text(f'{{"doc": "{doc}", "entities": [], "relations": []}}', encoding="utf-8")
    with pytest.raises(GoldError, match="leads out of the folder"):
        find_page(load_gold(path))
