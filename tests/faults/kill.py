"""Kill the command at seeded moments and see that the next run mends all: ``python -m tests.faults.kill --kills 100``.

Of four moments three are events (`tests.faults.fault`), spread from the first to the last, and one is an amount of work
after which the process is killed wherever it is.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.started import Ended, Fresh, Kg, forked

_TRIES = 30


@dataclass(frozen=True, slots=True)
class Moment:
    """When a process is killed: before an event, counted from 1, or after a share of its work."""

    event: int = 0
    share: float = 0.0

    def __str__(self) -> str:
        return f"event {self.event}" if self.event else f"work {self.share:.3f}"


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a command does where nobody kills it."""

    events: list[str]
    seconds: float
    """Of a core."""


def watched(kg: Kg, scenario: Scenario, folder: Path) -> Undisturbed:
    """Return what a command does."""
    work, log = folder / "work", folder / "events"
    shutil.copytree(scenario.before, work)
    kg.run(scenario.command, work, faults={**_counted(scenario, work), "log": str(log)})
    shutil.rmtree(work)
    events = log.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    log.unlink()
    shutil.copytree(scenario.before, work)
    running = kg.start(scenario.command, work)
    seconds = running.work()
    running.wait()
    shutil.rmtree(work)
    return Undisturbed(events, seconds)


def _counted(scenario: Scenario, work: Path) -> dict[str, object]:
    return {"under": str(work), "store": scenario.store}


def moments(draw: random.Random, kills: int, undisturbed: Undisturbed) -> list[Moment]:
    """Return moments of which each lies in a stretch of its own, from the first event or work to the last."""
    by_work = kills // 4
    by_event = kills - by_work
    number = len(undisturbed.events)
    drawn = [Moment(event=1 + int((n + draw.random()) / by_event * number)) for n in range(by_event)]
    return drawn + [Moment(share=(n + draw.random()) / by_work) for n in range(by_work)]


def killed(kg: Kg, scenario: Scenario, moment: Moment, undisturbed: Undisturbed, work: Path) -> Ended:
    """Run a command in `work`, killed at a moment, and return how it ended."""
    share = moment.share
    for _ in range(_TRIES):
        shutil.copytree(scenario.before, work)
        if moment.event:
            acts = [{"nth": moment.event, "kill": 0}]
            ended = kg.run(scenario.command, work, faults={**_counted(scenario, work), "acts": acts})
        else:
            running = kg.start(scenario.command, work)
            running.kill_after(share * undisturbed.seconds)
            ended = running.wait()
        if ended.killed:
            return ended
        # It took less work than the time before.
        shutil.rmtree(work)
        share *= 0.9
    raise AssertionError(f"{scenario.name} was not killed at {moment}: {ended}")


def lost(kg: Kg, scenario: Scenario, moment: Moment, undisturbed: Undisturbed, folder: Path) -> str:
    """Kill a command at a moment, run it again, and return what is wrong then; empty where all is well."""
    work = folder / "work"
    try:
        ended = killed(kg, scenario, moment, undisturbed, work)
        scenario.check_killed(work, ended)
        scenario.check_again(work)
    except AssertionError as error:
        return str(error).partition("\n")[0] or "not as it would have been"
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return ""


def shares(kills: int) -> Mapping[type[Scenario], int]:
    """Return how many kills each scenario is given; all together they are `kills`."""
    given = {kind: max(1, round(kills * share / sum(SCENARIOS.values()))) for kind, share in SCENARIOS.items()}
    largest = max(given, key=lambda kind: given[kind])
    given[largest] += kills - sum(given.values())
    return given


def all_kills(kills: int, seed: int, killer: Kg, kg: Kg, folder: Path) -> Iterator[tuple[str, Moment, str, str]]:
    """Give for each kill the scenario, the moment, the event or work it was killed at, and what was wrong after it."""
    draw = random.Random(seed)  # noqa: S311 - moments, no secrets
    for kind, number in shares(kills).items():
        scenario = kind(kg, folder)
        undisturbed = watched(killer, scenario, folder)
        for moment in moments(draw, number, undisturbed):
            wrong = lost(killer, scenario, moment, undisturbed, folder)
            at = undisturbed.events[moment.event - 1] if moment.event else f"{moment.share:.0%} of its work"
            yield scenario.name, moment, at, wrong


def main() -> int:
    """Kill as often as asked, tell how often all was well after it, and return 1 where it was not."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kill", description=__doc__.partition(":")[0])
    parser.add_argument("--kills", type=int, default=100, help="how many, at least one for each command")
    parser.add_argument("--seed", type=int, default=1, help="other moments")
    parser.add_argument("--forked", action="store_true", help="kill forks of one loaded process: quicker")
    told = parser.parse_args()
    if told.kills < len(SCENARIOS):
        parser.error(f"--kills: at least {len(SCENARIOS)}, one for each command")
    number, good = Counter[str](), Counter[str]()
    began = time.monotonic()
    with TemporaryDirectory() as place, forked() as kg:
        folder = Path(place).resolve()
        (folder / "streams").mkdir()
        killer = kg if told.forked else Fresh(folder / "streams")
        for name, moment, at, wrong in all_kills(told.kills, told.seed, killer, kg, folder):
            number[name] += 1
            good[name] += not wrong
            _say(f"{name}, {moment} ({at.replace(str(folder), '')}): {wrong or 'recovered'}")
    for name in number:
        _say(f"{name}: {good[name]} of {number[name]} recovered")
    seconds = time.monotonic() - began
    _say(f"{good.total()} of {number.total()} kills recovered, seed {told.seed}, {seconds:.0f} s")
    return int(good.total() < number.total())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
