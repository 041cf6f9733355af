"""Things are found by the names people use, and a fact sheet says all that is known of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.memory import in_memory

from greffe.errors import UnknownName
from greffe.facts import (
    FactSheet,
    Statement,
    fact_sheet,
    find,
    heading,
    inverse_heading,
    names_of,
    thing_name,
)
from greffe.facts.wording import BORROWED, INVERSE, THINGS
from greffe.language import LANGUAGES
from greffe.namespaces import DCTERMS, ELI, GREFFE, RDF, ROOT
from greffe.results.grid import short_name
from greffe.terms import Iri, Literal, text
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.store import Store

BASE: Final = f"{ROOT}id/exemple/"
FIRST: Final = f"{BASE}communication/1"
RAMQ: Final = f"{ROOT}org/ramq"
HEALTH: Final = f"{ROOT}concept/data-category/sante"
SECTION: Final = f"{ROOT}law/qc/a-2.1/art/67"


def local(iri: str) -> str:
    """Return what tells a property apart."""
    return iri.rpartition("#")[2].rpartition("/")[2]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("C1", FIRST),
        ("c1", FIRST),
        ("F1", f"{BASE}file/1"),
        (FIRST, FIRST),
        (f"<{FIRST}>", FIRST),
        ("exemple/communication/1", FIRST),
        ("ramq", RAMQ),
        ("RAMQ", RAMQ),
        ("Régie de l’assurance maladie du Québec", RAMQ),
        ("régie  de l'assurance maladie du québec", RAMQ),
        ("assurance québec", RAMQ),
        ("67", SECTION),
        ("67.2.1", f"{SECTION}.2.1"),
        ("qc/a-2.1/art/67", SECTION),
        ("article 67", SECTION),
        ("Art. 67", SECTION),
        ("s. 67", SECTION),
        ("RLRQ, c. A-2.1, art. 67", SECTION),
        ("sante et services sociaux", HEALTH),
        ("regie de l assurance maladie du quebec", RAMQ),
        ("section 67", SECTION),
        ("data-category/sante", HEALTH),
        ("Health and social services", HEALTH),
        ("Imigration", f"{ROOT}concept/data-category/immigration"),
        ("accueil dossiers", f"{BASE}file/1"),
        ("greffe:recipientText", f"{GREFFE}recipientText"),
    ],
)
def test_a_thing_is_found_by_what_people_call_it(
    what: str, expected: str, sample_store: Store
) -> None:
    """Numbers, IRIs, short names, acronyms, names in both languages, misspellings, words."""
    assert (expected,) == find(sample_store, what)


def test_a_name_that_several_have_gives_them_all(sample_store: Store) -> None:
    """Two ministries are called « le Ministère »: neither is chosen."""
    assert (f"{ROOT}org/mess", f"{ROOT}org/mtq") == find(sample_store, "le Ministère")


def test_the_surest_reading_wins(sample_store: Store) -> None:
    """A whole name comes before words inside other names."""
    assert (f"{ROOT}org/mtq",) == find(sample_store, "ministère des transports")
    assert {f"{ROOT}org/mess", f"{ROOT}org/mtq", f"{ROOT}org/exemple"} == set(
        find(sample_store, "ministère")
    )


@pytest.mark.parametrize("what", ["C99", "", " ", 'a"b', "<x:> } DROP", "\\", "http://x y", "{?s}"])
def test_what_nothing_is_called_is_an_error(what: str, sample_store: Store) -> None:
    """Whatever is typed is a name and never becomes syntax."""
    with pytest.raises(UnknownName) as caught:
        find(sample_store, what)
    assert caught.value.remedy is not None


@pytest.mark.parametrize("what", ["C0", "F0", "c99", "F99"])
def test_a_number_that_no_entry_has_is_not_a_name(what: str, sample_store: Store) -> None:
    """What has the shape of a number is a number: no name is looked for instead."""
    with pytest.raises(UnknownName) as caught:
        find(sample_store, what)
    assert caught.value.message.fr == f"aucune entrée n’a le numéro {what.upper()}."
    assert caught.value.message.en == f"no entry has the number {what.upper()}."


@pytest.mark.parametrize("what", ["assur", "inistère", "ramqs", "québ"])
def test_pieces_of_words_are_no_names(what: str, sample_store: Store) -> None:
    """A word matches as a whole or not at all."""
    with pytest.raises(UnknownName):
        find(sample_store, what)


def test_near_names_are_proposed(sample_store: Store) -> None:
    """A slip of the keyboard is answered with the names it may stand for."""
    with pytest.raises(UnknownName) as caught:
        find(sample_store, "Ministère des Transpotrs")
    assert caught.value.remedy is not None
    assert "« Ministère des Transports »" in caught.value.remedy.fr
    assert "'Ministère des Transports'" in caught.value.remedy.en


def test_a_sheet_says_all_that_the_graph_says(sample_store: Store) -> None:
    """Every fact of the first communication is on its sheet, but for its place and passages."""
    said = {
        local(each.property): each.values for each in fact_sheet(sample_store, FIRST).statements
    }
    assert said == {
        "type": (Iri(f"{GREFFE}Communication"),),
        "identifier": (Literal("C1"),),
        "isPartOf": (Iri(f"{BASE}register"),),
        "recipientText": (text("La RAMQ", "fr"),),
        "recipient": (Iri(RAMQ),),
        "reasonText": (text("Inscrire la personne,\n\npuis l’informer.", "fr"),),
        "dataCategory": (Iri(f"{ROOT}concept/data-category/identite"), Iri(HEALTH)),
        "legalBasis": (Iri(SECTION),),
        "outsideQuebec": (Literal("false", "http://www.w3.org/2001/XMLSchema#boolean"),),
        "since": (Literal("2009", "http://www.w3.org/2001/XMLSchema#gYear"),),
    }


def test_words_come_before_what_they_mean(sample_store: Store) -> None:
    """The verbatim cell stands just before its reading, and both in the order of a register."""
    order = [local(each.property) for each in fact_sheet(sample_store, FIRST).statements]
    assert order == [
        "type",
        "identifier",
        "recipientText",
        "recipient",
        "dataCategory",
        "reasonText",
        "legalBasis",
        "outsideQuebec",
        "since",
        "isPartOf",
    ]


def test_a_sheet_says_who_refers_to_the_thing(sample_store: Store) -> None:
    """An organisation's sheet lists the communications that it receives."""
    sheet = fact_sheet(sample_store, RAMQ)
    assert sheet.references == (Statement(f"{GREFFE}recipient", (Iri(FIRST),)),)


