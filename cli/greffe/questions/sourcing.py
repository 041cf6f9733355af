"""The words of the documents behind an answer: verbatim fields and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import GREFFE, PROV
from greffe.results.counting import entry_variable
from greffe.results.labels import labels_of
from greffe.results.model import Table
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greffe.language import Language
    from greffe.questions.collection import Question
    from greffe.results.model import Source

SOURCE_SUFFIX: Final = "Source"
VERBATIM_SUFFIX: Final = "Text"
WHERE: Final = Text("{heading} : source", "{heading}: source")
LINES: Final = Text("lignes {lines}", "lines {lines}")
COLUMN: Final = Text(", cellule {column}", ", cell {column}")
_VERBATIM: Final = re.compile(rf"(?:greffe:|{re.escape(GREFFE)})(\w+Text)\b")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of one cell of an entry, the document and the lines that they come from."""

    entry: str
    field: str
    text: str
    document: str = ""
    lines: str = ""
    column: str = ""
    doubt: str = ""

    def place(self, language: Language) -> str:
        """Return document and lines in words: ``registre, lignes 160-162``."""
        if not self.document:
            return ""
        name = self.document.rpartition("/")[2]
        place = f"{name}, {LINES.format(lines=self.lines)[language]}"
        if self.column:
            place += COLUMN.format(column=self.column)[language]
        return f"{place} ({self.doubt})" if self.doubt else place


def sources_of(
    source: Source, entries: Iterable[str], fields: Iterable[str] = ()
) -> tuple[Quotation, ...]:
    """Return the verbatim fields of entries, in order of entry and field.

    ``fields`` are names of terms (``recipientText``); without any, all that the entry has.
    """
    things = " ".join(str(Iri(entry)) for entry in entries)
    chosen = " ".join(str(Iri(f"{GREFFE}{field}")) for field in fields)
    only = f"VALUES ?field {{ {chosen} }}" if chosen else ""
    table = source.select(
        f"""SELECT ?entry ?field ?text ?document ?lines ?column ?doubt WHERE {{
          VALUES ?entry {{ {things} }} {only}
          ?entry ?field ?text .
          FILTER(STRSTARTS(STR(?field), "{GREFFE}") && STRENDS(STR(?field), "Text"))
          OPTIONAL {{
            ?entry <{PROV}wasQuotedFrom> ?span .
            ?span <{GREFFE}field> ?field ; <{GREFFE}document> ?document ; <{GREFFE}lines> ?lines .
            OPTIONAL {{ ?span <{GREFFE}column> ?column }}
            OPTIONAL {{ ?span <{GREFFE}doubt> ?doubt }}
          }}
        }} ORDER BY ?entry ?field ?document ?lines"""
    )
    return tuple(
        Quotation(entry, field.removeprefix(GREFFE), *rest)
        for entry, field, *rest in (map(_word, row) for row in table.rows)
    )


def verbatim_fields(question: Question) -> tuple[str, ...]:
    """Return the fields that source a question: those it states, else those it reads, else all."""
    return question.verbatim or tuple(dict.fromkeys(_VERBATIM.findall(question.text)))


def with_source(table: Table, source: Source, fields: tuple[str, ...], language: Language) -> Table:
    """Return the table with each entry's verbatim fields, each beside the place it stands.

    The entry is the first of the columns ``entry``, ``file``, ``communication``; a table without
    one of them comes back as it is.
    """
    variable = entry_variable(table)
    if variable is None or not table.rows:
        return table
    entries = [term.value if isinstance(term, Iri) else "" for term in table.column(variable)]
    quotations = sources_of(source, dict.fromkeys(filter(None, entries)), fields)
    shown = fields or tuple(dict.fromkeys(quotation.field for quotation in quotations))
    added = tuple(
        name
        for field in shown
        for name in (field, f"{field}{SOURCE_SUFFIX}")
        if field not in table.variables or name != field
    )
    found: dict[tuple[str, str], Quotation] = {(q.entry, q.field): q for q in reversed(quotations)}
    rows = tuple(
        row + tuple(_shown(found, entry, name, language) for name in added)
        for row, entry in zip(table.rows, entries, strict=True)
    )
    return Table((*table.variables, *added), rows)


def source_headings(source: Source, table: Table, language: Language) -> dict[str, Text]:
    """Return headings for the columns that ``with_source`` added: the labels of the fields."""
    named = {name: name.removesuffix(SOURCE_SUFFIX) for name in table.variables}
    fields = {field for field in named.values() if field.endswith(VERBATIM_SUFFIX)}
    labels = labels_of(source, {f"{GREFFE}{field}" for field in fields}, language)
    headings: dict[str, Text] = {}
    for variable, field in named.items():
        if field in fields:
            label = labels.get(f"{GREFFE}{field}", field)
            heading = label[:1].upper() + label[1:]
            said = Text(heading, heading)
            headings[variable] = said if variable == field else WHERE.format(heading=heading)
    return headings


def _shown(
    found: Mapping[tuple[str, str], Quotation], entry: str, name: str, language: Language
) -> Literal | None:
    quotation = found.get((entry, name.removesuffix(SOURCE_SUFFIX)))
    if quotation is None:
        return None
    words = quotation.place(language) if name.endswith(SOURCE_SUFFIX) else quotation.text
    return Literal(words) if words else None


def _word(term: object) -> str:
    return term.value if isinstance(term, Iri | Literal) else ""
