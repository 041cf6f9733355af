"""The files that a public body begins with: who it is, and its registers without an entry.

A register, even an empty one, rests on the words of a document.  A new body has none yet: its title
and introduction are written as a short text, which the graph quotes as it quotes any other, and
which the body's own document replaces at the first import.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal

from greffe.bodies import Body
from greffe.documents.kinds import TRAITS
from greffe.documents.tables import Cell
from greffe.errors import InputError, UsageError
from greffe.language import Text
from greffe.namespaces import CONCEPT, ORGANIZATION, ROOT
from greffe.turtle.scribe import Scribe
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

    from greffe.documents.kinds import Kind

Start = Literal["register", "inventory-only", "nil"]
STARTS: Final[tuple[Start, ...]] = ("register", "inventory-only", "nil")

SORTS: Final = ("organisme-qc", "ministere-qc", "etablissement-sante")
"""What a public body of Québec may be: keys of the scheme ``organization-kind``."""

_KEY: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RESERVED: Final = frozenset({"law", "ontology", "data"})
_BASE: Final = re.compile(r"https?://[^\s<>#?\"{}|\\^`]+[^\s<>#?/\"{}|\\^`]")  # shape S-BOD-02

_INTRODUCTIONS: Final[dict[str, str]] = {
    "register": "En vertu de l’article 67.3 de la Loi sur l’accès, {name} inscrit dans ce registre "
    "les communications de renseignements personnels que cet article vise.",
    "nil": "En vertu de l’article 67.3 de la Loi sur l’accès, {name} tient ce registre. Il n’y a "
    "aucune communication à y inscrire, ni entente de collecte (article 64), ni utilisation à "
    "d’autres fins (article 65.1).",
    "inventory": "En vertu de l’article 76 de la Loi sur l’accès, {name} tient à jour cet "
    "inventaire de ses fichiers de renseignements personnels.",
}


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body to found: its key, the name and acronym that people know, what it begins with.

    ``sort`` is one of ``SORTS``; ``described`` says that the directory of organisations has it.
    """

    key: str
    name: str
    acronym: str = ""
    start: Start = "register"
    base: str = ""
    sort: str = SORTS[0]
    described: bool = False

    @property
    def body(self) -> Body:
        """The identifiers of the body; its own things are named under ours if it has no base."""
        return Body(self.key, f"{ORGANIZATION}{self.key}", self.base or f"{ROOT}id/{self.key}")

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The documents that it begins with."""
        return ("inventory",) if self.start == "inventory-only" else ("register", "inventory")


def found(new: NewBody, folder: Path) -> dict[Path, bytes]:
    """Return the files of a new body, which are to be written into its folder.

    Raises ``UsageError`` for a key, a name or a base that would not hold, ``InputError`` where the
    folder is there already.
    """
    _check(new)
    if folder.exists():
        raise _taken(folder)
    texts = {kind: _text(new, kind) for kind in new.kinds}
    sources = {f"sources/{TRAITS[kind].stem}.txt": text for kind, text in texts.items()}
    graphs = {
        "body.ttl": _body_graph(new, texts),
        **{f"{kind}.ttl": _document_graph(new, kind) for kind in texts},
    }
    written = {name: serialize(graph) for name, graph in graphs.items()}
    return {folder / name: text.encode() for name, text in (written | sources).items()}


def directory_name(organizations: Path, key: str) -> str | None:
    """Return the French name that a directory of organisations gives to a key, if it does.

    What cannot be a key is in no directory.  Raises ``InputError`` or ``SyntaxFault`` where the
    directory cannot be read.
    """
    from rdflib import SKOS, URIRef

    from greffe.turtle.reading import parse

    if not _KEY.fullmatch(key):
        return None
    names = parse(organizations).objects(URIRef(f"{ORGANIZATION}{key}"), SKOS.prefLabel)
    return next((str(name) for name in names if getattr(name, "language", None) == "fr"), None)


def _text(new: NewBody, kind: Kind) -> str:
    told = "nil" if kind == "register" and new.start == "nil" else kind
    return f"{TRAITS[kind].title}\n\n{_INTRODUCTIONS[told].format(name=new.name)}\n"


def _body_graph(new: NewBody, texts: dict[Kind, str]) -> Graph:
    scribe, body = Scribe(), new.body.iri
    scribe.kind(body, "greffe:PublicBody")
    scribe.value(body, "greffe:base", new.body.base, "anyURI")
    if not new.described:
        scribe.kind(body, "org:Organization")
        scribe.kind(body, "org:FormalOrganization")
        scribe.text(body, "skos:prefLabel", new.name)
        scribe.link(body, "org:classification", f"{CONCEPT}organization-kind/{new.sort}")
        scribe.link(body, "greffe:jurisdiction", f"{CONCEPT}jurisdiction/qc")
        for term in ("skos:altLabel", "greffe:acronym") if new.acronym else ():
            scribe.text(body, term, new.acronym)
    for kind, text in texts.items():
        stem, digest = TRAITS[kind].stem, sha256(text.encode()).hexdigest()
        source = new.body.source(stem)
        scribe.source(source, f"{stem}.txt", TRAITS[kind].title, body, digest)
    return scribe.graph


def _document_graph(new: NewBody, kind: Kind) -> Graph:
    scribe, traits = Scribe(), TRAITS[kind]
    document, source = new.body.document(kind), new.body.source(traits.stem)
    title, introduction = _text(new, kind).strip().split("\n\n")
    scribe.kind(document, traits.dataset)
    scribe.link(document, "dcterms:publisher", new.body.iri)
    scribe.link(document, "dcatap:applicableLegislation", traits.section)
    scribe.link(document, "prov:wasDerivedFrom", source)
    quoted = (("dcterms:title", title, "1"), ("dcterms:description", introduction, "3"))
    for number, (term, words, line) in enumerate(quoted, start=1):
        scribe.text(document, term, words)
        scribe.span(document, str(number), Cell(words, line), source, term)
    return scribe.graph


def _check(new: NewBody) -> None:
    if not _KEY.fullmatch(new.key) or new.key in _RESERVED:
        raise UsageError(
            Text(
                f"« {new.key} » n’est pas une clé d’organisme.",
                f"'{new.key}' is no key of a body.",
            ),
            Text(
                "Une clé est un mot court en minuscules sans accents, avec des chiffres et des "
                "traits d’union au besoin (mifi, ville-laval) ; law, ontology et data sont pris.",
                "A key is a short word in lower case without accents, with digits and hyphens if "
                "need be (mifi, ville-laval); law, ontology and data are taken.",
            ),
        )
    if new.base and not _BASE.fullmatch(new.base):
        raise UsageError(
            Text(
                f"« {new.base} » n’est pas une adresse de base.",
                f"'{new.base}' is no base address.",
            ),
            Text(
                "Écrivez une adresse http ou https sans barre finale, ni # ni ?.",
                "Write an http or https address without a final slash, # or ?.",
            ),
        )
    if not new.name.strip() or "\n" in new.name:
        raise UsageError(
            Text("il faut le nom de l’organisme.", "the name of the body is needed."),
            Text("Donnez-le sur une ligne, avec --name.", "Give it on one line, with --name."),
        )


def _taken(folder: Path) -> InputError:
    return InputError(
        Text(
            f"{folder} : cet organisme, ou ce qui a son nom, est déjà là.",
            f"{folder}: this body, or what bears its name, is there already.",
        ),
        Text("Choisissez une autre clé.", "Choose another key."),
    )
