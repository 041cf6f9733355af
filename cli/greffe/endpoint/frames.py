"""How the server and its workers speak: frames of a JSON head and bytes, over pipes."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    from asyncio import StreamReader

_SIZES: Final = struct.Struct("!IQ")

Head = dict[str, Any]
"""What a frame says beside its bytes."""


def packed(head: Head, body: bytes = b"") -> bytes:
    """Return a frame."""
    written = json.dumps(head).encode()
    return _SIZES.pack(len(written), len(body)) + written + body


def read(stream: BinaryIO) -> tuple[Head, bytes] | None:
    """Read a frame from a blocking stream; None when it has ended."""
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    head, body = _SIZES.unpack(sizes)
    return json.loads(stream.read(head)), stream.read(body)


async def receive(stream: StreamReader) -> tuple[Head, bytes]:
    """Read a frame; raise ``asyncio.IncompleteReadError`` when the stream ends before it does."""
    head, body = _SIZES.unpack(await stream.readexactly(_SIZES.size))
    return json.loads(await stream.readexactly(head)), await stream.readexactly(body)
