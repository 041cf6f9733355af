"""The concept schemes as the dictionary of the documents, and the keys that others rely on."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from greffe import resources
from greffe.namespaces import CONCEPT, GREFFE, LOC

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.vocabulary import Labels

FOLDER: Final = resources.ontology_dir() / "concepts"
SCHEMES: Final = sorted(path.stem for path in FOLDER.glob("*.ttl"))
FREQUENCY: Final = "http://publications.europa.eu/resource/authority/frequency/"
KEYS: Final = {
    "access-role": "adjoint adjoint-administratif adjoint-direction agent-aide analyste bureau "
    "coordination gestionnaire intervenant-formation professionnel responsable-assiduite "
    "responsable-dotation technique technique-administration",
    "channel": "electronic electronic-file email excel-table fax letter-copy system-consultation",
    "citation-status": "ambiguous doubtful resolved stale",
    "data-category": "autre autre-numeros-dossiers coordonnees demographie education emploi "
    "identite immigration justice logement organisation permis sante-services-sociaux "
    "vie-economique",
    "data-source": "autre autre-unite-mifi organisme-public-autre organisme-public-qc "
    "partenaire-services personne-concernee",
    "frequency": "annual as-needed biweekly daily each-case monthly once per-pay-period quarterly "
    "twice-weekly twice-yearly varies weekly",
    "jurisdiction": "ca ca-qc other qc",
    "medium": "electronique physique",
    "organization-kind": "autre entreprise etablissement-sante ministere-federal ministere-qc "
    "organisme-communautaire organisme-federal organisme-qc organisme-recherche",
    "person-category": "clientele consultants fournisseurs personnel",
    "purpose": "accord-canada-quebec application-loi application-programme autre statistiques",
    "security-measure": "controle-entrees-sorties controle-physique-installations "
    "controle-preventif-acces controle-procedures controle-utilisation elimination "
    "journaux-verification verification-fichier",
    "situation": "consultant demande-humanitaire demandeur-asile diplome-hors-quebec employeur "
    "etudiant-etranger fournisseur francisation garant immigration-permanente personne-parrainee "
    "personnel refugie travailleur-temporaire",
}
CLOSED_LISTS: Final = ("data-source", "medium", "person-category", "security-measure", "purpose")
SHARED_PHRASES: Final = {
    "adresse de correspondance (postale et électronique)": {"address-postal", "email"},
    "coordonnées, numéro d'entreprise du Québec": {"employer-contact", "neq"},
    "le nom et les coordonnées": {"contact-details", "name-full"},
    "nom, coordonnées, établissements": {"employer-contact", "employer-name", "establishments"},
}


@cache
def scheme(name: str) -> Graph:
    """Parse the file of one scheme."""
    return Graph().parse(FOLDER / f"{name}.ttl")


def concept(path: str) -> URIRef:
    """Return the IRI of a concept, given as ``scheme/key``."""
    return URIRef(f"{CONCEPT}{path}")


def members(name: str) -> dict[str, URIRef]:
    """Return the concepts of a scheme by their keys."""
    found = scheme(name).subjects(SKOS.inScheme, URIRef(f"{CONCEPT}{name}"))
    return {str(iri).removeprefix(f"{CONCEPT}{name}/"): URIRef(str(iri)) for iri in found}


def french(name: str, property_: URIRef) -> list[str]:
    """Return the French values of a property in a scheme."""
    values = scheme(name).objects(None, property_)
    return [str(v) for v in values if isinstance(v, Literal) and v.language == "fr"]


@pytest.mark.parametrize("name", KEYS)
def test_the_keys_of_a_closed_list_are_a_contract(name: str) -> None:
    """Data and questions name these concepts: none disappears and none is added unseen."""
    assert KEYS[name].split() == sorted(members(name))


@pytest.mark.parametrize("name", SCHEMES)
def test_a_file_holds_one_scheme_and_its_concepts_only(name: str) -> None:
    """A file is one named graph: one scheme heads it, its concepts and collections go with it."""
    graph, iri = scheme(name), URIRef(f"{CONCEPT}{name}")
    assert [iri] == list(graph.subjects(RDF.type, SKOS.ConceptScheme))
    collections = set(graph.subjects(RDF.type, SKOS.Collection))
    assert {iri, *members(name).values()} == set(graph.subjects()) - collections
    assert {m for c in collections for m in graph[c : SKOS.member]} <= set(members(name).values())


@pytest.mark.parametrize("name", SCHEMES)
def test_top_concepts_and_their_scheme_point_at_each_other(name: str) -> None:
    """Whatever has no broader concept in its scheme is a top concept, said in both directions."""
    graph, iri = scheme(name), URIRef(f"{CONCEPT}{name}")
    mine = set(members(name).values())
    tops = {c for c in mine if not mine & set(graph.objects(c, SKOS.broader))}
    assert (tops, tops) == (
        set(graph.objects(iri, SKOS.hasTopConcept)),
        set(graph.subjects(SKOS.topConceptOf, iri)),
    )


@pytest.mark.parametrize("name", SCHEMES)
def test_a_concept_is_named_and_defined_once_in_each_language(name: str) -> None:
    """One preferred label and one definition in French, and one of each in English."""
    for iri in members(name).values():
        for property_ in (SKOS.prefLabel, SKOS.definition):
            values = scheme(name).objects(iri, property_)
            languages = Counter(v.language for v in values if isinstance(v, Literal))
            assert {"fr": 1, "en": 1} == languages, iri


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_two_concepts_of_a_scheme_have_one_name(name: str, language: str) -> None:
    """A reader can tell the concepts of a list apart by their preferred labels."""
    values = scheme(name).objects(None, SKOS.prefLabel)
    labels = [v.casefold() for v in values if isinstance(v, Literal) and v.language == language]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", SCHEMES)
def test_our_own_french_is_typeset(name: str) -> None:
    """What we write ourselves has typographic apostrophes; printed values keep theirs."""
    texts = [
        text
        for property_ in (DCTERMS.title, DCTERMS.description, SKOS.definition, SKOS.scopeNote)
        for text in french(name, property_)
    ]
    assert [] == [text for text in texts if "'" in text or '"' in text]


def test_there_are_thirteen_printed_categories() -> None:
    """The inventory prints thirteen categories; file numbers are a precision of the last one."""
    tops = set(
        scheme("data-category").objects(URIRef(f"{CONCEPT}data-category"), SKOS.hasTopConcept)
    )
    numbers = concept("data-category/autre-numeros-dossiers")
    assert (13, [concept("data-category/autre")]) == (
        len(tops),
        list(scheme("data-category").objects(numbers, SKOS.broader)),
    )


def test_every_data_type_stands_under_a_printed_category() -> None:
    """Types of the register and categories of the inventory join the two documents."""
    categories = set(members("data-category").values())
    orphans = [
        key
        for key, iri in members("data-type").items()
        if not set(scheme("data-type").objects(iri, SKOS.broader)) <= categories
        or not list(scheme("data-type").objects(iri, SKOS.broader))
    ]
    assert (116, []) == (len(members("data-type")), orphans)


@pytest.mark.parametrize(
    ("key", "categories"),
    [
        ("sin", {"identite"}),
        ("medical-info", {"sante-services-sociaux"}),
        ("bank-details", {"vie-economique"}),
        ("birth-date", {"identite", "demographie"}),
        ("work-address", {"coordonnees", "emploi"}),
        ("study-work-permit-no", {"immigration", "permis"}),
        ("investigation-report", {"justice"}),
    ],
)
def test_a_data_type_stands_where_a_reader_looks_for_it(key: str, categories: set[str]) -> None:
    """A type is under the printed category or categories that its meaning calls for."""
    broader = scheme("data-type").objects(concept(f"data-type/{key}"), SKOS.broader)
    assert {concept(f"data-category/{each}") for each in categories} == set(broader)


def test_only_these_phrases_mean_several_data_types() -> None:
    """A hidden label shared by several types is a deliberate reading of a phrase, listed here."""
    owners: dict[str, set[str]] = {}
    for key, iri in members("data-type").items():
        for label in scheme("data-type").objects(iri, SKOS.hiddenLabel):
            owners.setdefault(str(label), set()).add(key)
    assert SHARED_PHRASES == {label: keys for label, keys in owners.items() if len(keys) > 1}


def test_the_two_readings_of_cp12_point_at_each_other() -> None:
    """Whoever looks for the social insurance number is led to the number that may stand for it."""
    sin, either = concept("data-type/sin"), concept("data-type/cp12-or-sin")
    related = set(scheme("data-type").subject_objects(SKOS.related))
    assert {(sin, either), (either, sin)} == related


def test_access_roles_are_roles() -> None:
    """Each concept of the list is also an access role of the ontology."""
    roles = set(scheme("access-role").subjects(RDF.type, URIRef(f"{GREFFE}AccessRole")))
    assert set(members("access-role").values()) == roles


@pytest.mark.parametrize(
    ("path", "match", "target"),
    [
        ("frequency/daily", SKOS.exactMatch, f"{FREQUENCY}DAILY"),
        ("frequency/twice-weekly", SKOS.exactMatch, f"{FREQUENCY}WEEKLY_2"),
        ("frequency/biweekly", SKOS.exactMatch, f"{FREQUENCY}BIWEEKLY"),
        ("frequency/monthly", SKOS.exactMatch, f"{FREQUENCY}MONTHLY"),
        ("frequency/quarterly", SKOS.exactMatch, f"{FREQUENCY}QUARTERLY"),
        ("frequency/twice-yearly", SKOS.exactMatch, f"{FREQUENCY}ANNUAL_2"),
        ("frequency/annual", SKOS.exactMatch, f"{FREQUENCY}ANNUAL"),
        ("jurisdiction/qc", SKOS.closeMatch, f"{LOC}CA-QC"),
    ],
)
def test_common_concepts_match_public_lists(path: str, match: URIRef, target: str) -> None:
    """Where a public list has the same concept, ours points at it."""
    graph = scheme(path.split("/", maxsplit=1)[0])
    assert [URIRef(target)] == list(graph.objects(concept(path), match))


@pytest.mark.parametrize("name", SCHEMES)
def test_mappings_lead_out_of_our_own_concepts(name: str) -> None:
    """A mapping relation joins a concept of ours to one of another vocabulary."""
    relations = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
    targets = {str(o) for r in relations for o in scheme(name).objects(None, SKOS[r])}
    assert set() == {target for target in targets if target.startswith(CONCEPT)}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_label_leads_to_its_concept(name: str, labels_of: Callable[[str], Labels]) -> None:
    """The dictionary finds each French label that a concept has, whole, and finds that concept."""
    concepts = set(members(name).values())
    for property_ in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for iri, label in scheme(name).subject_objects(property_):
            if iri in concepts and isinstance(label, Literal) and label.language == "fr":
                matches, remainders = labels_of(name).scan(label)
                whole = {m.concept for m in matches if (m.start, m.end) == (0, len(label))}
                assert (True, ()) == (str(iri) in whole, remainders), label


@pytest.mark.parametrize("name", CLOSED_LISTS)
@pytest.mark.parametrize("separator", [" ", ", ", " et "])
def test_the_values_of_a_closed_list_are_read_in_any_order(
    name: str, separator: str, labels_of: Callable[[str], Labels]
) -> None:
    """Any two printed values side by side are read as these two."""
    values = {
        str(label): str(iri)
        for iri, label in scheme(name).subject_objects(SKOS.prefLabel)
        if isinstance(label, Literal) and label.language == "fr"
    }
    for pair in permutations(values, 2):
        found = labels_of(name).segment(separator.join(pair))
        assert [values[label] for label in pair] == [match.concept for match in found]
