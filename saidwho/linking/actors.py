"""Speakers of attributions, actors and targets of event mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saidwho.linking.actors_claimants import mark_claimants
from saidwho.linking.actors_fit import is_scene, no_doer, no_target
from saidwho.linking.actors_home import home_state
from saidwho.linking.actors_joined import join_offices
from saidwho.linking.actors_known import identify
from saidwho.linking.actors_media import join_press, mark_media
from saidwho.linking.actors_nouns import meant
from saidwho.linking.actors_offices import office_of
from saidwho.linking.actors_owners import Held, Meant, Use
from saidwho.linking.actors_persons import mark_persons
from saidwho.linking.actors_phrases import counted, head_of, head_token, members
from saidwho.linking.actors_places import mark_places
from saidwho.linking.actors_records import actor_of
from saidwho.linking.actors_table import load_actors
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_bodies import find_parties, replace_unnamed
from saidwho.linking.coreference_salience import FIRST, PRONOUNS, Salience
from saidwho.linking.names_tables import documents
from saidwho.linking.places_found import Named as Toponym
from saidwho.parsing import Parse
from saidwho.records import Actor, Article, Attribution, EventMention, Span

_CHARGES = frozenset(("charge", "allegation", "accusation", "wrongdoing", "involvement"))
_PEOPLE = frozenset(
    "man men woman women person persons people foreigner foreigners youth youths boy boys girl girls"
    " individual individuals suspect suspects teenager teenagers".split()
)
"""Nouns that tell of a doer only that he is human; who is harmed counts as a civilian by them, who harms does not."""


_MEN = frozenset(("bombers", "attackers", "fighters", "members", "men", "martyrs", "gunmen"))
BANDS = ("armed group", "rebel group", "political militia", "communal militia", "movement")


class Linker:
    """Held while one article is linked: call `speakers` first, then `parties` for each mention.

    `actors` is the path of a user's own table of actors, `toponyms` the report's places.
    """

    def __init__(
        self, parse: Parse, article: Article, actors: str | None = None, *, toponyms: Sequence[Toponym] = ()
    ) -> None:
        self.parse = parse
        self.accusing: frozenset[str] = frozenset()
        self.read_out: set[str] = set()
        """Attributions of words that stand in a document: “we” in them is not who passes them on."""
        self.dateline = article.dateline.span if article.dateline else None
        registry = find_parties(parse, self.dateline)
        mark_places(parse, registry, toponyms)
        year = article.published.year if article.published else None
        known = identify(parse, registry, load_actors(actors), year=year)
        self.held = Held(
            parse, registry, Salience(parse, registry), self.dateline, home_state(parse, registry, toponyms)
        )
        self.held.known = known
        title = next((n for n, p in enumerate(article.paragraphs) if p.kind == "title"), None)
        self.held.title_end = next((k for k, para in enumerate(parse.para) if para != title), len(parse))
        agency = article.dateline.agency if article.dateline else None
        self.held.outlets = tuple(name for name in (article.outlet, agency) if name)
        for where, entity in zip(registry.where, registry.what, strict=True):
            if where in registry.named:
                self.held.mentions.setdefault(id(entity), []).append(where)

    def speakers(self, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        """The attributions with their sources resolved, in the same order."""
        parse, done = self.parse, {a.id: a for a in attributions}
        self.accusing = frozenset(a.id for a in attributions if a.cue_class == "accuse" and not _first_person(parse, a))
        self.held.said = tuple(span for a in attributions for span in a.content)
        mark_media(self.held, attributions)
        mark_persons(self.held, attributions)
        claiming = mark_claimants(self.held, attributions)
        join_offices(self.held, attributions)
        join_press(self.held, attributions)
        relays = {a.parent for a in attributions if a.source}
        before: Attribution | None = None
        for attribution in _parents_first(parse, attributions):
            if not attribution.source:
                continue
            span = attribution.source[0]
            if _denies_charge(parse, attribution, before):
                self.held.salience.accused.update(parse.tokens_in(span))
            before = attribution
            self.held.salience.claiming = attribution.id in claiming
            actor, entity = self.resolve(span, "source", self._speaker(attribution.parent))
            self.held.salience.claiming = False
            done[attribution.id] = replace(attribution, speaker=actor)
            token = head_token(self.parse, self._behind_dateline(span))
            if entity is not None and token is not None:
                self.held.speaking[attribution.id] = entity
                self.held.salience.resolved[token] = entity
                replace_unnamed(self.held.registry, token, entity)
                if _is_read_out(attribution, done.get(attribution.parent), self.held.speaking.get(attribution.parent)):
                    self.read_out.add(attribution.id)
                if not (attribution.id in relays and _only_relays(parse, attribution, entity)):
                    self.held.salience.speaks(token, entity)
                words = parse.quote(span) if head_of(parse, token)[0] in documents() else ""
                words += " " + attribution.channel.as_written if attribution.channel is not None else ""
                if words and entity.kind != "media":
                    self.held.channels.append((token, words.lower(), entity))
        return tuple(done[a.id] for a in attributions)

    def parties(self, mention: EventMention) -> EventMention:
        """The mention with its actors and targets resolved from its roles."""
        speaker = self._speaker(mention.attribution) if mention.attribution not in self.accusing else None
        actors = self._of(mention, ("actor",), "actor", speaker)
        why = {id(a): no_doer(self.parse, a) for a in actors}
        parties = tuple(a for a in actors if (a.kind != "place" or a.id) and why[id(a)] is None)
        parties = tuple(a for a in parties if not is_scene(self.parse, a, mention.type))
        if mention.type != "PROTEST":
            parties = tuple(self._human(a) for a in parties)
        hit = _apart(self._of(mention, ("target", "victim"), "target", speaker), parties)
        unfit = {id(t): no_target(self.parse, t, mention.type) for t in hit}
        targets = tuple(t for t in hit if unfit[id(t)] is None)
        if speaker is not None and speaker.name and speaker.kind in BANDS and self._names_men(mention):
            parties = tuple(replace(a, affiliation=a.affiliation or speaker.name) for a in parties)
        unknown = dict(mention.unknown)
        if actors and not parties:
            unknown["actors"] = next((w for w in why.values() if w is not None), "only a place is named")
        if hit and not targets:
            unknown["targets"] = next(w for w in unfit.values() if w is not None)
        return replace(mention, actors=parties, targets=targets, unknown=unknown)

    def _speaker(self, attribution: str) -> Entity | None:
        """Who says the words of an attribution; nobody where somebody only passes on what a document says."""
        return None if attribution in self.read_out else self.held.speaking.get(attribution)

    def _names_men(self, mention: EventMention) -> bool:
        """“It gave the names of the bombers”: whom a group names so are its own."""
        words = self.parse.lower[slice(*self._tokens_of(mention.sentence))]
        return "names" in words and any(w in _MEN for w in words[words.index("names") :])

    def _tokens_of(self, span: Span) -> tuple[int, int]:
        tokens = self.parse.tokens_in(span)
        return (tokens[0], tokens[-1] + 1) if tokens else (0, 0)

    def _of(self, mention: EventMention, roles: tuple[str, ...], use: Use, speaker: Entity | None) -> tuple[Actor, ...]:
        spans = [r.span for r in mention.roles if r.name in roles and not self._in_dateline(r.span)]
        return _once([self.resolve(span, use, speaker)[0] for span in spans])

    def _human(self, actor: Actor) -> Actor:
        """A doer of whom only “a man” is said is unidentified."""
        top = head_token(self.parse, actor.span)
        said = {self.parse.lower[top]} if top is not None else set()
        unnamed = self.held.registry.people.get(top) if top is not None else None
        said |= unnamed.roles if unnamed is not None else set()
        return replace(actor, kind="unidentified") if actor.kind == "civilians" and said & _PEOPLE else actor

    def _in_dateline(self, span: Span) -> bool:
        return self.dateline is not None and self.dateline.start <= span.start and span.end <= self.dateline.end

    def resolve(self, span: Span, use: Use, speaker: Entity | None) -> tuple[Actor, Entity | None]:
        """Whom the words of a source or role mean; `speaker` is who says the words around them."""
        parse = self.parse
        if self._in_dateline(span):
            return Actor(span, parse.quote(span), unknown={"name": "a dateline names no speaker"}), None
        top = head_token(parse, self._behind_dateline(span))
        if top is None:
            return Actor(span, parse.quote(span), unknown={"name": "no word names anybody"}), None
        whole = counted(parse, top) if use != "source" else top
        found = meant(self.held, whole, use, speaker)
        if whole != top and parse.lower[whole] in PRONOUNS and found.entity is not None and found.entity.name:
            found = Meant(None, 0.0, reason="some of those whom a pronoun means, who may be things")
        top = whole
        if use != "source" and (found.entity is None or found.entity.name is None):
            found = self._first_of_two(top, span) or found
        if use == "source" and (found.entity is None or found.entity.name is None):
            found = self._behind_office(top, span) or found
        actor = actor_of(self.held, span, top, found, use)
        parts = members(parse, top, span)
        if len(parts) > 1 and use == "source":
            actor = self._joined(actor, parts, span, use, speaker)
        return actor, found.entity

    def _first_of_two(self, top: int, span: Span) -> Meant | None:
        """“Arland's army and foreign soldiers”, of which the parser makes one phrase: the body that is named."""
        parse = self.parse
        for c in parse.children[top]:
            entity = self.held.registry.at.get(c) if parse.dep[c] in ("nmod", "compound") and c < top else None
            joined = any(parse.dep[k] == "cc" for k in parse.children[c])
            if joined and entity is not None and entity.name and entity.sort == "group" and c in parse.tokens_in(span):
                return Meant(entity, 0.9)
        return None

    def _behind_office(self, top: int, span: Span) -> Meant | None:
        """“a spokesperson for the agency, Ann Lee”: the person behind the comma, who has that office."""
        parse, head = self.parse, head_of(self.parse, top)[1]
        if head is None or not head.flags & {"role", "speaks"}:
            return None
        for k in parse.tokens_in(span):
            entity = self.held.registry.at.get(k) if k > top else None
            if (
                entity is not None
                and entity.sort == "person"
                and parse.word[self.held.registry.named[k].from_first - 1] == ","
            ):
                entity.affiliation = entity.affiliation or office_of(self.held, top)
                return Meant(entity, 0.95)
        return None

    def _behind_dateline(self, span: Span) -> Span:
        """The part of a source that is not the dateline."""
        if self.dateline is None or not span.start < self.dateline.end < span.end:
            return span
        return Span(self.dateline.end, span.end)

    def _joined(self, actor: Actor, parts: list[int], span: Span, use: Use, speaker: Entity | None) -> Actor:
        """“X and Y said” is one source of two names."""
        names = [actor.name]
        for token in parts[1:]:
            entity = meant(self.held, token, use, speaker).entity
            names.append(entity.name if entity else None)
        if not all(names):
            return actor
        known = [str(n) for n in dict.fromkeys(names)]
        text = known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}"
        return replace(actor, name=text, id=actor.id if len(known) == 1 else None)


