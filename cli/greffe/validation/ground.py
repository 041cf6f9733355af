"""What a check stands on: the files under test, and the files that are their context."""

from __future__ import annotations

import gc
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from greffe.documents.received import FOLDER
from greffe.errors import InputError, NothingChecked
from greffe.files import unreadable
from greffe.language import Text
from greffe.namespaces import DCTERMS, GREFFE, OWL, PROV, RDF, SKOS, VOID
from greffe.turtle.reading import parse
from greffe.turtle.shelf import subjects_of, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.workspace import Workspace

SUFFIX: Final = ".ttl"
_BESIDE: Final = ("body.ttl", "waivers.ttl")
_VOCABULARY: Final = frozenset({"ontology", "concepts"})
_HEADERS: Final = (
    f"{OWL}Ontology",
    f"{SKOS}ConceptScheme",
    f"{VOID}Dataset",
    *(
        f"{GREFFE}{name}"
        for name in ("LegalInstrument", "WorkRule", "CommunicationRegister", "FileInventory")
    ),
)


@dataclass(frozen=True)
class Ground:
    """The parsed files: ``tested`` by path, everything together in ``data``.

    ``directory`` describes other bodies, whose names the data may mention.
    """

    tested: dict[Path, Graph]
    data: Graph
    directory: Graph | None = None

    @cached_property
    def named(self) -> Graph:
        """Everything together, and the bodies of the directory."""
        return self.data if self.directory is None else union((self.data, self.directory))

    @property
    def subjects(self) -> set[Node]:
        """Every thing that a file under test says something of."""
        return set().union(*map(subjects_of, self.tested.values()))

    @property
    def terms(self) -> frozenset[str]:
        """The IRIs of our namespace that the ontology defines."""
        return frozenset(str(s) for s in subjects_of(self.data) if str(s).startswith(GREFFE))

    @property
    def bases(self) -> tuple[str, ...]:
        """The base addresses of the public bodies."""
        from rdflib import URIRef

        return tuple(
            sorted({str(o).rstrip("/") for o in self.data.objects(None, URIRef(f"{GREFFE}base"))})
        )


def lay(workspace: Workspace, paths: Sequence[Path]) -> Ground:
    """Parse the files under test and their context.

    Without paths, the data of the workspace are under test: bodies, law and organisations.  With
    paths, these files are, and the workspace supplies vocabulary, law, organisations and bodies,
    except for the graphs that the files give themselves.  A document as received stands for the
    data beside it, which quote it.  Raises ``InputError``, ``SyntaxFault``, or ``NothingChecked``
    when there is no file at all.
    """
    chosen = tuple(turtle_files(map(_quoting, paths))) if paths else _data_files(workspace)
    if not chosen:
        raise nothing(paths)
    with uncollected():
        return _laid(workspace, chosen)


def _laid(workspace: Workspace, chosen: Sequence[Path]) -> Ground:
    from greffe.store.statements import Reader

    reader = Reader()
    tested = {path: parse(path, reader) for path in chosen}
    given = {header for graph in tested.values() for header in headers(graph)}
    context: list[Graph] = []
    for path in _context(workspace, tested):
        graph = parse(path, reader)
        if given.isdisjoint(own := headers(graph)):
            given |= own
            context.append(graph)
    return Ground(tested, union((*tested.values(), *context)))


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nothing look for garbage while much is made that is kept: it would find none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def headers(graph: Graph) -> set[Node]:
    """Return the subjects that name the graph: a register, instrument, scheme, body or ontology."""
    from rdflib import URIRef

    type_ = URIRef(f"{RDF}type")
    found = {s for kind in _HEADERS for s in graph.subjects(type_, URIRef(kind))}
    return found | set(graph.subjects(URIRef(f"{GREFFE}base")))


def nothing(paths: Sequence[Path]) -> NothingChecked:
    """Return the error for a check that found nothing to check."""
    where = ", ".join(str(path) for path in paths)
    return NothingChecked(
        Text(
            f"rien à vérifier dans {where or 'l’espace de travail'}.",
            f"nothing to check in {where or 'the workspace'}.",
        ),
        Text(
            "Donnez un fichier Turtle qui décrit un registre, un inventaire ou un organisme.",
            "Give a Turtle file that describes a register, an inventory or a body.",
        ),
    )


