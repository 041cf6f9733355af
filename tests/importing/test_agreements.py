"""Agreements: cited by title in the legal basis, named in passing in the remarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.told import told

from greffe.errors import InputError
from greffe.importing.agreements import (
    SLUG_LENGTH,
    AgreementFacts,
    KnownAgreements,
    find_agreements,
    governs,
    merge,
    read_agreements,
    slug_of,
)
from greffe.importing.dates import When
from greffe.importing.recipients import read_recipients

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.importing.recipients import Directory

ORG = "https://w3id.org/greffe/org/"
MIFI = f"{ORG}mifi"


@pytest.fixture(scope="module")
def cited(golden: Callable[[str], list[dict[str, str]]]) -> dict[str, list[str]]:
    """Give the agreements that each legal-basis cell cites, cut by eye: entry to texts."""
    texts: dict[str, list[str]] = {}
    for row in golden("citations"):
        if row["kind"] == "agreement":
            texts.setdefault(f"C{row['entry']}", []).append(row["text"])
    return texts


def facts(title: str, *parties: str, slug: str = "slug") -> AgreementFacts:
    """Return an undated agreement."""
    return AgreementFacts(title, slug, None, None, parties)


def lexical(when: When | None) -> str:
    """Return a date as the golden file writes it."""
    return when.lexical if when else ""


@dataclass(frozen=True)
class Reader:
    """Reads entries as the importer does, and lists them as the golden file does."""

    directory: Directory
    known: KnownAgreements

    def rows(
        self, entry: str, cells: dict[str, str], citations: list[str]
    ) -> Iterator[dict[str, str]]:
        """Yield the agreements of one entry: those cited, then those named in the remark."""
        recipients = [each.iri for each in read_recipients(cells["recipientText"], self.directory)]
        for each in read_agreements(citations, self.directory, self.known):
            yield self.row(entry, "legalBasisText", each, under=True)
        for each in find_agreements(cells["remarkText"], self.directory, self.known):
            yield self.row(entry, "remarkText", each, under=governs(each, recipients, MIFI))

    def row(self, entry: str, field: str, each: AgreementFacts, *, under: bool) -> dict[str, str]:
        """Return one line of the golden file."""
        return {
            "entry": entry,
            "field": field,
            "title": each.title,
            "signed": lexical(each.signed),
            "amended": lexical(each.amended),
            "renewal": each.renewal or "",
            "parties": " ".join(sorted(party.removeprefix(ORG) for party in each.parties)),
            "governs": "yes" if under else "no",
        }


def test_every_entry_gives_the_agreements_a_reader_finds(
    communications: dict[str, dict[str, str]],
    cited: dict[str, list[str]],
    directory: Directory,
    known: KnownAgreements,
    golden: Callable[[str], list[dict[str, str]]],
) -> None:
    """Titles, dates, amendments and parties of the register's agreements are those read by eye."""
    reader = Reader(directory, known)
    actual = [
        row
        for entry, cells in communications.items()
        for row in reader.rows(entry, cells, cited.get(entry, []))
    ]
    assert golden("agreements") == actual


def test_all_agreements_of_the_register_have_identifiers_of_their_own(
    cited: dict[str, list[str]], directory: Directory, known: KnownAgreements
) -> None:
    """Thirteen agreements are cited: thirteen identifiers, short enough to read."""
    read = [each for texts in cited.values() for each in read_agreements(texts, directory, known)]
    slugs = [each.slug for each in merge(read)]
    assert 13 == len(slugs)
    assert [] == [slug for slug in slugs if len(slug) > SLUG_LENGTH + len("-2000")]


def test_a_letter_of_amendment_amends_the_agreement_before_it(
    directory: Directory, known: KnownAgreements
) -> None:
    """It is no agreement of its own, and its year is when the other was amended."""
    (agreement,) = read_agreements(
        ["Entente de prêt (juin 2000)", "Lettre de modification (2021)"], directory, known
    )
    assert When("2000-06", "gYearMonth") == agreement.signed
    assert When("2021", "gYear") == agreement.amended


def test_a_letter_of_amendment_alone_stays_visible(
    directory: Directory, known: KnownAgreements
) -> None:
    """With nothing before it to amend, it is kept as it is printed."""
    (letter,) = read_agreements(["Lettre de modification (2021)"], directory, known)
    assert "Lettre de modification (2021)" == letter.title


@pytest.mark.parametrize(
    ("title", "signed"),
    [
        ("Entente (2012)", When("2012", "gYear")),
        ("Entente ( juin 2000 )", When("2000-06", "gYearMonth")),
        ("Modalités signées le 18 décembre 2013", When("2013-12-18", "date")),
        ("Entente signée en mars 2013", When("2013-03", "gYearMonth")),
        ("Contrat signé entre les parties", None),
        ("Règlement (DORS/2002-227)", None),
        ("Plan 2019 de services", None),
    ],
)
def test_an_agreement_is_dated_in_parentheses_or_where_it_is_said_signed(
    title: str, signed: When | None, directory: Directory, known: KnownAgreements
) -> None:
    """Any other number or year in a title is no signature."""
    (agreement,) = read_agreements([title], directory, known)
    assert signed == agreement.signed


