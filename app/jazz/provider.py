"""The queue in plain Reflex code: the element that starts it, and Vars and handlers for pages.

Stage: capture and queue. In: the settings. Out: `jazz_provider`, `capture_form`, and `queue`, `draft` and
`storage`, whose attributes a page uses as it uses those of a State. Always holds: a handler is a function of
the browser, so it runs at once and with the server away.
"""

import json
from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex_components_core.el.elements.base import BaseHTML  # type: ignore[import-untyped]

from app import VERSION
from app.config import load_settings
from app.jazz.page_draft import draft
from app.jazz.page_queue import queue
from app.jazz.page_state import data, module
from app.jazz.page_storage import storage
from app.languages.catalogue import sentences
from app.languages.text import language

__all__ = [
    "NativeForm",
    "capture_form",
    "draft",
    "jazz_provider",
    "module",
    "passphrase_form",
    "queue",
    "settings_told",
    "storage",
]

# An anonymous device has one account; it is named before any server has been seen.
ANONYMOUS = "anonymous"
# With it begin the keys of what to say of an error.
ERROR = "error-"


def settings_told() -> str:
    """What the browser is told of the settings, as JSON: see Settings in page_device.ts."""
    settings = load_settings()
    return json.dumps(
        {
            "account": ANONYMOUS,
            "encrypted": settings.jazz_storage_encryption,
            "crdt": settings.use_jazz_sync,
            "p2p": settings.jazz_enable_p2p,
            "sentences": sentences(ERROR),
            "server": settings.jazz_sync_server,
            "version": VERSION,
        }
    )


def jazz_provider() -> rx.Component:
    """Start the queue on a page. Renders nothing."""
    told = settings_told()
    spoken = language()._get_all_var_data()  # noqa: SLF001
    started = VarData.merge(spoken, data("useJazzProvider", hooks=(f"useJazzProvider({told}, language.say);",)))
    return rx.fragment(rx.Var("null", _var_data=started))


class NativeForm(BaseHTML):  # type: ignore[misc]
    """A form that Reflex leaves alone: its own would send every submit through its event queue."""

    tag = "form"


def capture_form(name: str, *children: Any, **props: Any) -> rx.Component:
    """A form whose controls carry the names of a record's fields: kept as it is typed, saved when sent."""
    hook = f'useCapture("{name}");'
    captured: rx.Var[str] = rx.Var(f'"{name}"', _var_data=data("useCapture", hooks=(hook,)))
    attributes = {
        "id": name,
        "data-capture": captured,
        # Before the page's code has come, a submit leads nowhere: the comment must not end in an address.
        "method": "dialog",
        "noValidate": True,
        "autoComplete": "off",
    }
    return NativeForm.create(*children, custom_attrs=attributes, **props)


def passphrase_form(handler: Any, *children: Any, **props: Any) -> rx.Component:
    """A form with a field `passphrase`, for `storage.unlock` or `storage.set_passphrase`."""
    return NativeForm.create(*children, custom_attrs={"method": "dialog", "onSubmit": handler}, **props)
