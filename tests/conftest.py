"""Shared fixtures: the real parser, loaded once, and the material outside the repository where it is there."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from postgresql import binaries, server

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


@pytest.fixture(scope="session")
def database() -> Iterator[Callable[[], str]]:
    """Gives the URL of a new PostgreSQL database at every call."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here (initdb was not found)")
    psycopg = pytest.importorskip("psycopg")
    with server(programs) as url:
        numbers = count(1)

        def new() -> str:
            name = f"store{next(numbers)}"
            with psycopg.connect(url.format("postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return url.format(name)

        yield new
