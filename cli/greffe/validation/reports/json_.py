"""The report as JSON, the contract for programs; both languages are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.validation.reports.layout import keyed, laid_out, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.validation.report import Report

_INSIDE: Final = "\n  "


def render(report: Report, language: Language = "fr") -> Iterator[str]:  # noqa: ARG001 - both are in it
    """Yield the report as JSON, ending with a newline; the same in every language."""
    members = {
        "findings": (finding.as_json() for finding in report.findings),
        "waived": (
            {**waived.finding.as_json(), "waiver": waived.waiver.as_json()}
            for waived in report.waived
        ),
        "known": (finding.fingerprint for finding in report.known),
        "resolved": (accepted.as_json() for accepted in report.resolved),
        "idle_waivers": (waiver.as_json() for waiver in report.idle),
    }
    lists = {name: listed(values, _INSIDE) for name, values in members.items()}
    yield from keyed({"summary": (laid_out(report.summary(), _INSIDE),), **lists})
    yield "\n"
