"""From the words of a source or role to the party meant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from saidwho.linking.actors_phrases import (
    antecedent,
    head_of,
    head_token,
    is_bare,
    is_definite,
    is_plural,
    members,
    owners,
)
from saidwho.linking.coreference import Entity, Registry, top_token
from saidwho.linking.coreference_bodies import find_parties, record
from saidwho.linking.coreference_salience import PRONOUNS, Choice, Salience, description, pronoun
from saidwho.linking.names import nationality, neutral
from saidwho.linking.names_tables import Head, documents, heads
from saidwho.parsing import Parse
from saidwho.records import Actor, Article, Attribution, EventMention, Span

Use = Literal["source", "actor", "target"]
_LEADS = frozenset(
    ("leader", "head", "chief", "commander", "secretary-general", "secretary", "chairman", "director", "founder")
)
_MEMBERS = frozenset(("men", "members", "gunmen", "militants", "fighters", "supporters"))
_UNKNOWN = Head("", frozenset())
_NO_OWNER = ("state forces", "media", "platform")
_NO_EPITHET = frozenset(("people", "role", "speaks", "document", "part", "body", "site", "thing", "label"))
_SPOKES = frozenset(("spokesman", "spokeswoman", "spokesperson", "representative"))


@dataclass(slots=True)
class Meant:
    """Whom a noun phrase means: a party of the article, or a new unnamed one, or nobody for a reason."""

    entity: Entity | None
    score: float = 1.0
    others: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(slots=True)
class Linker:
    """Held while one article is linked."""

    parse: Parse
    registry: Registry
    salience: Salience
    dateline: Span | None = None
    unnamed: dict[int, Entity] = field(default_factory=dict)
    channels: list[tuple[int, str, Entity]] = field(default_factory=list)
    mentions: dict[int, list[int]] = field(default_factory=dict)
    speaking: dict[str, Entity] = field(default_factory=dict)

    @classmethod
    def of(cls, parse: Parse, article: Article) -> Linker:
        """A linker of one article."""
        dateline = article.dateline.span if article.dateline else None
        registry = find_parties(parse, dateline)
        linker = cls(parse, registry, Salience(parse, registry), dateline)
        for where, entity in zip(registry.where, registry.what, strict=True):
            linker.mentions.setdefault(id(entity), []).append(where)
        return linker

    def speakers(self, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        """The attributions with their sources resolved, in the same order."""
        parse, done = self.parse, {a.id: a for a in attributions}
        for attribution in sorted(attributions, key=lambda a: (a.source or a.cue or a.content)[:1]):
            if not attribution.source:
                continue
            span = attribution.source[0]
            actor, entity = self.resolve(span, "source", self.speaking.get(attribution.parent))
            done[attribution.id] = replace(attribution, speaker=actor)
            token = head_token(self.parse, self._behind_dateline(span))
            if entity is not None and token is not None:
                self.speaking[attribution.id] = entity
                self.salience.speaks(token, entity)
                words = parse.quote(span) if head_of(parse, token)[0] in documents() else ""
                words += " " + attribution.channel.as_written if attribution.channel is not None else ""
                if words and entity.kind != "media":
                    self.channels.append((token, words.lower(), entity))
        return tuple(done[a.id] for a in attributions)

    def parties(self, mention: EventMention) -> EventMention:
        """The mention with its actors and targets resolved from its roles."""
        speaker = self.speaking.get(mention.attribution)
        actors = [self.resolve(r.span, "actor", speaker)[0] for r in mention.roles if r.name == "actor"]
        aimed = [self.resolve(r.span, "target", speaker)[0] for r in mention.roles if r.name in ("target", "victim")]
        return replace(mention, actors=_once(actors), targets=_once(aimed))

    def resolve(self, span: Span, use: Use, speaker: Entity | None) -> tuple[Actor, Entity | None]:
        """Whom the words of a source or role mean; `speaker` is who says the words around them."""
        parse = self.parse
        if self.dateline is not None and self.dateline.start <= span.start and span.end <= self.dateline.end:
            return Actor(span, parse.quote(span), unknown={"name": "a dateline names no speaker"}), None
        top = head_token(parse, self._behind_dateline(span))
        if top is None:
            return Actor(span, parse.quote(span), unknown={"name": "no word names anybody"}), None
        meant = self._meant(top, span, use, speaker)
        actor = self._actor(span, top, meant, use)
        parts = members(parse, top, span)
        if len(parts) > 1 and use == "source":
            actor = self._joined(actor, parts, span, use, speaker)
        return actor, meant.entity

    def _behind_dateline(self, span: Span) -> Span:
        """The part of a source that is not the dateline."""
        if self.dateline is None or not span.start < self.dateline.end < span.end:
            return span
        return Span(self.dateline.end, span.end)

    def _joined(self, actor: Actor, parts: list[int], span: Span, use: Use, speaker: Entity | None) -> Actor:
        """“X and Y said” is one source of two names."""
        names = [actor.name]
        for token in parts[1:]:
            entity = self._meant(token, span, use, speaker).entity
            names.append(entity.name if entity else None)
        if not all(names):
            return actor
        known = [str(n) for n in dict.fromkeys(names)]
        text = known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}"
        return replace(actor, name=text, id=actor.id if len(known) == 1 else None)

    def _meant(self, i: int, span: Span, use: Use, speaker: Entity | None) -> Meant:
        parse = self.parse
        if parse.lower[i] in PRONOUNS and i not in self.registry.at:
            return _from(pronoun(self.salience, i, speaker, use == "source"))
        if parse.tag[i] in ("WP", "WDT") or (parse.lower[i] == "that" and parse.dep[i].startswith("nsubj")):
            noun = antecedent(parse, i)
            if noun is None or noun == i:
                return Meant(None, 0.0, reason="a pronoun without a noun before it")
            return self._meant(noun, span, use, speaker) if parse.pos[noun] in ("NOUN", "PROPN") else Meant(None, 0.0)
        if i in self.registry.at:
            return Meant(self.registry.at[i], 1.0)
        if parse.pos[i] in ("PRON", "DET", "NUM"):
            return Meant(None, 0.0, reason="the words name nobody")
        return self._noun(i, span, use, speaker)

    def _noun(self, i: int, span: Span, use: Use, speaker: Entity | None) -> Meant:
        """A common noun: a person beside it, the name before it, what it points back to, or somebody unnamed."""
        parse = self.parse
        word, head = head_of(parse, i)
        for c in parse.children[i]:
            entity = self.registry.at.get(c)
            if parse.dep[c] == "appos" and entity is not None and entity.sort in ("person", "group") and c > i:
                if (entity.sort == "person") == bool(head and head.flags & {"role", "speaks", "people"}):
                    return Meant(entity, 0.95)
        if head is None:
            entity = self._new(i, word, _UNKNOWN, span, use, speaker) if use == "source" else None
            return Meant(entity, 1.0 if entity else 0.0, reason="unnamed")
        if not head.flags & _NO_EPITHET and i:
            named = self.registry.at.get(i - 1) or self.registry.at.get(i - 2)
            owner = self._modifier(i, media=True) if named is not None else None
            if owner is not None and owner.sort != "state":
                return Meant(owner, 0.95)
        if head.flags & {"document", "part"}:
            return self._issued(i, word, head, span, use, speaker)
        if "same" in head.flags or word in _MEMBERS or head.kind == "state forces":
            owner = self._modifier(i) or self._group(i, span, speaker)
            if owner is not None:
                return Meant(owner, 0.95)
        owned = any(parse.dep[c] == "poss" for c in parse.children[i])
        if is_definite(parse, i) or ("body" in head.flags and (owned or is_bare(parse, i))):
            chosen = self._described(i, word, span, speaker, use)
            if chosen is not None:
                return chosen
        if use == "target" and "people" in head.flags:
            return Meant(None, 0.0, reason="unnamed")
        return Meant(self._new(i, word, head, span, use, speaker), 1.0, reason="unnamed")

    def _issued(self, i: int, word: str, head: Head, span: Span, use: Use, speaker: Entity | None) -> Meant:
        """Who speaks in a document, or whose part something is: its owner, or who spoke by such a channel before."""
        if use == "target":
            return Meant(None, 0.0, reason="unnamed")
        owner = self._owner(i, span, speaker)
        if owner is not None:
            return Meant(owner, 0.85)
        if "document" in head.flags and is_definite(self.parse, i):
            for token, channel, entity in reversed(self.channels[-8:]):
                if word in channel and token < i and self.parse.sent[i] - self.parse.sent[token] <= 5:
                    return Meant(entity, 0.7)
        reason = f"whose {word} it is, is not said" if "document" in head.flags else "unnamed"
        return Meant(self._new(i, word, head, span, use, speaker), 1.0, reason=reason)

    def _described(self, i: int, word: str, span: Span, speaker: Entity | None, use: Use) -> Meant | None:
        parse = self.parse
        if use == "target" and word not in heads():
            return None
        words = parse.quote(parse.span(parse.left[i], i))
        choice = description(self.salience, i, words, word, speaker)
        if choice.entity is not None:
            return _from(choice)
        return _from(choice) if choice.others else None

    def _modifier(self, i: int, *, media: bool = False) -> Entity | None:
        """The named group directly before a noun that adds nothing to it (“the Northern Front fighters”)."""
        for c in reversed(self.parse.children[i]):
            entity = self.registry.at.get(c)
            if c < i and entity is not None and self.parse.dep[c] in ("compound", "nmod", "amod", "poss"):
                if media and self.parse.dep[c] != "poss" and entity.sort in ("group", "name", "person"):
                    return entity if entity.kind != "platform" else None
                if not media and entity.sort in ("group", "name") and entity.kind not in _NO_OWNER:
                    return entity
        return None

    def _group(self, i: int, span: Span, speaker: Entity | None) -> Entity | None:
        """The group whose people a noun means (“its men”, “fighters of the Northern Front”)."""
        owner = self._owner(i, span, speaker)
        return owner if owner is not None and owner.sort == "group" and owner.kind != "media" else None

    def _new(self, i: int, word: str, head: Head, span: Span, use: Use, speaker: Entity | None) -> Entity:
        """A party that the article does not name; a people's officials or police go by that."""
        known = self.unnamed.get(i)
        people = self.registry.people.get(i)
        if known is not None:
            return known
        parse = self.parse
        owner = self._owner(i, span, speaker) if head.flags & {"speaks", "role", "people"} else None
        text = neutral(parse.quote(parse.span(parse.left[i], self._seat(i))))
        nations = nationality(text or "")
        named = (
            bool(nations)
            and "label" not in head.flags
            and "(" not in (text or "")
            and is_plural(parse, i)
            and is_bare(parse, i)
            and len((text or "").split()) <= 5
        )
        person = bool(head.flags & {"speaks", "role"}) or (not is_plural(parse, i) and "people" in head.flags)
        entity = Entity(
            name=text if named or (head.kind == "media" and nations) else None,
            span=parse.span(parse.left[i], i),
            sort="person" if person else "group",
            kind=head.kind or None,
            plural=is_plural(parse, i),
            roles={word},
            nations=nations or (owner.nations if owner else frozenset()),
            affiliation=owner.name if owner else None,
            words=frozenset((word, parse.lemma[i])),
        )
        self.unnamed[i] = entity
        if people is not None:
            people.name, people.affiliation, people.nations = entity.name, entity.affiliation, entity.nations
            self.unnamed[i] = people
            return people
        if use == "source":
            record(self.registry, i, entity)
        return entity

    def _seat(self, i: int) -> int:
        """The last token of the place that officials belong to (“officials in Portava”), else the noun itself."""
        for c in self.parse.children[i]:
            if c == i + 1 and self.parse.dep[c] == "prep" and self.parse.lower[c] in ("in", "of"):
                for o in self.parse.children[c]:
                    entity = self.registry.at.get(o)
                    if entity is not None and entity.sort in ("state", "place"):
                        return self.registry.named[o].last
        return i

    def _owner(self, i: int, span: Span, speaker: Entity | None) -> Entity | None:
        """The party that a spokesman, official or leader belongs to."""
        nearer = False
        for o in owners(self.parse, i):
            if nearer and self.parse.dep[o] in ("compound", "nmod", "amod"):
                continue
            entity = self.registry.at.get(o)
            if entity is None and (self.parse.pos[o] in ("NOUN", "PRON", "PROPN") or self.parse.tag[o] == "PRP$"):
                if self.parse.lower[o] in PRONOUNS or heads().get(self.parse.lower[o]):
                    entity = self._owned(o, span, speaker)
            if entity is not None and entity.name and entity.sort in ("group", "state", "name"):
                return entity
            nearer = nearer or (entity is None and self.parse.lower[o] in heads())
        return None

    def _owned(self, o: int, span: Span, speaker: Entity | None) -> Entity | None:
        parse = self.parse
        if parse.lower[o] in PRONOUNS:
            return pronoun(self.salience, o, speaker, False).entity
        head = heads()[parse.lower[o]]
        if head.flags & {"people", "role", "speaks", "site", "thing"}:
            return None
        if parse.dep[o] not in ("poss", "pobj") and "body" not in head.flags:
            return None
        words = parse.quote(parse.span(parse.left[o], o))
        return description(self.salience, o, words, parse.lower[o], speaker).entity

    def affiliation(self, entity: Entity) -> str | None:
        """The group that a named person speaks for or leads, from the nouns beside the name."""
        if entity.sort != "person" or entity.affiliation or entity.name is None:
            return entity.affiliation
        for where in self.mentions.get(id(entity), ())[:8]:
            owner = self._beside(where)
            if owner is not None:
                entity.affiliation = owner.name
                break
        return entity.affiliation

    def _beside(self, where: int) -> Entity | None:
        parse, named = self.parse, self.registry.named[where]
        top = top_token(parse, named.first, named.last)
        near = [c for c in parse.children[top] if parse.dep[c] in ("appos", "compound", "nmod")]
        near += [parse.head[top]] if parse.dep[top] == "appos" else []
        near += list(range(named.from_first, named.first))
        for c in near:
            word, _ = head_of(parse, c)
            if (word not in _SPOKES and word not in _LEADS) or named.first <= c <= named.last:
                continue
            found = self._owner(c, parse.span(c, c), None)
            if found is not None and found.sort != "state" and found.kind is not None:
                return found
            for other in near:
                entity = self.registry.at.get(other)
                if entity is not None and entity.sort == "group" and word in _SPOKES | _LEADS:
                    return entity
        return None

    def _actor(self, span: Span, top: int, meant: Meant, use: Use) -> Actor:
        parse, entity = self.parse, meant.entity
        written = parse.quote(span)
        if entity is None:
            return self._unlinked(span, top, meant, use)
        name, kind, identifier, where = entity.name, entity.kind, entity.id, entity.span
        if entity.sort == "state" and top in self.registry.at:
            people = parse.tag[top] in ("NNS", "NNPS") and parse.dep[top] not in ("amod", "compound", "nmod")
            named = self.registry.named[top]
            if use != "source" and people and named.state is not None and named.state.use == "people":
                name, kind, identifier = neutral(written) or named.text, "people", None
            elif use == "target" and named.state is not None and named.state.use == "seat":
                name, kind, identifier = named.text, "place", None
        if name is not None and use == "target" and entity.sort != "state" and top in self.unnamed:
            name = neutral(written)
        unknown = {} if name is not None else {"name": meant.reason or "unnamed"}
        if kind is None and entity.sort != "name":
            kind = {"group": "organisation", "person": "person", "place": "place"}.get(entity.sort) if name else None
        if name is None and use == "target":
            where = entity.span if parse.lower[top] in PRONOUNS else span
            name = neutral(parse.quote(where))
            unknown = {} if name else {"name": "the words are a label of one side"}
        return Actor(
            span=span,
            as_written=written,
            name=name,
            name_span=where if name is not None else None,
            kind=kind,
            affiliation=self.affiliation(entity),
            id=identifier,
            score=round(meant.score, 2),
            others=meant.others,
            unknown=unknown,
        )

    def _unlinked(self, span: Span, top: int, meant: Meant, use: Use) -> Actor:
        """Words that stand for no party of the article: a target is called by them, a source stays unnamed."""
        parse = self.parse
        written = parse.quote(span)
        common = parse.pos[top] in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") and parse.lower[top] not in PRONOUNS
        name = neutral(written) if use == "target" and common else None
        label = use == "target" and common and name is None
        reason = "the words are a label of one side" if label else meant.reason or "unnamed"
        return Actor(
            span=span,
            as_written=written,
            name=name,
            name_span=span if name else None,
            kind=self._kind(top),
            score=round(meant.score, 2) if name is None else 1.0,
            others=meant.others,
            unknown={} if name else {"name": reason},
        )

    def _kind(self, top: int) -> str | None:
        """The kind of a common noun, else of the noun before it (“headquarters building”)."""
        near = [top, *(c for c in reversed(self.parse.children[top]) if self.parse.dep[c] in ("compound", "nmod"))]
        return next((h.kind for _, h in (head_of(self.parse, i) for i in near) if h is not None), None)


def _from(choice: Choice) -> Meant:
    return Meant(choice.entity, choice.score, choice.others, choice.reason)


def _once(actors: list[Actor]) -> tuple[Actor, ...]:
    """Each party once, the first words that name it."""
    kept: list[Actor] = []
    for actor in actors:
        same = any(o.span == actor.span or (o.name is not None and o.name == actor.name) for o in kept)
        if not same:
            kept.append(actor)
    return tuple(kept)
