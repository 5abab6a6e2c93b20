"""What a room needs of the house it stands in: others whom it tells of itself."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.sync.room import Room


class House(Protocol):
    """What a room tells the others of."""

    def changed(self, room: "Room", change: bytes) -> None:
        """A change is committed."""

    def behind(self, room: "Room") -> None:
        """The journal has rows of other nodes that this room hasn't seen."""

    def forget(self, room: "Room") -> None:
        """This room is of no more use: whoever asks next gets a new one."""
