"""From identifiers to places on the site: the one table that pages, data and redirects share.

An identifier of Greffe stands for a thing; its place is a folder of the site, and within the page
of that folder perhaps a fragment.  The path of the folder is the path of the identifier, so that
a redirect needs no list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from greffe.language import Text
from greffe.namespaces import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.bodies import Body

HASH_SPACES: Final = {f"{ROOT}ontology#": "ontology/", f"{ROOT}shapes#": "shapes/"}
"""Spaces whose names are fragments of one document."""

BODIES: Final = "id/"
SINGLE: Final = frozenset({"register", "inventory"})
_SAFE: Final = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of the site, ``""`` for its root, else ending with ``/``; and a fragment."""

    folder: str
    fragment: str = ""

    def __str__(self) -> str:
        """Return the address from the root of the site, percent-encoded (RFC 3986)."""
        end = f"#{quote(self.fragment, safe=_SAFE)}" if self.fragment else ""
        return quote(self.folder, safe=_SAFE) + end


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the things of these bodies, and those that all bodies share, have their place.

    ``bases`` leads from each body's base, ending with ``/``, to its folder (``id/mifi/``).
    """

    bases: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, bodies: Iterable[Body]) -> Addresses:
        """Return the addresses for these bodies."""
        return cls({f"{body.base}/": body_address(body).fr for body in bodies})

    def place(self, iri: str) -> Place | None:
        """Return the place of a thing, or ``None`` for an identifier that is not of the site.

        A node that a body's thing owns (a citation, a span) is a fragment of the thing's page.
        """
        for space, folder in HASH_SPACES.items():
            if iri.startswith(space):
                return Place(folder, iri.removeprefix(space))
        if base := self.base(iri):
            return _owned(self.bases[base], iri.removeprefix(base))
        if not iri.startswith(ROOT) or "#" in iri:
            return None
        path = iri.removeprefix(ROOT).strip("/")
        return Place(f"{path}/" if path else "")

    def owner(self, iri: str) -> str:
        """Return the identifier of the thing on whose page ``iri`` stands."""
        if base := self.base(iri):
            return base + "/".join(_head(iri.removeprefix(base)))
        return iri.partition("#")[0]

    def base(self, iri: str) -> str | None:
        """Return the base of the body whose thing this is, ending with ``/``; ``None`` if none."""
        end = iri.find("/")
        while end >= 0:
            if iri[: end + 1] in self.bases:
                return iri[: end + 1]
            end = iri.find("/", end + 1)
        return None


def in_both(address: str) -> Text:
    """Return where a page of a thing stands in each language, given where the French one does."""
    return Text(address, f"en/{address}")


def body_address(body: Body) -> Text:
    """Return where the page of what a public body keeps stands, in each language."""
    return in_both(f"{BODIES}{body.key}/")


def relative(target: str, here: str) -> str:
    """Return the reference from the page in folder ``here`` to ``target``, both from the root.

    Nothing but ``./`` and ``../`` steps: the site works wherever its root stands (RFC 3986, 4.2).
    """
    path, mark, fragment = target.partition("#")
    if path == here:
        return mark + fragment if mark else "./"
    wanted, stood = path.split("/"), here.split("/")
    shared = 0
    while shared < min(len(wanted), len(stood)) - 1 and wanted[shared] == stood[shared]:
        shared += 1
    steps = "../" * (len(stood) - 1 - shared) + "/".join(wanted[shared:])
    return (steps or "./") + mark + fragment


def _owned(folder: str, rest: str) -> Place:
    head = _head(rest)
    tail = [part for part in rest.split("/")[len(head) :] if part]
    return Place(folder + "".join(f"{part}/" for part in head), "-".join(tail))


def _head(rest: str) -> list[str]:
    parts = [part for part in rest.split("/") if part]
    return parts[:1] if parts and parts[0] in SINGLE else parts[:2]
