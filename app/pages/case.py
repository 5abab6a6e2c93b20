"""One case, as the inbox draws it: where it stands and by when, and everything about it with what can be done.

In: the case as a Var. Out: parts of the page. Who only looks sees the same without the buttons.
"""

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex_components_core.el.elements.inline import A as Anchor  # type: ignore[import-untyped]

from app.build.script import script
from app.components.button import button, icon_button
from app.components.field import CONTROL
from app.components.handlers import Content, Text
from app.components.icons import icon
from app.components.local_time import local_time
from app.feedback.cases import MAX_DRAFT, MAX_NOTE, CaseEvent, CaseState
from app.languages import text
from app.languages.text import CLOCK, FILES, t
from app.pages import routes
from app.pages.figures import stars
from app.pages.filters import reasons
from app.pages.inbox_state import InboxState

SCRIPT = script(__name__, "inbox.ts")
LOOKS = {
    CaseState.NEW: ("inbox", "text-received bg-received-soft"),
    CaseState.ASSIGNED: ("user", "text-brand bg-brand-soft"),
    CaseState.WAITING: ("clock", "text-saved bg-saved-soft"),
    CaseState.DONE: ("check", "text-stored bg-stored-soft"),
}
# What has a text of its own beside it.
WITH_NOTE = (CaseEvent.NOTED, CaseEvent.ANSWERED)


def keeping_in_view(text: rx.Var[str], chosen: Any) -> rx.Var[str]:
    """The text, in a page that keeps what is chosen of a list in view."""
    data = VarData(imports={SCRIPT: [rx.ImportVar("useChosen")]}, hooks={f"useChosen({chosen!s})": None})
    both = VarData.merge(text._get_all_var_data(), chosen._get_all_var_data(), data)  # noqa: SLF001
    return rx.Var(str(text), _var_data=both).to(str)


def state_chip(state: Any) -> rx.Component:
    """Where a case stands: icon, word and colour."""
    chips = [
        (
            each.value,
            rx.el.span(
                icon(icon_name),
                rx.el.span(t(f"case-{each}")),
                class_name="inline-flex items-center gap-1 rounded-full px-2 text-sm font-semibold whitespace-nowrap "
                f"{look}",
            ),
        )
        for each, (icon_name, look) in LOOKS.items()
    ]
    return rx.match(state, *chips, rx.fragment())


def due(case: Any) -> rx.Component:
    """By when something is to be done, or since when nothing is."""
    late = _as_time_goes_on("isPast", case["due"])
    when = _as_time_goes_on("distance", case["due"], text.code())
    closed = _as_time_goes_on("distance", case["closed"], text.code())
    open_ = rx.el.span(
        rx.cond(
            late.to(bool),
            rx.fragment(icon("alert"), t("case-overdue", when=when.to(str))),
            t("case-due", when=when.to(str)),
        ),
        class_name=[
            "inline-flex items-center gap-1 ms-auto text-sm tabular-nums",
            rx.cond(late.to(bool), "font-semibold text-attention", "text-quiet"),
        ],
    )  # fmt: skip
    done = rx.el.span(t("case-closed", when=closed.to(str)), class_name="ms-auto text-sm text-quiet tabular-nums")
    return rx.cond(case["closed"] != "", done, open_)


def _call(
    name: str, value: Any, *, before: str = "", first: tuple[str, ...] = (), after: tuple[Any, ...] = ()
) -> rx.Var[Any]:
    """What a function of ours makes of a value."""
    data = VarData(imports={SCRIPT: [rx.ImportVar(name)]})
    arguments = ", ".join((*first, str(value), *(str(each) for each in after)))
    given = [each._get_all_var_data() for each in (value, *after) if isinstance(each, rx.Var)]  # noqa: SLF001
    return rx.Var(f"{before}{name}({arguments})", _var_data=VarData.merge(data, *given))


def _as_time_goes_on(name: str, moment: Any, *first: rx.Var[Any]) -> rx.Var[Any]:
    """What the browser makes of a moment, as its clock goes on."""
    clock = VarData(imports={FILES["clock.ts"]: [rx.ImportVar("useNow")]}, hooks={CLOCK: None})
    made = _call(name, moment, first=tuple(str(each) for each in first), after=(rx.Var("now", _var_data=clock),))
    spoken = [each._get_all_var_data() for each in first]  # noqa: SLF001
    return rx.Var(str(made), _var_data=VarData.merge(made._get_all_var_data(), *spoken))  # noqa: SLF001


