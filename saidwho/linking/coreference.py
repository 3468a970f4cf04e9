"""The named parties of one article: every name in the text, clustered into entities."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from saidwho.linking.actors_phrases import kind_of
from saidwho.linking.coreference_beside import (
    beside,
    has_article,
    heads_list,
    is_called,
    is_epithet,
    is_group,
    is_one_of,
    is_site,
    office_words,
    offices,
    sort_behind,
    top_token,
)
from saidwho.linking.names import initials, is_acronym, nationality, neutral, state_of
from saidwho.linking.names_found import Named, find_known, find_names
from saidwho.linking.names_tables import State, heads, organisation, titles
from saidwho.parsing import Parse
from saidwho.records import Span

COMMON_WORD = 40
"""A word that this many names share tells none of them: it is not followed."""
_FORCES = frozenset(("army", "military", "armed", "forces", "troops", "soldiers", "soldier"))


@dataclass(slots=True)
class Entity:
    """A party or person of the article. `name` is None where the text only describes it."""

    name: str | None
    span: Span
    sort: str
    kind: str | None
    id: str | None = None
    gender: str = ""
    plural: bool = False
    roles: set[str] = field(default_factory=set)
    office: set[str] = field(default_factory=set)
    nations: frozenset[str] = frozenset()
    affiliation: str | None = None
    words: frozenset[str] = frozenset()


@dataclass(slots=True)
class Cluster:
    """Names that are one, before they become an `Entity`."""

    names: list[Named]
    key: frozenset[str]
    into: Cluster | None = None

    def root(self) -> Cluster:
        """The cluster that this one was merged into."""
        at = self
        while at.into is not None:
            at = at.into
        return at


@dataclass(slots=True)
class Registry:
    """Entities by the token that names them. `where` and `what` are parallel, in order of the text."""

    entities: list[Entity] = field(default_factory=list)
    at: dict[int, Entity] = field(default_factory=dict)
    named: dict[int, Named] = field(default_factory=dict)
    people: dict[int, Entity] = field(default_factory=dict)
    where: list[int] = field(default_factory=list)
    what: list[Entity] = field(default_factory=list)
    bodies: list[tuple[int, Entity]] = field(default_factory=list)
    unlisted: dict[str, Entity] = field(default_factory=dict)
    """States that no table lists, by the code that stands in `nations`."""
    adjectives: dict[str, str] = field(default_factory=dict)
    """Their adjectives in this text, in small letters, with their names."""

    def add(self, named: Named, entity: Entity) -> None:
        """Records that a name at its tokens stands for an entity."""
        for token in range(named.first, named.last + 1):
            self.at[token] = entity
            self.named[token] = named


def find_entities(parse: Parse) -> Registry:
    """Every named entity of a text."""
    names = [n for n in find_names(parse) if not is_epithet(parse, n)]
    for named in names:
        _settle(parse, named)
    clusters = _by_key(names)
    _merge_brackets(parse, clusters)
    _merge_known(clusters)
    _merge_acronyms(clusters)
    _merge_short(clusters)
    keys = {c.key: _sort(c.root().names)[0] for c in clusters.values()}
    for named in find_known(parse, keys):
        home = clusters.get(party_key(named.key))
        if home is None:
            home = clusters[party_key(named.key)] = Cluster([], named.key)
        home.root().names.append(named)
    registry = Registry()
    for cluster in clusters.values():
        if cluster.into is None:
            _register(parse, cluster, registry)
    return registry


def _settle(parse: Parse, named: Named) -> None:
    """Corrects what the parser takes a name for by the nouns beside it."""
    if named.sort in ("group", "name", "thing", "place") and named.kind is None:
        top = top_token(parse, named.first, named.last)
        who = any(parse.dep[c] == "relcl" and "who" in parse.lower[c - 2 : c] for c in parse.children[top])
        if offices(parse, named) or (who and named.sort != "place") or is_called(parse, named):
            named.sort, named.kind, named.office = "person", "person", True
        elif named.sort == "place" and named.state is None and is_group(parse, named):
            named.sort, named.told = "group", True
        elif named.state is None and (heads_list(parse, named) or (named.sort == "group" and is_site(parse, named))):
            named.sort = "place"
        elif named.sort == "group" and is_one_of(parse, named):
            named.sort, named.kind = "person", "person"
        elif named.sort == "group":
            named.kind = sort_behind(parse, named)
    elif named.sort == "person" and not named.titles and (is_group(parse, named) or has_article(parse, named)):
        named.sort, named.kind, named.told = "group", None, is_group(parse, named)
    elif named.sort == "person" and not named.titles:
        near = (heads().get(parse.lower[c]) for c in beside(parse, named))
        if any(head is not None and "site" in head.flags for head in near) and not is_called(parse, named):
            named.sort, named.kind = "place", None
            return
        head = heads().get(parse.lower[named.first - 1]) if named.first else None
        if head and parse.dep[named.first - 1] in ("compound", "nmod") and parse.word[named.first - 1].islower():
            if not head.flags & {"role", "speaks", "people", "site", "document"}:
                named.sort, named.kind = "group", None if "vague" in head.flags else head.kind


def party_key(words: frozenset[str]) -> frozenset[str]:
    """One key for all words for a state's armed forces; other keys stay."""
    plain = {w for w in words if not w.startswith(("@", "?"))}
    if plain and plain <= _FORCES and len(plain) < len(words):
        return frozenset((*(words - plain), "army"))
    return words


