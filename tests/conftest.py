"""Shared fixtures: the real parser, loaded once, and the material outside the repository where it is there."""

from pathlib import Path

import pytest

from saidwho.parsing import Parser
from saidwho.pipeline import Annotator

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()


@pytest.fixture(scope="session")
def cases() -> Path:
    folder = SHARED / "cases"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: real reports are not ours to ship")
    return folder
