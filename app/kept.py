"""What everything else works with: the database, up to date, and the key of this installation.

In: the settings. Out: both, while the block runs. Always holds: nothing here knows of the web, so that a command at the
shell starts in a moment.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.config import Settings
from app.store.case_facts import keep_facts
from app.store.engine import Database
from app.store.migrate import migrate
from app.store.rebuild import keep_reports
from app.store.secrets import load_secret

# Signs what we hand out and must know again, such as rating links.
SIGNING_KEY = "signing.key"


@dataclass(frozen=True)
class Kept:
    """What an installation keeps."""

    database: Database
    signing_key: bytes


@asynccontextmanager
async def open_kept(settings: Settings) -> AsyncIterator[Kept]:
    """Bring the database up to date, and let go of it at the end."""
    database = Database(settings.database_url)
    try:
        signing_key = load_secret(settings.data_dir, SIGNING_KEY)
        await migrate(database)
        await keep_reports(database, settings.time_zone)
        await keep_facts(database)
        yield Kept(database, signing_key)
    finally:
        database.close()
