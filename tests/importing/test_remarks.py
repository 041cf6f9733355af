"""How often, by what means and since when: what the cells of an entry tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.importing.agreements import find_agreements, governs
from greffe.importing.dates import When
from greffe.importing.recipients import read_recipients
from greffe.importing.remarks import Phrases, Since, Told, read_remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.importing.agreements import KnownAgreements
    from greffe.importing.recipients import Directory
    from greffe.importing.remarks import Remarks

CONCEPT = "https://w3id.org/greffe/concept/"
MIFI = "https://w3id.org/greffe/org/mifi"
PLAIN = str.maketrans({",": None, "’": "'"})


def flat(entry: str, remarks: Remarks) -> Iterator[tuple[str, ...]]:
    """Yield what was told as the golden file lists it (punctuation of phrases aside)."""
    for kind, told in (("frequency", remarks.frequencies), ("channel", remarks.channels)):
        for each in told:
            key = each.concept.removeprefix(f"{CONCEPT}{kind}/")
            yield (entry, each.field, kind, key, each.phrase.translate(PLAIN))
    for since in remarks.since:
        phrase = since.phrase.translate(PLAIN)
        yield (entry, since.field, "since", since.when.lexical, phrase)


def no_agreement(_sentence: str) -> bool | None:
    """Find no agreement in a sentence."""
    return None


def told(text: str, phrases: Phrases) -> Remarks:
    """Read a remark."""
    return read_remarks({"remarkText": text}, phrases, no_agreement)


def test_every_entry_tells_what_a_reader_finds(
    communications: dict[str, dict[str, str]],
    phrases: Phrases,
    directory: Directory,
    known: KnownAgreements,
    golden: Callable[[str], list[dict[str, str]]],
) -> None:
    """The cells of the 37 communications tell exactly the facts read by eye."""
    expected = {tuple(row.values()) for row in golden("remarks")}
    actual: list[tuple[str, ...]] = []
    for entry, cells in communications.items():
        recipients = [each.iri for each in read_recipients(cells["recipientText"], directory)]

        def governed(sentence: str, receivers: list[str] = recipients) -> bool | None:
            named = find_agreements(sentence, directory, known)
            return any(governs(each, receivers, MIFI) for each in named) if named else None

        actual += flat(entry, read_remarks(cells, phrases, governed))
    assert sorted(expected) == sorted(actual)


@pytest.mark.parametrize(
    "text",
    [
        "Depuis sa création en 1975, SAGIP a le mandat de produire la paie.",
        "Depuis toujours.",
        "Communication en date du 1er août 1996",
        "Communication faite avant le 26 janvier 2021",
        "Communication faite depuis le 31 février 2013",
    ],
)
def test_only_a_date_right_after_depuis_is_a_beginning(text: str, phrases: Phrases) -> None:
    """A date told otherwise, or no date at all, begins nothing."""
    assert () == told(text, phrases).since


def test_a_beginning_keeps_its_words_and_its_precision(phrases: Phrases) -> None:
    """Year, day and words are kept as the remark gives them, each date once."""
    text = "Échanges depuis 1995; envoi depuis le 1er décembre 2009 et communiqué depuis 1995."
    expected = (
        Since(When("1995", "gYear"), "remarkText", "depuis 1995"),
        Since(When("2009-12-01", "date"), "remarkText", "depuis le 1er décembre 2009"),
    )
    assert expected == told(text, phrases).since


@pytest.mark.parametrize(
    "text",
    [
        "Le MIFI réalise, depuis 1995, des jumelages. Les échanges sont mensuels.",
        "La copie papier n'est plus exigée depuis le 29 août 2012.\n\nL'envoi est quotidien.",
    ],
)
def test_a_date_of_something_else_does_not_date_the_communication(
    text: str, phrases: Phrases
) -> None:
    """A sentence that does not speak of the communication tells nothing of when it began."""
    assert () == told(text, phrases).since


@pytest.mark.parametrize(("governing", "dates"), [(True, ["2009-12-01"]), (False, [])])
def test_the_date_of_an_agreement_counts_where_it_governs(
    phrases: Phrases, *, governing: bool, dates: list[str]
) -> None:
    """An arrangement with somebody else, even one on communications, does not date this one."""
    cells = {"remarkText": "La communication suit depuis le 1er décembre 2009 une entente."}
    since = read_remarks(cells, phrases, lambda _sentence: governing).since
    assert dates == [each.when.lexical for each in since]


@pytest.mark.parametrize(
    "text",
    [
        "La communication des adresses courriel aux personnes",
        "fixe le taux (et l'ajuste au besoin)",
        "le système de paie variable",
        "rémunération par semaine assurable",
        "la lettre d'acceptation délivrée électroniquement par le MIFI",
        "une carte annuelle",
    ],
)
def test_the_name_of_a_concept_alone_tells_nothing(text: str, phrases: Phrases) -> None:
    """Words that are only the label of a frequency or channel speak of other things too."""
    remarks = told(text, phrases)
    assert ((), ()) == (remarks.frequencies, remarks.channels)


def test_a_concept_told_in_two_cells_counts_once_where_first_told(phrases: Phrases) -> None:
    """The first cell that tells a frequency is where it is quoted from."""
    cells = {"reasonText": "transmise Chaque  semaine", "remarkText": "chaque semaine"}
    expected = (Told(f"{CONCEPT}frequency/weekly", "reasonText", "Chaque  semaine"),)
    assert expected == read_remarks(cells, phrases, no_agreement).frequencies


def test_a_remark_may_tell_several_frequencies(phrases: Phrases) -> None:
    """Two rhythms for two destinations are two frequencies."""
    text = "envoyée tous les jours à Paris et deux fois par semaine aux autres"
    keys = [each.concept.rpartition("/")[2] for each in told(text, phrases).frequencies]
    assert ["daily", "twice-weekly"] == keys


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Chaque jour", "daily"),
        ("une fois par jour", "daily"),
        ("Transmission faite toutes les semaines", "weekly"),
        ("une fois la semaine", "weekly"),
        ("Aux deux semaines", "biweekly"),
        ("envoyé tous les 15 jours", "biweekly"),
        ("chaque mois", "monthly"),
        ("à tous les mois", "monthly"),
        ("une fois par mois", "monthly"),
        ("Communiqué mensuellement", "monthly"),
        ("aux trois mois", "quarterly"),
        ("à chaque trimestre", "quarterly"),
        ("à tous les 3 mois", "quarterly"),
        ("aux six mois", "twice-yearly"),
        ("deux fois par année", "twice-yearly"),
        ("chaque année", "annual"),
        ("une fois l'an", "annual"),
        ("Le fichier est envoyé annuellement.", "annual"),
    ],
)
def test_plain_words_tell_how_often(words: str, key: str, phrases: Phrases) -> None:
    """The ways in which an office says how often it sends something each mean one frequency."""
    assert [key] == [each.concept.rpartition("/")[2] for each in told(words, phrases).frequencies]


@pytest.mark.parametrize(
    "words",
    [
        "Ententes renouvelables le 1er avril de chaque année.",
        "Un dossier est ouvert pour chaque année d'imposition.",
        "aide pour les gestes de tous les jours",
        "tous les deux ans",
        "une seule fois",
        "deux fois par mois",
    ],
)
def test_a_date_or_another_rhythm_tells_none_of_these(words: str, phrases: Phrases) -> None:
    """A day of every year is no rhythm, and a rhythm that the list has not is none of its own."""
    assert () == told(words, phrases).frequencies


def test_the_rhythm_of_the_data_is_not_that_of_the_exchange(phrases: Phrases) -> None:
    """Hours worked every week may be sent once a year: the cell of the data tells no frequency."""
    cells = {
        "dataTypeText": "heures travaillées chaque semaine",
        "remarkText": "transmis une fois par année",
    }
    keys = [
        each.concept.rpartition("/")[2]
        for each in read_remarks(cells, phrases, no_agreement).frequencies
    ]
    assert ["annual"] == keys
