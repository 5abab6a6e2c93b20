"""The sign-in: a mail address, then the code that was sent there; or a password; or a link, which is used at once.

No Reflex state: the page is there before the live connection is, and asks the API by itself.
"""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from app.access.mail_sign_in import DIGITS
from app.components.button import button
from app.components.card import card
from app.components.field import text_field
from app.components.handlers import browser_handler
from app.components.icons import icon
from app.jazz.provider import NativeForm
from app.pages import routes
from app.pages.frame import public_frame, title

SCRIPT = rx.asset("sign_in.ts", shared=True).importable_path
LEAD = "The desk is for people who work here."
CHECK = "That isn't a mail address yet."
# By what the browser found (Problem in sign_in.ts): beside the field that it is about …
AT_MAIL = {"no_mail": CHECK}
AT_CODE = {
    "no_code": f"The code has {DIGITS} digits.",
    "wrong_code": "That code doesn't fit, or it is older than ten minutes. Look again, or ask for a new one.",
}
AT_PASSWORD = {"wrong_password": "That mail address and that password don't belong together."}
# … or above all of them.
ABOVE = {
    "used": "This link doesn't work any more: it works once. Sign in with your mail address instead.",
    "too_many": "That was tried often. Please wait a while, then try again.",
    "unreachable": "Doorstep can't be reached just now. Try again when you are back online.",
}
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


def _said(sentences: dict[str, str]) -> rx.Var[str]:
    return rx.match(PROBLEM, *sentences.items(), "").to(str)


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
        "Mail address",
        type="email",
        error=_said(AT_MAIL),
        default_value=EMAIL,
        auto_complete="username",
        custom_attrs={"autoCapitalize": "none", "enterKeyHint": "send"},
    )


def _other(label: str, function: str, expression: str) -> rx.Component:
    return rx.el.button(label, type="button", on_click=_does(expression, function), class_name=LINK_TEXT)


def _mail() -> rx.Component:
    return rx.el.div(
        _form(
            _mail_field(),
            button("Send me a code", type="submit", icon_name="send", busy=BUSY, class_name="w-full"),
            submit="submitMail",
        ),
        _other("Use a password instead", "go", '() => go("password")'),
        class_name="grid gap-3 justify-items-stretch",
    )


def _code() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "If ",
            rx.el.strong(EMAIL, class_name="wrap-anywhere"),
            f" belongs to somebody here, a code of {DIGITS} digits is on its way. It works once, for ten minutes.",
        ),
        _form(
            text_field(
                "code",
                "Code",
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
            button("Sign in", type="submit", icon_name="arrow-right", busy=BUSY, class_name="w-full"),
            submit="submitCode",
        ),
        rx.el.div(
            _other("Send another code", "sendAgain", "() => sendAgain()"),
            _other("Another address", "go", '() => go("mail")'),
            class_name="flex flex-wrap justify-between gap-x-4",
        ),
        rx.el.p(rx.cond(AGAIN, "Another code is on its way; the one before is void.", ""), role="status"),
        class_name="grid gap-4",
    )


def _password() -> rx.Component:
    return rx.el.div(
        _form(
            _mail_field(),
            text_field(
                "password",
                "Password",
                type="password",
                error=_said(AT_PASSWORD),
                auto_complete="current-password",
                custom_attrs={"enterKeyHint": "go"},
            ),
            button("Sign in", type="submit", icon_name="arrow-right", busy=BUSY, class_name="w-full"),
            submit="submitPassword",
        ),
        _other("Send me a code instead", "go", '() => go("mail")'),
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
        title("Sign in", LEAD),
        card(
            _above(),
            rx.match(
                STEP,
                ("code", _code()),
                ("password", _password()),
                ("link", rx.el.p("Signing you in …", role="status")),
                ("done", rx.el.p("Opening the desk …", role="status")),
                _mail(),
            ),
        ),
        rx.el.p(
            "The first time, open the link that Doorstep prints in the terminal when it starts.",
            class_name="text-sm text-quiet",
        ),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.SIGN_IN, title="Sign in · Doorstep")
