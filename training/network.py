"""The network of the tagger as it learns.

It learns to make the labels of gold likely, with the moves between them: a linear-chain conditional random field over
what a layer of gated recurrent units makes of each sentence (`kg.nlp.model.network`). Needs PyTorch (BSD-3-Clause;
2.13.0 was used), which no extra names: what pip fetches under that name takes gigabytes on many machines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from kg.nlp.model.columns import LISTS
from kg.nlp.model.network import NARROW, WIDE, rows_of
from training.sentences import LABELS, TABLE_OF, Sentences

EPOCHS, RATE, DECAY = 6, 3e-3, 1e-4
TOGETHER = 8192
"""So many characters make a step."""
SHARE = 0.5
"""So many of the variants are read in an epoch."""
DROPPED = 0.35
WARM, CLIPPED = 300, 5.0
SIZE = 192
"""Of the states, and of what is known of a character."""
_WIDTH = {"char": 64, "pair": 48, "word": 48, "tag": 24, "value": 8, "listed": 12, "before": 8, "after": 8, "tail": 6}
_OFTEN = {"char": 3, "pair": 4, "word": 4, "tag": 20, "value": 5, "listed": 5, "before": 50, "after": 50, "tail": 1}
"""So often a value must stand to be looked up."""
LAYERS = 2
"""Names, and names inside names."""
_SEED = 7


class Batch(NamedTuple):
    """Some sentences of about one length, a row each."""

    seen: dict[str, Tensor]
    lists: Tensor
    labels: Tensor
    lengths: Tensor
    mirror: Tensor
    """For each step of a row the one that it is when the sentence is read from its end."""


class Source:
    """Sentences as what a network is shown."""

    def __init__(self, sentences: Sentences, keys: Mapping[str, np.ndarray]) -> None:
        """Take sentences, and the values that are looked up."""
        self._seen = {n: torch.from_numpy(rows_of(keys[table], sentences.seen[n])) for n, table in TABLE_OF.items()}
        self._lists, self._labels = torch.from_numpy(sentences.lists), torch.from_numpy(sentences.labels)
        self.lengths = np.array(sentences.lengths)
        self._starts = np.cumsum(self.lengths) - self.lengths

    def batch(self, which: Sequence[int]) -> Batch:
        """Return some of the sentences."""
        lengths = self.lengths[which]
        steps = np.arange(lengths.max())
        rows = torch.from_numpy(np.minimum(self._starts[which][:, None] + steps, len(self._labels) - 1))
        seen = {name: values[rows] for name, values in self._seen.items()}
        last = lengths[:, None] - 1
        mirror = torch.from_numpy(np.where(steps <= last, last - steps, steps))
        return Batch(seen, self._lists[rows], self._labels[rows], torch.from_numpy(lengths), mirror)

    def batches(self, which: Iterable[int]) -> list[list[int]]:
        """Return the numbers of sentences by what is read together."""
        found: list[list[int]] = [[]]
        for number in which:
            if found[-1] and self.lengths[number] * (len(found[-1]) + 1) > TOGETHER:
                found.append([])
            found[-1].append(number)
        return found


class Net(nn.Module):
    """The network as it learns."""

    def __init__(self, keys: Mapping[str, np.ndarray]) -> None:
        """Begin by chance; `keys` are the values that are looked up."""
        super().__init__()
        self.keys = keys
        self.tables = nn.ModuleDict({name: nn.Embedding(len(keys[name]) + 1, size) for name, size in _WIDTH.items()})
        for table in self.tables.values():
            nn.init.normal_(table.weight, 0, 0.3)
        self.known = nn.Linear(sum(_WIDTH[table] for table in TABLE_OF.values()) + len(LISTS), SIZE)
        self.ways = nn.ModuleList([nn.GRU(SIZE, SIZE, batch_first=True) for _ in range(2)])
        self.out = nn.Linear(3 * SIZE, LAYERS * len(LABELS))
        self.moves = nn.Parameter(torch.zeros(LAYERS, len(LABELS), len(LABELS)))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, batch: Batch) -> Tensor:
        """Return a logarithm for each label of each character: of the names, and of the names inside them."""
        looked_up = [self.tables[table](batch.seen[name]) for name, table in TABLE_OF.items()]
        known = self.drop(torch.relu(self.known(self.drop(torch.cat([*looked_up, batch.lists], -1)))))
        ahead, _ = self.ways[0](known)
        behind, _ = self.ways[1](_turned(known, batch.mirror))
        states = self.drop(torch.cat((ahead, _turned(behind, batch.mirror)), -1))
        found: Tensor = self.out(torch.cat((states, known), -1))
        return found.unflatten(-1, (LAYERS, len(LABELS)))


def _turned(rows: Tensor, mirror: Tensor) -> Tensor:
    return rows.gather(1, mirror[:, :, None].expand_as(rows))


def fit(plain: Sentences, others: Sentences) -> Net:
    """Return the network that sentences and variants of them teach: in each epoch all, and other variants."""
    torch.manual_seed(_SEED)
    dice = np.random.default_rng(_SEED)
    source = Source(Sentences.together([plain, others]), keys := keys_of(plain))
    net = Net(keys)
    optimizer = torch.optim.AdamW(net.parameters(), betas=(0.9, 0.98), weight_decay=DECAY)
    count, more = len(plain.lengths), len(others.lengths)
    step, steps = 0, math.inf
    net.train()
    for _ in range(EPOCHS):
        drawn = dice.choice(more, int(more * SHARE), replace=False) + count
        which = sorted([*range(count), *drawn], key=lambda number: source.lengths[number] + 3 * dice.random())
        batches = source.batches(which)
        if step == 0:
            steps = len(batches) * EPOCHS
        for number in dice.permutation(len(batches)):
            share = min(1, step / WARM) * max(0.01, (1 + math.cos(math.pi * min(1, step / steps))) / 2)
            optimizer.param_groups[0]["lr"] = RATE * share
            batch = source.batch(batches[number])
            scores = net(batch)
            loss = sum(unlikely(scores[:, :, n], net.moves[n], batch, n) for n in range(LAYERS))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), CLIPPED)
            optimizer.step()
            step += 1
    return net


def keys_of(sentences: Sentences) -> dict[str, np.ndarray]:
    """Return the values of each kind that stand often enough to be looked up, in order."""
    found = {}
    for name, least in _OFTEN.items():
        values, counts = np.unique(sentences.seen[name], return_counts=True)
        found[name] = values[counts >= least]
    return found


def unlikely(scores: Tensor, moves: Tensor, batch: Batch, layer: int) -> Tensor:
    """Return minus the logarithm of how likely the labels of a batch are, ten times its mean over the characters.

    That of a linear-chain conditional random field.
    """
    labels, lengths = batch.labels[:, :, layer], batch.lengths
    inside = torch.arange(scores.shape[1])[None] < lengths[:, None]
    right = (scores.gather(2, labels[:, :, None])[:, :, 0] * inside).sum()
    right = right + (moves[labels[:, :-1], labels[:, 1:]] * inside[:, 1:]).sum()
    ahead, steps = scores[:, 0], moves.exp()
    for place in range(1, scores.shape[1]):
        most = ahead.amax(1, keepdim=True).detach()
        reached = torch.log((ahead - most).exp() @ steps + 1e-30) + most + scores[:, place]
        ahead = torch.where(inside[:, place : place + 1], reached, ahead)
    return (torch.logsumexp(ahead, 1).sum() - right) * 10 / lengths.sum()


def write(net: Net, out: Path) -> None:
    """Write the weights, folded: tables for what goes into the layers and around them, gates side by side."""
    with torch.no_grad():
        arrays = {name: array.numpy() for name, array in _folded(net)}
    found: dict[str, np.ndarray] = {f"{name}_keys": values for name, values in net.keys.items()}
    for name in dict.fromkeys(WIDE.values()):
        table = arrays.pop(name)
        scale = np.abs(table).max(axis=1, keepdims=True) / 127
        found |= {name: np.round(table / scale).astype(np.int8), f"{name}_scale": scale.astype(np.float16)}
    found |= {name: array.astype(np.float16) for name, array in arrays.items()}
    out.parent.mkdir(exist_ok=True)
    np.savez_compressed(out, labels=np.array(LABELS), **found)


def _folded(net: Net) -> Iterator[tuple[str, Tensor]]:
    """Give the arrays as `kg.nlp.model.network` reads them."""
    for name in dict.fromkeys(WIDE.values()):
        yield name, net.tables[name].weight
    mix, at = net.known.weight.T, sum(_WIDTH[table] for table in WIDE.values())
    yield "mix", mix[:at]
    for name in NARROW:
        yield name, net.tables[name].weight @ mix[at : at + _WIDTH[name]]
        at += _WIDTH[name]
    yield "lists", mix[at:]
    yield "known_bias", net.known.bias
    # Half the weights of the gates: the logistic function is made of a hyperbolic tangent.
    half = torch.cat((torch.full((2 * SIZE,), 0.5), torch.ones(SIZE)))
    # What the state adds to both gates stands with what comes in; to the new state it adds before the reset.
    first = torch.cat((torch.ones(2 * SIZE), torch.zeros(SIZE)))
    yield "into", torch.cat([way.weight_ih_l0 * half[:, None] for way in net.ways]).T
    yield "into_bias", torch.cat([(way.bias_ih_l0 + way.bias_hh_l0 * first) * half for way in net.ways])
    yield "again", torch.stack([(way.weight_hh_l0 * half[:, None]).T for way in net.ways])
    yield "again_bias", torch.stack([way.bias_hh_l0[2 * SIZE :] for way in net.ways])[:, None]
    yield "out", net.out.weight.T
    yield "out_bias", net.out.bias
    yield "moves", net.moves
