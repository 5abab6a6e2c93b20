"""Where a sign-in link leads: it is used up at once, and the desk opens."""

import reflex as rx
from reflex.vars import VarData

from app.components.card import card
from app.pages import routes
from app.pages.frame import public_frame, title

SCRIPT = rx.asset("sign_in.ts", shared=True)
SENTENCES = {
    "working": "Signing you in …",
    "used": "This link doesn't work any more: it works once, and only until the next start of Doorstep.",
    "too_many": "Too many attempts from your address. Wait a minute, then open the link again.",
    "unreachable": "Doorstep can't be reached. Open the link again when you are back online.",
}
HOW = "To sign in, open the link that Doorstep prints in the terminal when it starts."


def sign_in_state() -> rx.Var[str]:
    """How far the browser has come with the link."""
    return rx.Var(
        "signIn",
        _var_data=VarData(
            imports={SCRIPT.importable_path: [rx.ImportVar(tag="useSignIn")]},
            hooks={"const signIn = useSignIn()": None},
        ),
    ).to(str)


def page() -> rx.Component:
    """One sentence."""
    return public_frame(
        title("Sign in"),
        card(rx.el.p(rx.match(sign_in_state(), *SENTENCES.items(), HOW), role="status")),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.SIGN_IN, title="Sign in · Doorstep")
