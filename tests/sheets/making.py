"""Files made for a test: a small PDF drawn by hand, packages with chosen parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

HEIGHT: Final = 300
WIDTH: Final = 400


@dataclass(slots=True)
class Drawing:
    """A page of a PDF: words at (x, y) from its top left corner, and straight lines."""

    words: list[tuple[float, float, str]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)

    def content(self) -> bytes:
        """Return the page as PDF operators (ISO 32000-1, 8.5 and 9.4)."""
        strokes = (f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S" for x0, y0, x1, y1 in self.lines)
        shown = (f"BT /F 10 Tf {x} {HEIGHT - y - 8} Td ({text}) Tj ET" for x, y, text in self.words)
        return "\n".join((*strokes, *shown)).encode("cp1252")


def boxed(
    rows: Sequence[Sequence[str]],
    lefts: Sequence[float] = (20, 60, 200, 380),
    top: float = 20,
    height: float = 30,
) -> Drawing:
    """Draw a ruled table: rows of one height; a cell's lines are separated by ``|``."""
    bottom = top + height * len(rows)
    drawing = Drawing()
    drawing.lines = [(x, top, x, bottom) for x in lefts]
    for rank in range(len(rows) + 1):
        y = top + height * rank
        drawing.lines.append((lefts[0], y, lefts[-1], y))
    for rank, row in enumerate(rows):
        for x, text in zip(lefts, row, strict=False):
            for line, part in enumerate(text.split("|")):
                drawing.words.append((x + 3, top + height * rank + 3 + 12 * line, part))
    return drawing


def write_pdf(path: Path, drawings: Iterable[Drawing], font: str = "Helvetica") -> Path:
    """Write a PDF with one page a drawing, its letters in Windows-1252."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode()
    )
    kids: list[str] = []
    for drawing in drawings:
        content = drawing.content()
        stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        objects.append(stream)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    path.write_bytes(_assembled(objects))
    return path


def _assembled(objects: Sequence[bytes]) -> bytes:
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return content + trailer % (len(objects) + 1, start)


def write_package(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write a zip package with the given parts."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def copy_package(source: Path, target: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Copy a zip package, some of its parts replaced or added."""
    with ZipFile(source) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    return write_package(target, {**kept, **parts})
