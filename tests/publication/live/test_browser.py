"""Live questions in a real browser: by keyboard, by link, taken away, stopped, without scripts."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from greffe.questions import find

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.publication.live.browsing import Visit

    from greffe.store import Store

RECIPIENT = "question/communications-to-recipient/"
EVERYTHING_SQUARED = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
NEVER_TWICE = "SELECT ?entry WHERE { ?entry a greffe:Communication ; greffe:position 17 }"


def rows(page: Page) -> list[list[str]]:
    """Return the words of the answer's table."""
    return [
        [cell.inner_text() for cell in row.locator("td").all()]
        for row in page.locator("#result tbody tr").all()
    ]


def test_a_question_is_asked_by_keyboard_alone(visit: Visit) -> None:
    """From the field, a choice by its first letters, Tab and Enter give the answer."""
    page = visit.go(RECIPIENT)
    page.locator("#field-recipient").focus()
    page.keyboard.type("Statistique Can")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert visit.answer("ligne") == "1 ligne."
    assert [row[0] for row in rows(page)] == ["C1"]


def test_a_name_in_the_answer_leads_to_its_page(visit: Visit) -> None:
    """Entries are links to their pages in the language of the page."""
    page = visit.go(f"en/{RECIPIENT}?recipient=org/statistique-canada")
    visit.answer("1 row")
    link = page.locator("#result tbody a").first
    assert link.evaluate("link => link.href") == f"{visit.root}en/id/mifi/communication/1/"


def test_a_permanent_link_gives_the_same_answer_again(visit: Visit) -> None:
    """What is in the address after an answer gives that answer to whoever opens it."""
    page = visit.go(RECIPIENT)
    page.locator("#field-recipient").select_option("org/mess")
    page.get_by_role("button", name="Répondre").click()
    visit.answer("lignes")
    expected, address = rows(page), page.url
    visit.go(address.removeprefix(visit.root))
    visit.answer("lignes")
    assert expected == rows(page)
    assert page.locator("#field-recipient").input_value() == "org/mess"


def test_the_answer_built_in_is_the_one_computed_live(visit: Visit) -> None:
    """Asking again what the page already answers changes nothing but the bars' place."""
    page = visit.go("question/count-by-recipient/")
    built_in = rows(page)
    page.get_by_role("button", name="Recalculer").click()
    visit.answer("lignes")
    assert built_in == rows(page)
    assert len(built_in) == page.locator(".bar").count() > 0


def test_an_empty_or_ill_typed_field_is_named_and_gets_the_focus(visit: Visit) -> None:
    """A fault of a field is said in words, on the field, before anything is loaded."""
    page = visit.go("question/agreements-of-year/")
    page.locator("#field-year").fill("l’an dernier")
    page.keyboard.press("Enter")
    assert "une année de quatre chiffres" in visit.answer("Le champ")
    assert page.locator("#field-year").get_attribute("aria-invalid") == "true"
    assert page.locator("#field-year").evaluate("field => field === document.activeElement")
    assert not any(url.endswith(".wasm") for url in visit.requests)


def test_a_link_without_a_required_value_asks_with_the_example(visit: Visit) -> None:
    """``?live=1`` alone asks the question as the page answers it, rather than scold."""
    page = visit.go("question/communications-to-recipient/?live=1")
    built_in = page.locator("#field-recipient").input_value()
    visit.answer("lignes")
    assert built_in == page.locator("#field-recipient").input_value() != ""
    assert len(rows(page)) > 1


def test_what_a_person_types_is_only_ever_a_value(visit: Visit) -> None:
    """Braces, quotes and keywords in a text field find nothing and break nothing."""
    page = visit.go("question/words-in-documents/")
    page.locator("#field-words").fill('"} UNION { ?a ?b ?c } # \\')
    page.keyboard.press("Enter")
    assert visit.answer("Aucune ligne")


def taken(page: Page, button: str, folder: Path) -> bytes:
    """Return the file that a download button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def cells(book: bytes) -> list[tuple[object, ...]]:
    """Return the values of a workbook's first sheet, row by row."""
    return list(load_workbook(BytesIO(book)).worksheets[0].iter_rows(values_only=True))