def _by_key(names: list[Named]) -> dict[frozenset[str], Cluster]:
    clusters: dict[frozenset[str], Cluster] = {}
    for named in names:
        seat = named.state is not None and named.state.use == "seat"
        words = party_key(named.key) if not seat else frozenset((*named.key, f"%{named.text.lower()}"))
        clusters.setdefault(words, Cluster([], named.key)).names.append(named)
    return clusters


def _join(short: Cluster, full: Cluster) -> None:
    a, b = short.root(), full.root()
    if a is not b:
        a.into = b
        b.names.extend(a.names)


def _merge_brackets(parse: Parse, clusters: dict[frozenset[str], Cluster]) -> None:
    """“Armed Forces of X (AFX)”, also behind a body in small letters."""
    home = {n.first: (n, c) for c in clusters.values() for n in c.names}
    for named, cluster in list(home.values()):
        behind = home.get(named.last + 2)
        if behind is None or parse.word[named.last + 1] != "(" or named.sort not in ("group", "name", "person"):
            continue
        short, other = behind
        closed = short.last + 1 < len(parse) and parse.word[short.last + 1] in (")", ",", ";")
        if closed and _abbreviates(short.text, named.text) and named.first < named.last and short.sort != "state":
            _join(other, cluster)


def _abbreviates(short: str, full: str) -> bool:
    """An acronym, or one word whose letters are those of the name in order (“Dirpa”)."""
    if is_acronym(short):
        return True
    letters = iter(full.lower())
    return " " not in short and 3 < len(short) < 10 and all(c in letters for c in short.lower())


def _merge_known(clusters: dict[frozenset[str], Cluster]) -> None:
    first: dict[str, Cluster] = {}
    for cluster in clusters.values():
        known = organisation(cluster.names[0].text)
        if known is not None:
            home = first.setdefault(known.name, cluster)
            if home is not cluster:
                _join(cluster, home)


def _merge_acronyms(clusters: dict[frozenset[str], Cluster]) -> None:
    full: dict[str, list[Cluster]] = {}
    for cluster in clusters.values():
        for named in cluster.names[:3]:
            if named.sort in ("group", "name", "thing"):
                for short in initials(named.text):
                    full.setdefault(short, []).append(cluster)
    for cluster in clusters.values():
        text = cluster.names[0].text
        if is_acronym(text) and cluster.into is None:
            homes = {id(c.root()): c for c in full.get(text.replace(".", "").upper(), ()) if c is not cluster}
            if len(homes) == 1:
                _join(cluster, next(iter(homes.values())))


