"""SARIF 2.1.0 (OASIS Standard, 27 March 2020): what code scanning platforms read.

Each rule is in the tool's description once, in both languages; the results speak the language of
the report and keep both in their properties.  A waived finding is a suppressed result (section
3.27.23), a finding that a baseline knows is ``unchanged`` (section 3.27.24).
"""

from __future__ import annotations

import json
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from greffe import __version__
from greffe.language import Text
from greffe.namespaces import ROOT
from greffe.validation.report import tally
from greffe.validation.reports.words import excuse, passage, told, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.validation.findings import Finding, Severity
    from greffe.validation.report import Report
    from greffe.validation.rulebook import Rule

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LONGEST: Final = 5000
"""Most results in one report: GitHub shows no more, the gravest first."""

LEVELS: Final[dict[Severity, str]] = {"violation": "error", "warning": "warning", "info": "note"}
_FAMILIES: Final = {"R": "law", "S": "structure", "Q": "quality"}
_SOURCE_ROOT: Final = "%SRCROOT%"
_LANGUAGES: Final = {"fr": "fr-CA", "en": "en-CA"}
_TRUNCATED: Final = Text(
    "Constats absents de ce rapport : {left} (il en compte au plus {longest}, les plus graves).",
    "Findings that are not in this report: {left} (it holds at most {longest}, the gravest).",
)

Json = dict[str, Any]


def render(report: Report, language: Language) -> Iterator[str]:
    """Yield the report as one SARIF log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, language)]}
    yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report, language: Language) -> Json:
    told = {rule for each in (report.findings, report.known) for rule, _ in tally(each)}
    codes = sorted(told | {each.finding.rule for each in report.waived})
    driver = {
        "name": "Greffe",
        "version": __version__,
        "informationUri": f"{ROOT}ontology",
        "language": _LANGUAGES[language],
        "rules": [_rule(report.rules[code], language) for code in codes],
    }
    return {
        "tool": {"driver": driver},
        "language": _LANGUAGES[language],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _SOURCE_ROOT: {"description": {"text": "The folder that the check ran in."}}
        },
        "invocations": [_invocation(report, language)],
        "results": list(islice(_results(report, codes, language), LONGEST)),
    }


def _invocation(report: Report, language: Language) -> Json:
    invocation: Json = {"executionSuccessful": True, "exitCode": int(report.failed)}
    left = report.total - LONGEST
    if left > 0:
        said = _TRUNCATED.format(left=left, longest=LONGEST)[language]
        invocation["toolExecutionNotifications"] = [{"level": "note", "message": {"text": said}}]
    return invocation


def _rule(rule: Rule, language: Language) -> Json:
    remedy = rule.remedy
    description: Json = {
        "id": rule.code,
        "shortDescription": {"text": rule.message[language]},
        "fullDescription": {"text": rule.message[language]},
        "help": {"text": remedy[language] if remedy else rule.message[language]},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [_FAMILIES.get(rule.code[0], "quality")],
            "message": rule.message.as_json(),
            "remedy": remedy and remedy.as_json(),
        },
    }
    if rule.provision is not None:
        description["helpUri"] = rule.provision
    if rule.tightens_on is not None:
        description["properties"]["tightensOn"] = rule.tightens_on.isoformat()
    return description


def _results(report: Report, codes: list[str], language: Language) -> Iterator[Json]:
    index = {code: position for position, code in enumerate(codes)}
    for finding in report.findings:
        result = _result(report, finding, index[finding.rule], language)
        yield {**result, "baselineState": "new"} if report.baseline else result
    for waived in report.waived:
        result = _result(report, waived.finding, index[waived.finding.rule], language)
        why = {
            "kind": "external",
            "status": "accepted",
            "justification": excuse(waived, language),
        }
        yield {**result, "suppressions": [why]}
    for finding in report.known:
        result = _result(report, finding, index[finding.rule], language)
        yield {**result, "baselineState": "unchanged"}


def _result(report: Report, finding: Finding, index: int, language: Language) -> Json:
    said = [who(finding), told(report, finding, language), passage(finding, language)]
    place = finding.location
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join(part for part in said if part)},
        "locations": [_location(report, finding)],
        "partialFingerprints": {
            "greffe/v1": finding.fingerprint,
            # The only one that GitHub reads; without it, GitHub makes one of the line's content.
            "primaryLocationLineHash": finding.fingerprint,
        },
        "properties": {
            "entity": finding.entity,
            "number": finding.number,
            "field": finding.field,
            "value": finding.value,
            "message": finding.message.as_json(),
            "source": place.source.as_json() if place and place.source else None,
        },
    }


def _location(report: Report, finding: Finding) -> Json:
    place = finding.location
    physical: Json = {
        "artifactLocation": _artifact(place.file if place else next(iter(report.files), "."))
    }
    if place is not None and place.line is not None:
        physical["region"] = {"startLine": place.line}
        if place.column is not None:
            physical["region"]["startColumn"] = place.column
    logical = {"name": finding.number or finding.entity, "fullyQualifiedName": finding.entity}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _artifact(file: str) -> Json:
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": _SOURCE_ROOT}