def _parents_first(parse: Parse, attributions: tuple[Attribution, ...]) -> list[Attribution]:
    """In order of the text, but “we” inside somebody's words only when it is known who says them."""
    ordered = sorted(attributions, key=lambda a: (a.source or a.cue or a.content)[:1])
    known = {a.id for a in attributions}
    late = [a for a in ordered if a.parent in known and a.source and parse.quote(a.source[0]).lower() in FIRST]
    waiting = {a.id for a in late}
    return [a for a in ordered if a.id not in waiting] + late


def _denies_charge(parse: Parse, attribution: Attribution, before: Attribution | None) -> bool:
    """“They deny the charges”, and behind an accusation “it denied it”: not who has just made them."""
    words = parse.quote(attribution.source[0]).lower().split()
    back = words[0] in ("they", "he", "she", "it") or (words[0] == "the" and len(words) == 2)
    if attribution.cue_class != "deny" or not back or len(words) > 2:
        return False
    held = [k for span in attribution.content for k in parse.tokens_in(span)]
    charged = before is not None and before.cue_class == "accuse"
    return len(held) <= 3 and (charged or any(parse.lemma[k] in _CHARGES for k in held))


def _is_read_out(attribution: Attribution, outer: Attribution | None, issued: Entity | None) -> bool:
    """“‘We did it’, the letter says, according to the prosecutor”: the words are the letter's."""
    if outer is None or issued is None or issued.kind != "document" or issued.name is not None:
        return False
    return all(any(o.start <= s.start and s.end <= o.end for o in outer.content) for s in attribution.content)


