"""Commands to be killed, each with the state it begins in and what must hold whenever it was."""

from __future__ import annotations

import json
import shutil
from abc import ABC, abstractmethod
from functools import cached_property
from pathlib import Path

from tests.faults.material import FULL, SHORT, TODAY, YESTERDAY, files, write_pages
from tests.faults.started import Ended, Kg

LEDGER = "out/judgements.jsonl"
QUADS = (
    "SELECT ?g ?s ?p ?o { { GRAPH ?g { ?s ?p ?o } FILTER (!STRSTARTS(STR(?g), 'urn:yuanqu:store')) }"
    " UNION { ?s ?p ?o } }"
)
_LOCK = ".judgements.jsonl.lock"
"""A file that stays: to remove it would let a third writer in beside one that waits."""


class Scenario(ABC):
    """One command, and the folder it works in; `root` holds that folder as it is before and after the command."""

    name = ""
    command: tuple[str, ...] = ()
    store = False
    """Whether moments are calls of a store."""

    def __init__(self, kg: Kg, root: Path) -> None:
        self.kg = kg
        self.before = root / f"{self.name}-before"
        self.after = root / f"{self.name}-after"
        self.before.mkdir()
        self.prepare(self.before)
        shutil.copytree(self.before, self.after)
        self.finish(self.after)

    @abstractmethod
    def prepare(self, folder: Path) -> None:
        """Make what there is before the command."""

    def finish(self, folder: Path) -> None:
        """Run the command, and whatever shows that all is well after it."""
        self.done(self.command, folder)

    def done(self, arguments: tuple[str, ...], folder: Path) -> Ended:
        """Run a command that must succeed."""
        ended = self.kg.run(arguments, folder)
        assert ended.code == 0, f"{' '.join(arguments)}: {ended.err}"
        return ended

    def check_killed(self, folder: Path, ended: Ended) -> None:
        """Assert what must hold before anything is mended: each file is the old one or the new one, never a half."""
        del ended
        old, new = files(self.before), files(self.after)
        for name, content in files(folder).items():
            if not any(part.startswith(".") for part in Path(name).parts) and not name.endswith("/"):
                assert content in (old.get(name), new.get(name)), f"{name} is neither the old nor the new one"

    def check_again(self, folder: Path) -> None:
        """Run the command again, and assert that all is as if it had never been killed."""
        self.finish(folder)
        assert self.state(folder) == self.state(self.after)

    def state(self, folder: Path) -> dict[str, bytes]:
        """Return what must be the same in the end."""
        return files(folder)


class FirstBuild(Scenario):
    """A build into a folder that is not there yet."""

    name = "first build"
    command = ("build", "pages", "--out", "out")

    def prepare(self, folder: Path) -> None:
        """Write pages."""
        write_pages(folder / "pages", YESTERDAY)


class NextBuild(FirstBuild):
    """A build that meets a changed page, a new one, one that is gone, and judgements."""

    name = "next build"

    def prepare(self, folder: Path) -> None:
        """Build the pages of yesterday, judge, and write those of today."""
        super().prepare(folder)
        self.done(self.command, folder)
        self.done(("review", "same", FULL, SHORT, "--out", "out"), folder)
        write_pages(folder / "pages", TODAY)


class Load(NextBuild):
    """A folder of a store, brought up to a build that says something else."""

    name = "load"
    command = ("load", "--out", "out", "--store", "oxigraph:store")
    store = True

    def prepare(self, folder: Path) -> None:
        """Load what was built yesterday, and build anew."""
        write_pages(folder / "pages", YESTERDAY)
        self.done(("build", "pages", "--out", "out"), folder)
        self.done(self.command, folder)
        write_pages(folder / "pages", TODAY)
        self.done(("build", "pages", "--out", "out"), folder)

    def check_killed(self, folder: Path, ended: Ended) -> None:
        """Assert that the store says it is half loaded, or answers as before or after."""
        del ended
        self._check_asked(folder, told=("half loaded",), rows=(self._earlier, self._wanted))

    def check_again(self, folder: Path) -> None:
        """Load again, and assert that every statement in the store is one of the build."""
        self.done(self.command, folder)
        assert self._rows(self._asked(folder)) == self._wanted

    def _check_asked(self, folder: Path, *, told: tuple[str, ...], rows: tuple[list[str], ...]) -> None:
        """Assert that the store answers with one of some rows, or that one line tells one of some things."""
        asked = self._asked(folder)
        if asked.code:
            assert asked.code == 2
            assert any(words in asked.err for words in told), asked.err
            assert asked.err.count("\n") == 1
        else:
            assert self._rows(asked) in rows

    @cached_property
    def _earlier(self) -> list[str]:
        return self._rows(self._asked(self.before))

    @cached_property
    def _wanted(self) -> list[str]:
        return self._rows(self._asked(self.after))

    def _asked(self, folder: Path) -> Ended:
        query = self.before.parent / "quads.rq"
        query.write_text(QUADS, encoding="utf-8")
        return self.kg.run(("query", str(query), "--store", "oxigraph:store", "--format", "csv"), folder)

    @staticmethod
    def _rows(asked: Ended) -> list[str]:
        assert asked.code == 0, asked.err
        return sorted(asked.out.splitlines())


