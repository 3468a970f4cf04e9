"""What stands nearest to a pronoun in its own clause and the clauses above: the subject that it points to first."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.parsing import Parse

_SUBJECTS = ("nsubj", "nsubjpass")
_SUFFERING = frozenset(("die", "perish", "suffer", "fall", "collapse", "disappear"))
CLAUSES = 5
"""Clauses that are climbed."""


def subjects_above(parse: Parse, token: int) -> Iterator[int]:
    """Subjects that a pronoun may point to, the nearest first; a coordinated verb has its first verb's subject.

    A possessive points to the subject of its own clause (“the army withdrew its men”), any other pronoun never does
    (“the army shelled it”); binding conditions A and B of Chomsky, Lectures on Government and Binding (1981). It may
    stand before that subject (“in its latest raid the army shelled it”).
    """
    own = parse.tag[token] == "PRP$"
    if own:
        yield from _behind_fragment(parse, token)
    climbed, at = 0, token
    while parse.head[at] != at and climbed < CLAUSES:
        at = parse.head[at]
        if parse.pos[at] not in ("VERB", "AUX"):
            continue
        subject = _subject(parse, at)
        if subject is None:
            continue
        climbed += 1
        within = parse.left[subject] <= token <= parse.right[subject]
        ahead = own and climbed == 1
        if not within and (subject < token or ahead) and (own or climbed > 1):
            yield subject


def _behind_fragment(parse: Parse, token: int) -> Iterator[int]:
    """“In its raids the army hit three bases”, where the parser takes all behind “raids” for a relative clause."""
    noun = parse.head[token]
    opener = parse.head[noun]
    if parse.head[opener] != opener or parse.tag[opener] != "IN":
        return
    for clause in (c for c in parse.children[noun] if parse.dep[c] == "relcl"):
        below = range(noun + 1, clause)
        if not any(parse.tag[k] in ("WDT", "WP", "WRB") or parse.lower[k] == "that" for k in below):
            yield from (c for c in parse.children[clause] if parse.dep[c] in _SUBJECTS)


def suffers(parse: Parse, subject: int) -> bool:
    """Whether the deed is done to a subject (“ten soldiers died in its attack”): hardly the doer's pronoun means it."""
    verb = parse.head[subject]
    return parse.dep[subject] == "nsubjpass" or parse.lemma[verb] in _SUFFERING


def is_told_apart(parse: Parse, noun: int) -> bool:
    """“the movement that the government accuses”: a clause without a comma says which one is meant."""
    clause = next((c for c in parse.children[noun] if parse.dep[c] == "relcl" and c > noun), None)
    return clause is not None and not any(parse.word[k] == "," for k in range(noun + 1, parse.left[clause] + 1))


def _subject(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, unless the verb only shares it with the one above, which is climbed to next.

    Of several the last: before it stands a place that heads a title (“Portava: group says …”).
    """
    found = [c for c in parse.children[verb] if parse.dep[c] in _SUBJECTS]
    return found[-1] if found else None
