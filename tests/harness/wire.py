"""A wire between browser and portal that can be cut: what a phone in a cellar has.

The browser's own "offline" is told to the page and not to its service worker, and takes its time.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Wire:
    """The portal's address as seen through the wire, and the cutting and mending of it."""

    def __init__(self, site_url: str) -> None:
        self.to = urlsplit(site_url).port
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.door.getsockname()[1]}"
        self.ends: list[socket.socket] = []
        self.whole = True
        threading.Thread(target=self._answer, daemon=True).start()

    def cut(self) -> None:
        """From now on nothing gets through; what was under way breaks."""
        self.whole = False
        for end in self.ends:
            _hang_up(end)
        self.ends.clear()

    def mend(self) -> None:
        """Let through what is asked from now on."""
        self.whole = True

    def _answer(self) -> None:
        while True:
            try:
                here, _address = self.door.accept()
            except OSError:
                return
            if not self.whole:
                _hang_up(here)
                continue
            there = socket.create_connection(("127.0.0.1", self.to))
            self.ends += [here, there]
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
    _hang_up(one)
    _hang_up(other)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def wire(site_url: str) -> Iterator[Wire]:
    """A wire to the portal; it is cut for good at the end."""
    made = Wire(site_url)
    try:
        yield made
    finally:
        _hang_up(made.door)
        made.cut()
