"""Has it happened? Stage and polarity of a word, after FactBank: modals, tense, the words above, the cue."""

from __future__ import annotations

from typing import cast

from saidwho.coding.carriers import anchor, carrier, light_verbs
from saidwho.coding.clause import CLIMB, agent, own_subject, verb
from saidwho.coding.focus import denied_phrases
from saidwho.coding.governors import Sign, governors_of
from saidwho.coding.stage_cues import future_of, is_cue, of_cue
from saidwho.parsing import Parse
from saidwho.records import Attribution, Polarity, Stage

_UNREAL = frozenset(("would", "could", "may", "might", "should", "must", "can", "ought", "'d"))
_FUTURE = frozenset(("will", "shall", "'ll", "wo", "sha"))
_IF = frozenset(("if", "unless", "whether", "until", "lest", "till"))
_PART = frozenset(("part", "role", "hand", "involvement", "connection", "link", "responsibility", "knowledge", "share"))
_SETTING = frozenset(("after", "during", "following", "since", "amid", "despite", "behind"))
_OCCUR = frozenset(("happen", "occur", "take", "exist"))
_EVIDENCE = frozenset(("evidence", "sign", "indication", "proof", "trace", "record", "confirmation"))
_REPORTS = frozenset(("report", "claim", "rumour", "rumor", "allegation", "news", "story", "information"))
_UNTRUE = frozenset("false untrue fake baseless unfounded fabricated wrong incorrect groundless".split())
_RUMOUR = frozenset(("rumour", "rumor", "gossip", "hearsay", "hoax"))
_TELLING = frozenset(
    ("say", "announce", "report", "tell", "state", "declare", "add", "reveal", "show", "note", "confirm")
)
_NOT = frozenset(("no", "not", "n't", "never", "neither", "nor", "without", "nobody", "none", "nothing"))
_NEAR = 3
"""Tokens behind a verb (behind a noun none) within which “not” is its own: “a raid, not the work of amateurs”."""
_WANTS = frozenset(
    ("protest", "demonstrate", "march", "rally", "campaign", "wait", "hope", "pray", "plead", "press", "petition",
     "negotiate", "demonstration", "vigil", "prayer", "hunger", "strike", "demand", "appeal", "plea")
)  # fmt: skip
_NEEDED = frozenset(("essential", "necessary", "vital", "crucial", "imperative", "needed", "possible", "impossible"))
_HOW_PLANNED = frozenset(("well", "carefully", "meticulously", "highly"))
_CALLED_OFF = ("cancelled", "canceled", "scrapped", "averted")
_WANTED = frozenset(("release", "ceasefire", "truce", "withdrawal", "amnesty", "pardon", "liberation", "surrender"))


def find_stage(parse: Parse, token: int, held_by: Attribution | None) -> tuple[Stage, Polarity]:
    """(stage, polarity) of the deed that a token names; `held_by` is the attribution whose content holds it."""
    signs, negated = _signs(parse, token, held_by)
    if negated and denied_phrases(parse, token, held_by):
        negated = False
    polarity: Polarity = "negative" if negated else "positive"
    if "hypothetical" in signs[:1] and "threatened" in signs:
        return "threatened", polarity  # “threatened further attacks”
    if signs[:1] == ["planned"] and "not" in signs:
        return "planned", "negative"  # “a planned strike was called off”
    for sign in signs:
        if sign == "not":
            return "hypothetical", "negative"
        if sign in ("attempted", "threatened", "planned", "hypothetical", "ongoing"):
            return sign, polarity
        if sign == "future":
            return future_of(parse, token, held_by), polarity
        if sign == "was":
            break
    if "aim" in signs and "was" not in signs:
        return "hypothetical", polarity
    return of_cue(parse, token, held_by, signs), polarity


