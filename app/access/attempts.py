"""How often somebody tried something, counted in the database: all nodes share it, and a restart forgets nothing.

In: a kind of attempt, who makes it, a rate. Out: None, or the seconds to wait. Always holds: of any number who try at
once no more than the rate allows get through; addresses are kept only under this installation's key.
"""

import hmac
import math
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from limits import parse
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from app.config import LONGEST_COUNTED
from app.store.tables import AttemptRow

CONTEXT = b"doorstep attempts 1"


class Attempts:
    """Counts within a transaction of whoever asks; each window of a rate begins anew."""

    def __init__(self, signing_key: bytes) -> None:
        self._key = hmac.digest(signing_key, CONTEXT, sha256)

    def count(self, session: Session, kind: str, who: str, rate: str, now: datetime) -> int | None:
        """Count one attempt. None when it may go on, else how many seconds to wait."""
        allowed = parse(rate)
        length = allowed.get_expiry()
        began = datetime.fromtimestamp(now.timestamp() // length * length, UTC)
        if self._counted(session, kind, self.kept(who), began) <= allowed.amount:
            return None
        return max(1, math.ceil((began + timedelta(seconds=length) - now).total_seconds()))

    def kept(self, text: str) -> str:
        """What is kept of an address."""
        return hmac.digest(self._key, text.encode(errors="surrogatepass"), sha256).hex()

    def forget(self, session: Session, now: datetime) -> None:
        """Take out what counts no longer."""
        session.connection().execute(delete(AttemptRow).where(col(AttemptRow.began_at) < now - LONGEST_COUNTED))

    def _counted(self, session: Session, kind: str, who: str, began: datetime) -> int:
        connection = session.connection()
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        first = insert(AttemptRow).values(kind=kind, who=who, began_at=began, count=1)
        again = first.on_conflict_do_update(
            index_elements=["kind", "who", "began_at"], set_={"count": col(AttemptRow.count) + 1}
        )
        counted: int = connection.execute(again.returning(col(AttemptRow.count))).scalar_one()
        return counted
