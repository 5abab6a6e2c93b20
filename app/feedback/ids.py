"""Ids of records made on the server: UUIDs of version 7, as phones make them."""

import secrets
import uuid
from datetime import datetime

VERSION = 7 << 76
VARIANT = 0b10 << 62


def new_record_id(now: datetime) -> str:
    """A new id; ids made later sort behind it, to the millisecond."""
    millisecond = int(now.timestamp() * 1000)
    return str(uuid.UUID(int=millisecond << 80 | VERSION | secrets.randbits(12) << 64 | VARIANT | secrets.randbits(62)))
