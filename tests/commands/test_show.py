"""The fact sheet of one thing, found by the name that people use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from greffe.language import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Greffe = Callable[..., Outcome]


def paragraphs(text: str) -> dict[str, str]:
    """Return what a sheet says under each heading, on one line."""
    found = {}
    for block in text.split("\n\n"):
        heading, *lines = block.splitlines()
        if heading and not heading.startswith(" "):
            found[heading] = " ".join(line.strip() for line in lines)
    return found


def test_a_communication_is_shown_with_the_words_of_its_cells(greffe: Greffe) -> None:
    """C5 is as the document prints it: the words, and beside them what they mean."""
    outcome = greffe("show", "C5")
    said = paragraphs(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[:3] == [
        "C5 – Commission des normes, de l'équité, de la santé et de la sécurité du travail",
        "https://w3id.org/greffe/id/mifi/communication/5",
        "",
    ]
    assert said["personne ou organisme receveur (texte)"] == (
        "Commission des normes, de l'équité, de la santé et de la sécurité du travail (CNESST)"
    )
    assert said["destinataire"].endswith("[cnesst]")
    assert said["à l’extérieur du Québec"] == "Non"
    assert "numéro d’assurance sociale  [data-type/sin]" in said["type de renseignement"]


def test_a_file_is_called_by_its_number_and_title(greffe: Greffe) -> None:
    """The twenty-eighth file is the international job placement service."""
    first, iri, *_ = greffe("show", "f28").out.splitlines()
    assert first == "F28 – Placement en ligne international (PELI)"
    assert iri == "https://w3id.org/greffe/id/mifi/file/28"


def test_an_organisation_is_shown_with_those_who_mention_it(greffe: Greffe) -> None:
    """Retraite Québec receives C9 and nothing else, and is a party to its agreement."""
    out = greffe("show", "retraite-quebec").out
    below = out.partition("\nMentionné par\n")[2]
    assert "C9 – Retraite Québec  [mifi/communication/9]" in below
    assert "Entente administrative entre Retraite Québec et le MIFI" in " ".join(below.split())
    assert below.count("[mifi/communication/") == 1


@pytest.mark.parametrize(
    "what",
    [["67.2.1"], ["qc/a-2.1/art/67.2.1"], ["https://w3id.org/greffe/law/qc/a-2.1/art/67.2.1"]],
)
def test_a_provision_is_shown_by_its_number(what: list[str], greffe: Greffe) -> None:
    """Section, short name and IRI lead to the same sheet, which names the entries that cite it."""
    out = greffe("show", *what).out
    assert out.splitlines()[1] == "https://w3id.org/greffe/law/qc/a-2.1/art/67.2.1"
    assert "C1 – Statistique Canada  [mifi/communication/1]" in out


def test_words_need_no_quotes(greffe: Greffe) -> None:
    """Several words are one name."""
    assert greffe("show", "statistique", "canada") == greffe("show", "statistique canada")


def test_words_are_filled_and_never_cut(greffe: Greffe) -> None:
    """Below the name, lines stay readable, and joining them gives the cell again."""
    _, out = greffe("show", "C19").out.split("\n", 1)
    assert max(map(len, out.splitlines())) <= 4 + 88 + len("  [mifi/communication/19/citation/2]")
    assert "14. " in out
    assert "Travelodge" in " ".join(out.split())


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ("numéro", "fait partie de", "Non")), ("en", ("number", "part of", "No"))],
)
def test_a_sheet_speaks_the_language_asked(
    language: Language, words: tuple[str, ...], greffe: Greffe
) -> None:
    """Headings, labels and yes or no are in the language; the document's words stay French."""
    lines = [line.strip() for line in greffe("--lang", language, "show", "C5").out.splitlines()]
    assert [word for word in words if word not in lines] == []
    assert any(line.startswith("Commission des normes") for line in lines)


def test_a_concept_has_no_words_of_the_other_language(greffe: Greffe) -> None:
    """A reader of French is not shown the English definition, and a reader of English is."""
    sheets = {name: greffe("--lang", name, "show", "data-type/sin").out for name in LANGUAGES}
    assert "social insurance number" not in sheets["fr"].lower()
    assert "social insurance number" in sheets["en"].lower()


