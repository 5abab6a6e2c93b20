"""QR codes: what a phone's camera reads.

In: a text, plain or from state, and what a screen reader says. Out: a square, drawn by the browser: black on white in
both themes, for cameras want it so.
"""

import reflex as rx
from reflex.vars import VarData

from app.components.handlers import Text
from app.components.scan import DECODER
from app.components.scripts import QR


def qr_code(text: rx.Var[str], label: Text, *, class_name: str = "size-32") -> rx.Component:
    """The code. The package that reads codes also makes them."""
    imports = {QR: [rx.ImportVar("drawCode")], DECODER: [rx.ImportVar(tag=None, render=False)]}
    data = VarData.merge(VarData(imports=imports), text._get_all_var_data())  # noqa: SLF001
    draw: rx.Var[str] = rx.Var(f"(node) => drawCode(node, {text!s})", _var_data=data)
    return rx.el.div(
        role="img",
        aria_label=label,
        custom_attrs={"ref": draw},
        class_name=f"bg-[white] [&>svg]:size-full shrink-0 {class_name}",
    )
