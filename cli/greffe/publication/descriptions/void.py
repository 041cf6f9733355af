"""The graph described for those who would query it: VoID (W3C Interest Group Note, 2011)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import DCTERMS, FOAF, PREFIXES, ROOT, VOID, shorten
from greffe.publication.descriptions.catalog import dataset_iri, publisher
from greffe.publication.descriptions.statements import TYPE, Statements
from greffe.publication.site.reading import rows_of

if TYPE_CHECKING:
    from greffe.publication.descriptions.files import Offer
    from greffe.publication.site.site import Site
    from greffe.results.model import Graph
    from greffe.store.statistics import Statistics

_EXAMPLES: Final = ("communication", "file", "organization", "provision", "concept")
_SYNTAXES: Final = tuple(
    f"http://www.w3.org/ns/formats/{name}" for name in ("Turtle", "JSON-LD", "N-Triples")
)
"""The syntaxes in which each thing is offered (W3C, Unique URIs for File Formats)."""

_RDF: Final = frozenset({"Turtle", "JSON-LD"})
_TITLE: Final = Text("Le graphe de Greffe", "The Greffe graph")
_DPV: Final = Text("Data Privacy Vocabulary", "Data Privacy Vocabulary")


def void(site: Site, offered: Offer) -> Graph:
    """Return the description of the graph: sizes, partitions, vocabularies, dumps, links."""
    said = Statements()
    document, name = f"{site.base_url}void.ttl", dataset_iri(site)
    said.link(document, TYPE, f"{VOID}DatasetDescription")
    said.link(document, f"{FOAF}primaryTopic", name)
    said.say(document, f"{DCTERMS}title", _TITLE)
    said.link(name, TYPE, f"{VOID}Dataset")
    said.say(name, f"{DCTERMS}title", _TITLE)
    said.link(name, f"{DCTERMS}publisher", publisher(site))
    said.link(name, f"{FOAF}homepage", site.base_url)
    said.say(name, f"{VOID}uriSpace", ROOT)
    said.link(name, f"{VOID}rootResource", *(body.register for body in site.bodies))
    said.link(name, f"{VOID}openSearchDescription", f"{site.base_url}opensearch.xml")
    said.link(name, f"{VOID}feature", *_SYNTAXES)
    said.link(name, f"{VOID}dataDump", *(site.base_url + file.path for file in offered.whole))
    examples = (next(iter(site.things(kind)), None) for kind in _EXAMPLES)
    said.link(name, f"{VOID}exampleResource", *examples)
    held = site.store.statistics()
    _sizes(said, held, name)
    _partitions(said, site, held, name)
    _parts(said, site, held, name, offered)
    _links(said, site, name)
    return said.graph()


def _sizes(said: Statements, held: Statistics, name: str) -> None:
    said.say(name, f"{VOID}triples", held.total.triples)
    said.say(name, f"{VOID}distinctSubjects", held.total.subjects)
    said.say(name, f"{VOID}distinctObjects", held.total.objects)
    said.say(name, f"{VOID}properties", len(held.properties))
    said.say(name, f"{VOID}classes", len(held.classes))


def _partitions(said: Statements, site: Site, held: Statistics, name: str) -> None:
    for class_, things in held.classes.items():
        part = f"{site.base_url}void.ttl#class-{_slug(class_)}"
        said.link(name, f"{VOID}classPartition", part)
        said.link(part, f"{VOID}class", class_)
        said.say(part, f"{VOID}entities", things)
    for property_, size in held.properties.items():
        part = f"{site.base_url}void.ttl#property-{_slug(property_)}"
        said.link(name, f"{VOID}propertyPartition", part)
        said.link(part, f"{VOID}property", property_)
        said.say(part, f"{VOID}triples", size.triples)
        said.say(part, f"{VOID}distinctSubjects", size.subjects)
        said.say(part, f"{VOID}distinctObjects", size.objects)
    used = {_space(each) for each in (*held.classes, *held.properties)}
    said.link(name, f"{VOID}vocabulary", *sorted(used & set(PREFIXES.values())))


def _parts(said: Statements, site: Site, held: Statistics, name: str, offered: Offer) -> None:
    for holding, files in offered.parts:
        size = held.graphs.get(holding.iri)
        if size is None:
            continue
        said.link(name, f"{VOID}subset", holding.iri)
        said.link(holding.iri, TYPE, f"{VOID}Dataset")
        said.say(holding.iri, f"{DCTERMS}title", holding.title)
        said.link(holding.iri, f"{DCTERMS}license", holding.license)
        said.say(holding.iri, f"{VOID}triples", size.triples)
        said.say(holding.iri, f"{VOID}distinctSubjects", size.subjects)
        graphs = (file for file in files if file.format.name in _RDF)
        said.link(holding.iri, f"{VOID}dataDump", *(site.base_url + each.path for each in graphs))


def _links(said: Statements, site: Site, name: str) -> None:
    for row in rows_of(site.store, "void-links"):
        property_, space = row["property"], row["space"]
        theirs = f"{site.base_url}void.ttl#{_slug(space)}"
        said.link(theirs, TYPE, f"{VOID}Dataset")
        said.say(theirs, f"{DCTERMS}title", _DPV)
        said.say(theirs, f"{VOID}uriSpace", space)
        part = f"{site.base_url}void.ttl#links-{_slug(space)}-{_slug(property_)}"
        said.link(name, f"{VOID}subset", part)
        said.link(part, TYPE, f"{VOID}Linkset")
        said.link(part, f"{VOID}subjectsTarget", name)
        said.link(part, f"{VOID}objectsTarget", theirs)
        said.link(part, f"{VOID}linkPredicate", property_)
        said.say(part, f"{VOID}triples", int(row["triples"]))


def _space(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _slug(iri: str) -> str:
    """Return an IRI as an end of another: its short name, every other sign a hyphen."""
    return re.sub(r"[^A-Za-z0-9]+", "-", shorten(iri)).strip("-")
