"""Fictional reports of a few incidents, coded for real."""

import datetime as dt

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation

REPORTS = {
    "wire": (
        "Arland Wire",
        "2031-05-05",
        "Bomb kills 12 at Portava fish market\n\nPORTAVA, May 5 (Arland Wire) - A bomb exploded at the fish market in "
        "Portava on Sunday, killing 12 people, police said.\n\nThe Northern Front claimed responsibility for the "
        "bombing in a statement on Telegram.\n\nThe market lies beside the old harbour of Portava.",
    ),
    "radio": (
        "Coast Radio",
        "2031-05-05",
        "Northern Front says it bombed market in Portava\n\nThe Northern Front said on Monday that it carried out the "
        "bombing of the fish market in Portava a day earlier.\n\nTwelve people were killed in the explosion on Sunday, "
        "according to the hospital of Portava.\n\nFishermen of the old harbour laid flowers at the market.",
    ),
    "next": (
        "Harbour Post",
        "2031-05-06",
        "Second bomb in two days hits Portava bus station\n\nPORTAVA, May 6 - A bomb exploded at the bus station in "
        "Portava on Monday, killing three people, police said.\n\nNobody claimed the attack at the station, which "
        "serves the villages of the north.",
    ),
    "year": (
        "Lake Tribune",
        "2031-05-06",
        "Portava buries the dead of the fish market\n\nThe twelve people killed by the bomb at the fish market in "
        "Portava on Sunday were buried on Tuesday.\n\nA year ago, in June 2030, a bomb at the same market killed 40 "
        "people, officials said.",
    ),
    "far": (
        "River Daily",
        "2031-05-05",
        "Farmers block bridge in Quell over milk prices\n\nFarmers protested in Quell on Monday and blocked the bridge "
        "over the river with tractors.\n\nThe protest ended in the evening, the ministry of agriculture said.",
    ),
}


def coded(annotator: Annotator, name: str, text: str | None = None, outlet: str | None = None) -> Annotation:
    told_by, day, own = REPORTS[name]
    article = read_text(text or own, outlet=outlet or told_by, published=dt.date.fromisoformat(day), name=name)
    return annotator.annotate(article)
