"""Addresses as settings have them: whether one can be right, and how a log may show it."""

import re

MAX_PORT = 65_535
# A password may hold anything but a blank and a slash, so the host begins behind the last @.
PLACE = re.compile(r"[a-z+]+://(?:[^\s/]*@)?([^\s/?#]*)")
HOST_AND_PORT = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?")
# A file has no host, and PostgreSQL without one is on this machine.
HERE = ("sqlite:", "postgresql:")


def names_a_place(url: str) -> bool:
    """Whether it has a host, and if any, a port that there is."""
    found = PLACE.match(url)
    place = found[1] if found else ""
    if not place:
        return url.startswith(HERE)
    parts = HOST_AND_PORT.fullmatch(place)
    return parts is not None and (parts[1] is None or 1 <= int(parts[1]) <= MAX_PORT)


def without_password(url: str) -> str:
    """The URL as a log may show it."""
    return re.sub(r"([?&](?:ssl)?password=)[^&]*", r"\1***", re.sub(r"(//[^:@/]*):.*@", r"\1:***@", url))
