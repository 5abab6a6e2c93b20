"""Other devices: showing a code, joining with one, and who shares the room by now.

Stage: sync. In: the queue's Vars and `mine`. Out: a panel of the page of one's feedback. Always holds: joining is a
person's own tap, wherever the code came from.
"""

from typing import Any

import reflex as rx
from reflex.vars import ObjectVar

from app.components.button import button
from app.components.card import card
from app.components.dialog import dialog
from app.components.field import text_field
from app.components.icons import icon
from app.components.qr_code import qr_code
from app.components.scan import scan_button
from app.jazz.provider import NativeForm, queue
from app.languages.text import ago, day, moment, t
from app.pages.mine import mine


def paired(tab: str) -> rx.Component:
    """The panel; `tab` is the id of what opens it."""
    return rx.el.div(
        mine.follow_devices(),
        mine.take_told_code(tab),
        rx.el.p(t("pair-lead"), class_name="text-quiet"),
        _show(),
        _join(),
        _devices(),
        _dialog(),
        class_name="grid gap-4",
    )


def _show() -> rx.Component:
    picture = qr_code(mine.invitation, t("pair-picture"), class_name="w-full max-w-60 aspect-square")
    code = rx.el.div(
        picture,
        rx.el.p(t("pair-how"), class_name="text-quiet"),
        rx.el.p(
            queue.pairing_code,
            class_name="text-2xl font-bold tabular-nums tracking-widest select-all",
            custom_attrs={"id": "pairing-code"},
        ),
        rx.el.p(t("pair-until", when=moment(queue.code_ends)), class_name="text-sm text-quiet"),
        class_name="grid gap-3 justify-items-center text-center",
    )
    return card(
        rx.el.div(rx.cond(queue.pairing_code != "", code), role="status", class_name="empty:hidden"),
        button(
            rx.cond(queue.pairing_code != "", t("pair-again"), t("pair-show")),
            kind="quiet",
            icon_name="phone",
            on_click=queue.pair,
            class_name="justify-self-start",
        ),
        heading=t("pair-title"),
    )


def _join() -> rx.Component:
    return card(
        rx.el.p(t("join-help"), class_name="text-quiet"),
        NativeForm.create(
            text_field(
                "code",
                t("join-code"),
                error=queue.trouble_with("code"),
                auto_complete="off",
                custom_attrs={"autoCapitalize": "characters", "spellCheck": "false", "maxLength": 20},
            ),
            rx.el.div(
                button(t("join-do"), type="submit"),
                scan_button("scan-code", t("join-scan"), mine.told),
                class_name="flex flex-wrap gap-3",
            ),
            custom_attrs={"method": "dialog", "onSubmit": queue.join},
            class_name="grid gap-3",
        ),
        rx.el.p(rx.cond(queue.joined, t("join-done"), ""), role="status", class_name="font-semibold empty:hidden"),
        heading=t("join-title"),
    )


def _devices() -> rx.Component:
    known = rx.el.ul(rx.foreach(mine.devices, _device), role="list", aria_label=t("devices-title"))
    return card(
        rx.cond(
            (queue.room == "") & (mine.devices.length() == 0),
            rx.el.p(t("devices-none"), class_name="text-quiet"),
            rx.cond(mine.knows_devices, known, rx.el.p(t("devices-unknown"), class_name="text-quiet")),
        ),
        rx.el.p(
            rx.cond(queue.direct > 0, t("devices-direct", count=queue.direct), ""),
            role="status",
            class_name="text-sm text-quiet empty:hidden",
        ),
        heading=t("devices-title"),
    )


def _name(device: ObjectVar[dict[str, Any]]) -> rx.Var[str]:
    return rx.cond(device["name"] != "", device["name"].to(str), t("device-unnamed"))


def _device(device: ObjectVar[dict[str, Any]]) -> rx.Component:
    seen = rx.cond(
        device["lastSeenAt"],
        t("device-seen", when=ago(device["lastSeenAt"])),
        t("device-since", day=day(device["createdAt"])),
    )
    return rx.el.li(
        rx.el.button(
            icon("phone", "size-6 text-quiet"),
            rx.el.span(
                rx.el.span(_name(device), class_name="block font-semibold wrap-anywhere"),
                rx.el.span(rx.cond(device["here"], t("device-here"), seen), class_name="block text-sm text-quiet"),
                class_name="grow min-w-0",
            ),
            icon("more", "size-6 text-quiet"),
            type="button",
            on_click=mine.choose_device(device["id"]),
            aria_haspopup="dialog",
            class_name="flex items-center gap-3 w-full min-h-touch py-2 text-start border-t border-line "
            "hover:bg-brand-soft",
        ),
        key=device["id"].to(str),
    )


def _dialog() -> rx.Component:
    device = mine.device
    asked = rx.el.div(
        rx.el.p(rx.cond(device["here"], t("device-loses-here"), t("device-loses"))),
        rx.el.div(
            button(t("forget-keep"), kind="quiet", on_click=mine.leave_device),
            button(t("device-disconnect-now"), kind="danger", on_click=mine.disconnect_device),
            class_name="flex flex-wrap justify-end gap-3",
        ),
        class_name="grid gap-3 border-t border-line pt-4",
    )
    naming = NativeForm.create(
        text_field("name", t("device-name"), default_value=device["name"].to(str), auto_complete="off"),
        button(t("device-rename"), type="submit", kind="quiet", class_name="justify-self-start"),
        key=device["id"].to(str),
        custom_attrs={"method": "dialog", "onSubmit": mine.rename_device},
        class_name="grid gap-3",
    )
    return dialog(
        "device",
        _name(device),
        naming,
        rx.el.p(queue.other_trouble, role="alert", class_name="text-attention empty:hidden"),
        rx.cond(
            mine.is_leaving,
            asked,
            button(
                t("device-disconnect"), kind="quiet", on_click=mine.ask_to_disconnect, class_name="justify-self-start"
            ),
        ),
        close_label=t("close"),
        shown=mine.has_device,
        on_close=mine.leave_device,
    )
