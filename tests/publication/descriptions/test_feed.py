"""The feed: valid Atom, dated by the data and by nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import pytest
from tests.memory import in_memory
from tests.publication.descriptions.conftest import BASE_URL, EXEMPLE, site_of

from greffe.language import LANGUAGES, Text
from greffe.publication.descriptions import artefacts
from greffe.publication.descriptions.feed import PATHS, Event, atom, events, withdrawals
from greffe.publication.descriptions.holdings import Holding
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.language import Language
    from greffe.publication.site.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = Text("id/x/register/", "en/id/x/register/")


def holding(**dates: str | None) -> Holding:
    """Return a register that states some dates."""
    title, about = Text("Registre <1>", "Register <1>"), Text("À propos", "About")
    iri = "https://w3id.org/greffe/id/x/register"
    return Holding(iri, "register", title, about, "data/x/register", PAGE, iri, None, **dates)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_reader_reads_the_feed_of_the_bundled_data(
    language: Language, contents: dict[str, bytes]
) -> None:
    """The ontology was published on 21 November 2026: the one dated thing there is."""
    read = feedparser.parse(contents[PATHS[language]])
    assert not read.bozo
    assert "atom10" == read.version
    assert language == read.feed.language
    assert ["2026-11-21T00:00:00Z"] == [entry.updated for entry in read.entries]
    assert read.entries[0].link.startswith(BASE_URL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_has_what_rfc_4287_asks(language: Language, contents: dict[str, bytes]) -> None:
    """Feed and entries have one id, title and updated; the feed an author and a link to itself."""
    root = ET.fromstring(contents[PATHS[language]])  # noqa: S314 - our own file
    for node in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert 1 == len(node.findall(f"{ATOM}{name}")), name
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    own = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert [BASE_URL + PATHS[language]] == own


def test_what_states_no_date_is_no_news() -> None:
    """A register without dates is in no feed, and a feed without entries is none."""
    assert () == events([holding()])
    assert None is atom((), BASE_URL, "Greffe", "fr")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"issued": "2026-01-02"}, [("2026-01-02", "Published")]),
        ({"created": "2026-01-02"}, [("2026-01-02", "Published")]),
        (
            {"issued": "2026-01-02", "created": "2025-12-01", "modified": "2026-03-04"},
            [("2026-03-04", "Changed"), ("2026-01-02", "Published")],
        ),
        ({"issued": "2026-01-02", "modified": "2026-01-02"}, [("2026-01-02", "Published")]),
        ({"modified": "2026-03-04"}, [("2026-03-04", "Changed")]),
    ],
)
def test_an_event_has_the_day_that_the_data_state(
    dates: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    """Publication on its day, a later change on its own; the latest first."""
    found = [(each.day, each.title.en.partition(":")[0]) for each in events([holding(**dates)])]
    assert expected == found


def test_signs_of_xml_in_a_title_are_words() -> None:
    """« <1> » in a title comes back as it was."""
    told = atom(events([holding(issued="2026-01-02")]), BASE_URL, "A & B", "fr")
    read = feedparser.parse(told)
    assert "Publié : Registre <1>" == re.sub(
        "&lt;", "<", re.sub("&gt;", ">", read.entries[0].title)
    )
    assert "A & B" == read.feed.author


def test_two_events_of_one_thing_are_two_entries() -> None:
    """Their identifiers differ by the day."""
    happened = events([holding(issued="2026-01-02", modified="2026-03-04")])
    read = feedparser.parse(atom(happened, BASE_URL, "Greffe", "en"))
    assert 2 == len({entry.id for entry in read.entries})
    assert "2026-03-04T00:00:00Z" == read.feed.updated
    assert isinstance(happened[0], Event)


WITHDRAWN = """
<https://w3id.org/greffe/id/exemple/communication/9> greffe:withdrawn "2026-05-06"^^xsd:date ;
    dcterms:identifier "C9" .
"""


@pytest.fixture
def withdrawing(sample_dir: Path) -> Site:
    """Return a site one of whose communications was withdrawn."""
    register = sample_dir / "exemple" / "register.ttl"
    register.write_text(register.read_text(encoding="utf-8") + WITHDRAWN, encoding="utf-8")
    return site_of(in_memory(Workspace.at(sample_dir).files()), EXEMPLE)


def test_a_withdrawal_is_news_of_its_day(withdrawing: Site) -> None:
    """Its entry leads to the page that says what it was."""
    (event,) = withdrawals(withdrawing)
    assert ("2026-05-06", "Withdrawn: C9") == (event.day, event.title.en)
    assert Text("id/exemple/communication/9/", "en/id/exemple/communication/9/") == event.page


def test_no_sitemap_lists_what_was_withdrawn(withdrawing: Site) -> None:
    """Servers answer 410 there, which no list of pages should lead to; the feed does."""
    contents = {each.path: each.content(withdrawing) for each in artefacts(withdrawing)}
    assert b"communication/9/" not in contents["sitemap.xml"]
    assert b"concept/data-category/sante/" in contents["sitemap.xml"]
    assert b"communication/9/" in contents["fil.atom"]
