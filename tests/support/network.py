"""A network between browser and server that a test can spoil: cut it, swallow, put a portal in it, end sockets."""

import contextlib
import socket
from collections.abc import Iterator
from enum import Enum
from threading import Lock, Thread

PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<h1>Please sign in here</h1>"
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
CHUNK = 65_536


class Weather(Enum):
    """What the network does with new connections."""

    FINE = "passes them on"
    CUT = "closes them at once"
    PORTAL = "answers everything with a page of its own"
    NO_SOCKETS = "passes HTTP on and refuses WebSockets"


class Deaf(Enum):
    """What is lost of what passes, while every connection stays open."""

    NEVER = "nothing"
    ANSWERS = "what the server says"
    ALWAYS = "everything"


class Network:
    """Listens on a port of its own and passes on to the server's."""

    def __init__(self, port: int) -> None:
        self._upstream = port
        self._weather = Weather.FINE
        self._open: set[socket.socket] = set()
        self._sockets: set[socket.socket] = set()
        self._deaf = Deaf.NEVER
        self._lock = Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.sockets = 0
        self.calls: list[str] = []
        Thread(target=self._listen, daemon=True).start()

    def become(self, weather: Weather) -> None:
        """From now on; what is open is cut."""
        self._weather = weather
        self.cut()

    def swallow(self, what: Deaf) -> None:
        """From now on, also of what is open."""
        self._deaf = what

    def end_sockets(self, code: int) -> None:
        """Close every WebSocket with that code, as the server does."""
        with self._lock:
            for each in self._sockets:
                with contextlib.suppress(OSError):
                    each.sendall(bytes((0x88, 2)) + code.to_bytes(2))
                _end(each)
            self._sockets.clear()

    @property
    def open_sockets(self) -> int:
        """How many WebSockets are open now."""
        with self._lock:
            return len(self._sockets)

    def cut(self) -> None:
        """Cut what is open."""
        with self._lock:
            for each in self._open:
                _end(each)
            self._open.clear()

    def close(self) -> None:
        """End it all."""
        _end(self._door)
        self._door.close()
        self.cut()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            head = b""
            while b"\r\n\r\n" not in head:
                chunk = client.recv(CHUNK)
                if not chunk:
                    return
                head += chunk
            self.calls.append(head.split(b"\r\n", 1)[0].decode())
            is_socket = b"\r\nupgrade: websocket" in head.lower()
            self.sockets += is_socket
            weather = self._weather
            if weather is Weather.PORTAL:
                client.sendall(PORTAL)
            elif weather is Weather.NO_SOCKETS and is_socket:
                client.sendall(REFUSED)
            elif weather is not Weather.CUT:
                self._pass_on(client, head, is_socket=is_socket)

    def _pass_on(self, client: socket.socket, head: bytes, *, is_socket: bool) -> None:
        with socket.create_connection(("127.0.0.1", self._upstream)) as server:
            with self._lock:
                self._open |= {client, server}
                self._sockets |= {client} if is_socket else set()
            if self._deaf is not Deaf.ALWAYS:
                server.sendall(head)
            back = Thread(target=self._pump, args=(server, client, {Deaf.NEVER}), daemon=True)
            back.start()
            self._pump(client, server, {Deaf.NEVER, Deaf.ANSWERS})
            back.join()
            with self._lock:
                self._open -= {client, server}
                self._sockets -= {client}

    def _pump(self, source: socket.socket, target: socket.socket, passing: set[Deaf]) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                if self._deaf in passing:
                    target.sendall(chunk)
        _end(target)


def _end(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def network_to(port: int) -> Iterator[Network]:
    """A network to the server on that port."""
    network = Network(port)
    try:
        yield network
    finally:
        network.close()
