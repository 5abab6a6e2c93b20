"""Mail addresses, as the library that writes mails understands them: what it can't write can't be sent.

In: text that somebody gave for an address. Out: whether it is one. Always holds: asking breaks nothing.
"""

from email.errors import MessageError
from email.message import EmailMessage
from typing import Any

# What the library raises on text that is no address: it says so in many ways.
UNWRITABLE = (AttributeError, IndexError, ValueError, MessageError)


def is_mail_address(text: str) -> bool:
    """Whether it is one address and nothing else; with a comma in it, the mail would go to others, too."""
    try:
        [found] = _header(text).addresses
    except UNWRITABLE:
        return False
    return text.isprintable() and bool(found.domain) and bool(found.addr_spec == text)


def can_be_written(text: str) -> bool:
    """Whether a mail can name it at all."""
    try:
        _header(text)
    except UNWRITABLE:
        return False
    return True


def _header(text: str) -> Any:
    message = EmailMessage()
    message["To"] = text
    return message["To"]
