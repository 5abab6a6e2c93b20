"""Sends what is in the outbox: over SMTP, or without SMTP_URL into the log, where the outbox has it, too.

In: the outbox. Out: mail, at least once. Always holds: nobody's request waits for a mail server; what fails is tried
again with growing pauses until it is of no use any more; a password travels only over TLS, or within this machine.
"""

import asyncio
import logging
import smtplib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from app.background import beside
from app.clock import Clock, utc_now
from app.config import Settings
from app.mail_address import UNWRITABLE, can_be_written
from app.store import outbox
from app.store.engine import Database
from app.store.outbox import Mail

SMTP_SECONDS = 5
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=5)
# How long another node's mail may wait for us to see it.
LOOK_SECONDS = 30
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")

logger = logging.getLogger(__name__)


class Mailer:
    """Whoever has written a mail wakes it."""

    def __init__(self, settings: Settings, database: Database, now: Clock = utc_now) -> None:
        self._url = settings.smtp_url
        self._sender = settings.mail_from or _sender(settings.smtp_url)
        self._database = database
        self._now = now
        self._woken = asyncio.Event()

    @property
    def reaches_people(self) -> bool:
        """Whether mail leaves this machine."""
        return bool(self._url)

    def wake(self) -> None:
        """There is something to send."""
        self._woken.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Send while this lasts; what is then left is sent after the next start."""
        async with beside(self._run()):
            yield

    async def send_due(self) -> None:
        """Send all that is due now."""
        while mail := await self._database.write(lambda session: outbox.take(session, self._now())):
            await self._send(mail)

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.send_due()
                pause = await self._pause()
            except Exception:
                logger.exception("Mail could not be looked after")
                pause = LOOK_SECONDS
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), pause)

    async def _pause(self) -> float:
        due = await self._database.read(outbox.next_due)
        if due is None:
            return LOOK_SECONDS
        return min(LOOK_SECONDS, max(0.05, (due - self._now()).total_seconds()))

    async def _send(self, mail: Mail) -> None:
        if not self._url:
            # A warning, because nobody gets in without it, however quiet the log is wanted.
            logger.warning("Mail to %s: %s: %s", mail.recipient, mail.subject, mail.body)
            await self._database.write(lambda session: outbox.shown(session, mail.id, self._now()))
            return
        try:
            await asyncio.to_thread(deliver, self._url, self._message(mail))
        except (OSError, smtplib.SMTPException, *UNWRITABLE) as error:
            await self._failed(mail, error)
        else:
            await self._database.write(lambda session: outbox.sent(session, mail.id, self._now()))

    async def _failed(self, mail: Mail, error: Exception) -> None:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        logger.warning("Mail %s could not be sent (try %d): %s", mail.id, mail.tries, why)
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(mail.tries - 1, 16))
        # Refused for good, as an address that doesn't exist is: asking again would only annoy.
        refused = isinstance(error, smtplib.SMTPRecipientsRefused) and _all_final(error)
        hopeless = refused or not can_be_written(mail.recipient)
        again = None if hopeless else self._now() + pause
        await self._database.write(lambda session: outbox.failed(session, mail.id, why, again))

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = mail.recipient
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(self._now())
        # The same for each try, so that a mail server can tell a repeat.
        message["Message-ID"] = f"<{mail.id}@{self._sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.body)
        return message


def deliver(url: str, message: EmailMessage) -> None:
    """Hand one mail to the server of that address, or raise OSError or SMTPException."""
    to = urlsplit(url)
    host, port = to.hostname or "localhost", to.port or PORTS[to.scheme]
    context = ssl.create_default_context()
    if to.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SMTP_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=SMTP_SECONDS)
    with server:
        server.ehlo()
        safe = to.scheme == "smtps"
        if not safe and (to.scheme == "smtp+starttls" or server.has_extn("starttls")):
            server.starttls(context=context)
            safe = True
        if to.username:
            if not safe and host not in THIS_MACHINE:
                raise smtplib.SMTPException("the server offers no TLS, and the password would be read on the way")
            server.login(unquote(to.username), unquote(to.password or ""))
        server.send_message(message)


def _all_final(error: smtplib.SMTPRecipientsRefused) -> bool:
    return all(code >= 500 for code, _ in error.recipients.values())


def _sender(smtp_url: str) -> str:
    to = urlsplit(smtp_url)
    user = unquote(to.username or "")
    return user if "@" in user else f"doorstep@{to.hostname or 'localhost'}"
