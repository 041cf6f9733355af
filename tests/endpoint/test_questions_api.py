"""The library of questions over HTTP: the same answers as on the command line, in every format."""

from __future__ import annotations

import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from greffe.questions import answer, catalogue, find
from greffe.results.delimited import csv
from greffe.store import open_public
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from tests.served import Endpoint

TO_RECIPIENT = "/api/questions/communications-to-recipient"
RAMQ = {"recipient": "RAMQ"}
QUESTIONS = catalogue()
EXAMPLES = [
    pytest.param(question.name, {p.name: p.example for p in question.parameters}, id=question.name)
    for question in QUESTIONS
    if all(parameter.example for parameter in question.parameters)
]


@pytest.mark.parametrize(("name", "given"), EXAMPLES)
def test_every_question_is_answered_as_the_store_answers(
    either: Endpoint, name: str, given: dict[str, str]
) -> None:
    """Over HTTP a question has the rows that the public store gives, in the same bytes."""
    store = open_public(Workspace.at())
    expected = csv(answer(find(name), given, store).table)
    found = either.get({**given, "format": "csv"}, path=f"/api/questions/{name}")
    assert (found.status, found.text) == (200, expected)


def test_every_question_has_examples_for_its_parameters() -> None:
    """No question escapes the law above for want of an example."""
    assert len(EXAMPLES) == len(QUESTIONS)


def test_the_list(either: Endpoint) -> None:
    """The list has every question with its titles, its parameters and where to ask it."""
    listed = json.loads(either.ask("/api/questions").body)
    found = {each["name"]: each for each in listed}
    assert found.keys() == {question.name for question in QUESTIONS}
    told = found["communications-to-recipient"]
    assert told["title"] == {
        "fr": "Communications à un destinataire",
        "en": "Communications to one recipient",
    }
    assert (told["parameters"][0]["name"], told["parameters"][0]["required"]) == ("recipient", True)
    assert told["href"] == TO_RECIPIENT


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/csv", "text/csv"),
    ],
)
def test_formats_by_accept(either: Endpoint, accept: str, media_type: str) -> None:
    """Without ``format``, the Accept header chooses."""
    answer = either.get(RAMQ, path=TO_RECIPIENT, accept=accept)
    assert (answer.status, answer.media_type) == (200, media_type)


def test_no_format_will_do(either: Endpoint) -> None:
    """A format that there is not, and nothing else, is 406."""
    assert either.get(RAMQ, path=TO_RECIPIENT, accept="image/png").status == 406


def test_the_workbook(either: Endpoint) -> None:
    """The Excel answer is a workbook that names what was asked, offered as a file."""
    answer = either.get({**RAMQ, "format": "xlsx", "lang": "en"}, path=TO_RECIPIENT)
    sheets = load_workbook(io.BytesIO(answer.body))
    words = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert {"Recipient", "Purpose"} <= words
    assert answer.headers["content-disposition"] == (
        'attachment; filename="communications-to-recipient.xlsx"'
    )


@pytest.mark.parametrize(("language", "heading"), [("fr", "Destinataire"), ("en", "Recipient")])
def test_the_page(either: Endpoint, language: str, heading: str) -> None:
    """The HTML answer speaks the language that is asked for, and cites the query and the data."""
    answer = either.get({**RAMQ, "format": "html", "lang": language}, path=TO_RECIPIENT)
    assert f'<html lang="{language}">' in answer.text
    assert f'<th scope="col">{heading}</th>' in answer.text
    assert "SELECT ?number ?entry" in answer.text
    assert answer.headers["greffe-data-version"] in answer.text


def test_the_style_of_the_page_is_allowed_and_nothing_else(either: Endpoint) -> None:
    """The policy names the digest of the very style that stands in the page (CSP 3, 2.3.1)."""
    answer = either.get({**RAMQ, "format": "html"}, path=TO_RECIPIENT)
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_names_are_found_as_people_write_them(either: Endpoint) -> None:
    """An acronym, a key and an IRI of the same thing give the same answer."""
    names = ("RAMQ", "ramq", "https://w3id.org/greffe/org/ramq")
    bodies = {either.get({"recipient": name}, path=TO_RECIPIENT).body for name in names}
    assert len(bodies) == 1


