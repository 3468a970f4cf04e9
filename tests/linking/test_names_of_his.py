"""What counts people of somebody is no part of their name."""

import pytest

from saidwho.linking.names import neutral


@pytest.mark.parametrize(
    ("phrase", "name"),
    [("several of his men", "men"), ("all of the rebels", "rebels"), ("Bank of Arland", "Bank of Arland")],
)
def test_of_behind_a_count_goes_too(phrase: str, name: str) -> None:
    assert neutral(phrase) == name
