"""All the files together: one place each, the same bytes each time, nobody's name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rdflib import Dataset, Graph
from tests.publication.descriptions.conftest import TODAY

from greffe.language import Text
from greffe.publication.descriptions import artefacts
from greffe.publication.descriptions.files import TURTLE, File, offer
from greffe.publication.descriptions.holdings import holdings

if TYPE_CHECKING:
    import pytest

    from greffe.publication.descriptions.files import Offer
    from greffe.publication.site.site import Site

# Read in the register: the natural person among the recipients.
PERSON = (b"Celia", b"Barros", b"Santiago")
# The contract of the places.
EXPECTED = {
    "data/greffe.nq",
    "data/greffe.nq.gz",
    "data/greffe.trig",
    "data/greffe.jsonld",
    "data/mifi/register.ttl",
    "data/mifi/register.jsonld",
    "data/mifi/register.csv",
    "data/mifi/register.csv-metadata.json",
    "data/mifi/register-excel.csv",
    "data/mifi/register.xlsx",
    "data/mifi/inventory.csv",
    "data/mifi/body.ttl",
    "data/law/qc-a-2.1.ttl",
    "data/concepts/data-type.jsonld",
    "data/organizations.ttl",
    "data/ontology.ttl",
    "data/ontology-alignments.ttl",
    "data/questions.ttl",
    "catalog.ttl",
    "catalog.jsonld",
    "void.ttl",
    ".well-known/void",
    "ckan/registre-des-communications-mifi/package.json",
    "robots.txt",
    "sitemap.xml",
    "opensearch.xml",
    "en/opensearch.xml",
    "fil.atom",
    "en/feed.atom",
    "ententes.ics",
    "en/agreements.ics",
}
SYNTAX = {"ttl": "turtle", "jsonld": "json-ld", "trig": "trig", "nq": "nquads"}


def test_files_are_where_they_are_looked_for(contents: dict[str, bytes]) -> None:
    """Every file of the contract is there, and no path twice."""
    assert set() == EXPECTED - contents.keys()


def test_no_path_is_given_twice(site: Site) -> None:
    """Two files of one site never have the same place."""
    paths = [each.path for each in artefacts(site)]
    assert len(set(paths)) == len(paths)


def test_two_builds_give_the_same_bytes(
    site: Site, contents: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spreadsheets, compressed files and descriptions carry no date of their making."""
    monkeypatch.setenv("GREFFE_TODAY", TODAY)
    again = {each.path: each.content(site) for each in artefacts(site)}
    assert [] == [path for path, content in again.items() if content != contents[path]]


def test_a_build_of_another_day_gives_the_same_bytes(
    site: Site, contents: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two renewals of agreements the day of the build shows nowhere."""
    monkeypatch.setenv("GREFFE_TODAY", "2027-02-03")
    again = {each.path: each.content(site) for each in artefacts(site)}
    assert [] == [path for path, content in again.items() if content != contents[path]]


def test_a_natural_person_is_named_in_no_file(contents: dict[str, bytes]) -> None:
    """No part of the name is in any file that is not compressed."""
    plain = {path: data for path, data in contents.items() if not path.endswith((".gz", ".xlsx"))}
    assert [] == [(path, part) for path, data in plain.items() for part in PERSON if part in data]


def test_every_file_of_rdf_is_read_by_rdflib(contents: dict[str, bytes]) -> None:
    """Whatever has the suffix of a syntax is of that syntax, and says something."""
    for path, content in contents.items():
        syntax = SYNTAX.get(path.rpartition(".")[2])
        if syntax is not None and not path.startswith("data/greffe."):
            assert len(Graph().parse(data=content, format=syntax)) > 0, path


def test_every_json_file_is_json(contents: dict[str, bytes]) -> None:
    """JSON, JSON-LD and CSVW metadata are read by the standard library."""
    for path, content in contents.items():
        if path.endswith((".json", ".jsonld")):
            assert json.loads(content), path


def test_the_small_workspace_has_all_its_files(sample_site: Site) -> None:
    """Nothing asks that a body have a directory, renewals or dates."""
    contents = {each.path: each.content(sample_site) for each in artefacts(sample_site)}
    assert "data/exemple/register.csv" in contents
    assert "fil.atom" not in contents
    dataset = Dataset()
    dataset.parse(data=contents["data/greffe.trig"], format="trig")
    assert len(sample_site.store) == len(list(dataset.quads()))


def test_every_graph_is_a_holding_with_its_own_place(site: Site) -> None:
    """Each graph of the store is offered once, under a place of its own, and the questions."""
    found = holdings(site)
    assert {*site.store.graphs(), "https://w3id.org/greffe/question"} == {h.iri for h in found}
    assert len(found) == len({each.stem for each in found})


def test_a_title_names_the_body_in_both_languages(offered: Offer) -> None:
    """Registers of several bodies are told apart in a catalogue."""
    (register,) = [each for each, _ in offered.parts if each.stem == "data/mifi/register"]
    ministry = "Ministère de l'Immigration, de la Francisation et de l'Intégration"
    title = "Registre ministériel des communications sans consentement"
    assert f"{title} – {ministry}" == register.title.fr
    assert f"Register of communications without consent – {ministry}" == register.title.en


def test_a_measure_is_taken_once(site: Site) -> None:
    """A file knows its size before and after it is written, and it is that of its content."""
    (dump, *_) = offer(site).whole
    before = dump.measure()
    assert len(dump.content()) == before.size
    assert before is dump.measure()


def test_what_is_measured_is_made_once_for_its_measure_and_its_content() -> None:
    """A file that is measured before it is written is not made twice; later it is made again."""
    made = iter([b"abc", b"abc"])
    file = File("a", TURTLE, Text("a", "a"), lambda: next(made))
    assert (3, b"abc", 3) == (file.measure().size, file.content(), file.measure().size)
    assert [b"abc"] == list(made)


def test_a_large_graph_is_offered_compressed_only(site: Site) -> None:
    """One statement over the limit, and the plain dumps are gone; the registers stay."""
    size = len(site.store)
    plain = {each.path for each in offer(site, size).whole}
    large = {each.path for each in offer(site, size - 1).whole}
    assert {path for path in plain if path.endswith(".gz")} == large
    assert "data/greffe.nq" in plain
