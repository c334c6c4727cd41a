"""The questions of ``kg analyze``: what each is called, what it takes, who answers it and how it is drawn.

A new one is a function that takes a `Dataset` and keywords and returns a `Table`, and a line in `QUESTIONS`; the
command, `Graph.analyze` and the report all read from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.analysis.table import Table
    from kg.records import Dataset

Given: TypeAlias = str | int | float | bool | None
Form: TypeAlias = Literal["bars", "heatmap", "stacked", "layers"]


@dataclass(frozen=True, slots=True)
class Option:
    """A keyword of a question's function, which is ``--NAME`` on the command line."""

    name: str
    default: Given
    """Its type is that of the option; None stands for a text that may be left out."""
    help: str
    choices: tuple[str, ...] = ()
    required: bool = False
    """Whether it stands on the command line without ``--NAME`` and cannot be left out."""

    def check(self, value: Given, question: str) -> None:
        """Raise `OptionError` for a value that the option cannot have."""
        if self.choices and value is not None and value not in self.choices:
            raise OptionError(f"{question}: {self.name} cannot be {value!r}; give {', '.join(self.choices)}")
        if type(self.default) is int and (type(value) is not int or value < 1):
            raise OptionError(f"{question}: {self.name} cannot be {value!r}; give a number from 1")


@dataclass(frozen=True, slots=True)
class Picture:
    """How an answer is drawn: a form of `kg.views.plot`, and the columns that it reads."""

    form: Form
    columns: tuple[str, ...]
    """``bars``: name, number; ``heatmap``: row, column, number; ``stacked``: name, a number for each part of its bar;
    ``layers``: from, to."""
    panels: tuple[str, ...] = ()
    """Columns whose values have a panel each, as far as the answer has these columns."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the graph answers with a table."""

    name: str
    title: str
    title_zh: str
    function: str
    """``module:function``; loaded when it is asked for, so that ``kg --help`` loads none of them."""
    options: tuple[Option, ...] = ()
    picture: Picture | None = None
    example: str = ""
    """Its arguments in the help text."""
    report: Mapping[str, Given] = field(default_factory=dict)
    """Options of its section in the report."""

    def answer(self, dataset: Dataset, **options: Given) -> Table:
        """Return the answer of a dataset; raises `OptionError` for an option it does not take, and what it raises."""
        self.check(options)
        module, _, function = self.function.partition(":")
        answering = cast("Callable[..., Table]", getattr(import_module(module), function))
        return answering(dataset, **options)

    def check(self, options: Mapping[str, Given]) -> None:
        """Raise `OptionError` for an option that is not there, is missing, or has a value that it cannot have."""
        known = {option.name: option for option in self.options}
        for name, value in options.items():
            if name not in known:
                raise OptionError(f"{self.name}: no option {name!r}; there are {', '.join(known) or 'none'}")
            known[name].check(value, self.name)
        required = [option.name for option in self.options if option.required]
        missing = [name for name in required if options.get(name) is None]
        if missing:
            raise OptionError(f"{self.name}: {missing[0]} is missing; give {' and '.join(required)}")

    @property
    def reported(self) -> bool:
        """Return whether it can be asked without being told anything, and so has a section in the report."""
        return not any(option.required for option in self.options)


TOP = Option("top", 20, "How many rows at most.")
BY = Option("by", None, "Period by period.", choices=("year", "quarter", "month"))

