"""Markdown, fit for a comment on a pull request: the figures, then the rules, folded.

The first line is a mark by which a pipeline finds its own comment again and replaces it.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.validation.reports import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greffe.language import Language
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report

MARK: Final = "<!-- greffe -->"
LONGEST: Final = 60_000
"""Characters that a comment may have: GitHub refuses more than 65,536."""

MOST: Final = 50
"""Findings of one rule that a comment shows."""

_ENTRY: Final = Text("Inscription", "Entry")
_FOUND: Final = Text("Constat", "Finding")
_PLACE: Final = Text("Endroit", "Place")
_MORE: Final = Text("Et de même ailleurs : {n}.", "And elsewhere likewise: {n}.")
_CUT: Final = Text(
    "Le reste ne tient pas dans un commentaire : voyez le rapport complet.",
    "The rest does not fit into a comment: see the full report.",
)
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>|~])")
# “@” calls a person and “#” an issue, even escaped, unless something stands after it.
_CALLS: Final = re.compile(r"([@#])")
_NO_SPACE: Final = "\N{ZERO WIDTH SPACE}"


def render(report: Report, language: Language) -> Iterator[str]:
    """Yield the report as Markdown, cut where a comment would be refused."""
    yield "\n\n".join(_fitting(_blocks(report, language), _CUT[language])) + "\n"


def _blocks(report: Report, language: Language) -> Iterator[str]:
    yield from (MARK, f"## {words.TITLE[language]}", f"**{words.one_line(report, language)}**")
    yield from words.beside(report, language)
    for code, findings in words.by_rule(report).items():
        yield _rule(report, code, findings, language)
    yield from filter(None, _asides(report, language))


def _fitting(blocks: Iterable[str], cut: str) -> Iterator[str]:
    """Yield as many blocks as there is room for; the others are not even made."""
    room = LONGEST - len(cut)
    for block in blocks:
        room -= len(block) + 2
        if room < 0:
            yield cut
            return
        yield block


def _rule(report: Report, code: str, findings: Sequence[Finding], language: Language) -> str:
    more = len(findings) - MOST
    return "\n".join(
        [
            "<details>",
            f"<summary>{_summary(report, code, len(findings), language)}</summary>",
            "",
            f"| {_ENTRY[language]} | {_FOUND[language]} | {_PLACE[language]} |",
            "|---|---|---|",
            *(_row(report, finding, language) for finding in findings[:MOST]),
            "",
            *([_MORE.format(n=more)[language], ""] if more > 0 else []),
            *_advice(report, code, language),
            "</details>",
        ]
    )


def _summary(report: Report, code: str, count: int, language: Language) -> str:
    rule = report.rules[code]
    severity = words.severity_name(rule.severity, language)
    return f"<b>{code}</b> ({severity}, {count}) {escape(rule.message[language])}"


def _row(report: Report, finding: Finding, language: Language) -> str:
    cells = (
        _escaped(words.who(finding)),
        _escaped(words.told(report, finding, language)),
        "<br>".join(map(_escaped, words.places(finding, language))),
    )
    return f"| {' | '.join(cells)} |"


def _advice(report: Report, code: str, language: Language) -> Iterator[str]:
    rule = report.rules[code]
    if rule.remedy is not None:
        label = words.colon(words.REMEDY, language).rstrip()
        yield f"**{label}** {_escaped(rule.remedy[language])}"
        yield ""
    if rule.provision is not None:
        name = _escaped(words.provision_name(report, rule.provision, language))
        link = f"[{name}]({words.provision_link(report, rule.provision, language)})"
        yield f"{words.colon(words.PROVISION, language)}{link}"
        yield ""
    if announced := words.announcement(rule, language):
        yield announced
        yield ""


def _asides(report: Report, language: Language) -> Iterator[str]:
    waived = [
        f"{each.finding.rule}, {words.who(each.finding)} — {words.excuse(each, language)}"
        for each in report.waived
    ]
    resolved = [f"{each.rule}, {each.number or each.entity}" for each in report.resolved]
    idle = [f"{each.rule}, {each.about}" for each in report.idle]
    for title, items in ((words.WAIVED, waived), (words.RESOLVED, resolved), (words.IDLE, idle)):
        yield _list(title[language], items)


def _list(title: str, items: list[str]) -> str:
    if not items:
        return ""
    points = [f"- {_escaped(item)}" for item in items]
    summary = f"<summary>{escape(title)} ({len(items)})</summary>"
    return "\n".join(["<details>", summary, "", *points, "", "</details>"])


def _escaped(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _CALLS.sub(rf"\1{_NO_SPACE}", escaped)
