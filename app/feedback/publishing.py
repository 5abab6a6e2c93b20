"""What of a comment may be shown to everybody.

Pure. In: a comment, and what is known of who wrote it. Out: whether it tells who that is. Always holds: nothing is cut
out of a comment or changed in it, so one that names somebody, or how to reach them, isn't published at all.
"""

import re
from hashlib import sha256

# Whoever has a name of three letters is named by them; shorter ones stand in too many words.
SHORTEST_NAME = 3
FEWEST_DIGITS = 7
MAIL = re.compile(r"[^\s@]+\s?(@|\(at\)|\[at\])\s?[^\s@]+\.[^\W\d]{2,}", re.IGNORECASE)
LINK = re.compile(r"https?:|www\.|\b[\w-]+\.(com|net|org|info|io|de|fr|es|cz|eu|uk)\b", re.IGNORECASE)
NUMBER = re.compile(r"\+?\d(?:[\s()./-]{0,3}\d)+")
HANDLE = re.compile(r"(?<!\w)@\w{3,}")
WORD = re.compile(r"[^\W\d_]+")


def holds_contact(comment: str) -> bool:
    """Whether somebody could be reached by it: a mail address, a number to call, a link, a name on some network."""
    if MAIL.search(comment) or LINK.search(comment) or HANDLE.search(comment):
        return True
    return any(sum(each.isdigit() for each in found) >= FEWEST_DIGITS for found in NUMBER.findall(comment))


def names(comment: str, known: str) -> bool:
    """Whether it holds a word of a name that is known to us."""
    said = {word.casefold() for word in WORD.findall(comment)}
    return any(len(word) >= SHORTEST_NAME and word.casefold() in said for word in WORD.findall(known))


def shown_id(record_id: str) -> str:
    """A name for a record in public: always the same, and nobody can tell from it which record it is."""
    return sha256(f"published {record_id}".encode()).hexdigest()[:20]
