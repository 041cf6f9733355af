"""What people call a thing: the words that stand for its IRI in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.matching import natural
from greffe.namespaces import DCTERMS, GREFFE, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

    from greffe.language import Language

_IRI: Final = r"https?://[^\s,;]*[^\s,;.]"
_IRIS: Final = re.compile(f"{_IRI}(?:, {_IRI})*")
_NAMES: Final = (
    f"{GREFFE}acronym",
    f"{SKOS}prefLabel",
    f"{RDFS}label",
    f"{DCTERMS}title",
)


def namer(data: Graph) -> Callable[[str, Language], str]:
    """Return what replaces the IRIs of a text by names, in one language.

    IRIs that follow each other, separated by commas, are named in natural order, so that an
    enumeration reads alike whatever the order in which an engine found its members.
    """

    def named(words: str, language: Language) -> str:
        return _IRIS.sub(lambda run: _run(data, run[0].split(", "), language), words)

    return named


def name_of(data: Graph, iri: str, language: Language) -> str:
    """Return the number of an entry, else the acronym, label or title of a thing, else its IRI.

    A name in the other language is better than none.
    """
    from rdflib import URIRef

    thing = URIRef(iri)
    if (thing, URIRef(f"{GREFFE}position"), None) in data:
        number = data.value(thing, URIRef(f"{DCTERMS}identifier"))
        if number is not None:
            return str(number)
    for predicate in _NAMES:
        names = sorted(
            (getattr(name, "language", None) != language, str(name))
            for name in data.objects(thing, URIRef(predicate))
        )
        if names:
            return names[0][1]
    return iri


def _run(data: Graph, iris: list[str], language: Language) -> str:
    names = sorted({name_of(data, iri, language) for iri in iris}, key=natural)
    if not any("," in name for name in names):
        return ", ".join(names)
    return (" ; " if language == "fr" else "; ").join(names)
