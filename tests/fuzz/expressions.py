"""Every regular expression of the project: run as a program, it prints them as JSON.

A fresh interpreter notes what is compiled while all modules are imported, all that they keep is made, and pages are
read; the places in the source where an expression is compiled or used say whether one was missed.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
_FUNCTIONS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"}
_AT_ONE_PLACE = {"match", "fullmatch"}
_PAGES = ("seeds", "tests/pages")


class Site(NamedTuple):
    """A place in the source that compiles an expression."""

    path: str
    first: int
    last: int
    name: str
    """What keeps the expression: a constant or a function; empty where it is used at once."""
    at_one_place: bool
    """Whether it is tried at one place of a text only, and not at each."""
    literal: tuple[str, int] | None
    """The expression and its flags where they stand there as they are."""


class Expression(NamedTuple):
    """An expression with its flags; bytes are given as the characters of the same codes."""

    pattern: str
    flags: int
    at_one_place: bool
    where: str


def expressions() -> list[Expression]:
    """Return every expression of the project; raises CalledProcessError where they cannot be collected."""
    command = [sys.executable, "-m", "tests.fuzz.expressions"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [Expression(*row) for row in json.loads(done.stdout)]


def sites() -> list[Site]:
    """Return the places in the source that compile expressions."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "kg").rglob("*.py"))}
    uses = {path: list(_uses(tree)) for path, tree in trees.items()}
    everywhere = [use for found in uses.values() for use in found]
    found = []
    for path, tree in trees.items():
        for call, name in _calls(tree, ""):
            own = uses[path] if name.startswith("_") else everywhere
            how = {method for used, method in own if used == name} if name else {call.func.attr}  # type: ignore[attr-defined]
            at_one_place = bool(how) and how <= _AT_ONE_PLACE
            last = call.end_lineno or call.lineno
            found.append(Site(path.relative_to(ROOT).as_posix(), call.lineno, last, name, at_one_place, _literal(call)))
    return found


def _calls(node: ast.AST, name: str) -> Iterator[tuple[ast.Call, str]]:
    """Give each call that compiles an expression, with the name of what keeps it."""
    for child in ast.iter_child_nodes(node):
        inner = name
        if isinstance(child, ast.FunctionDef):
            inner = ""
            if len(child.body) in {1, 2} and isinstance(child.body[-1], ast.Return) and _compiles(child.body[-1].value):
                inner = child.name
        elif isinstance(child, ast.Assign) and _compiles(child.value) and isinstance(child.targets[0], ast.Name):
            inner = child.targets[0].id
        if isinstance(child, ast.Call) and _is_of_re(child):
            yield child, inner if _compiles(child) else ""
        yield from _calls(child, inner)


def _compiles(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and _is_of_re(node) and node.func.attr == "compile"  # type: ignore[attr-defined]


def _is_of_re(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in _FUNCTIONS
    )


def _uses(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Give how each name is used: a method called on it, or on what it returns; nothing for another use."""
    known: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            inner = node.value.func if isinstance(node.value, ast.Call) else node.value
            if name := _name(inner):
                known.add(id(inner))
                yield name, node.attr
    for node in ast.walk(tree):
        if (name := _name(node)) and id(node) not in known and not isinstance(getattr(node, "ctx", None), ast.Store):
            yield name, ""


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _literal(call: ast.Call) -> tuple[str, int] | None:
    """Return an expression that stands in a call as it is, with its flags."""
    if not call.args or not isinstance(call.args[0], ast.Constant):
        return None
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    if call.func.attr == "compile":  # type: ignore[attr-defined]
        flags += call.args[1:]
    named = {node.attr for flag in flags for node in ast.walk(flag) if isinstance(node, ast.Attribute)}
    return _plain(call.args[0].value, sum(getattr(re, name) for name in named))


def _plain(pattern: str | bytes, flags: int) -> tuple[str, int]:
    if isinstance(pattern, bytes):
        return pattern.decode("latin-1"), int(flags) | re.ASCII
    return pattern, int(flags)


def _collect() -> list[Expression]:
    """Return what is compiled, and what the source compiles itself."""
    found: dict[tuple[str, int], set[tuple[str, int]]] = {}
    compile_one = re._compile  # type: ignore[attr-defined]
    own = f"{ROOT}/"

    def noting(pattern: Any, flags: int) -> re.Pattern[Any]:
        if not isinstance(pattern, re.Pattern):
            frame = sys._getframe(1)
            while frame.f_back and frame.f_globals.get("__name__") == "re":
                frame = frame.f_back
            file = frame.f_code.co_filename
            if file.startswith(f"{own}kg/"):
                found.setdefault(_plain(pattern, flags), set()).add((file.removeprefix(own), frame.f_lineno))
        return compile_one(pattern, flags)

    re._compile = noting  # type: ignore[attr-defined]
    _make_all()
    known = sites()
    missed = {site for site in known if site.literal is None} - {s for at in found.values() for s in _within(at, known)}
    if missed:
        raise SystemExit(f"expressions that were not seen: {', '.join(f'{s.path}:{s.first}' for s in sorted(missed))}")
    for site in known:
        if site.literal:
            found.setdefault(site.literal, set()).add((site.path, site.first))
    return [
        Expression(pattern, flags, all(s.at_one_place for s in _within(at, known)), ":".join(map(str, min(at))))
        for (pattern, flags), at in found.items()
    ]


def _within(at: set[tuple[str, int]], known: list[Site]) -> list[Site]:
    return [site for path, line in at for site in known if site.path == path and site.first <= line <= site.last]


def _make_all() -> None:
    """Import every module, make what its functions keep, and read pages."""
    import kg

    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("kg.")]
    for function in [value for module in modules for value in vars(module).values()]:
        if isinstance(function, functools._lru_cache_wrapper) and not inspect.signature(function).parameters:
            function()
    from kg.extract import extract
    from kg.nlp import load_pipeline
    from kg.page import find_pages, read

    pipeline = load_pipeline()
    for folder in _PAGES:
        for _, path in find_pages(str(ROOT / folder)):
            if path.suffix != ".json":
                extract(read(path), pipeline)


if __name__ == "__main__":
    json.dump(_collect(), sys.stdout)
