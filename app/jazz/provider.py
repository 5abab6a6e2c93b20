"""The queue in plain Reflex code: the element that starts it, and Vars and handlers for pages.

Stage: capture and queue. In: the settings. Out: `jazz_provider`, `capture_form`, and `queue`, `draft` and
`storage`, whose attributes a page uses as it uses those of a State. Always holds: a handler is a function of
the browser, so it runs at once and with the server away; every .ts module is registered here, for they import
each other.
"""

import json
from functools import cache
from hashlib import md5
from pathlib import Path
from typing import Any

import reflex as rx
from reflex.vars import ArrayVar, BooleanVar, NumberVar, ObjectVar, StringVar, VarData
from reflex_components_core.el.elements.base import BaseHTML  # type: ignore[import-untyped]

from app import VERSION
from app.config import load_settings
from app.feedback.entry import EntryStatus
from app.languages.catalogue import sentences
from app.languages.text import language, said

YJS = "yjs@13.6.33"
# An anonymous device has one account; it is named before any server has been seen.
ANONYMOUS = "anonymous"
# With it begin the keys of what to say of an error.
ERROR = "error-"


@cache
def module(name: str = "provider.ts") -> str:
    """Where the compiled pages import a module of this folder from; links its siblings beside it."""
    for file in sorted(Path(__file__).parent.glob("*.ts")):
        rx.asset(file.name, shared=True)
    return rx.asset(name, shared=True).importable_path


def _data(*names: str, hooks: tuple[str, ...] = ()) -> VarData:
    imports: dict[str, list[rx.ImportVar]] = {
        module(): [rx.ImportVar(tag=name) for name in names],
        YJS: [rx.ImportVar(tag=None, render=False)],
    }
    return VarData(imports=imports, hooks=dict.fromkeys(hooks))


def _select(expression: str, *names: str) -> rx.Var[Any]:
    """What an expression over `jazz`, the state of provider.ts, gives; the state itself has to hold any object in it.

    Each has a hook of its own, so that a keystroke draws only those parts of a page anew that show what was typed.
    """
    name = f"jazz_{md5(expression.encode(), usedforsecurity=False).hexdigest()[:12]}"
    hook = f"const {name} = useJazz((jazz) => {expression});"
    return rx.Var(name, _var_data=_data("useJazz", *names, hooks=(hook,)))


def _read(path: str) -> rx.Var[Any]:
    return _select(f"jazz.{path}")


def _call(name: str, *arguments: Any) -> rx.Var[Any]:
    """A handler that calls a function of provider.ts; without arguments it is given the event."""
    values = [rx.Var.create(each) for each in arguments]
    data = VarData.merge(_data(name), *(each._get_all_var_data() for each in values))  # noqa: SLF001
    call = f"() => {name}({', '.join(map(str, values))})" if values else f"(event) => {name}(event)"
    return rx.Var(f"({call})", _var_data=data).to(rx.EventChain)


def settings_told() -> str:
    """What the browser is told of the settings, as JSON: see Settings in provider.ts."""
    settings = load_settings()
    return json.dumps(
        {
            "account": ANONYMOUS,
            "encrypted": settings.jazz_storage_encryption,
            "crdt": settings.use_jazz_sync,
            "sentences": sentences(ERROR),
            "server": settings.jazz_sync_server,
            "version": VERSION,
        }
    )


def jazz_provider() -> rx.Component:
    """Start the queue on a page. Renders nothing."""
    told = settings_told()
    spoken = language()._get_all_var_data()  # noqa: SLF001
    data = VarData.merge(spoken, _data("useJazzProvider", hooks=(f"useJazzProvider({told}, language.say);",)))
    return rx.fragment(rx.Var("null", _var_data=data))


def _sentence(path: str) -> StringVar[str]:
    """What to say of an error."""
    return said(_select(f"sentence(jazz.{path})", "sentence"))