def test_a_name_of_several_things_gives_the_choice(greffe: Greffe, sample_dir: Path) -> None:
    """Nothing is chosen for the person: what can be typed next stands on each line."""
    arguments = ("--workspace", sample_dir, "show", "le Ministère")
    outcome = greffe(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "Erreur : « le Ministère » : 2 choses correspondent à ces mots.",
        "  Choisissez parmi :",
        "    mess  Ministère de l’Emploi et de la Solidarité sociale",
        "    mtq  Ministère des Transports",
    ]
    chosen = outcome.err.splitlines()[2].split()[0]
    assert greffe(*arguments[:-1], chosen).out.splitlines()[1].endswith("/org/mess")
    assert "2 things match." in greffe("--lang", "en", *arguments).err


@pytest.mark.parametrize("what", ["xyzzy", "<x:y>", 'a"b\\c', "{ ?s ?p ?o }"])
def test_what_nothing_is_called_exits_2(what: str, greffe: Greffe) -> None:
    """The name is repeated, and what could be typed is said; the same in English."""
    french, english = greffe("show", what), greffe("--lang", "en", "show", what)
    assert (french.code, french.out, english.code, english.out) == (2, "", 2, "")
    assert french.err.startswith(f"Erreur : rien ne s’appelle « {what} ».\n  ")
    assert english.err.startswith(f"Error: nothing is called '{what}'.\n  ")


@pytest.mark.parametrize("what", ["C0", "C99", "F0"])
def test_a_number_that_no_entry_has_exits_2(what: str, greffe: Greffe) -> None:
    """Numbers are refused as numbers."""
    outcome = greffe("show", what)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"Erreur : aucune entrée n’a le numéro {what}.\n  ")


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("A-2.1", "qc/a-2.1"),
        ("article 68", "qc/a-2.1/art/68"),
        ("art. 59", "qc/a-2.1/art/59"),
        ("RLRQ, c. A-2.1, art. 59, al. 2, par. 3", "qc/a-2.1/art/59/al/2/par/3"),
        ("203(4)", "ca/dors-2002-227/art/203/par/4"),
    ],
)
def test_the_law_is_shown_by_its_usual_names(what: str, name: str, greffe: Greffe) -> None:
    """A chapter, a section, a paragraph are typed as they are cited."""
    assert greffe("show", what).out.splitlines()[1] == f"https://w3id.org/greffe/law/{name}"


def test_accents_may_be_left_out(greffe: Greffe) -> None:
    """The category and the file are found by words without accents."""
    assert greffe("show", "sante et services sociaux").out.startswith("Santé et services sociaux\n")
    assert greffe("show", "etrangers en situation de detresse").out.startswith("F11 – ")


def below(outcome: Outcome) -> dict[str, str]:
    """Return what is under each heading of those who mention the thing."""
    return paragraphs(outcome.out.partition("\nMentionné par\n\n")[2])


def test_links_are_read_from_the_side_of_the_thing(greffe: Greffe) -> None:
    """MESS replaces MTESS, section 68 comprises its paragraphs and founds C22 and C32."""
    assert "[mtess]" in paragraphs(greffe("show", "mess").out)["remplace"]
    section = below(greffe("show", "68"))
    assert "[qc/a-2.1/art/68/al/1]" in section["comprend"]
    assert section["fondement de"] == (
        "C22 – Ministère de l'Emploi et de la Solidarité sociale  [mifi/communication/22] "
        "C32 – Commission des normes, de l'équité, de la santé et de la sécurité du travail "
        "[mifi/communication/32]"
    )


@pytest.mark.parametrize("what", ["mess", "67", "qc/a-2.1", "mifi/register", "F3", "data-category"])
def test_no_heading_or_kind_is_a_raw_name(what: str, greffe: Greffe) -> None:
    """People read words; short names stand only in brackets."""
    lines = greffe("show", what).out.splitlines()[2:]
    raw = [each for each in lines if re.fullmatch(r"\s*[a-z]+:[A-Za-z]\S*", each)]
    assert raw == []


def test_a_title_is_said_once(greffe: Greffe) -> None:
    """The words of the cell are its title: they are not repeated."""
    said = paragraphs(greffe("show", "F3").out)
    assert said["désignation du fichier (texte)"] == "Évaluation comparative d'études hors Québec"
    assert "titre" not in said
    assert "description" not in said


def test_near_names_are_proposed(greffe: Greffe) -> None:
    """A slip is answered with the names it may stand for."""
    assert "« Statistique Canada »" in greffe("show", "Statistiqe Canda").err


def test_a_real_server_shows_the_same_sheet(greffe: Greffe, endpoint: str) -> None:
    """Over the wire, the sheet is the same to the letter."""
    for what in ("C5", "mess", "67", "statistique canada"):
        local = greffe("show", what)
        assert local.code == 0
        assert greffe("show", what, "--endpoint", endpoint) == local
