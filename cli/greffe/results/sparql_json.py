"""SPARQL 1.1 Query Results JSON Format (W3C, 2013), both ways.

Triple terms follow the JSON results format of SPARQL 1.2.
"""

from __future__ import annotations

import json
from typing import Any

from greffe.results.model import Table
from greffe.terms import LANG_STRING, XSD_STRING, Blank, Iri, Literal, Term, Triple


def dumps(answer: Table | bool) -> str:
    """Return a table or a yes or no as SPARQL JSON, one row a line, keys in a fixed order."""
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    head = json.dumps({"vars": list(answer.variables)}, ensure_ascii=False)
    rows = ",\n".join(json.dumps(_row(record), ensure_ascii=False) for record in answer.records())
    body = f"[\n{rows}\n]" if rows else "[]"
    return f'{{"head": {head},\n"results": {{"bindings": {body}}}}}\n'


def loads(text: str) -> Table | bool:
    """Read SPARQL JSON; raise ``ValueError`` when the text is anything else."""
    try:
        document = json.loads(text)
        if "boolean" in document:
            return bool(document["boolean"])
        variables = tuple(document["head"]["vars"])
        return Table(
            variables,
            tuple(
                tuple(_term(row[name]) if name in row else None for name in variables)
                for row in document["results"]["bindings"]
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not SPARQL results: {error}") from error


def _row(record: dict[str, Term]) -> dict[str, Any]:
    return {name: _value(term) for name, term in record.items()}


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
