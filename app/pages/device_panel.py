"""One device beside the list: what is known of it, and what can be done with it."""

from typing import Any

import reflex as rx

from app.access.devices import Storage
from app.components.button import button
from app.components.dialog import dialog
from app.components.facts import facts
from app.components.field import CONTROL, text_field
from app.components.icons import icon
from app.components.local_time import local_time
from app.components.qr_code import qr_code
from app.languages.text import around, t
from app.pages import routes
from app.pages.device_marks import called, none, seen, storage, version, waiting, whose
from app.pages.devices_state import DevicesState


def panel() -> rx.Component:
    """The device that was opened."""
    device: Any = DevicesState.device
    return dialog(
        "device",
        rx.cond(device["id"], called(device), t("desk-devices")),
        rx.cond(device["id"], _about(device)),
        close_label=t("close"),
        place="side",
        shown=device.to(dict[str, Any]).length() > 0,
        on_close=rx.Var.create(rx.EventChain.create(DevicesState.open(""), args_spec=rx.event.no_args_event_spec)),
    )


def _about(device: Any) -> rx.Component:
    said = (
        ("fleet-seen", seen(device)),
        ("fleet-came", local_time(device["created"].to(str))),
        ("fleet-waiting", waiting(device)),
        ("fleet-refused", _to_decide(device)),
        ("fleet-storage", _storage_told(device)),
        ("fleet-version", version(device)),
        ("fleet-others", rx.cond(device["others"].to(int) > 0, device["others"].to(str), none())),
        ("fleet-id", rx.el.span(device["id"].to(str), class_name="tabular-nums")),
    )
    return rx.el.div(
        rx.el.div(whose(device), class_name="flex flex-wrap gap-2 empty:hidden"),
        facts([(t(key), value) for key, value in said]),
        rx.el.p(t("fleet-only-it-knows"), class_name="text-sm text-quiet"),
        rx.cond(DevicesState.runs, _acts(device)),
        class_name="grid gap-4",
    )


def _to_decide(device: Any) -> rx.Component:
    link = rx.el.a(
        t("fleet-refused-count", count=device["refused"]),
        href=routes.QUARANTINE,
        class_name="font-semibold text-attention underline",
    )
    return rx.el.span(
        rx.cond(device["refused"].to(int) > 0, link, none()),
        rx.cond(device["declined"].to(int) > 0, rx.el.span(t("fleet-declined", count=device["declined"]))),
        class_name="grid justify-items-start gap-1",
    )


def _storage_told(device: Any) -> rx.Component:
    meanings = [(each.value, rx.el.span(t(f"storage-{each}-means"))) for each in Storage]
    return rx.el.span(
        storage(device),
        rx.match(device["storage"], *meanings, rx.el.span(t("storage-unknown"))),
        class_name="grid justify-items-start gap-1",
    )


def _acts(device: Any) -> rx.Component:
    is_revoked = device["disabled"] != ""
    return rx.el.div(
        rx.cond(is_revoked, _admit(device), rx.fragment(_give(device), _invite(device), _revoke(device))),
        rx.el.a(
            icon("trash"),
            rx.el.span(t("fleet-erase")),
            href=f"{routes.PRIVACY}?by=device&value=" + device["id"].to(str),
            class_name="inline-flex items-center gap-2 min-h-touch text-sm font-semibold text-attention "
            "justify-self-start",
        ),
        class_name="grid gap-4 border-t border-line pt-4",
    )


def _give(device: Any) -> rx.Component:
    return rx.el.form(
        rx.el.input(type="hidden", name="device", value=device["id"].to(str)),
        text_field(
            "courier",
            t("fleet-give"),
            help_text=t("fleet-give-help"),
            input_mode="numeric",
            auto_complete="off",
            default_value=device["courier"].to(str),
            max_length=16,
        ),
        button(t("fleet-give-save"), kind="quiet", type="submit", class_name="justify-self-start"),
        on_submit=DevicesState.give,
        key=device["id"].to(str) + device["courier"].to(str),
        class_name="grid gap-2",
    )


def _invite(device: Any) -> rx.Component:
    link: Any = DevicesState.link
    link_until: Any = DevicesState.link_until
    made = rx.el.div(
        rx.el.p(around("fleet-link-until", local_time(link_until)), class_name="text-sm"),
        rx.el.input(value=link, read_only=True, aria_label=t("fleet-link"), class_name=f"{CONTROL} text-sm!"),
        qr_code(link, t("fleet-link"), class_name="size-40 p-2 rounded-control"),
        class_name="grid gap-3 rounded-control bg-brand-soft p-4",
    )
    return rx.el.div(
        rx.el.h3(t("fleet-replace"), class_name="font-semibold"),
        rx.el.p(t("fleet-replace-lead"), class_name="text-sm text-quiet"),
        button(
            t("fleet-make-link"),
            kind="quiet",
            icon_name="send",
            on_click=DevicesState.invite(device["id"].to(str)),
            class_name="justify-self-start",
        ),
        rx.el.div(rx.cond(DevicesState.link != "", made), role="status", class_name="empty:hidden"),
        class_name="grid gap-2 border-t border-line pt-4",
    )


def _revoke(device: Any) -> rx.Component:
    first = button(
        t("fleet-revoke-ask"), kind="quiet", on_click=DevicesState.ask(wanted=True), class_name="justify-self-start"
    )
    sure = rx.el.div(
        rx.el.p(t("fleet-revoke-lead")),
        rx.cond(device["others"].to(int) > 0, rx.el.p(t("fleet-revoke-others"))),
        rx.el.div(
            button(t("fleet-keep"), kind="quiet", on_click=DevicesState.ask(wanted=False)),
            button(t("fleet-revoke"), kind="danger", on_click=DevicesState.revoke(device["id"].to(str))),
            class_name="flex flex-wrap justify-end gap-3",
        ),
        role="group",
        aria_label=t("people-sure"),
        class_name="grid gap-3 rounded-control bg-attention-soft p-4",
    )
    return rx.el.div(rx.cond(DevicesState.asked, sure, first), class_name="grid border-t border-line pt-4")


def _admit(device: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(around("fleet-revoked-at", local_time(device["disabled"].to(str)))),
        button(t("fleet-admit"), kind="quiet", on_click=DevicesState.admit(device["id"].to(str))),
        class_name="grid justify-items-start gap-3",
    )
