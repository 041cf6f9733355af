"""The HTTP interface described for programs: OpenAPI 3.1, made from the questions themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from greffe import __version__
from greffe.endpoint.problems import KINDS, MEDIA_TYPE
from greffe.endpoint.questions import FORMATS, OFFERS
from greffe.endpoint.told import PAGE
from greffe.store.serving import GRAPHS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.questions import Parameter, Question

_YEARS: Final = {"type": "integer", "minimum": 1000, "maximum": 9999}
_NUMBERS: Final = {"type": "integer", "minimum": -(10**15), "maximum": 10**15}
_WORDS: Final = {"type": "string", "minLength": 1, "maxLength": 500, "pattern": r"\S"}
_SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "integer": _NUMBERS,
    "year": _YEARS,
    "boolean": {"type": "boolean"},
}
_QUERY: Final = {
    "type": "string",
    "minLength": 1,
    "description": "A SPARQL 1.1 query; our prefixes are known.",
    "example": "SELECT ?entry { ?entry a greffe:Communication } LIMIT 10",
}
_GRAPH: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}


def document(questions: Iterable[Question], root: str) -> dict[str, Any]:
    """Return the description of an endpoint at an address (OpenAPI 3.1.0)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Greffe",
            "version": __version__,
            "description": "Registers of personal information as a graph: SPARQL and questions.",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": root.rstrip("/")}],
        "paths": {
            "/sparql": {"get": _sparql_get(), "post": _sparql_post()},
            "/api/questions": {"get": _plain("listQuestions", "Every question", _LIST)},
            **{f"/api/questions/{each.name}": {"get": _question(each)} for each in questions},
            "/.well-known/void": {"get": _plain("describeData", "The data in VoID", _RDF, 406)},
            "/health": {"get": _plain("health", "Whether queries are answered", _HEALTH)},
            "/metrics": {"get": _plain("metrics", "Counts for Prometheus", _METRICS)},
        },
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def _question(question: Question) -> dict[str, Any]:
    parameters = [_parameter(each) for each in question.parameters]
    return {
        "operationId": question.name,
        "tags": list(question.tags),
        "summary": question.title.en,
        "description": question.question.en,
        "parameters": [*parameters, *_COMMON],
        "responses": _responses(_content((*OFFERS,)), 400, 404, 406),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.label.en,
        "schema": _SCHEMAS.get(parameter.kind, _WORDS),
    }
    if parameter.example is not None:
        is_number = parameter.kind in ("integer", "year")
        told["example"] = int(parameter.example) if is_number else parameter.example
    return told


def _sparql_get() -> dict[str, Any]:
    return {
        "operationId": "queryByGet",
        "summary": "SPARQL 1.1 Protocol; without a query, the description of the service",
        "parameters": [{"name": "query", "in": "query", "schema": _QUERY}, *_DATASET],
        "responses": _responses(_ANSWERS, 400, 403, 406),
    }


def _sparql_post() -> dict[str, Any]:
    fields = {"query": _QUERY, "default-graph-uri": _GRAPH, "named-graph-uri": _GRAPH}
    form = {"type": "object", "required": ["query"], "properties": fields}
    return {
        "operationId": "queryByPost",
        "summary": "SPARQL 1.1 Protocol, by form or directly",
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {"schema": form},
                "application/sparql-query": {"schema": _QUERY},
            },
        },
        "responses": _responses(_ANSWERS, 400, 403, 406, 415),
    }


def _plain(name: str, summary: str, content: dict[str, Any], *statuses: int) -> dict[str, Any]:
    told = _responses(content, *statuses)
    return {"operationId": name, "summary": summary, "responses": told}


def _titles(status: int) -> str:
    return "; ".join(kind.title.en for kind in KINDS.values() if kind.status == status)


def _responses(content: dict[str, Any], *statuses: int) -> dict[str, Any]:
    every = sorted({*statuses, 413, 500, 502, 503, 504})
    titles = {status: _titles(status) for status in every}
    problem = {
        MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}},
        PAGE: {"schema": {"type": "string"}},
    }
    answered: dict[str, Any] = {"200": {"description": "The whole answer", "content": content}}
    return (
        answered
        | {"304": {"description": "Nothing has changed"}}
        | {str(status): {"description": titles[status], "content": problem} for status in every}
    )


def _content(media_types: Iterable[str]) -> dict[str, Any]:
    return {media_type: {} for media_type in media_types}


_ANSWERS: Final = _content((*TABLES, *GRAPHS))
_RDF: Final = _content(GRAPHS)
_LIST: Final = {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}}
_HEALTH: Final = {"application/health+json": {"schema": {"type": "object"}}}
_METRICS: Final = {"text/plain": {"schema": {"type": "string"}}}
_DATASET: Final = tuple(
    {"name": name, "in": "query", "schema": _GRAPH, "explode": True}
    for name in ("default-graph-uri", "named-graph-uri")
)
_COMMON: Final = (
    {
        "name": "format",
        "in": "query",
        "description": "The format, instead of the Accept header.",
        "schema": {"type": "string", "enum": list(FORMATS)},
    },
    {
        "name": "lang",
        "in": "query",
        "description": "The language, instead of the Accept-Language header.",
        "schema": {"type": "string", "enum": ["fr", "en"]},
    },
)
_PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "remedy": {"type": "string"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
    },
}
