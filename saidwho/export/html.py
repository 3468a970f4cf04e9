"""One self-contained page: the article with its evidence marked, and the event cards beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from saidwho.export.words import (
    STAGES,
    STANCES,
    aside,
    chain,
    days,
    deeds,
    heading,
    main_first,
    party,
    quoted,
    told,
    toll_words,
    where,
)
from saidwho.records import Annotation, Article, Event, Failure, Span
from saidwho.resources import read_text


class Evidence:
    """The spans of one article that values point at, each under a key that is also an anchor."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.spans: dict[str, tuple[Span, ...]] = {}
        self.said: set[str] = set()

    def add(self, spans: Sequence[Span], *, said: bool = False) -> str:
        """Keeps the spans and gives their key."""
        key = f"{self.prefix}-{len(self.spans) + 1}"
        self.spans[key] = tuple(spans)
        if said:
            self.said.add(key)
        return key


def to_html(results: Sequence[Annotation | Failure], *, title: str = "saidwho") -> str:
    """The page. It loads nothing, works without a script, and its text is escaped."""
    names = [_name(r) for r in results]
    links = "".join(f'<a href="#article-{n}">{escape(name)}</a>' for n, name in enumerate(names, 1))
    body = "".join(_section(result, number) for number, result in enumerate(results, 1))
    nav = f'<nav class="articles">{links}</nav>' if len(results) > 1 else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>\n<style>{read_text('page/page.css')}</style></head>\n<body>"
        '<header class="page"><b>saidwho</b> · who says that who did what to whom. It states who says what; it does '
        "not rule on what is true. Choose a value to see its words.</header>"
        f"{nav}{body}<script>{read_text('page/page.js')}</script></body></html>\n"
    )


def _name(result: Annotation | Failure) -> str:
    if isinstance(result, Failure):
        return result.name
    article = result.article
    return article.outlet or article.name or (article.quote(article.title) if article.title else article.id)


def _section(result: Annotation | Failure, number: int) -> str:
    if isinstance(result, Failure):
        return (
            f'<p class="failure" id="article-{number}">{escape(result.name)}: not coded. {escape(result.message)}</p>'
        )
    evidence = Evidence(f"v{number}")
    article = result.article
    events = [*main_first(result), *(e for e in result.events if e.background is not None)]
    cards = "".join(_card(article, event, n, evidence) for n, event in enumerate(events, 1))
    cards = cards or '<p class="unknown">No event of the codebook is told here.</p>'
    also = _also(result, evidence)
    text = f'<div class="text">{_about(article)}{_text(article, evidence)}</div>'
    return (
        f'<section class="article" id="article-{number}">{text}'
        f'<div class="cards"><h2>Events ({len(events)})</h2>{cards}{also}</div></section>'
    )


def _about(article: Article) -> str:
    published = f"published {article.published}" if article.published else article.unknown.get("published", "no date")
    outlet = article.outlet or article.unknown.get("outlet", "outlet unknown")
    return f'<p class="about">{escape(outlet)} · {escape(published)}</p>'


def _text(article: Article, evidence: Evidence) -> str:
    """Paragraphs cut at every boundary of evidence, each piece with the keys that cover it."""
    events: list[tuple[int, int, str]] = []
    for key, spans in evidence.spans.items():
        for span in spans:
            events += [(span.start, 1, key), (span.end, 0, key)]
    events.sort()
    out: list[str] = []
    active: list[str] = []
    seen: set[str] = set()
    at = 0
    for paragraph in article.paragraphs:
        pieces, here = [], paragraph.span.start
        while at < len(events) and events[at][0] < paragraph.span.end:
            where, opens, key = events[at]
            if where > here:
                pieces.append(_piece(article.text[here:where], active, seen, evidence))
                here = where
            if opens:
                active.append(key)
            elif key in active:
                active.remove(key)
            at += 1
        pieces.append(_piece(article.text[here : paragraph.span.end], active, seen, evidence))
        kind = f' data-kind="{paragraph.kind.replace("_", " ")}"' if paragraph.kind not in ("body", "title") else ""
        out.append(f'<p class="{paragraph.kind}"{kind}>{"".join(pieces)}</p>')
    return "".join(out)


