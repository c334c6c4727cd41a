"""The components of the pipeline, in their order: candidates, mentions, coreference, relations.

Candidates lie in ``doc.spans["candidates"]``, values in ``doc.spans["values"]``, mentions in ``doc.spans["kg"]``
(names inside names included) and, without those, in ``doc.ents``. ``span.id_`` names the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc, Span

from kg.frames.discourse import tell
from kg.frames.engine import Setting, owners, project_stages, read_article
from kg.frames.marks import Title, values_in
from kg.frames.memory import Told
from kg.frames.reader import WEIGHTS as READER_WEIGHTS
from kg.frames.reader import Home as DivisionInMind
from kg.frames.reader import load_reader, load_weigher, revise
from kg.frames.reader.weigher import WEIGHTS as WEIGHER_WEIGHTS
from kg.frames.spans import firm_kinds, owned_kinds
from kg.lexicon import load, zones_in
from kg.link.home import Home, find_home, renamed
from kg.naming.anatomy import LEVEL_ENDS
from kg.nlp.arbiter import Likely, choose
from kg.nlp.bodies import find_bodies
from kg.nlp.candidates import Candidate
from kg.nlp.identity import home_mention, identify, lookup
from kg.nlp.model import (
    JUDGE_WEIGHTS,
    WEIGHTS,
    Asked,
    Lattice,
    Marked,
    Tagger,
    assured,
    inner_options,
    is_proposed,
    load_judge,
    load_names,
    load_policy,
    options,
    pooled,
)
from kg.nlp.people import find_people, find_titles
from kg.nlp.people.words import KIN
from kg.nlp.state import State, state_of
from kg.nlp.things import find_things
from kg.nlp.tokenizer import keys_of
from kg.nlp.wholes import placed
from kg.patterns import Quick
from kg.records import Article, Mention

CANDIDATES, VALUES, MENTIONS = "candidates", "values", "kg"
_FOUND_AGAIN = "coref:"
"""Where a mention comes from that no component filed: a name that the page has elsewhere."""
Component = Callable[[Doc], Doc]
_S = TypeVar("_S", Mention, Title)


def _file(doc: Doc, candidates: Iterable[Candidate]) -> Doc:
    """Add candidates to those that other components have filed."""
    keys = keys_of(doc.vocab)
    spans = [
        Span(doc, c.start, c.end, label=keys[c.cls], span_id=keys[c.source]) for c in candidates if c.start < c.end
    ]
    if CANDIDATES in doc.spans:
        doc.spans[CANDIDATES].extend(spans)
    else:
        doc.spans[CANDIDATES] = spans
    return doc


class _Names(dict[int, str]):
    """The labels and sources of spans by their keys: each is made a text of once, and not for every span."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = self._strings[key]
        return name


@lru_cache(maxsize=1)
def _names_of(strings: StringStore) -> _Names:
    return _Names(strings)


def _filed(doc: Doc, group: str) -> list[Candidate]:
    """Return the spans of a group as candidates."""
    names = _names_of(doc.vocab.strings)
    return [Candidate(s.start, s.end, names[s.label], names[s.id]) for s in doc.spans.get(group, [])]


_LEADERS = Quick(
    "(?:(?:自治区|地区|[省市州盟县区旗]){1,4}级?(?:党政军?|四大班子|四套班子)?|[市县区]级)领导(?:同志)?"
    "(?=[一-鿿]{2,4}(?:[、和，等]|[一-鿿]))(?!干部|班子|小组|机构)"
)
"""Before a list of names it is the title of all of them."""
_LEADERS_BEHIND = re.compile(
    "等(?:[在来][一-鿿]{0,2}的)?((?:自治区|地区|[省市州盟县区旗])+级?(?:党政军?|四大班子|四套班子)?领导(?:同志)?)(?!干部|小组|机构)"
)
"""Behind a list of names it is so too."""


@Language.component("kg_lexicon", assigns=["doc.spans"])
def lexicon(doc: Doc) -> Doc:
    """File the names of the word lists that need no context: development zones of the public lists."""
    return _file(
        doc,
        (Candidate(start, end, "Park", "bodies:park.listed") for start, end in zones_in(state_of(doc).reading.text)),
    )


