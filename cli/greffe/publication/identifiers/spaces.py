"""Which addresses of a site are identifiers, and where it stands: what the rules are made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from greffe.namespaces import ROOT
from greffe.publication.site.addresses import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.publication.site.addresses import Addresses

SPACES: Final = ("concept", "id", "law", "ontology", "org", "question", "shapes")
"""The folders that hold things; all other pages are pages only."""

STEP: Final = "[A-Za-z0-9._~-]+"
"""One step of an identifier: the unreserved characters (RFC 3986, section 2.3), so that none can
make a header of its own."""

THING: Final = rf"(?:{'|'.join(SPACES)})(?:/{STEP})*"
"""An identifier of a thing, from the root of the site."""

DESCRIBED: Final = rf"(?:ontology|shapes|(?:concept|id|law|org)/{STEP})(?:/{STEP})*"
"""An identifier of a thing with data beside its page: lists of things and questions have none."""

OWNER: Final = rf"id/{STEP}/(?:(?:{'|'.join(sorted(SINGLE))})|{STEP}/{STEP})"
"""A thing that may own nodes: its citations, the passages it was read from."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a site stands and which of its identifiers need a rule of their own.

    ``base_url`` is the absolute address of its root.  ``elsewhere`` leads from the path of a body
    whose base is on the same host, but outside our spaces, to its folder.  ``retired`` are the
    folders of withdrawn things.
    """

    base_url: str = ROOT
    elsewhere: tuple[tuple[str, str], ...] = ()
    retired: tuple[str, ...] = ()

    @classmethod
    def of(cls, base_url: str, addresses: Addresses, withdrawn: Iterable[str] = ()) -> Layout:
        """Return the layout of a site: its address, its table of places, its withdrawn things.

        A withdrawn node that stood on the page of another thing has no folder, hence no rule.
        """
        found = (
            (base.removeprefix(base_url), folder)
            for base, folder in sorted(addresses.bases.items())
            if base.startswith(base_url)
        )
        places = (addresses.place(iri) for iri in withdrawn)
        folders = {place.folder for place in places if place and not place.fragment}
        return cls(
            base_url,
            tuple((path, folder) for path, folder in found if path and path != folder),
            tuple(sorted(folders - {""})),
        )

    @property
    def is_permanent(self) -> bool:
        """Whether the site says that it stands where identifiers do, and nowhere else."""
        return self.base_url == ROOT

    @property
    def path(self) -> str:
        """The path of the site on its host, ``/`` or ending with it.

        Where only identifiers are known, the site is taken to have a host of its own.
        """
        return "/" if self.is_permanent else urlsplit(self.base_url).path or "/"

    @property
    def pattern(self) -> str:
        """A pattern for the path."""
        return re.escape(self.path)


def folders_pattern(folders: Iterable[str]) -> str:
    """Return a pattern for the paths of these folders, without their last slash."""
    return "|".join(re.escape(folder.rstrip("/")) for folder in folders)
