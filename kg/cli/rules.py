"""``kg rules``: the relation rules, their examples, and what a rule makes of a sentence."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._common import count, show_table

# `kg --help` must not load what a command loads.
if TYPE_CHECKING:
    from kg.frames.memory import Told

app = typer.Typer(
    help="""List the relation rules, run their examples, or see what a rule makes of a sentence.

    \b
    Example:
      kg rules list visited
      kg rules check
    """,
    no_args_is_help=True,
)


@app.command("list")
def list_rules(
    predicate: Annotated[
        str | None, typer.Argument(metavar="[PREDICATE]", help="Only the rules of one predicate.")
    ] = None,
) -> None:
    """List the rules: a table on a terminal, JSON lines in a pipe.

    \b
    Example:
      kg rules list visited
    """
    from kg.errors import UnknownTerm
    from kg.frames.rules import load_rules
    from kg.ontology import load_ontology

    known = load_ontology().predicates
    if predicate is not None and predicate not in known:
        raise UnknownTerm(predicate, where="kg rules list", known=known)
    rows = [r for r in load_rules().rules if predicate in {None, r.predicate}]
    if sys.stdout.isatty():
        table = [(r.id, r.predicate, r.score, len(r.examples), r.template) for r in rows]
        show_table(("rule", "predicate", "score", "examples", "template"), table)
        return
    for r in rows:
        row = {"id": r.id, "predicate": r.predicate, "template": r.template, "score": r.score}
        sys.stdout.write(json.dumps(row | {"examples": [e.text for e in r.examples]}, ensure_ascii=False) + "\n")


@app.command("check")
def check_rules() -> None:
    """Run the examples of every rule; exit code 1 where one is not borne out.

    \b
    Example:
      kg rules check
    """
    from kg.frames.examples import check
    from kg.frames.rules import load_rules

    rules = load_rules().rules
    failures = check(rules)
    for failure in failures:
        told = (
            f"expected {_pairs(failure.expected)}, got {_pairs(failure.got)}" if failure.expected or failure.got else ""
        )
        sys.stdout.write(f"{failure.rule}: {failure.text} {told}".rstrip() + "\n")
    examples = sum(len(rule.examples) for rule in rules)
    sys.stdout.write(f"{count(len(rules), 'rule')}, {count(examples, 'example')}, {count(len(failures), 'failure')}\n")
    if failures:
        raise typer.Exit(1)


@app.command("explain")
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule; see `kg rules list`.")],
    sentence: Annotated[
        str, typer.Argument(metavar="SENTENCE", help="Plain, or marked: [华恒|Firm]年产[轴承|Product]。")
    ],
) -> None:
    """Say what a rule makes of a sentence, or where it stopped.

    \b
    Example:
      kg rules explain visited.go "[林知远|Official]来到[青石镇|Place]。"
    """
    from kg.frames.engine import Setting, apply
    from kg.frames.examples import home, longest_part, tell_marked
    from kg.frames.rules import load_rules

    found = load_rules().rule(rule)
    told = tell_marked(sentence) if "|" in sentence else _tell(sentence)
    made = False
    for one in told:
        for relation in apply(found, one, Setting(home=home), None):
            made = True
            line = f"{relation.subject.text} {relation.predicate} {relation.object.text} ({relation.status})"
            sys.stdout.write(f"{line}\n")
    if made:
        return
    sys.stdout.write(f"template: {found.template}\n")
    for one in told:
        names = ", ".join(f"{u.mention.text}|{u.kind}" for u in one.masked.units.values() if u.mention) or "none"
        head, span = longest_part(found, one)
        sys.stdout.write(f"names seen: {names}\n")
        if head == found.template:
            sys.stdout.write(
                "the words fit; no subject or object of the right class is in mind, or an exception applies\n"
            )
        else:
            sys.stdout.write(f"fits up to: {head or 'nothing'}{f' (characters {span})' if span else ''}\n")
    raise typer.Exit(1)


def _tell(sentence: str) -> list[Told]:
    from kg.nlp import load_pipeline, state_of

    return [one for told in state_of(load_pipeline()(sentence)).told for one in told]


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{a} → {b}" for a, b in pairs) or "nothing"
