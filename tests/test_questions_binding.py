"""What people type becomes the RDF term that they mean, or an error that helps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.told import told

from greffe.errors import GreffeError, InvalidParameter, UnknownName
from greffe.language import LANGUAGES, Text
from greffe.matching import fold
from greffe.namespaces import CONCEPT, LAW, ORGANIZATION, ROOT
from greffe.questions import Parameter, Question, answer, bind
from greffe.questions.binding import as_term
from greffe.terms import XSD_BOOLEAN, XSD_INTEGER, Iri, Literal, Term

if TYPE_CHECKING:
    from greffe.questions.collection import Kind
    from greffe.store import Store

BASE = f"{ROOT}id/exemple"
LABEL = Text("catégorie", "category")
CATEGORY = Parameter("category", "concept", LABEL, scheme="data-category", example="Immigration")
SANTE = Iri(f"{CONCEPT}data-category/sante")
RAMQ = Iri(f"{ORGANIZATION}ramq")
ARTICLE = Iri(f"{LAW}qc/a-2.1/art/67.2.1")
ACT = Iri(f"{LAW}qc/a-2.1")


def of_kind(kind: Kind, name: str = "p") -> Parameter:
    """Return a parameter of a kind."""
    return Parameter(name, kind, Text(name, name))


def question(*parameters: Parameter, text: str = "SELECT ?n WHERE { ?e ?p ?n }\n") -> Question:
    """Return a question with parameters."""
    words = Text("essai", "trial")
    return Question("essai", Path("essai.rq"), text, words, words, {}, parameters=parameters)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L’État  d'été", "l'etat d'ete"),
        ("Œuvre", "oeuvre"),
        ("data-category", "data category"),
        ("A_B", "a b"),
        (" x ", "x"),
    ],
)
def test_folding_forgets_what_people_do_not_type(words: str, expected: str) -> None:
    """Case, accents, ligatures, curly apostrophes and spacing."""
    assert fold(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "https://w3id.org/greffe/concept/data-category/sante",
        "data-category/sante",
        "sante",
        "Santé et services sociaux",
        "sante et services  sociaux",
        "Health and social services",
        "Renseignements sur l’état de santé",
    ],
)
def test_a_concept_answers_to_all_its_names(sample_store: Store, words: str) -> None:
    """IRI, short name, key, label in either language, variant."""
    assert as_term(CATEGORY, words, sample_store) == SANTE


def test_a_misspelling_of_the_source_is_understood(sample_store: Store) -> None:
    """Hidden labels are names too."""
    expected = Iri(f"{CONCEPT}data-category/immigration")
    assert as_term(CATEGORY, "imigration", sample_store) == expected


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("organization", "RAMQ", RAMQ),
        ("organization", "ramq", RAMQ),
        ("organization", "Régie de l'assurance maladie du Québec", RAMQ),
        ("organization", RAMQ.value, RAMQ),
        ("organization", "ministère de l’exemple", Iri(f"{ORGANIZATION}exemple")),
        ("provision", "67.2.1", ARTICLE),
        ("provision", "art. 67.2.1", ARTICLE),
        ("provision", "article 67.2.1", ARTICLE),
        ("provision", "s. 67.2.1", ARTICLE),
        ("provision", "RLRQ, c. A-2.1, art. 67.2.1", ARTICLE),
        ("provision", "a-2.1/art/67.2.1", ARTICLE),
        ("provision", "qc/a-2.1/art/67.2.1", ARTICLE),
        ("provision", ARTICLE.value, ARTICLE),
        ("instrument", "A-2.1", ACT),
        ("instrument", "qc/a-2.1", ACT),
        ("instrument", "loi sur l'accès", ACT),
        ("unit", "Direction de l'accueil", Iri(f"{BASE}/unit/accueil")),
        ("unit", "accueil", Iri(f"{BASE}/unit/accueil")),
        ("unit", "exemple/unit/accueil", Iri(f"{BASE}/unit/accueil")),
        ("entry", "C2", Iri(f"{BASE}/communication/2")),
        ("entry", "f1", Iri(f"{BASE}/file/1")),
        ("entry", "exemple/communication/2", Iri(f"{BASE}/communication/2")),
        ("communication", "c2", Iri(f"{BASE}/communication/2")),
        ("file", "F1", Iri(f"{BASE}/file/1")),
        ("text", " « Été » ", Literal("« Été »")),
        ("integer", "-007", Literal("-7", XSD_INTEGER)),
        ("year", "2012", Literal("2012", XSD_INTEGER)),
        ("boolean", "oui", Literal("true", XSD_BOOLEAN)),
        ("boolean", "NON", Literal("false", XSD_BOOLEAN)),
        ("boolean", "yes", Literal("true", XSD_BOOLEAN)),
        ("boolean", "false", Literal("false", XSD_BOOLEAN)),
    ],
)
def test_each_kind_reads_words_its_own_way(
    sample_store: Store, kind: Kind, words: str, expected: Term
) -> None:
    """Numbers, acronyms, sections, dates and answers as lawyers write them."""
    assert as_term(of_kind(kind), words, sample_store) == expected


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("organization", "sante"),
        ("provision", "qc/a-2.1"),
        ("provision", "999"),
        ("instrument", "67"),
        ("entry", "C99"),
        ("communication", "F1"),
        ("file", "C2"),
        ("unit", RAMQ.value),
        ("system", "INTIMM"),
        ("organization", "https://example.org/> } DROP ALL"),
        ("organization", ""),
    ],
)
def test_a_thing_of_another_kind_is_unknown(sample_store: Store, kind: Kind, words: str) -> None:
    """A name is looked for only among the things that the parameter may be."""
    with pytest.raises(UnknownName) as caught:
        as_term(of_kind(kind), words, sample_store)
    assert f"« {words} »" in caught.value.message.fr


@pytest.mark.parametrize("words", ["", "  "])
def test_no_text_is_nothing_to_look_for(sample_store: Store, words: str) -> None:
    """An empty text, which every text contains, is refused by the parameter's name."""
    with pytest.raises(InvalidParameter) as caught:
        as_term(of_kind("text", "mots"), words, sample_store)
    assert caught.value.message.fr == "--mots est vide."
    assert caught.value.message.en == "--mots is empty."


