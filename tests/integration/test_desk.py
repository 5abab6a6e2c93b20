"""Every handler of every State of the desk refuses those who may not, whatever page they come from, or none."""

import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import reflex as rx
from reflex.state import BaseState
from sqlmodel import Session
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from app.access import principals, tokens
from app.access.permissions import Action, Thing
from app.access.principals import Kind, Role
from app.access.tokens import Purpose
from app.app import app
from app.clock import utc_now
from app.pages.desk_state import NEEDS, Desk, handler
from app.store.engine import Database
from app.sync.limits import Close
from tests.support.server import Server, running_server
from tests.support.tab import open_tab

# Who may use each handler: everybody who may come in from this role up.
MAY: dict[tuple[str, str], Role] = {
    ("OverviewState", "load"): Role.VIEWER,
    ("OverviewState", "fill"): Role.ADMIN,
    ("OverviewState", "clear"): Role.ADMIN,
    ("FeedbackState", "load"): Role.VIEWER,
    ("FeedbackState", "later"): Role.VIEWER,
    ("FeedbackState", "earlier"): Role.VIEWER,
    ("FeedbackState", "open"): Role.VIEWER,
    ("FeedbackState", "choose"): Role.AGENT,
    ("FeedbackState", "flag"): Role.AGENT,
    ("FeedbackState", "save"): Role.VIEWER,
    ("FeedbackState", "forget"): Role.VIEWER,
    ("FeedbackState", "publish"): Role.AGENT,
    ("InboxState", "load"): Role.VIEWER,
    ("InboxState", "renew"): Role.VIEWER,
    ("InboxState", "show_more"): Role.VIEWER,
    ("InboxState", "open"): Role.VIEWER,
    ("InboxState", "move"): Role.VIEWER,
    ("InboxState", "assign"): Role.AGENT,
    ("InboxState", "take"): Role.AGENT,
    ("InboxState", "answer"): Role.AGENT,
    ("InboxState", "finish"): Role.AGENT,
    ("InboxState", "reopen"): Role.AGENT,
    ("InboxState", "note"): Role.AGENT,
    ("InboxState", "put_off"): Role.AGENT,
    ("InboxState", "keep_draft"): Role.AGENT,
    ("PublishingState", "load"): Role.VIEWER,
    ("PublishingState", "renew"): Role.VIEWER,
    ("PublishingState", "show_more"): Role.VIEWER,
    ("PublishingState", "show_fresh"): Role.VIEWER,
    ("PublishingState", "move"): Role.VIEWER,
    ("PublishingState", "approve"): Role.AGENT,
    ("PublishingState", "reject"): Role.AGENT,
    ("PublishingState", "recall"): Role.AGENT,
    ("DevicesState", "load"): Role.VIEWER,
    ("DevicesState", "choose"): Role.VIEWER,
    ("DevicesState", "search"): Role.VIEWER,
    ("DevicesState", "load_more"): Role.VIEWER,
    ("DevicesState", "open"): Role.VIEWER,
    ("DevicesState", "ask"): Role.ADMIN,
    ("DevicesState", "revoke"): Role.ADMIN,
    ("DevicesState", "admit"): Role.ADMIN,
    ("DevicesState", "give"): Role.ADMIN,
    ("DevicesState", "invite"): Role.ADMIN,
    ("QuarantineState", "load"): Role.VIEWER,
    ("QuarantineState", "ask"): Role.AGENT,
    ("QuarantineState", "accept"): Role.AGENT,
    ("QuarantineState", "mend"): Role.AGENT,
    ("QuarantineState", "decline"): Role.AGENT,
    ("PrivacyState", "load"): Role.ADMIN,
    ("PrivacyState", "look"): Role.ADMIN,
    ("PrivacyState", "ask"): Role.ADMIN,
    ("PrivacyState", "erase"): Role.ADMIN,
    ("AccountState", "load"): Role.VIEWER,
    ("AccountState", "end"): Role.VIEWER,
    ("AccountState", "end_others"): Role.VIEWER,
    ("AccountState", "change_password"): Role.VIEWER,
    ("AccountState", "remove_password"): Role.VIEWER,
    ("PeopleState", "load"): Role.ADMIN,
    ("PeopleState", "invite"): Role.ADMIN,
    ("PeopleState", "change_role"): Role.ADMIN,
    ("PeopleState", "ask"): Role.ADMIN,
    ("PeopleState", "disable"): Role.ADMIN,
    ("PeopleState", "enable"): Role.ADMIN,
    ("PeopleState", "sign_out"): Role.ADMIN,
    ("AuditState", "load"): Role.ADMIN,
    ("AuditState", "load_more"): Role.ADMIN,
    ("SheetState", "load"): Role.AGENT,
    ("SheetState", "show"): Role.AGENT,
}
# Made by Reflex for each State; it can call only what is named set_…, and no handler is.
REFLEX = "setvar"
ANYTHING: dict[str, Any] = {
    "person": "nobody",
    "role": "viewer",
    "form": {"email": "new@example.com", "role": "admin", "name": "Late ones"},
    "session": "nothing",
    "record": "",
    "device": "",
    "show": "all",
    "how": "decline",
    "wanted": True,
    "name": "nothing",
    "case": "",
    "by": 1,
    "text": "",
}
STRANGERS = (None, "unknown", "ended", "device")
GONE = "_redirect"
REFUSED = "may not do that"
WITHIN_SECONDS = 1.5


