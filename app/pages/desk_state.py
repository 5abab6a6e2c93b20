"""The base of every State of the desk, and the only way to write an event handler there.

A handler says what it needs: `@handler(Action.MANAGE, Thing.PEOPLE)`. It runs for who may do that, and gets them as its
first argument; somebody else is led to the sign-in or told no, whatever page they come from, or none. Always holds: a
State of the desk with a handler that says nothing can't even be defined; a tab shows nothing of the session before.
"""

import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

import reflex as rx
from reflex.constants import CompileVars
from reflex.event import Event, EventHandler, EventSpec
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, _override_base_method

from app.access.audit import called
from app.access.permissions import Action, Resource, Thing, can
from app.access.principals import Principal
from app.access.tokens import SignedIn
from app.errors import NotAllowed, NotSignedIn, RefusedError
from app.pages import live, open_pages, routes
from app.pages.session import signed_in

NEEDS = "desk_needs"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a handler does, and to what; `own` when it touches only what belongs to who asks."""

    action: Action
    thing: Thing
    own: bool = False

    def met_by(self, principal: Principal) -> bool:
        """Whether that principal may."""
        return can(principal, self.action, Resource(self.thing, owner=principal.id if self.own else None))


class Desk(rx.State):
    """What every page of the desk knows of who is looking."""

    who: str = ""
    role: str = ""
    manages: bool = False
    makes_links: bool = False
    # What was refused, as a sentence; empty while all is well.
    problem: str = ""
    _session: str = ""
    # The address at which they are, and whether they have just come there: where only the connection was lost, Reflex
    # loads the page again, and what they were at must not go.
    _here: str = ""
    _arrived: bool = False

    @classmethod
    @_override_base_method
    def _create_event_handler(cls, fn: Any, event_handler_cls: type[EventHandler] = EventHandler) -> Any:
        """Reflex makes every handler here, also of a function outside of the class."""
        name = f"{cls.__name__}.{fn.__name__}"
        if not hasattr(fn, NEEDS):
            raise TypeError(f"{name} doesn't say what it needs: put @handler(…) on it.")
        if fn.__name__.startswith("set_"):
            raise TypeError(f"{name} needs another name: Reflex's own setvar would call it.")
        return super()._create_event_handler(fn, event_handler_cls)

    def _empty(self) -> None:
        """Forget everything, also what the pages' own States hold."""
        self.reset()  # type: ignore[no-untyped-call]

    async def _admit(self, needs: Needs) -> SignedIn:
        shown = await signed_in(self)
        if self._session not in ("", shown.token_id):
            self._empty()
        self._session = shown.token_id
        here = str(self.router.url)
        self._arrived, self._here = here != self._here, here
        self.who, self.role = called(shown.principal), str(shown.principal.role)
        self.manages = can(shown.principal, Action.MANAGE, Resource(Thing.PEOPLE))
        self.makes_links = can(shown.principal, Action.CREATE, Resource(Thing.LINK))
        self.problem = ""
        tab = self.router.session.client_token
        open_pages.opened(tab, shown.token_id)
        if self.router.url.path.rstrip("/") not in live.ROUTES:
            live.left(tab)
        if not needs.met_by(shown.principal):
            raise NotAllowed("This account may not do that. Ask somebody who manages people here.")
        return shown

    async def _see_whose(self) -> None:
        """Forget everything unless it belongs to the session that asks."""
        if not self._session:
            return
        try:
            if (await signed_in(self)).token_id == self._session:
                return
        except NotSignedIn:
            pass
        open_pages.closed(self.router.session.client_token)
        self._empty()

    def _refuse(self, error: RefusedError) -> EventSpec | None:
        if isinstance(error, NotSignedIn):
            self._empty()
            return rx.redirect(routes.SIGN_IN)
        self.problem = str(error) or type(error).__doc__ or ""
        return None


def handler(
    action: Action, thing: Thing, *, own: bool = False, background: bool = False
) -> Callable[[Callable[..., Any]], Any]:
    """Make an event handler of a method that takes the session of who asks after `self`."""
    needs = Needs(action, thing, own)

    def guarded(method: Callable[..., Any]) -> Any:
        run = _streaming if inspect.isasyncgenfunction(method) else _plain
        checked = run(method, needs, background)
        signature = inspect.signature(method)
        me, *others = list(signature.parameters.values())[1:]
        itself = next(iter(signature.parameters.values()))
        checked.__signature__ = signature.replace(parameters=[itself, *others])
        checked.__annotations__ = {name: hint for name, hint in method.__annotations__.items() if name != me.name}
        setattr(checked, NEEDS, needs)
        return rx.event(checked, background=True) if background else rx.event(checked)

    return guarded


def _plain(method: Callable[..., Any], needs: Needs, background: bool) -> Any:
    @wraps(method)
    async def checked(self: Desk, *arguments: Any, **named: Any) -> Any:
        try:
            async with _held(self, background):
                shown = await self._admit(needs)
            return await method(self, shown, *arguments, **named)
        except RefusedError as error:
            async with _held(self, background):
                return self._refuse(error)

    return checked


def _streaming(method: Callable[..., Any], needs: Needs, background: bool) -> Any:
    @wraps(method)
    async def checked(self: Desk, *arguments: Any, **named: Any) -> Any:
        try:
            async with _held(self, background):
                shown = await self._admit(needs)
            async for each in method(self, shown, *arguments, **named):
                yield each
        except RefusedError as error:
            async with _held(self, background):
                refused = self._refuse(error)
            yield refused

    return checked


@asynccontextmanager
async def _held(state: Desk, background: bool) -> AsyncIterator[None]:
    """What runs in the background takes hold of its state for each change; other handlers have it anyway."""
    if background:
        async with state:
            yield
    else:
        yield


class SameSession(Middleware):
    """Before Reflex itself sends what a tab's state holds: it must belong to the session that asks."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> None:
        """Empty the desk's states when it doesn't. Handlers of the desk see to it themselves."""
        if not event.name.startswith(f"{Desk.get_full_name()}."):
            desk = await state.get_state(Desk)
            await desk._see_whose()  # noqa: SLF001
            # A page says what it holds already once: when it was opened, and not when it is connected again.
            if CompileVars.PAYLOAD_HASHES in event.payload:
                desk._here = ""  # noqa: SLF001
