"""Questions introduce themselves; the library reads and finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe import questions
from greffe.errors import InputError, UnknownName
from greffe.language import Text
from greffe.questions import Parameter, catalogue, find, read_question
from greffe.questions.collection import questions_dir

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
#+ title: {fr: Destinataires, en: Recipients}
#+ question: {fr: "Qui reçoit des données ?", en: "Who receives data?"}
#+ summary: {fr: Tous., en: All.}
#+ tags: [recipients, data]
#+ params:
#+   dataType: {type: concept, scheme: data-type, label: {fr: type de donnée, en: data type}}
#+   year: {type: year, label: {fr: année, en: year}, required: true, example: "2012"}
#+ returns:
#+   number: {fr: No, en: No}
#+   entry: {fr: Communication, en: Communication}
#+ verbatim: [recipientText]
#+ provision: qc/a-2.1/art/67.3
"""
BODY = "PREFIX x: <x:>\n\nSELECT ?number ?entry WHERE { ?entry x:n ?number } # fin\n"


def written(folder: Path, text: str, name: str = "who-receives") -> Path:
    """Write a question to a file."""
    path = folder / f"{name}.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_says_everything(tmp_path: Path) -> None:
    """Each part of the header is read, and « No » is a heading, not a boolean."""
    question = read_question(written(tmp_path, f"{HEADER}\n{BODY}"))
    assert question.name == "who-receives"
    assert question.title == Text("Destinataires", "Recipients")
    assert question.question == Text("Qui reçoit des données ?", "Who receives data?")
    assert question.summary == Text("Tous.", "All.")
    assert question.tags == ("recipients", "data")
    assert question.parameters == (
        Parameter("dataType", "concept", Text("type de donnée", "data type"), scheme="data-type"),
        Parameter("year", "year", Text("année", "year"), required=True, example="2012"),
    )
    assert list(question.returns.items()) == [
        ("number", Text("No", "No")),
        ("entry", Text("Communication", "Communication")),
    ]
    assert question.verbatim == ("recipientText",)
    assert question.provision == "qc/a-2.1/art/67.3"


def test_the_query_comes_without_its_header(tmp_path: Path) -> None:
    """What is sent to an engine is the SPARQL alone, its own comments kept."""
    assert read_question(written(tmp_path, f"{HEADER}\n{BODY}")).text == BODY


def test_most_of_a_header_is_optional(tmp_path: Path) -> None:
    """A title, a question and its columns are enough."""
    header = (
        "#+ title: {fr: a, en: b}\n#+ question: {fr: a, en: b}\n#+ returns: {x: {fr: a, en: b}}\n"
    )
    question = read_question(written(tmp_path, header + BODY))
    assert (question.summary, question.tags, question.parameters) == (None, (), ())
    assert (question.verbatim, question.provision) == ((), None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#+ title: {fr: Destinataires, en: Recipients}\n", ""),
        ("en: Recipients", "de: Empfänger"),
        ("type: year", "type: date"),
        (", scheme: data-type", ""),
        ("#+ returns:", "#+ columns:"),
        ("#+ tags: [recipients, data]", "#+ tags: [recipients, data"),
        ("label: {fr: année, en: year}", "label: année"),
    ],
)
def test_a_faulty_header_names_the_file(tmp_path: Path, old: str, new: str) -> None:
    """What is missing, in one language only, of no known type or no YAML is an error."""
    path = written(tmp_path, HEADER.replace(old, new) + BODY)
    with pytest.raises(InputError) as caught:
        read_question(path)
    assert str(path) in caught.value.message.fr
    assert caught.value.remedy is not None


def test_a_file_without_header_is_no_question(tmp_path: Path) -> None:
    """A bare query is refused."""
    with pytest.raises(InputError):
        read_question(written(tmp_path, BODY))


@pytest.mark.parametrize(
    "name",
    ["dataType", "datatype", "data-type", "data_type", "Type de donnée", "type-de-donnee"],
)
def test_parameters_answer_to_the_names_people_use(tmp_path: Path, name: str) -> None:
    """By name or by label, in either language, whatever the spacing, case and accents."""
    parameters = read_question(written(tmp_path, HEADER + BODY)).parameters
    assert [known.name for known in parameters if known.is_called(name)] == ["dataType"]


def test_the_catalogue_is_sorted_by_name(tmp_path: Path) -> None:
    """All questions of the folder, and nothing but questions."""
    for name in ("b", "c", "a"):
        written(tmp_path, HEADER + BODY, name)
    (tmp_path / "notes.txt").touch()
    assert [question.name for question in catalogue(tmp_path)] == ["a", "b", "c"]


def test_one_question_is_found_without_reading_the_others(tmp_path: Path) -> None:
    """A broken neighbour does not stop an answer."""
    written(tmp_path, HEADER + BODY)
    written(tmp_path, "broken", "broken")
    assert find("who-receives", tmp_path).name == "who-receives"


@pytest.mark.parametrize("name", ["Who-Receives", "who receives", "who_receives"])
def test_a_name_may_be_spelt_with_other_spacing(tmp_path: Path, name: str) -> None:
    """Case, hyphens, underscores and spaces do not matter."""
    written(tmp_path, HEADER + BODY)
    assert find(name, tmp_path).name == "who-receives"


def test_an_unknown_question_has_suggestions(tmp_path: Path) -> None:
    """The nearest names are offered, the nearest first."""
    for name in ("who-receives", "outside-quebec", "agreements"):
        written(tmp_path, HEADER + BODY, name)
    with pytest.raises(UnknownName) as caught:
        find("outside-qebec", tmp_path)
    assert caught.value.message.fr == "la question « outside-qebec » n’existe pas."
    assert caught.value.remedy is not None
    assert caught.value.remedy.fr.startswith("Essayez « outside-quebec »")


def test_a_question_like_no_other_points_to_the_list(tmp_path: Path) -> None:
    """With nothing near, the command that lists them is named."""
    written(tmp_path, HEADER + BODY)
    with pytest.raises(UnknownName) as caught:
        find("zzzz", tmp_path)
    assert caught.value.remedy is not None
    assert "greffe query" in caught.value.remedy.en


def test_the_bundled_library_is_found() -> None:
    """Without a folder, the questions are those of the package."""
    assert find("outside-quebec").path == questions_dir() / "outside-quebec.rq"
    assert len(catalogue()) >= 30


def test_the_package_offers_its_public_names() -> None:
    """Every name in ``__all__`` can be had, and no other."""
    assert all(getattr(questions, name) for name in questions.__all__)
    with pytest.raises(AttributeError):
        _ = questions.nothing_of_the_kind
