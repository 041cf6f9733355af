"""Where things have their place on the site."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.bodies import Body
from greffe.publication.site.addresses import Addresses, Place, relative

ROOT = "https://w3id.org/greffe/"
MIFI = Body("mifi", f"{ROOT}org/mifi", f"{ROOT}id/mifi")
ELSEWHERE = Body("ville", f"{ROOT}org/ville", "https://donnees.ville.example/id/ville")
ADDRESSES = Addresses.of([MIFI, ELSEWHERE])

# Read off the table of identifiers in the design: what, then folder and fragment.
PLACES = {
    f"{ROOT}org/ircc": ("org/ircc/", ""),
    f"{ROOT}law/qc/a-2.1/art/67.2.1": ("law/qc/a-2.1/art/67.2.1/", ""),
    f"{ROOT}law/qc/a-2.1/art/59/al/2/par/3": ("law/qc/a-2.1/art/59/al/2/par/3/", ""),
    f"{ROOT}concept/data-type/name-last": ("concept/data-type/name-last/", ""),
    f"{ROOT}concept/data-type": ("concept/data-type/", ""),
    f"{ROOT}question/outside-quebec": ("question/outside-quebec/", ""),
    f"{ROOT}ontology#recipient": ("ontology/", "recipient"),
    f"{ROOT}ontology": ("ontology/", ""),
    f"{ROOT}shapes#CommunicationShape-recipient": ("shapes/", "CommunicationShape-recipient"),
    f"{ROOT}id/mifi/register": ("id/mifi/register/", ""),
    f"{ROOT}id/mifi/register/span/title": ("id/mifi/register/", "span-title"),
    f"{ROOT}id/mifi/communication/17": ("id/mifi/communication/17/", ""),
    f"{ROOT}id/mifi/communication/5/citation/1": ("id/mifi/communication/5/", "citation-1"),
    f"{ROOT}id/mifi/file/3/span/unitText": ("id/mifi/file/3/", "span-unitText"),
    f"{ROOT}id/mifi/agreement/contrats-service": ("id/mifi/agreement/contrats-service/", ""),
    "https://donnees.ville.example/id/ville/file/2": ("id/ville/file/2/", ""),
}


@pytest.mark.parametrize("iri", PLACES)
def test_each_identifier_has_its_place(iri: str) -> None:
    """A thing's folder is the path of its identifier; what it owns is a fragment there."""
    assert ADDRESSES.place(iri) == Place(*PLACES[iri])


@pytest.mark.parametrize(
    "iri", ["https://example.org/x", "http://www.w3.org/ns/org#Organization", f"{ROOT}org/x#y"]
)
def test_what_is_not_ours_has_no_place(iri: str) -> None:
    """An identifier of another vocabulary has no page here."""
    assert ADDRESSES.place(iri) is None


def test_a_node_is_owned_by_the_thing_before_it() -> None:
    """A citation stands on the page of its communication, a term on that of the ontology."""
    owned = [f"{ROOT}id/mifi/communication/5/citation/1", f"{ROOT}ontology#recipient"]
    assert [ADDRESSES.owner(iri) for iri in owned] == [
        f"{ROOT}id/mifi/communication/5",
        f"{ROOT}ontology",
    ]


def test_a_place_is_written_as_a_reference() -> None:
    """What a path may not hold is percent-encoded (RFC 3986)."""
    assert str(Place("org/é t/", "a b")) == "org/%C3%A9%20t/#a%20b"


segments = st.lists(st.text("abc-.9", min_size=1, max_size=4), max_size=4).filter(
    lambda parts: not {".", ".."} & set(parts)
)


@given(segments, segments, st.sampled_from(["", "data.ttl", "#x"]), segments)
def test_a_relative_reference_leads_where_it_should(
    target: list[str], here: list[str], end: str, root: list[str]
) -> None:
    """Resolved as RFC 3986 says, it gives the target under whatever root the site stands."""
    base = "https://host.example/" + "".join(f"{part}/" for part in root)
    wanted = "".join(f"{part}/" for part in target) + end
    stood = "".join(f"{part}/" for part in here)
    assert urljoin(base + stood, relative(wanted, stood)) == base + wanted
