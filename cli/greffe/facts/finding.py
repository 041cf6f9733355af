"""Finding the thing that a person's words mean, among all that the graph describes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.citations.spelling import provision_path
from greffe.errors import UnknownName
from greffe.language import Text
from greffe.matching import fold, nearest
from greffe.namespaces import (
    DCTERMS,
    GREFFE,
    LAW,
    PREFIXES,
    RDFS,
    SKOS,
)
from greffe.results.grid import OWN_BASES
from greffe.terms import NOT_IN_IRI, Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.results.model import Source

ACCESS_ACT: Final = f"{LAW}qc/a-2.1/"
_NUMBER: Final = re.compile(r"[CF]\d+", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+(?:\.\w+)*")
_NAMES: Final = (
    f"<{SKOS}prefLabel>|<{SKOS}altLabel>|<{SKOS}hiddenLabel>|<{GREFFE}acronym>"
    f"|<{DCTERMS}title>|<{DCTERMS}identifier>|<{RDFS}label>"
)


def find(source: Source, what: str) -> tuple[str, ...]:
    """Return the IRIs of what ``what`` may mean, the surest reading only.

    Tried in order: an entry's number (``C17``), an IRI or a short name (``qc/a-2.1/art/67``,
    ``cnesst``, ``greffe:recipient``), a provision (``67``, ``art. 59, al. 2``, ``RLRQ, c. A-2.1,
    art. 68``), a name, then all its words inside a name.  Case, accents, apostrophes and hyphens
    of names do not matter.  Raises ``UnknownName`` when nothing has the name or the number.
    """
    wanted = " ".join(what.split())
    if _NUMBER.fullmatch(wanted):
        return _by_number(source, wanted.upper())
    if found := _by_iri(source, wanted) or _by_provision(source, wanted):
        return found
    names = list(_names(source))
    found = _by_name(names, wanted) or _by_words(names, wanted)
    if not found:
        raise UnknownName(
            Text(f"rien ne s’appelle « {wanted} ».", f"nothing is called '{wanted}'."),
            _suggestion(nearest(wanted, (name for _thing, name in names)) if wanted else []),
        )
    return found


def _iris(source: Source, pattern: str) -> tuple[str, ...]:
    table = source.select(f"SELECT DISTINCT ?s WHERE {{ {pattern} }} ORDER BY ?s")
    return tuple(term.value for term in table.column("s") if isinstance(term, Iri))


def _by_number(source: Source, number: str) -> tuple[str, ...]:
    found = _iris(source, f"?s <{DCTERMS}identifier> {Literal(number)}")
    if not found:
        raise UnknownName(
            Text(f"aucune entrée n’a le numéro {number}.", f"no entry has the number {number}."),
            Text(
                "Les numéros vont de C1 à la dernière communication, de F1 au dernier fichier ; "
                "« greffe query count-by-body » les compte.",
                "Numbers run from C1 to the last communication, from F1 to the last file; "
                "'greffe query count-by-body' counts them.",
            ),
        )
    return found


def _by_iri(source: Source, wanted: str) -> tuple[str, ...]:
    wanted = wanted.removeprefix("<").removesuffix(">")
    if NOT_IN_IRI.search(wanted):
        return ()
    prefix, colon, local = wanted.partition(":")
    candidates = [wanted] if colon else [f"{base}{wanted}" for base in OWN_BASES]
    if prefix in PREFIXES and colon:
        candidates.append(PREFIXES[prefix] + local)
    values = " ".join(str(Iri(each)) for each in candidates)
    return _iris(source, f"VALUES ?s {{ {values} }} ?s a ?class")


def _by_provision(source: Source, wanted: str) -> tuple[str, ...]:
    """Find a provision as it is written; without a chapter, that of the Access Act comes first."""
    path = provision_path(wanted)
    if path is None:
        return ()
    known = _iris(
        source,
        f"?s a <{GREFFE}LegalProvision> FILTER(STRENDS(STR(?s), {Literal(f'/{path}')}))",
    )
    return tuple(iri for iri in known if iri == ACCESS_ACT + path) or known


def _names(source: Source) -> Iterator[tuple[str, str]]:
    table = source.select(
        f"SELECT DISTINCT ?thing ?name WHERE {{ ?thing {_NAMES} ?name }} ORDER BY ?thing ?name"
    )
    for thing, name in table.rows:
        if isinstance(thing, Iri) and isinstance(name, Literal):
            yield thing.value, name.value


def _by_name(names: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    said = fold(wanted)
    return tuple(dict.fromkeys(thing for thing, name in names if said and fold(name) == said))


def _by_words(names: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    said = _words(wanted)
    return tuple(dict.fromkeys(thing for thing, name in names if said and said <= _words(name)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))


def _suggestion(near: list[str]) -> Text:
    if not near:
        return Text(
            "Essayez un numéro (C17, F21), un sigle (CNESST) ou un article (67.2.1).",
            "Try a number (C17, F21), an acronym (CNESST) or a section (67.2.1).",
        )
    return Text(
        "Noms proches : " + " ; ".join(f"« {name} »" for name in near) + ".",
        "Near names: " + "; ".join(f"'{name}'" for name in near) + ".",
    )