def test_an_answer_is_taken_away_in_four_formats(visit: Visit, tmp_path: Path) -> None:
    """CSV and what describes it, CSV for French Excel, a workbook and JSON hold the same rows."""
    page = visit.go(f"{RECIPIENT}?recipient=org/mess")
    visit.answer("lignes")
    shown = rows(page)
    plain = list(csv.reader(StringIO(taken(page, "CSV", tmp_path).decode())))
    assert plain[0] == list(find("communications-to-recipient").returns)
    assert len(plain) == len(shown) + 1
    french = taken(page, "CSV pour Excel en français", tmp_path).decode()
    assert french.startswith("\ufeff")
    sheet = list(csv.reader(StringIO(french.removeprefix("\ufeff")), delimiter=";"))
    assert [row[0] for row in sheet[1:]] == [row[0] for row in shown]
    book = cells(taken(page, "Excel (.xlsx)", tmp_path))
    assert [[cell or "" for cell in row] for row in book] == sheet
    told = json.loads(taken(page, "Provenance du CSV (CSVW)", tmp_path))
    assert [each["name"] for each in told["tableSchema"]["columns"]] == plain[0]
    bindings = json.loads(taken(page, "JSON", tmp_path))["results"]["bindings"]
    assert len(bindings) == len(shown)


def test_the_workbook_tells_where_its_rows_come_from(visit: Visit, tmp_path: Path) -> None:
    """A second sheet has the question, its address, the version, the documents and the query."""
    page = visit.go(f"{RECIPIENT}?recipient=org/mess")
    visit.answer("lignes")
    book = load_workbook(BytesIO(taken(page, "Excel (.xlsx)", tmp_path)))
    assert book.sheetnames == ["Greffe", "Provenance"]
    told = list(book["Provenance"].iter_rows(values_only=True))
    question = find("communications-to-recipient")
    assert told[0] == ("Question", question.title.fr)
    assert [name for name, _ in told[1:]] == [
        "Adresse qui repose la question",
        "Version des données",
        "Document d’où viennent les données",
        "Document d’où viennent les données",
        "Requête SPARQL",
    ]
    assert str(told[1][1]).endswith("/question/communications-to-recipient/?recipient=org%2Fmess")
    assert [
        str(words).endswith(f"/source/{name}>")
        for (_, words), name in zip(told[3:5], ("inventaire", "registre"), strict=True)
    ] == [True, True]
    assert told[-1][1] == question.text


def test_the_workbook_is_the_one_of_the_command(visit: Visit, store: Store, tmp_path: Path) -> None:
    """Page and command fill the same cells of a workbook, numbers as numbers."""
    from greffe.questions import answer
    from greffe.results.grid import About, arrange
    from greffe.results.labels import wording
    from greffe.results.workbook import xlsx

    page = visit.go("question/count-by-recipient/?live=1")
    visit.answer("lignes")
    reply = answer(find("count-by-recipient"), {}, store)
    told = wording(reply.table, store, "fr", About(reply.question.returns))
    expected = cells(xlsx(arrange(reply.table, told)))
    found = cells(taken(page, "Excel (.xlsx)", tmp_path))
    assert [row[-1] for row in expected] == [row[-1] for row in found]
    assert all(isinstance(row[-1], int) for row in found[1:])


def test_a_query_of_ones_own_is_answered_and_linked(visit: Visit) -> None:
    """The editor answers on Ctrl + Enter, and its address holds the query."""
    page = visit.go("interroger/")
    page.locator("#query").fill(NEVER_TWICE)
    page.keyboard.press("Control+Enter")
    assert visit.answer("ligne") == "1 ligne."
    assert rows(page) == [["C17"]]
    assert NEVER_TWICE in page.evaluate(
        "() => new URLSearchParams(location.hash.slice(1)).get('q')"
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * WHERE { SERVICE <https://example.org/sparql> { ?s ?p ?o } }", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "Seules les requêtes"),
        ("SELECT * FROM <https://example.org/> { ?s ?p ?o }", "n’est pas dans les données"),
        ("SELECT * WHERE {", "Erreur de syntaxe, ligne 1"),
        (f"SELECT * WHERE {'{' * 501}{'}' * 501}", "niveaux"),
    ],
)
def test_the_editor_refuses_in_words(visit: Visit, query: str, words: str) -> None:
    """What may not or cannot be asked is refused in a sentence, without a request."""
    visit.go(f"interroger/#q={quote(query)}")
    visit.answer(words)


