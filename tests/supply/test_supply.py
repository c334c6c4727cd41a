"""Every library is pinned with its hashes, and has a licence that the project can live with."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

import pytest

from tests.supply.licences import ALLOWED, EXCEPTIONS, FILE, licence, parts, rows, written
from tests.supply.lock import CONSTRAINTS, LOCKS, RUN, entries, hashes, pins, plain

FILES = sorted(LOCKS.glob("*.txt"))


def locked() -> dict[str, str]:
    """Return all entries of all files."""
    return {name: entry for file in FILES for name, entry in entries(file.read_text(encoding="utf-8")).items()}


def test_every_version_that_is_pinned_is_locked_with_its_hashes() -> None:
    wanted = pins(CONSTRAINTS.read_text(encoding="utf-8"))
    assert len(wanted) > 150
    given = {name: pins(entry)[name] for name, entry in locked().items()}
    assert sorted(wanted.keys() - given.keys()) == [], "run `make lock`; what is still told then, nothing asks for"
    assert {name: given[name] for name in wanted} == wanted, "run `make lock`"


def test_every_version_that_is_locked_is_pinned_but_for_those_of_other_systems() -> None:
    wanted = pins(CONSTRAINTS.read_text(encoding="utf-8"))
    unpinned = sorted(name for name, entry in locked().items() if name not in wanted and ";" not in entry)
    assert unpinned == [], "pin them in constraints.txt"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_lock_has_hashes_for_each_package_and_names_no_host(file: object) -> None:
    text = file.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    found = entries(text)
    assert found
    assert all(hashes(entry) for entry in found.values())
    assert not re.search(r"://|^-|@ ", text, re.MULTILINE)


def test_what_is_installed_here_to_run_is_what_is_locked() -> None:
    for name, wanted in pins((LOCKS / f"{RUN}.txt").read_text(encoding="utf-8")).items():
        try:
            found = version(name)
        except PackageNotFoundError:
            # Of another system, or another Python.
            assert ";" in locked()[name], name
            continue
        assert found == wanted, name


def test_the_list_of_licences_is_the_one_that_the_packages_give() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert written(text) == text, "run `make lock`"
    assert "not installed" not in text


def test_every_licence_is_one_that_the_project_can_live_with() -> None:
    for name, (_, told) in rows(FILE.read_text(encoding="utf-8")).items():
        assert parts(told) <= ALLOWED | {EXCEPTIONS.get(name, "MIT")}, f"{name}: {told}"


def test_a_licence_is_read_from_whatever_says_it() -> None:
    from email.message import Message

    told = Message()
    assert licence(told) == ""
    told["Classifier"] = "License :: OSI Approved :: Apache Software License"
    told["Classifier"] = "License :: OSI Approved :: MIT License"
    assert licence(told) == "Apache-2.0 OR MIT"
    told["License"] = "MIT OR Apache-2.0"
    assert licence(told) == "MIT OR Apache-2.0"
    told["License-Expression"] = "BSD-2-Clause"
    assert licence(told) == "BSD-2-Clause"
    assert not parts("MIT AND Strange-1.0") <= ALLOWED
    assert not parts("") <= ALLOWED


def test_names_are_compared_as_indexes_do() -> None:
    assert plain("Foo__Bar.baz") == "foo-bar-baz"
    assert pins("Foo_Bar==1.2 ; python_version < '3'\n    --hash=sha256:00\n# x==1\n") == {"foo-bar": "1.2"}
