"""The browser half of the components, registered in one place.

Reflex names the folder of a linked file after the module that registers it, so that files which import each other
must be registered by the same module.
"""

import reflex as rx

FIELD = rx.asset("field.ts", shared=True).importable_path
DIALOG = rx.asset("dialog.ts", shared=True).importable_path
LONG_LIST = rx.asset("long_list.ts", shared=True).importable_path
QR = rx.asset("qr_code.ts", shared=True).importable_path
MENU = rx.asset("menu.ts", shared=True).importable_path
SCAN = rx.asset("scan.ts", shared=True).importable_path
TABS = rx.asset("tabs.ts", shared=True).importable_path
TOAST = rx.asset("toast.ts", shared=True).importable_path
