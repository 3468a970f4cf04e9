"""The fictional reports, coded once, and their tellings."""

from collections.abc import Callable

import pytest
from harbour_reports import REPORTS, coded

from saidwho.merging.across import Telling, tellings_of
from saidwho.pipeline import Annotator
from saidwho.records import Annotation


@pytest.fixture(scope="session")
def annotations(annotator: Annotator) -> dict[str, Annotation]:
    return {name: coded(annotator, name) for name in REPORTS}


@pytest.fixture
def tellings(annotations: dict[str, Annotation]) -> Callable[..., list[Telling]]:
    """The tellings of some reports, of all where none is named."""

    def of(*names: str) -> list[Telling]:
        return [t for name in names or REPORTS for t in tellings_of(annotations[name])]

    return of
