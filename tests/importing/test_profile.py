"""A profile says what a layout is, as data; what is no profile is told with what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from greffe.documents.columns import COLUMNS
from greffe.documents.tables import FIELDS, heading
from greffe.errors import InputError, UnknownName
from greffe.importing.profile import ID, NUMBER, SHIPPED, folded, named, parse, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.documents.kinds import Kind
    from greffe.importing.profile import Profile

SMALL: Final = """
title: {fr: Petit registre, en: Small register}
dataset: register
number: [Rang]
columns:
  recipientText: {headings: [À qui], required: yes}
  purposeText: {headings: [Pourquoi], blank: above}
keep:
  retention: {headings: [Combien de temps]}
nothing: ["-", "néant"]
"yes": [Ja]
"no": [Nee]
"""


def changed(old: str, new: str) -> str:
    """Return the small profile with some words changed."""
    assert old in SMALL
    return SMALL.replace(old, new)


def test_a_profile_is_read_from_yaml() -> None:
    """Dataset, columns, what a blank means, what stands for nothing, yes and no."""
    profile = parse(SMALL, "petit", "petit.yaml")
    assert ("petit", "register", "table") == (profile.name, profile.dataset, profile.layout)
    assert {"recipientText"} == profile.required
    assert ["retention"] == [column.name for column in profile.columns if column.kept]
    assert profile.column("purposeText").above
    assert ("combien de temps",) == profile.column("retention").headings
    assert {"-", "néant"} == profile.nothing
    assert {"ja": True, "nee": False} == profile.yes_no


def test_the_shipped_profiles_are_profiles() -> None:
    """Six layouts come with Greffe, and each of them can be read."""
    assert list(SHIPPED) == [profile.name for profile in shipped()]


@pytest.mark.parametrize("dataset", ["register", "inventory"])
@pytest.mark.parametrize("family", ["mifi", "generic"])
def test_the_printed_headings_are_known(dataset: Kind, family: str) -> None:
    """Every heading that the official table prints leads to the column that it heads."""
    profile = named(f"{family}-{dataset}")
    for column in COLUMNS[dataset]:
        assert folded(column.heading.fr) in profile.column(column.name).headings


@pytest.mark.parametrize("name", ["generic-register", "generic-inventory"])
def test_the_generic_profiles_have_every_field(name: str) -> None:
    """A register of sections 67.3 or 76 may have any of our columns."""
    profile = named(name)
    assert set(FIELDS[profile.dataset]) <= {column.name for column in profile.columns}


@pytest.mark.parametrize("name", ["generic-register", "generic-inventory"])
def test_generic_profiles_read_english_exports(name: str) -> None:
    """The English headings of our own tables are known as well."""
    profile = named(name)
    for column in COLUMNS[profile.dataset]:
        headings = profile.column(column.name).headings
        assert folded(column.heading.en) in headings or column.name == "descriptionText"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Appui\nlégal", "appui legal"),
        ("  APPUI LÉGAL : ", "appui legal"),
        ("Appui légal (1)", "appui legal"),
        ("Appui légal*", "appui legal"),
        ("Hors Québec ?", "hors quebec"),
        ("Hors Québec\u00a0?", "hors quebec"),
        ("Fin d’année", "fin d'annee"),
    ],
)
def test_headings_are_compared_by_their_letters(heading: str, expected: str) -> None:
    """Case, accents, line breaks, colons and marks of notes make no other heading."""
    assert expected == folded(heading)


def test_a_profile_of_ones_own_is_a_file(tmp_path: Path) -> None:
    """A file is named by its path, and the profile by its stem."""
    path = tmp_path / "petit.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert "petit" == named(str(path)).name


def test_an_unknown_profile_is_told_with_those_known() -> None:
    """A name that nothing has is refused with the names that there are."""
    with pytest.raises(UnknownName) as caught:
        named("mifi-registre")
    assert "« mifi-registre »" in caught.value.message.fr
    assert caught.value.remedy is not None
    assert "« mifi-register »" in caught.value.remedy.fr


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "broken YAML"),
        ("- a", "it needs 'columns'"),
        (changed("dataset: register", "dataset: liste"), "'dataset' is either"),
        (changed("dataset: register", "dataset: register\nlayout: cercle"), "'layout' is either"),
        (changed("number: [Rang]", "numero: [Rang]"), "unknown key 'numero'"),
        (changed("number: [Rang]", "number: Rang"), "'number' is a list"),
        (changed("title: {fr: Petit registre, en: Small register}", "title: x"), "'title' has"),
        (changed("recipientText:", "recipient:"), "unknown field 'recipient'; known: "),
        (changed("headings: [À qui]", "headings: À qui"), "'recipientText' has 'headings'"),
        (changed("blank: above", "empty: above"), "'purposeText' has 'headings'"),
        (changed("retention:", "Retention Time:"), "'Retention Time' is written in small"),
        (changed(", required: yes", ""), "one column at least"),
    ],
)
def test_what_is_no_profile_is_told(text: str, reason: str) -> None:
    """The first fault is told with the name of the file, and where to find a model."""
    with pytest.raises(InputError) as caught:
        parse(text, "petit", "petit.yaml")
    assert caught.value.message.en.startswith("petit.yaml: not a profile (")
    assert reason in caught.value.message.en
    assert caught.value.message.fr.startswith("petit.yaml : ce n’est pas un profil (")
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Combien de temps", "retention"),
        ("COMBIEN\n  de temps :", "retention"),
        ("Combien", None),
        ("", None),
        (" * ", None),
    ],
)
def test_a_column_is_known_by_its_heading(heading: str, name: str | None) -> None:
    """However it is printed; a blank heading is no column's."""
    assert name == parse(SMALL, "petit", "petit.yaml").name_of(heading)


@pytest.mark.parametrize("profile", shipped(), ids=lambda profile: profile.name)
def test_every_column_of_a_shipped_profile_has_a_name_for_people(profile: Profile) -> None:
    """Nobody is shown the key of a column, even of one that no field of ours holds."""
    columns = [column.name for column in profile.columns if column.name not in {NUMBER, ID}]
    assert [] == [name for name in columns if name in (heading(name).fr, heading(name).en)]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Organisme destinataire", "recipientText"),
        ("Renseignements transmis", "dataTypeText"),
        ("But", "purposeText"),
        ("Fondement juridique", "legalBasisText"),
        ("Hors Québec ?", "outsideQuebecText"),
        ("Observations", "remarkText"),
    ],
)
def test_an_office_may_name_its_columns_in_its_own_words(heading: str, name: str) -> None:
    """The headings that offices give to a register of their own are known."""
    assert name == named("generic-register").name_of(heading)


@pytest.mark.parametrize("profile", shipped(), ids=lambda profile: profile.name)
@pytest.mark.parametrize("words", ["", "—", "s.o.", "Sans objet", "NÉANT", "N/A"])
def test_every_shipped_profile_knows_the_words_for_nothing(profile: Profile, words: str) -> None:
    """« S.o. » gives no reason and no legal basis, whichever layout it stands in."""
    assert profile.is_nothing(words)
    assert not profile.is_nothing("Aucune, selon l’article 67")


@pytest.mark.parametrize("words", ["Néant", "NÉANT", "néant"])
def test_what_says_nothing_says_so_in_capitals_too(words: str) -> None:
    """A profile lists the words for nothing once, however they are written."""
    profile = parse(changed("néant", "Néant"), "petit", "petit.yaml")
    assert profile.is_nothing(words)
    assert not profile.is_nothing(f"{words} de plus")
