"""The relation rules: data under ``resources/rules``, one file a predicate, each rule with its own examples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError, RuleError
from kg.frames.template import compile_template, concrete, late_template, needs
from kg.ontology import load_ontology
from kg.paths import RESOURCES
from kg.patterns import Late
from kg.plain_yaml import load_yaml

FOLDER = RESOURCES / "rules"
WORDS = "words.yml"
_NO_RULES = {WORDS, "status.yml", "anaphora.yml", "derived.yml", "tours.yml", "posts.yml"}
_KEYS = {
    "id",
    "template",
    "subject",
    "object",
    "share",
    "status",
    "date",
    "unless",
    "score",
    "reach",
    "when",
    "lead",
    "fresh",
    "called",
    "examples",
}
HOME = "home"
"""In place of classes: the division that the page writes about."""
SPEAKER = "speaker"
"""In place of classes: the body of the person who speaks, else the division that the page writes about."""
TITLE = "title"
"""In place of classes: the division that the name of the object begins with."""
_NEEDED = {"id", "template", "examples"}


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence, ``[周金星|Official]来到[华恒|Firm]。``, and the pairs a rule makes of it."""

    text: str
    expect: tuple[tuple[str, str], ...]
    before: str = ""
    """A marked sentence that stands before it in the same article."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which papers word a relation."""

    id: str
    predicate: str
    template: str
    pattern: Late
    needs: tuple[frozenset[str], ...] = ()
    """Marks of which a sentence must hold one of each set, for the rule to be worth trying."""
    subject: tuple[str, ...] = ()
    """Classes of the topic that is the subject where the template has no ``{subject}``; ``object`` likewise."""
    object: tuple[str, ...] = ()
    share: str = ""
    """``pairwise``: 分别, the first subject with the first object, and so on; ``first``: a subject with a container of
    its own, and those after it, do not belong."""
    status: str | None = None
    """The status every statement of this rule has; else the sentence decides."""
    date: str = "clause"
    """``clause``: a date before the words of the rule; ``article``: else that of the article; ``none``."""
    unless: re.Pattern[str] | None = None
    """Nothing is said where this is found from the start of the clause to the end of the sentence."""
    when: re.Pattern[str] | None = None
    """Something is said only where this is found before, in the same sentence."""
    lead: bool = False
    """Whether the body of the headline is the subject where no topic is near."""
    fresh: bool = False
    """Whether a named object is surer: what 该项目 stands for may have an owner that is told elsewhere."""
    called: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """By end, what its name must look like: no 石灰石 is made from another product."""
    reach: int = 40
    """How many clauses back a topic may have been told; 0 for this clause only."""
    score: float = 0.8
    examples: tuple[Example, ...] = field(default=(), repr=False)
    file: str = ""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules in the order of their files and lines."""

    rules: tuple[Rule, ...]
    words: Mapping[str, Sequence[str]]

    def rule(self, name: str) -> Rule:
        """Return the rule with this id; raise RuleError that names the nearest."""
        from difflib import get_close_matches

        for rule in self.rules:
            if rule.id == name:
                return rule
        near = get_close_matches(name, [rule.id for rule in self.rules], n=3)
        hint = f"did you mean {', '.join(near)}?" if near else "see `kg rules list`"
        raise RuleError(f"no rule {name!r}; {hint}")


@cache
def load_rules() -> RuleBook:
    """Return the rules the package carries, read once; raise RuleError in one line for a wrong one."""
    return read_rules(FOLDER)


def read_rules(folder: Path) -> RuleBook:
    """Return the rules of a folder; raise RuleError in one line for a wrong one."""
    words = _words(read_yaml(folder / WORDS))
    rules: list[Rule] = []
    for path in sorted(folder.glob("*.yml")):
        if path.name not in _NO_RULES:
            rules.extend(_rules_of(path, words))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{rule.file}: two rules are called {rule.id}; give one another name")
        seen.add(rule.id)
    return RuleBook(tuple(rules), words)


def _words(found: Any) -> dict[str, tuple[str, ...]]:
    if found is not None and not (isinstance(found, dict) and all(isinstance(each, list) for each in found.values())):
        raise RuleError(f"{WORDS}: lists of words by their names are wanted")
    return {str(name): tuple(map(str, each)) for name, each in (found or {}).items()}


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds; raise RuleError in one line where it cannot be read."""
    try:
        return load_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RuleError(f"{path.name}: not YAML that can be read ({' '.join(str(error).split())})") from error


