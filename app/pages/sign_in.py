"""The sign-in: a mail address, then the code that was sent there; or a password; or a link, which is used at once.

No Reflex state: the page is there before the live connection is, and asks the API by itself.
"""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from app.access.mail_sign_in import DIGITS
from app.build.script import script
from app.components.button import button
from app.components.card import card
from app.components.field import text_field
from app.components.handlers import Text, browser_handler
from app.components.icons import icon
from app.jazz.provider import NativeForm
from app.languages.text import around, t
from app.pages import routes
from app.pages.frame import public_frame, title

SCRIPT = script(__name__, "sign_in.ts")
# By what the browser found (Problem in sign_in.ts): beside the field that it is about …
AT_MAIL = ("no_mail",)
AT_CODE = ("no_code", "wrong_code")
AT_PASSWORD = ("wrong_password",)
# … or above all of them.
ABOVE = ("used", "too_many", "unreachable")
LINK_TEXT = "min-h-touch inline-flex items-center px-1 underline underline-offset-4 text-ink"


def _state(name: str) -> rx.Var[Any]:
    return rx.Var(
        f"signIn.{name}",
        _var_data=VarData(
            imports={SCRIPT: [rx.ImportVar(tag="useSignIn")]},
            hooks={"const signIn = useSignIn()": None},
        ),
    )


STEP, PROBLEM, EMAIL = _state("step").to(str), _state("problem").to(str), _state("email").to(str)
BUSY, AGAIN = _state("busy").to(bool), _state("again").to(bool)


def _does(expression: str, function: str) -> rx.Var[Any]:
    return browser_handler(expression, SCRIPT, function)


def _said(problems: tuple[str, ...]) -> rx.Var[str]:
    values = {"no_code": {"digits": DIGITS}}
    sentences = [(each, t(f"sign-in-{each}", **values.get(each, {}))) for each in problems]
    return rx.match(PROBLEM, *sentences, "").to(str)


def _form(*content: rx.Component, submit: str) -> rx.Component:
    # A form of the browser's own: Reflex's would send an event to the server. Before the page's code has come, a submit
    # leads nowhere: a password must not end in an address.
    return NativeForm.create(
        *content,
        custom_attrs={"method": "dialog", "noValidate": True, "onSubmit": _does(f"(e) => {submit}(e)", submit)},
        class_name="grid gap-4",
    )


def _mail_field() -> rx.Component:
    return text_field(
        "email",
        t("sign-in-mail"),
        type="email",
        error=_said(AT_MAIL),
        default_value=EMAIL,
        auto_complete="username",
        custom_attrs={"autoCapitalize": "none", "enterKeyHint": "send"},
    )


def _other(label: Text, function: str, expression: str) -> rx.Component:
    return rx.el.button(label, type="button", on_click=_does(expression, function), class_name=LINK_TEXT)


def _mail() -> rx.Component:
    return rx.el.div(
        _form(
            _mail_field(),
            button(t("sign-in-send"), type="submit", icon_name="send", busy=BUSY, class_name="w-full"),
            submit="submitMail",
        ),
        _other(t("sign-in-with-password"), "go", '() => go("password")'),
        class_name="grid gap-3 justify-items-stretch",
    )


def _code() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            around("sign-in-sent", rx.el.strong(EMAIL, class_name="wrap-anywhere"), digits=DIGITS),
        ),
        _form(
            text_field(
                "code",
                t("sign-in-code"),
                error=_said(AT_CODE),
                auto_complete="one-time-code",
                input_mode="numeric",
                custom_attrs={
                    "enterKeyHint": "go",
                    "pattern": "[0-9]*",
                    "onInput": _does("(e) => codeChanged(e)", "codeChanged"),
                    "data-code": "",
                },
            ),
            button(t("sign-in-title"), type="submit", icon_name="arrow-right", busy=BUSY, class_name="w-full"),
            submit="submitCode",
        ),
        rx.el.div(
            _other(t("sign-in-again"), "sendAgain", "() => sendAgain()"),
            _other(t("sign-in-other"), "go", '() => go("mail")'),
            class_name="flex flex-wrap justify-between gap-x-4",
        ),
        rx.el.p(
            rx.cond(AGAIN, t("sign-in-sent-again"), ""),
            role="status",
            class_name="empty:hidden",
        ),
        class_name="grid gap-4",
    )


def _password() -> rx.Component:
    return rx.el.div(
        _form(
            _mail_field(),
            text_field(
                "password",
                t("sign-in-password"),
                type="password",
                error=_said(AT_PASSWORD),
                auto_complete="current-password",
                custom_attrs={"enterKeyHint": "go"},
            ),
            button(t("sign-in-title"), type="submit", icon_name="arrow-right", busy=BUSY, class_name="w-full"),
            submit="submitPassword",
        ),
        _other(t("sign-in-with-code"), "go", '() => go("mail")'),
        class_name="grid gap-3",
    )


def _above() -> rx.Component:
    said = _said(ABOVE)
    line = rx.el.p(
        icon("info", "size-5 mt-0.5"),
        rx.el.span(said),
        class_name="flex items-start gap-2 rounded-control bg-brand-soft px-4 py-3",
    )
    return rx.el.div(rx.cond(said != "", line), role="alert", class_name="empty:hidden")


def page() -> rx.Component:
    """One question at a time."""
    return public_frame(
        title(t("sign-in-title"), t("sign-in-lead")),
        card(
            _above(),
            rx.match(
                STEP,
                ("code", _code()),
                ("password", _password()),
                ("link", rx.el.p(t("sign-in-working"), role="status")),
                ("done", rx.el.p(t("sign-in-done"), role="status")),
                _mail(),
            ),
        ),
        rx.el.p(
            t("sign-in-first"),
            class_name="text-sm text-quiet",
        ),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.SIGN_IN, title=t("sign-in-page"))
