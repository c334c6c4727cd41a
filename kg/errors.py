"""Every error the package raises on purpose.

KgError                     one clear line: what, where, what to do; the command line exits with 2
├── InputError              a page or folder cannot be read
│   ├── NotFound            it is not there
│   ├── EmptyInput          it holds nothing to read
│   ├── UnknownFormat       it is no text, HTML or PDF
│   ├── UnknownEncoding     its characters cannot be told
│   ├── DamagedInput        it breaks off or is encrypted
│   └── TooLarge            it is over the limit
├── OutputError             a result cannot be written
├── EngineError             workers cannot be started, or are not what they must be
├── BusyError               another run holds the folder or the store
├── StoreError              a store does not answer, or does not take what is written
├── OntologyError           schemas/ contradicts itself
│   └── UnknownTerm         a class or predicate that schemas/ does not define
├── RuleError               a rule, pattern or word list is wrong
├── ModelError              the trained component is not installed, or not the one that was measured
├── QueryError              a SPARQL query is wrong or unknown
│   ├── RefusedQuery        it would write, or ask another server
│   ├── LateQuery           it takes longer than it may
│   ├── LargeQuery          it takes more memory than it may
│   └── UnknownForm         its answer is asked for in a form that there is none of
├── OptionError             an option or argument has a value that it cannot have
└── GoldError               a gold file is wrong
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class KgError(Exception):
    """Base of all errors that a user can do something about; ``str(error)`` is one line."""

    def __str__(self) -> str:
        """Return the message, in which what is told of a file may have had line breaks."""
        return " ".join(super().__str__().splitlines())


class InputError(KgError):
    """A page or folder cannot be read."""


class NotFound(InputError):
    """A path that was given does not exist."""


class EmptyInput(InputError):
    """A file or folder holds nothing to read."""


class UnknownFormat(InputError):
    """A file is neither text, HTML nor PDF."""


class UnknownEncoding(InputError):
    """The characters of a text file cannot be told."""


class DamagedInput(InputError):
    """A file breaks off, is encrypted, or is not what it says it is."""


class TooLarge(InputError):
    """A file is over the size limit."""


class OutputError(KgError):
    """A result cannot be written; nothing half written is left behind."""


class EngineError(KgError):
    """The workers that pages are handed to cannot be started or reached, or run another version of the program."""


class BusyError(KgError):
    """Another run is at work on a folder or store; nothing was changed."""


class StoreError(KgError):
    """A store does not answer, or does not take what is written; loading again goes on where it stopped."""


class OntologyError(KgError):
    """The files under ``schemas/`` contradict themselves."""


class UnknownTerm(OntologyError):
    """A rule, page or option names a class or predicate that ``schemas/`` does not define."""

    def __init__(self, name: str, *, where: str, known: Iterable[str]) -> None:
        near = get_close_matches(name, sorted(known), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "; see `kg schema classes`"
        super().__init__(f"{where}: no class or predicate {name!r}{hint}")


class RuleError(KgError):
    """A rule, pattern or word list under ``kg/resources/`` is wrong."""


class ModelError(KgError):
    """The trained component is asked for and not installed, or its weights are not those that were measured."""


class QueryError(KgError):
    """A SPARQL query is wrong, or no query has that name."""


class RefusedQuery(QueryError):
    """A query would do more than read this graph: write, or ask another server."""


class LateQuery(QueryError):
    """A query was stopped, since it took longer than it may."""


class LargeQuery(QueryError):
    """A query was stopped, since it or its answer took more memory than it may."""


class UnknownForm(QueryError):
    """The answer to a query is asked for in a media type that it cannot be written in."""


class OptionError(KgError):
    """An option of a command, or an argument of a function, has a value that it cannot have."""


class GoldError(KgError):
    """A gold file is not what `kg score` can read."""