def _signs(parse: Parse, token: int, held_by: Attribution | None) -> tuple[list[Sign], bool]:
    """What stands around a deed and above it, the nearest first, and whether it is negated."""
    signs: list[Sign] = []
    negated = False
    at = anchor(parse, token) if not verb(parse, token) else token
    if not verb(parse, token):
        negated = _no_noun(parse, token) or _no_noun(parse, at)
        signs += _of_modifiers(parse, token)
    if at != token and any(row.pos == "N" and row.sign == "was" for row in governors_of(parse, at)):
        return [*signs, "was"], False  # “to help victims of the attacks”
    start = at
    carried = True  # “did not condemn the attack” denies no attack: the deed is only the object of another verb
    below: int | None = None
    for _ in range(CLIMB):
        if verb(parse, at):
            own, no = _of_verb(parse, at, None if below == start else below)
            signs += own
            negated = negated or (no and carried)
        head, dep = parse.head[at], parse.dep[at]
        if dep in ("ccomp", "acl") and head != at and _rumoured(parse, head):
            signs.append("hypothetical")
            break
        if (
            head == at
            or (is_cue(parse, head, held_by) and not _called_off(parse, head))
            or (head > at + 1 and ":" in parse.word[at + 1 : at + 3])
        ):
            break
        if dep in ("ccomp", "parataxis") and ";" in parse.word[at:head]:
            break  # “they fired at the palace; nobody was hurt”: a sentence of its own
        if _said_not_to_be(parse, at, head, dep):
            negated = True
            break
        if dep == "acl" and at == token and parse.tag[at] in ("VBN", "VBD") and own_subject(parse, at) is None:
            break  # “the miners kidnapped last month”: told beside the noun as a fact
        if dep == "pobj" and (parse.lower[head] in _SETTING or _because(parse, head, at)):
            signs += ["was"] if "aim" not in signs else []
            break  # “hundreds feared dead after a blast”: what other things follow has taken place
        if dep in ("prep", "pobj", "pcomp") and parse.lower[head if dep != "prep" else at] in ("without", "instead"):
            negated = True
        more, stop = _of_governor(parse, at, head, dep)
        signs += more
        if stop:
            break
        if not verb(parse, token) and _told_of(parse, token, at, head):
            break
        named = dep in ("attr", "acomp") and parse.lemma[head] == "be"  # “it was not an attack”
        light = named or not verb(parse, head) or parse.lemma[head] in light_verbs()
        carried = carried and (verb(parse, at) or light)
        below, at = at, head
    return signs, negated


def _because(parse: Parse, prep: int, noun: int) -> bool:
    """“Because of the attacks”, “as a result of the bombing”: a reason that is known."""
    known = parse.tag[noun] == "NNS" or any(parse.dep[c] in ("det", "poss") for c in parse.children[noun])
    if not known:
        return False
    if parse.lower[prep] == "to":
        return prep > 0 and parse.lower[prep - 1] in ("due", "owing", "thanks")
    words = parse.lower[max(0, prep - 3) : prep + 1]
    return parse.lower[prep] in ("because", "due", "owing") or words == ["as", "a", "result", "of"]


def _said_not_to_be(parse: Parse, at: int, head: int, dep: str) -> bool:
    """“The attack never took place”, “no evidence of an attack”, “reports of an attack are false”."""
    if dep == "nsubj" and parse.lemma[head] in _OCCUR:
        return any(parse.dep[c] == "neg" for c in parse.children[head])
    if verb(parse, head) or dep not in ("prep", "acl"):
        return False
    up = parse.head[head]
    if parse.lemma[head] in _EVIDENCE:
        negated = any(parse.dep[c] == "neg" for c in parse.children[up]) and parse.dep[head] in ("dobj", "attr")
        return negated or any(parse.lower[c] == "no" for c in parse.children[head])
    if parse.lemma[head] not in _REPORTS or parse.dep[head] != "nsubj" or parse.lemma[up] != "be":
        return False
    return any(parse.lower[c] in _UNTRUE for c in parse.children[up])


def _rumoured(parse: Parse, head: int) -> bool:
    """“Rumours that they had kidnapped a child”, “rumours spread that …”."""
    own = own_subject(parse, head) if verb(parse, head) else head
    near = (own, head - 1) if own is not None else (head - 1,)  # “after rumours spread”: taken for two clauses
    return any(parse.lemma[i] in _RUMOUR for i in near if i >= 0)


def _told_of(parse: Parse, token: int, at: int, head: int) -> bool:
    """“Stopped supporting Norland in this war”: a definite deed under a verb that only has to do with it is a fact."""
    if verb(parse, at) or not verb(parse, head) or parse.lemma[head] in light_verbs():
        return False
    if parse.dep[at] in ("nsubj", "nsubjpass", "conj") or governors_of(parse, head):
        return False
    return any(parse.lower[c] in ("this", "that", "these", "those") for c in parse.children[token])