def states(of: type[BaseState] = Desk) -> Iterator[type[BaseState]]:
    for each in of.get_substates():
        yield each
        yield from states(each)


def handlers() -> dict[tuple[str, str], Any]:
    assert app is not None
    found = {(state.__name__, name): one for state in states() for name, one in state.event_handlers.items()}
    return {key: one for key, one in found.items() if key[1] != REFLEX}


HANDLERS = handlers()


def full_name(key: tuple[str, str]) -> str:
    state = next(each for each in states() if each.__name__ == key[0])
    return f"{state.get_full_name()}.{key[1]}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server"), LIMIT_DEVICES="1000/minute") as started:
        yield started


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    opened = Database(f"sqlite:///{server.folder / 'data' / 'doorstep.db'}")
    yield opened
    opened.close()


async def session_of(database: Database, who: Role | str | None) -> str:
    """A session of somebody new with that role; or a token that is none."""
    if who in (None, "unknown"):
        return str(who or "")
    role = who if isinstance(who, Role) else None
    now = utc_now()

    def make(session: Session) -> str:
        kind = Kind.DEVICE if who == "device" else Kind.ADMIN
        shown_as = role or (Role.ADMIN if kind is Kind.ADMIN else None)
        person = principals.add(session, kind, now, role=shown_as, email=f"{uuid.uuid4()}@example.com")
        purpose = Purpose.DEVICE if who == "device" else Purpose.SESSION
        made = tokens.issue(session, person.id, purpose, now).token
        if who == "ended":
            session.flush()
            tokens.revoke(session, made, now)
        return made

    return await database.write(make)


def arguments(key: tuple[str, str]) -> dict[str, Any]:
    return {name: ANYTHING[name] for name in list(HANDLERS[key].get_parameters())[1:]}


async def test_every_handler_has_a_row_here() -> None:
    assert HANDLERS.keys() == MAY.keys()
    assert all(hasattr(each.fn, NEEDS) for each in HANDLERS.values())


async def test_every_state_of_ours_is_one_of_the_desk() -> None:
    ours = [state for state in rx.State.get_substates() if state.__module__.startswith("app.")]
    assert ours == [Desk]