def panel(case: Any) -> rx.Component:
    """The case beside the list."""
    return rx.el.section(
        rx.el.header(
            rx.el.div(
                rx.el.h2(
                    t("record-title", order=case["order"].to(str)),
                    custom_attrs={"id": "case-heading"},
                    class_name="text-xl font-semibold wrap-anywhere",
                ),
                rx.el.p(
                    state_chip(case["state"]),
                    due(case),
                    class_name="flex flex-wrap items-center gap-x-3 gap-y-1 [&>*]:ms-0",
                ),
                class_name="grid gap-1 grow min-w-0",
            ),
            icon_button("close", t("case-close"), on_click=InboxState.open(""), class_name="-me-2 -mt-2"),
            class_name="flex items-start gap-3",
        ),
        rx.cond(InboxState.works, _actions(case)),
        _said(case),
        rx.cond(InboxState.works & ~case["done"].to(bool), _reply(case)),
        rx.cond(InboxState.works & ~case["done"].to(bool), _plan(case)),
        _history(case),
        aria_labelledby="case-heading",
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5 bg-card border border-line rounded-card p-4 md:p-6 "
        "lg:sticky lg:top-14 lg:max-h-[calc(100dvh-5rem)] lg:overflow-auto",
    )


def _actions(case: Any) -> rx.Component:
    is_mine = case["assignee"].to(str) == InboxState.me
    open_ = rx.fragment(
        rx.cond(
            is_mine,
            rx.fragment(),
            button(t("inbox-take"), icon_name="user", on_click=InboxState.take, custom_attrs={"data-keys": "a"}),
        ),
        button(
            t("inbox-answered"), kind="quiet", icon_name="send", on_click=InboxState.answer,
            custom_attrs={"data-keys": "w"},
        ),
        button(
            t("inbox-done"), kind="quiet", icon_name="check", on_click=InboxState.finish,
            custom_attrs={"data-keys": "e"},
        ),
    )  # fmt: skip
    again = button(t("case-reopen"), kind="quiet", icon_name="turn", on_click=InboxState.reopen)
    return rx.el.div(rx.cond(case["done"].to(bool), again, open_), class_name="flex flex-wrap gap-2")


def _said(case: Any) -> rx.Component:
    """What the customer wrote, and how to reach them."""
    address = _call("reachedAt", case["contact"])
    contact = rx.cond(
        address != "",
        Anchor.create(
            case["contact"].to(str), href=address.to(str), class_name="font-semibold text-brand wrap-anywhere"
        ),
        rx.cond(case["contact"] != "", case["contact"].to(str), t("case-no-contact")),
    )
    record = rx.el.a(
        t("case-record"),
        href=rx.Var.create(f"{routes.FEEDBACK}?period=all&id=") + case["record"].to(str),
        class_name="text-sm font-semibold text-brand",
    )
    return rx.el.div(
        rx.el.p(
            stars(case["rating"], t("filter-stars", stars=case["rating"])),
            rx.el.span(
                t("part-courier", courier=case["courier"].to(str)), " · ", local_time(case["received"].to(str)),
                class_name="text-sm text-quiet",
            ),
            class_name="flex flex-wrap items-baseline justify-between gap-x-3",
        ),
        rx.el.p(case["comment"].to(str), class_name="text-lg whitespace-pre-line wrap-anywhere empty:hidden"),
        rx.el.ul(
            rx.foreach(
                case["reasons"].to(list[str]),
                lambda reason: rx.el.li(
                    rx.match(reason, *reasons(), reason), key=reason,
                    class_name="rounded-full border border-line px-3 py-1 text-sm",
                ),
            ),
            aria_label=t("filter-reason"),
            class_name="flex flex-wrap gap-2 empty:hidden",
        ),
        rx.el.p(
            rx.el.span(
                icon("phone", "size-5 text-quiet"), rx.el.span(t("record-contact"), class_name="sr-only"), contact,
                class_name="inline-flex items-center gap-2 min-w-0",
            ),
            record,
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        class_name="grid gap-3",
    )  # fmt: skip


def _reply(case: Any) -> rx.Component:
    mail = _call("writeMail", case["contact"], before="() => ", after=(t("case-subject", order=case["order"].to(str)),))
    return rx.el.div(
        rx.el.label(t("inbox-reply"), html_for="draft", class_name="font-semibold"),
        rx.el.textarea(
            name="draft", rows=4, max_length=MAX_DRAFT, default_value=case["draft"].to(str), key=case["reply"].to(str),
            on_blur=InboxState.keep_draft, placeholder=t("case-reply-placeholder"),
            custom_attrs={"id": "draft", "data-draft": "", "data-keys": "r"},
            class_name=f"{CONTROL} block resize-y",
        ),
        rx.el.div(
            rx.cond(
                case["contact"].to(str).contains("@"),
                button(t("case-mail"), kind="quiet", icon_name="send", on_click=mail.to(rx.EventChain)),
            ),
            rx.el.p(t("case-reply-help"), class_name="text-sm text-quiet"),
            class_name="flex flex-wrap items-center gap-3",
        ),
        class_name="grid gap-2 border-t border-line pt-4",
    )  # fmt: skip


def _plan(case: Any) -> rx.Component:
    """Who sees to it, and by when."""
    people = rx.el.select(
        rx.el.option(t("case-nobody"), value=""),
        rx.foreach(InboxState.people, lambda each: rx.el.option(each["name"], value=each["id"])),
        value=case["assignee"].to(str),
        on_change=InboxState.assign,
        custom_attrs={"id": "assignee"},
        class_name=CONTROL,
    )
    due_field = rx.el.form(
        rx.el.input(
            type="datetime-local", name="due", required=True, default_value=case["dueHere"].to(str),
            key=case["id"].to(str) + case["dueHere"].to(str), custom_attrs={"id": "due"}, class_name=CONTROL,
        ),
        button(t("case-due-set"), kind="quiet", type="submit"),
        on_submit=InboxState.put_off,
        class_name="flex flex-wrap gap-2 [&>input]:w-auto [&>input]:grow [&>input]:basis-52",
    )  # fmt: skip
    return rx.el.div(
        _labelled("assignee", t("case-assignee"), people),
        _labelled("due", t("case-due-by", zone=InboxState.zone), due_field),
        class_name="grid gap-4 border-t border-line pt-4",
    )


def _labelled(control_id: str, label: Text, control: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=control_id, class_name="text-sm font-semibold"), control,
        class_name="grid gap-1 content-start min-w-0",
    )  # fmt: skip


