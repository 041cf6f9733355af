"""What a page may depend on, in numbers: each thing with what it owns, and each rule's findings."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from greffe.publication.search.words import known_names
from greffe.publication.site.pages.rules import rule_mark, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.publication.site.memory import Print
    from greffe.publication.site.site import Site

_MOST: Final = 0xFFFFFFFFFFFFFFFF


@dataclass(frozen=True, slots=True)
class DataPrints:
    """Numbers of what the data say, without what was found about them.

    ``around`` changes with the graph around each thing, ``called`` with names and addresses, and
    ``graphs`` with each named graph.
    """

    around: dict[str, int]
    called: dict[str, int]
    graphs: dict[str, int]


def fingerprints(site: Site) -> dict[str, Print]:
    """Return two numbers for each thing and each rule, by name, sorted.

    The first number of a thing changes with the graph around it and the nodes that it owns, and
    with what was found about it; that of a rule with what it found.  The second changes with what
    the thing and the nodes that it owns are called, and where their page is.
    """
    data = site.data_prints
    rules = dict.fromkeys(map(rule_mark, (rule.code for rule in rules_of(site))), 0)
    around, called = rules | data.around, data.called
    for each in site.findings:
        number = _number(each)
        for name in (site.addresses.owner(each.entity), rule_mark(each.rule)):
            around[name] = (around.get(name, 0) + number) & _MOST
    return {
        name: (around.get(name, 0), called.get(name, 0))
        for name in sorted(around.keys() | called.keys())
    }


def data_prints(site: Site) -> DataPrints:
    """Return the numbers of what the data of a site say."""
    things, graphs = site.store.fingerprints()
    around = _sums((site.addresses.owner(iri), number) for iri, number in things.items())
    return DataPrints(around, _sums(_names(site)), graphs)


def _sums(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, number in parts:
        found[name] = (found.get(name, 0) + number) & _MOST
    return found


def _names(site: Site) -> Iterator[tuple[str, int]]:
    french, english = site.labels["fr"], site.labels["en"]
    for iri in french.keys() | english.keys() | site.kinds.keys():
        place = site.address(iri, "fr")
        others = known_names(site.store, iri)
        told = (iri, french.get(iri), english.get(iri), iri in site.french_only, place, others)
        yield site.addresses.owner(iri), _number(told)


def _number(told: object) -> int:
    return int.from_bytes(blake2b(repr(told).encode(), digest_size=8).digest())
