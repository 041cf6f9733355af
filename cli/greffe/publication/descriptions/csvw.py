"""Metadata of the tables: CSV on the Web (W3C Recommendations, 2015)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from greffe.documents.columns import COLUMNS, NUMBER
from greffe.language import LANGUAGES
from greffe.namespaces import DCTERMS
from greffe.publication.descriptions.rights import statement

if TYPE_CHECKING:
    from greffe.documents.columns import Column
    from greffe.language import Text
    from greffe.publication.descriptions.holdings import Holding

CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "fr"}]
DIALECT: Final = {
    "encoding": "utf-8",
    "delimiter": ",",
    "header": True,
    "lineTerminators": "\r\n",
}
_ENTRIES: Final = {"register": "communication", "inventory": "file"}


def metadata(holding: Holding, base_url: str) -> bytes:
    """Return the description of a register's CSV, to stand beside it as ``…csv-metadata.json``.

    Source: Metadata Vocabulary for Tabular Data, sections 5.3 to 5.9.
    """
    name = holding.stem.rpartition("/")[2]
    told = {
        "@context": CONTEXT,
        "@id": f"{base_url}{holding.stem}.csv-metadata.json",
        "url": f"{name}.csv",
        "lang": "fr",
        "dc:title": _both(holding.title),
        "dc:description": _both(holding.about),
        "dc:publisher": {"@id": holding.publisher},
        "dc:source": {"@id": holding.iri},
        "dc:rights": _both(statement(holding.license)),
        "dialect": DIALECT,
        "tableSchema": _schema(holding),
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _schema(holding: Holding) -> dict[str, Any]:
    base = holding.iri.rpartition("/")[0]
    first = {
        "name": NUMBER.name,
        "titles": NUMBER.heading.as_json(),
        "datatype": "string",
        "required": True,
        "propertyUrl": f"{DCTERMS}identifier",
    }
    return {
        "aboutUrl": f"{base}/{_ENTRIES[holding.kind]}/{{{NUMBER.name}}}",
        "primaryKey": NUMBER.name,
        "columns": [first, *map(_column, COLUMNS[holding.kind])],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.heading.as_json(),
        "datatype": "string",
        "propertyUrl": column.property,
    }


def _both(text: Text) -> list[dict[str, str]]:
    return [{"@value": text[language], "@language": language} for language in LANGUAGES]
