"""What the things are that a catalogue refers to: a reader need fetch nothing to know.

DCAT-AP 3 (SEMIC) wants each value of these properties to be of a class.  Lists of the European
Union, IANA's media types and pages say it, if at all, only where they themselves are read.
"""

from __future__ import annotations

from typing import Final

from greffe.namespaces import DCAT, DCATAP, DCTERMS, ELI, FOAF, SKOS
from greffe.terms import Iri, Term

RANGES: Final[dict[Term, Iri]] = {
    Iri(f"{DCAT}compressFormat"): Iri(f"{DCTERMS}MediaType"),
    Iri(f"{DCAT}landingPage"): Iri(f"{FOAF}Document"),
    Iri(f"{DCAT}mediaType"): Iri(f"{DCTERMS}MediaType"),
    Iri(f"{DCAT}theme"): Iri(f"{SKOS}Concept"),
    Iri(f"{DCAT}themeTaxonomy"): Iri(f"{SKOS}ConceptScheme"),
    Iri(f"{DCATAP}applicableLegislation"): Iri(f"{ELI}LegalResource"),
    Iri(f"{DCTERMS}accessRights"): Iri(f"{DCTERMS}RightsStatement"),
    Iri(f"{DCTERMS}conformsTo"): Iri(f"{DCTERMS}Standard"),
    Iri(f"{DCTERMS}format"): Iri(f"{DCTERMS}MediaTypeOrExtent"),
    Iri(f"{DCTERMS}language"): Iri(f"{DCTERMS}LinguisticSystem"),
    Iri(f"{DCTERMS}license"): Iri(f"{DCTERMS}LicenseDocument"),
    Iri(f"{DCTERMS}spatial"): Iri(f"{DCTERMS}Location"),
    Iri(f"{FOAF}homepage"): Iri(f"{FOAF}Document"),
}
"""The class of the values of a property."""
