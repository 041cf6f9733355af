"""Which named graph a Turtle file is: the IRI of its one header subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.errors import InputError
from greffe.files import read
from greffe.language import Text
from greffe.namespaces import GREFFE, OWL, RDF, SKOS, VOID
from greffe.store.turtle import statements
from greffe.turtle.faults import telling_place

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Quad

    from greffe.workspace import SourceFile

# A file of classes and properties, of concepts, of one instrument, of one register or inventory,
# or a directory.  A public body is the header of its own file only when it has a greffe:base.
HEADER_CLASSES: Final = frozenset(
    {
        f"{OWL}Ontology",
        f"{SKOS}ConceptScheme",
        f"{GREFFE}LegalInstrument",
        f"{GREFFE}WorkRule",
        f"{GREFFE}CommunicationRegister",
        f"{GREFFE}FileInventory",
        f"{VOID}Dataset",
    }
)
_TYPE: Final = f"{RDF}type"
_BASE: Final = f"{GREFFE}base"
_BODY: Final = f"{GREFFE}PublicBody"


def graph_iri(path: Path) -> str:
    """Return the IRI of the named graph that a Turtle file is.

    Raises ``SyntaxFault`` when the Turtle is broken, ``InputError`` when the file cannot be read
    or does not have exactly one header subject.
    """
    return read_graph(path)[0]


def read_graph(path: Path) -> tuple[str, list[Quad]]:
    """Return the IRI of a file's graph and its triples; raises as ``graph_iri`` does.

    Blank nodes get names of their own, so that files can be put together.
    """
    return graph_in(read(path), path)


def graph_in(content: bytes, path: Path) -> tuple[str, list[Quad]]:
    """Return what ``read_graph`` does of a content that is at hand; raises as it does."""
    with telling_place(content, path):
        triples = statements(content, rename=True)
    found = _headers(triples)
    if len(found) != 1:
        raise _not_one(path, found)
    return found[0], triples


def refuse_claimed(graph: str, claimed: dict[str, SourceFile], file: SourceFile) -> None:
    """Note whose graph it is; raise ``InputError`` when it is that of another file already."""
    if graph in claimed:
        raise _claimed_twice(graph, claimed[graph], file)
    claimed[graph] = file


def _headers(triples: list[Quad]) -> list[str]:
    headers: dict[str, None] = {}
    bodies: dict[str, None] = {}
    based: set[str] = set()
    for triple in triples:
        subject, predicate = str(triple.subject), triple.predicate.value
        if predicate == _BASE:
            based.add(subject)
        elif predicate == _TYPE:
            kind = str(triple.object)[1:-1]
            if kind in HEADER_CLASSES:
                headers[subject] = None
            elif kind == _BODY:
                bodies[subject] = None
    own = (body for body in bodies if body in based and body not in headers)
    return [name[1:-1] for name in (*headers, *own)]


def _not_one(path: Path, found: list[str]) -> InputError:
    listed = ", ".join(f"<{iri}>" for iri in found)
    return InputError(
        Text(
            f"{path} : il faut un seul sujet d’en-tête, il y en a {len(found)}"
            f"{f' ({listed})' if found else ''}.",
            f"{path}: exactly one header subject is needed, found {len(found)}"
            f"{f' ({listed})' if found else ''}.",
        ),
        Text(
            "Un fichier décrit un seul registre, inventaire, organisme, texte de loi, répertoire, "
            "schéma de concepts ou ontologie.",
            "One file describes one register, inventory, body, legal instrument, directory, "
            "concept scheme or ontology.",
        ),
    )


def _claimed_twice(graph: str, first: SourceFile, second: SourceFile) -> InputError:
    return InputError(
        Text(
            f"{second.path} : le graphe <{graph}> est déjà celui de {first.path}.",
            f"{second.path}: the graph <{graph}> is already that of {first.path}.",
        ),
        Text(
            "Donnez à chaque fichier son propre sujet d’en-tête.",
            "Give each file a header subject of its own.",
        ),
    )
