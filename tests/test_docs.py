"""The documents: what they print runs, what they name is there, and both languages say the same."""

from __future__ import annotations

import re
import shlex
from contextlib import chdir
from pathlib import Path

import pytest
import yaml

import kg
from kg.cli import run as run_kg
from kg.frames.examples import check
from kg.frames.rules import _KEYS, FOLDER, read_rules
from tests.documents import LEFT, WITH_OUTPUT, commands, run, workplace
from tests.support import ROOT

_LEFT_OUT = {"__pycache__", "dist", "build", "node_modules"}


def files() -> list[str]:
    """Return the project's files by their paths, without what is built."""
    tops = [top for top in ROOT.iterdir() if not top.name.startswith(".") or top.name in {".ci", ".gitignore"}]
    found = [path for top in tops for path in (top.rglob("*") if top.is_dir() else [top]) if path.is_file()]
    names = sorted(path.relative_to(ROOT).as_posix() for path in found)
    built = {name for name in names if name.startswith("out/") and name != "out/README.md"}
    return [name for name in names if name not in built and not _LEFT_OUT & set(name.split("/"))]


DOCUMENTS = [name for name in files() if name.endswith(".md")]
HOSTS = ("pypi.", "pythonhosted.", "npmjs.", "crates.io", "anaconda.", "index-" + "url", "jfrog.", "artifactory")
"""What the address of a package index would hold."""
_MACHINE = re.compile(r"(?<![\w.:/~-])/(?:home|root|Users|work|workspace|private|mnt|opt|srv)/\w")
_PATH = re.compile(
    r"(?<![\w/.@-])(?:kg|docs|schemas|seeds|tests|notebooks|out|\.ci)/[\w./*%-]*\w|\]\((?!http)([^)#]+)\)"
)
_MADE = re.compile(r"out/(?!README)|tests/gold/README\.md|kg/resources/queries/\w+$")
"""What a build or a reader makes."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages, the gold and a finished build."""
    folder = workplace(tmp_path_factory.mktemp("docs"))
    with chdir(folder):
        assert run_kg(["build", "seeds", "--quiet"]) == 0
    return folder


@pytest.mark.parametrize("name", WITH_OUTPUT)
def test_every_command_exits_with_what_the_document_promises(name: str, place: Path) -> None:
    found = commands((ROOT / name).read_text(encoding="utf-8"))
    assert any(re.search(r"\bkg ", command.line) for command in found)
    for command in found:
        if LEFT.match(command.line):
            continue
        if re.search(r"[|>&]|\bcat\b", re.sub(r'"[^"]*"', "", command.line)):
            code = run(command.line, place).returncode
        elif command.line.startswith("kg "):
            with chdir(place):
                code = run_kg(shlex.split(command.line)[1:])
        else:
            code = run(command.line, place).returncode
        assert (command.line, code) == (command.line, command.code)


ELSEWHERE = {
    "CONTRIBUTING.md": "tests.test_contributing",
    "docs/faults.md": "tests.faults.test_kill, by the same functions, and tests.test_contributing",
    "docs/fuzzing.md": "tests.fuzz.test_campaign, by the same functions, and tests.test_contributing",
    "docs/model.md": "tests.test_training, which trains on a few pages",
}
"""Documents with commands of other kinds, and what runs them."""


def test_no_document_has_commands_that_nothing_runs() -> None:
    found = {name for name in DOCUMENTS if commands((ROOT / name).read_text(encoding="utf-8"))}
    assert found == {*WITH_OUTPUT, *ELSEWHERE}
    left = [c.line for name in found for c in commands((ROOT / name).read_text(encoding="utf-8")) if LEFT.match(c.line)]
    assert {line.split()[0] for line in left} == {"make", "pip", "python"}


def test_both_languages_have_the_same_commands_and_links() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    assert commands(english) == commands(chinese)
    for pattern in (r"(?m)^make \w+", r"\]\((?!README)([^)]+)\)", r"(?m)^#+ ", r"(?m)^\|"):
        assert sorted(re.findall(pattern, english)) == sorted(re.findall(pattern, chinese))


def test_every_command_of_the_program_is_shown() -> None:
    from kg.cli import app

    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    names = [command.name for command in app.registered_commands]
    names += [f"{name} {c.name}" for name, group in groups.items() if group for c in group.registered_commands]
    assert [name for name in names if f"$ kg {name}" not in text] == []


def test_the_python_that_is_shown_runs(place: Path) -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    names: dict[str, object] = {}
    with chdir(place):
        for block in blocks:
            exec(compile(block, "docs/python.md", "exec"), names)  # noqa: S102 - the document is ours


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert f"`kg.{name}" in (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [n for n in vars(kg.Graph) if not n.startswith("_")])
def test_every_public_method_of_a_graph_is_documented(name: str) -> None:
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert re.search(rf"`(?:kg\.G|g)raph\.{name}\b", text)


def test_every_dependency_has_its_reason() -> None:
    asked = re.findall(
        r'^  "([A-Za-z][\w.-]*)[>=]', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [name for name in asked if f"`{name}`" not in text] == []


def test_the_rule_that_is_shown_bears_out_its_examples(tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "template:" in block)
    (tmp_path / "words.yml").write_bytes((FOLDER / "words.yml").read_bytes())
    (tmp_path / "produces.yml").write_text(shown, encoding="utf-8")
    (rule,) = read_rules(tmp_path).rules
    assert rule.examples
    assert check([rule]) == []


@pytest.mark.parametrize("key", sorted(_KEYS))
def test_every_key_of_a_rule_is_explained(key: str) -> None:
    assert f"`{key}`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_predicate_that_is_shown_has_the_keys_of_its_neighbours() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = yaml.safe_load(next(b for b in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "labelEn:" in b))
    neighbour = yaml.safe_load((ROOT / "schemas" / "predicates" / "visited.yml").read_text(encoding="utf-8"))
    assert set(*map(set, shown.values())) == set(*map(set, neighbour.values()))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_names_a_path_that_is_not_there(name: str) -> None:
    missing = []
    for match in _PATH.finditer((ROOT / name).read_text(encoding="utf-8")):
        path = match[1] or match[0]
        bases = (ROOT / name).parent if match[1] else ROOT
        if not _MADE.match(path) and not list(bases.glob(path)):
            missing.append(path)
    assert missing == []


def test_no_file_names_a_package_index_or_a_machine() -> None:
    found = []
    for name in files():
        if name != "tests/test_docs.py" and Path(name).suffix not in {".png", ".pdf"}:
            text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
            found += [(name, host) for host in HOSTS if host in text.lower()]
            found += [(name, path) for path in _MACHINE.findall(text)]
    assert found == []


def test_no_document_is_lost() -> None:
    wanted = {"README.md", "README.zh.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "out/README.md"}
    wanted |= {f"docs/{name}.md" for name in ("analyze", "cli", "extraction", "ontology", "python", "queries")}
    assert wanted <= set(DOCUMENTS)
