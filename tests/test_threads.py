"""Libraries that multiply start one thread, where nobody says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kg.threads import start_one

NAME = "OPENBLAS_NUM_THREADS"


@pytest.mark.parametrize(("said", "wanted"), [(None, "1"), ("3", "3")])
def test_one_thread_is_started_where_nothing_else_is_said(
    said: str | None, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    if said is not None:
        monkeypatch.setenv(NAME, said)
    start_one()
    assert os.environ[NAME] == wanted


def test_the_command_says_so_before_numpy_is_imported() -> None:
    code = (
        "import os, sys, kg.cli as cli\n"
        "cli.run = lambda args: print(os.environ[sys.argv[1]], 'numpy' in sys.modules) or 0\n"
        "cli.main()\n"
    )
    env = {name: value for name, value in os.environ.items() if name != NAME}
    done = subprocess.run([sys.executable, "-c", code, NAME], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]


def test_the_network_runs_on_one_thread_though_numpy_has_more() -> None:
    code = (
        "import numpy\n"
        "from threadpoolctl import threadpool_info\n"
        "from kg.extract import extract\n"
        "from kg.nlp import load_pipeline\n"
        "from kg.nlp.model.network import Network\n"
        "from kg.records import Page\n"
        "def threads():\n"
        "    return [library['num_threads'] for library in threadpool_info() if library['user_api'] == 'blas']\n"
        "seen, read = [], Network._read\n"
        "Network._read = lambda *args: seen.extend(threads()) or read(*args)\n"
        "nlp, before = load_pipeline(), threads()\n"
        "extract(Page('a.txt', '县委书记林知远来到云澜电子有限公司调研。'), nlp)\n"
        "print(set(seen) == {1}, threads() == before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {NAME: "2"}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True"]
