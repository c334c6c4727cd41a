"""The command as a whole: help, version, and no traceback whatever happens."""

from __future__ import annotations

import pytest

import kg as package
from kg import cli
from kg.errors import InputError
from tests.conftest import Command

COMMANDS = ["build", "extract", "query", "view", "validate", "rules", "schema", "score"]


def test_help_names_every_command(kg: Command) -> None:
    done = kg("--help")
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"  {name} " in done.stdout


def test_no_command_shows_the_help(kg: Command) -> None:
    assert kg().stdout == kg("--help").stdout


@pytest.mark.parametrize("group", ["rules", "schema"])
def test_a_group_without_a_command_shows_its_help(group: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run([group]) == 0
    shown, said = capfd.readouterr()
    assert shown.startswith(f"Usage: kg {group} ")
    assert said == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run([name, "--help"]) == 0
    shown = capfd.readouterr().out
    assert "Example" in shown
    assert f"kg {name}" in shown


def test_the_version_is_the_packages(kg: Command) -> None:
    assert kg("--version").stdout == f"yuanqu {package.__version__}\n"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (InputError("a.txt: it is\nbroken \x1b[31m"), "kg: a.txt: it is broken [31m\n"),
        (OSError(28, "No space left on device", "x.csv"), "kg: x.csv: No space left on device\n"),
        (
            ZeroDivisionError("division by zero"),
            "kg: this is a fault of the program: ZeroDivisionError: division by zero; KG_TRACEBACK=1 shows where\n",
        ),
    ],
)
def test_an_error_is_one_line(
    error: Exception, line: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    assert cli.run([]) == 2
    assert capfd.readouterr() == ("", line)