QUESTIONS: Mapping[str, Question] = {
    question.name: question
    for question in (
        Question(
            "matter",
            "Who matters",
            "谁重要",
            "kg.analysis.matter:matter",
            (
                Option("measure", "degree", "What counts.", choices=("degree", "pagerank", "betweenness")),
                Option("kind", None, "Only this class and its subclasses, such as Firm."),
                BY,
                Option("top", 20, "How many of each class, and of each period, at most."),
            ),
            Picture("bars", ("name", "value"), panels=("period", "kind")),
            example="--measure pagerank --kind Park --by year",
            report={"top": 5},
        ),
        Question(
            "communities",
            "Which groups belong together",
            "哪些实体自成一群",
            "kg.analysis.groups:groups",
            (TOP, Option("members", 8, "How many of its members and parks are named, at most.")),
            Picture("bars", ("name", "size")),
            example="--top 5 --evidence",
        ),
        Question(
            "route",
            "How two entities hang together",
            "两个实体如何相连",
            "kg.analysis.route:route",
            (
                Option("a", None, "A name, another name, or an id.", required=True),
                Option("b", None, "Another one.", required=True),
                Option("strongest", default=False, help="Not the shortest ways but the surest, by what is asserted."),
                Option("most", 3, "How many ways at most."),
            ),
            Picture("layers", ("from", "to")),
            example="沈砚秋 电子级双氧水 --strongest",
        ),
        Question(
            "attention",
            "Who is visited, and when",
            "谁在何时受到关注",
            "kg.analysis.attention:attention",
            (
                Option("by", "month", "Period by period.", choices=("year", "quarter", "month")),
                Option("who", None, "Only the visits of this official or body."),
                Option("kind", None, "Only sites of this class, such as Park."),
                Option("top", 20, "How many sites at most, in all periods."),
            ),
            Picture("heatmap", ("site", "period", "visits")),
            example="--kind Park --by quarter",
        ),
        Question(
            "before-investment",
            "Who was visited before an investment was announced",
            "哪些投资之前有过到访",
            "kg.analysis.attention:before_investment",
            (Option("days", 365, "How many days may lie between."),),
            example="--days 90",
        ),
        Question(
            "money",
            "Where the money goes, planned and done",
            "钱投向哪里：计划与已投",
            "kg.analysis.money:money",
            (
                Option(
                    "by", "park", "What it is summed up by.", choices=("park", "firm", "industry", "year", "project")
                ),
                Option("currency", "CNY", "Sums in this currency; they are never converted."),
            ),
            Picture("stacked", ("group", "done", "planned")),
            example="--by industry",
        ),
        Question(
            "chains",
            "Who makes what, and of what",
            "谁生产什么、原料从何而来",
            "kg.analysis.chains:chains",
            (
                Option("product", None, "Only this product and what it is made from."),
                Option("steps", 4, "How many steps up the chain."),
            ),
            Picture("layers", ("item", "into")),
            example="--product 单晶硅切片",
        ),
        Question(
            "specialisation",
            "What parks are strong in",
            "园区的专长",
            "kg.analysis.chains:specialisation",
            (
                Option("by", "product", "Products, or their industries.", choices=("product", "industry")),
                Option("minimum", 5, "How many statements on makers a park must have."),
            ),
            example="--by industry",
        ),
        Question(
            "capacity",
            "How much can be made, and how much is planned",
            "产能：已有与计划",
            "kg.analysis.chains:capacity",
            (Option("product", None, "Only this product."),),
            example="--product 单晶硅切片",
        ),
        Question(
            "policies",
            "Who issues and who carries out which policy",
            "谁发布、谁落实哪些政策",
            "kg.analysis.policies:policies",
            (Option("by", "year", "Period by period.", choices=("year", "quarter", "month")),),
            example="--by quarter",
        ),
        Question(
            "mentioned-together",
            "Which policies and projects stand in one article",
            "哪些政策与项目同见一篇",
            "kg.analysis.policies:mentioned_together",
            (),
        ),
    )
}
"""All questions by name, in the order of the help text and of the report."""


def question_named(name: str) -> Question:
    """Return the question of a name; raises `OptionError` with the nearest name."""
    if name not in QUESTIONS:
        near = get_close_matches(name, QUESTIONS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(QUESTIONS)}"
        raise OptionError(f"no question is named {name!r}; {hint}")
    return QUESTIONS[name]