def _no_noun(parse: Parse, n: int) -> bool:
    before = [c for c in parse.children[n] if c < n]
    if any((parse.dep[c] == "det" and parse.lower[c] == "no") or parse.dep[c] == "neg" for c in before):
        return True
    if any(parse.dep[c] == "amod" and parse.lower[c].endswith(_CALLED_OFF) for c in parse.children[n]):
        return True
    v = carrier(parse, n)
    return v is not None and any(parse.dep[c] == "neg" for c in parse.children[v])


def _of_modifiers(parse: Parse, n: int) -> list[Sign]:
    signs: list[Sign] = []
    for c in parse.children[n]:
        if parse.dep[c] == "acl" and parse.tag[c] in ("VBN", "VBD"):
            own = {row.sign for row in governors_of(parse, c) if row.how in ("any", "obj")}
            if "attempted" in own:
                signs.append("attempted")  # “Attack foiled”, “an attack thwarted by police”
        if parse.dep[c] in ("amod", "compound"):
            word = parse.lower[c]
            if word in ("ongoing", "continuing", "continued"):
                signs.append("ongoing")
            elif word == "planned" and any(parse.lower[b] in _HOW_PLANNED for b in parse.children[c]):
                continue  # “a well-planned attack”
            elif word in ("planned", "upcoming", "scheduled", "looming", "imminent"):
                signs.append("planned")
            elif word in ("possible", "potential", "future", "likely", "hypothetical", "any", "further"):
                signs.append("hypothetical")
            elif word in ("attempted", "foiled", "failed", "thwarted", "intercepted"):
                signs.append("attempted")
            elif word in ("threatened",):
                signs.append("threatened")
    return signs


def _of_verb(parse: Parse, v: int, below: int | None = None) -> tuple[list[Sign], bool]:
    """(signs of a verb's own words, whether it is negated); `below` is the child by which the deed hangs under it.

    “Had no part in the raid” denies no raid: the object that is none is not the deed.
    """
    signs: list[Sign] = []
    negated = False
    words = {parse.lower[c]: parse.dep[c] for c in parse.children[v]}
    if any(parse.dep[c] == "neg" and c - v <= _NEAR for c in parse.children[v]) or "never" in words:
        negated = True
    found = own_subject(parse, v)
    if found is not None:
        if parse.lower[found] in _NOT or any(
            (parse.dep[c] == "det" and parse.lower[c] == "no") or (parse.dep[c] == "neg" and c < found)
            for c in parse.children[found]
        ):
            negated = True
    for c in parse.children[v]:
        if (
            parse.dep[c] == "dobj"
            and not (below == c and _beside_the_deed(parse, c))
            and any(parse.dep[b] == "det" and parse.lower[b] == "no" for b in parse.children[c])
        ):
            negated = True
    aux = {w for w, d in words.items() if d == "aux"}
    if found is not None and parse.lower[found] in ("i", "we") and parse.tag[v] in ("VBP", "VB") and not aux:
        signs.append("future")  # “pay, or we attack”: nobody tells of a deed of their own in the simple present
    marks = {w for w, d in words.items() if d in ("mark", "advmod")}
    past = parse.tag[v] == "VBD" or any(w in ("was", "were", "had") for w, d in words.items() if d.startswith("aux"))
    if marks & _IF and not (marks & {"until", "till"} and past):
        signs.append("hypothetical")
    if parse.dep[v] == "advcl" and "in" in words and "case" in words:
        signs.append("hypothetical")
    if _asked(parse, v, found):
        signs.append("hypothetical")
    elif _reported_future(parse, v, aux):
        signs.append("future")
    elif aux & _UNREAL and not ("have" in aux and aux & {"must"}):
        signs.append("hypothetical")
    elif aux & _FUTURE:
        signs.append("future")
    elif "to" in aux and (parse.dep[v] in ("advcl", "acl", "ROOT", "relcl") or _under_saying(parse, v)):
        signs.append("aim")
    elif parse.tag[v] == "VBG" and any(parse.lemma[c] == "be" and parse.dep[c] == "aux" for c in parse.children[v]):
        if any(parse.lower[c] == "going" for c in (v,)):
            signs.append("future")
        elif any(parse.lower[c] in ("is", "are", "'s", "'re") and parse.dep[c] == "aux" for c in parse.children[v]):
            signs.append("ongoing")
    return signs, negated


