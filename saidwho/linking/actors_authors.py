"""Who wrote a document: whoever filed, issued or signed it, or says something in it."""

from __future__ import annotations

from saidwho.linking.actors_owners import Held
from saidwho.linking.actors_phrases import is_definite
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_pronouns import pronoun
from saidwho.linking.coreference_salience import PERSONAL
from saidwho.parsing import Parse

_MAKES = frozenset("file issue publish release write sign send post submit draft circulate distribute".split())
_CLAIMS = frozenset("claim say announce state declare offer threaten warn admit deny vow demand accuse".split())
SENTENCES = 6
"""How far back the document is looked for."""


def author_of(held: Held, i: int, speaker: Entity | None) -> Entity | None:
    """The author of a document at a token, or of the one of that name which a definite noun points back to.

    What only somebody says of it (“the Front sent a letter, the minister claims”) makes nobody its author.
    """
    found = _here(held, i, speaker)
    if found is not None or not is_definite(held.parse, i):
        return found
    parse = held.parse
    first = parse.sents[max(0, parse.sent[i] - SENTENCES)][0]
    for k in range(i - 1, first - 1, -1):
        if parse.lower[k] == parse.lower[i] and not is_definite(parse, k):
            return _here(held, k, None)
    return None


def _here(held: Held, i: int, speaker: Entity | None) -> Entity | None:
    parse, verb = held.parse, held.parse.head[i]
    if parse.dep[i] == "dobj" and parse.lemma[verb] in _MAKES:
        return _subject(held, verb, speaker)
    clause = next((c for c in parse.children[i] if parse.dep[c] == "relcl" and _in_which(parse, i, c)), None)
    if clause is not None and parse.lemma[clause] in _CLAIMS:
        return _subject(held, clause, speaker)
    if parse.dep[i] == "pobj" and parse.lower[verb] in ("in", "through", "via", "with"):
        over = parse.head[verb]
        while parse.pos[over] in ("NOUN", "PROPN") and parse.dep[over] == "dobj":
            over = parse.head[over]
        if parse.lemma[over] in _CLAIMS:
            return _subject(held, over, speaker)
    return None


def _in_which(parse: Parse, i: int, clause: int) -> bool:
    """“a letter in which the Front offered …”."""
    return any(
        (parse.lower[k] in ("which", "where") and parse.lower[k - 1] == "in") or parse.lower[k] == "where"
        for k in range(i + 1, clause)
    )


def _subject(held: Held, verb: int, speaker: Entity | None) -> Entity | None:
    parse = held.parse
    if any(s.start <= parse.start[verb] < s.end for s in held.said):
        return None
    subject = next((c for c in parse.children[verb] if parse.dep[c] == "nsubj"), None)
    if subject is None:
        return None
    if parse.lower[subject] in PERSONAL:
        return pronoun(held.salience, subject, speaker, "source").entity
    named = held.registry.at.get(subject) or held.salience.resolved.get(subject)
    if named is None:
        named = next(
            (e for c in parse.children[subject] if parse.dep[c] == "appos" and (e := held.registry.at.get(c))), None
        )
    return named if named is not None and named.sort in ("group", "person", "state", "name") else None
