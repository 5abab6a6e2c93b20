"""What stands in the place of a page whose code has failed: that nothing is lost, and the ways on.

In: an error that React caught anywhere in a page. Out: a page of ours (app.build.plugin hands it to the router).
Always holds: it uses next to nothing, for what it stands in for has just broken; the queue's code is fetched when
somebody asks.
"""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from app.components.button import button
from app.components.handlers import browser_handler
from app.components.icons import icon
from app.jazz.provider import module, settings_told
from app.languages.text import t
from app.pages import routes


@rx.memo
def mishap() -> rx.Component:
    """The page. Its ways are plain links: the router may be what has failed."""
    data = VarData(imports={module("rescue.ts"): [rx.ImportVar("saveQueue")]})
    save: rx.Var[Any] = rx.Var(f"() => saveQueue({settings_told()})", _var_data=data).to(rx.EventChain)
    return rx.el.main(
        rx.el.title(t("mishap-page")),
        rx.el.div(
            icon("package", "size-12 text-brand"),
            rx.el.div(
                rx.el.h1(t("mishap-title"), class_name="text-2xl md:text-3xl font-bold text-balance"),
                rx.el.p(t("mishap-safe"), class_name="text-lg"),
                rx.el.p(t("mishap-ways"), class_name="text-quiet"),
                role="alert",
                class_name="grid gap-4",
            ),
            rx.el.div(
                button(t("mishap-again"), icon_name="turn", on_click=browser_handler("() => location.reload()")),
                button(
                    t("missing-start"),
                    kind="quiet",
                    on_click=browser_handler(f'() => location.assign("{routes.LANDING}")'),
                ),
                button(t("waiting-export"), kind="quiet", icon_name="download", on_click=save),
                class_name="flex flex-wrap gap-3",
            ),
            class_name="grid gap-4 mx-auto max-w-xl",
        ),
        class_name="min-h-dvh px-4 py-12 md:px-8",
    )