def _beside_the_deed(parse: Parse, n: int) -> bool:
    """“No part in the raid”, “no reason for the killings”: what there was none of is not the deed."""
    return parse.lemma[n] in _PART or not (governors_of(parse, n) or parse.lemma[n] in _REPORTS | _EVIDENCE)


def _under_saying(parse: Parse, v: int) -> bool:
    """An infinitive hung on “said” in the active, where the parser lost its noun: “had foiled plots to topple him”."""
    head = parse.head[v]
    active = not any(parse.dep[c] == "auxpass" for c in parse.children[head])
    return parse.dep[v] == "xcomp" and parse.lemma[head] == "say" and active and parse.tag[head] != "VBN"


def _asked(parse: Parse, v: int, own: int | None) -> bool:
    """“How many children will you kill?”: an auxiliary before the subject."""
    ahead = [c for c in parse.children[v] if parse.tag[c] == "MD" and own is not None and c < own]
    return bool(ahead) and "?" in parse.word[v : parse.sents[parse.sent[v]][1] + 1]


def _reported_future(parse: Parse, v: int, aux: set[str]) -> bool:
    """“It said that it would attack”: told in the past, “will” becomes “would”; with an “if” it is a condition."""
    if not aux & {"would", "'d"} or "have" in aux or parse.dep[v] != "ccomp":
        return False
    found = own_subject(parse, v)
    if parse.tag[parse.head[v]] not in ("VBD", "VBN") or found is None or parse.pos[found] != "PRON":
        return False
    clauses = [c for c in parse.children[v] if parse.dep[c] == "advcl"]
    return not any(parse.lower[m] in _IF for c in clauses for m in parse.children[c])


def _of_governor(parse: Parse, at: int, head: int, dep: str) -> tuple[list[Sign], bool]:
    """(signs of the word above, whether the way up ends there)."""
    if dep == "agent":
        return [], True  # “not disrupted by the attack”: what does something takes place
    if parse.lemma[head] in ("stop", "cease", "quit") and dep == "xcomp" and parse.tag[at] == "VBG":
        if not any(parse.tag[c] == "MD" for c in parse.children[head]):
            return ["was"], True
    if dep in ("relcl", "nsubj", "nsubjpass", "conj", "appos", "poss") and not (
        dep == "conj" and _shares_modal(parse, at, head)
    ):
        return _of_subject(parse, at, head, dep)
    for row in governors_of(parse, head):
        if (row.pos == "V" and not verb(parse, head)) or (row.pos == "N" and verb(parse, head)):
            continue
        if row.pos == "A" and (parse.pos[head] not in ("ADJ", "VERB") or parse.tag[head].startswith("VB")):
            continue
        if dep == "advcl" and parse.tag[at] == "VBG" and row.how == "any" and row.sign == "attempted":
            continue  # “prevented an attack, arresting two”
        if _hangs(parse, at, head, dep, row.how):
            if row.sign == "was" and row.how != "obj" and dep not in ("xcomp", "ccomp"):
                continue
            if row.sign == "pass" or (row.sign == "was" and row.how == "inf" and any(_of_verb(parse, head))):
                return [], False  # “did not manage to kill”, “will not cause them to retreat”
            if parse.lemma[head] == "have" and parse.tag[head] == "VBD":
                return ["was"], True
            up = parse.head[head]
            if row.sign == "attempted" and up != head and parse.lemma[up] in ("fail", "failure"):
                return [], True  # “the failure to prevent the bombings”
            return [row.sign], True
    if dep == "prep" and parse.lower[at] == "for" and parse.lemma[head] in _WANTS:
        if any(parse.lemma[c] in _WANTED for c in parse.children[at]):
            return ["hypothetical"], True  # “marched for the release of the hostages”
    if dep == "xcomp" and parse.lemma[head] == "be" and _infinitive(parse, at):
        return ["future"], True
    if verb(parse, head) and parse.lemma[head] in light_verbs():
        sign = light_verbs()[parse.lemma[head]][1]
        if sign in ("attempted", "threatened", "planned", "hypothetical", "ongoing") and dep in (
            "dobj",
            "nsubjpass",
            "xcomp",
        ):
            return [cast(Sign, sign)], False
    if dep in ("advcl", "ccomp", "parataxis") and not _infinitive(parse, at):
        told = parse.lemma[head] in _TELLING and own_subject(parse, at) is not None
        return [], dep != "ccomp" or told
    return [], False


