"""What of a comment may be shown to everybody."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feedback.publishing import holds_contact, names, shown_id
from tests.support.entries import record_id

TELLING = [
    "Call me at +420 777 123 456",
    "0171/2345678 please",
    "my number: (555) 010-9999",
    "write to me@example.com",
    "me (at) example.org",
    "see www.example.test",
    "https://example.test/x",
    "reviews on my-shop.com",
    "ask @somebody on that network",
]
HARMLESS = [
    "",
    "Left at the door, 10 minutes early!",
    "Order A-40012 came at 17:30",
    "5 of 5 stars, 100 % happy",
    "The 3rd floor, flat 12, no lift",
    "Thanks... Great! 👍",
    "Paid 12.50 @ the door",
]


@pytest.mark.parametrize("comment", TELLING)
def test_a_way_to_reach_somebody_is_found(comment: str) -> None:
    assert holds_contact(comment)


@pytest.mark.parametrize("comment", HARMLESS)
def test_what_people_say_otherwise_is_no_contact(comment: str) -> None:
    assert not holds_contact(comment)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_number_is_found_wherever_it_stands(before: str, after: str) -> None:
    assert holds_contact(f"{before} +44 7700 900123 {after}")


def test_names_that_are_known_are_found_whole() -> None:
    assert names("Greetings, NOVÁKOVÁ", "Jana Nováková")
    assert names("jana was here", "Jana Nováková")
    assert not names("Janas Tasche", "Jana Nováková")
    assert not names("He is nice", "Li He")
    assert not names("", "") and not names("anything", "")


def test_a_record_is_shown_under_another_name() -> None:
    record = record_id()
    assert shown_id(record) == shown_id(record) != shown_id(record_id())
    assert re.fullmatch("[0-9a-f]{20}", shown_id(record))
    assert shown_id(record) not in record
