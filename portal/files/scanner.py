"""The virus scanner: ClamAV over its socket, when there is one."""

import socket
import struct
from typing import IO

from django.conf import settings

from portal.files.enums import ScanState

CHUNK = 64 * 1024
SECONDS = 20


def scan(stream: IO[bytes]) -> ScanState:
    """What the scanner says of the content; quarantined when it is set up but cannot be asked."""
    if not settings.CLAMD_SOCKET:
        return ScanState.UNSCANNED
    stream.seek(0)
    try:
        answer = _ask(stream, settings.CLAMD_SOCKET)
    except OSError:
        return ScanState.QUARANTINED
    finally:
        stream.seek(0)
    if answer.endswith(b"OK"):
        return ScanState.CLEAN
    return ScanState.INFECTED if answer.endswith(b"FOUND") else ScanState.QUARANTINED


def _ask(stream: IO[bytes], address: str) -> bytes:
    with _connect(address) as connection:
        connection.sendall(b"zINSTREAM\x00")
        while chunk := stream.read(CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\x00") and (more := connection.recv(4096)):
            answer += more
    return answer.strip(b"\x00\n ")


def _connect(address: str) -> socket.socket:
    """A path names a Unix socket, host:port a TCP one."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(SECONDS)
    connection.connect(address)
    return connection
