"""Runs of lines without a blank one between them, and the column that breaks their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.page.lines import SUBTITLE, TEXT, Line

HEAD_CHARS = 44
"""Characters of the longest line of a headline."""
_WIDEST = 110
"""Half-width characters of the widest column."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines without a blank one between them."""

    lines: Sequence[Line]
    column: int | None
    """Width of the column in half-width characters, where the lines are broken by it."""
    headlike: bool


def headlike(lines: Sequence[Line]) -> bool:
    """Return whether lines could all be headlines: few, short, without the marks of a sentence."""
    return (
        len(lines) <= 4
        and all(len(line.flat) <= HEAD_CHARS and "。" not in line.flat for line in lines)
        and not lines[-1].breaks_off
        and sum(line.flat.count("，") for line in lines) <= 1
        and all(line.kind in {TEXT, SUBTITLE, "label"} for line in lines)
        and (not lines[-1].finished or (len(lines) == 1 and len(lines[0].flat) <= 24 and "，" not in lines[0].flat))
    )


def _column(lines: Sequence[Line]) -> int | None:
    """Return the width of the column that breaks these lines, or None where a line is a paragraph."""
    text = [line for line in lines if line.kind in {TEXT, "lead", "bullet"}]
    if len(text) < 3:
        return None
    widths = sorted(line.width for line in text)
    broken = [line.width for line in text[:-1] if not line.finished]
    full = [width for width in broken if width >= 0.7 * widths[-1]]
    if widths[-1] > _WIDEST or 5 * len(full) < 2 * (len(text) - 1):
        return None
    return widths[-2]


def chunks_of(lines: Sequence[Line]) -> list[Chunk]:
    """Return the runs of lines between blank ones; one too short to show its column takes that of a neighbour."""
    runs: list[list[Line]] = []
    for line in lines:
        if not runs or line.gap:
            runs.append([])
        runs[-1].append(line)
    heads = [headlike(run) for run in runs]
    columns = [None if head else _column(run) for run, head in zip(runs, heads, strict=True)]
    filled = list(columns)
    for i, run in enumerate(runs):
        if filled[i] is None and max(line.width for line in run) <= _WIDEST:
            near = (columns[j] for d in (1, 2, 3) for j in (i + d, i - d) if 0 <= j < len(runs))
            filled[i] = next((c for c in near if c), None) if len(run) < 3 or heads[i] else None
    return [Chunk(run, column, head) for run, column, head in zip(runs, filled, heads, strict=True)]
