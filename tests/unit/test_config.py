"""Settings: defaults that work, wrong values that explain themselves, and documents that tell the truth."""

import itertools
import re
from base64 import b64encode
from pathlib import Path

import pytest

from app.config import RIGHT, Settings, load_settings
from app.errors import SettingError, StartError

ROOT = Path(__file__).parents[2]
ENV = ROOT / ".env"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def documented() -> dict[str, str]:
    """The variables of .env with the comment above each."""
    lines = ENV.read_text().splitlines()
    pairs = itertools.pairwise(lines)
    return {line.partition("=")[0]: above for above, line in pairs if re.match(r"[A-Z0-9_]+=", line)}


def test_env_file_documents_every_setting_and_no_other() -> None:
    assert documented().keys() == {name.upper() for name in Settings.model_fields}
    assert all(re.match(r"# \S.{10,}", comment) for comment in documented().values())


def test_env_file_says_the_defaults() -> None:
    assert load_settings(ENV) == load_settings(None)


def test_every_setting_says_what_would_be_right() -> None:
    assert RIGHT.keys() == Settings.model_fields.keys()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PUBLIC_URL", "feedback.example.com"),
        ("DATABASE_URL", "mysql://u@h/x"),
        ("DATABASE_URL", "postgresql://h"),
        ("DATA_DIR", "a?b"),
        ("PUBLIC_URL", "https://:x"),
        ("PUBLIC_URL", "https://feedback.example.com:99999/"),
        ("DATABASE_URL", "postgresql://db:port/x"),
        ("DATABASE_URL", "postgresql://db:0/x"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "redis://cache:65536/0"),
        ("SMTP_URL", "smtp://h:port"),
        ("SMTP_URL", "smtp://ada@"),
        ("FEEDBACK_API_URL", "http://"),
        ("FEEDBACK_API_URL", "http://h:99999"),
        ("FEEDBACK_API_URL", "http://[::1"),
        ("JAZZ_SYNC_SERVER", "ws://host:99999999"),
        ("JAZZ_SYNC_SERVER", "wss://:4000"),
        ("SMTP_URL", "mail.example.com"),
        ("ADMIN_EMAIL", "nobody"),
        ("ADMIN_EMAIL", "a@["),
        ("MAIL_FROM", "a@["),
        ("FEEDBACK_API_URL", "ftp://x"),
        ("USE_JAZZ_SYNC", "perhaps"),
        ("JAZZ_SYNC_SERVER", "https://x"),
        ("JAZZ_AUTH_PROVIDER", "google"),
        ("CLERK_PUBLISHABLE_KEY", "sk_live_1"),
        ("CLERK_PUBLISHABLE_KEY", "pk_test_"),
        ("CLERK_PUBLISHABLE_KEY", "pk_test_abc"),
        ("CLERK_PUBLISHABLE_KEY", f"pk_test_{b64encode(b'$').decode()}"),
        ("CLERK_PUBLISHABLE_KEY", f"pk_live_{b64encode(b'evil.test/path$').decode()}"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("TIME_ZONE", "../../etc/passwd"),
        ("SMALLEST_GROUP", "0"),
        ("LIMIT_PUBLIC", "often"),
        ("LIMIT_PUBLIC", "0/minute"),
        ("LIMIT_DEVICES", "30/minute;5/second"),
        ("LIMIT_DEVICES", "30/minute,"),
        ("LIMIT_CODES", "3/month"),
        ("LIMIT_MAIL", "5 per 49 hours"),
        ("LIMIT_BODY", "3"),
        ("TRUSTED_PROXIES", "10.0.0.0/8, nginx"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_wrong_value_names_variable_value_and_what_is_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError) as caught:
        load_settings(None)
    assert str(caught.value) == f"{name}={value} can't be right: it should be {RIGHT[name.lower()]}."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "https://[2001:db8::1]:8443/"),
        ("PUBLIC_URL", "https://zustellung-größe.example"),
        ("DATABASE_URL", "postgresql:///doorstep?host=/run/postgresql"),
        ("DATABASE_URL", "postgresql://me:p#w?%40@db_1.example:5433/doorstep?sslmode=require"),
        ("REDIS_URL", "rediss://:secret@cache:6380/0"),
        ("SMTP_URL", "smtp+starttls://ada:p%40ss%2Fword@127.0.0.1:587"),
        ("JAZZ_SYNC_SERVER", "wss://sync.example.com/x"),
        ("FEEDBACK_API_URL", "http://backend/api/"),
    ],
)
def test_addresses_that_can_be_right_are_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(load_settings(None), name.lower()) == value.rstrip("/")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("mysql://me:hunter2@db/x", "mysql://me:***@db/x"), ("db/x?password=hunter2&a=b", "db/x?password=***&a=b")],
)
def test_passwords_are_not_shown(monkeypatch: pytest.MonkeyPatch, value: str, shown: str) -> None:
    monkeypatch.setenv("DATABASE_URL", value)
    with pytest.raises(SettingError) as caught:
        load_settings(None)
    assert str(caught.value).startswith(f"DATABASE_URL={shown} can't be right")


def test_a_value_of_several_lines_is_told_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "30\n00\x1b[31m\u2028")
    monkeypatch.setenv("DATA_DIR", "a\nb")
    with pytest.raises(SettingError, match=r"^PORT=30\\n00\\x1b\[31m\\u2028 can't be right") as caught:
        load_settings(None)
    assert str(caught.value).isprintable()
    monkeypatch.setenv("PORT", "3000")
    with pytest.raises(SettingError, match=r"^DATA_DIR=a\\nb can't be right"):
        load_settings(None)


def test_default_database_follows_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "/srv/feedback")
    assert load_settings(ENV).database_url == "sqlite:////srv/feedback/doorstep.db"
    monkeypatch.setenv("DATABASE_URL", "sqlite:///elsewhere.db")
    assert load_settings(ENV).database_url == "sqlite:///elsewhere.db"


def test_process_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=4000\nLOG_FORMAT=json\n")
    monkeypatch.setenv("PORT", "5000")
    settings = load_settings(file)
    assert (settings.port, settings.log_format) == (5000, "json")


@pytest.mark.parametrize("line", ["SMTP_URL='smtp://me:hunter2@mail", "this is no setting", "=3000", "PORT 3000 = x"])
def test_a_line_that_cannot_be_read_is_named_and_not_shown(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"# Ours\nLOG_FORMAT=json\n{line}\nLOG_LEVEL=debug\n")
    with pytest.raises(StartError, match=r"\.env, line 3 can't be read") as caught:
        load_settings(file)
    assert "hunter2" not in str(caught.value)


def test_lines_that_can_be_read_are(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# Ours\n\nexport LOG_FORMAT=json\nPORT='4000' # the other one\nHOST=\n")
    settings = load_settings(file)
    assert (settings.log_format, settings.port, settings.host) == ("json", 4000, "127.0.0.1")


def test_secrets_are_not_in_the_env_file() -> None:
    assert not re.search(r"^[A-Z_]*(SECRET|PASSWORD|TOKEN)[A-Z_]*=\S", ENV.read_text(), re.MULTILINE)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("::1", "http://localhost:3000"),
        ("2001:db8::1", "http://[2001:db8::1]:3000"),
        ("192.0.2.1", "http://192.0.2.1:3000"),
    ],
)
def test_the_address_is_one_that_can_be_opened(host: str, address: str) -> None:
    assert Settings(host=host).address == address
