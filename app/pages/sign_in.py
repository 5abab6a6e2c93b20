"""Where a sign-in link leads: it is used up at once, and the desk opens."""

import reflex as rx
from reflex.vars import VarData

from app.components.card import card
from app.languages.text import t
from app.pages import routes
from app.pages.frame import public_frame, title

SCRIPT = rx.asset("sign_in.ts", shared=True)
# What may come of a link (SignInState in sign_in.ts).
STATES = ("working", "used", "too_many", "unreachable")


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
    sentences = [(state, t(f"sign-in-{state}")) for state in STATES]
    return public_frame(
        title(t("sign-in-title")),
        card(rx.el.p(rx.match(sign_in_state(), *sentences, t("sign-in-how")), role="status")),
    )


def add(app: rx.App) -> None:
    """Add the page."""
    app.add_page(page, route=routes.SIGN_IN, title=t("sign-in-page"))
