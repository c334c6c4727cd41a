"""spaCy without its commands, which are there for whoever asks for them."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
import kg.nlp, spacy
assert "spacy.cli" not in sys.modules and "spacy.cli.info" not in sys.modules
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
from spacy.cli import download, info
assert info.__module__ == "spacy.cli.info" and download.__module__ == "spacy.cli.download"
"""


def test_the_commands_of_spacy_are_imported_when_they_are_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
