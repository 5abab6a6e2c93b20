"""What the page of one's feedback shows beside the queue itself: the chosen record, the chosen state, paired devices.

Stage: queue. In: browser state of app/jazz/mine.ts. Out: `mine`, whose attributes a page uses as those of a State.
Always holds: a handler is a function of the browser, so it runs at once and with the server away.
"""

from typing import Any

import reflex as rx
from reflex.vars import ArrayVar, BooleanVar, ObjectVar, StringVar, VarData

from app.feedback.entry import EntryStatus
from app.jazz.provider import module

SCRIPT = module("mine.ts")
FOLLOW = "const mine = useMine();"

Fields = dict[str, str]


def _data(*names: str, hooks: tuple[str, ...] = ()) -> VarData:
    return VarData(imports={SCRIPT: [rx.ImportVar(tag=name) for name in names]}, hooks=dict.fromkeys(hooks))


def _read(path: str) -> rx.Var[Any]:
    return rx.Var(f"(mine.{path})", _var_data=_data("useMine", hooks=(FOLLOW,)))


def _call(name: str, *arguments: Any) -> rx.Var[Any]:
    values = [rx.Var.create(each) for each in arguments]
    data = VarData.merge(_data(name), *(each._get_all_var_data() for each in values))  # noqa: SLF001
    return rx.Var(f"(() => {name}({', '.join(map(str, values))}))", _var_data=data).to(rx.EventChain)


def _hook(call: str) -> rx.Component:
    name = call.partition("(")[0]
    return rx.fragment(rx.Var("null", _var_data=_data(name, hooks=(call,))))


class Mine:
    """What a person looks at."""

    @property
    def rows(self) -> ArrayVar[list[Fields]]:
        """A line for each record that is shown: `id`, `orderId`, `rating`, `status`, `at`."""
        return _read("rows").to(list[Fields])

    @property
    def only(self) -> StringVar[str]:
        """The one state that is shown; empty: all."""
        return _read("only").to(str)

    @property
    def row(self) -> ObjectVar[Fields]:
        """The line of the chosen record."""
        return _read("row ?? {}").to(Fields)

    @property
    def record(self) -> ObjectVar[dict[str, Any]]:
        """The chosen record, while it is on this device."""
        return _read("record ?? {}").to(dict[str, Any])

    @property
    def has_row(self) -> BooleanVar:
        """Whether a record is chosen, and there is one."""
        return _read("row !== null").to(bool)

    @property
    def is_here(self) -> BooleanVar:
        """Whether what it said is on this device."""
        return _read("record !== null").to(bool)

    @property
    def complaint(self) -> ObjectVar[Fields]:
        """Why it was refused: `code` and `message`."""
        return _read("record?.complaint ?? {}").to(Fields)

    @property
    def correction(self) -> StringVar[str]:
        """Where it is corrected."""
        return _read("correction").to(str)

    @property
    def withdrawn(self) -> StringVar[str]:
        """The order of what was taken back last; empty when it can't be brought back."""
        return _read('withdrawn?.orderId ?? ""').to(str)

    @property
    def devices(self) -> ArrayVar[list[dict[str, Any]]]:
        """The devices that share the room: `id`, `name`, `createdAt`, `lastSeenAt`, `here`."""
        return _read("devices ?? []").to(list[dict[str, Any]])

    @property
    def knows_devices(self) -> BooleanVar:
        """Whether the server has said which they are."""
        return _read("devices !== null").to(bool)

    @property
    def device(self) -> ObjectVar[dict[str, Any]]:
        """The chosen device."""
        return _read("other ?? {}").to(dict[str, Any])

    @property
    def has_device(self) -> BooleanVar:
        """Whether a device is chosen."""
        return _read("other !== null").to(bool)

    @property
    def is_leaving(self) -> BooleanVar:
        """Whether a person is asked once more before it is disconnected."""
        return _read("isLeaving").to(bool)

    @property
    def invitation(self) -> StringVar[str]:
        """What another device's camera is to read; empty while there is no code."""
        return _read("invitation").to(str)

    @property
    def leave(self) -> rx.Var[Any]:
        """Handler: look at no record any more."""
        return _call("leave")

    @property
    def bring_back(self) -> rx.Var[Any]:
        """Handler: undo that a record was taken back."""
        return _call("bringBack")

    @property
    def leave_device(self) -> rx.Var[Any]:
        """Handler: look at no device any more."""
        return _call("leaveDevice")

    @property
    def rename_device(self) -> rx.Var[Any]:
        """Handler for the submit of a native form with a field `name`: call the chosen device so."""
        return rx.Var("((event) => renameDevice(event))", _var_data=_data("renameDevice")).to(rx.EventChain)

    @property
    def ask_to_disconnect(self) -> rx.Var[Any]:
        """Handler: the first of two taps that disconnect the chosen device."""
        return _call("askToDisconnect")

    @property
    def disconnect_device(self) -> rx.Var[Any]:
        """Handler: the second one."""
        return _call("disconnectDevice")

    @property
    def told(self) -> rx.Var[Any]:
        """Browser function: fill in the code that a camera has read."""
        return rx.Var("told", _var_data=_data("told"))

    def show_only(self, status: EntryStatus) -> rx.Var[Any]:
        """Handler: show the records in this state, or all again."""
        return _call("showOnly", status.value)

    def choose(self, record_id: Any) -> rx.Var[Any]:
        """Handler: look at a record."""
        return _call("choose", record_id)

    def take_back(self, record_id: Any) -> rx.Var[Any]:
        """Handler: take a record back, which can be undone."""
        return _call("takeBack", record_id)

    def choose_device(self, device_id: Any) -> rx.Var[Any]:
        """Handler: look at a device."""
        return _call("chooseDevice", device_id)

    def follow_devices(self) -> rx.Component:
        """Ask the server who shares the room, as long as this is on the page. Renders nothing, as the next one."""
        return _hook("useDevices();")

    def take_told_code(self, panel: str) -> rx.Component:
        """Fill in the code that came with the page's address, and open the panel that it is typed in."""
        return _hook(f'useTold("{panel}");')


mine = Mine()
