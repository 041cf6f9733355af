"""Markdown, fit for a comment on a pull request."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from greffe.validation.reports import write

if TYPE_CHECKING:
    from greffe.validation.report import Report

GITHUB_REFUSES = 65_536


def test_a_comment_begins_with_its_mark_title_and_figures(found: Report) -> None:
    """The mark lets a pipeline replace its own comment; the figures need no unfolding."""
    assert [
        "<!-- greffe -->",
        "## Vérification des registres",
        "**1 violation, 1 avertissement, 1 conseil**",
    ] == write(found, "markdown").split("\n\n")[:3]


def test_a_rule_is_folded_with_its_table_and_advice(found: Report) -> None:
    """The summary tells rule, severity and count; the table entry, finding and places."""
    expected = """\
<details>
<summary><b>S-COM-03</b> (violation, 1) Une communication désigne un destinataire.</summary>

| Inscription | Constat | Endroit |
|---|---|---|
| C5 — Organisme 5 | destinataire : Aucune valeur. | \
data/x/register.ttl:12:5<br>registre.txt, lignes 160-162 |

**Que faire :** Ajoutez-le.

Disposition : [qc/a-2.1/art/67.3](https://w3id.org/greffe/law/qc/a-2.1/art/67.3)

</details>
"""
    assert expected in write(found, "markdown")


def test_words_of_the_data_are_no_markup(found: Report) -> None:
    """Markup is escaped, a row stays one line, and nobody is called by “@”."""
    [row] = [line for line in write(found, "markdown").split("\n") if "Organisme 17" in line]
    assert r"50 % \<b\>\"a\"\</b\> \| \`b\` \*c\*".replace(r"\"", '"') in row
    assert "@\N{ZERO WIDTH SPACE}quelqu’un #\N{ZERO WIDTH SPACE}7" in row
    assert 4 == len(re.findall(r"(?<!\\)\|", row))


def test_what_does_not_count_is_folded_apart(settled: Report) -> None:
    """Waived, resolved and idle are lists with their count."""
    text = write(settled, "markdown", "en")
    for title in ("Waived", "Resolved since the baseline", "Waivers that excuse nothing"):
        assert f"<summary>{title} (1)</summary>" in text
    assert "- S-COM-08, C10\n" in text
    assert "Since origin/main: 3 entries or files concerned." in text


def test_a_rule_that_will_tighten_says_when(found: Report) -> None:
    """The announcement stands with the advice."""
    assert "Devient une violation le 2027-01-01." in write(found, "markdown")


def test_a_rule_with_many_findings_shows_fifty_of_them(crowded: Report) -> None:
    """The comment says how many more there are."""
    text = write(crowded, "markdown", "en")
    assert 51 == len([line for line in text.split("\n") if line.startswith("| C")])
    assert "(warning, 5000)" in text
    assert "And elsewhere likewise: 4950." in text


def test_a_comment_is_never_refused_for_its_length(crowded: Report) -> None:
    """A block that does not fit is left out whole, and the comment says so."""
    long = replace(crowded.findings[1], title="x" * 60_000)
    text = write(replace(crowded, findings=(crowded.findings[0], long)), "markdown", "en")
    assert len(text) < GITHUB_REFUSES
    assert text.endswith("The rest does not fit into a comment: see the full report.\n")
    assert 1 == text.count("<details>") == text.count("</details>")


@pytest.mark.parametrize("name", ["nothing_found", "found", "settled"])
def test_a_comment_that_fits_is_whole(request: pytest.FixtureRequest, name: str) -> None:
    """Nothing is said to be missing where nothing is."""
    report = request.getfixturevalue(name)
    text = write(report, "markdown")
    assert "ne tient pas" not in text
    assert all(f"<b>{each.rule}</b>" in text for each in report.findings)