def test_a_name_that_nothing_has(either: Endpoint) -> None:
    """A name that nothing has is 404, with near names, and no word of the command line."""
    answer = either.get({"recipient": "RAMK"}, path=TO_RECIPIENT, accept_language="en")
    told = json.loads(answer.body)
    assert (answer.status, told["detail"]) == (
        404,
        "recipient: nothing is called 'RAMK' (recipient).",
    )
    assert "--" not in told["detail"] + told["remedy"]


def test_a_missing_parameter(either: Endpoint) -> None:
    """What a question needs and does not get is 400, with an example."""
    answer = either.ask(TO_RECIPIENT, accept_language="fr")
    told = json.loads(answer.body)
    assert (answer.status, told["remedy"]) == (400, "Par exemple : RAMQ")


@pytest.mark.parametrize(
    ("name", "given", "near"),
    [
        ("recipients-of-data-type", "data-type", "dataType"),
        ("recipients-of-data-type", "data_type", "dataType"),
        ("recipients-of-data-type", "renseignement", "dataType"),
        ("communications-to-recipient", "recipent", "recipient"),
        ("communications-to-recipient", "fromat", "format"),
    ],
)
def test_a_slip_in_the_name_of_a_parameter(
    either: Endpoint, name: str, given: str, near: str
) -> None:
    """A name that is nearly that of a parameter is 400, with the name that is meant."""
    answer = either.get({given: "x"}, path=f"/api/questions/{name}", accept_language="fr")
    told = json.loads(answer.body)
    own = find(name).parameters[0].name
    assert (answer.status, told["detail"]) == (400, f"le paramètre « {given} » est inconnu.")
    assert told["remedy"] == f"Essayez « {near} ». Cette question prend : {own}, format, lang."


def test_a_parameter_that_is_like_none(either: Endpoint) -> None:
    """A name that is like none leads to all that the question takes."""
    answer = either.get({"zzz": "x"}, path=TO_RECIPIENT, accept_language="en")
    told = json.loads(answer.body)
    assert (answer.status, told["detail"]) == (400, "the parameter 'zzz' is unknown.")
    assert told["remedy"] == "This question takes: recipient, format, lang."


def test_answers_are_kept(either: Endpoint) -> None:
    """An answer has a tag of the data and of all that was asked: 304 the second time."""
    first = either.get(RAMQ, path=TO_RECIPIENT)
    again = either.get(RAMQ, path=TO_RECIPIENT, if_none_match=first.headers["etag"])
    english = either.get({**RAMQ, "lang": "en"}, path=TO_RECIPIENT)
    assert (again.status, english.headers["etag"] != first.headers["etag"]) == (304, True)


def test_the_description_has_every_question(either: Endpoint) -> None:
    """OpenAPI 3.1 describes each question with its typed parameters."""
    told = json.loads(either.ask("/api/openapi.json").body)
    assert told["openapi"] == "3.1.0"
    assert {f"/api/questions/{question.name}" for question in QUESTIONS} <= told["paths"].keys()
    paths = told["paths"]
    year, *_ = paths["/api/questions/agreements-of-year"]["get"]["parameters"]
    recipient, *_ = paths[TO_RECIPIENT]["get"]["parameters"]
    assert (year["name"], year["schema"]["type"], year["required"]) == ("year", "integer", False)
    assert (recipient["schema"]["type"], recipient["required"]) == ("string", True)


def test_the_description_is_where_one_looks(either: Endpoint) -> None:
    """The address of the API leads to its description."""
    answer = either.ask("/api")
    assert (answer.status, answer.headers["location"]) == (303, "/api/openapi.json")
