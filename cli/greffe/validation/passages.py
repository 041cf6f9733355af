"""Where the words of a field stand in the document that the data were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.namespaces import DCTERMS, GREFFE, PROV
from greffe.turtle.shelf import remember
from greffe.validation.findings import Passage

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_CELLS: Final = {
    f"{DCTERMS}title": "titleText",
    f"{DCTERMS}description": "descriptionText",
    **dict.fromkeys(
        (
            f"{GREFFE}{name}"
            for name in ("agreement", "citation", "citationStatus", "citationText", "cites")
        ),
        "legalBasisText",
    ),
    **dict.fromkeys(
        (f"{GREFFE}{name}" for name in ("frequency", "channel", "since")), "remarkText"
    ),
    f"{GREFFE}responsibleUnit": "unitText",
    f"{GREFFE}accessUnit": "accessRoleText",
}
"""The cell that a field is read from, where it is not the field's own name and ``Text``."""


def cells_of(field: str | None) -> tuple[str, ...]:
    """Return the cells that a field (the name of a term) may be read from, the likeliest first."""
    if field is None:
        return ()
    alias = _CELLS.get(f"{GREFFE}{field}") or _CELLS.get(f"{DCTERMS}{field}")
    return (f"{field}Text", field) if alias is None else (alias, field)


def passage_of(data: Graph, thing: Node, entry: Node | None, path: Node | None) -> Passage | None:
    """Return where the words of a field stand, by the source spans of a thing or of its entry.

    ``path`` is the property at fault, None when the fault is the thing as a whole.  A span is its
    own passage; a thing that is no entry (an agreement) has that of its words.
    """
    from rdflib import URIRef

    if (thing, URIRef(f"{GREFFE}document"), None) in data:
        return _read(data, thing)
    fields = _fields(path)
    for holder in (thing, entry):
        for span, field in () if holder is None else _spans(data, holder):
            whole = holder is thing and thing != entry
            if whole or field in fields:
                return _read(data, span)
    return None


def _fields(path: Node | None) -> set[str]:
    if path is None:
        return set()
    cell = _CELLS.get(str(path))
    return {str(path), f"{path}Text"} if cell is None else {str(path), f"{GREFFE}{cell}"}


def _spans(data: Graph, holder: Node) -> tuple[tuple[Node, str], ...]:
    """Return the spans of a thing, each with the field that it has the words of."""

    def found() -> tuple[tuple[Node, str], ...]:
        from rdflib import URIRef

        field = URIRef(f"{GREFFE}field")
        spans = sorted(data.objects(holder, URIRef(f"{PROV}wasQuotedFrom")), key=str)
        return tuple((span, str(data.value(span, field))) for span in spans)

    return remember(data, (_spans, holder), found)


def _read(data: Graph, span: Node) -> Passage | None:
    return remember(data, (_read, span), lambda: _passage(data, span))


def _passage(data: Graph, span: Node) -> Passage | None:
    document = _value(data, span, "document")
    if document is None:
        return None
    row = _value(data, span, "row")
    return Passage(
        document=_name(data, document),
        lines=_value(data, span, "lines"),
        sheet=_value(data, span, "sheet"),
        row=int(row) if row is not None and row.isdecimal() else None,
        cell=_value(data, span, "cell"),
    )


def _name(data: Graph, document: str) -> str:
    from rdflib import URIRef

    name = data.value(URIRef(document), URIRef(f"{DCTERMS}identifier"))
    return document if name is None else str(name)


def _value(data: Graph, subject: Node, name: str) -> str | None:
    from rdflib import URIRef

    found = sorted(data.objects(subject, URIRef(f"{GREFFE}{name}")), key=str)
    return str(found[0]) if found else None
