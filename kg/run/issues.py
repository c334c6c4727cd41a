"""What a build tells of pages and of the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.errors import EmptyInput, InputError
from kg.records import Issue, to_json
from kg.resolve.decide import Resolution
from kg.resolve.ledger import FILE as JUDGEMENTS


def ledger_issues(resolution: Resolution) -> Iterator[Issue]:
    """Give a remark for each unit that no page has, and for each judgement that later ones speak against."""
    for ref in resolution.unknown:
        message = f"{JUDGEMENTS} speaks of {ref}, which no page has; it waits until one does"
        yield Issue(JUDGEMENTS, "UnknownUnit", message)
    for one in resolution.unheeded:
        about = f"{one.id} ({one.verdict} {one.a} {one.b}, {one.when})"
        message = f"{JUDGEMENTS}: {about} goes against later ones and is not heeded; `kg review undo` one of them"
        yield Issue(JUDGEMENTS, "Contradiction", message)


def nothing(issues: list[Issue]) -> InputError:
    """Return the error for a build without a single page: the only reason, or the first of several."""
    if not issues:
        return EmptyInput("no sources given; name files, folders or - for standard input")
    more = f" (and {len(issues) - 1} more that could not be read)" if len(issues) > 1 else ""
    return InputError(f"{issues[0].message}{more}")


def write_issues(issues: list[Issue], path: Path) -> None:
    """Write issues as JSON lines."""
    lines = (json.dumps(to_json(issue), ensure_ascii=False) + "\n" for issue in issues)
    path.write_text("".join(lines), encoding="utf-8")
