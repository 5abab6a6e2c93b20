"""Presence: the guide's colours and states."""

import pytest

from app.sync.presence import SILENCE_MS, Presence, Status, color_of


@pytest.mark.parametrize(
    ("user", "color"),
    [
        ("alice", "#ef4444"),
        ("bob", "#8b5cf6"),
        ("user_123", "#eab308"),
        ("courier-7", "#14b8a6"),
        ("ünïcode😀", "#22c55e"),
    ],
)
def test_the_same_colour_everywhere(user: str, color: str) -> None:
    assert color_of(user) == color


def test_silence_is_offline_and_a_heartbeat_brings_back() -> None:
    presence = Presence()
    presence.join(1, "alice", "", now=1000)
    assert presence.users()[0].display_name == "Anonymous"
    assert not presence.check(1000 + SILENCE_MS)
    assert presence.check(1001 + SILENCE_MS)
    assert presence.users()[0].online_status is Status.OFFLINE
    assert not presence.check(2000 + SILENCE_MS)
    assert presence.heartbeat(1, 3000 + SILENCE_MS)
    user = presence.users()[0]
    assert (user.online_status, user.last_active_at, user.connected_at) == (Status.ONLINE, 3000 + SILENCE_MS, 1000)


def test_what_somebody_says_of_themselves() -> None:
    presence = Presence()
    presence.join(1, "alice", "Alice", now=0)
    assert presence.say(1, online_status=Status.AWAY, is_idle=True, location="depot")
    assert not presence.say(1, is_idle=True)
    assert not presence.heartbeat(1, 5)
    assert presence.users()[0].online_status is Status.AWAY
    assert not presence.say(2, is_idle=True)
    assert presence.users()[0].avatar_url is None
    assert presence.say(1, avatar_url="https://example.com/alice.png")
    assert presence.users()[0].avatar_url == "https://example.com/alice.png"


def test_who_leaves_is_gone() -> None:
    presence = Presence()
    user = presence.join(1, "alice", "Alice", now=0)
    presence.join(2, "alice", "Alice", now=0)
    assert presence.leave(1) == user
    assert [each.user_id for each in presence.users()] == ["alice"]
    assert presence.leave(1) is None
