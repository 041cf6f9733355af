"""By situation: what the documents say of persons like the reader, and why it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from greffe.publication.site.pages.situating import situations
from greffe.publication.site.reading import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.publication.site.pagereading import Reading

    from greffe.publication.site.site import Site

GOLDEN = {
    "consultant": "F2",
    "demande-humanitaire": "C28 F11 F20",
    "demandeur-asile": "C22 C26 F21",
    "employeur": "C29 C32 F25 F27",
    "etudiant-etranger": "C17 C30 C31 C35 F23",
    "fournisseur": "F32",
    "francisation": "C37",
    "personnel": "C5 C6 C7 C8 C9 C10 C11 C12 C13 C14 C15 C16 F1 F6 F31 F32 F33 F38",
    "travailleur-temporaire": "C29 C32 C35 F24 F25",
}
"""The entries that speak of a situation, read in the register and the inventory."""


@pytest.mark.parametrize("key", GOLDEN)
def test_the_entries_of_a_situation(site: Site, key: str) -> None:
    """What a reader of both documents finds about persons in the situation."""
    found = situations(site)[f"https://w3id.org/greffe/concept/situation/{key}"]
    numbers = {each["entry"]: each["number"] for each in ask(site.store, "register-entries")}
    order = sorted((numbers[entry] for entry in found), key=lambda each: (each[0], int(each[1:])))
    assert GOLDEN[key].split() == order


def test_every_reason_is_true(site: Site) -> None:
    """A phrase that is given as the reason stands in the entry's own words, as they are printed."""
    words: dict[str, str] = {}
    for each in ask(site.store, "situations-words"):
        words[each["entry"]] = words.get(each["entry"], "") + "\n" + each["words"].lower()
    false = [
        (entry, phrase)
        for entries in situations(site).values()
        for entry, why in entries.items()
        for phrase in why.phrases
        if phrase.lower() not in words[entry].replace("’", "'")
    ]
    assert false == []


def test_no_entry_is_shown_without_a_reason(site: Site) -> None:
    """Each entry of each situation has a concept in common with it, or a phrase."""
    assert all(
        why.shared or why.phrases
        for entries in situations(site).values()
        for why in entries.values()
    )


def test_every_entry_about_clients_or_staff_is_in_some_situation(site: Site) -> None:
    """The communications that no situation shows are those about nobody in particular."""
    shown = {entry for entries in situations(site).values() for entry in entries}
    numbers = {
        each["number"] for each in ask(site.store, "register-entries") if each["entry"] not in shown
    }
    assert {"C3", "C4"} == {each for each in numbers if each.startswith("C")}


def test_a_situation_says_who_what_why_and_on_what_ground(
    site: Site, filled: Callable[..., dict[str, Any]]
) -> None:
    """C30, for the foreign student: IRCC, for the study permit, under section 67."""
    cards = {
        each["iri"]: each for each in filled("situations/etudiant-etranger/")["communications"]
    }
    card = cards["https://w3id.org/greffe/id/mifi/communication/30"]

    def names(things: list[str]) -> list[str]:
        return [site.label(each, "fr") for each in things]

    assert ["Immigration, Réfugiés et Citoyenneté Canada"] == names(card["recipients"])
    assert ["CAQ pour études"] == names(card["purposes"])
    assert "art. 67 — Loi sur l’accès" in names(card["law"])
    assert {"prénom", "nom de famille", "date de naissance", "sexe"} <= set(names(card["types"]))


@pytest.mark.parametrize(
    ("language", "sections"),
    [
        ("fr", ["art. 83", "art. 89", "art. 94", "art. 98", "art. 135"]),
        ("en", ["s. 83", "s. 89", "s. 94", "s. 98", "s. 135"]),
    ],
)
def test_rights_name_their_sections(
    page: Callable[..., Reading], language: str, sections: list[str]
) -> None:
    """Access, rectification, how to ask, when the answer is due, and review."""
    words = [said for _, said in page("situations/etudiant-etranger/", language).words]
    assert sections == [each for each in words if each in sections]


def test_the_address_is_in_the_language_of_the_page(plan: dict[str, Any]) -> None:
    """The foreign student's page is at an English address in English."""
    assert "en/situations/foreign-student/" == plan["situations/etudiant-etranger/"].address.en


def test_the_list_counts_what_each_page_shows(filled: Callable[..., dict[str, Any]]) -> None:
    """The list of situations says how many entries each has."""
    (group,) = filled("situations/")["groups"]
    notes = {item.address: item.note for item in group.items}
    assert notes["situations/etudiant-etranger/"].endswith(
        "(4\u00a0communications, 1\u00a0fichier)"
    )
