"""From mentions to entities of a page: clusters, short names that the text uses, the home division."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence

from kg.folding import fold
from kg.lexicon import Matcher, load
from kg.link.cluster import Cluster, Links, Named, cluster, link_persons, link_places, link_risen
from kg.link.home import Home, renamed
from kg.naming import short_forms
from kg.naming.anatomy import LEVEL_ENDS
from kg.nlp.bare import bare_zones
from kg.nlp.bodies import declared_short_forms
from kg.nlp.built import recast
from kg.nlp.candidates import Candidate
from kg.nlp.forms import ZONES, link_forms
from kg.nlp.state import State
from kg.nlp.towns import town_shorts
from kg.nlp.wholes import without_place
from kg.records import Mention

_BODIES = frozenset({"Firm", "Park", "Agency", "Organization"})
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}(?:[镇乡]|街道|苏木)")
_CHAIN = 12
"""The longest name of a division at the head of a chain of them."""
_ADDRESSED = "people:short"
"""The source of forms made of a surname and a post: 沈书记."""
_PLACE, _PARK = "Place", "Park"
_MAKER = 3
"""No short name of a firm that is no longer tells it from goods."""


def identify(
    text: str,
    filed: Sequence[Candidate],
    joined: Sequence[Candidate],
    home: Container[str] | None = None,
    risen: Sequence[str] = (),
) -> tuple[list[Mention], dict[str, Cluster]]:
    """Return the mentions of a page in order, each with the key of its entity, and the entities by key.

    `home` are the names of the divisions that the page writes about, if they are known: 市工信局 is short for none of
    another city. `risen` is the name of the page's own division, with those it had before.
    """
    links = Links()
    filed = _without_makers(text, filed)
    declared = _declared(text, filed, links)
    known = {text[c.start : c.end]: c.cls for c in filed if _repeats(text[c.start : c.end], c)}
    shorts = _short_mentions(text, [*filed, *declared], known, links, home)
    # The place that a short name begins with is no place of its own there: 江苏|云澜.
    inside = {c for c in filed if c.cls == _PLACE and any(s.start <= c.start and c.end <= s.end for s in shorts)}
    filed = [c for c in filed if c not in inside]
    shorts += _towns(text, [*filed, *declared, *shorts], links)
    taken = [*filed, *declared, *shorts]
    shorts += bare_zones(text, _PARK, taken, _busy(text, taken))
    again = _again(text, known, [*filed, *declared, *shorts], "coref:again")
    everything = sorted({*filed, *declared, *shorts, *again})
    names = [Named(c.cls, text[c.start : c.end], c.start, _weight(c)) for c in everything]
    places = [n.text for n in names if n.cls == _PLACE]
    link_places(links, places)
    link_risen(links, places, risen)
    addressed = {text[c.start : c.end] for c in everything if c.source == _ADDRESSED}
    link_persons(links, (n.text for n in names if n.cls in {"Official", "Person"}), addressed)
    link_forms(links, names)
    clusters = cluster(names, links)
    if risen and (own := clusters.get(fold(risen[0]))) is not None and own.name in risen:
        own.name = risen[0]
    _name_otherwise(text, joined, everything, links, clusters)
    named = [(c, links.root(fold(text[c.start : c.end]))) for c in everything]
    recast(text, named, clusters)
    mentions = [
        Mention(c.start, c.end, clusters[key].cls, text[c.start : c.end], c.source, entity=key) for c, key in named
    ]
    return mentions, clusters


def _towns(text: str, filed: Sequence[Candidate], links: Links) -> list[Candidate]:
    """Return where a text names a town without its level, joined with its full name."""
    found = town_shorts(text, _PLACE, filed, _busy(text, filed))
    for candidate, full in found:
        links.join(fold(text[candidate.start : candidate.end]), fold(full))
    return [candidate for candidate, _ in found]


def _without_makers(text: str, filed: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without goods that bear the short name of a firm of the page: 恒澜铁合金 is the firm."""
    firms = {text[c.start : c.end] for c in filed if c.cls == "Firm"}
    goods = {text[c.start : c.end] for c in filed if c.cls == "Product" and c.end - c.start > _MAKER}
    shorts = {short for firm in firms if goods for short in short_forms(firm, "Firm") if short in goods}
    return [c for c in filed if c.cls != "Product" or text[c.start : c.end] not in shorts]


