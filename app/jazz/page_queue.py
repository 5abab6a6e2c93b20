"""`queue` for pages: what waits on this device, its connection, and what can be done about them.

Stage: queue.
"""

from typing import Any

import reflex as rx
from reflex.vars import ArrayVar, BooleanVar, NumberVar, ObjectVar, StringVar, VarData

from app.feedback.entry import EntryStatus
from app.jazz.page_state import call, data, read, select, sentence

Item = dict[str, str]

# What only some pages need.
ROOM = "page_room.ts"
FILE = "page_file.ts"
SIGN_IN = "page_sign_in.ts"
# What may be wrong with what was typed into a field (app/jazz/errors.ts).
TYPED = {"passphrase": ("wrong_passphrase", "unlock_later", "passphrase_short"), "code": ("bad_code",)}


class Queue:
    """What waits on this device, and what can be done about it."""

    @property
    def ready(self) -> BooleanVar:
        """Whether the storage is open, so that the numbers mean something."""
        return read("ready").to(bool)

    @property
    def items(self) -> ArrayVar[list[Item]]:
        """The records that wait, oldest first: the fields of the record, and `status`."""
        return read("items").to(list[Item])

    @property
    def receipts(self) -> ArrayVar[list[Item]]:
        """The last records that reached the database."""
        return read("receipts").to(list[Item])

    @property
    def pending(self) -> NumberVar[int]:
        """How many are saved on this device only."""
        return read("pending").to(int)

    @property
    def received(self) -> NumberVar[int]:
        """How many the server has, on their way into the database."""
        return read("received").to(int)

    @property
    def stored(self) -> NumberVar[int]:
        """How many of the last ones are in the database."""
        return read("stored").to(int)

    @property
    def attention(self) -> NumberVar[int]:
        """How many wait for a person: refused, or not readable and in no file yet."""
        return read("attention + jazz.unsaved").to(int)

    @property
    def online(self) -> BooleanVar:
        """Whether the sync server answers."""
        return read("online").to(bool)

    @property
    def status(self) -> StringVar[str]:
        """How it stands with the connection: see Status in news.ts."""
        return read("status").to(str)

    @property
    def last_sync(self) -> NumberVar[int]:
        """When server and device last had the same, in milliseconds since 1970; 0 for never."""
        return read("lastSync ?? 0").to(int)

    @property
    def direct(self) -> NumberVar[int]:
        """How many paired devices are spoken with directly."""
        return read("direct").to(int)

    @property
    def room(self) -> StringVar[str]:
        """The device's room; empty before it has sent anything."""
        return read('room ?? ""').to(str)

    @property
    def pairing_code(self) -> StringVar[str]:
        """The code that another device joins this one with; empty before it was asked for."""
        return read('pairing?.code ?? ""').to(str)

    @property
    def pair(self) -> rx.Var[Any]:
        """Handler: ask for a code with which another device joins this one."""
        return call("pair", home=ROOM)

    @property
    def joined(self) -> BooleanVar:
        """Whether this device went over to another one's room on this page."""
        return read("joined").to(bool)

    @property
    def join(self) -> rx.Var[Any]:
        """Handler for the submit of a native form with a field `code`: go over to the device that shows it."""
        return call("join", home=ROOM)

    @property
    def stay_live(self) -> VarData:
        """For a page that shows what other devices do: the hook that keeps the connection while it is looked at."""
        return data("useStayLive", hooks=("useStayLive();",), home=ROOM)

    @property
    def send_now(self) -> rx.Var[Any]:
        """Handler: try to send what waits now."""
        return call("sendNow")

    @property
    def sign_in(self) -> rx.Var[Any]:
        """Handler, in pages built with Clerk: let a person sign in, so that what waits can be sent."""
        return call("signIn", home=SIGN_IN)

    def since(self, status: EntryStatus) -> StringVar[str]:
        """When the oldest record was written that waits in this state."""
        return read(f'items.find((each) => each.status === "{status}")?.createdAt ?? ""').to(str)

    @property
    def last_stored(self) -> StringVar[str]:
        """When the last record reached the database, by this device's clock."""
        return select("lastStored(jazz)", "lastStored").to(str)

    @property
    def code_ends(self) -> StringVar[str]:
        """Until when the code for another device is good."""
        return read('pairing?.expiresAt ?? ""').to(str)

    @property
    def trouble(self) -> StringVar[str]:
        """The last thing that went wrong, as a sentence; empty when nothing did."""
        return sentence("trouble")

    def trouble_with(self, field: str) -> rx.Var[str]:
        """The same, where it is what was typed into this field; else empty."""
        cases = [(code, self.trouble) for code in TYPED[field]]
        said: rx.Var[str] = rx.match(read("trouble"), *cases, "").to(str)
        return said

    @property
    def other_trouble(self) -> rx.Var[str]:
        """The same, where it has to do with no field."""
        cases = [(code, "") for codes in TYPED.values() for code in codes]
        said: rx.Var[str] = rx.match(read("trouble"), *cases, self.trouble).to(str)
        return said

    @property
    def imported(self) -> ObjectVar[dict[str, int]]:
        """What the last file brought: `added`, `known`, `unreadable`."""
        found = read("imported")
        return rx.Var(f"({found} ?? {{}})", _var_data=found._get_all_var_data()).to(dict[str, int])  # noqa: SLF001

    @property
    def has_imported(self) -> BooleanVar:
        """Whether a file was read on this page."""
        return read("imported !== null").to(bool)

    @property
    def dismiss_trouble(self) -> rx.Var[Any]:
        """Handler: take the sentence away."""
        return call("dismissTrouble")

    @property
    def export_file(self) -> rx.Var[Any]:
        """Handler: hand over what waits as a file."""
        return call("exportQueue", home=FILE)

    @property
    def import_file(self) -> rx.Var[Any]:
        """Handler for a file input: take in what a file brings."""
        return call("importQueue", home=FILE)

    def edit(self, record_id: Any, changes: Any) -> rx.Var[Any]:
        """Handler: correct a record."""
        return call("edit", record_id, changes)

    def withdraw(self, record_id: Any) -> rx.Var[Any]:
        """Handler: take a record back."""
        return call("withdraw", record_id)

    def retry(self, record_id: Any) -> rx.Var[Any]:
        """Handler: let the server try a refused record again."""
        return call("retry", record_id)


queue = Queue()
