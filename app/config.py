"""Settings: the only place that reads the environment.

In: `.env` and the process's environment, which wins. Out: one frozen Settings. A value that can't be right stops the
start with one line that names the variable, the value and what would be right.
"""

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

import limits
from dotenv.parser import parse_stream
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.clerk_key import origin_of
from app.clock import time_zone
from app.errors import SettingError, StartError
from app.mail_address import can_be_written
from app.urls import MAX_PORT, names_a_place, without_password

ENV_FILE = Path(".env")
DEFAULT_DATABASE_URL = "sqlite:///data/doorstep.db"
KIBIBYTE = 1024
# What is counted in the database is forgotten after that.
LONGEST_COUNTED = timedelta(days=2)
SHOWN_AS_LOCALHOST = ("127.0.0.1", "0.0.0.0", "::1", "::")  # noqa: S104

Port = Annotated[int, Field(ge=1, le=MAX_PORT)]
Network = IPv4Network | IPv6Network

# What would be right, by field: the end of the sentence "X=… can't be right: it should be …".
RIGHT: dict[str, str] = {
    "port": f"a whole number from 1 to {MAX_PORT}",
    "host": "an address of this machine, such as 127.0.0.1 or 0.0.0.0",
    "data_dir": "a folder, with no ? # % or line end in its path",
    "public_url": "empty, or http://HOST:PORT or https://HOST:PORT, such as https://feedback.example.com",
    "database_url": "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    "redis_url": "empty, or redis://HOST:PORT",
    "smtp_url": "empty, or smtp://USER:PASSWORD@HOST:PORT (smtps:// for TLS, smtp+starttls:// to insist on STARTTLS)",
    "mail_from": "empty, or a mail address",
    "admin_email": "empty, or a mail address",
    "feedback_api_url": "empty, or http://HOST:PORT or https://HOST:PORT",
    "feedback_api_token": "empty, or the token that the API at FEEDBACK_API_URL has given out",
    "feedback_api_seconds": "a number of seconds above 0",
    "drain_at_once": "a whole number from 1 up",
    "drain_longest_wait_seconds": "a number of seconds from 1 up",
    "use_jazz_sync": "true or false",
    "jazz_sync_server": "empty, or ws://HOST:PORT or wss://HOST:PORT",
    "jazz_enable_p2p": "true or false",
    "jazz_auth_provider": "anonymous or clerk",
    "jazz_storage_encryption": "true or false",
    "clerk_publishable_key": "empty, or a key of Clerk, which starts with pk_ and ends with the address of its keys",
    "only_known_orders": "true or false",
    "only_rating_links": "true or false",
    "keep_feedback_days": "a whole number from 0 up; 0 keeps feedback for ever",
    "time_zone": "the name of a time zone that this machine knows, such as UTC or Europe/Prague",
    "smallest_group": "a whole number from 1 up",
    "limit_devices": "a rate such as 30/minute",
    "limit_public": "a rate such as 120/minute",
    "limit_sign_in": "a rate such as 10/minute",
    "limit_pairing": "a rate such as 10/minute",
    "limit_codes": f"a rate such as 20/hour, over {LONGEST_COUNTED.days} days at most",
    "limit_mail": f"a rate such as 5/hour, over {LONGEST_COUNTED.days} days at most",
    "limit_probes": "a rate such as 6000/minute",
    "session_days": "a whole number from 1 up",
    "session_idle_days": "a whole number from 1 up",
    "limit_body": "a number of bytes from 1024 up",
    "limit_batch": "a number of bytes from 1024 up",
    "limit_sync_frame": "a number of bytes from 1024 up",
    "limit_sync_document": "a number of bytes from 1024 up",
    "limit_sync_connections": "a whole number from 1 up",
    "limit_sync_updates": "a rate such as 200/second",
    "limit_sync_bytes": "a rate such as 33554432/minute",
    "limit_sync_queue": "a number of bytes from 1024 up",
    "limit_sync_documents": "a whole number from 1 up",
    "sync_grace_seconds": "a number of seconds from 0 up",
    "sync_idle_seconds": "a number of seconds above 0",
    "trusted_proxies": "empty, or addresses and networks with commas between, such as 10.0.0.0/8",
    "gallery": "true or false",
    "log_format": "plain or json",
    "log_level": "debug, info, warning or error",
}
HAS_PASSWORD = frozenset({"database_url", "redis_url", "smtp_url", "jazz_sync_server", "feedback_api_url"})
SECRET = frozenset({"feedback_api_token"})
# What the pages are compiled with: another value of one of these needs another build.
BUILT_IN = (
    "use_jazz_sync",
    "jazz_sync_server",
    "jazz_enable_p2p",
    "jazz_auth_provider",
    "jazz_storage_encryption",
    "clerk_publishable_key",
    "public_url",
    "gallery",
)