@Language.component("kg_shapes", assigns=["doc.spans"])
def shapes(doc: Doc) -> Doc:
    """File names by how they are built: firms, parks, agencies, places, projects, products, policies."""
    text = state_of(doc).reading.text
    return _file(doc, _owned(text, [*find_bodies(text), *find_things(text)]))


def _owned(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the names, works without the place in brackets between their firm and them: 云澜集团（西丰）|轴承项目."""
    firms = {c.end: c.start for c in sorted(found, reverse=True) if c.cls == "Firm"}
    for candidate in found:
        end = text.find("）", candidate.start, candidate.end)
        if candidate.cls == "Project" and text[candidate.start] == "（" and candidate.start in firms and end > 0:
            yield Candidate(firms[candidate.start], candidate.end, candidate.cls, "bodies:firm.joined")
            yield candidate._replace(start=end + 1)
        else:
            yield candidate


@Language.component("kg_people", assigns=["doc.spans"])
def people(doc: Doc) -> Doc:
    """File persons by what stands around them, and keep the titles for the relations."""
    state = state_of(doc)
    text = state.reading.text
    beside = find_titles(text)
    found = find_people(text, beside)
    titles = [Title(t.start, t.end, t.text, t.kind) for t in beside if t.kind != KIN]
    leaders = [
        Title(*m.span(m.lastindex or 0), m[m.lastindex or 0], "official")
        for pattern in (_LEADERS, _LEADERS_BEHIND)
        for m in pattern.finditer(text)
    ]
    state.titles = sorted([*titles, *leaders], key=lambda t: t.start)
    state.bylines = {(p.start, p.end) for p in found if p.byline}
    return _file(doc, (Candidate(p.start, p.end, p.cls, p.source) for p in found))


@Language.component("kg_values", assigns=["doc.spans"])
def values(doc: Doc) -> Doc:
    """File dates, sums of money and capacities."""
    state = state_of(doc)
    state.values = {s.start: values_in(state.reading.text, s.start, s.end) for s in state.reading.sentences}
    rows = sorted((unit.start, unit.end, unit.kind) for units in state.values.values() for unit in units)
    doc.spans[VALUES] = [Span(doc, start, end, label=label) for start, end, label in rows]
    return doc


@Language.factory(
    "kg_model",
    default_config={"weights": str(WEIGHTS), "judge": str(JUDGE_WEIGHTS)},
    requires=["doc.spans"],
    assigns=["doc.spans"],
)
def model(nlp: Language, name: str, weights: str, judge: str) -> Component:  # noqa: ARG001 - spaCy hands them to all
    """Return what files the names that a trained tagger sees, and weighs all candidates; raises `ModelError`."""
    tagger, trained, policy = load_names(Path(weights)), load_judge(Path(judge)), load_policy()

    def weigh(doc: Doc) -> Doc:
        state = state_of(doc)
        asked, lattice = asked_of(doc, tagger)
        text = state.reading.text
        inner = inner_options(text, asked, lattice)
        likely = pooled(assured(text, trained.likely(text, asked, lattice), policy), policy)
        inside = trained.inside(text, inner, lattice)
        state.likely = Likely(likely, policy.least, inside, policy.least_inner, policy.least_alone)
        added = [candidate for candidate in [*asked, *inner] if is_proposed(candidate)]
        return _file(doc, added)

    return weigh


def asked_of(doc: Doc, tagger: Tagger) -> tuple[Asked, Lattice]:
    """Return all candidates of a Doc, those that a tagger adds included, and what the tagger makes of its sentences."""
    reading = state_of(doc).reading
    values = [Marked(s.start, s.end, s.label_) for s in doc.spans.get(VALUES, [])]
    lattice = tagger.read(reading.text, [(s.start, s.end) for s in reading.sentences], values)
    return options(reading.text, _filed(doc, CANDIDATES), lattice.names, values), lattice


@Language.component("kg_arbiter", requires=["doc.spans"], assigns=["doc.ents", "doc.spans"])
def arbiter(doc: Doc) -> Doc:
    """Choose among the candidates: ``doc.ents``, and ``doc.spans["kg"]`` with the names inside names."""
    filed = _filed(doc, CANDIDATES)
    state = state_of(doc)
    state.joined = [c for c in filed if c.source.endswith(".joined")]
    outer, inner, state.mute = choose(state.reading.text, filed, state.likely)
    keys = keys_of(doc.vocab)
    spans = {c: Span(doc, c.start, c.end, label=keys[c.cls], span_id=keys[c.source]) for c in sorted([*outer, *inner])}
    doc.set_ents([spans[c] for c in outer], default="outside")
    doc.spans[MENTIONS] = list(spans.values())
    return doc


@Language.component("kg_coref", requires=["doc.ents", "doc.spans"])
def coref(doc: Doc) -> Doc:
    """Say which mentions name the same entity, find short names, and resolve 我市, 该公司, missing subjects."""
    state = state_of(doc)
    filed = _filed(doc, MENTIONS)
    text = state_of(doc).reading.text
    paper = state.reading.paper
    home = _home_of(text, filed, paper)
    # In the paper of a city below a prefecture 市政协 is that of the city.
    divisions = (home.at(level) for level in home.levels)
    own = {name for division in divisions if division is not None for name in division.names}
    works = [*state.joined, *placed(text, filed)]
    mentions, state.clusters = identify(text, filed, works, own, renamed(home, text))
    mute = {at for span in state.mute for at in range(span.start, span.end)}
    # 云澜|博览会: the short name of a firm is none in the name of an event.
    mentions = [m for m in mentions if not (m.source.startswith(_FOUND_AGAIN) and m.start in mute)]
    state.mentions = mentions if state.likely is None else _weighed(mentions, state.likely)
    state.home = _home_of(text, state.mentions, paper)
    state.homes = [_own_home(state, state.home, text, article) for article in state.reading.articles]
    state.told = [_tell(state, text, index) for index in range(len(state.reading.articles))]
    return doc


def _weighed(mentions: Sequence[Mention], likely: Likely) -> list[Mention]:
    """Return mentions with how likely the likeliest naming of their entity is a name."""
    spans: dict[tuple[int, int], float] = {}
    for candidate, value in likely.of.items():
        spans[candidate[:2]] = max(value, spans.get(candidate[:2], 0.0))
    best: dict[str | None, float] = {}
    for mention in mentions:
        value = spans.get((mention.start, mention.end), 0.0)
        best[mention.entity] = max(value, best.get(mention.entity, 0.0))
    return [Mention(m.start, m.end, m.cls, m.text, m.source, m.entity, best[m.entity]) for m in mentions]


def _home_of(text: str, named: Sequence[Candidate] | Sequence[Mention], paper: str | None) -> Home:
    """Return the divisions that a page writes about; where it names none, those that its parks are named after.

    淮安经济开发区 on a page of 市委书记 speaks of 淮安, but 青山湖科技城 of no district far away.
    """
    home = find_home(text, _places(text, named), paper=paper)
    if home.levels:
        return home
    leading = (load().leading(text[m.start : m.end]) for m in named if m.cls == "Park")
    return find_home(text, [name for name in leading if name and not _is_bare_district(name)], paper=paper)


def _places(text: str, named: Sequence[Candidate] | Sequence[Mention]) -> list[str]:
    """Return the places that mentions name, for the divisions that are written about.

    A new area is named after what lies there: 北海新区 on a page of 营口 does not speak of the city of 北海.
    """
    parks = {m.start: text[m.start : m.end] for m in named if m.cls == "Park"}
    places = [(text[m.start : m.end], parks.get(m.start, "")) for m in named if m.cls == "Place"]
    places = [(name, park) for name, park in places if not (park and _is_bare_district(name))]
    own = [name for name, park in places if name[-1] in LEVEL_ENDS or not _AREA.search(park)]
    return own or [name for name, _ in places]


_AREA = re.compile("(?<!高)新区$")


def _is_bare_district(name: str) -> bool:
    division = load().division(name)
    return division is not None and division.name.endswith("区") and division.level == "county" and name[-1] != "区"


_start = attrgetter("start")


def _begun_in(spans: list[_S], stretch: tuple[int, int]) -> list[_S]:
    """Return the mentions or titles, which are in order, that begin in a stretch of the text."""
    first, last = (bisect_left(spans, at, key=_start) for at in stretch)
    return spans[first:last]


def _lead(state: State, index: int) -> Mention | None:
    """Return the first body that the headline of an article names."""
    spans = state.reading.articles[index].headlines
    bodies = owners()
    named = [m for span in spans for m in _begun_in(state.mentions, span) if m.cls in bodies]
    return min(named, key=_start, default=None)


_HEADING = re.compile(
    "(?:[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[（(][^（）()]{1,3}[）)])?(?:(?:项目|工程)名称[：:])?"
)
"""What may stand in a headline before the name that all of it gives."""


def _about(state: State, text: str, index: int) -> Mention | None:
    """Return the firm or project whose name is all that the headline of an article says: 项目名称：轴承项目."""
    for span in state.reading.articles[index].headlines:
        start = match.end() if (match := _HEADING.match(text, *span)) else span[0]
        for mention in _begun_in(state.mentions, span):
            if (mention.start, mention.end) == (start, span[1]) and mention.cls in firm_kinds() | owned_kinds():
                return mention
    return None


def _tells(mention: Mention, state: State) -> bool:
    """Return whether a mention takes part in what is told: no reporter, and no set phrase of ideology."""
    return (mention.start, mention.end) not in state.bylines and not mention.source.endswith(".boilerplate")


def _own_home(state: State, home: Home, text: str, article: Article) -> Home:
    """Return the divisions that one article writes about."""
    names = _places(text, _begun_in(state.mentions, article.span))
    county = home.filed_from(text[slice(*article.byline)]) if article.byline is not None else None
    names = [*names, county] if county is not None else names
    return home.within(find_home(text[slice(*article.span)], names, paper=county), names)


def _tell(state: State, text: str, index: int) -> list[Told]:
    sentences = [s for s in state.reading.sentences if s.article == index and s.part != "byline"]
    body = [s for s in sentences if s.part != "headline"]
    heads = [s for s in sentences if s.part == "headline"]
    span = state.reading.articles[index].span
    mentions = [m for m in _begun_in(state.mentions, span) if _tells(m, state)]
    titles = _begun_in(state.titles, span)
    home = _home(state, index)

    def find(name: str) -> Mention | None:
        return lookup(state, name)

    lead, about = _lead(state, index), _about(state, text, index)
    tells = partial(tell, home=home, lookup=find, lead=lead, page=state.mentions, values=state.values)
    return [*tells(text, body, mentions, titles, about=about), *tells(text, heads, mentions, titles)]


def _home(state: State, index: int) -> Callable[[str], Mention | None]:
    return lambda level: home_mention(state, level, state.homes[index])


def homes_of(state: State, index: int) -> list[DivisionInMind]:
    """Return the divisions that an article writes about and the page names, each once, the lowest first."""
    found: dict[str | None, DivisionInMind] = {}
    for level in ("county", "city", "any"):
        mention = home_mention(state, level, state.homes[index], enter=False)
        if mention is not None:
            found.setdefault(mention.entity, DivisionInMind(level, mention))
    return list(found.values())


@Language.component("kg_relations")
def relations(doc: Doc) -> Doc:
    """Read the relations of each article."""
    state = state_of(doc)
    for told, setting in zip(state.told, _settings(state), strict=True):
        state.relations.extend(read_article(told, setting))
    return doc


@Language.factory("kg_reader", default_config={"weights": str(READER_WEIGHTS), "claims": str(WEIGHER_WEIGHTS)})
def reader(nlp: Language, name: str, weights: str, claims: str) -> Component:  # noqa: ARG001 - spaCy hands them over
    """Return what adds to the relations of the rules, and takes from them, by trained weights; raises `ModelError`."""
    trained, weigh = load_reader(Path(weights)), load_weigher(Path(claims))

    def reread(doc: Doc) -> Doc:
        state = state_of(doc)
        for index, (told, setting) in enumerate(zip(state.told, _settings(state), strict=True)):
            homes = homes_of(state, index)
            state.relations = revise(told, setting, trained, weigh, homes=homes, found=state.relations)
        return doc

    return reread


def _settings(state: State) -> list[Setting]:
    """Return for each article that is told what it has outside its sentences."""
    issued = _day(state.reading.issued)
    stages = project_stages(state.told)
    return [
        Setting(
            _day(state.reading.articles[index].issued) or issued,
            _home(state, index),
            lambda name: lookup(state, name),
            stages=stages,
        )
        for index in range(len(state.told))
    ]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso is not None and len(iso) == 10 else None
