"""Rating links: whoever holds one may rate that order, for as long as it is good.

In: an order, perhaps its courier, and when it ends. Out: a short text that fits into a URL and a QR code, and what it
says when it is brought back. Always holds: only who has this installation's signing key can make one; it is kept
nowhere, so there is nothing to look up and nothing to steal.
"""

import base64
import binascii
import hmac
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from app.clock import Clock, utc_now
from app.errors import Invalid, NotSignedIn
from app.feedback.entry import CourierId, OrderId
from app.store.engine import Database
from app.store.orders import know_order

# What the key signs, so that no other signature of this key is one of these.
CONTEXT = b"doorstep rating link 1"
SIGNATURE_BYTES = 16
# Expiry in seconds, courier (0 for any); the rest is the order.
HEAD = struct.Struct(">IQ")
LIFETIME = timedelta(days=30)
LAST = datetime.fromtimestamp(2**32 - 1, UTC)
# A phone may have been offline: what it says it captured in time may come this much later.
GRACE = timedelta(days=30)
MAX_LINK = 200

_order_id: Callable[[object], str] = TypeAdapter(OrderId).validate_python
_courier_id: Callable[[object], int] = TypeAdapter(CourierId).validate_python


@dataclass(frozen=True, slots=True)
class RatingLink:
    """What a link says."""

    order_id: str
    courier_id: int | None
    expires_at: datetime

    def covers(self, order_id: str, courier_id: int) -> bool:
        """Whether it is for this order, and for this courier if it names one."""
        return self.order_id == order_id and self.courier_id in (None, courier_id)


class RatingLinks:
    """Makes links and knows them again."""

    def __init__(self, signing_key: bytes, now: Clock = utc_now) -> None:
        self._key = hmac.digest(signing_key, CONTEXT, sha256)
        self._now = now

    def make(
        self, order_id: str, courier_id: int | None = None, lifetime: timedelta = LIFETIME
    ) -> tuple[str, RatingLink]:
        """A new link, as text and as what it says; Invalid when there can be no such order or courier."""
        if lifetime <= timedelta(0):
            raise Invalid("A link is good for at least a day.", {"days": "is too small"})
        try:
            order_id = _order_id(order_id)
            courier_id = courier_id and _courier_id(courier_id)
        except ValidationError as error:
            sentence = str(error.errors()[0]["msg"])
            raise Invalid(f"No link can be made for that: {sentence}") from None
        expires_at = min((self._now() + lifetime).replace(microsecond=0), LAST)
        link = RatingLink(order_id, courier_id or None, expires_at)
        body = HEAD.pack(int(expires_at.timestamp()), courier_id or 0) + order_id.encode()
        return base64.urlsafe_b64encode(body + self._signature(body)).decode().rstrip("="), link

    def read(self, text: str, captured_at: datetime | None = None) -> RatingLink:
        """What the link says, or NotSignedIn; with the moment of capture, one that ended since may still do."""
        link = self._signed(text)
        now = self._now()
        in_time = captured_at is not None and captured_at <= link.expires_at and now <= link.expires_at + GRACE
        if now > link.expires_at and not in_time:
            raise NotSignedIn("This rating link is no longer good: ask for a new one.")
        return link

    def _signed(self, text: str) -> RatingLink:
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            body, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
            if not hmac.compare_digest(self._signature(body), signature):
                raise ValueError(text)
            seconds, courier_id = HEAD.unpack_from(body)
            return RatingLink(
                _order_id(body[HEAD.size :].decode()), courier_id or None, datetime.fromtimestamp(seconds, UTC)
            )
        except (ValueError, struct.error, binascii.Error, ValidationError):
            raise NotSignedIn("This rating link is not one of ours.") from None

    def _signature(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, sha256)[:SIGNATURE_BYTES]


async def link_for(
    links: RatingLinks,
    database: Database,
    order_id: str,
    courier_id: int | None = None,
    lifetime: timedelta = LIFETIME,
) -> tuple[str, RatingLink]:
    """A new link to an order that is known from now on."""
    text, link = links.make(order_id, courier_id, lifetime)
    await database.write(lambda session: know_order(session, link.order_id, courier_id, utc_now()))
    return text, link
