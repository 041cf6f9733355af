"""What a page may depend on, in numbers: things with what they own, words, properties, findings."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from greffe.publication.search.words import known_names
from greffe.publication.site.marks import FACTS, PROPERTIES, own_mark, property_mark, rule_mark
from greffe.store.fingerprints import is_verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from greffe.publication.site.memory import Print
    from greffe.publication.site.site import Site

_MOST: Final = 0xFFFFFFFFFFFFFFFF


@dataclass(frozen=True, slots=True)
class DataPrints:
    """Numbers of what the data say, without what was found about them.

    ``around`` changes with the graph around each thing, ``called`` with names and addresses,
    ``graphs`` with each named graph.  ``around`` tells of the words of cells only that there are
    some; what they are has a number of its own, under its mark, as has each property.
    """

    around: dict[str, int]
    called: dict[str, int]
    graphs: dict[str, int]
    properties: frozenset[str]


def fingerprints(site: Site) -> dict[str, Print]:
    """Return two numbers for each thing, rule and mark, by name, sorted.

    The first number of a thing changes with the graph around it and the nodes that it owns, and
    with what was found about it; that of a rule with what it found.  The second changes with what
    the thing and the nodes that it owns are called, and where their page is.
    """
    data = site.data_prints
    rules = dict.fromkeys((rule_mark(rule.code) for rule in site.rules), 0)
    around, called = rules | data.around, data.called
    for each in site.findings:
        owner = site.addresses.owner(each.entity)
        number, words = _number((each.rule, each.severity, each.entity)), _number(each)
        for name, part in (
            (owner, number),
            (rule_mark(each.rule), number),
            (own_mark(owner), words),
        ):
            around[name] = (around.get(name, 0) + part) & _MOST
    return {
        name: (around.get(name, 0), called.get(name, 0))
        for name in sorted(around.keys() | called.keys())
    }


def data_prints(
    site: Site, tell: Callable[[int, int], None] = lambda _done, _all: None
) -> DataPrints:
    """Return the numbers of what the data of a site say.

    ``tell`` hears how far this has come: names take about as long to read as statements.
    """
    whole = 2 * site.size
    things, graphs, words, properties = site.store.fingerprints(lambda done: tell(done, whole))
    tell(site.size, whole)
    around = _sums((site.addresses.owner(iri), number) for iri, number in things.items())
    quoted = _sums((own_mark(site.addresses.owner(iri)), each) for iri, each in words.items())
    said = _sums((property_mark(name), number) for name, number in properties.items())
    facts = _sums((FACTS, each) for name, each in properties.items() if not is_verbatim(name))
    marks = {**quoted, **said, **facts, PROPERTIES: _number(sorted(properties))}
    return DataPrints(around | marks, _sums(_names(site)), graphs, frozenset(properties))


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
