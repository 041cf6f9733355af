"""The namespaces of Greffe and of the vocabularies it uses, as plain strings.

Plain strings, so that nothing heavy is imported: ``ontology/prefixes.ttl`` declares the same list
for machines (``sh:declare``) and a test holds the two equal.
"""

from __future__ import annotations

from typing import Final

ROOT: Final = "https://w3id.org/greffe/"
GREFFE: Final = f"{ROOT}ontology#"
GRSH: Final = f"{ROOT}shapes#"
CONCEPT: Final = f"{ROOT}concept/"
LAW: Final = f"{ROOT}law/"
ORGANIZATION: Final = f"{ROOT}org/"
QUESTION: Final = f"{ROOT}question/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SH: Final = "http://www.w3.org/ns/shacl#"
DCTERMS: Final = "http://purl.org/dc/terms/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCATAP: Final = "http://data.europa.eu/r5r/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
ELI: Final = "http://data.europa.eu/eli/ontology#"
VOID: Final = "http://rdfs.org/ns/void#"
VANN: Final = "http://purl.org/vocab/vann/"
SCHEMA: Final = "https://schema.org/"
DPV: Final = "https://w3id.org/dpv#"
PD: Final = "https://w3id.org/dpv/pd#"
LOC: Final = "https://w3id.org/dpv/loc#"

PREFIXES: Final[dict[str, str]] = {
    "dcat": DCAT,
    "dcatap": DCATAP,
    "dcterms": DCTERMS,
    "dpv": DPV,
    "eli": ELI,
    "foaf": FOAF,
    "greffe": GREFFE,
    "grsh": GRSH,
    "loc": LOC,
    "org": ORG,
    "owl": OWL,
    "pd": PD,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "vann": VANN,
    "void": VOID,
    "xsd": XSD,
}


def local_name(iri: str) -> str:
    """Return what stands after the last slash or number sign of an IRI."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def shorten(iri: str) -> str:
    """Return ``prefix:name`` where one of our prefixes fits, else the IRI as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
