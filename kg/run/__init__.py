"""Builds: many pages into one folder of results."""

from __future__ import annotations

from kg.run.build import Progress, build
from kg.run.dataset import open_dataset, open_pages
from kg.run.report import BuildReport
from kg.run.stream import open_stream

__all__ = ["BuildReport", "Progress", "build", "open_dataset", "open_pages", "open_stream"]
