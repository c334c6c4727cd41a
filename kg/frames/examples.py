"""The examples that rules carry, run; and where a rule stops in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import RuleError
from kg.frames.discourse import tell
from kg.frames.engine import Setting, apply
from kg.frames.marks import Title
from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.frames.rules import Example, Rule
from kg.ontology import load_ontology
from kg.records import Mention, Sentence

_MARKED = re.compile(r"\[(?P<text>[^\[\]|]+)\|(?P<kind>\w+)\]")
_TITLE = "title"
HOME = "平川县"
"""The division that the examples' page writes about."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that a rule does not bear out."""

    rule: str
    text: str
    expected: tuple[tuple[str, str], ...]
    got: tuple[tuple[str, str], ...]


def read_marked(marked: str, *, offset: int = 0, kind: str = "official") -> tuple[str, list[Mention], list[Title]]:
    """Return the text of a marked sentence with its mentions and its titles, all of one kind.

    Raise RuleError for an unknown class.
    """
    text, mentions, titles = "", [], []
    at = 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        start = offset + len(text)
        text += match["text"]
        end = offset + len(text)
        at = match.end()
        if match["kind"] == _TITLE:
            titles.append(Title(start, end, match["text"], kind))
        elif match["kind"] in load_ontology().concrete:
            mentions.append(Mention(start, end, match["kind"], match["text"], "marked", entity=match["text"]))
        else:
            raise RuleError(f"{marked}: no class {match['kind']!r}; see `kg schema classes`, or say title")
    return text + marked[at:], mentions, titles


def join_marked(*sentences: str, kind: str = "official") -> tuple[str, list[Sentence], list[Mention], list[Title]]:
    """Return the text of marked sentences as one article, with its sentences, its mentions and its titles."""
    text, mentions, titles, spans = "", [], [], []
    for marked in sentences:
        plain, found, heads = read_marked(marked, offset=len(text), kind=kind)
        spans.append(Sentence(len(text), len(text) + len(plain), 0, 0, "body"))
        text += plain
        mentions += found
        titles += heads
    return text, spans, mentions, titles


def tell_marked(*sentences: str) -> list[Told]:
    """Return marked sentences as one article."""
    return tell(*join_marked(*sentences), home=home)


def home(_level: str) -> Mention:
    """Return a mention of the division that the examples' page writes about."""
    return Mention(0, 0, "Place", HOME, "marked", entity=HOME)


def run_example(rule: Rule, example: Example) -> list[Relation]:
    """Return what a rule makes of the sentence of an example."""
    told = tell_marked(*filter(None, (example.before, example.text)))
    named = {mention.text: mention for one in told for mention in one.mentions}
    return apply(rule, told[-1], Setting(home=home, lookup=named.get), None)


def check(rules: Iterable[Rule]) -> list[Failure]:
    """Return every example that its rule does not bear out, and every rule without a good and a bad one."""
    failures = []
    for rule in rules:
        good = sum(1 for example in rule.examples if example.expect)
        if not good or good == len(rule.examples):
            failures.append(
                Failure(rule.id, "needs an example that it makes something of, and one that it does not", (), ())
            )
        for example in rule.examples:
            got = tuple(sorted({(r.subject.entity or "", r.object.entity or "") for r in run_example(rule, example)}))
            if got != tuple(sorted(example.expect)):
                failures.append(Failure(rule.id, example.text, example.expect, got))
    return failures


def longest_part(rule: Rule, told: Told) -> tuple[str, str]:
    """Return the longest head of a rule's template that the sentence satisfies, and the text it matched.

    The template is cut after each of its parts; what follows the head that still matches is where the rule stopped.
    """
    from kg.frames.rules import load_rules
    from kg.frames.template import compile_template

    term = load_ontology().predicates[rule.predicate]
    ends = {"subject": tuple(term.domain), "object": tuple(term.range)}
    best, matched = "", ""
    for cut in range(1, len(rule.template) + 1):
        head = rule.template[:cut]
        try:
            pattern = compile_template(head, ends=ends, words=load_rules().words, where=rule.id)
        except RuleError:
            continue
        match = pattern.search(told.masked.text)
        if match is not None and match.group():
            start, end = told.masked.origins[match.start()], told.masked.origins[match.end()]
            best, matched = head, f"{start - told.masked.start}-{end - told.masked.start}"
    return best, matched
