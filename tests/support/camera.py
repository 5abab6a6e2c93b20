"""A camera that always sees the same QR code: a film of one frame, in the form that Chromium plays as a camera."""

import json
from pathlib import Path

from tests.support.node import node

WIDTH, HEIGHT = 640, 480
MARGIN = 4
ENCODE = "import { encodeQR } from 'qr'; console.log(JSON.stringify(encodeQR(process.argv[1], 'raw')))"
WHITE, BLACK = b"\xeb", b"\x10"


def flags(film: Path) -> tuple[str, ...]:
    """What Chromium has to be told; it then grants the camera without asking."""
    return (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )


def film_of(text: str, file: Path) -> Path:
    """Write the film."""
    rows: list[list[bool]] = json.loads(node("--input-type=module", "-e", ENCODE, text))
    size = HEIGHT // (len(rows) + 2 * MARGIN)
    left, top = (WIDTH - size * len(rows)) // 2, (HEIGHT - size * len(rows)) // 2
    empty = WHITE * WIDTH
    lines = [empty] * top
    for row in rows:
        line = WHITE * left + b"".join((BLACK if dark else WHITE) * size for dark in row)
        lines += [line.ljust(WIDTH, WHITE)] * size
    lines += [empty] * (HEIGHT - len(lines))
    colours = b"\x80" * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode()
    file.write_bytes(head + b"FRAME\n" + b"".join(lines) + colours)
    return file
