"""Reading the events of a store: `events`, `event`, `explain` and `diff`.

Each command imports the store itself: coding one report should not wait for it.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from saidwho import export
from saidwho.cli.output import FINDINGS, OK, complain, painter_of
from saidwho.coding.codebook import load_codebook
from saidwho.merging.differences import Change, differences
from saidwho.pipeline.known import event_as_of
from saidwho.pipeline.merges import is_merged
from saidwho.reading import parse_date
from saidwho.records import Event

if TYPE_CHECKING:
    from saidwho.storage import Store

STATUSES = ("claimed", "single source", "corroborated", "denied", "disputed", "threatened")
SIGNS = {"added": "+", "changed": "~", "gone": "-"}


def add(commands: Any) -> None:
    """Adds the commands."""
    events = commands.add_parser("events", help="list the events of a store")
    _store(events)
    for option, metavar, kind, words in (
        ("--type", "TYPE", _type, "events of a type, such as ASSAULT (saidwho types lists them)"),
        ("--status", "STATUS", _status, "claimed, single source, corroborated, denied, disputed or threatened"),
        ("--place", "NAME", str, "events at a place or in its province"),
        ("--country", "CODE", _country, "events in a country, ISO 3166 alpha-2"),
        ("--actor", "NAME", str, "events that somebody is said to have done"),
        ("--since", "DATE", str, "events on or after a day"),
        ("--until", "DATE", str, "events on or before a day"),
    ):
        events.add_argument(option, metavar=metavar, type=kind, help=words)
    events.add_argument("--background", action="store_true", help="older events that are only mentioned, too")
    _output(events, ("table", "json", "jsonl", "csv"))
    events.set_defaults(call=_events)
    event = commands.add_parser("event", help="the ledger of one event: who says it, through whom, in which words")
    _store(event)
    event.add_argument(
        "event", metavar="EVENT", nargs="?", help="its id, or the beginning of it (default: the most reported)"
    )
    event.add_argument("--as-of", metavar="DATE", help="what the reports published until that day told")
    _output(event, ("text", "json"))
    event.set_defaults(call=_event)
    explain = commands.add_parser("explain", help="why each report is in an event, and what stayed out")
    _store(explain)
    explain.add_argument(
        "event", metavar="EVENT", nargs="?", help="its id, or the beginning of it (default: the most reported)"
    )
    explain.set_defaults(call=_explain)
    diff = commands.add_parser("diff", help="which events were added, changed or gone between two stores")
    diff.add_argument("old", metavar="OLD", help="the earlier store")
    diff.add_argument("new", metavar="NEW", help="the later store")
    diff.set_defaults(call=_diff)


def _type(value: str) -> str:
    types = load_codebook().types
    near = difflib.get_close_matches(value.upper(), types, 1)
    if value.upper() not in types:
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise argparse.ArgumentTypeError(f"'{value}' is no type. {hint}List them: saidwho types")
    return value.upper()


def _status(value: str) -> str:
    status = value.casefold().replace("_", " ").split(" (")[0]
    if status not in STATUSES:
        raise argparse.ArgumentTypeError(f"'{value}' is no status. Expected one of: {', '.join(STATUSES)}")
    return status


def _country(value: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", value):
        raise argparse.ArgumentTypeError(f"'{value}' is no code of a country. Expected two letters, such as KE")
    return value.upper()


def _store(command: argparse.ArgumentParser) -> None:
    command.add_argument("store", metavar="STORE", help="a file or URL that `saidwho run` has written")


def _output(command: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    command.add_argument("--format", choices=formats, default=formats[0], help=f"what to write (default: {formats[0]})")
    command.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of the terminal")


def _events(arguments: argparse.Namespace) -> int:
    from saidwho.storage import Wanted, find_events, open_store

    wanted = Wanted(
        type=arguments.type,
        status=arguments.status,
        place=arguments.place,
        country=arguments.country,
        actor=arguments.actor,
        since=parse_date(arguments.since) if arguments.since else None,
        until=parse_date(arguments.until) if arguments.until else None,
        background=arguments.background,
    )
    with _merged(open_store(arguments.store)) as store:
        found = (e for i in find_events(store, wanted) if (e := store.event(i)) is not None)
        with _out(arguments.output) as out:
            number = _write(found, arguments.format, out, store)
    if not number:
        complain("No event fits.")
    return OK if number else FINDINGS


def _merged(store: Store) -> Store:
    """The store; where reports were added after its last merge, that is told."""
    if not is_merged(store):
        complain(f"'{store.name}' holds reports that are not merged yet. Merge them: saidwho merge {store.name}")
    return store


def _write(events: Iterable[Event], form: str, out: TextIO, store: Store) -> int:
    number = 0
    if form in ("table", "csv"):
        found = list(events)
        if form == "csv":
            out.write(export.events_to_csv(found))
        elif found:
            out.write(export.to_listing(found, painter=painter_of(out)))
        return len(found)
    for number, event in enumerate(events, 1):
        record = export.to_json(_record(store, event), indent=2 if form == "json" else None)
        out.write(("[\n" if number == 1 else ",\n") + record if form == "json" else record + "\n")
    if form == "json":
        out.write("\n]\n" if number else "[]\n")
    return number


def _record(store: Store, event: Event) -> dict[str, Any]:
    return export.event_record(_texts(store, event), event, _made_by(store), with_articles=True)


def _made_by(store: Store) -> dict[str, str]:
    """Versions of the newest run: what the events were coded and merged with."""
    runs = store.runs().to_pylist()
    newest = {name: run[name] for run in runs for name in ("saidwho", "codebook", "parser", "model") if run[name]}
    return {name: str(value) for name, value in newest.items()}


def _texts(store: Store, event: Event) -> export.Texts:
    named = {m.article for m in event.mentions} | {s.article for a in event.accounts for s in a.statements}
    return export.Texts(store.each_article(sorted(n for n in named if n)))


def _event(arguments: argparse.Namespace) -> int:
    from saidwho.storage import most_reported, open_store, whole_id

    day = parse_date(arguments.as_of) if arguments.as_of else None
    with _merged(open_store(arguments.store)) as store:
        identifier = whole_id(store, arguments.event) if arguments.event else most_reported(store)
        event = store.event(identifier) if identifier else None
        if event is None:
            complain(f"'{store.name}' holds no event. Fill it: saidwho run SOURCE -o {store.name}")
            return FINDINGS
        shown = event_as_of(store, event, day) if day else event
        if shown is None:
            complain(f"No report of '{event.id}' was published until {day}.")
            return FINDINGS
        with _out(arguments.output) as out:
            if arguments.format == "json":
                out.write(export.to_json(_record(store, shown), indent=2) + "\n")
            else:
                out.write(export.to_ledger(shown, _texts(store, shown), painter=painter_of(out)))
    return OK


def _explain(arguments: argparse.Namespace) -> int:
    from saidwho.pipeline.merges import explain
    from saidwho.storage import most_reported, open_store, whole_id

    with _merged(open_store(arguments.store)) as store:
        identifier = whole_id(store, arguments.event) if arguments.event else most_reported(store)
        event = store.event(identifier) if identifier else None
        if event is None:
            complain(f"'{store.name}' holds no event. Fill it: saidwho run SOURCE -o {store.name}")
            return FINDINGS
        found, tellings = explain(store, event)
    about = {i: export.Told(t.article, t.event) for i, t in tellings.items()}
    sys.stdout.write(export.to_reasons(event, found.inside, found.outside, about, painter=painter_of(sys.stdout)))
    return OK


def _diff(arguments: argparse.Namespace) -> int:
    from saidwho.storage import open_store

    with _merged(open_store(arguments.old)) as old, _merged(open_store(arguments.new)) as new:
        changes = differences(old.merged_events(), new.merged_events())
    for change in changes:
        sys.stdout.write("\n".join(_change(change)) + "\n")
    count = {kind: sum(c.kind == kind for c in changes) for kind in SIGNS}
    complain(", ".join(f"{n} {kind}" for kind, n in count.items()))
    return FINDINGS if changes else OK


def _change(change: Change) -> list[str]:
    event = change.event
    was = f" (was {change.was})" if change.was else ""
    lines = [f"{SIGNS[change.kind]} {event.id}{was}  {export.to_line(event)}"]
    for name, before, after in change.fields:
        words = f"{before} -> {after}" if before and after else f"+ {after}" if after else f"- {before}"
        lines.append(f"    {name}: {words}")
    return lines


@contextmanager
def _out(name: str | None) -> Iterator[TextIO]:
    if name is None:
        yield sys.stdout
    else:
        with open(name, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            yield out