def test_the_deepest_query_that_is_allowed_does_not_break_the_engine(visit: Visit) -> None:
    """The bound on nesting leaves the engine standing in a worker's smaller stack."""
    nested = f"ASK WHERE {'{' * 499} ?s ?p ?o {'}' * 499}"
    page = visit.go(f"interroger/#q={quote(nested)}")
    visit.answer("Oui")
    page.locator("#query").fill(NEVER_TWICE)
    page.keyboard.press("Control+Enter")
    visit.answer("1 ligne")


def test_a_hostile_query_is_stopped_and_the_next_is_answered(visit: Visit) -> None:
    """A query that never ends is ended, says so, and leaves the page ready to answer."""
    page = visit.go("interroger/")
    page.locator("#query-form").evaluate("form => { form.dataset.seconds = '1'; }")
    page.locator("#query").fill(EVERYTHING_SQUARED)
    page.keyboard.press("Control+Enter")
    assert "plus de 1 s." in visit.answer("arrêtée")
    page.locator("#query").fill(NEVER_TWICE)
    page.keyboard.press("Control+Enter")
    visit.answer("1 ligne")


def test_a_person_can_stop_a_query(visit: Visit) -> None:
    """The button that stops a query appears while it runs and stops it."""
    page = visit.go(f"interroger/#q={quote(EVERYTHING_SQUARED)}")
    visit.answer("Recherche")
    page.get_by_role("button", name="Arrêter").click()
    visit.answer("La requête a été arrêtée.")
    assert page.get_by_role("button", name="Arrêter").is_hidden()


def test_a_page_loads_the_data_once_for_all_its_queries(visit: Visit) -> None:
    """Names, questions and the experts' editor share one load of the graph and the engine."""
    page = visit.go(f"{RECIPIENT}?recipient=org/mess")
    visit.answer("lignes")
    page.locator("#field-recipient").select_option("org/ircc")
    page.get_by_role("button", name="Répondre").click()
    page.locator("#result td", has_text="C17").first.wait_for()
    loads = [url for url in visit.requests if ".wasm" in url or ".trig.gz" in url]
    assert len(loads) == len(set(loads)) == 2


def test_without_scripts_a_question_has_its_answer(visit_without_scripts: Visit) -> None:
    """A browser without scripts shows the answer built in and no dead form."""
    page = visit_without_scripts.go("question/count-by-recipient/")
    assert len(rows(page)) > 10
    assert page.locator("#question-form").is_hidden()


def test_the_experts_editor_is_answered_by_the_page(visit: Visit) -> None:
    """Yasgui sends its query to the page's own engine and shows its rows."""
    page = visit.go(f"interroger/#q={quote(NEVER_TWICE)}")
    visit.answer("1 ligne")
    page.locator("#advanced summary").click()
    page.locator(".yasqe_queryButton").click()
    row = page.locator("#yasgui .yasr_results table tbody tr")
    assert "communication/17" in row.inner_text()
    # Its column handles would bring a style element along, which the policy refuses.
    visit.complaints[:] = [said for said in visit.complaints if "inline style" not in said]


def test_the_visual_builder_writes_and_runs_a_query(visit: Visit) -> None:
    """A recipient chosen with the mouse becomes a query in the editor, and its answer."""
    page = visit.go("interroger/")
    page.locator("#visual summary").click()
    choose(page, "Communication sans consentement")
    choose(page, "Organisme")
    page.locator("spar-natural .select2-selection").first.click()
    page.locator(".select2-results__option", has_text="Statistique Canada").click()
    page.locator("#sparnatural .playBtn").click()
    assert visit.answer("ligne") == "1 ligne."
    assert "org/statistique-canada>" in page.locator("#query").input_value()
    assert rows(page) == [["C1"]]
    # Its markup carries styles of its own, which the policy refuses; and it talks to itself.
    noise = ("inline style", "requested property null")
    visit.complaints[:] = [s for s in visit.complaints if not any(word in s for word in noise)]


def choose(page: Page, name: str) -> None:
    """Choose a kind of thing in the visual builder, by its exact name."""
    choice = page.locator("spar-natural li:visible").get_by_text(name, exact=True).first
    choice.wait_for()
    choice.click()
