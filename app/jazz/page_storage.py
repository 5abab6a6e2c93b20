"""`storage` for pages: the room that the queue has on this device, and who may open it.

Stage: queue.
"""

from typing import Any

import reflex as rx
from reflex.vars import BooleanVar, NumberVar

from app.jazz.page_state import call, read

# What only some pages need.
LOCKING = "page_passphrase.ts"


class Storage:
    """The room that the queue has on this device."""

    @property
    def encrypted(self) -> BooleanVar:
        """Whether what waits is encrypted."""
        return read("encrypted").to(bool)

    @property
    def blocked(self) -> BooleanVar:
        """Whether this browser gave us no storage, so that nothing can be kept."""
        return read("trouble !== null && !jazz.ready").to(bool)

    @property
    def locked(self) -> BooleanVar:
        """Whether something waits behind a passphrase that nobody has typed in this browser."""
        return read("locked").to(bool)

    @property
    def has_passphrase(self) -> BooleanVar:
        """Whether a passphrase was set, typed or not."""
        return read("hasPassphrase").to(bool)

    @property
    def has_set_passphrase(self) -> BooleanVar:
        """Whether somebody has set or changed it on this page."""
        return read("hasSetPassphrase").to(bool)

    @property
    def persistent(self) -> BooleanVar:
        """Whether the browser promised not to clear it by itself."""
        return read("persistent").to(bool)

    @property
    def has_asked(self) -> BooleanVar:
        """Whether somebody has asked for that promise on this page."""
        return read("hasAsked").to(bool)

    @property
    def keep(self) -> rx.Var[Any]:
        """Handler: ask the browser to promise it."""
        return call("keepStorage")

    @property
    def usage(self) -> NumberVar[int]:
        """How many bytes are used."""
        return read("usage").to(int)

    @property
    def quota(self) -> NumberVar[int]:
        """How many bytes there may be: what the browser says, or what was in use when it refused to keep more."""
        return read("quota").to(int)

    @property
    def full(self) -> BooleanVar:
        """Whether the browser has refused to keep something, whatever it says of the room that is left."""
        return read("full").to(bool)

    @property
    def quarantined(self) -> NumberVar[int]:
        """How many rows could not be read and were put aside."""
        return read("quarantined").to(int)

    @property
    def unsaved(self) -> NumberVar[int]:
        """Of those, how many nobody has saved as a file yet."""
        return read("unsaved").to(int)

    @property
    def lock(self) -> rx.Var[Any]:
        """Handler, also for signing out: close what waits in all tabs until the passphrase is typed; it stays."""
        return call("lock", home=LOCKING)

    @property
    def unlock(self) -> rx.Var[Any]:
        """Handler for a `passphrase_form`: open what waits, in all tabs."""
        return call("unlock", home=LOCKING)

    @property
    def set_passphrase(self) -> rx.Var[Any]:
        """Handler for a `passphrase_form`: lock what waits with this passphrase from now on."""
        return call("setPassphrase", home=LOCKING)

    @property
    def remove_passphrase(self) -> rx.Var[Any]:
        """Handler: what waits needs no passphrase any more."""
        return call("removePassphrase", home=LOCKING)

    @property
    def forget(self) -> rx.Var[Any]:
        """Handler: destroy the keys and all that waits on this device."""
        return call("forgetDevice", home=LOCKING)


storage = Storage()
