"""The ontology on one page: every class and property, each with an anchor of its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.facts import Statement
from greffe.language import Text
from greffe.namespaces import DCTERMS, GREFFE, OWL, RDF, RDFS, ROOT, SCHEMA, SKOS
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import CONCEPTS
from greffe.publication.site.pages.listing import by_name
from greffe.publication.site.reading import page_query
from greffe.publication.site.sheets import rows_from
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.sheets import Row
    from greffe.publication.site.site import Site
    from greffe.terms import Term

_TITLE: Final = Text("Ontologie de Greffe", "Greffe ontology")
_LEAD: Final = Text(
    "Les classes et les propriétés dont le graphe est fait, ce que chacune veut dire, la "
    "disposition qui la demande et les termes d’autres vocabulaires qu’elle précise.",
    "The classes and properties that the graph is made of, what each means, the provision that "
    "asks for it and the terms of other vocabularies that it refines.",
)
_KINDS: Final = (
    ("classes", Text("Classes", "Classes"), (f"{OWL}Class",)),
    (
        "properties",
        Text("Propriétés", "Properties"),
        (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty"),
    ),
    ("annotations", Text("Annotations", "Annotations"), (f"{OWL}AnnotationProperty",)),
)
_SHOWN: Final = (
    *(f"{SKOS}definition", f"{SKOS}scopeNote", f"{SKOS}example", f"{RDFS}subClassOf"),
    *(f"{RDFS}subPropertyOf", f"{SCHEMA}domainIncludes", f"{SCHEMA}rangeIncludes"),
    *(f"{DCTERMS}source", f"{DCTERMS}isReplacedBy", f"{SKOS}historyNote", f"{RDFS}seeAlso"),
)
"""What is said of a term, in reading order."""


@dataclass(frozen=True, slots=True)
class TermSheet:
    """One class or property: its name, what it is called, what is said of it."""

    iri: str
    name: str
    label: str
    rows: tuple[Row, ...]
    is_deprecated: bool


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of the ontology."""
    del site
    yield Page(
        address=Text("ontology/", "en/ontology/"),
        kind="ontology",
        template="ontology.html.j2",
        title=_TITLE,
        fill=_fill,
        subject=f"{ROOT}ontology",
        crumbs=(CONCEPTS,),
        description=_LEAD,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    said = _said(site)
    groups = []
    for anchor, title, classes in _KINDS:
        terms = [iri for iri, about in said.items() if _is_one_of(about, classes)]
        terms.sort(key=by_name(site, language))
        sheets = [_sheet(site, iri, said[iri], language) for iri in terms]
        groups += [(anchor, title, sheets)] if sheets else []
    return {"lead": _LEAD, "groups": groups, "iri": f"{ROOT}ontology"}


def _said(site: Site) -> dict[str, dict[str, list[Term]]]:
    found: dict[str, dict[str, list[Term]]] = {}
    for term, predicate, value in site.store.select(page_query("vocabulary-terms")).rows:
        if isinstance(term, Iri) and isinstance(predicate, Iri) and value is not None:
            about = found.setdefault(term.value, {})
            about.setdefault(predicate.value, []).append(value)
    return found


def _is_one_of(about: Mapping[str, list[Term]], classes: tuple[str, ...]) -> bool:
    return any(Iri(each) in about[f"{RDF}type"] for each in classes)


def _sheet(site: Site, iri: str, about: Mapping[str, list[Term]], language: Language) -> TermSheet:
    statements = [Statement(each, tuple(about[each])) for each in _SHOWN if each in about]
    return TermSheet(
        iri=iri,
        name=iri.removeprefix(GREFFE),
        label=site.label(iri, language),
        rows=rows_from(site, statements, language),
        is_deprecated=f"{OWL}deprecated" in about,
    )