def test_an_unknown_name_has_suggestions(sample_store: Store) -> None:
    """The nearest labels are offered."""
    with pytest.raises(UnknownName) as caught:
        as_term(CATEGORY, "Santé et services sociau", sample_store)
    assert caught.value.message.fr.startswith("--category : rien ne s’appelle")
    assert caught.value.remedy is not None
    assert caught.value.remedy.fr.startswith("Essayez « Santé et services sociaux »")


def test_suggestions_speak_the_language_of_the_message(sample_store: Store) -> None:
    """A French reader is shown French labels, an English one English labels, and no keys."""
    with pytest.raises(UnknownName) as caught:
        as_term(CATEGORY, "Health and social servces", sample_store)
    assert caught.value.remedy is not None
    french, english = (caught.value.remedy[language] for language in LANGUAGES)
    assert english.startswith("Try 'Health and social services'")
    assert ("« Santé et services sociaux »" in french, "Health" in french) == (True, False)
    assert "sante" not in french + english


def test_a_name_like_no_other_shows_some(sample_store: Store) -> None:
    """With nothing near, the first names show what is expected."""
    with pytest.raises(UnknownName) as caught:
        as_term(CATEGORY, "zzzz", sample_store)
    assert caught.value.remedy is not None
    assert "« Identité »" in caught.value.remedy.fr


def test_a_name_of_several_things_is_not_guessed(sample_store: Store) -> None:
    """Both candidates are shown by the short names that tell them apart."""
    with pytest.raises(InvalidParameter) as caught:
        as_term(of_kind("organization"), "le ministère", sample_store)
    assert caught.value.remedy is not None
    assert "« mess », « mtq »" in caught.value.remedy.fr