class NativeForm(BaseHTML):  # type: ignore[misc]
    """A form that Reflex leaves alone: its own would send every submit through its event queue."""

    tag = "form"


def capture_form(name: str, *children: Any, **props: Any) -> rx.Component:
    """A form whose controls carry the names of a record's fields: kept as it is typed, saved when sent."""
    hook = f'useCapture("{name}");'
    captured: rx.Var[str] = rx.Var(f'"{name}"', _var_data=_data("useCapture", hooks=(hook,)))
    attributes = {
        "id": name,
        "data-capture": captured,
        # Before the page's code has come, a submit leads nowhere: the comment must not end in an address.
        "method": "dialog",
        "noValidate": True,
        "autoComplete": "off",
    }
    return NativeForm.create(*children, custom_attrs=attributes, **props)


def passphrase_form(handler: Any, *children: Any, **props: Any) -> rx.Component:
    """A form with a field `passphrase`, for `storage.unlock` or `storage.set_passphrase`."""
    return NativeForm.create(*children, custom_attrs={"method": "dialog", "onSubmit": handler}, **props)


Item = dict[str, str]


class Queue:
    """What waits on this device, and what can be done about it."""

    @property
    def ready(self) -> BooleanVar:
        """Whether the storage is open, so that the numbers mean something."""
        return _read("ready").to(bool)

    @property
    def items(self) -> ArrayVar[list[Item]]:
        """The records that wait, oldest first: the fields of the record, and `status`."""
        return _read("items").to(list[Item])

    @property
    def receipts(self) -> ArrayVar[list[Item]]:
        """The last records that reached the database."""
        return _read("receipts").to(list[Item])

    @property
    def pending(self) -> NumberVar[int]:
        """How many are saved on this device only."""
        return _read("pending").to(int)

    @property
    def received(self) -> NumberVar[int]:
        """How many the server has, on their way into the database."""
        return _read("received").to(int)

    @property
    def stored(self) -> NumberVar[int]:
        """How many of the last ones are in the database."""
        return _read("stored").to(int)

    @property
    def attention(self) -> NumberVar[int]:
        """How many were refused and wait for a person."""
        return _read("attention").to(int)

    @property
    def online(self) -> BooleanVar:
        """Whether the sync server answers."""
        return _read("online").to(bool)

    @property
    def status(self) -> StringVar[str]:
        """How it stands with the connection: see Status in news.ts."""
        return _read("status").to(str)

    @property
    def last_sync(self) -> NumberVar[int]:
        """When server and device last had the same, in milliseconds since 1970; 0 for never."""
        return _read("lastSync ?? 0").to(int)

    @property
    def room(self) -> StringVar[str]:
        """The device's room; empty before it has sent anything."""
        return _read('room ?? ""').to(str)

    @property
    def pairing_code(self) -> StringVar[str]:
        """The code that another device joins this one with; empty before it was asked for."""
        return _read('pairing?.code ?? ""').to(str)

    @property
    def pair(self) -> rx.Var[Any]:
        """Handler: ask for a code with which another device joins this one."""
        return _call("pair")

    @property
    def joined(self) -> BooleanVar:
        """Whether this device went over to another one's room on this page."""
        return _read("joined").to(bool)

    @property
    def join(self) -> rx.Var[Any]:
        """Handler for the submit of a native form with a field `code`: go over to the device that shows it."""
        return _call("join")

    @property
    def stay_live(self) -> VarData:
        """For a page that shows what other devices do: the hook that keeps the connection while it is looked at."""
        return _data("useStayLive", hooks=("useStayLive();",))

    @property
    def send_now(self) -> rx.Var[Any]:
        """Handler: try to send what waits now."""
        return _call("sendNow")

    def since(self, status: EntryStatus) -> StringVar[str]:
        """When the oldest record was written that waits in this state."""
        return _read(f'items.find((each) => each.status === "{status}")?.createdAt ?? ""').to(str)

    @property
    def last_stored(self) -> StringVar[str]:
        """When the last record reached the database."""
        return _read('receipts.at(-1)?.at ?? ""').to(str)

    @property
    def code_ends(self) -> StringVar[str]:
        """Until when the code for another device is good."""
        return _read('pairing?.expiresAt ?? ""').to(str)

    @property
    def trouble(self) -> StringVar[str]:
        """The last thing that went wrong, as a sentence; empty when nothing did."""
        return _sentence("trouble")

    @property
    def imported(self) -> ObjectVar[dict[str, int]]:
        """What the last file brought: `added`, `known`, `unreadable`."""
        found = _read("imported")
        return rx.Var(f"({found} ?? {{}})", _var_data=found._get_all_var_data()).to(dict[str, int])  # noqa: SLF001

    @property
    def has_imported(self) -> BooleanVar:
        """Whether a file was read on this page."""
        return _read("imported !== null").to(bool)

    @property
    def dismiss_trouble(self) -> rx.Var[Any]:
        """Handler: take the sentence away."""
        return _call("dismissTrouble")

    @property
    def export_file(self) -> rx.Var[Any]:
        """Handler: hand over what waits as a file."""
        return _call("exportQueue")

    @property
    def import_file(self) -> rx.Var[Any]:
        """Handler for a file input: take in what a file brings."""
        return _call("importQueue")

    def edit(self, record_id: Any, changes: Any) -> rx.Var[Any]:
        """Handler: correct a record."""
        return _call("edit", record_id, changes)

    def withdraw(self, record_id: Any) -> rx.Var[Any]:
        """Handler: take a record back."""
        return _call("withdraw", record_id)

    def retry(self, record_id: Any) -> rx.Var[Any]:
        """Handler: let the server try a refused record again."""
        return _call("retry", record_id)


