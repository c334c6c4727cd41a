"""The command in forks of one process, for all tests of faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.scenarios import Scenario
from tests.faults.started import Forked, Kg, forked


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests in one process, so that the program is loaded once for all of them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("faults"))


@pytest.fixture(scope="session")
def forks() -> Iterator[Forked]:
    """The command in forks of a process that has it loaded."""
    with forked() as started:
        yield started


class Prepared:
    """Scenarios, each made once for all tests."""

    def __init__(self, kg: Kg, root: Path) -> None:
        """Take what starts the command, and a folder for what is made."""
        self._kg = kg
        self._root = root
        self._made: dict[type[Scenario], Scenario] = {}

    def __call__(self, kind: type[Scenario]) -> Scenario:
        """Return a scenario of a kind."""
        if kind not in self._made:
            self._made[kind] = kind(self._kg, self._root)
        return self._made[kind]


@pytest.fixture(scope="session")
def prepared(forks: Forked, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Scenarios as they are before and after their commands."""
    return Prepared(forks, tmp_path_factory.mktemp("scenarios"))