def _merge_short(clusters: dict[frozenset[str], Cluster]) -> None:
    """Last names and short forms: a name whose words are all in one longer name."""
    holding: dict[str, list[Cluster]] = {}
    for cluster in clusters.values():
        for word in cluster.key:
            holding.setdefault(word, []).append(cluster)
    ordered = sorted(clusters.values(), key=lambda c: -len(c.key))
    for cluster in ordered:
        if cluster.into is not None or not _may_be_short(cluster):
            continue
        rarest = min(sorted(cluster.key), key=lambda w: len(holding[w]))
        if len(holding[rarest]) > COMMON_WORD:
            continue
        homes: dict[int, Cluster] = {}
        for other in holding[rarest]:
            if other is not cluster and cluster.key < other.key and _alike(cluster, other):
                homes.setdefault(id(other.root()), other)
        home = next(iter(homes.values()), None) if len(homes) == 1 else _before(cluster, list(homes.values()))
        if home is not None and home.root() is not cluster:
            if _is_last_name(cluster, home):
                for named in home.root().names:
                    named.sort, named.kind = "person", "person"
            _join(cluster, home)


def _may_be_short(cluster: Cluster) -> bool:
    named = cluster.names[0]
    plain = [w for w in cluster.key if not w.startswith("@")]
    if named.state is not None or not plain or named.sort == "people" or organisation(named.text):
        return False
    return len(plain) > 1 or (plain[0] not in heads() and plain[0] not in titles())


def _alike(short: Cluster, full: Cluster) -> bool:
    a, b = _sort(short.names)[0], _sort(full.names)[0]
    if b == "person":
        last = full.names[0].text.replace("-", " ").split()
        ends = {w.lower() for w in (last[-1], last[0], *(last[1:-1] if len(last) > 2 else ()))}
        return a in ("person", "name", "group", "thing", "place") and bool(short.key & ends)
    if a == "person":
        return b in ("name", "thing") or _is_last_name(short, full)
    if a == "place" or b == "place":
        return False
    return b in ("group", "name", "thing")


def _is_last_name(short: Cluster, full: Cluster) -> bool:
    """“Verrane”, a person, beside “Tomas Verrane”, which the parser takes for a body."""
    words = full.names[0].text.split()
    plain = _sort(full.names) == ("group", None) and 1 < len(words) < 4 and not full.names[0].told
    return plain and _sort(short.names)[0] == "person" and short.names[0].text == words[-1]


def _before(cluster: Cluster, homes: list[Cluster]) -> Cluster | None:
    """Of several longer names, the one last used before the short one first appears."""
    first = cluster.names[0].first
    dated = [(max((n.first for n in h.names if n.first < first), default=-1), h) for h in homes]
    dated = [(at, h) for at, h in dated if at >= 0]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def _sort(names: list[Named]) -> tuple[str, str | None]:
    """The sort and kind that most of the names have; an unsure one counts for nothing."""
    votes = Counter(n.sort for n in names)
    weight = {"name": 0.1, "thing": 0.2, "place": 2.0}
    titled = any(n.titles or n.office for n in names)
    if not titled and any(n.told for n in names):
        return "group", next((n.kind for n in names if n.kind and n.sort == "group"), None)
    if not titled and any(n.sort == "group" and n.kind and " " in n.text for n in names):
        return "group", next(n.kind for n in names if n.sort == "group" and n.kind and " " in n.text)
    sort = "person" if titled else max(votes, key=lambda s: (votes[s] * weight.get(s, 1.0), s))
    kinds = [n.kind for n in names if n.kind and n.sort == sort]
    return sort, kinds[0] if kinds else None


