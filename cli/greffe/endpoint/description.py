"""What the endpoint says of itself: SPARQL 1.1 Service Description and VoID, as Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.namespaces import PREFIXES, ROOT
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.endpoint.process import Served

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "TriG",
    "N-Quads",
)


def service(served: Served, endpoint: str) -> str:
    """Return the description of the service at an address (Service Description, section 3)."""
    formats = ", ".join(str(Iri(f"{_FORMATS}{name}")) for name in _RESULTS)
    graphs = "".join(f" ;\n  sd:namedGraph [ sd:name {Iri(each)} ]" for each in served.graphs)
    return "\n".join(
        (
            *_prefixes(),
            f"{Iri(endpoint)} a sd:Service ;",
            f" sd:endpoint {Iri(endpoint)} ;",
            " sd:supportedLanguage sd:SPARQL11Query ;",
            f" sd:resultFormat {formats} ;",
            " sd:feature sd:UnionDefaultGraph ;",
            f" sd:defaultDataset {Iri(_dataset(endpoint))} .",
            f"{Iri(_dataset(endpoint))} a sd:Dataset ;",
            f"  sd:defaultGraph [ a sd:Graph{_triples(served)} ]{graphs} .",
            "",
        )
    )


def void(served: Served, endpoint: str) -> str:
    """Return the description of the data (VoID, sections 3.3 and 4.2)."""
    return "\n".join(
        (
            *_prefixes(),
            f"<> a void:DatasetDescription ; foaf:primaryTopic {Iri(_dataset(endpoint))} .",
            f"{Iri(_dataset(endpoint))} a void:Dataset ;",
            ' dcterms:title "Le graphe de Greffe"@fr, "The Greffe graph"@en ;',
            *_version(served),
            f" void:sparqlEndpoint {Iri(endpoint)} ;",
            f' void:uriSpace "{ROOT}"{_triples(served)} .',
            "",
        )
    ).replace("<>", str(Iri(f"{_root(endpoint)}.well-known/void")))


def _triples(served: Served) -> str:
    return "" if served.quads is None else f" ; void:triples {served.quads}"


def _version(served: Served) -> Iterator[str]:
    if served.version:
        yield f" dcterms:hasVersion {Iri(f'urn:greffe:{served.version}')} ;"


def _prefixes() -> Iterator[str]:
    yield f"@prefix sd: <{SD}> ."
    for name in ("dcterms", "foaf", "void"):
        yield f"@prefix {name}: <{PREFIXES[name]}> ."


def _dataset(endpoint: str) -> str:
    return f"{_root(endpoint)}.well-known/void#dataset"


def _root(endpoint: str) -> str:
    return endpoint.removesuffix("sparql")
