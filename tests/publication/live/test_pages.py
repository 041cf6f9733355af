"""What the pages of questions hold before any script runs."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Oxigraph
from tests.publication.live.conftest import PUBLICATION

from greffe.language import LANGUAGES
from greffe.namespaces import PREFIXES
from greffe.publication.descriptions import artefacts
from greffe.publication.live import editor, settings
from greffe.publication.live import questions as section
from greffe.publication.live.charts import Bar, chart
from greffe.publication.live.options import Option, chosen, options
from greffe.publication.site.opening import open_site
from greffe.publication.site.rendering import render
from greffe.questions import catalogue, find
from greffe.results.grid import Cell, Grid
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site
    from greffe.questions import Parameter, Question


@pytest.fixture(scope="module")
def site() -> Site:
    """Return the site of the bundled data."""
    return open_site(Workspace.at())


def page_of(site: Site, name: str) -> Page:
    """Return the page of a question."""
    return next(p for p in section.pages(site) if p.address.fr == f"question/{name}/")


def parameter(name: str) -> Parameter:
    """Return the first parameter of a question."""
    return find(name).parameters[0]


def test_every_question_has_a_page_in_both_languages(site: Site) -> None:
    """The library is published whole, after the page that lists it."""
    first, *others = section.pages(site)
    assert (first.address.fr, first.address.en) == ("question/", "en/question/")
    names = [question.name for question in catalogue()]
    assert [f"question/{name}/" for name in names] == [page.address.fr for page in others]
    assert [f"en/question/{name}/" for name in names] == [page.address.en for page in others]


def test_the_list_leads_to_every_question_once() -> None:
    """Each question stands under one subject, and every subject has a name of its own."""
    groups = section.by_subject(catalogue())
    listed = [question.name for _, questions in groups for question in questions]
    assert sorted(listed) == sorted(question.name for question in catalogue())
    assert {name for name, _ in groups} <= set(section.TAGS.values())


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_a_page_holds_an_answer_without_scripts(site: Site, question: Question) -> None:
    """Each question is answered on its page: as it is, or for its example."""
    reply = section.example(question, site.store)
    assert reply is not None
    html, _ = render(site, page_of(site, question.name), "fr")
    assert html.count("<tbody>") == (1 if reply.table.rows else 0)


def test_a_page_shows_what_a_reader_finds(site: Site) -> None:
    """The page about the RAMQ names C2, which the register sends there, and links to its page."""
    html, _ = render(site, page_of(site, "communications-to-recipient"), "fr")
    assert '<a href="../../id/mifi/communication/2/">C2</a>' in html
    assert "Régie de l&#39;assurance maladie du Québec" in html


def test_the_query_is_shown_as_it_is(site: Site) -> None:
    """The SPARQL on the page is the text of the library, escaped for HTML and nothing else."""
    from html import unescape

    question = find("outside-quebec")
    html, _ = render(site, page_of(site, "outside-quebec"), "en")
    shown = html.partition("<pre")[2].partition("<code>")[2].partition("</code>")[0]
    assert unescape(shown) == question.text


def test_a_question_names_the_provision_that_it_serves(site: Site) -> None:
    """A question that serves a provision of law links to its page."""
    served = next(each for each in catalogue() if each.provision)
    html, _ = render(site, page_of(site, served.name), "fr")
    assert f'href="../../law/{served.provision}/"' in html


def test_concepts_are_offered_by_name_in_the_order_of_a_dictionary(site: Site) -> None:
    """Accents do not send a category to the end of the list."""
    labels = [each.label for each in options(site, parameter("recipients-of-category"), "fr")]
    at = labels.index("Éducation")
    assert labels[at - 1 : at + 2] == ["Démographie", "Éducation", "Emploi"]


def test_entries_are_offered_by_number(site: Site) -> None:
    """C9 stands before C10, and all thirty-eight communications are there."""
    labels = [each.label for each in options(site, parameter("files-covering-communication"), "fr")]
    numbers = [int(label.partition(" ")[0][1:]) for label in labels]
    assert numbers == sorted(numbers)
    assert labels[0] == "C1 – Statistique Canada"


def test_a_choice_is_sent_without_our_root() -> None:
    """Links stay short; a thing that lives elsewhere keeps its whole identifier."""
    assert chosen("https://w3id.org/greffe/org/saaq") == "org/saaq"
    assert chosen("https://data.x.qc.ca/id/x/unit/1") == "https://data.x.qc.ca/id/x/unit/1"


def test_no_two_choices_look_the_same(site: Site) -> None:
    """Whoever chooses by name chooses one thing."""
    for question in catalogue():
        for each in question.parameters:
            for language in LANGUAGES:
                labels = [option.label for option in options(site, each, language)]
                assert len(labels) == len(set(labels)), (question.name, each.name)


def test_a_text_and_a_year_are_written_not_chosen(site: Site) -> None:
    """What a person writes has no list of choices."""
    assert options(site, parameter("words-in-documents"), "fr") == ()
    assert options(site, parameter("agreements-of-year"), "en") == ()


def test_no_choice_names_a_natural_person(site: Site) -> None:
    """Forms offer organisations and groups; persons are in no list."""
    recipients = options(site, parameter("communications-to-recipient"), "fr")
    assert isinstance(recipients[0], Option)
    assert not [each for each in recipients if "/person/" in each.value]


def grid(*rows: tuple[str, str]) -> Grid:
    """Return a grid of names and numbers."""
    return Grid(
        ("Qui", "Combien"), tuple((Cell(a), Cell(b, is_number=True)) for a, b in rows), "fr"
    )


def test_bars_are_as_long_as_their_numbers() -> None:
    """The longest bar is whole, the others are in proportion, an unnamed one has a dash."""
    found = chart(grid(("a", "8"), ("", "2"), ("c", "0")))
    assert found is not None
    assert found.heading == "Combien"
    assert found.bars == (Bar("a", "8", "100"), Bar("–", "2", "25"), Bar("c", "0", "0"))


@pytest.mark.parametrize("rows", [[("a", "1")], [(f"r{n}", "1") for n in range(61)]])
def test_no_bars_where_they_would_say_nothing(rows: list[tuple[str, str]]) -> None:
    """One bar compares nothing, and more than sixty cannot be read."""
    assert chart(grid(*rows)) is None


def test_the_page_loads_the_graph_of_the_site(site: Site) -> None:
    """The data of the page are the compressed copy of the whole graph that the site offers."""
    (offered,) = (each for each in artefacts(site) if each.path == settings.DATA)
    engine = Oxigraph()
    engine.load(gzip.decompress(offered.content(site)), format=RdfFormat.TRIG)
    assert len(engine) == len(site.store)
    told = json.loads(settings.settings(site))["data"]
    assert told["path"].partition("?")[0] == offered.path
    assert told["bytes"] == len(offered.content(site))


def test_the_scripts_are_told_prefixes_places_and_sizes(site: Site) -> None:
    """The settings hold our prefixes, the folder of each body, and the true sizes."""
    told = json.loads(settings.settings(site))
    assert told["prefixes"] == PREFIXES
    assert told["places"]["bases"] == {"https://w3id.org/greffe/id/mifi/": "id/mifi/"}
    assert told["version"] == site.version
    assert [each["iri"] for each in told["sources"]] == list(site.things("source"))
    assert {"fr", "en", "iri"} == {key for each in told["sources"] for key in each}
    wasm = PUBLICATION / "vendor" / "oxigraph" / "oxigraph.wasm"
    assert told["data"]["engine"] == wasm.stat().st_size


def test_the_site_carries_engine_and_editor_with_their_licences(site: Site) -> None:
    """Third parties' builds are written beside our scripts; the recipe is not."""
    paths = [each.path for each in settings.artefacts(site)]
    assert "assets/vendor/oxigraph/oxigraph.wasm" in paths
    assert "assets/vendor/oxigraph/LICENSE-MIT.txt" in paths
    assert "assets/vendor/yasgui/THIRD-PARTIES.txt" in paths
    assert not [path for path in paths if "recipe" in path]


def test_a_graph_too_large_for_a_page_is_left_to_the_command(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the limit no engine is carried, no form is shown, and the page says why."""
    monkeypatch.setattr(settings, "MOST_QUADS", 1)
    assert list(settings.artefacts(site)) == []
    html, _ = render(site, page_of(site, "outside-quebec"), "fr")
    assert "trop grandes pour une page" in html
    assert "<form id=" not in html
    (page,) = editor.pages(site)
    assert "trop grandes pour une page" in render(site, page, "fr")[0]


def test_pages_need_no_inline_script_or_style(site: Site) -> None:
    """A strict content security policy finds nothing to forbid."""
    for page in (*section.pages(site), *editor.pages(site)):
        html, _ = render(site, page, "en")
        assert " style=" not in html
        assert " onclick=" not in html
        assert html.count("<script>") == 0
