"""The official table as one page of HTML that stands alone: no script, no other file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from greffe.documents.kinds import TRAITS
from greffe.exporting.limits import require_xml

if TYPE_CHECKING:
    from greffe.exporting.official import Entry, Official

_STYLE: Final = """
body { font-family: sans-serif; line-height: 1.4; margin: 1.5rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { font-weight: bold; text-align: start; padding-block: .5rem; }
th, td { border: 1px solid #555; padding: .4rem; text-align: start; vertical-align: top;
  white-space: pre-wrap; min-width: 6em; }
thead th { background: #dae6f0; color: #000; }
@media print { @page { size: legal landscape; margin: 12mm; } body { margin: 0; font-size: 8pt; }
  thead { display: table-header-group; } tr { break-inside: avoid; } td, th { min-width: 0; } }
""".strip()


def html(table: Official) -> bytes:
    """Return the page, in French as the document is; each row bears its identifier.

    Raises ``Unwritable`` where a cell holds a character that HTML does not allow either.
    """
    require_xml(table)
    told = "".join(
        f'<meta name="{escape(name)}" content="{escape(value)}">\n'
        for name, value in table.properties.items()
    )
    title, introduction = escape(table.title), _paragraphs(table.introduction)
    provision = escape(TRAITS[table.kind].provision.fr)
    return f"""<!DOCTYPE html>
<html lang="fr-CA">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{told}<title>{" – ".join(filter(None, (title, escape(table.publisher))))}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{introduction}<div class="table" role="region" aria-labelledby="legende" tabindex="0">
<table>
<caption id="legende">{title} ({provision})</caption>
<thead>
<tr>{"".join(f'<th scope="col">{escape(heading)}</th>' for heading in table.headings)}</tr>
</thead>
<tbody>
{"".join(map(_row, table.entries))}</tbody>
</table>
</div>
</main>
</body>
</html>
""".encode()


def _row(entry: Entry) -> str:
    cells = "".join(f"<td>{_cell(words)}</td>" for words in entry.cells)
    number = f'<th scope="row">{escape(entry.number)}</th>'
    return f'<tr data-id="{escape(entry.iri)}">{number}{cells}</tr>\n'


def _cell(words: str) -> str:
    return "<br>".join(map(escape, words.split("\n")))


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{_cell(part)}</p>\n" for part in words.split("\n\n") if part)
