"""The words that the reports for people share: counts, names of severities, who and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import LAW
from greffe.validation.pile import Findings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greffe.language import Language
    from greffe.validation.findings import Finding, Severity
    from greffe.validation.report import Report
    from greffe.validation.rulebook import Rule
    from greffe.validation.waivers import Waived

COUNTS: Final[dict[Severity, tuple[Text, Text]]] = {
    "violation": (Text("violation", "violation"), Text("violations", "violations")),
    "warning": (Text("avertissement", "warning"), Text("avertissements", "warnings")),
    "info": (Text("conseil", "piece of advice"), Text("conseils", "pieces of advice")),
}
TITLE: Final = Text("Vérification des registres", "Check of the registers")
REMEDY: Final = Text("Que faire", "What to do")
PROVISION: Final = Text("Disposition", "Provision")
CHECKED: Final = Text("Vérifié", "Checked")
COMPARED: Final = Text("Comparé mot à mot aux documents", "Compared word by word to the documents")
CLEAN: Final = Text("Aucun constat.", "Nothing found.")
NO_PLACE: Final = Text("(endroit inconnu)", "(place unknown)")
WAIVED: Final = Text("En sursis", "Waived")
RESOLVED: Final = Text("Réglés depuis la référence", "Resolved since the baseline")
IDLE: Final = Text("Sursis sans objet", "Waivers that excuse nothing")

SEVERAL: Final = 2
"""From which count on French takes the plural; English takes it for nought as well."""

_KNOWN: Final = (
    Text(
        "{n} constat connu, accepté par la référence",
        "{n} known finding, accepted by the baseline",
    ),
    Text(
        "{n} constats connus, acceptés par la référence",
        "{n} known findings, accepted by the baseline",
    ),
)
_ANNOUNCED: Final = Text("Devient une violation le {day}.", "Becomes a violation on {day}.")
_SINCE: Final = (
    Text(
        "Depuis {revision} : {n} inscription ou fichier touché.",
        "Since {revision}: {n} entry or file concerned.",
    ),
    Text(
        "Depuis {revision} : {n} inscriptions ou fichiers touchés.",
        "Since {revision}: {n} entries or files concerned.",
    ),
)


def colon(label: Text, language: Language) -> str:
    """Return a label and its colon, which French sets apart by a space."""
    return f"{label[language]} : " if language == "fr" else f"{label[language]}: "


def severity_name(severity: Severity, language: Language) -> str:
    """Return what one finding of a severity is called."""
    return COUNTS[severity][0][language]


def one_line(report: Report, language: Language) -> str:
    """Return the counts of findings in words (“2 violations, 1 avertissement”)."""
    said = []
    for severity, (singular, plural) in COUNTS.items():
        if count := report.count(severity):
            said.append(f"{count} {(singular if count == 1 else plural)[language]}")
    return ", ".join(said) if said else CLEAN[language]


def who(finding: Finding) -> str:
    """Return number and title of the entry, or the address of what has neither."""
    return " — ".join(part for part in (finding.number, finding.title or finding.entity) if part)


def told(report: Report, finding: Finding, language: Language) -> str:
    """Return the field in words and what is the case there."""
    name, detail = report.rules[finding.rule].name, finding.detail[language]
    return f"{colon(name, language)}{detail}" if detail else name[language]


def places(finding: Finding, language: Language) -> tuple[str, ...]:
    """Return file, line and column, then where the words stand in the source document, if known.

    A file that is that document itself is told once.
    """
    location = finding.location
    if location is None:
        return (NO_PLACE[language],)
    source = location.source
    if source is None:
        return (str(location),)
    if PurePath(location.file).name == source.document:
        return (replace(source, document=location.file).in_words()[language],)
    return str(location), source.in_words()[language]


def passage(finding: Finding, language: Language) -> str | None:
    """Return where the words stand in the source document, where that is known."""
    source = finding.location.source if finding.location else None
    return None if source is None else source.in_words()[language]


def provision_name(report: Report, iri: str, language: Language) -> str:
    """Return what people call a provision; for one that is not described, its short address."""
    known = report.provisions.get(iri)
    return iri.removeprefix(LAW) if known is None else known.label[language]


def provision_link(report: Report, iri: str, language: Language) -> str:
    """Return where to read a provision: its publisher's page if one is known, else its address."""
    known = report.provisions.get(iri)
    return iri if known is None or known.link is None else known.link[language]


def things(report: Report, language: Language) -> list[str]:
    """Return what was checked and how much of it, each kind of thing once."""
    kinds = (each for each in report.checked if each.count and not each.aspect)
    return [f"{each.name[language]} ({each.count})" for each in kinds]


def compared(report: Report, language: Language) -> str | None:
    """Return which documents the data were held to, None when there were none."""
    names = ", ".join(PurePath(document).name for document in report.documents)
    return f"{colon(COMPARED, language)}{names}." if names else None


def announcement(rule: Rule, language: Language) -> str | None:
    """Return that a rule becomes a violation, and when; None when nothing is announced."""
    if rule.announced is None:
        return None
    return _ANNOUNCED.format(day=rule.announced.isoformat())[language]


def by_rule(report: Report) -> Mapping[str, Sequence[Finding]]:
    """Return the findings that count by the code of their rule, both in the report's order."""
    if isinstance(report.findings, Findings):
        return report.findings.by_rule()
    grouped: dict[str, list[Finding]] = {}
    for finding in report.findings:
        grouped.setdefault(finding.rule, []).append(finding)
    return grouped


def excuse(waived: Waived, language: Language) -> str:
    """Return until when a finding is waived, why, and who so decided."""
    waiver = waived.waiver
    said = Text("jusqu’au {day} ({role}) : {reason}", "until {day} ({role}): {reason}")
    return said.format(
        day=waiver.expires.isoformat(), role=waiver.decided_by, reason=waiver.reason
    )[language]


def beside(report: Report, language: Language) -> list[str]:
    """Return the sentences about what does not count: known, since which revision."""
    said = []
    if report.known:
        said.append(_number(_KNOWN, len(report.known))[language] + ".")
    if report.since is not None:
        said.append(
            _number(_SINCE, report.since.entries)[language].replace(
                "{revision}", report.since.revision
            )
        )
    return said


def _number(forms: tuple[Text, Text], count: int) -> Text:
    one, many = (Text(*(t.replace("{n}", str(count)) for t in (f.fr, f.en))) for f in forms)
    return Text(one.fr if count < SEVERAL else many.fr, one.en if count == 1 else many.en)
