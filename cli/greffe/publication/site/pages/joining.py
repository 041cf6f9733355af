"""The join of the two documents: which files may hold what a communication sends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from greffe.publication.site.pages.trail import body_of
from greffe.publication.site.reading import ask

if TYPE_CHECKING:
    from greffe.bodies import Body
    from greffe.publication.site.site import Site
    from greffe.store import Store


@dataclass(frozen=True, slots=True)
class Shared:
    """An entry of the other document, and what it may have in common with an entry.

    ``held`` of the ``sent`` types of information of the communication belong to a category of the
    file; ``categories`` are those that both have.
    """

    iri: str
    held: int
    sent: int
    categories: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the file may by itself hold all that the communication sends."""
        return self.held == self.sent


def may_share(site: Site, iri: str) -> tuple[Shared, ...]:
    """Return the entries of the other document that an entry may have information in common with.

    For a communication these are the files that it may draw from, for a file the communications
    that may draw from it: those with most in common first, then in printed order.
    """
    body = body_of(site, iri)
    if body is None:
        return ()
    return _shared(site.store, body, iri, site.kinds[iri])


@lru_cache(maxsize=2)
def _shared(store: Store, body: Body, iri: str, kind: str) -> tuple[Shared, ...]:
    sent, held = _sent(store, body.register), _held(store, body.inventory)
    if kind == "communication":
        found = (_joined(file, sent.get(iri, {}), held[file]) for file in held)
    else:
        found = (_joined(each, sent[each], held.get(iri, frozenset())) for each in sent)
    rank = _ranks(store)
    shared = [each for each in found if each.held]
    return tuple(sorted(shared, key=lambda each: (-each.held, rank.get(each.iri, 0), each.iri)))


def _joined(other: str, sent: dict[str, frozenset[str]], held: frozenset[str]) -> Shared:
    common = [categories & held for categories in sent.values()]
    return Shared(
        iri=other,
        held=sum(map(bool, common)),
        sent=len(sent),
        categories=tuple(sorted(frozenset().union(*common))),
    )


@lru_cache(maxsize=4)
def _sent(store: Store, register: str) -> dict[str, dict[str, frozenset[str]]]:
    """Return the types of information that each communication sends, with their categories."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for row in ask(store, "register-sent", register=register):
        types = found.setdefault(row["entry"], {})
        known = types.get(row["type"], frozenset())
        types[row["type"]] = known | ({row["category"]} - {""})
    return found


@lru_cache(maxsize=4)
def _held(store: Store, inventory: str) -> dict[str, frozenset[str]]:
    """Return the categories of information that each file holds."""
    found: dict[str, frozenset[str]] = {}
    for row in ask(store, "inventory-held", inventory=inventory):
        found[row["entry"]] = found.get(row["entry"], frozenset()) | {row["category"]}
    return found


@lru_cache(maxsize=2)
def _ranks(store: Store) -> dict[str, int]:
    return {row["entry"]: rank for rank, row in enumerate(ask(store, "register-entries"))}