def _register(parse: Parse, cluster: Cluster, registry: Registry) -> None:
    names = sorted(cluster.names, key=lambda n: n.first)
    sort, kind = _sort(names)
    best = max(names, key=lambda n: (_size(n), -n.first))
    state: State | None = best.state
    entity = Entity(
        name=state.name if state else _full(best.text),
        span=parse.span(best.first, best.last),
        sort="state" if state else sort,
        kind=kind,
        id=state.id if state else None,
        nations=nationality(best.text) or frozenset((state.id,) if state else ()),
        words=frozenset(w for n in names[:20] for w in n.key),
    )
    _with_sort(parse, names, best, entity)
    for named in names:
        for title in named.titles:
            known = titles().get(title) or titles().get(title.rstrip("."))
            if known:
                entity.gender = entity.gender or known.gender
                entity.roles.update([known.role] if known.role else [])
                entity.office.update(named.titles)
        registry.add(named, entity)
        top = top_token(parse, named.first, named.last)
        for c in parse.children[top]:
            if parse.dep[c] == "poss" and not named.first <= c <= named.last and sort == "group":
                owner = heads().get(parse.lower[c])
                if entity.kind == "armed group" and owner is not None and "body" in owner.flags:
                    entity.kind = owner.kind
                entity.nations |= nationality(parse.word[c])
                if named is best and kind in ("ministry", "state forces", "police") and not nationality(best.text):
                    _owned_by_state(parse, best, c, entity)
        _described(parse, named, entity)
    registry.entities.append(entity)


def _owned_by_state(parse: Parse, best: Named, c: int, entity: Entity) -> None:
    """“Chad's Ministry of National Defence”: a body of that name is a state's, and the state is part of its name."""
    text = neutral(parse.quote(parse.span(parse.left[c], best.last)))
    owner = state_of(neutral(parse.quote(parse.span(parse.left[c], c))) or "")
    if text and owner is not None and parse.left[c] < best.first:
        entity.name, entity.span = text, parse.span(parse.left[c], best.last)
        entity.words |= {f"@{owner.id}"}


def _full(name: str) -> str:
    """“Houthi” is the adjective of a known organisation's name, “Houthis”."""
    known = organisation(name)
    return known.name if known and known.name.lower() == f"{name.lower()}s" else name


def _with_sort(parse: Parse, names: list[Named], best: Named, entity: Entity) -> None:
    """What the text calls a group behind its name; a name that never stands alone takes it (“Houthi rebels”)."""
    if entity.sort != "group":
        return
    behind = [n.last + 1 if n.last + 1 < len(parse) and parse.head[n.last] == n.last + 1 else -1 for n in names]
    called = [i for i in behind if i >= 0 and "same" in getattr(heads().get(parse.lower[i]), "flags", ())]
    entity.words |= {parse.lower[i] for i in called[:20]}
    if called and len(called) == len(names) and " " not in best.text and parse.ent[best.first] == "NORP":
        entity.name = f"{best.text} {parse.word[called[0]]}"
        entity.span = parse.span(called[0] - 1, called[0])


def _size(named: Named) -> tuple[int, int]:
    """A full name before an acronym, more words before fewer."""
    return (0 if is_acronym(named.text) else 1, len(named.text.replace("-", " ").split()))


def _described(parse: Parse, named: Named, entity: Entity) -> None:
    """What nouns beside a name say of it: “Name, the governor of …”, “police inspector Name”, “the group Name”."""
    if entity.sort == "person":
        for c in offices(parse, named):
            entity.roles.add(parse.lower[c])
            entity.office |= office_words(parse, c)
    elif entity.sort in ("group", "name") and entity.kind is None:
        for c in beside(parse, named):
            head = heads().get(parse.lower[c])
            if head is not None and not head.flags & {"people", "role", "speaks", "site"}:
                told = kind_of(parse, c) if "vague" in head.flags else head.kind
                plain = not any(parse.dep[k] in ("amod", "compound", "nmod") for k in parse.children[c] if k < c)
                entity.kind = told or (head.kind if plain else None)
                break
    if entity.sort in ("group", "name"):
        near = (c for c in beside(parse, named) if c < named.first)
        entity.words |= {parse.lower[c] for c in near if "same" in getattr(heads().get(parse.lower[c]), "flags", ())}
