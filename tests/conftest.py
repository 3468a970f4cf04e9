"""Shared fixtures: the real parser, loaded once, and the material outside the repository where it is there."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from postgresql import Server, binaries, server

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
def postgresql() -> Iterator[Server]:
    """A running PostgreSQL server; who stops it starts it again."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here (initdb was not found)")
    pytest.importorskip("psycopg")
    with server(programs) as running:
        yield running


@pytest.fixture(scope="session")
def database(postgresql: Server) -> Callable[[], str]:
    """Gives the URL of a new PostgreSQL database at every call."""
    import psycopg

    numbers = count(1)

    def new() -> str:
        name = f"store{next(numbers)}"
        with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgresql.url(name)

    return new
