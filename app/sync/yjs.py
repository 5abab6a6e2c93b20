"""How Yjs clients talk with a room: y-websocket's protocol and our 102, frame by frame.

In: frames of a connection. Out: what they do to the room, and the frames that answer. Always: what tells of the
document waits for what is being committed. Another language for the same rooms would stand beside this one.
"""

from app.sync import protocol
from app.sync.connection import Connection
from app.sync.limits import Close
from app.sync.protocol import Awareness, Committed, QueryAwareness, State, Update
from app.sync.room import Room


def greet(room: Room, connection: Connection) -> None:
    """Somebody is connected: ask for what they have, and say who else is here."""
    vector = room.live.vector()
    room.after(lambda: connection.push(protocol.state(vector)))
    if room.said:
        connection.push(room.said.everybody())


def hear(room: Room, connection: Connection, frame: bytes) -> None:
    """One frame of a connection; NotAFrame or Unreadable when it isn't one."""
    message = protocol.decode(frame)
    if isinstance(message, Update):
        if message.body != protocol.NOTHING_NEW:
            room.take(message.body, connection)
    elif isinstance(message, Committed):
        room.after(lambda: connection.push(frame))
    elif isinstance(message, State):
        missing = protocol.missing(room.since(message.vector))
        room.after(lambda: connection.push(missing))
    elif isinstance(message, Awareness):
        news = room.said.hear(connection, message.states)
        if news is None:
            connection.close(Close.TOO_LARGE, "too much said about oneself")
            return
        # All of it to its sender: y-websocket closes when it hears nothing for 30 s.
        connection.push(protocol.awareness(message.states))
        if news:
            room.broadcast(protocol.awareness(news), (connection,))
    elif isinstance(message, QueryAwareness):
        connection.push(room.said.everybody())