def number_of(data: Graph, thing: Node) -> str | None:
    """Return the number (``C17``) of an entry, or of that which a citation or span belongs to."""
    owner = owner_of(data, thing)
    return None if owner is None else _literal(data, owner, f"{DCTERMS}identifier")


def title_of(data: Graph, thing: Node) -> str | None:
    """Return the words that best tell people which entry or thing this is."""
    owner = owner_of(data, thing) or thing
    names = (f"{GREFFE}titleText", f"{GREFFE}recipientText", f"{SKOS}prefLabel", f"{DCTERMS}title")
    return next((title for name in names if (title := _literal(data, owner, name))), None)


def owner_of(data: Graph, thing: Node) -> Node | None:
    """Return the entry of a register or inventory that ``thing`` is, or is a part of."""
    from rdflib import URIRef

    position, part_of = URIRef(f"{GREFFE}position"), URIRef(f"{DCTERMS}isPartOf")
    parts = (URIRef(f"{GREFFE}citation"), URIRef(f"{PROV}wasQuotedFrom"))
    holders = sorted({s for part in parts for s in data.subjects(part, thing)}, key=str)
    return next(
        (
            n
            for n in (thing, *holders)
            if (n, position, None) in data and (n, part_of, None) in data
        ),
        None,
    )


def _literal(data: Graph, subject: Node, predicate: str) -> str | None:
    from rdflib import URIRef

    values = sorted(
        data.objects(subject, URIRef(predicate)),
        key=lambda o: (getattr(o, "language", "") != "fr", str(o)),
    )
    return str(values[0]) if values else None


def _quoting(path: Path) -> Path:
    """Return the folder whose data quote a document as received; any other path as it is."""
    received = path.parent.name == FOLDER and path.suffix.lower() != SUFFIX and path.is_file()
    return path.parent.parent if received else path


def turtle_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the Turtle files of these files and folders; raise ``InputError`` for any other."""
    for path in paths:
        try:
            kind = path.stat().st_mode
        except FileNotFoundError as error:
            raise _missing(path) from error
        except OSError as error:
            raise unreadable(path, error) from error
        if stat.S_ISDIR(kind):
            yield from sorted(path.rglob(f"*{SUFFIX}"))
        elif path.suffix.lower() != SUFFIX:
            raise _not_turtle(path)
        else:
            yield path


def _data_files(workspace: Workspace) -> tuple[Path, ...]:
    return tuple(file.path for file in workspace.files() if file.role not in _VOCABULARY)


def _context(workspace: Workspace, tested: Mapping[Path, Graph]) -> Iterator[Path]:
    """Yield the files that the tested ones lean on, those beside them first.

    Of the bodies, only those are read whose key is in the address of something under test.
    """
    done = {path.resolve() for path in tested}
    folders = dict.fromkeys(path.parent for path in tested)
    beside = [path for folder in folders for name in _BESIDE if (path := folder / name).is_file()]
    keys = {
        part for graph in tested.values() for s in subjects_of(graph) for part in str(s).split("/")
    }
    files = workspace.files()
    shared = [file.path for file in files if file.body is None or file.body in keys]
    for path in (*beside, *shared):
        if path.resolve() not in done:
            done.add(path.resolve())
            yield path


def _missing(path: Path) -> InputError:
    return InputError(
        Text(f"{path} : ce fichier n’existe pas.", f"{path}: there is no such file."),
        Text("Vérifiez le chemin.", "Check the path."),
    )


def _not_turtle(path: Path) -> InputError:
    return InputError(
        Text(
            f"{path} : ce n’est pas un fichier Turtle (.ttl).", f"{path}: not a Turtle file (.ttl)."
        ),
        Text(
            "Donnez un fichier .ttl, un dossier qui en contient, ou un seul fichier de bureau "
            "(.xlsx, .ods, .csv, .docx, .odt, .pdf, .html).",
            "Give a .ttl file, a folder that holds some, or one office file "
            "(.xlsx, .ods, .csv, .docx, .odt, .pdf, .html).",
        ),
    )
