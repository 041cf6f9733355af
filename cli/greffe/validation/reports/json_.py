"""The report as JSON, the contract for programs; both languages are in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greffe.language import Language
    from greffe.validation.report import Report


def render(report: Report, language: Language = "fr") -> str:  # noqa: ARG001 - both are in it
    """Return the report as JSON, ending with a newline; the same in every language."""
    content = {
        "summary": report.summary(),
        "findings": [finding.as_json() for finding in report.findings],
        "waived": [
            {**waived.finding.as_json(), "waiver": waived.waiver.as_json()}
            for waived in report.waived
        ],
        "known": [finding.fingerprint for finding in report.known],
        "resolved": [accepted.as_json() for accepted in report.resolved],
        "idle_waivers": [waiver.as_json() for waiver in report.idle],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