def _only_relays(parse: Parse, attribution: Attribution, entity: Entity) -> bool:
    """“…, the group said according to the monitor”: “it” behind that is the group, whose words are passed on."""
    words = parse.quote(attribution.cue[0]).lower() if attribution.cue else ""
    return entity.kind in ("media", "document") or words.startswith("according")


def _first_person(parse: Parse, attribution: Attribution) -> bool:
    """Whether the accuser speaks of himself; else “it” in an accusation is hardly the accuser."""
    return any(parse.lower[i] in FIRST for span in attribution.content for i in parse.tokens_in(span))


def _apart(targets: tuple[Actor, ...], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Nobody attacks himself: a description that would lead to the actor leads nowhere."""
    names = {a.name for a in actors if a.name}
    reason = {"name": "its words would stand for the actor"}
    return tuple(
        replace(t, name=None, name_span=None, id=None, kind=None, affiliation=None, unknown=reason)
        if t.name in names and t.score < 1
        else t
        for t in targets
    )


def _once(actors: list[Actor]) -> tuple[Actor, ...]:
    """Each party once, the first words that name it."""
    kept: list[Actor] = []
    for actor in actors:
        same = any(o.span == actor.span or (o.name is not None and o.name == actor.name) for o in kept)
        if not same:
            kept.append(actor)
    return tuple(kept)
