"""What pages load: the style sheet, the icon and the scripts, as they are in the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.publication.site.model import Artefact
from greffe.publication.site.styling import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.publication.site.site import Site

ASSETS: Final = Path(__file__).resolve().parents[2] / "assets"
FOLDER: Final = "assets/"


def artefacts(site: Site) -> Iterator[Artefact]:
    """Yield every file of the package's ``assets`` folder, and the body's own style sheet."""
    if site.style:
        yield Artefact(ADDRESS, lambda site: site.style.encode())
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            place = FOLDER + path.relative_to(ASSETS).as_posix()
            yield Artefact.of_program(place, path)