def _repeats(name: str, candidate: Candidate) -> bool:
    """Return whether a name is long enough to be one wherever it stands again."""
    return len(name) > 3 or (len(name) > 2 and candidate.cls in _BODIES)


def _weight(candidate: Candidate) -> float:
    """Return how much a mention says about its class: little where it only repeats a name."""
    return 0.3 if candidate.source.endswith(("again", "short")) else 1.0


def _declared(text: str, filed: Sequence[Candidate], links: Links) -> list[Candidate]:
    """Return the mentions made by 以下简称 and bracketed second names, and join them with the full ones."""
    found = []
    ends = {c.end: c for c in filed}
    starts = {c.start: c for c in filed}
    named = _busy(text, filed)
    taken = bytearray(named)
    done: set[str] = set()
    for full_start, full_end, start, end in declared_short_forms(text):
        full = ends.get(full_end) or starts.get(full_start)
        if full is None or start >= end:
            continue
        short = text[start:end]
        links.join(fold(short), fold(text[full.start : full.end]))
        fresh = [Candidate(start, end, full.cls, "coref:declared")] if not any(named[start:end]) else []
        _take(taken, fresh)
        if short not in done:
            done.add(short)
            fresh += _free(text, {short: full.cls}, taken, "coref:declared.again")
            _take(taken, fresh)
        found += fresh
    return found


def _elsewhere(name: str, short: str, home: Container[str] | None) -> bool:
    """Return whether a short form by a level would be another division's: 市工信局 for the one of another city."""
    if home is None or short[0] not in LEVEL_ENDS or short[1:] not in name:
        return False
    place = name[: len(name) - len(short) + 1]
    return name.endswith(short) and place in load().by_name and place not in home and place[:-1] not in home


