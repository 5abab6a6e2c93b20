"""What a publishable key of Clerk says: where Clerk is for the application that it belongs to.

In: CLERK_PUBLISHABLE_KEY. Out: an origin; its script, its keys and the tokens it signs all come from there.
"""

import base64
import re

HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?\$")
THIS_MACHINE = ("localhost", "127.0.0.1")


def origin_of(publishable_key: str) -> str:
    """Where that is, or ValueError: the key ends with it, in base64, with a dollar sign behind it."""
    end = publishable_key.rsplit("_", 1)[-1]
    host = base64.urlsafe_b64decode(end + "=" * (-len(end) % 4)).decode("ascii")
    if not HOST.fullmatch(host):
        raise ValueError("no host")
    scheme = "http" if re.split(r"[:$]", host)[0] in THIS_MACHINE else "https"
    return f"{scheme}://{host[:-1]}"
