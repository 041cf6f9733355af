"""The official table as CSV, and its description by CSV on the Web (W3C Recommendations, 2015)."""

from __future__ import annotations

import csv as standard
import io
import json
from typing import TYPE_CHECKING, Any, Final

from greffe.documents.columns import IDENTITY, NUMBER
from greffe.documents.guarding import guarded
from greffe.language import LANGUAGES, Text
from greffe.namespaces import DCTERMS

if TYPE_CHECKING:
    from greffe.exporting.official import Official

BYTE_ORDER_MARK: Final = "\ufeff"
CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "fr"}]
_IDENTIFIER: Final = Text("identifiant de l’inscription", "identifier of the entry")


def csv(table: Official) -> bytes:
    """Return CSV as RFC 4180 and CSV on the Web have it: UTF-8, comma, CRLF.

    The first column is the identifier.  What a spreadsheet would compute is guarded
    (``greffe.documents.guarding``).
    """
    return _written(table, ",").encode()


def excel_csv(table: Official) -> bytes:
    """Return the CSV that French Excel opens by itself: byte order mark and semicolon."""
    return (BYTE_ORDER_MARK + _written(table, ";")).encode()


def metadata(table: Official, file: str, *, excel: bool = False) -> bytes:
    """Return what stands beside the CSV as ``…csv-metadata.json``.

    Source: Metadata Vocabulary for Tabular Data, sections 5.3 to 5.9; the properties of ours
    (``greffe:body``) are annotations in the sense of its section 5.8.
    """
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "url": file,
        "lang": "fr",
        "dc:title": table.title,
        "dc:description": table.introduction,
        "dc:publisher": table.publisher,
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ";" if excel else ",",
            "header": True,
            "lineTerminators": "\r\n",
        },
        "notes": [{"name": name, "value": value} for name, value in table.properties.items()],
        "tableSchema": {"primaryKey": "id", "columns": _columns(table)},
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _columns(table: Official) -> list[dict[str, Any]]:
    return [
        {
            "name": "id",
            "titles": [IDENTITY],
            "dc:description": _both(_IDENTIFIER),
            "datatype": "anyURI",
            "suppressOutput": True,
        },
        {
            "name": NUMBER.name,
            "titles": NUMBER.heading.as_json(),
            "datatype": "string",
            "aboutUrl": "{+id}",
            "propertyUrl": f"{DCTERMS}identifier",
        },
        *(
            {
                "name": column.name,
                "titles": column.heading.as_json(),
                "datatype": "string",
                "null": "-",
                "aboutUrl": "{+id}",
                "propertyUrl": column.property,
            }
            for column in table.columns
        ),
    ]


def _both(text: Text) -> list[dict[str, str]]:
    return [{"@value": text[language], "@language": language} for language in LANGUAGES]


def _written(table: Official, delimiter: str) -> str:
    stream = io.StringIO(newline="")
    writer = standard.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow((IDENTITY, *table.headings))
    for entry in table.entries:
        writer.writerow([guarded(words) for words in (entry.iri, entry.number, *entry.cells)])
    return stream.getvalue()