class Settings(BaseSettings):
    """Every setting, with a default that works."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        str_strip_whitespace=True,
    )

    port: Port = 3000
    host: str = "127.0.0.1"
    data_dir: Path = Path("data")
    public_url: str = Field("", pattern=r"^(https?://[^\s/?#]+/*)?$")

    database_url: str = Field(DEFAULT_DATABASE_URL, pattern=r"^(sqlite:///.+|postgresql://([^\s/]*)/[^\s/?]+(\?\S*)?)$")
    redis_url: str = Field("", pattern=r"^(rediss?://\S+)?$")
    smtp_url: str = Field("", pattern=r"^((smtps?|smtp\+starttls)://[^\s/]+)?$")
    mail_from: str = Field("", pattern=r"^([^@\s]+@[^@\s]+)?$")
    admin_email: str = Field("", pattern=r"^([^@\s]+@[^@\s]+)?$")

    use_jazz_sync: bool = True
    jazz_sync_server: str = Field("", pattern=r"^(wss?://\S+)?$")
    jazz_enable_p2p: bool = False
    jazz_auth_provider: Literal["anonymous", "clerk"] = "anonymous"
    jazz_storage_encryption: bool = True
    clerk_publishable_key: str = Field("", pattern=r"^(pk_\S+)?$")
    feedback_api_url: str = Field("", pattern=r"^(https?://\S+)?$")
    feedback_api_token: str = Field("", pattern=r"^[!-~]*$")
    feedback_api_seconds: float = Field(30, gt=0, allow_inf_nan=False)
    drain_at_once: int = Field(4, ge=1)
    drain_longest_wait_seconds: float = Field(300, ge=1, allow_inf_nan=False)

    only_known_orders: bool = False
    only_rating_links: bool = False

    keep_feedback_days: int = Field(0, ge=0, le=36_500)

    time_zone: str = "UTC"
    smallest_group: int = Field(5, ge=1)

    limit_devices: str = "30/minute"
    limit_public: str = "120/minute"
    limit_sign_in: str = "10/minute"
    limit_pairing: str = "10/minute"
    limit_codes: str = "20/hour"
    limit_mail: str = "5/hour"
    limit_probes: str = "6000/minute"
    session_days: int = Field(30, ge=1, le=3650)
    session_idle_days: int = Field(14, ge=1, le=3650)
    limit_body: int = Field(1024 * KIBIBYTE, ge=KIBIBYTE)
    limit_batch: int = Field(24 * 1024 * KIBIBYTE, ge=KIBIBYTE)
    limit_sync_frame: int = Field(1024 * KIBIBYTE, ge=KIBIBYTE)
    limit_sync_document: int = Field(16 * 1024 * KIBIBYTE, ge=KIBIBYTE)
    limit_sync_connections: int = Field(50, ge=1)
    limit_sync_updates: str = "200/second"
    limit_sync_bytes: str = "33554432/minute"
    limit_sync_queue: int = Field(1024 * KIBIBYTE, ge=KIBIBYTE)
    limit_sync_documents: int = Field(10_000, ge=1)
    sync_grace_seconds: float = Field(30, ge=0, allow_inf_nan=False)
    sync_idle_seconds: float = Field(3600, gt=0, allow_inf_nan=False)
    trusted_proxies: Annotated[tuple[Network, ...], NoDecode] = ()

    gallery: bool = False

    log_format: Literal["plain", "json"] = "plain"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("public_url", "database_url", "redis_url", "smtp_url", "jazz_sync_server", "feedback_api_url")
    @classmethod
    def _names_a_place(cls, value: str) -> str:
        if value and not names_a_place(value):
            raise ValueError("no such host, or no such port")
        return value

    @field_validator("public_url", "feedback_api_url")
    @classmethod
    def _without_trailing_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator(
        "limit_devices",
        "limit_public",
        "limit_sign_in",
        "limit_pairing",
        "limit_codes",
        "limit_mail",
        "limit_probes",
        "limit_sync_updates",
        "limit_sync_bytes",
    )
    @classmethod
    def _is_a_rate(cls, value: str) -> str:
        [rate] = limits.parse_many(value)
        if rate.amount < 1:
            raise ValueError("a rate of nothing")
        return value

    @field_validator("limit_codes", "limit_mail")
    @classmethod
    def _is_not_forgotten_before_it_ends(cls, value: str) -> str:
        if limits.parse(value).get_expiry() > LONGEST_COUNTED.total_seconds():
            raise ValueError("counted over a longer time than it is kept")
        return value

    @field_validator("mail_from", "admin_email")
    @classmethod
    def _can_be_written_in_a_mail(cls, value: str) -> str:
        if not can_be_written(value):
            raise ValueError("no mail can name it")
        return value

    @field_validator("time_zone")
    @classmethod
    def _is_a_time_zone(cls, value: str) -> str:
        time_zone(value)
        return value

    @field_validator("clerk_publishable_key")
    @classmethod
    def _says_where_clerk_is(cls, value: str) -> str:
        if value:
            origin_of(value)
        return value

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
        return value

    @field_validator("data_dir")
    @classmethod
    def _can_stand_in_a_url(cls, value: Path) -> Path:
        if set("?#%") & set(str(value)) or not str(value).isprintable():
            raise ValueError("a database URL, or a line of the log, would end there")
        return value

    @model_validator(mode="before")
    @classmethod
    def _default_database_follows_the_data_folder(cls, values: Any) -> Any:
        if (values.get("database_url") or DEFAULT_DATABASE_URL) == DEFAULT_DATABASE_URL:
            folder = Path(values.get("data_dir") or "data")
            values["database_url"] = f"sqlite:///{folder / 'doorstep.db'}"
        return values

    @property
    def is_sqlite(self) -> bool:
        """Whether the rows stand in a file of our own."""
        return self.database_url.startswith("sqlite")

    @property
    def address(self) -> str:
        """Where a person on this machine opens the app."""
        shown = "localhost" if self.host in SHOWN_AS_LOCALHOST else self.host
        host = f"[{shown}]" if ":" in shown else shown
        return self.public_url or f"http://{host}:{self.port}"

    def built_in(self) -> dict[str, Any]:
        """The settings that the pages are compiled with."""
        return {name: getattr(self, name) for name in BUILT_IN}


def _see_that_it_reads(file: Path) -> None:
    """Stop at the first line that is no setting: passed over, it would leave a default in its place."""
    with file.open(encoding="utf-8") as stream:
        wrong = next((each.original.line for each in parse_stream(stream) if each.error), None)
    if wrong is not None:
        raise StartError(f"{file}, line {wrong} can't be read: it should be NAME=value, or begin with #.")


def load_settings(env_file: Path | None = ENV_FILE, **overrides: Any) -> Settings:
    """Read the settings, or raise SettingError about the first wrong one."""
    try:
        if env_file is not None and env_file.is_file():
            _see_that_it_reads(env_file)
        settings = Settings(_env_file=env_file, **overrides)
    except UnicodeDecodeError as error:
        raise StartError(f"{env_file} can't be read: it should be text in UTF-8.") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "database_url"
        value = str(first["input"])
        shown = without_password(value) if name in HAS_PASSWORD else value
        shown = "***" if name in SECRET else shown
        raise SettingError(name.upper(), shown, RIGHT[name]) from None
    if settings.jazz_auth_provider == "clerk" and not settings.clerk_publishable_key:
        raise SettingError("CLERK_PUBLISHABLE_KEY", "", "a key that starts with pk_ when JAZZ_AUTH_PROVIDER is clerk")
    return settings