class FirstLoad(Load):
    """A store that is not there yet."""

    name = "first load"

    def prepare(self, folder: Path) -> None:
        """Build."""
        write_pages(folder / "pages", TODAY)
        self.done(("build", "pages", "--out", "out"), folder)

    def check_killed(self, folder: Path, ended: Ended) -> None:
        """Assert that the store is not there, says that it is half loaded, or answers."""
        del ended
        self._check_asked(folder, told=("half loaded", "kg load"), rows=(self._wanted,))


class Judge(Scenario):
    """A judgement added to a ledger that has some."""

    name = "review"

    def prepare(self, folder: Path) -> None:
        """Build, and judge two statements."""
        write_pages(folder / "pages", YESTERDAY)
        self.done(("build", "pages", "--out", "out"), folder)
        lines = (folder / "out" / "statements" / "a.txt.jsonl").read_text(encoding="utf-8").splitlines()
        known = [row["statement"]["id"] for row in map(json.loads, lines) if "statement" in row]
        self.done(("review", "accept", known[0], "--out", "out"), folder)
        self.done(("review", "reject", known[1], "--out", "out"), folder)
        self.command = ("review", "same", FULL, SHORT, "--out", "out")

    def finish(self, folder: Path) -> None:
        """Judge and build."""
        self.done(self.command, folder)
        self.done(("build", "pages", "--out", "out"), folder)

    def check_killed(self, folder: Path, ended: Ended) -> None:
        """Assert that every judgement is there that was there before, and the one that was told of, if it was."""
        old, now = ((place / LEDGER).read_bytes() for place in (self.before, folder))
        assert now.startswith(old), "a judgement is lost"
        assert now.endswith(b"\n")
        told = [line.partition(":")[0] for line in ended.out.splitlines() if ": same " in line]
        assert all(key.encode() in now for key in told), "a judgement that was told of is lost"
        listed = self.done(("review", "log", "--json", "--out", "out"), folder).out
        assert listed.count("\n") == now.count(b"\n")

    def check_again(self, folder: Path) -> None:
        """Judge again where nothing was written, build, and assert that the graph heeds the judgements."""
        now = (folder / LEDGER).read_bytes()
        if now == (self.before / LEDGER).read_bytes():
            self.done(self.command, folder)
        self.done(("build", "pages", "--out", "out"), folder)
        assert self.state(folder) == self.state(self.after)

    def state(self, folder: Path) -> dict[str, bytes]:
        """Return all files but the ledger itself, which says when a judgement was made, and its lock."""
        found = {name: content for name, content in files(folder).items() if name not in (LEDGER, f"out/{_LOCK}")}
        manifest = json.loads(found.pop("out/manifest.json"))
        assert manifest.pop("judgements")
        return found | {"out/manifest.json": json.dumps(manifest).encode()}


class Tables(Scenario):
    """Tables written in the place of those of yesterday."""

    name = "export of tables"
    command = ("export", "csv", "--out", "out", "--to", "tables")

    def prepare(self, folder: Path) -> None:
        """Export what was built yesterday, and build anew."""
        write_pages(folder / "pages", YESTERDAY)
        self.done(("build", "pages", "--out", "out"), folder)
        self.done(self.command, folder)
        write_pages(folder / "pages", TODAY)
        self.done(("build", "pages", "--out", "out"), folder)


class Network(Tables):
    """A network written in the place of that of yesterday."""

    name = "export of a network"
    command = ("export", "gexf", "--out", "out", "--to", "network.gexf")


class View(Tables):
    """A page written in the place of that of yesterday."""

    name = "view"
    command = ("view", "--out", "out")


SCENARIOS: dict[type[Scenario], int] = {
    FirstBuild: 18,
    NextBuild: 26,
    Judge: 20,
    FirstLoad: 8,
    Load: 16,
    Tables: 6,
    Network: 3,
    View: 3,
}
"""How many of a hundred kills each is given."""