def test_the_ministry_party_to_an_agreement_is_the_body_itself(
    directory: Directory, known: KnownAgreements
) -> None:
    """« le Ministère » alone names the MIFI; « le ministère de … » does not."""
    (own,) = read_agreements(["Entente entre le Ministère et la RAMQ"], directory, known)
    (after,) = read_agreements(["Entente entre la RAMQ et le Ministère (2012)"], directory, known)
    (other,) = read_agreements(["Entente avec le ministère des Finances"], directory, known)
    assert (MIFI, f"{ORG}ramq") == own.parties == after.parties
    assert (f"{ORG}finances-quebec",) == other.parties


def test_two_ways_to_name_a_declared_agreement_are_one_agreement(
    directory: Directory, known: KnownAgreements
) -> None:
    """The full name of the ministry or its acronym: the same title, once."""
    text = (
        "en vertu d’une entente de service signée par le MIFI et le ministère de la Cybersécurité "
        "et du Numérique (MCN). Voir l'entente de service signée par le MIFI et le MCN."
    )
    (agreement,) = find_agreements(text, directory, known)
    assert "entente de service signée par le MIFI et le MCN" == agreement.title
    assert "service-remuneration" == agreement.slug


def test_an_agreement_nobody_declared_is_not_found_in_running_text(
    directory: Directory, known: KnownAgreements
) -> None:
    """Prose that speaks of agreements in general gives none."""
    text = "Les ententes du Ministère et un contrat de service ont été signés en 2012."
    assert () == find_agreements(text, directory, known)


@pytest.mark.parametrize(
    ("words", "renewal"),
    [
        (" sont renouvelables le 1er avril de chaque année.", "--04-01"),
        (" est renouvelable le 29 février de chaque année.", "--02-29"),
        (" sont renouvelables le 31 avril de chaque année.", None),
        (" sont renouvelables le 1er avril.", None),
        (" sont renouvelées ; les ententes sont renouvelables le 1er avril de chaque année.", None),
        (".", None),
    ],
)
def test_a_renewal_is_a_day_of_every_year_said_right_after_the_name(
    words: str, renewal: str | None, directory: Directory, known: KnownAgreements
) -> None:
    """A day that no year has, a single year, or another subject's renewal is none."""
    text = f"Toutes les ententes avec les fournisseurs{words}"
    (agreement,) = find_agreements(text, directory, known)
    assert renewal == agreement.renewal


@pytest.mark.parametrize(
    ("parties", "recipients", "expected"),
    [
        ((MIFI, f"{ORG}mcn"), [f"{ORG}mcn"], True),
        ((MIFI, f"{ORG}mcn"), [f"{ORG}cnesst"], False),
        ((MIFI,), [f"{ORG}cnesst"], True),
        ((), [f"{ORG}ramq"], True),
    ],
)
def test_an_agreement_with_somebody_else_is_not_the_ground(
    parties: tuple[str, ...], recipients: list[str], expected: bool
) -> None:
    """An agreement named in passing governs unless it binds the body to others only."""
    assert expected == governs(facts("Entente", *parties), recipients, MIFI)


def test_one_agreement_cited_twice_is_one_node() -> None:
    """Titles that differ by case, space or apostrophe are the same; what one says completes."""
    first = facts("Entente de l'Agence")
    later = AgreementFacts("entente  de l’agence", "slug", None, When("2021", "gYear"), ())
    (merged,) = merge([first, later])
    assert "Entente de l'Agence" == merged.title
    assert When("2021", "gYear") == merged.amended


def test_two_agreements_must_not_share_an_identifier() -> None:
    """The error quotes both titles in both languages and says where to declare one."""
    with pytest.raises(InputError) as raised:
        merge([facts("Entente A", slug="entente"), facts("Entente B", slug="entente")])
    for language in ("fr", "en"):
        said = told(raised.value, language)
        assert all(part in said for part in ("Entente A", "Entente B", "greffe:Agreement"))


@pytest.mark.parametrize(
    ("title", "signed", "expected"),
    [
        ("Ententes PASI", None, "ententes-pasi"),
        (
            "Entente de l’Agence et du Bureau (2012)",
            When("2012", "gYear"),
            "entente-agence-bureau-2012",
        ),
        ("Échanges d'œuvres (juin 2000)", When("2000-06", "gYearMonth"), "echanges-oeuvres-2000"),
    ],
)
def test_an_identifier_has_the_telling_words_and_the_year(
    title: str, signed: When | None, expected: str
) -> None:
    """Small words, accents and dates in parentheses go; the year signed ends it."""
    assert expected == slug_of(title, signed)


@given(st.text(alphabet="abcéèœ’' -()2", max_size=200))
def test_an_identifier_is_always_short_and_plain(title: str) -> None:
    """Whatever the title, the identifier is lower-case ASCII words joined by hyphens."""
    slug = slug_of(title)
    assert len(slug) <= SLUG_LENGTH
    assert all(part.isascii() and part.isalnum() for part in slug.split("-") if slug)
