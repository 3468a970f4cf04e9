"""Merged events without a merge."""

from dataclasses import replace

from saidwho.records import Annotation, Event, Statement


def merged(annotations: tuple[Annotation, ...]) -> list[Event]:
    """The events of single articles in the shape of merged ones: every value names its article."""
    found = []
    for annotation in annotations:
        article = annotation.article
        for event in annotation.events:
            accounts = tuple(
                replace(
                    account,
                    statements=(
                        Statement(
                            article.id,
                            next(iter(account.attributions), "a-0"),
                            account.said,
                            account.cue,
                            outlet=article.outlet,
                            published=article.published,
                            said_via=account.said_via,
                        ),
                    ),
                )
                for account in event.accounts
            )
            mentions = tuple(replace(m, article=article.id) for m in event.mentions)
            tolls = tuple(replace(toll, article=article.id) for toll in event.tolls)
            found.append(replace(event, mentions=mentions, accounts=accounts, tolls=tolls))
    return found
