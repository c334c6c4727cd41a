"""``kg review``: what people judge about entities and statements."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli._common import count, show_table, write_json, write_line
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.analysis.review import Question, Review, Side
    from kg.resolve.ledger import Judgement

app = typer.Typer(
    help="Judge which entities are one, and which statements are right; what was judged holds in every later build.",
    epilog="Judgements lie in OUT/judgements.jsonl. Run `kg build` again to write the graph by them.",
    add_completion=False,
    rich_markup_mode=None,
)

Out = Annotated[Path, typer.Option("--out", "-o", help="The folder of a finished build.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for those who read the ledger.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who judges; default: the user of the system.")]

_ANSWERS = {"s": "same", "d": "different", "u": "unsure"}
_ASKED = "same (s), different (d), unsure (u), next (n), quit (q)? "


@app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    out: Out = Path("out"),
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write the open questions as JSON lines and end.")] = False,
    who: Who = "",
) -> None:
    """Walk through the entities that may be one, the surest first, each with its evidence.

    On a terminal an answer is asked for; in a pipe the questions are JSON lines. A judgement comes again where a page
    that it was made by has changed.

    \b
    Example:
      kg review
      kg review --json | head -3
      kg review same 国轩 内蒙古国轩零碳科技有限公司 --why "same plant"
      kg review split 林知远 b.txt
      kg review reject 0123456789abcdef
    """
    if context.invoked_subcommand is not None:
        if out != Path("out") or who or as_json:
            word = context.invoked_subcommand
            raise OptionError(f"options belong behind the word: kg review {word} … --out FOLDER --who NAME")
        return
    from kg.api import open_review

    opened = open_review(out)
    questions = opened.questions()
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        for question in questions:
            write_json(asdict(question))
        return
    _walk(opened, questions, who)


@app.command("same")
def same(a: str, b: str, out: Out = Path("out"), why: Why = "", who: Who = "") -> None:
    """Say that two entities, given by names, ids or refs, are one."""
    _judge("same", a, b, out, why=why, who=who)


@app.command("different")
def different(a: str, b: str, out: Out = Path("out"), why: Why = "", who: Who = "") -> None:
    """Say that two entities are two, whatever speaks for their being one."""
    _judge("different", a, b, out, why=why, who=who)


@app.command("unsure")
def unsure(a: str, b: str, out: Out = Path("out"), why: Why = "", who: Who = "") -> None:
    """Say that nobody can tell: they stay two, and nobody is asked again."""
    _judge("unsure", a, b, out, why=why, who=who)


@app.command("split")
def split(
    entity: str,
    which: Annotated[str, typer.Argument(help="A name of it, or a page, that tells of another entity.")],
    out: Out = Path("out"),
    why: Why = "",
    who: Who = "",
) -> None:
    """Take a wrong merge apart: what is called WHICH, or what the page WHICH says, is another entity."""
    from kg.api import open_review

    _told(*open_review(out).split(entity, which, why=why, who=who))


@app.command("accept")
def accept(statement: str, out: Out = Path("out"), why: Why = "", who: Who = "") -> None:
    """Say that a statement, given by its id, is right: its confidence becomes 1."""
    _judge_statement("accept", statement, out, why, who)


@app.command("reject")
def reject(statement: str, out: Out = Path("out"), why: Why = "", who: Who = "") -> None:
    """Say that a statement, given by its id, is wrong: it stays in the archive and leaves the graph."""
    _judge_statement("reject", statement, out, why, who)


@app.command("undo")
def undo(judgement: str, out: Out = Path("out"), why: Why = "", who: Who = "") -> None:
    """Take a judgement back, given by its id as `kg review log` shows it."""
    from kg.api import open_review

    _told(open_review(out).undo(judgement, why=why, who=who))


@app.command("log")
def log(
    out: Out = Path("out"),
    *,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines on a terminal too.")] = False,
) -> None:
    """List the judgements that hold."""
    from kg.api import open_review

    opened = open_review(out)
    standing = opened.ledger.standing
    if as_json or not sys.stdout.isatty():
        for one in standing:
            stale = {"stale": True} if opened.is_stale(one) else {}
            write_json({"id": one.id, **one.row, **stale})
        return
    rows = [
        (one.id, one.verdict, _about(opened, one), one.who, one.when, one.why, "yes" if opened.is_stale(one) else "")
        for one in standing
    ]
    show_table(("id", "verdict", "about", "who", "when", "why", "page changed"), rows)


def _judge(verdict: str, a: str, b: str, out: Path, *, why: str, who: str) -> None:
    from kg.api import open_review

    _told(open_review(out).judge(verdict, a, b, why=why, who=who))


def _judge_statement(verdict: str, statement: str, out: Path, why: str, who: str) -> None:
    from kg.api import open_review

    _told(open_review(out).judge_statement(verdict, statement, why=why, who=who))


def _told(*judgements: Judgement) -> None:
    """Say what was written, and how to take it back."""
    for one in judgements:
        about = " and ".join(filter(None, (one.a, one.b))) or one.statement or one.of
        sys.stdout.write(f"{one.id}: {one.verdict} {about}\n")
    back = "" if judgements[0].of else "; `kg review undo ID` takes it back"
    sys.stdout.write(f"kg view, diff and validate heed it now, kg query and the files after the next kg build{back}\n")


def _about(opened: Review, one: Judgement) -> str:
    return " / ".join(opened.name_of(ref) for ref in (one.a, one.b) if ref) or one.statement


def _walk(opened: Review, questions: list[Question], who: str) -> None:
    """Ask one question after the other on the terminal."""
    made = 0
    for number, question in enumerate(questions, start=1):
        sys.stdout.write(f"\n{number} of {len(questions)}: {question.a.cls}, score {question.score:g}\n")
        if question.earlier is not None:
            earlier = question.earlier
            write_line(f"a page changed since {earlier.who} said {earlier.verdict} ({earlier.when})")
        for side in (question.a, question.b):
            _show(side)
        for reason in question.reasons:
            write_line(f"  {reason.weight:+g} {reason.says}")
        answer = _answer()
        if answer == "q":
            break
        if answer in _ANSWERS:
            opened.judge(_ANSWERS[answer], question.a.ref, question.b.ref, who=who)
            made += 1
    sys.stdout.write(f"{count(made, 'judgement')} of {count(len(questions), 'question')}\n")
    if made:
        sys.stdout.write("run `kg build` again to write the graph by them\n")


def _show(side: Side) -> None:
    write_line(f"- {side.name} [{side.id}] on {count(len(side.docs), 'page')}")
    for doc, quote in side.evidence:
        write_line(f"    {doc}: {quote}")


def _answer() -> str:
    """Return the letter that a person gives, asking again for any other."""
    while True:
        sys.stdout.write(_ASKED)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return "q"
        if (letter := line.strip().lower()[:1]) in {*_ANSWERS, "n", "q"}:
            return letter
        sys.stdout.write("type one of s, d, u, n, q\n")