def _piece(words: str, active: Sequence[str], seen: set[str], evidence: Evidence) -> str:
    if not words:
        return ""
    inner = escape(words)
    if not active:
        return inner
    keys = list(dict.fromkeys(active))
    quiet = " said" if all(k in evidence.said for k in keys) else ""
    fresh = [k for k in keys if k not in seen]
    seen.update(fresh)
    anchor = f' id="{fresh[0]}"' if fresh else ""
    opening = "".join(f'<span class="at" id="{k}"></span>' for k in fresh[1:])
    return f'{opening}<span class="ev{quiet}" data-ev="{" ".join(keys)}"{anchor}>{inner}</span>'


def _card(article: Article, event: Event, number: int, evidence: Evidence) -> str:
    def value(words: str, spans: Sequence[Span], quote: str = "", *, said: bool = False) -> str:
        shown = f" <q>{escape(' '.join(quote.split()))}</q>" if quote else ""
        if not spans:
            return f"{escape(words)}{shown}"
        key = evidence.add(spans, said=said)
        return f'<a class="value" href="#{key}" data-ev="{key}">{escape(words)}{shown}</a>'

    rows: list[tuple[str, str]] = [("stage", escape(STAGES[event.stage]))]
    if event.background:
        rows.append(("background", escape(event.background)))
    rows += [("actor", value(party(a), [a.span], a.as_written)) for a in event.actors]
    rows += [("target", value(party(t), [t.span], t.as_written)) for t in event.targets]
    if event.weapon:
        span = event.weapon_span
        rows.append(("weapon", value(event.weapon, [span] if span else [], article.quote(span) if span else "")))
    place, time = event.place, event.time
    if place and (place.name or place.country):
        rows.append(("where", value(where(place), [place.span], place.as_written)))
    if time:
        rows.append(("when", value(days(time), [time.span], time.as_written)))
    speakers = {a.id: chain(a) for a in event.accounts}
    for toll in event.tolls:
        by = f"{toll_words(toll)}, by {speakers.get(toll.said_by, 'unknown')}"
        rows.append(("toll", value(by, [toll.span], toll.as_written)))
    for account in event.accounts:
        words = f"{chain(account)}: {STANCES[account.stance]}"
        rows.append(("account", value(words, account.said, told(article, event, account), said=True)))
    triggers = " ".join(value(article.quote(m.trigger), [m.trigger]) for m in deeds(event))
    rows.append(("told as", f'<span class="told">{triggers}</span>'))
    rows += [("unknown", f'<span class="unknown">{escape(k)}: {escape(v)}</span>') for k, v in event.unknown.items()]
    listed = "".join(f"<dt>{label}</dt><dd>{content}</dd>" for label, content in rows)
    css = event.status.split(" ")[0]
    return (
        f'<article class="card {css}"><h3>{number}. {escape(heading(event))}</h3><div><span class="status">'
        f"{escape(event.status)}</span>: {escape(event.status_why)}</div><dl>{listed}</dl></article>"
    )


def _also(result: Annotation, evidence: Evidence) -> str:
    """What is said of no coded event."""
    article = result.article
    used = {a for e in result.events for account in e.accounts for a in account.attributions}
    rows = []
    for a in result.attributions:
        if a.id in used:
            continue
        key = evidence.add(a.content, said=True)
        words = quoted(article, a.content, 200)
        rows.append(
            f'<dt>{a.id}</dt><dd><a class="value" href="#{key}" data-ev="{key}">'
            f"{escape(aside(article, a))}: <q>{escape(words)}</q></a></dd>"
        )
    return f"<h2>Also said</h2><dl>{''.join(rows)}</dl>" if rows else ""
