"""The terms of our ontology that a query uses: one that does not exist would match nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.errors import UnknownName, place
from greffe.language import Text
from greffe.matching import alike, quoted
from greffe.namespaces import GREFFE, shorten
from greffe.store.query_text import used_names
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.results.model import Source

_NEAR: Final = 3
_LIKENESS: Final = 0.6


def refuse_unknown_terms(query: str, sources: Iterable[Source]) -> None:
    """Refuse a query that uses a ``greffe:`` term which none of ``sources`` knows.

    A source knows the terms that its ontology describes and those that its data uses; a source is
    asked only about the terms that those before it do not know.  Raises ``UnknownName`` with the
    place in the query and the nearest terms of the last source.
    """
    unknown = used_names(query, GREFFE)
    if not unknown:
        return
    for source in sources:
        unknown = {iri: at for iri, at in unknown.items() if not _knows(source, iri)}
        if not unknown:
            return
    iri, at = next(iter(unknown.items()))
    raise _refused(iri, place(query, at.start), source)


def _knows(source: Source, iri: str) -> bool:
    term = Iri(iri)
    use = f"{{ {term} a ?class }} UNION {{ ?a {term} ?b }} UNION {{ ?c a {term} }}"
    return source.query(f"ASK {{ {use} }}") is True


def _refused(iri: str, at: tuple[int, int], source: Source) -> UnknownName:
    (line, column), term = at, shorten(iri)
    near = quoted(_nearest(iri, source))
    return UnknownName(
        Text(
            f"SPARQL, ligne {line}, colonne {column} : l’ontologie n’a pas de terme « {term} ».",
            f"SPARQL, line {line}, column {column}: the ontology has no term '{term}'.",
        ),
        Text(f"Vouliez-vous dire {near.fr} ?", f"Did you mean {near.en}?") if near.fr else None,
    )


def _nearest(iri: str, source: Source) -> list[str]:
    ours = f'FILTER(STRSTARTS(STR(?term), "{GREFFE}"))'
    table = source.select(f"SELECT DISTINCT ?term WHERE {{ ?term a ?class {ours} }}")
    known = sorted(term.value for term in table.column("term") if isinstance(term, Iri))
    names = [each.removeprefix(GREFFE) for each in known]
    near = alike(iri.removeprefix(GREFFE), names, _LIKENESS, _NEAR)
    return [shorten(f"{GREFFE}{name}") for name in near]