@cache
def settings() -> dict[str, Any]:
    """Return what ``derived.yml`` says: which predicates play which part in what an article implies."""
    return dict(read_yaml(FOLDER / "derived.yml"))


@cache
def idle() -> Mapping[str, re.Pattern[str]]:
    """Return by predicate the expression of names that tell that such a body is neither end of it."""
    return {predicate: re.compile(name) for predicate, name in settings()["idle"].items()}


@cache
def levels() -> tuple[re.Pattern[str], ...]:
    """Return what the names of divisions of each level look like, the highest level first."""
    return tuple(re.compile(level) for level in settings()["levels"])


def _rules_of(path: Path, words: Mapping[str, Sequence[str]]) -> list[Rule]:
    predicate = path.stem
    if predicate not in load_ontology().predicates:
        raise RuleError(f"{path.name}: no predicate {predicate!r}; a file of rules is named by its predicate")
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise RuleError(f"{path.name}: a list of rules is wanted")
    return [_checked(row, predicate, words, path.name) for row in rows]


def _checked(row: Any, predicate: str, words: Mapping[str, Sequence[str]], file: str) -> Rule:
    """Return a rule, or raise RuleError with its file and id whatever is wrong with its values."""
    where = f"{file}, {row.get('id', 'a rule without id')}" if isinstance(row, dict) else file
    try:
        return _rule(row, predicate, words, file)
    except (OntologyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise RuleError(f"{where}: {' '.join(str(error).split())}") from error


def _rule(row: Any, predicate: str, words: Mapping[str, Sequence[str]], file: str) -> Rule:
    where = f"{file}, {row.get('id', 'a rule without id')}" if isinstance(row, dict) else file
    if not isinstance(row, dict) or not row.keys() >= _NEEDED or not row.keys() <= _KEYS:
        raise RuleError(f"{where}: a rule has {', '.join(sorted(_NEEDED))}, and may have {', '.join(sorted(_KEYS))}")
    if not isinstance(row["id"], str):
        raise RuleError(f"{where}: its id must be a text")
    term = load_ontology().predicates[predicate]
    ends = {"subject": tuple(term.domain), "object": tuple(term.range)}
    pattern = late_template(row["template"], ends=ends, words=words, where=where)
    topics = {}
    for end in ("subject", "object"):
        if (end in pattern.groups) == (end in row):
            raise RuleError(f"{where}: {end} must stand either in the template or as a topic")
        try:
            topics[end] = _topics(row.get(end))
        except OntologyError as error:
            raise RuleError(f"{where}: {error}") from error
    unless = row.get("unless")
    if row.get("date", "clause") not in {"clause", "article", "none"}:
        raise RuleError(f"{where}: date is clause, article or none")
    if row.get("status") not in {None, *load_ontology().statuses}:
        raise RuleError(f"{where}: no status {row['status']!r}")
    return Rule(
        id=row["id"],
        predicate=predicate,
        template=row["template"],
        pattern=pattern,
        needs=needs(row["template"], ends),
        subject=topics["subject"],
        object=topics["object"],
        share=row.get("share", ""),
        status=row.get("status"),
        date=row.get("date", "clause"),
        unless=compile_template(unless, ends={}, words=words, where=where) if unless else None,
        when=compile_template(row["when"], ends={}, words=words, where=where) if "when" in row else None,
        lead=bool(row.get("lead", False)),
        fresh=bool(row.get("fresh", False)),
        called={
            end: compile_template(name, ends={}, words=words, where=where)
            for end, name in _called(row.get("called"), where).items()
        },
        reach=int(row.get("reach", 40)),
        score=float(row.get("score", 0.8)),
        examples=tuple(_example(e, where) for e in row["examples"]),
        file=file,
    )


def _called(names: Any, where: str) -> dict[str, str]:
    if names is None:
        return {}
    if not isinstance(names, dict) or not names.keys() <= {"subject", "object"}:
        raise RuleError(f"{where}: called has an expression for subject, for object or for both")
    return {end: str(name) for end, name in names.items()}


def _topics(kinds: str | None) -> tuple[str, ...]:
    if kinds is None or kinds in {HOME, SPEAKER, TITLE}:
        return (kinds,) if kinds else ()
    return tuple(sorted(concrete(tuple(kinds.split("|")))))


def _example(row: Any, where: str) -> Example:
    try:
        expect = tuple((str(pair[0]), str(pair[1])) for pair in row["expect"])
        return Example(str(row["text"]), expect, str(row.get("before", "")))
    except (KeyError, TypeError, IndexError) as error:
        raise RuleError(f"{where}: an example has text, expect (a list of pairs) and maybe before") from error