class Draft:
    """The form on this page."""

    @property
    def restored(self) -> BooleanVar:
        """Whether a half-filled form was brought back."""
        return _read("draft.restored").to(bool)

    @property
    def saving(self) -> BooleanVar:
        """Whether it is being written."""
        return _read("draft.saving").to(bool)

    @property
    def saved(self) -> BooleanVar:
        """Whether the record is on the disk of this device."""
        return _read("draft.saved !== null").to(bool)

    @property
    def saved_order(self) -> StringVar[str]:
        """The order of the record that was saved."""
        return _read('draft.saved?.orderId ?? ""').to(str)

    @property
    def saved_state(self) -> StringVar[str]:
        """Where that record is by now."""
        return _select("savedState(jazz)", "savedState").to(str)

    @property
    def saved_id(self) -> StringVar[str]:
        """The id of the record that was saved."""
        return _read('draft.saved?.id ?? ""').to(str)

    @property
    def withdrawn(self) -> BooleanVar:
        """Whether the record that was saved has been taken back."""
        return _read("draft.withdrawn").to(bool)

    @property
    def link_ends(self) -> NumberVar[int]:
        """When the link of this page ends, in milliseconds since 1970; 0 for never."""
        return _read("draft.link.endsAt ?? 0").to(int)

    @property
    def link_is_over(self) -> BooleanVar:
        """Whether the link of this page has ended, by the clock of this device."""
        return _read("draft.link.isOver").to(bool)

    @property
    def earlier(self) -> StringVar[str]:
        """The id of a record of this device for the order that the form is about; empty when there is none."""
        return _select("earlier(jazz)", "earlier").to(str)

    @property
    def failure(self) -> StringVar[str]:
        """Why it could not be saved, as a sentence; empty when nothing failed."""
        return _sentence("draft.failure")

    @property
    def clear(self) -> rx.Var[Any]:
        """Handler: throw the half-filled form away."""
        return _call("clearDraft")

    @property
    def next(self) -> rx.Var[Any]:
        """Handler: leave the notice that it is saved and begin the next form."""
        return _call("nextForm")

    @property
    def ask_again(self) -> rx.Var[Any]:
        """Handler: ask for what the link has said."""
        return _call("askAgain")

    @property
    def withdraw_saved(self) -> rx.Var[Any]:
        """Handler: take back what was just saved."""
        return _call("withdrawSaved")

    @property
    def scanned(self) -> rx.Var[Any]:
        """Browser function: fill in what a code says."""
        return rx.Var("scanned", _var_data=_data("scanned"))

    def correct(self, record_id: Any) -> rx.Var[Any]:
        """Handler: put a record of this device into the form, to be sent in its place."""
        return _call("correct", record_id)

    def linked(self, field: str) -> StringVar[str]:
        """What the link says of a field."""
        return _read(f'draft.link.fields["{field}"] ?? ""').to(str)

    def text(self, field: str) -> StringVar[str]:
        """What stands in a field now."""
        return _read(f'draft.fields["{field}"] ?? ""').to(str)

    def ticked(self, field: str) -> BooleanVar:
        """Whether a box is ticked now."""
        return _read(f'draft.fields["{field}"] === true').to(bool)

    def problem(self, field: str) -> StringVar[str]:
        """The code of what is wrong with a field; empty when nothing is."""
        return _read(f'draft.problems["{field}"] ?? ""').to(str)