def test_references_stand_in_the_order_of_their_numbers(sample_dir: Path) -> None:
    """The second entry comes before the tenth."""
    register = sample_dir / "exemple" / "register.ttl"
    more = "".join(
        f"<{BASE}communication/{number}> greffe:recipient organization:ramq .\n"
        for number in (10, 11, 3)
    )
    register.write_text(register.read_text(encoding="utf-8") + more, encoding="utf-8")
    store = in_memory(Workspace.at(sample_dir).files())
    (statement,) = fact_sheet(store, RAMQ).references
    numbers = [str(value).strip("<>").rpartition("/")[2] for value in statement.values]
    assert ["1", "3", "10", "11"] == numbers


def test_a_sheet_names_all_that_needs_a_label(sample_store: Store) -> None:
    """Properties, values and those who refer are all things that a reader wants named."""
    mentioned = fact_sheet(sample_store, RAMQ).mentioned
    assert {RAMQ, FIRST, f"{GREFFE}recipient", f"{GREFFE}acronym"} <= mentioned
    assert "RAMQ" not in mentioned


def test_nothing_is_known_of_a_stranger(sample_store: Store) -> None:
    """A sheet about what the graph does not have is empty."""
    assert fact_sheet(sample_store, "x:stranger") == FactSheet("x:stranger", (), ())


def test_a_communication_is_called_by_its_number_and_whom_it_goes_to(sample_store: Store) -> None:
    """C1 goes to the RAMQ, in either language; other things keep their own names."""
    for language in LANGUAGES:
        names = names_of(sample_store, (FIRST, RAMQ, "x:stranger"), language)
        assert {
            FIRST: "C1 – Régie de l’assurance maladie du Québec",
            RAMQ: "Régie de l’assurance maladie du Québec",
        } == names


def test_two_recipients_are_named_and_more_are_hinted_at(sample_dir: Path) -> None:
    """Of three recipients the name gives the first two, in the order of their short names."""
    register = sample_dir / "exemple" / "register.ttl"
    more = f"<{FIRST}> greffe:recipient organization:mess, <x:stranger> .\n"
    register.write_text(register.read_text(encoding="utf-8") + more, encoding="utf-8")
    store = in_memory(Workspace.at(sample_dir).files())
    assert {
        FIRST: "C1 – Ministère de l’Emploi et de la Solidarité sociale, "
        "Régie de l’assurance maladie du Québec, …"
    } == names_of(store, [FIRST], "fr")