@pytest.mark.parametrize(
    ("kind", "words", "wanted"),
    [
        ("integer", "douze", "un nombre entier"),
        ("integer", "1.5", "un nombre entier"),
        ("integer", "", "un nombre entier"),
        ("integer", "١٢", "un nombre entier"),
        ("year", "12", "une année de quatre chiffres"),
        ("year", "2012-01", "une année de quatre chiffres"),
        ("boolean", "peut-être", "oui ou non"),
    ],
)
def test_an_ill_typed_value_says_what_is_wanted(
    sample_store: Store, kind: Kind, words: str, wanted: str
) -> None:
    """The parameter, the value and the form that it should have."""
    with pytest.raises(InvalidParameter) as caught:
        as_term(of_kind(kind, "n"), words, sample_store)
    assert caught.value.message.fr == f"--n : « {words} » n’est pas {wanted}."
    assert caught.value.remedy is not None
    assert caught.value.remedy.fr.startswith("Écrivez par exemple --n ")
    assert wanted not in caught.value.remedy.fr


def test_parameters_are_bound_by_any_of_their_names(sample_store: Store) -> None:
    """The variable is the parameter's name, whatever people called it."""
    asked = question(CATEGORY, of_kind("year", "since"))
    assert bind(asked, {"Catégorie": "sante", "since": "2012"}, sample_store) == {
        "category": SANTE,
        "since": Literal("2012", XSD_INTEGER),
    }


def test_an_optional_parameter_left_out_is_unbound(sample_store: Store) -> None:
    """No value, no term."""
    assert bind(question(CATEGORY), {}, sample_store) == {}


def test_a_required_parameter_left_out_shows_how_to_ask(sample_store: Store) -> None:
    """The remedy is a command that can be copied."""
    needed = Parameter("category", "concept", LABEL, True, "data-category", "Immigration")
    with pytest.raises(InvalidParameter) as caught:
        bind(question(needed), {}, sample_store)
    assert caught.value.remedy is not None
    assert 'greffe query essai --category "Immigration"' in caught.value.remedy.fr


@pytest.mark.parametrize(
    ("parameters", "remedy"),
    [((CATEGORY,), "Essayez « --category »."), ((), "Elle n’en prend aucun.")],
)
def test_an_unknown_parameter_has_suggestions(
    sample_store: Store, parameters: tuple[Parameter, ...], remedy: str
) -> None:
    """A misspelt parameter is never ignored."""
    with pytest.raises(InvalidParameter) as caught:
        bind(question(*parameters), {"categry": "sante"}, sample_store)
    assert "--categry" in caught.value.message.fr
    assert caught.value.remedy == Text(
        remedy, caught.value.remedy.en if caught.value.remedy else ""
    )


def test_a_parameter_is_given_once(sample_store: Store) -> None:
    """Under two of its names it would have two values."""
    with pytest.raises(InvalidParameter, match="given twice"):
        bind(question(CATEGORY), {"category": "sante", "catégorie": "identite"}, sample_store)


def test_an_answer_can_be_filed(sample_store: Store) -> None:
    """The reply keeps the question, the values, the query as it was sent, and the rows."""
    asked = question(
        CATEGORY,
        text="SELECT ?n WHERE { ?e greffe:dataCategory ?category ; dcterms:identifier ?n } "
        "ORDER BY ?n\n",
    )
    reply = answer(asked, {"category": "Santé et services sociaux"}, sample_store)
    assert reply.question is asked
    assert reply.values == {"category": SANTE}
    assert reply.table.column("n") == (Literal("C1"), Literal("F1"))
    assert sample_store.select(reply.sparql) == reply.table


def test_without_values_every_row_answers(sample_store: Store) -> None:
    """An optional parameter left out restricts nothing."""
    asked = question(
        CATEGORY, text="SELECT DISTINCT ?category WHERE { ?e greffe:dataCategory ?category }\n"
    )
    assert len(answer(asked, {}, sample_store).table) == 3


def test_every_error_speaks_both_languages(sample_store: Store) -> None:
    """No message of these is left in one language."""
    for arguments in ({"nope": "x"}, {"category": "zzzz"}):
        with pytest.raises(GreffeError) as caught:
            bind(question(CATEGORY), arguments, sample_store)
        assert told(caught.value, "fr") != told(caught.value, "en")
