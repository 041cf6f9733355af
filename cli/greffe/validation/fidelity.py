"""Whether the data still say what the documents say: nothing lost, nothing added, all in place.

Documents are compared where they stand beside the data: ``sources/registre.txt`` beside
``register.ttl``, by the file name that the data give each document (``dcterms:identifier``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.documents.fidelity import check
from greffe.documents.received import FOLDER, read_source
from greffe.namespaces import DCTERMS, GREFFE, PROV, shorten
from greffe.turtle.reading import parse
from greffe.turtle.shelf import union
from greffe.validation.explain import shown
from greffe.validation.fidelity_rules import NOT_DESCRIBED, RULE_OF, UNDESCRIBED, told
from greffe.validation.findings import Location, Passage
from greffe.validation.ground import headers
from greffe.validation.references import Stray

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.documents.fidelity import Difference
    from greffe.documents.received import Source
    from greffe.validation.ground import Ground

Statement = tuple["Node", "Node", "Node | None"]

_RECEIVED: Final = frozenset({".doc", ".docx", ".odt", ".ods", ".pdf", ".txt", ".xls", ".xlsx"})
_OF_WORDS: Final = ("missing", "repeated")
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which documents the data were held to, and where the two part."""

    documents: tuple[Path, ...] = ()
    strays: tuple[Stray, ...] = ()


def compare(ground: Ground, folders: Iterable[Path] | None = None) -> Comparison:
    """Hold the data under test to the documents beside them, in ``folders`` or everywhere.

    Raises ``InputError`` where a document or its list of exclusions cannot be read.
    """
    documents: list[Path] = []
    strays: list[Stray] = []
    for folder, graphs in _by_folder(ground.tested).items():
        if folders is not None and folder not in folders:
            continue
        whole = union([*graphs, *_others(folder, ground.tested)])
        strays += _undescribed(folder, whole)
        if beside := _beside(folder, union(graphs), ground.data):
            documents += beside.values()
            strays += _own(_strays(whole, beside), ground)
    return Comparison(tuple(documents), tuple(strays))


def _by_folder(tested: Mapping[Path, Graph]) -> dict[Path, list[Graph]]:
    found: dict[Path, list[Graph]] = {}
    for path, graph in tested.items():
        if (path.parent / FOLDER).is_dir():
            found.setdefault(path.parent, []).append(graph)
    return found


def _others(folder: Path, tested: Collection[Path]) -> Iterator[Graph]:
    """Yield the graphs of a folder that are not under test: they hold words of its documents."""
    for path in sorted(folder.glob("*.ttl")):
        if not any(path.samefile(other) for other in tested if other.parent == folder):
            yield parse(path)


def _undescribed(folder: Path, graph: Graph) -> Iterator[Stray]:
    """Yield each document of a folder that no data describe, under its name or another form of it.

    Tables (CSV) transcribe documents, and are none.
    """
    from rdflib import Literal, URIRef

    names = graph.objects(None, URIRef(f"{DCTERMS}identifier"))
    known = {name.stem for name in map(Path, map(str, names)) if name.suffix}
    quoted = graph.objects(None, URIRef(f"{GREFFE}document"))
    holder = min(headers(graph) or quoted, default=None, key=str)
    for path in sorted((folder / FOLDER).iterdir()):
        received = path.is_file() and path.suffix.lower() in _RECEIVED
        if received and holder is not None and path.stem not in known:
            yield Stray(
                rule=UNDESCRIBED,
                subject=holder,
                predicate=None,
                value=None,
                term=Literal(path.name),
                detail=NOT_DESCRIBED.format(name=path.name),
                location=Location(shown(path), source=Passage(path.name)),
            )


def _own(strays: Iterable[Stray], ground: Ground) -> list[Stray]:
    """Return what is about the documents, or about what the files under test describe."""
    tested = ground.subjects
    return [each for each in strays if each.location is not None or each.subject in tested]


