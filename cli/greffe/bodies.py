"""A public body and the identifiers of its own things (communications, files, agreements)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greffe.errors import InputError
from greffe.language import Text
from greffe.namespaces import GREFFE, ORGANIZATION, RDF

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

    from greffe.documents.kinds import Kind


@dataclass(frozen=True, slots=True)
class Body:
    """A public body: ``key`` (``mifi``), its own IRI, and the ``base`` of what it keeps.

    Identifiers carry no technology and no version; numbers are given once and never reused.
    """

    key: str
    iri: str
    base: str

    @property
    def register(self) -> str:
        """The register of communications (A-2.1, s. 67.3)."""
        return f"{self.base}/register"

    @property
    def inventory(self) -> str:
        """The inventory of files of personal information (A-2.1, s. 76)."""
        return f"{self.base}/inventory"

    def document(self, kind: Kind) -> str:
        """Return the IRI of the register or of the inventory."""
        return self.register if kind == "register" else self.inventory

    def entry(self, kind: Kind, number: int) -> str:
        """Return the IRI of the entry of the register, or of the inventory, of this number."""
        return self.communication(number) if kind == "register" else self.file(number)

    def communication(self, number: int) -> str:
        """Return the IRI of the communication that got this number at first import."""
        return f"{self.base}/communication/{number}"

    def file(self, number: int) -> str:
        """Return the IRI of the file that got this number at first import."""
        return f"{self.base}/file/{number}"

    def agreement(self, slug: str) -> str:
        """Return the IRI of an agreement."""
        return f"{self.base}/agreement/{slug}"

    def group(self, slug: str) -> str:
        """Return the IRI of a group of recipients."""
        return f"{self.base}/group/{slug}"

    def source(self, name: str) -> str:
        """Return the IRI of a source document, by the stem of its file (``registre``)."""
        return f"{self.base}/source/{name}"


def read_body(path: Path, graph: Graph) -> Body:
    """Return the public body that ``body.ttl`` (parsed as ``graph``) describes.

    Raises ``InputError`` unless exactly one ``greffe:PublicBody`` there has a ``greffe:base``.
    """
    from rdflib import URIRef

    found = [
        (str(subject), str(base))
        for subject in graph.subjects(URIRef(f"{RDF}type"), URIRef(f"{GREFFE}PublicBody"))
        for base in graph.objects(subject, URIRef(f"{GREFFE}base"))
    ]
    if len(found) != 1:
        raise InputError(
            Text(
                f"{path} : il faut un seul organisme avec greffe:base, il y en a {len(found)}.",
                f"{path}: exactly one public body with greffe:base is needed, found {len(found)}.",
            ),
            Text(
                "Décrivez l’organisme comme dans data/mifi/body.ttl.",
                "Describe the body as data/mifi/body.ttl does.",
            ),
        )
    iri, base = found[0]
    return Body(iri.removeprefix(ORGANIZATION), iri, base.rstrip("/"))
