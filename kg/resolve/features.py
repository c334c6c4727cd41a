"""How much speaks for two units being one, and what: readable features, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.folding import fold
from kg.lexicon import load
from kg.naming.persons import share_bearing
from kg.resolve.apart import FEW
from kg.resolve.candidate import Candidate, Found, reason
from kg.resolve.names import AGENCY, FIRM, PERSON, PLACE, PRODUCT
from kg.resolve.pairs import Blocks, is_registered, is_stated, is_variant, named_in, possible_forms, shortens
from kg.resolve.policy import policy
from kg.resolve.units import Post, Unit

_SHARED = {
    "locatedIn": "shared.park",
    "Project": "shared.project",
    "Person": "shared.person",
    "Firm": "shared.body",
    "Agency": "shared.body",
    "Organization": "shared.body",
    "Park": "shared.site",
    "Place": "shared.site",
    "Product": "shared.product",
    "Policy": "shared.policy",
}
_PROPER = {FIRM, PRODUCT}
"""Classes of which a short name is a name of its own and not a common word such as 经开区."""


class Judge:
    """Compares units; holds what is asked about all of them."""

    def __init__(self, units: Mapping[str, Unit], blocks: Blocks, leader: Callable[[str], str]) -> None:
        """Take the units and how they are found by name; `leader` tells which ones are known to be one by now."""
        self._units = units
        self._blocks = blocks
        self._leader = leader
        self._besides: dict[str, set[str]] = {}
        self._on_page: dict[str, list[str]] = {}
        for unit in units.values():
            for doc in unit.docs:
                self._on_page.setdefault(doc, []).append(unit.ref)

    def compare(self, a: str, b: str) -> Candidate:
        """Return two units with everything that speaks for their being one and against it."""
        one, other = self._units[a], self._units[b]
        if (other.alone, len(other.name)) > (one.alone, len(one.name)):
            one, other = other, one
        reasons = [*self._names(one, other), *self._shared(one, other)]
        if one.root == PERSON:
            reasons += [*self._persons(one, other), *self._together(one, other)]
        # A leader of the whole country is on pages of every province, and who is sent elsewhere on those of another.
        known = any(each.feature in {"post.same", "post.former"} for each in reasons)
        if one.root != PRODUCT:
            # Registered names are on pages of every province too.
            known = known or (one.alone and other.alone)
            reasons += [r for r in _places(one, other) if not (known and r.feature == "place.far")]
            reasons += self._lying(one, other)
        if both := one.docs & other.docs:
            reasons.append(reason("against.page", a=min(both)))
        if set(one.classes).isdisjoint(other.classes):
            reasons.append(reason("against.class", a=min(one.classes), b=min(other.classes)))
        return Candidate(a, b, one.root, tuple(reasons))

    def _names(self, one: Unit, other: Unit) -> Iterable[Found]:
        """Give what the names say; `one` is the one whose name tells by itself, if one of them is."""
        if is_variant(one, other):
            yield reason("name.variant", a=one.name, b=other.name)
        elif fold(one.name) == fold(other.name):
            yield reason("name.same", a=one.name)
        elif is_stated(one, other) or (one.root in _PROPER and not other.alone and fold(other.name) in one.forms):
            yield reason("name.stated", a=one.name, b=other.name)
        elif not other.forms.isdisjoint(possible_forms(one)) or (
            one.root == FIRM and is_registered(one) and shortens(fold(other.name), one)
        ):
            yield reason("name.brand", a=one.name, b=other.name)
        elif common := sorted(one.forms & other.forms):
            yield reason("name.shared", a=one.name, b=common[0])
        if one.root == PERSON:
            share = share_bearing(one.name)
            if share < policy().rare:
                yield reason("name.rare", a=one.name)
            elif share > policy().common:
                yield reason("name.common", a=one.name)
        elif one.root in policy().only and not (one.root == FIRM and one.alone and other.alone):
            yield from self._bearers(one, other)

    def _bearers(self, one: Unit, other: Unit) -> Iterable[Found]:
        """Give whether anything else where the less telling of two is could bear its name."""
        others: set[str] = set()
        mine = {self._leader(one.ref), self._leader(other.ref)}
        for form in {fold(name) for name in other.names}:
            others.update(self._led(self._blocks.bearers(form, other)))
        if others := others - mine:
            yield reason("name.several", b=other.name, n=len(others))
        elif not policy().plans.search(other.name):
            yield reason("name.only", b=other.name)

    def _shared(self, one: Unit, other: Unit) -> Iterable[Found]:
        """Give one reason for each kind of neighbour that two have in common: the one that fewest others have."""
        if not one.near or not other.near:
            return
        told: set[str] = set()
        for kind, feature in _SHARED.items():
            if feature in told or (one.root == PERSON and feature == "shared.body"):
                continue
            common = self._led(one.near.get(kind, ())) & self._led(other.near.get(kind, ()))
            rare = [ref for ref in common if self._degree(ref) <= FEW and not self._units[ref].codes]
            if rare:
                told.add(feature)
                ref = min(rare, key=lambda ref: (self._degree(ref), ref))
                yield reason(feature, a=self._units[ref].name)

    def _lying(self, one: Unit, other: Unit) -> Iterable[Found]:
        """Give whether two lie in two divisions, or in two other places."""
        mine, theirs = (
            {c for ref in u.near.get("locatedIn", ()) for c in self._units[ref].codes} for u in (one, other)
        )
        if one.root == PLACE:
            mine, theirs = mine or {*one.counties}, theirs or {*other.counties}
        if mine and theirs and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs):
            yield reason("against.place", a=_place(min(mine)), b=_place(min(theirs)))
            return
        towns, others = (
            {self._leader(ref) for ref in unit.near.get("locatedIn", ()) if self._is_town(ref)} for unit in (one, other)
        )
        if towns and others and towns.isdisjoint(others):
            yield reason("against.place", a=self._units[min(towns)].name, b=self._units[min(others)].name)

    def _is_town(self, ref: str) -> bool:
        return self._units[ref].root == PLACE and not self._units[ref].codes

    def begin(self) -> None:
        """Forget what followed from the clusters of the round before."""
        self._besides.clear()

    def touched(self, refs: Iterable[str]) -> set[str]:
        """Return the units whose comparison may come out otherwise when some units became parts of others."""
        found = set()
        for ref in refs:
            unit = self._units[ref]
            found.add(ref)
            found.update(*unit.near.values())
            for doc in sorted(unit.docs)[:FEW]:
                found.update(self._on_page[doc])
        return found

    def _together(self, one: Unit, other: Unit) -> Iterable[Found]:
        """Give something that pages of both name, and few others."""
        mine, theirs = self._beside(one), self._beside(other)
        common = [ref for ref in mine & theirs if len(self._units[ref].docs) <= FEW]
        if common:
            ref = min(common, key=lambda ref: (len(self._units[ref].docs), ref))
            yield reason("shared.page", a=self._units[ref].name)

    def _beside(self, unit: Unit) -> set[str]:
        """Return what the pages of a unit name beside it: no persons, no divisions, no goods."""
        known = self._besides.get(unit.ref)
        if known is None:
            known = self._besides[unit.ref] = {
                self._leader(ref)
                for doc in sorted(unit.docs)[:FEW]
                for ref in self._on_page[doc]
                if (named := self._units[ref]) is not unit
                and named.root not in {PERSON, PRODUCT}
                and not named.codes
                and len(named.docs) <= FEW
            }
        return known

    def _led(self, refs: Iterable[str]) -> set[str]:
        return {self._leader(ref) for ref in refs}

    def _degree(self, ref: str) -> int:
        return sum(map(len, self._units[ref].near.values()))

    def _persons(self, one: Unit, other: Unit) -> Iterable[Found]:
        """Give what the posts of two persons say."""
        posts, others = self._posts(one), self._posts(other)
        bodies = {post.body for post in posts}
        same = {(p.title, p.body) for p in posts} & {(p.title, p.body) for p in others}
        shared = bodies & {post.body for post in others}
        if same:
            title, body = min(same)
            yield reason("post.same", a=title, b=self._units[body].name)
        elif shared:
            yield reason("post.body", b=self._units[min(shared)].name)
        before = next(iter(self._before(one, other)), None) or next(iter(self._before(other, one)), None)
        if before is not None:
            yield reason("post.former", a=one.name, b=before)
            return
        clash = next(iter(sorted(_clashes(posts, others))), None)
        if clash is not None and not same:
            yield reason("against.posts", a=self._told(clash[0]), b=self._told(clash[1]))
        elif not (posts and others) and self._is_high(posts | others) and not {PERSON} & {*one.classes, *other.classes}:
            yield reason("post.office")
        elif posts and others and not shared:
            yield reason("against.bodies", a=self._told(min(posts)), b=self._told(min(others)))

    def _before(self, one: Unit, other: Unit) -> Iterable[str]:
        """Give the posts of one person that pages about the other tell of as held before."""
        for post in sorted(one.posts):
            body = self._units[post.body]
            for told in sorted(other.former):
                if told.endswith(post.title) and any(len(form) > 1 and form in told for form in body.forms):
                    yield f"{body.name}{post.title}"

    def _posts(self, unit: Unit) -> set[Post]:
        return {Post(self._leader(post.body), post.title, post.date) for post in unit.posts}

    def _is_high(self, posts: Iterable[Post]) -> bool:
        """Return whether one of some posts is at a division or at an organ that its name tells of."""
        bodies = [self._units[post.body] for post in posts]
        return any(body.codes or (body.root == AGENCY and body.alone) for body in bodies)

    def _told(self, post: Post) -> str:
        return f"{self._units[post.body].name}{post.title}"


def _places(one: Unit, other: Unit) -> Iterable[Found]:
    """Give what the places of two say: those that stand in their names, and those that their pages write about."""
    if one.root != PERSON and (named := {code for unit in (one, other) if (code := named_in(unit))}):
        homes = one.homes | other.homes
        if any(home.startswith(code) for code in named for home in homes):
            yield reason("place.named", a=_place(min(named)))
    if not one.homes or not other.homes:
        return
    if same := one.homes & other.homes:
        yield reason("place.same", a=_place(min(same)))
        return
    nested = sorted((x, y) for x in one.homes for y in other.homes if x.startswith(y) or y.startswith(x))
    if nested:
        outer, inner = sorted(nested[0], key=len)
        yield reason("place.within", a=_place(outer), b=_place(inner))
    elif cities := {h[:4] for h in one.homes if len(h) > 2} & {h[:4] for h in other.homes if len(h) > 2}:
        yield reason("place.city", a=_place(min(cities)))
    elif {h[:2] for h in one.homes}.isdisjoint(h[:2] for h in other.homes):
        yield reason("place.far", a=_place(min(one.homes)), b=_place(min(other.homes)))


def _clashes(some: Iterable[Post], others: Iterable[Post]) -> Iterable[tuple[Post, Post]]:
    """Give the chief posts at two bodies that are held over the same time."""
    mine, theirs = _chief(some), _chief(others)
    for (body, title), (first, last) in mine.items():
        for (second_body, second_title), (start, end) in theirs.items():
            if body != second_body and first <= end and start <= last:
                yield Post(body, title, first), Post(second_body, second_title, start)


def _chief(posts: Iterable[Post]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the chief posts with the first and last date that pages say they are held; only those with dates."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for post in posts:
        if post.date and policy().chief.search(post.title):
            first, last = found.get((post.body, post.title), (post.date, post.date))
            found[post.body, post.title] = min(first, post.date), max(last, post.date)
    return found


def _place(code: str) -> str:
    division = load().by_code.get(code)
    return division.name if division is not None else code
