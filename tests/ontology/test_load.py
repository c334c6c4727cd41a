"""Wrong files under ``schemas/``: each is told in one line with its file and term."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import paths
from kg.errors import OntologyError, UnknownTerm
from kg.ontology import read_ontology

Change = Callable[[str, str, str], Path]


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """Change a piece of text of one file in a copy of the ontology; return the copy."""
    folder = shutil.copytree(paths.schemas(), tmp_path / "schemas")

    def edit(name: str, old: str, new: str) -> Path:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def test_a_copy_reads_like_the_original(tmp_path: Path) -> None:
    copy = shutil.copytree(paths.schemas(), tmp_path / "schemas")
    assert read_ontology(copy) == read_ontology(paths.schemas())


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("classes/Firm.yml", "  shape:", "  colour: red\n  shape:", "Firm has no key 'colour'"),
        ("classes/Firm.yml", "  color:", "  # color:", "Firm needs a color"),
        ("classes/Firm.yml", 'color: "#', 'color: "', "Firm has '"),
        ("classes/Firm.yml", "  shape:", "  # shape:", "Firm needs a shape"),
        ("classes/Firm.yml", "label: 企业", "label: 5", "Firm has 5 as label; text is wanted"),
        ("classes/Firm.yml", "label: 企业", "label: no", "Firm needs a label"),
        ("classes/Firm.yml", "Firm:", "Frim:", "one term named Firm is wanted"),
        ("classes/Firm.yml", "parent: Body", "parent: Bodi", "no class or predicate 'Bodi'; did you mean 'Body'?"),
        ("classes/Firm.yml", "org:Formal", "orgs:Formal", "Firm names 'orgs:FormalOrganization'"),
        ("classes/Firm.yml", "Firm:", "Firm: [", "not YAML that can be read"),
        ("classes/Agent.yml", "abstract: true", "abstract: maybe", "Agent has 'maybe' as abstract; true or false"),
        ("predicates/visited.yml", "to: [Firm,", "to: [Frm,", "no class or predicate 'Frm'; did you mean 'Firm'?"),
        ("predicates/visited.yml", "  from:", "  form:", "visited has no key 'form'"),
        ("predicates/visited.yml", "  from:", "  # from:", "visited needs a from"),
        ("predicates/holdsPost.yml", "from: [Person]", "from: Person", "has 'Person' as from; a list of names"),
        ("predicates/visited.yml", "qualifiers: [date]", "qualifiers: [dat]", "no class or predicate 'dat'"),
        ("predicates/issued.yml", "  label:", "  symmetric: true\n  label:", "issued is symmetric"),
        ("qualifiers.yml", "type: date", "type: dates", "date: no class or predicate 'dates'; did you mean 'date'?"),
        ("qualifiers.yml", "label: 事实", "lable: 事实", "Asserted has no key 'lable'"),
        ("qualifiers.yml", "statuses:", "states:", "qualifiers and statuses are wanted"),
        ("records.yml", "upto: quoteEnd", "upto: quotEnd", "quoteStart: no class or predicate 'quotEnd'"),
        ("records.yml", "of: [Statement]", "of: [Statment]", "did you mean 'Statement'?"),
        ("records.yml", '"skos:notation"', '"skox:notation"', "skox:notation names 'skox:notation'"),
        ("records.yml", "min: 0, max: 1", "min: 0, max: one", "confidence has 'one' as max; a whole number"),
        ("records.yml", "\n  status:", "\n  date:", "records.yml: date is a term of qualifiers.yml too"),
    ],
)
def test_a_wrong_file_is_one_line(change: Change, file: str, old: str, new: str, said: str) -> None:
    folder = change(file, old, new)
    with pytest.raises(OntologyError) as caught:
        read_ontology(folder)
    line = str(caught.value)
    assert said in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("classes/Firm.yml", "  shape:", "  colour: red\n  shape:"),
        ("classes/Firm.yml", "  color:", "  # color:"),
        ("classes/Firm.yml", "Firm:", "Firm: ["),
        ("predicates/visited.yml", "to: [Firm,", "to: [Frm,"),
        ("predicates/visited.yml", "  from:", "  # from:"),
    ],
)
def test_the_line_begins_with_the_file(change: Change, file: str, old: str, new: str) -> None:
    with pytest.raises(OntologyError, match=f"^{file}: "):
        read_ontology(change(file, old, new))


def test_a_loop_of_parents_is_told_with_the_class(change: Change) -> None:
    folder = change("classes/Agent.yml", "  abstract:", "  parent: Firm\n  abstract:")
    with pytest.raises(OntologyError, match=r"^classes/\w+.yml: \w+ descends from itself; change a parent$"):
        read_ontology(folder)


def test_an_unknown_parent_is_told_with_the_file_that_names_it(change: Change) -> None:
    folder = change("classes/Body.yml", "parent: Agent", "parent: Agnet")
    with pytest.raises(UnknownTerm, match=r"^classes/Body.yml: .*did you mean 'Agent'"):
        read_ontology(folder)


def test_a_folder_without_terms_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="classes: no .yml file of terms here"):
        read_ontology(tmp_path)
