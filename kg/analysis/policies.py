"""Who makes policies and who carries them out, over time, and which projects articles name beside them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.analysis.counting import UNDATED, Names, Told, chosen, ids, pages, period, statements, status_of, sure
from kg.analysis.periods import PERIODS
from kg.analysis.table import Column, Row, Table

if TYPE_CHECKING:
    from kg.records import Dataset, Statement

ROLES = {"issued": "发布", "implements": "落实"}


def policies(dataset: Dataset, *, by: str = "year") -> Table:
    """Return who issued and who carries out which policy, by month, quarter or year.

    A body has one row for a policy, a role and a period, however often that is told. Where a page gives no date, the
    day it was printed counts. Denied statements are left out. Columns: period, policy, role (``issued`` or
    ``implements``), body, its class, status (the one that comes first: a fact, a plan, a report), pages. Raises
    `OptionError` for an unknown period.
    """
    chosen(by, PERIODS, "period")
    names = Names(dataset)
    told = statements(dataset, *ROLES)
    denied = sum(1 for one in told if one.statement.status == "Denied")
    groups: dict[tuple[str, str, str, str], list[Told]] = defaultdict(list)
    by_print = undated = 0
    for one in told:
        s = one.statement
        if s.status == "Denied":
            continue
        date = s.date or one.printed
        by_print += not s.date and bool(date)
        undated += not date
        groups[period(date, by), s.object, s.predicate, s.subject].append(one)
    rows = []
    for (when, policy, role, body), same in groups.items():
        docs = len({one.statement.doc for one in same})
        cells = (when, names[policy], role, names[body], names.cls(body), status_of(same), docs)
        key = (when == UNDATED, when, names[policy], policy, list(ROLES).index(role), names[body], body)
        rows.append((key, Row(cells, ids(same))))
    rows.sort(key=lambda row: row[0])
    notes = ["That a body says it carries a policy out does not say what came of it."]
    notes += (
        [f"Statements without a date of their own, which count when they were printed: {by_print}."] if by_print else []
    )
    notes += [f"Statements without any date, which stand under {UNDATED}: {undated}."] if undated else []
    notes += [f"Denied statements, left out: {denied}."] if denied else []
    return Table(
        "policies",
        "Who makes policies and carries them out",
        "政策发布与落实",
        (
            Column("period", "时段"),
            Column("policy", "政策"),
            Column("role", "角色"),
            Column("body", "单位"),
            Column("kind", "类别"),
            Column("status", "状态"),
            Column("pages", "页数"),
        ),
        tuple(row for _, row in rows),
        tuple(notes),
    )


def mentioned_together(dataset: Dataset) -> Table:
    """Return the policies and projects that one article names, by the number of articles that name both.

    What is only denied of a policy or a project does not name it. Columns: policy, project, articles. The statements of
    a row are, of each article, the surest that names the policy and the surest that names the project.
    """
    names = Names(dataset)
    pairs: dict[tuple[str, str], list[tuple[Statement, Statement]]] = defaultdict(list)
    for page in pages(dataset):
        articles: dict[int, dict[str, Statement]] = defaultdict(dict)
        for s in sorted(page.statements, key=sure):
            if s.status != "Denied":
                for end in (s.subject, s.object):
                    articles[s.article].setdefault(end, s)
        for named in articles.values():
            projects = [end for end in named if names.cls(end) == "Project"]
            for policy in named:
                if names.cls(policy) == "Policy":
                    for project in projects:
                        pairs[policy, project].append((named[policy], named[project]))
    rows = []
    for (policy, project), same in pairs.items():
        cells = (names[policy], names[project], len(same))
        key = (-len(same), names[policy], names[project], policy, project)
        rows.append((key, Row(cells, ids(s for pair in same for s in pair))))
    rows.sort(key=lambda row: row[0])
    return Table(
        "mentioned-together",
        "Policies and projects in one article",
        "同篇提及的政策与项目",
        (Column("policy", "政策"), Column("project", "项目"), Column("articles", "篇数")),
        tuple(row for _, row in rows),
        ("That one article names both does not say that the project belongs to the policy.",),
    )
