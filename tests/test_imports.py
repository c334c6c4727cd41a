"""What importing costs, and what the package offers."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg

HEAVY = (
    "spacy",
    "rdflib",
    "pyoxigraph",
    "pandas",
    "networkx",
    "igraph",
    "matplotlib",
    "pyvis",
    "pypdfium2",
    "selectolax",
    "distributed",
    "fsspec",
    "pyarrow",
)


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after `code`."""
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("import kg") & {*HEAVY, "typer", "rich"}


def test_the_command_line_loads_nothing_heavy_before_a_command_runs() -> None:
    assert not loaded_by("import kg.cli") & {*HEAVY, "rich"}


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(kg, name) is not None
    assert name in dir(kg)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        kg.nothing_of_that_name  # noqa: B018 - asking for it is the point


def test_the_function_extract_is_not_hidden_by_the_module_of_that_name() -> None:
    script = "import kg, kg.api, kg.extract, kg.run\nkg.api.extract\nassert callable(kg.extract), kg.extract"
    subprocess.run([sys.executable, "-c", script], check=True)