@pytest.mark.parametrize("key", MAY, ids=".".join)
async def test_handler_answers_those_who_may_and_no_others(
    server: Server, database: Database, key: tuple[str, str]
) -> None:
    for who in (*STRANGERS, *Role):
        async with open_tab(server.url, await session_of(database, who)) as tab:
            # From a page that has nothing to do with it.
            await tab.say(full_name(key), arguments(key), page="/rate")
            if not isinstance(who, Role):
                await tab.hear(GONE)
                assert not any("@" in str(update) for update in tab.updates)
            elif who.includes(MAY[key]):
                await tab.hear('"who')
                assert REFUSED not in str(tab.updates)
            else:
                await tab.hear(REFUSED)
                assert "people" not in str([update.get("delta", {}).get(key[0]) for update in tab.updates])


@pytest.mark.parametrize("state", ["PeopleState", "OverviewState"])
async def test_nobody_sets_what_a_page_holds(server: Server, database: Database, state: str) -> None:
    async with open_tab(server.url, await session_of(database, Role.ADMIN)) as tab:
        for name in ("stored", "role", "manages", "_session"):
            await tab.say(full_name((state, REFLEX)), {"var_name": name, "value": "forged"})
        await tab.say(full_name((state, "load")))
        await tab.hear('"who')
        assert "forged" not in str(tab.updates)


async def test_a_tab_forgets_when_another_session_opens_it(server: Server, database: Database) -> None:
    token = str(uuid.uuid4())
    hydrate = f"{rx.State.get_full_name()}.hydrate"
    async with open_tab(server.url, await session_of(database, Role.ADMIN), token) as tab:
        await tab.say(full_name(("PeopleState", "load")))
        await tab.hear("@example.com")
    for who in (None, Role.VIEWER):
        async with open_tab(server.url, await session_of(database, who), token) as tab:
            await tab.say(hydrate)
            await tab.hear("is_hydrated")
            assert "@" not in str(tab.updates)


async def test_an_open_page_is_emptied_within_a_second_when_its_session_ends(
    server: Server, database: Database
) -> None:
    session, other = await session_of(database, Role.ADMIN), await session_of(database, Role.ADMIN)
    async with open_tab(server.url, session) as tab, open_tab(server.url, other) as stays:
        for each in (tab, stays):
            await each.say(full_name(("PeopleState", "load")))
            await each.hear("@example.com")
        await database.write(lambda rows: tokens.revoke(rows, session, utc_now()))
        ended = time.monotonic()
        await tab.hear(GONE)
        emptied = await tab.hear('"people')
        assert time.monotonic() - ended < WITHIN_SECONDS
        assert "@" not in str(emptied)
        await stays.say(full_name(("PeopleState", "ask")), {"person": "somebody"})
        await stays.hear("somebody")


async def test_a_device_that_is_shut_out_is_disconnected_within_a_second(server: Server, database: Database) -> None:
    with server.client() as web:
        told = web.post("/api/devices").json()
    room = f"{server.url.replace('http', 'ws', 1)}/sync/{told['room']}?token={told['token']}"
    async with connect(room) as phone, open_tab(server.url, await session_of(database, Role.ADMIN)) as tab:
        await tab.say(full_name(("DevicesState", "revoke")), {"device": told["deviceId"]})
        await tab.hear('"disabled')
        shut_out = time.monotonic()
        await phone.wait_closed()
        assert time.monotonic() - shut_out < WITHIN_SECONDS
        assert phone.close_code == Close.REVOKED
    with pytest.raises(InvalidStatus, match="401"):
        await connect(room)


async def test_a_handler_that_says_nothing_can_not_be_written() -> None:
    async def act(self: Desk) -> None:
        """Do something."""

    async def guarded(self: Desk, _me: object) -> None:
        """Do something."""

    guarded.__qualname__ = "Settable.set_it"
    guarded.__name__ = "set_it"
    with pytest.raises(TypeError, match="doesn't say what it needs"):
        type("Forgetful", (Desk,), {"__module__": __name__, "act": act})
    with pytest.raises(TypeError, match="doesn't say what it needs"):
        rx.event(act)
    with pytest.raises(TypeError, match="needs another name"):
        type("Settable", (Desk,), {"__module__": __name__, "set_it": handler(Action.READ, Thing.FEEDBACK)(guarded)})
