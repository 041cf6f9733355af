"""One page of HTML with nothing to load: no script, no font, no address of another host.

Made for WCAG 2.1, level AA: a language, one first heading, a table with a caption and header cells
for each rule, links that say where they lead, contrast of at least 4.5 to 1 on both backgrounds,
severity told in words and not by colour alone.
"""

from __future__ import annotations

from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.validation.reports import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from greffe.language import Language
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem;
  color: #1a1a1a; background: #fff; }
h2 { margin-top: 2.5rem; border-top: 1px solid #767676; padding-top: 1rem; }
a { color: #00499c; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top; }
th { background: #eef1f5; }
.place { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body { color: #e8e8e8; background: #16181b; }
  a { color: #8ab8ff; }
  th { background: #2a2e34; }
}
@media (max-width: 40rem) {
  table { table-layout: fixed; }
  th, td { overflow-wrap: anywhere; padding: .3rem; }
}
@media print { h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""
_COLUMNS: Final = (
    Text("Inscription", "Entry"),
    Text("Constat", "Finding"),
    Text("Endroit", "Place"),
)
_WAIVED_COLUMNS: Final = (
    Text("Règle", "Rule"),
    Text("Inscription", "Entry"),
    Text("Constat", "Finding"),
    Text("Sursis", "Waiver"),
)
_CAPTION: Final = Text("Constats de la règle {code}", "Findings of rule {code}")
_CONTENTS: Final = Text("Sommaire", "Contents")


def render(report: Report, language: Language) -> Iterator[str]:
    """Yield the report as one self-contained page, line by line."""
    title = escape(words.TITLE[language])
    head = (
        "<!DOCTYPE html>",
        f'<html lang="{language}-CA">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{title}</h1>",
    )
    for line in chain(head, _body(report, language), ("</main>", "</body>", "</html>")):
        yield f"{line}\n"


def _body(report: Report, language: Language) -> Iterator[str]:
    grouped = words.by_rule(report)
    yield f"<p><strong>{escape(words.one_line(report, language))}</strong></p>"
    yield from (f"<p>{escape(sentence)}</p>" for sentence in words.beside(report, language))
    yield from _contents(report, grouped, language)
    for code, findings in grouped.items():
        yield from _rule(report, code, findings, language)
    yield from _asides(report, language)
    yield from _checked(report, language)


def _contents(report: Report, codes: Collection[str], language: Language) -> Iterator[str]:
    if codes:
        yield f'<nav aria-label="{escape(_CONTENTS[language])}"><ul>'
        for code in codes:
            yield f'<li><a href="#{escape(code)}">{_heading(report, code, language)}</a></li>'
        yield "</ul></nav>"


def _heading(report: Report, code: str, language: Language) -> str:
    rule = report.rules[code]
    severity = words.severity_name(rule.severity, language)
    return escape(f"{code} ({severity}) — {rule.message[language]}")


def _rule(
    report: Report, code: str, findings: Sequence[Finding], language: Language
) -> Iterator[str]:
    rule = report.rules[code]
    yield f'<h2 id="{escape(code)}">{_heading(report, code, language)}</h2>'
    if rule.remedy is not None:
        yield _labelled(words.REMEDY, escape(rule.remedy[language]), language)
    if rule.provision is not None:
        name = escape(words.provision_name(report, rule.provision, language))
        address = escape(words.provision_link(report, rule.provision, language))
        link = f'<a href="{address}">{name}</a>'
        yield _labelled(words.PROVISION, link, language)
    if announced := words.announcement(rule, language):
        yield f"<p>{escape(announced)}</p>"
    caption = f"{_CAPTION.format(code=code)[language]} ({len(findings)})"
    rows = (_cells(report, finding, language) for finding in findings)
    yield from _table(caption, _COLUMNS, rows, language)


def _cells(report: Report, finding: Finding, language: Language) -> list[str]:
    place, *source = words.places(finding, language)
    where = f'<span class="place">{escape(place)}</span>'
    return [
        escape(words.who(finding)),
        escape(words.told(report, finding, language)),
        "<br>".join([where, *map(escape, source)]),
    ]


def _table(
    caption: str, columns: Iterable[Text], rows: Iterable[list[str]], language: Language
) -> Iterator[str]:
    """Yield a table; the first cell of each row is its header."""
    heads = "".join(f'<th scope="col">{escape(column[language])}</th>' for column in columns)
    yield f"<table><caption>{escape(caption)}</caption>"
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for first, *others in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table>"


def _asides(report: Report, language: Language) -> Iterator[str]:
    if report.waived:
        yield f"<h2>{escape(words.WAIVED[language])}</h2>"
        rows = (
            [
                escape(each.finding.rule),
                escape(words.who(each.finding)),
                escape(words.told(report, each.finding, language)),
                escape(words.excuse(each, language)),
            ]
            for each in report.waived
        )
        yield from _table(words.WAIVED[language], _WAIVED_COLUMNS, rows, language)
    resolved = [f"{each.rule} — {each.number or each.entity}" for each in report.resolved]
    idle = [f"{each.rule} — {each.about}" for each in report.idle]
    for title, items in ((words.RESOLVED, resolved), (words.IDLE, idle)):
        if items:
            yield f"<h2>{escape(title[language])}</h2>"
            yield f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _checked(report: Report, language: Language) -> Iterator[str]:
    if items := words.things(report, language):
        yield f"<h2>{escape(words.CHECKED[language])}</h2>"
        yield f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
    if documents := words.compared(report, language):
        yield f"<p>{escape(documents)}</p>"


def _labelled(label: Text, content: str, language: Language) -> str:
    return f"<p><strong>{escape(words.colon(label, language).rstrip())}</strong> {content}</p>"
