"""SPARQL 1.1 Query Results JSON Format (W3C, 2013), both ways.

Triple terms follow the JSON results format of SPARQL 1.2.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from greffe.results.model import Table
from greffe.terms import LANG_STRING, XSD_STRING, Blank, Iri, Literal, Term, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from greffe.results.model import Row


def dumps(answer: Table | bool) -> str:
    """Return a table or a yes or no as SPARQL JSON, one row a line, keys in a fixed order."""
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    return "".join(pieces(answer.variables, answer.rows))


def pieces(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the text of a table piece by piece, one row at a time."""
    head = json.dumps({"vars": list(variables)}, ensure_ascii=False)
    yield f'{{"head": {head},\n"results": {{"bindings": ['
    before = end = ""
    for row in rows:
        cells = zip(variables, row, strict=True)
        bound = {name: _value(term) for name, term in cells if term is not None}
        yield f"{before}\n{json.dumps(bound, ensure_ascii=False)}"
        before, end = ",", "\n"
    yield f"{end}]}}}}\n"


def loads(text: str) -> Table | bool:
    """Read SPARQL JSON; raise ``ValueError`` when the text is anything else."""
    try:
        document = json.loads(text)
        if "boolean" in document:
            return bool(document["boolean"])
        variables = tuple(document["head"]["vars"])
        return Table(
            variables,
            tuple(row_of(each, variables) for each in document["results"]["bindings"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _none(error) from error


def row_of(bound: Mapping[str, Any], variables: Sequence[str]) -> Row:
    """Return one row of SPARQL JSON; raise ``ValueError`` when it is none."""
    try:
        return tuple(_term(bound[name]) if name in bound else None for name in variables)
    except (KeyError, TypeError, AttributeError) as error:
        raise _none(error) from error


def _none(error: Exception) -> ValueError:
    return ValueError(f"not SPARQL results: {error}")


def _value(term: Term) -> dict[str, Any]:
    match term:
        case Iri():
            return {"type": "uri", "value": term.value}
        case Blank():
            return {"type": "bnode", "value": term.label}
        case Literal(language=str() as language):
            return {"type": "literal", "value": term.value, "xml:lang": language}
        case Literal(datatype=datatype) if datatype != XSD_STRING:
            return {"type": "literal", "value": term.value, "datatype": datatype}
        case Literal():
            return {"type": "literal", "value": term.value}
        case Triple():
            parts = {
                "subject": _value(term.subject),
                "predicate": _value(term.predicate),
                "object": _value(term.object),
            }
            return {"type": "triple", "value": parts}


def _term(value: dict[str, Any]) -> Term:
    match value["type"]:
        case "uri":
            return Iri(value["value"])
        case "bnode":
            return Blank(value["value"])
        case "triple":
            parts = value["value"]
            return Triple(
                _term(parts["subject"]), _term(parts["predicate"]), _term(parts["object"])
            )
        case "literal" | "typed-literal":
            language = value.get("xml:lang")
            datatype = LANG_STRING if language else value.get("datatype", XSD_STRING)
            return Literal(value["value"], datatype, language)
        case other:
            raise ValueError(f"not a kind of term: {other}")
