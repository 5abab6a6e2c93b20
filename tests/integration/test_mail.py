"""Mail that waits reaches a real mail server, however often that server is away."""

import asyncio
import re
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from sqlmodel import Session as SqlSession
from sqlmodel import select

from app.config import Settings
from app.mail import Mailer
from app.store import outbox
from app.store.engine import Database
from app.store.tables import OutboxRow
from tests.support.clocks import StoppedClock
from tests.support.house import open_house
from tests.support.server import free_port

LIFETIME = timedelta(hours=1)
DEADLINE = 10


@dataclass
class Postbox:
    """What the server takes, and what it says instead when it doesn't."""

    refuses: list[str] = field(default_factory=list)
    taken: list[Message] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(  # noqa: N802  the server's own name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refuses:
            return self.refuses.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append(message_from_bytes(content))
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        self.arrived.set()
        return "250 Taken"


def only_ada(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, shown: Any) -> AuthResult:
    right = isinstance(shown, LoginPassword) and (shown.login, shown.password) == (b"ada", b"p@ss/word")
    return AuthResult(success=right)


@contextmanager
def mail_server(postbox: Postbox, **options: Any) -> Iterator[int]:
    """A mail server on this machine, and its port."""
    port = free_port()
    server = Controller(postbox, hostname="127.0.0.1", port=port, **options)
    server.start()
    try:
        yield port
    finally:
        server.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificate")
    key, file = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail.test"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(file)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    return file, key


@pytest.fixture
def context(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate, which this machine trusts while the test lasts."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    return made


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
async def waiting(database: Database, clock: StoppedClock) -> Database:
    """A database with one mail in its outbox."""
    await database.write(
        lambda session: outbox.post(session, "vera@example.com", "Your login code", "It is 204815\n", clock(), LIFETIME)
    )
    return database


def mailer(url: str, database: Database, clock: StoppedClock, **settings: Any) -> Mailer:
    return Mailer(Settings(smtp_url=url, **settings), database, clock)


async def row(database: Database) -> OutboxRow:
    return await database.read(lambda session: session.exec(select(OutboxRow)).one())


async def test_mail_is_handed_over_once_and_forgotten_here(waiting: Database, clock: StoppedClock) -> None:
    postbox = Postbox()
    with mail_server(postbox) as port:
        url = f"smtp://127.0.0.1:{port}"
        await asyncio.gather(*(mailer(url, waiting, clock, mail_from="desk@example.com").send_due() for _ in range(5)))
    (mail,) = postbox.taken
    assert (mail["To"], mail["From"], mail["Subject"]) == ("vera@example.com", "desk@example.com", "Your login code")
    assert mail.get_payload() == "It is 204815\r\n"
    kept = await row(waiting)
    assert (kept.body, kept.due_at, kept.sent_at) == ("", None, clock())


async def test_the_code_that_signs_in_is_mailed_in_the_promised_words(sqlite_url: str, tmp_path: Path) -> None:
    postbox, email = Postbox(), "ada@example.com"
    with mail_server(postbox) as port:
        async with open_house(sqlite_url, tmp_path, smtp_url=f"smtp://127.0.0.1:{port}") as house:
            await house.services.sign_in.first_admin(email)
            await house.caller().post("/send-magic-code", json={"email": email})
            await house.services.mailer.send_due()
            (mail,) = postbox.taken
            assert (mail["To"], mail["Subject"]) == (email, "Your login code")
            told = re.match(r"Your verification code is: (\d{6})\r\n", str(mail.get_payload()))
            assert told is not None
            opened = await house.caller().post("/sign-in/code", json={"email": email, "code": told[1]})
            assert opened.status_code == 200


async def test_mail_outlives_a_server_that_is_away(waiting: Database, clock: StoppedClock) -> None:
    port = free_port()
    url = f"smtp://127.0.0.1:{port}"
    await mailer(url, waiting, clock).send_due()
    kept = await row(waiting)
    assert (kept.tries, kept.sent_at) == (1, None)
    assert "refused" in (kept.error or "")
    postbox = Postbox()
    server = Controller(postbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        await mailer(url, waiting, clock).send_due()
        assert postbox.taken == [], "not before it is due again"
        clock.forward(timedelta(seconds=2))
        await mailer(url, waiting, clock).send_due()
    finally:
        server.stop()
    assert len(postbox.taken) == 1


async def test_a_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not(
    waiting: Database, clock: StoppedClock
) -> None:
    postbox = Postbox(refuses=["451 try later", "550 no such person"])
    with mail_server(postbox) as port:
        sender = mailer(f"smtp://127.0.0.1:{port}", waiting, clock)
        await sender.send_due()
        assert (await row(waiting)).due_at is not None
        clock.forward(timedelta(minutes=1))
        await sender.send_due()
    kept = await row(waiting)
    assert (kept.due_at, kept.body, postbox.taken) == (None, "", [])


async def test_mail_that_cannot_be_written_is_put_aside_and_holds_up_no_other(
    database: Database, clock: StoppedClock
) -> None:
    def post(session: SqlSession) -> None:
        for recipient in ("a@[", "vera@example.com"):
            outbox.post(session, recipient, "Hello", "Hello", clock(), LIFETIME)

    await database.write(post)
    postbox = Postbox()
    with mail_server(postbox) as port:
        await mailer(f"smtp://127.0.0.1:{port}", database, clock).send_due()
    assert [mail["To"] for mail in postbox.taken] == ["vera@example.com"]
    rows = await database.read(lambda session: session.exec(select(OutboxRow)).all())
    assert [(row.due_at, row.body) for row in rows] == [(None, "")] * 2
    assert [row.recipient for row in rows if row.error] == ["a@["]


async def test_mail_whose_sender_cannot_be_written_waits_until_the_setting_is_mended(
    waiting: Database, clock: StoppedClock
) -> None:
    postbox = Postbox()
    with mail_server(postbox) as port:
        await mailer(f"smtp://a%40%5b:x@127.0.0.1:{port}", waiting, clock).send_due()
        clock.forward(timedelta(seconds=2))
        await mailer(f"smtp://127.0.0.1:{port}", waiting, clock).send_due()
    assert len(postbox.taken) == 1


async def test_mail_of_no_use_any_more_is_not_sent(waiting: Database, clock: StoppedClock) -> None:
    postbox = Postbox()
    clock.forward(LIFETIME)
    with mail_server(postbox) as port:
        await mailer(f"smtp://127.0.0.1:{port}", waiting, clock).send_due()
    assert postbox.taken == []
    assert (await row(waiting)).body == ""


async def test_a_sender_that_died_is_followed_by_another(waiting: Database, clock: StoppedClock) -> None:
    assert await waiting.write(lambda session: outbox.take(session, clock()))
    assert await waiting.write(lambda session: outbox.take(session, clock())) is None
    clock.forward(outbox.LEASE)
    again = await waiting.write(lambda session: outbox.take(session, clock()))
    assert again is not None
    assert again.tries == 2


async def test_mail_travels_over_tls(waiting: Database, clock: StoppedClock, context: ssl.SSLContext) -> None:
    postbox = Postbox()
    with mail_server(postbox, ssl_context=context) as port:
        await mailer(f"smtps://127.0.0.1:{port}", waiting, clock).send_due()
    assert postbox.encrypted == [True]


@pytest.mark.parametrize("scheme", ["smtp", "smtp+starttls"])
async def test_mail_is_encrypted_and_signed_in_where_the_server_offers_it(
    waiting: Database, clock: StoppedClock, context: ssl.SSLContext, scheme: str
) -> None:
    postbox = Postbox()
    options = {"tls_context": context, "require_starttls": True, "authenticator": only_ada, "auth_required": True}
    with mail_server(postbox, **options) as port:
        await mailer(f"{scheme}://ada:p%40ss%2Fword@127.0.0.1:{port}", waiting, clock).send_due()
    assert postbox.encrypted == [True]


async def test_who_insists_on_tls_sends_nothing_without(waiting: Database, clock: StoppedClock) -> None:
    postbox = Postbox()
    with mail_server(postbox) as port:
        await mailer(f"smtp+starttls://127.0.0.1:{port}", waiting, clock).send_due()
    assert postbox.taken == []
    assert (await row(waiting)).due_at is not None


async def test_a_certificate_of_somebody_else_gets_no_mail(
    waiting: Database, clock: StoppedClock, certificate: tuple[Path, Path]
) -> None:
    postbox = Postbox()
    strange = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    strange.load_cert_chain(*certificate)
    with mail_server(postbox, ssl_context=strange) as port:
        await mailer(f"smtps://127.0.0.1:{port}", waiting, clock).send_due()
    assert postbox.taken == []
    assert "certificate" in ((await row(waiting)).error or "")


async def test_without_a_server_the_log_shows_the_mail(
    waiting: Database, clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    # Also where the log is as quiet as an operator may have made it.
    with caplog.at_level("WARNING"):
        await mailer("", waiting, clock).send_due()
    assert "vera@example.com" in caplog.text
    assert "204815" in caplog.text
    assert (await row(waiting)).sent_at == clock()


async def test_without_a_server_the_outbox_keeps_the_mail_for_as_long_as_it_is_of_use(
    waiting: Database, clock: StoppedClock
) -> None:
    sender = mailer("", waiting, clock)
    await sender.send_due()
    assert (await row(waiting)).body == "It is 204815\n"
    clock.forward(LIFETIME)
    await sender.send_due()
    assert (await row(waiting)).body == ""


async def test_a_running_mailer_sends_as_soon_as_it_is_woken(database: Database) -> None:
    postbox, clock = Postbox(), StoppedClock()
    with mail_server(postbox) as port:
        sender = mailer(f"smtp://127.0.0.1:{port}", database, clock)
        async with sender.running():
            await database.write(
                lambda session: outbox.post(session, "vera@example.com", "Hello", "Hello", clock(), LIFETIME)
            )
            sender.wake()
            assert await asyncio.to_thread(postbox.arrived.wait, DEADLINE)