def _called_off(parse: Parse, v: int) -> bool:
    """“Was called off”, which sounds like a word of saying."""
    return any(row.sign == "not" and row.how == "obj" for row in governors_of(parse, v))


def _of_subject(parse: Parse, at: int, head: int, dep: str) -> tuple[list[Sign], bool]:
    """A deed that is the subject: the verb's own signs count where the verb only says that it takes place."""
    if dep in ("nsubj", "nsubjpass") and verb(parse, head):
        lemma = parse.lemma[head]
        if lemma == "be" and any(parse.dep[c] == "acomp" and parse.lemma[c] in _NEEDED for c in parse.children[head]):
            return ["hypothetical"], True  # “their arrest is essential”
        for row in (r for r in governors_of(parse, head) if r.pos != "A"):
            if dep == "nsubjpass" and row.how in ("obj", "any") and row.sign != "pass":
                return ["was" if row.sign == "planned" and _by_whom(parse, at, head) else row.sign], True
            bare = parse.tag[head] in ("VBN", "VBD") and not any(parse.dep[c] == "dobj" for c in parse.children[head])
            if bare and row.sign == "attempted" and row.how == "any":
                return [row.sign], True  # “Attack foiled”
        if (
            lemma
            in (
                "occur",
                "happen",
                "begin",
                "start",
                "continue",
                "take",
                "follow",
                "come",
                "be",
                "target",
                "hit",
                "kill",
                "strike",
            )
            or dep == "nsubjpass"
        ):
            own, _ = _of_verb(parse, head)
            return own, True
    return [], True


def _by_whom(parse: Parse, at: int, head: int) -> bool:
    """“The attacks were plotted by Vold”: who stands behind deeds that are known; “an attack was plotted” is a plan."""
    known = any(parse.lower[c] in ("the", "these", "those", "both") for c in parse.children[at])
    known = known and (parse.tag[at] == "NNS" or any(parse.ent[i] for i in parse.subtree(at)))
    helped = {parse.lower[c] for c in parse.children[head] if parse.dep[c] in ("auxpass", "aux")}
    return known and bool(helped & {"was", "were", "been"}) and agent(parse, head) is not None


def _shares_modal(parse: Parse, at: int, head: int) -> bool:
    """“Will attack and burn”: the second verb has no auxiliary and no subject of its own."""
    if not verb(parse, at) or not verb(parse, head):
        return not verb(parse, at) and not verb(parse, head)
    return parse.tag[at] == "VB" or (
        parse.tag[at] == parse.tag[head] and own_subject(parse, at) is None and parse.tag[at] != "VBD"
    )


def _infinitive(parse: Parse, v: int) -> bool:
    return any(parse.dep[c] == "aux" and parse.lower[c] == "to" for c in parse.children[v])


def _hangs(parse: Parse, at: int, head: int, dep: str, how: str) -> bool:
    if how == "any":
        return True
    clause = dep in ("xcomp", "ccomp", "advcl", "acl", "pcomp") or (verb(parse, at) and dep == "pobj")
    if how == "inf":
        bare = parse.tag[at] == "VBN" and not any(parse.dep[c] in ("aux", "auxpass") for c in parse.children[at])
        return (clause and (bare or parse.tag[at] in ("VB", "VBG") or _infinitive(parse, at))) or (
            dep == "prep" and _gerund_below(parse, at)
        )
    return dep in ("dobj", "nsubjpass", "prep", "pobj", "compound", "attr") or (
        dep == "ccomp" and verb(parse, at) and parse.tag[at] == "VB"
    )


def _gerund_below(parse: Parse, prep: int) -> bool:
    return any(parse.dep[c] == "pcomp" and parse.tag[c] == "VBG" for c in parse.children[prep])
