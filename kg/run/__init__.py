"""Builds: many pages into one folder of results."""

from __future__ import annotations

from kg.run.build import Progress, build
from kg.run.dataset import open_dataset, open_pages
from kg.run.engines import Choice
from kg.run.report import BuildReport
from kg.run.sharding import ShardReport, shard
from kg.run.stream import open_paged, open_stream

__all__ = [
    "BuildReport",
    "Choice",
    "Progress",
    "ShardReport",
    "build",
    "open_dataset",
    "open_paged",
    "open_pages",
    "open_stream",
    "shard",
]