def _beside(folder: Path, graph: Graph, data: Graph) -> dict[str, Path]:
    """Return the texts that a graph quotes lines of, by IRI, as far as they are beside it."""
    from rdflib import URIRef

    found: dict[str, Path] = {}
    spans = set(graph.subjects(URIRef(f"{GREFFE}lines")))
    quoted = graph.subject_objects(URIRef(f"{GREFFE}document"))
    for document in sorted({each for span, each in quoted if span in spans}, key=str):
        name = str(data.value(document, URIRef(f"{DCTERMS}identifier")))
        path = folder / FOLDER / name
        if Path(name).name == name and path.is_file():
            found[str(document)] = path
    return found


def _strays(graph: Graph, documents: Mapping[str, Path]) -> Iterator[Stray]:
    sources = {iri: read_source(path) for iri, path in documents.items()}
    differences = check(graph, sources)
    yield from _of_cells(graph, [each for each in differences if each.kind not in _OF_WORDS])
    for run in _runs([each for each in differences if each.kind in _OF_WORDS], sources):
        document = run[0].subject
        yield _of_words(run, documents[document], sources[document])


def _of_cells(graph: Graph, differences: Iterable[Difference]) -> Iterator[Stray]:
    """Yield what is wrong with cells; what their spans tell already is not told of them again."""
    known: set[tuple[Node, Node] | None] = set()
    for difference in differences:
        if difference.kind == "unsourced":
            at = _claimed(graph, difference)
            if at[:2] in known:
                continue
        else:
            at = _quoted(graph, difference)
            known |= {at[:2], _cell(graph, difference)}
        yield Stray(RULE_OF[difference.kind], *at, None, told(difference))


def _quoted(graph: Graph, difference: Difference) -> Statement:
    """Return the statement at fault where a span is: the words that it stands for, or its lines."""
    from rdflib import URIRef

    span, cell = URIRef(difference.subject), _cell(graph, difference)
    if difference.kind != "misquoted":
        lines = URIRef(f"{GREFFE}lines")
        return span, lines, graph.value(span, lines)
    subject, predicate = cell or (span, URIRef(f"{PROV}value"))
    return subject, predicate, graph.value(subject, predicate)


def _cell(graph: Graph, difference: Difference) -> tuple[Node, Node] | None:
    """Return the entry and the field that a span is the place of."""
    from rdflib import URIRef

    span = URIRef(difference.subject)
    field = graph.value(span, URIRef(f"{GREFFE}field"))
    owners = sorted(graph.subjects(URIRef(f"{PROV}wasQuotedFrom"), span), key=str)
    return None if field is None or not owners else (owners[0], field)


def _claimed(graph: Graph, difference: Difference) -> Statement:
    """Return the statement that claims to be words of a document."""
    from rdflib import URIRef

    subject = URIRef(difference.subject)
    return next(
        statement
        for statement in graph.triples((subject, None, None))
        if shorten(str(statement[1])) == difference.place and str(statement[2]) == difference.found
    )


def _runs(
    differences: Iterable[Difference], sources: Mapping[str, Source]
) -> Iterator[list[Difference]]:
    """Yield differences about words of lines that follow each other, blank lines aside."""
    run: list[Difference] = []
    for each in differences:
        if run and not _follows(run[-1], each, sources[each.subject]):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _follows(before: Difference, after: Difference, source: Source) -> bool:
    alike = (before.kind, before.subject) == (after.kind, after.subject)
    between = source.lines[_place(before)[0] : _place(after)[0] - 1]
    return alike and not "".join(between).strip()


def _of_words(run: Sequence[Difference], path: Path, source: Source) -> Stray:
    from rdflib import Literal, URIRef

    (line, rank), (last, _) = _place(run[0]), _place(run[-1])
    *_, word = islice(_WORD.finditer(source.lines[line - 1]), rank)
    lines = str(line) if line == last else f"{line}-{last}"
    whole = replace(run[0], expected=" ".join(each.expected for each in run))
    return Stray(
        rule=RULE_OF[whole.kind],
        subject=URIRef(whole.subject),
        predicate=None,
        value=None,
        term=Literal(f"{lines} : {whole.expected}"),
        detail=told(whole),
        location=Location(shown(path), line, word.start() + 1, Passage(path.name, lines=lines)),
    )


def _place(difference: Difference) -> tuple[int, int]:
    """Return the line and the rank in it of the first word that a difference is about."""
    line, _, rank = difference.place.partition(",")[0].partition(":")
    return int(line), int(rank)
