"""What a site is made of: pages in two languages, and files for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greffe.publication.identifiers.formats import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from greffe.language import Language, Text
    from greffe.publication.site.navigation import Way
    from greffe.publication.site.site import Site

    Fill = Callable[[Site, Language], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page in French and English.

    ``address`` is its folder from the root of the site in each language (``""`` for the home
    page, else ending with ``/``; the English one begins with ``en/``).  ``fill`` gives what the
    template needs in a language; it is called only when the page is written.  ``subject`` is the
    thing that the page is about: its data stand beside it.  ``crumbs`` are the steps between the
    home page and the page.
    """

    address: Text
    kind: str
    template: str
    title: Text
    fill: Fill
    subject: str | None = None
    crumbs: tuple[Way, ...] = ()
    description: Text | None = None
    whole: bool = False
    """Whether the page depends on the whole graph rather than on the things it names."""
    quotes: bool = True
    """Whether the page may show words of the cells of other things than its subject.

    One that depends on the whole graph and does not quote shows nothing that was found either.
    """
    tells_version: bool = False
    """Whether the page tells the version of the data, where nobody searches."""
    tells_files: bool = False
    """Whether the page tells of the files that are no pages, and so is written after them."""

    def file(self, language: Language) -> str:
        """Return the path of the page's file from the root of the site."""
        return f"{self.address[language]}index.html"

    def data_files(self) -> dict[str, str]:
        """Return the paths of the data of the subject, by format; none without a subject."""
        formats = () if self.subject is None else DATA
        return {each.name: f"{self.address.fr}data.{each.name}" for each in formats}


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file that is no page: its path from the root, and what gives its content.

    One that is ``fixed`` is part of the program: it does not depend on the data.
    """

    path: str
    content: Callable[[Site], bytes]
    fixed: bool = False

    @classmethod
    def of_program(cls, path: str, file: Path) -> Artefact:
        """Return a file of the program, as it is."""
        return cls(path, lambda _site: file.read_bytes(), fixed=True)
