"""Which names count: those of units, systems and agreements; phrases, not names, for remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe import resources
from greffe.errors import InputError
from greffe.importing.naming import labels_of_class, phrases_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

    from greffe.vocabulary import Labels

UNIT = "https://w3id.org/greffe/id/mifi/unit/"
CONCEPT = "https://w3id.org/greffe/concept/"

SCHEME = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX frequency: <https://w3id.org/greffe/concept/frequency/>
frequency:monthly skos:inScheme <https://w3id.org/greffe/concept/frequency> ;
    skos:prefLabel "Mensuelle"@fr ; skos:altLabel "au mois"@fr ;
    skos:hiddenLabel "une fois par mois"@fr .
<urn:x:other> skos:inScheme <urn:x:scheme> ; skos:hiddenLabel "chaque jour"@fr .
"""


@pytest.fixture(scope="module")
def units(names: Graph) -> Labels:
    """Give the names of the MIFI's units."""
    return labels_of_class(names, "AdministrativeUnit")


@pytest.fixture(scope="module")
def scheme() -> Graph:
    """Give a scheme with one phrase, beside another scheme."""
    from rdflib import Graph

    return Graph().parse(data=SCHEME, format="turtle")


def test_every_access_cell_names_the_units_a_reader_finds(
    files: dict[str, dict[str, str]],
    units: Labels,
    golden: Callable[[str], list[dict[str, str]]],
) -> None:
    """The access cells of the 39 files name exactly the units read by eye, in printed order."""
    actual = []
    for number, cells in files.items():
        matches, _ = units.scan(cells["accessRoleText"])
        actual += [
            {
                "file": number,
                "position": str(position),
                "unit": match.concept.removeprefix(UNIT),
                "phrase": cells["accessRoleText"][match.start : match.end],
            }
            for position, match in enumerate(matches, start=1)
        ]
    assert golden("access_units") == actual


def test_every_responsible_unit_is_named_to_the_last_word(
    files: dict[str, dict[str, str]], units: Labels
) -> None:
    """Each of the 39 unit cells is exactly one unit; thirty-nine files, twelve units."""
    read = [units.segment(cells["unitText"]) for cells in files.values()]
    assert [1] * 39 == [len(matches) for matches in read]
    assert 12 == len({matches[0].concept for matches in read})


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("DEEC", "direction-enregistrement-evaluation-comparative"),
        ("DITQ", "direction-immigration-travailleurs-qualifies"),
        ("SCCI", "service-conseil-candidats-immigration"),
        (
            "Direction de l'enregistrement et évaluation comparative",
            "direction-enregistrement-evaluation-comparative",
        ),
        (
            "Service-conseil aux candidates et candidats à l’immigration",
            "service-conseil-candidats-immigration",
        ),
        (
            "Service-conseil aux personnes candidates à l'immigration",
            "service-conseil-candidats-immigration",
        ),
    ],
)
def test_the_variants_of_a_name_are_one_unit(printed: str, slug: str, units: Labels) -> None:
    """Acronyms and the ways in which the inventory prints a name mean the same unit."""
    assert [f"{UNIT}{slug}"] == [match.concept for match in units.segment(printed)]


def test_two_units_are_not_merged_for_looking_alike(units: Labels) -> None:
    """The Direction du courrier… stands for itself: the document does not say otherwise."""
    (match,) = units.segment(
        "Direction du courrier et de l'encaissement et de l'évaluation comparative"
    )
    assert f"{UNIT}direction-courrier-encaissement-evaluation-comparative" == match.concept


def test_a_phrase_tells_its_concept(scheme: Graph) -> None:
    """A hidden label is found where it stands."""
    (match,) = phrases_of(scheme, "frequency").scan("transmise une fois par mois")[0]
    assert f"{CONCEPT}frequency/monthly" == match.concept


@pytest.mark.parametrize("text", ["Mensuelle", "au mois", "chaque jour"])
def test_a_name_or_another_scheme_tells_nothing(text: str, scheme: Graph) -> None:
    """Neither the labels shown to people nor the phrases of another scheme count."""
    assert () == phrases_of(scheme, "frequency").scan(text)[0]


def test_what_a_scheme_passes_over_tells_nothing() -> None:
    """A day of every year is a date: the phrase within it does not count, the same alone does."""
    from rdflib import Graph

    frequencies = Graph().parse(resources.ontology_dir() / "concepts" / "frequency.ttl")
    phrases = phrases_of(frequencies, "frequency")
    assert () == phrases.find("renouvelables le 1er avril de chaque année")
    (match,) = phrases.find("transmis le 1er avril, chaque année")
    assert f"{CONCEPT}frequency/annual" == match.concept


def test_two_units_of_one_name_are_an_error() -> None:
    """A name must lead to one thing."""
    from rdflib import Graph

    graph = Graph().parse(
        data="""
        PREFIX greffe: <https://w3id.org/greffe/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        <urn:x:a> a greffe:AdministrativeUnit ; skos:prefLabel "Greffe"@fr .
        <urn:x:b> a greffe:AdministrativeUnit ; skos:altLabel "Greffe"@fr .
        """,
        format="turtle",
    )
    with pytest.raises(InputError, match="Greffe"):
        labels_of_class(graph, "AdministrativeUnit")