def test_where_no_recipient_was_recognised_the_words_of_the_cell_name_it(sample_dir: Path) -> None:
    """Of a cell of two paragraphs the first is enough; without any, the number is."""
    register = sample_dir / "exemple" / "register.ttl"
    said = register.read_text(encoding="utf-8")
    second = FIRST.replace("/1", "/2")
    for words, name in (("Firme X\\n\\nau besoin", "C1 – Firme X"), ("", "C1")):
        cell = f'greffe:recipientText "{words}"@fr ;' if words else ""
        changed = said.replace("    greffe:recipient organization:ramq ;\n", "")
        changed = changed.replace('greffe:recipientText "La RAMQ"@fr ;', cell)
        register.write_text(changed, encoding="utf-8")
        store = in_memory(Workspace.at(sample_dir).files())
        assert {
            FIRST: name,
            second: "C2 – Ministère de l’Emploi et de la Solidarité sociale",
        } == names_of(store, [FIRST, second], "fr")


@pytest.mark.parametrize("iri", [FIRST, RAMQ, SECTION, HEALTH, f"{GREFFE}recipientText"])
def test_the_short_name_that_is_shown_is_taken_back(iri: str, sample_store: Store) -> None:
    """What stands in brackets on the screen can be typed to see that thing."""
    assert (iri,) == find(sample_store, short_name(iri))


def test_what_is_there_for_other_tools_is_said_once(sample_dir: Path) -> None:
    """A title that repeats the printed one, and types that ours include, are not on the sheet."""
    inventory = sample_dir / "exemple" / "inventory.ttl"
    more = (
        f'<{BASE}file/1> a dcterms:Agent ; dcterms:title "Le fichier"@fr, "Autre"@fr ;'
        ' greffe:titleText "Le fichier"@fr .\n'
    )
    inventory.write_text(inventory.read_text(encoding="utf-8") + more, encoding="utf-8")
    store = in_memory(Workspace.at(sample_dir).files())
    said = {each.property: each.values for each in fact_sheet(store, f"{BASE}file/1").statements}
    assert text("Le fichier", "fr") not in said[f"{DCTERMS}title"]
    assert text("Autre", "fr") in said[f"{DCTERMS}title"]
    assert text("Le fichier", "fr") in said[f"{GREFFE}titleText"]
    assert said[f"{RDF}type"] == (Iri(f"{GREFFE}PersonalInformationFile"),)


def test_what_the_sheet_says_is_not_said_again_from_the_other_side(sample_dir: Path) -> None:
    """A ministry that replaces another is not also referred to as its replacement."""
    directory = sample_dir / "organizations.ttl"
    new, old = f"{ROOT}org/mess", f"{ROOT}org/mtq"
    more = f"<{new}> <{DCTERMS}replaces> <{old}> .\n<{old}> <{DCTERMS}isReplacedBy> <{new}> .\n"
    directory.write_text(directory.read_text(encoding="utf-8") + more, encoding="utf-8")
    store = in_memory(Workspace.at(sample_dir).files())
    for thing, kept, other in ((new, "replaces", old), (old, "isReplacedBy", new)):
        sheet = fact_sheet(store, thing)
        assert Statement(f"{DCTERMS}{kept}", (Iri(other),)) in sheet.statements
        referring = {each.property for each in sheet.references}
        assert not referring & {f"{DCTERMS}replaces", f"{DCTERMS}isReplacedBy"}


def test_every_word_for_a_property_or_a_thing_exists_in_both_languages() -> None:
    """Terms of other vocabularies have a name of ours; those of Greffe have their own labels."""
    for words in (BORROWED, INVERSE, THINGS):
        assert [iri for iri, name in words.items() if not (name.fr and name.en)] == []
    assert [iri for iri in BORROWED if iri.startswith(GREFFE)] == []


@pytest.mark.parametrize(
    ("iri", "forward", "inverse"),
    [
        (f"{DCTERMS}isPartOf", "fait partie de", "comprend"),
        (f"{DCTERMS}isReplacedBy", "remplacé par", "remplace"),
        (f"{GREFFE}recipient", "destinataire", "reçoit (destinataire de)"),
        (f"{GREFFE}impactAssessment", "évaluation préalable", "est évaluation préalable de"),
        ("http://purl.org/dc/terms/audience", "dcterms:audience", "est dcterms:audience de"),
    ],
)
def test_a_property_reads_both_ways(iri: str, forward: str, inverse: str) -> None:
    """From the thing it is called by its name; from its value, by the converse."""
    labels = {
        f"{GREFFE}recipient": "destinataire",
        f"{GREFFE}impactAssessment": "évaluation préalable",
    }
    assert (forward, inverse) == (heading(iri, labels, "fr"), inverse_heading(iri, labels, "fr"))


def test_things_of_other_vocabularies_have_a_name() -> None:
    """Being in force is yes or no, not an IRI; of what we do not know, nothing is said."""
    assert thing_name(f"{ELI}InForce-notInForce", "fr") == "non"
    assert thing_name(f"{ELI}InForce-inForce", "en") == "yes"
    assert thing_name("x:stranger", "fr") is None