def _short_mentions(
    text: str,
    filed: Sequence[Candidate],
    known: dict[str, str],
    links: Links,
    home: Container[str] | None = None,
) -> list[Candidate]:
    """Return the places where the text calls a body by a short form, joined with its full name.

    A form that two bodies of the page could have is nobody's; one that begins a `known` name there is no short form.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    classes: dict[str, str] = {}
    full_names = {text[c.start : c.end]: c.cls for c in filed if c.cls in _BODIES}
    for name, cls in full_names.items():
        for short in short_forms(name, cls):
            if len(short) > 1 and short in text and short != name and not _elsewhere(name, short, home):
                wanted[short].add(links.root(fold(name)))
                classes.setdefault(short, cls)
    present = {text[c.start : c.end]: c.cls for c in filed}
    for short in sorted(wanted, key=lambda s: (-len(s), s)):
        owners = {links.root(name) for name in wanted[short]} - {links.root(fold(short))}
        if len(owners) == 1 and present.get(short) == classes[short]:
            links.join(fold(short), owners.pop())
    roots = {short: {links.root(name) for name in names} for short, names in wanted.items()}
    own = {short: next(iter(names)) for short, names in roots.items() if len(names) == 1}
    fresh = {short: classes[short] for short in own if short not in present}
    # The known names are looked for as well: 云澜纺织 in 云澜纺织厂 is part of the full name, printed again.
    longest = _again(text, known | fresh, [c for c in filed if c.cls != _PLACE], "coref:short")
    ends = {c.start: c.end for c in filed if c.cls == _PLACE}
    starts = {end: start for start, end in ends.items()}
    found = [
        c
        for c in longest
        if text[c.start : c.end] in fresh
        and all(ends.get(at, at) <= c.end and starts.get(at, at) >= c.start for at in range(c.start, c.end + 1))
    ]
    for candidate in found:
        short = text[candidate.start : candidate.end]
        links.join(fold(short), own[short])
    return found


def _again(text: str, forms: dict[str, str], taken: Sequence[Candidate], source: str) -> list[Candidate]:
    """Return the free occurrences of forms in the text; the longest form at each place."""
    return _free(text, forms, _busy(text, taken), source) if forms else []


def _busy(text: str, taken: Iterable[Candidate]) -> bytearray:
    """Return for each character of the text whether a candidate holds it."""
    busy = bytearray(len(text))
    _take(busy, taken)
    return busy


def _take(busy: bytearray, taken: Iterable[Candidate]) -> None:
    """Mark the characters that candidates hold."""
    for candidate in taken:
        busy[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)


def _free(text: str, forms: dict[str, str], busy: bytearray, source: str) -> list[Candidate]:
    """Return the occurrences of forms that nothing busy touches."""
    matcher = Matcher(sorted(forms), once=True)
    return [
        Candidate(start, end, forms[matcher.names[index]], source)
        for start, end, index in matcher.scan(text)
        if not any(busy[start:end])
    ]


def _name_otherwise(
    text: str,
    joined: Iterable[Candidate],
    everything: Sequence[Candidate],
    links: Links,
    clusters: dict[str, Cluster],
) -> None:
    """Note joined names (A高新区B产业园) as forms of their last parts, and names without the place before them."""
    starts: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in everything:
        starts[one.end, one.cls].append(one.start)
    for candidate in joined:
        start = min((at for at in starts[candidate.end, candidate.cls] if at > candidate.start), default=None)
        if start is not None:
            key = links.root(fold(text[start : candidate.end]))
            clusters[key].forms[text[candidate.start : candidate.end]] += 1
    places = frozenset(text[c.start : c.end] for c in everything if c.cls == _PLACE)
    for name, cls in {(text[c.start : c.end], c.cls) for c in everything}:
        rest = without_place(name, cls, places)
        if rest is not None and fold(rest) not in clusters:
            clusters[links.root(fold(name))].forms[rest] += 0


def lookup(state: State, name: str) -> Mention | None:
    """Return a mention of the entity of this name; of 园区 the park named most; a division is entered if it is none."""
    key = fold(name)
    if key not in state.clusters:
        known = {fold(form): root for root, found in state.clusters.items() for form in found.forms}
        key = known.get(key, key)
    if key not in state.clusters:
        key = next(iter(_only_zone(state, name)), key)
    if key not in state.clusters:
        name = _lowest(name)
        division = load().division(name)
        if division is None and not _TOWN.fullmatch(name):
            return None
        names = (name, *division.names) if division is not None else (name,)
        key = next((k for k in map(fold, names) if k in state.clusters), fold(name))
        state.clusters.setdefault(key, Cluster("Place", name, _unused((name, *_printed(state, names)))))
    found = state.clusters[key]
    return Mention(0, 0, found.cls, found.name, "lookup", entity=key)


def _lowest(name: str) -> str:
    """Return the last of a chain of divisions: 门源县 of 海北州门源县, 青石镇 of 平川县青石镇."""
    for size in range(min(_CHAIN, len(name) - 2), 1, -1):
        if name[:size] in load().by_name and name[size - 1] in LEVEL_ENDS and not name.endswith(name[:size]):
            rest = name[size:]
            if rest in load().by_name or _TOWN.fullmatch(rest):
                return _lowest(rest)
    return name


def _only_zone(state: State, name: str) -> list[str]:
    """Return the key of the only park of a page that 高新区 or 开发区 can mean."""
    endings = [ending for head, ending in ZONES if re.fullmatch(head, name)][:1]
    found = [key for end in endings for key, c in state.clusters.items() if c.cls == "Park" and end.search(c.name)]
    return found if len(found) == 1 else []


def home_mention(state: State, level: str, home: Home, *, enter: bool = True) -> Mention | None:
    """Return a mention of the division of a level that the page writes about.

    One that the page names only inside other names is entered as an entity, or with `enter` off is None. What the page
    prints of its name, were it only in that of the paper (云城日报), is another name of it; None where it prints none.
    """
    division = home.at(level)
    if division is None:
        return None
    key = next((k for k in map(fold, division.names) if k in state.clusters), None)
    if key is None:
        if not enter:
            return None
        forms = _printed(state, division.names)
        if not forms:
            return None
        # A page from before a division's promotion knows nothing of its name of today.
        today = {*forms, *renamed(home, state.reading.text)}
        before = [form for form in forms if form in division.former] if division.name not in today else []
        name = max(before, key=len, default=division.name)
        key = fold(name)
        state.clusters[key] = Cluster("Place", name, _unused((name, *forms)))
    return Mention(0, 0, state.clusters[key].cls, state.clusters[key].name, f"home:{level}", entity=key)


def _printed(state: State, names: Iterable[str]) -> list[str]:
    """Return those of the names of a division that the page prints, were it only in that of the paper."""
    printed = f"{state.reading.paper or ''}\n{state.reading.text}"
    return [name for name in names if name in printed]


def _unused(names: Iterable[str]) -> Counter[str]:
    """Return the forms of what is entered without a naming of its own."""
    return Counter(dict.fromkeys(names, 0))
