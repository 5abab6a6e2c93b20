"""Scanning: a button that reads a QR code with the camera.

In: what to do with the text. Out: the button and its dialog. It stands beside a field in which the same can be typed,
for a camera may be missing, broken or not wanted.
"""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from app.components.button import button
from app.components.dialog import dialog
from app.components.handlers import Text
from app.components.scripts import SCAN
from app.languages.text import t

# Reads codes where the browser can't; fetched at the first scan.
DECODER = "qr@0.7.0"
STATES = ("asking", "looking", "refused")


def scan_button(name: str, label: Text, found: rx.Var[Any]) -> rx.Component:
    """The button, and the dialog of that name; `found` is a browser function that takes the text."""
    data = VarData(imports={SCAN: [rx.ImportVar("scan")], DECODER: [rx.ImportVar(tag=None, render=False)]})
    start: rx.Var[Any] = rx.Var(
        f'() => scan("{name}", {found!s})',
        _var_data=VarData.merge(data, found._get_all_var_data()),  # noqa: SLF001
    ).to(rx.EventChain)
    return rx.fragment(
        button(label, kind="quiet", icon_name="scan", on_click=start),
        dialog(
            name,
            t("scan-title"),
            rx.el.video(
                custom_attrs={"playsInline": True, "muted": True},
                aria_hidden="true",
                class_name="w-full aspect-square object-cover rounded-control bg-line",
            ),
            rx.el.p(rx.match(_state(), *((each, t(f"scan-{each}")) for each in STATES), ""), role="status"),
            close_label=t("close"),
        ),
    )


def _state() -> rx.Var[str]:
    return rx.Var(
        "scanning",
        _var_data=VarData(
            imports={SCAN: [rx.ImportVar("useScan")]},
            hooks={"const scanning = useScan()": None},
        ),
    ).to(str)
