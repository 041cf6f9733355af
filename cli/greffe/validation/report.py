"""What a check found, and how it is written: for people, and as JSON for machines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from greffe.language import Text
from greffe.validation.findings import SEVERITIES, Finding, Severity, at_least

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.validation.rulebook import Rule

Format = Literal["human", "json"]

_COUNTS: Final[dict[Severity, tuple[Text, Text]]] = {
    "violation": (Text("violation", "violation"), Text("violations", "violations")),
    "warning": (Text("avertissement", "warning"), Text("avertissements", "warnings")),
    "info": (Text("conseil", "piece of advice"), Text("conseils", "pieces of advice")),
}
_REMEDY: Final = Text("Que faire : ", "What to do: ")
_PROVISION: Final = Text("Disposition : ", "Provision: ")
_CLEAN: Final = Text("Aucun constat.", "Nothing found.")
_CHECKED: Final = Text("Vérifié : ", "Checked: ")
_NO_PLACE: Final = Text("(endroit inconnu)", "(place unknown)")


@dataclass(frozen=True, slots=True)
class Checked:
    """How many things one shape looked at; ``name`` says in words what they are."""

    shape: str
    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one check.

    ``findings`` are in the order of severity, file and line; ``rules`` maps their codes to the
    rules; ``fail_on`` is the least severity that makes the check fail.
    """

    findings: tuple[Finding, ...]
    checked: tuple[Checked, ...]
    files: tuple[str, ...]
    rules: dict[str, Rule]
    fail_on: Severity = "violation"

    @property
    def failed(self) -> bool:
        """Whether a finding is as grave as ``fail_on`` or graver: the exit code is then 1."""
        return any(at_least(finding.severity, self.fail_on) for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def summary(self) -> dict[str, Any]:
        """Return the figures of the check, as ``--format json`` gives them."""
        return {
            "files": list(self.files),
            "checked": {each.shape: each.count for each in self.checked},
            **{f"{severity}s": self.count(severity) for severity in SEVERITIES},
            "fail_on": self.fail_on,
            "failed": self.failed,
        }


def write(report: Report, format: Format = "human", language: Language = "fr") -> str:  # noqa: A002
    """Return the report as text, ending with a newline; the same report gives the same text."""
    return as_json(report) if format == "json" else as_text(report, language)


def as_json(report: Report) -> str:
    """Return the report as JSON; both languages are in it."""
    content = {
        "summary": report.summary(),
        "findings": [finding.as_json() for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_text(report: Report, language: Language) -> str:
    """Return the report for people: by rule, each with its remedy once, then the figures."""
    blocks = ["\n".join(_rule_block(report, code, language)) for code in _codes(report)]
    return "\n\n".join([*blocks, "\n".join(_closing(report, language))]) + "\n"


def one_line(report: Report, language: Language) -> str:
    """Return the counts of findings in words (“2 violations, 1 avertissement”)."""
    said = []
    for severity, (singular, plural) in _COUNTS.items():
        if count := report.count(severity):
            said.append(f"{count} {(singular if count == 1 else plural)[language]}")
    return ", ".join(said) if said else _CLEAN[language]


def _codes(report: Report) -> list[str]:
    return list(dict.fromkeys(finding.rule for finding in report.findings))


def _rule_block(report: Report, code: str, language: Language) -> Iterator[str]:
    rule = report.rules[code]
    severity = _COUNTS[rule.severity][0][language].upper()
    yield f"{severity}  {code}  {rule.message[language]}"
    for finding in report.findings:
        if finding.rule == code:
            yield from _lines(finding, rule, language)
    if rule.remedy is not None:
        yield f"  {_REMEDY[language]}{rule.remedy[language]}"
    if rule.provision is not None:
        yield f"  {_PROVISION[language]}{rule.provision}"


def _lines(finding: Finding, rule: Rule, language: Language) -> Iterator[str]:
    who = " — ".join(part for part in (finding.number, finding.title or finding.entity) if part)
    detail = finding.detail[language]
    colon = " : " if language == "fr" else ": "
    yield f"  {who}"
    yield f"    {rule.name[language]}{colon}{detail}" if detail else f"    {rule.name[language]}"
    yield f"    {finding.location or _NO_PLACE[language]}"


def _closing(report: Report, language: Language) -> Iterator[str]:
    things = ", ".join(f"{each.name[language]} ({each.count})" for each in report.checked)
    yield f"{_CHECKED[language]}{things}."
    yield one_line(report, language)
