"""Everything that can go wrong on purpose, as types.

The message of an error is a sentence a person can act on. Status codes live in app/api/errors.py.

    DoorstepError
    ├── StartError            the program can't start; the command line prints the sentence and ends with 2
    │   ├── SettingError      a setting has a value that can't be right
    │   ├── PortInUse         somebody else listens there
    │   ├── DataFolderError   the data folder can't be written
    │   ├── DatabaseError     the database can't be reached or is newer than this program
    │   └── BuildError        the pages can't be built
    └── RefusedError          a caller asked for something that it can't have
        ├── NotSignedIn       no token, or one that is unknown, used up, expired or revoked
        │   ├── InvalidCredentials   mail address and password don't belong together
        │   ├── CodeRefused          mail address and code don't belong together
        │   ├── AuthenticationRequired   no token, where the integration guide promises these words
        │   └── TokenRefused         a token that is no longer good, likewise
        ├── NotAllowed        a good token that may not do this
        ├── NotFound          there is no such thing
        ├── Invalid           the input breaks a rule; carries the fields
        ├── TooLarge          the body is larger than the limit
        ├── TooSlow           the body came more slowly than so large a one may
        ├── TooMany           too many calls; carries the seconds to wait
        ├── Conflict          another record has this id already
        ├── Decided           somebody has decided that already, and otherwise
        ├── Outdated          the caller's document has been followed by a newer one; carries its epoch
        └── Unavailable       we can't now: no space in the room or on the disk, or a restart
"""

from collections.abc import Mapping


class DoorstepError(Exception):
    """Something went wrong that Doorstep knows about."""


class StartError(DoorstepError):
    """Doorstep can't start."""


class SettingError(StartError):
    """A setting has a value that can't be right."""

    def __init__(self, name: str, value: object, right: str, why: str = "") -> None:
        self.name = name
        # A line end in it would make two lines of the one.
        shown = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in str(value))
        reason = f" ({why})" if why else ""
        super().__init__(f"{name}={shown} can't be right{reason}: it should be {right}.")


class PortInUse(StartError):
    """Somebody else listens on the port."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"Port {port} on {host} is in use: stop the other program or set PORT to a free one.")


class DataFolderError(StartError):
    """The data folder can't be written."""


class DatabaseError(StartError):
    """The database can't be reached, or is newer than this program."""


class BuildError(StartError):
    """The pages can't be built."""


class RefusedError(DoorstepError):
    """A caller asked for something that it can't have."""


class NotSignedIn(RefusedError):
    """Sign in first: there is no token, or it is no longer good."""


class InvalidCredentials(NotSignedIn):
    """That mail address and that password don't belong together."""


class CodeRefused(NotSignedIn):
    """That code doesn't fit, or is no longer good: ask for a new one."""


class AuthenticationRequired(NotSignedIn):
    """Sign in first: there is no token."""


class TokenRefused(NotSignedIn):
    """Sign in again: this token is no longer good."""


class NotAllowed(RefusedError):
    """This account may not do that."""


class NotFound(RefusedError):
    """There is no such thing here."""


class Invalid(RefusedError):
    """The input breaks a rule."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        self.fields = dict(fields or {})
        super().__init__(message)


class TooLarge(RefusedError):
    """The body is larger than the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"The body is larger than {limit} bytes.")


class TooSlow(RefusedError):
    """The body came too slowly for its size."""

    def __init__(self, usual: int) -> None:
        super().__init__(f"The body came too slowly: bring it in pieces of at most {usual} bytes.")


class TooMany(RefusedError):
    """Too many calls from one address."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"Too many calls: try again in {retry_after} seconds.")


class Conflict(RefusedError):
    """Another record has this id already: this one needs an id of its own."""


class Decided(RefusedError):
    """Somebody has decided that already."""


class Outdated(RefusedError):
    """The caller's document has been followed by a newer one."""

    def __init__(self, epoch: int) -> None:
        self.epoch = epoch
        super().__init__(f"This room has a newer document: come back with ?epoch={epoch} and without the old one.")


class Unavailable(RefusedError):
    """We can't do that now: try again in a moment."""