def _history(case: Any) -> rx.Component:
    note = rx.el.form(
        rx.el.label(t("inbox-note"), html_for="note", class_name="sr-only"),
        rx.el.textarea(
            name="note", rows=2, required=True, max_length=MAX_NOTE, placeholder=t("case-note-placeholder"),
            custom_attrs={"id": "note", "data-keys": "n"}, class_name=f"{CONTROL} block resize-y grow",
        ),
        button(t("case-note-keep"), kind="quiet", type="submit"),
        on_submit=InboxState.note,
        reset_on_submit=True,
        class_name="grid gap-2 justify-items-start",
    )  # fmt: skip
    lines = rx.el.ol(
        _step(t("case-event-opened"), case["opened"]),
        rx.foreach(InboxState.events, _event),
        class_name="grid gap-3",
    )
    return rx.el.div(
        rx.el.h3(t("record-history"), class_name="font-semibold"),
        lines,
        rx.cond(InboxState.works, note),
        class_name="grid gap-3 border-t border-line pt-4",
    )


def _event(each: Any) -> rx.Component:
    names = {CaseEvent.ASSIGNED: {"whom": each["note"].to(str)}}
    did = rx.match(
        each["event"],
        *((event.value, t(f"case-event-{event}", **names.get(event, {}))) for event in CaseEvent),
        each["event"],
    )
    told = rx.match(each["event"], *((event.value, each["note"].to(str)) for event in WITH_NOTE), "")
    when = rx.cond(each["event"] == CaseEvent.DUE_SET.value, local_time(each["note"].to(str)), rx.fragment())
    return _step(
        rx.fragment(
            rx.cond(each["who"] != "", rx.fragment(rx.el.strong(each["who"], class_name="wrap-anywhere"), " ")),
            did,
            " ",
            when,
        ),
        each["at"],
        rx.el.p(
            told, class_name="whitespace-pre-line wrap-anywhere rounded-control bg-paper px-3 py-2 mt-1 empty:hidden"
        ),
        key=each["number"],
    )


def _step(what: Content, at: Any, *more: rx.Component, **attributes: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(class_name="size-2 mt-2 shrink-0 rounded-full bg-brand"),
        rx.el.div(what, *more, class_name="grow min-w-0"),
        rx.el.span(local_time(at.to(str)), class_name="text-sm text-quiet whitespace-nowrap"),
        class_name="flex items-start gap-3",
        **attributes,
    )
