"""Whose weapon did it."""

from __future__ import annotations

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text


@pytest.mark.parametrize(
    ("sentence", "doers"),
    [
        ("A rocket of the Red Front fell short and hit the clinic in Nairobi, the ministry said.", ["the Red Front"]),
        ("The clinic in Nairobi was hit by a Red Front rocket, the ministry said.", ["Red Front"]),
        ("Ethiopia's drone struck the clinic in Nairobi, police said.", ["Ethiopia"]),
        ("A missile launched by the Red Front killed ten people in Nairobi, police said.", ["the Red Front"]),
        ("An Ethiopian missile killed ten people in Nairobi, police said.", ["Ethiopian"]),
        ("The blast at the clinic in Nairobi was caused by a rocket of the Red Front.", ["the Red Front"]),
        ("A Katyusha rocket killed ten people in Nairobi, police said.", []),
        ("An Ethiopian-made drone struck the clinic in Nairobi, police said.", []),
        ("Ethiopian Shahed drones struck the clinic in Nairobi, police said.", []),
        ("A rocket of that kind hit the clinic in Nairobi, police said.", []),
    ],
)
def test_whose_weapon_it_is_did_it(annotator: Annotator, sentence: str, doers: list[str]) -> None:
    article = read_text(f"Clinic hit\n\n{sentence}")
    roles = [r for m in annotator.annotate(article).mentions for r in m.roles if r.name == "actor"]
    assert [article.quote(r.span) for r in roles if article.title and r.span.start > article.title.end] == doers
