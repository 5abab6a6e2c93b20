"""The settings that the pages' queue works by are those of the environment."""

import json

import pytest

from app.jazz.provider import settings_told


@pytest.mark.parametrize(
    ("name", "value", "key", "told"),
    [
        ("JAZZ_ENABLE_P2P", "true", "p2p", True),
        ("JAZZ_ENABLE_P2P", "false", "p2p", False),
        ("JAZZ_STORAGE_ENCRYPTION", "true", "encrypted", True),
        ("JAZZ_STORAGE_ENCRYPTION", "false", "encrypted", False),
        ("USE_JAZZ_SYNC", "true", "crdt", True),
        ("USE_JAZZ_SYNC", "false", "crdt", False),
        ("JAZZ_SYNC_SERVER", "wss://rooms.example.com", "server", "wss://rooms.example.com"),
        ("JAZZ_SYNC_SERVER", "", "server", ""),
    ],
)
def test_the_page_is_told_what_was_set(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, key: str, told: str | bool
) -> None:
    monkeypatch.setenv(name, value)
    assert json.loads(settings_told())[key] == told
