"""Whether two actors are one party, whatever article they come from."""

from __future__ import annotations

from saidwho.linking.coreference import party_key
from saidwho.linking.names import key, same_name
from saidwho.linking.names_tables import titles
from saidwho.records import Actor


def same_actor(a: Actor, b: Actor) -> bool:
    """Whether two actors are one party or person: one identifier, one name, an acronym, or a last name.

    Two unnamed ones are the same only where they are the same words of the same text.
    """
    if a.name is None or b.name is None:
        return a.name is None and b.name is None and a.span == b.span and a.as_written == b.as_written
    if a.id is not None and b.id is not None:
        return a.id == b.id
    if same_name(a.name, b.name) or _one_army(a.name, b.name):
        return True
    if "person" in (a.kind, b.kind) and a.kind in ("person", None) and b.kind in ("person", None):
        return _one_person(a.name, b.name)
    return False


def _one_army(a: str, b: str) -> bool:
    """“Malian army”, “Mali's army”, “Malian Armed Forces”: all words for one state's armed forces are one party."""
    forces = party_key(key(a))
    return forces == party_key(key(b)) and any(w.startswith("@") for w in forces)


def _one_person(a: str, b: str) -> bool:
    """A last name and the full name that ends in it; “Sanwo Olu” and “Sanwo-Olu” are spelled alike."""
    short, full = sorted((_parts(a), _parts(b)), key=len)
    return bool(short) and short == full[-len(short) :] and (len(short) < len(full) or key(a) == key(b))


def _parts(name: str) -> list[str]:
    return [w for w in name.lower().replace("-", " ").split() if w not in titles()]
