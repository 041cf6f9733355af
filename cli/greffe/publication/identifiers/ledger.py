"""The ledger of published identifiers: what was once published leads somewhere for ever.

A ledger is a text file beside the data, sorted, one identifier a line after the day of its first
publication, so that a change to it reads well in a review:

    2026-11-22 https://w3id.org/greffe/id/mifi/communication/17

Each body keeps its own; what bodies share (law, organisations, concepts, terms) has one more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from greffe import files
from greffe.errors import LostIdentifiers, SyntaxFault
from greffe.language import Text
from greffe.publication.site.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from greffe.bodies import Body

NAME: Final = "published.txt"
_SHOWN: Final = 20
_HEADER: Final = (
    "# Identifiants publiés, avec le jour de leur première publication : aucun ne disparaît.\n"
    "# Published identifiers, with the day of their first publication: none disappears.\n"
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The day on which each identifier was first published."""

    days: Mapping[str, date] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the ledger as its file has it."""
        return _HEADER + "".join(f"{day} {iri}\n" for iri, day in sorted(self.days.items()))

    def lost(self, published: Collection[str], withdrawn: Collection[str]) -> tuple[str, ...]:
        """Return what would disappear: neither published any more nor withdrawn openly."""
        return tuple(sorted(self.days.keys() - set(published) - set(withdrawn)))

    def joined(self, published: Iterable[str], day: date) -> Ledger:
        """Return the ledger with what is published now; what it has keeps its day."""
        return Ledger(dict.fromkeys(published, day) | dict(self.days))


def read_ledger(path: Path) -> Ledger:
    """Return the ledger of a file, an empty one where there is no file.

    Raises ``SyntaxFault`` with the line that is not a day and an identifier or repeats one, and
    ``InputError`` when the file cannot be read.
    """
    if not path.exists():
        return Ledger()
    days: dict[str, date] = {}
    lines = files.read(path).decode("utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            day, iri = _entry(path, number, line)
            if iri in days:
                raise _fault(path, number, line)
            days[iri] = day
    return Ledger(days)


def check(path: Path, published: Collection[str], withdrawn: Collection[str]) -> Ledger:
    """Return the ledger of a file, once sure that all it holds still leads somewhere.

    ``withdrawn`` are the identifiers that have a tombstone.  Raises ``LostIdentifiers``, which
    names what would disappear, and as ``read_ledger``.
    """
    ledger = read_ledger(path)
    if lost := ledger.lost(published, withdrawn):
        raise _lost(path, lost)
    return ledger


def update(path: Path, published: Collection[str], withdrawn: Collection[str], day: date) -> Ledger:
    """Check a ledger, then add what is published for the first time, on ``day``.

    The file is written only where it changes.  Raises as ``check``, and ``InputError`` when the
    file cannot be written.
    """
    before = check(path, published, withdrawn)
    after = before.joined(published, day)
    if after.days.keys() != before.days.keys():
        files.write(path, str(after))
    return after


def shares(data: Path, published: Iterable[str], bodies: Iterable[Body]) -> dict[Path, set[str]]:
    """Return which ledger keeps which identifiers: each body's its own, the rest the shared one.

    ``data`` is the folder of the workspace that holds the folders of the bodies.
    """
    kept = tuple(bodies)
    addresses = Addresses.of(kept)
    ledgers = {f"{body.base}/": data / body.key / NAME for body in kept}
    found: dict[Path, set[str]] = {path: set() for path in (*ledgers.values(), data / NAME)}
    for iri in published:
        found[ledgers.get(addresses.base(iri) or "", data / NAME)].add(iri)
    return found


def hold(
    data: Path,
    bodies: Iterable[Body],
    published: Collection[str],
    withdrawn: Collection[str],
    day: date | None = None,
) -> None:
    """Check every ledger of a workspace; with a ``day``, add what is published for the first time.

    The ledger of a body that is no more is checked as well.  Nothing is written unless all hold.
    Raises as ``check`` and ``update``.
    """
    parts = {path: set[str]() for path in sorted(data.glob(f"*/{NAME}"))}
    parts |= shares(data, published, bodies)
    for path, own in parts.items():
        check(path, own, withdrawn)
    for path, own in parts.items():
        if day is not None and own:
            update(path, own, withdrawn, day)


def _entry(path: Path, number: int, line: str) -> tuple[date, str]:
    try:
        day, iri = line.split(" ")
        return date.fromisoformat(day), iri
    except ValueError:
        raise _fault(path, number, line) from None


def _fault(path: Path, number: int, line: str) -> SyntaxFault:
    return SyntaxFault(
        Text(
            f"{path}:{number} : « {line} » n’est pas un jour et un identifiant, ou y est déjà.",
            f"{path}:{number}: '{line}' is not a day and an identifier, or is there already.",
        ),
        Text(
            "Reprenez la version précédente de ce fichier, que seule la publication écrit.",
            "Take the previous version of this file, which only publication writes.",
        ),
        line=number,
        column=1,
    )


def _lost(path: Path, lost: tuple[str, ...]) -> LostIdentifiers:
    names = "".join(f"\n    {iri}" for iri in lost[:_SHOWN])
    more = len(lost) - _SHOWN
    french = f"{names}\n    et {more} autres" if more > 0 else names
    english = f"{names}\n    and {more} more" if more > 0 else names
    return LostIdentifiers(
        Text(
            f"{path} : {len(lost)} identifiant(s) déjà publié(s) ne mèneraient plus nulle part :"
            f"{french}\n",
            f"{path}: {len(lost)} published identifier(s) would lead nowhere any more:{english}\n",
        ),
        Text(
            "Rétablissez-les, ou dites dans body.ttl qu’ils sont retirés (greffe:withdrawn "
            '"2026-01-01"^^xsd:date) et ce qui les remplace (dcterms:isReplacedBy).',
            "Restore them, or say in body.ttl that they are withdrawn (greffe:withdrawn "
            '"2026-01-01"^^xsd:date) and what replaces them (dcterms:isReplacedBy).',
        ),
    )