class Storage:
    """The room that the queue has on this device."""

    @property
    def encrypted(self) -> BooleanVar:
        """Whether what waits is encrypted."""
        return _read("encrypted").to(bool)

    @property
    def blocked(self) -> BooleanVar:
        """Whether this browser gave us no storage, so that nothing can be kept."""
        return _read("trouble !== null && !jazz.ready").to(bool)

    @property
    def locked(self) -> BooleanVar:
        """Whether something waits behind a passphrase that nobody has typed in this browser."""
        return _read("locked").to(bool)

    @property
    def has_passphrase(self) -> BooleanVar:
        """Whether a passphrase was set, typed or not."""
        return _read("hasPassphrase").to(bool)

    @property
    def has_set_passphrase(self) -> BooleanVar:
        """Whether somebody has set or changed it on this page."""
        return _read("hasSetPassphrase").to(bool)

    @property
    def persistent(self) -> BooleanVar:
        """Whether the browser promised not to clear it by itself."""
        return _read("persistent").to(bool)

    @property
    def has_asked(self) -> BooleanVar:
        """Whether somebody has asked for that promise on this page."""
        return _read("hasAsked").to(bool)

    @property
    def keep(self) -> rx.Var[Any]:
        """Handler: ask the browser to promise it."""
        return _call("keepStorage")

    @property
    def usage(self) -> NumberVar[int]:
        """How many bytes are used."""
        return _read("usage").to(int)

    @property
    def quota(self) -> NumberVar[int]:
        """How many bytes there may be: what the browser says, or what was in use when it refused to keep more."""
        return _read("quota").to(int)

    @property
    def full(self) -> BooleanVar:
        """Whether the browser has refused to keep something, whatever it says of the room that is left."""
        return _read("full").to(bool)

    @property
    def quarantined(self) -> NumberVar[int]:
        """How many rows could not be read and were put aside."""
        return _read("quarantined").to(int)

    @property
    def lock(self) -> rx.Var[Any]:
        """Handler, also for signing out: close what waits in all tabs until the passphrase is typed; it stays."""
        return _call("lock")

    @property
    def unlock(self) -> rx.Var[Any]:
        """Handler for a `passphrase_form`: open what waits, in all tabs."""
        return _call("unlock")

    @property
    def set_passphrase(self) -> rx.Var[Any]:
        """Handler for a `passphrase_form`: lock what waits with this passphrase from now on."""
        return _call("setPassphrase")

    @property
    def remove_passphrase(self) -> rx.Var[Any]:
        """Handler: what waits needs no passphrase any more."""
        return _call("removePassphrase")

    @property
    def forget(self) -> rx.Var[Any]:
        """Handler: destroy the keys and all that waits on this device."""
        return _call("forgetDevice")


queue = Queue()
draft = Draft()
storage = Storage()
