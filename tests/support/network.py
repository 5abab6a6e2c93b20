"""A network between browser and server that a test can spoil: cut it, put a portal in it, or block its WebSockets."""

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


class Network:
    """Listens on a port of its own and passes on to the server's."""

    def __init__(self, port: int) -> None:
        self._upstream = port
        self._weather = Weather.FINE
        self._open: set[socket.socket] = set()
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
                self._pass_on(client, head)

    def _pass_on(self, client: socket.socket, head: bytes) -> None:
        with socket.create_connection(("127.0.0.1", self._upstream)) as server:
            with self._lock:
                self._open |= {client, server}
            server.sendall(head)
            back = Thread(target=_pump, args=(server, client), daemon=True)
            back.start()
            _pump(client, server)
            back.join()
            with self._lock:
                self._open -= {client, server}


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while chunk := source.recv(CHUNK):
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
