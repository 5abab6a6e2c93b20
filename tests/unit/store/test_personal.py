"""When a contact that somebody typed is the one that is looked for."""

import pytest

from app.store.personal import same_contact

SAME = [
    ("nora@example.com", "Nora@Example.COM"),
    ("nora@example.com", " nora@example.com, or 0170 1234567"),
    ("+49 170 1234567", "0170/1234567"),
    ("0170 1234567", "+49 (170) 12 345 67"),
    ("00491701234567", "0170 1234567"),
    ("Nora  Novak", "Mrs nora novak"),
]
ANOTHER = [
    ("nora@example.com", "not.nora@example.com"),
    ("nora@example.com", "nora@example.com.au"),
    ("nora@example.com", "nora@example.community"),
    ("123456", "0170123456"),
    ("0170 1234567", "0170 1234568"),
    ("1234567", "no number"),
    ("", "anything"),
    ("nora", None),
    ("nora", 5),
]


@pytest.mark.parametrize(("wanted", "held"), SAME)
def test_the_same(wanted: str, held: str) -> None:
    assert same_contact(wanted, held)


@pytest.mark.parametrize(("wanted", "held"), ANOTHER)
def test_another(wanted: str, held: object) -> None:
    assert not same_contact(wanted, held)
