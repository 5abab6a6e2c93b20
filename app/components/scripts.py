"""The browser half of the components, registered in one place.

Reflex names the folder of a linked file after the module that registers it, so that files which import each other
must be registered by the same module.
"""

from app.build.script import script

FIELD = script(__name__, "field.ts")
DIALOG = script(__name__, "dialog.ts")
LONG_LIST = script(__name__, "long_list.ts")
QR = script(__name__, "qr_code.ts")
MENU = script(__name__, "menu.ts")
SCAN = script(__name__, "scan.ts")
TABS = script(__name__, "tabs.ts")
TOAST = script(__name__, "toast.ts")
